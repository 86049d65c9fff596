"""Trains the decoder: `python train_decoder.py --data EMOJI_DIR --captions TSV --out FILE --minutes N`. Resumes from FILE."""
import argparse
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

import data as D
import export
from model import Decoder


class Frames(torch.utils.data.IterableDataset):
    """Batches of single frames: latents of the true frames, roughened the way the denoiser errs."""

    def __init__(self, a):
        self.a = a

    def __iter__(self):
        a = self.a
        info = torch.utils.data.get_worker_info()
        world = D.World(a.data, a.captions)
        r = np.random.default_rng([a.seed, info.id if info else 0, int(time.time())])
        while True:
            shape = int(r.choice(3, p=[.5, .25, .25]))
            out = {k: [] for k in ("low", "x", "guide", "plate", "still")}
            while len(out["x"]) < a.batch:
                s = world.sample(int(r.integers(1 << 62)), shape, D.SCALE, sorted(r.choice(D.FRAMES, 2, replace=False).tolist()))
                if not s["identity"]:
                    s["guide"][:] = 0
                low = D.shrink(s["x"], D.SCALE)
                low = low + r.normal(0, abs(r.normal(0, .03)), low.shape)
                blocks = r.normal(0, abs(r.normal(0, .015)), (low.shape[0], low.shape[1] // 4, low.shape[2] // 4, 3))
                low = low + blocks.repeat(4, 1).repeat(4, 2)
                out["low"] += list(low)
                for k in ("x", "guide", "plate"):
                    out[k] += list(s[k])
                out["still"] += [s["still"][..., None]] * 2
            yield {k: torch.from_numpy(np.stack(v).astype(np.float32)).permute(0, 3, 1, 2).contiguous() for k, v in out.items()}


def loss_of(model, b):
    with torch.autocast("cpu", torch.bfloat16):
        y = model(b["low"], b["guide"], b["plate"], b["still"])
    w = 1 + 2 * b["guide"][:, 3:]
    d = (y - b["x"]) * w
    edges = (d[..., 1:] - d[..., :-1]).abs().mean() + (d[..., 1:, :] - d[..., :-1, :]).abs().mean()
    return d.abs().mean() + .5 * edges, y


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data"), p.add_argument("--captions"), p.add_argument("--out")
    p.add_argument("--init", help="a folder of shipped weights to start from when there is no FILE yet")
    p.add_argument("--minutes", type=float), p.add_argument("--batch", type=int, default=6), p.add_argument("--seed", type=int, default=1)
    p.add_argument("--lr", type=float, default=1.5e-3), p.add_argument("--workers", type=int, default=1), p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    model = Decoder()
    ema = {k: v.clone() for k, v in model.state_dict().items()}
    opt = torch.optim.AdamW(model.parameters(), a.lr, betas=(.9, .98), weight_decay=.01)
    step = 0
    if os.path.exists(a.out):
        s = torch.load(a.out)
        model.load_state_dict(s["model"]), opt.load_state_dict(s["opt"])
        ema, step = s["ema"], s["step"]
    elif a.init:
        model.load_state_dict(export.read(a.init)[1])
        ema = {k: v.clone() for k, v in model.state_dict().items()}
    begin, saved = time.time(), time.time()
    for b in torch.utils.data.DataLoader(Frames(a), batch_size=None, num_workers=a.workers, prefetch_factor=4):
        part = (time.time() - begin) / (a.minutes * 60)
        for g in opt.param_groups:
            g["lr"] = a.lr * min(1, (step + 1) / 50) * (1 if part < .5 else max(.02, 2 * (1 - part)))
        loss, y = loss_of(model, b)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        step += 1
        decay = min(.998, (step + 1) / (step + 10))
        with torch.no_grad():
            for k, v in model.state_dict().items():
                ema[k].lerp_(v, 1 - decay)
        if step % 20 == 0:
            base = (F.interpolate(b["low"], scale_factor=8, mode="bilinear", align_corners=False) - b["x"]).abs().mean()
            print(f"{step} {time.time() - begin:.0f}s loss {loss:.4f} l1 {(y - b['x']).abs().mean():.4f} bilinear {base:.4f}", flush=True)
        if time.time() - saved > 120 or part >= 1:
            torch.save(dict(model=model.state_dict(), ema=ema, opt=opt.state_dict(), step=step), a.out + ".tmp")
            os.replace(a.out + ".tmp", a.out)
            saved = time.time()
        if part >= 1:
            break


if __name__ == "__main__":
    main()

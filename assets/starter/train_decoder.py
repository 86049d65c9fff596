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
from train_base import Muon


class Frames(torch.utils.data.IterableDataset):
    """Batches of crops of single frames: latents of the true frames, roughened and softened the way the denoiser errs."""

    def __init__(self, a):
        self.a = a

    def __iter__(self):
        a = self.a
        info = torch.utils.data.get_worker_info()
        world = D.World(a.data, a.captions)
        r = np.random.default_rng([a.seed, info.id if info else 0, int(time.time())])
        pool, turn, side = [], 0, a.crop
        while True:
            for _ in range(a.fresh if len(pool) >= 4 * a.batch else 4 * a.batch):
                shape = int(r.choice(3, p=[.5, .25, .25]))
                mode = str(r.choice(["character", "text", "image", "brush", "extend"], p=[.4, .15, .15, .15, .15]))
                s = world.sample(int(r.integers(1 << 62)), shape, D.SCALE, [int(r.integers(D.FRAMES))], mode)
                if not s["identity"]:
                    s["guide"][:] = 0
                if mode in ("character", "text") and r.random() < .2:  # nothing is known but the latents
                    s["plate"][:] = 0
                frame = [s[k][0].astype(np.float16) for k in ("x", "guide", "plate")] + [s["still"][..., None].astype(np.float16)]
                if len(pool) < a.pool:
                    pool.append(frame)
                else:
                    pool[turn % a.pool] = frame
                    turn += 1
            out = [[], [], [], [], []]
            for i in r.choice(len(pool), a.batch, replace=False):
                h, w = pool[i][0].shape[:2]
                y, x = 8 * int(r.integers((h - side) // 8 + 1)), 8 * int(r.integers((w - side) // 8 + 1))
                cut = [v[y:y + side, x:x + side].astype(np.float32) for v in pool[i]]
                flip = r.random() < .5
                cut = [v[:, ::-1] if flip else v for v in cut]
                low = D.shrink(cut[0], D.SCALE)
                if r.random() < .35:
                    low = soft(low, r.uniform(.3, .9))
                low = low + r.normal(0, abs(r.normal(0, .015)), low.shape)
                for o, v in zip(out, [low] + cut):
                    o.append(v)
            yield {k: torch.from_numpy(np.stack(v).astype(np.float32)).permute(0, 3, 1, 2).contiguous()
                   for k, v in zip(("low", "x", "guide", "plate", "still"), out)}


def soft(v, sigma):
    """[H,W,3] blurred by a Gaussian of 3 taps."""
    k = np.exp(-np.array([-1, 0, 1]) ** 2 / (2 * sigma ** 2))
    k = k / k.sum()
    p = np.pad(v, ((1, 1), (1, 1), (0, 0)), mode="edge")
    p = k[0] * p[:-2] + k[1] * p[1:-1] + k[2] * p[2:]
    return k[0] * p[:, :-2] + k[1] * p[:, 1:-1] + k[2] * p[:, 2:]


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
    p.add_argument("--minutes", type=float), p.add_argument("--batch", type=int, default=16), p.add_argument("--seed", type=int, default=1)
    p.add_argument("--crop", type=int, default=128), p.add_argument("--pool", type=int, default=1500), p.add_argument("--fresh", type=int, default=3)
    p.add_argument("--lr", type=float, default=1.5e-3), p.add_argument("--muon", type=float, default=.02), p.add_argument("--workers", type=int, default=1), p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    model = Decoder()
    ema = {k: v.clone() for k, v in model.state_dict().items()}
    convs = [q for n, q in model.named_parameters() if q.ndim == 4 and "head" not in n and "bend" not in n]
    ids = {id(q) for q in convs}
    opts = [Muon(convs, a.muon), torch.optim.AdamW([q for q in model.parameters() if id(q) not in ids], a.lr, betas=(.9, .98), weight_decay=.01)]
    step = 0
    if os.path.exists(a.out):
        s = torch.load(a.out)
        model.load_state_dict(s["model"])
        ema, step = s["ema"], s["step"]
        if isinstance(s["opt"], list):
            for o, st in zip(opts, s["opt"]):
                o.load_state_dict(st)
    elif a.init:
        model.load_state_dict(export.read(a.init)[1])
        ema = {k: v.clone() for k, v in model.state_dict().items()}
    begin, saved, first, acc = time.time(), time.time(), -1, []
    for b in torch.utils.data.DataLoader(Frames(a), batch_size=None, num_workers=a.workers, prefetch_factor=4):
        part = (time.time() - begin) / (a.minutes * 60)
        first = first if first >= 0 else step
        for o, rate in zip(opts, (a.muon, a.lr)):
            for g in o.param_groups:
                g["lr"] = rate * min(1, (step - first + 1) / 50) * (1 if part < .4 else max(.02, (1 - part) / .6))
        loss, y = loss_of(model, b)
        for o in opts:
            o.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for o in opts:
            o.step()
        step += 1
        decay = min(.99, (step + 1) / (step + 10))
        with torch.no_grad():
            for k, v in model.state_dict().items():
                ema[k].lerp_(v, 1 - decay)
        base = (F.interpolate(b["low"], scale_factor=8, mode="bilinear", align_corners=False) - b["x"]).abs().mean()
        acc.append((float(loss), float((y - b["x"]).abs().mean()), float(base)))
        if step % 20 == 0:
            l = np.mean(acc[-40:], 0)
            print(f"{step} {time.time() - begin:.0f}s loss {l[0]:.4f} l1 {l[1]:.4f} bilinear {l[2]:.4f}", flush=True)
        if time.time() - saved > 120 or part >= 1:
            torch.save(dict(model=model.state_dict(), ema=ema, opt=[o.state_dict() for o in opts], step=step), a.out + ".tmp")
            os.replace(a.out + ".tmp", a.out)
            saved = time.time()
        if part >= 1:
            break


if __name__ == "__main__":
    main()

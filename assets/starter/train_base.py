"""Trains the denoiser with both adapters: `python train_base.py --data EMOJI_DIR --captions TSV --embeddings SAFETENSORS
--out FILE --minutes N`. Resumes from FILE."""
import argparse
import json
import os
import time

import numpy as np
import torch

import data as D
import export
from model import Config, Denoiser

KEYS = ("x", "guide", "plate", "still", "known", "camera")


def read_f32(path, name="embeddings"):
    with open(path, "rb") as f:
        n = int.from_bytes(f.read(8), "little")
        h = json.loads(f.read(n))[name]
        f.seek(8 + n + h["data_offsets"][0])
        return np.frombuffer(f.read(h["data_offsets"][1] - h["data_offsets"][0]), "<f4").reshape(h["shape"])


class Clips(torch.utils.data.IterableDataset):
    def __init__(self, a):
        self.a = a

    def __iter__(self):
        a = self.a
        info = torch.utils.data.get_worker_info()
        world, emb = D.World(a.data, a.captions), read_f32(a.embeddings)
        r = np.random.default_rng([a.seed, info.id if info else 0, int(time.time())])
        store = [[], [], []]
        while True:
            shape = int(r.choice(3, p=[.5, .25, .25]))
            old = store[shape]
            fresh = a.batch if len(old) < 2 * a.batch else max(1, a.batch // a.reuse)
            batch = [old[i] for i in r.choice(len(old), a.batch - fresh, replace=False)] if fresh < a.batch else []
            for _ in range(fresh):
                s = D.latent_sample(world, int(r.integers(1 << 62)), shape)
                s = {k: (v.astype(np.float16) if k in ("x", "guide", "plate") else v) for k, v in s.items()}
                batch.append(s)
                if len(old) < 700:
                    old.append(s)
                else:
                    old[int(r.integers(700))] = s
            out = {k: torch.from_numpy(np.stack([s[k] for s in batch])) for k in KEYS}
            text = np.stack([emb[s["row"]] for s in batch])
            drop = r.random((a.batch, 1)) < .1
            out["text"] = torch.from_numpy(np.where(drop, 0, text).astype(np.float32))
            out["identity"] = torch.tensor([float(s["identity"]) for s in batch])
            out["trajectory"] = torch.tensor([1.0 - float(s["camera"][4]) for s in batch])
            yield out


class Muon(torch.optim.Optimizer):
    """Momentum orthogonalised by a quintic Newton-Schulz iteration (Jordan et al. 2024), for the blocks' matrices."""

    def __init__(self, params, lr, momentum=.95, weight_decay=.01):
        super().__init__(params, dict(lr=lr, momentum=momentum, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for g in self.param_groups:
            for p in g["params"]:
                if p.grad is None:
                    continue
                buf = self.state[p].setdefault("m", torch.zeros_like(p))
                buf.mul_(g["momentum"]).add_(p.grad)
                u = (p.grad + g["momentum"] * buf).flatten(1)
                p.mul_(1 - g["lr"] * g["weight_decay"]).add_(orthogonal(u).view_as(p), alpha=-g["lr"] * max(1, u.shape[0] / u.shape[1]) ** .5)


def orthogonal(m):
    x = m.bfloat16()
    flip = x.shape[0] > x.shape[1]
    x = x.t().contiguous() if flip else x
    x = x / (x.norm() + 1e-7)
    for _ in range(5):
        a = x @ x.t()
        x = 3.4445 * x + (-4.7750 * a + 2.0315 * a @ a) @ x
    return (x.t() if flip else x).float()


def sample_t(n):
    """Data fraction, shifted hard toward noise: large patches give the noise level away (see the model card)."""
    t = torch.sigmoid(torch.randn(n) * 1.3 - 3.3)
    low = torch.rand(n) < .15
    return torch.where(low, torch.rand(n) * .015, t)


def loss_of(model, b):
    x = b["x"].float() * 2 - 1
    n = len(x)
    t = sample_t(n)
    tv = t.view(n, 1, 1, 1, 1)
    noisy = tv * x + (1 - tv) * torch.randn_like(x)
    with torch.autocast("cpu", torch.bfloat16):
        y = model(noisy, t, b["text"], b["guide"].float(), b["plate"].float(), b["still"], b["known"], b["camera"],
                  b["identity"], b["trajectory"])
    w = (1 + b["guide"][..., 3:].float()) / (1 - tv).clamp(min=.15) ** 2
    return ((y - x) ** 2 * w).mean(), ((y - x) ** 2).mean((1, 2, 3, 4)).detach(), t


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data"), p.add_argument("--captions"), p.add_argument("--embeddings"), p.add_argument("--out")
    p.add_argument("--minutes", type=float), p.add_argument("--reuse", type=int, default=6), p.add_argument("--batch", type=int, default=24)
    p.add_argument("--lr", type=float, default=1.5e-3), p.add_argument("--muon", type=float, default=.02)
    p.add_argument("--seed", type=int, default=1), p.add_argument("--decay", type=float, default=.4, help="last part of the run in which the rate falls")
    p.add_argument("--init", help="a folder of shipped weights to start from when there is no FILE yet")
    p.add_argument("--grown", action="store_true", help="the file is of a smaller version of the network")
    p.add_argument("--floor", type=float, default=.02), p.add_argument("--workers", type=int, default=1), p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    model = Denoiser(Config())
    matrices = [q for n, q in model.named_parameters() if ".blocks." in n and q.ndim == 2 and ".mod." not in n]
    ids = {id(q) for q in matrices}
    opts = [Muon(matrices, a.muon), torch.optim.AdamW([q for q in model.parameters() if id(q) not in ids], a.lr, betas=(.9, .98), weight_decay=.01)]
    ema = {k: v.clone() for k, v in model.state_dict().items()}
    step = 0
    if os.path.exists(a.out):
        s = torch.load(a.out)
        model.load_state_dict(s["model"], strict=not a.grown)
        ema, step = s["ema"], s["step"]
        if a.grown:
            ema = {k: v.clone() for k, v in model.state_dict().items()}
        else:
            for o, st in zip(opts, s["opt"]):
                o.load_state_dict(st)
    elif a.init:
        model.load_state_dict(export.read(a.init)[0])
        ema = {k: v.clone() for k, v in model.state_dict().items()}
    print(sum(q.numel() for q in model.parameters()) / 1e6, "M parameters", flush=True)
    rates = [a.muon, a.lr]
    begin, saved, acc, low, first = time.time(), time.time(), [], [], step
    for b in torch.utils.data.DataLoader(Clips(a), batch_size=None, num_workers=a.workers, prefetch_factor=3):
        part = (time.time() - begin) / (a.minutes * 60)
        k = min(1, (step - first + 1) / 30) * (1 if part < 1 - a.decay else max(a.floor, (1 - part) / a.decay))
        for o, r in zip(opts, rates):
            for g in o.param_groups:
                g["lr"] = r * k
        loss, per, t = loss_of(model, b)
        for o in opts:
            o.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for o in opts:
            o.step()
        step += 1
        decay = min(.997, (step + 1) / (step + 10))
        with torch.no_grad():
            for k, v in model.state_dict().items():
                ema[k].lerp_(v, 1 - decay)
        acc.append(float(loss)), low.append(float(per[t < .02].mean()) if (t < .02).any() else float("nan"))
        if step % 10 == 0:
            print(f"{step} {time.time() - begin:.0f}s loss {np.mean(acc[-20:]):.4f} near noise {np.nanmean(low[-20:]):.4f}", flush=True)
        if time.time() - saved > 150 or part >= 1:
            torch.save(dict(model=model.state_dict(), ema=ema, opt=[o.state_dict() for o in opts], step=step), a.out + ".tmp")
            os.replace(a.out + ".tmp", a.out)
            saved = time.time()
        if part >= 1:
            break


if __name__ == "__main__":
    main()

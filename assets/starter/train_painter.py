"""Trains the prior and the keyframe painter: `python train_painter.py --captions TSV --embeddings SAFETENSORS --out FILE
--minutes N`. Resumes from FILE."""
import argparse
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

import data as D
import scenes as S
from painter import SAID, TEXT_SCALE, Painter
from train_base import Muon, read_f32

CELLS = [(h // 2, w // 2) for h, w in D.SHAPES]


class Stills(torch.utils.data.IterableDataset):
    """All scenes there are, each rendered once and then drawn from memory."""

    def __init__(self, a):
        self.a = a

    def __iter__(self):
        a = self.a
        r = np.random.default_rng(a.seed)
        pools, todo = [[], [], []], []
        while True:
            shape = int(r.choice(3, p=[.5, .25, .25]))
            for _ in range(a.fresh):
                todo = todo or self.all(r)
                s, code, scene = todo.pop()
                if len(pools[s]) < a.pool:
                    pools[s].append((code, self.render(s, scene)))
            if len(pools[shape]) < a.batch:
                continue
            picked = [pools[shape][i] for i in r.choice(len(pools[shape]), a.batch, replace=False)]
            yield (torch.from_numpy(np.stack([c for c, _ in picked])), torch.from_numpy(np.stack([x for _, x in picked])).permute(0, 3, 1, 2), shape)

    def all(self, r):
        out = []
        for s, (h, w) in enumerate(D.SHAPES):
            for k, kind in enumerate(S.SCENES):
                for staging in range(D.STAGINGS):
                    for time_ in S.TIMES:
                        for weather in S.WEATHERS:
                            for mood in S.MOODS:
                                scene = S.Scene(kind, time_, weather, mood, w / h, 1000 * k + staging, falling=False)
                                # the usual first, so that they are seen most often
                                rank = (time_ != "day") + (weather not in ("clear", "cloudy")) + 2 * (mood != "plain")
                                out.append((rank + r.random() * 1.5, s, D.code_of(scene), scene))
        out.sort(key=lambda v: -v[0])
        return [v[1:] for v in out]

    def render(self, s, scene):
        h, w = D.SHAPES[s]
        return (S.Renderer(scene, h * D.SCALE, w * D.SCALE, [0.0]).frames()[0] * 255 + .5).astype(np.uint8)


def fit_prior(prior, text, said, steps=400):
    """Multinomial logistic regression from prompts [N,896] to what they say [N,5], all at once."""
    opt = torch.optim.Adam(prior.parameters(), .02)
    for step in range(steps):
        for g in opt.param_groups:
            g["lr"] = .02 * (1 - step / steps)
        parts = prior(text * TEXT_SCALE).split(SAID, 1)
        loss = sum(F.cross_entropy(p, said[:, i]) for i, p in enumerate(parts))
        opt.zero_grad()
        (loss + 1e-4 * prior.weight.pow(2).sum()).backward()
        opt.step()
    right = [float((p.argmax(1) == said[:, i]).float().mean()) for i, p in enumerate(parts)]
    print("prior: loss", round(float(loss), 4), "right", [round(v, 4) for v in right], flush=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--captions"), p.add_argument("--embeddings"), p.add_argument("--out")
    p.add_argument("--minutes", type=float), p.add_argument("--batch", type=int, default=8), p.add_argument("--seed", type=int, default=1)
    p.add_argument("--fresh", type=int, default=3, help="pictures rendered for each batch"), p.add_argument("--pool", type=int, default=2400)
    p.add_argument("--lr", type=float, default=2e-3), p.add_argument("--muon", type=float, default=.02), p.add_argument("--grid", type=float, default=1e-2)
    p.add_argument("--workers", type=int, default=1), p.add_argument("--threads", type=int, default=2)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    model = Painter()
    named = dict(model.named_parameters())
    grids = [q for n, q in named.items() if n.startswith("grid")]
    convs = [q for n, q in named.items() if "conv.weight" in n]
    rest = [q for n, q in named.items() if not n.startswith(("grid", "prior")) and "conv.weight" not in n]
    opts = [Muon(convs, a.muon), torch.optim.AdamW(rest, a.lr, betas=(.9, .98)), torch.optim.Adam(grids, a.grid, betas=(.9, .99), eps=1e-12)]
    rates, step = (a.muon, a.lr, a.grid), 0
    if os.path.exists(a.out):
        s = torch.load(a.out)
        model.load_state_dict(s["model"])
        step = s["step"]
        for o, st in zip(opts, s["opt"]):
            o.load_state_dict(st)
    else:
        captions = D.World.captions(a.captions)
        fit_prior(model.prior, torch.from_numpy(read_f32(a.embeddings).copy()), torch.from_numpy(D.said(captions)))
    begin, saved, acc = time.time(), time.time(), []
    for code, x, shape in torch.utils.data.DataLoader(Stills(a), batch_size=None, num_workers=a.workers, prefetch_factor=4):
        part = (time.time() - begin) / (a.minutes * 60)
        for o, rate in zip(opts, rates):
            for g in o.param_groups:
                g["lr"] = rate * min(1, (step + 1) / 30) * (1 if part < .4 else max(.01, (1 - part) / .6))
        x = x.float() / 255
        with torch.autocast("cpu", torch.bfloat16):
            y = model(code, *CELLS[shape])
        d = y - x
        edges = (d[..., 1:] - d[..., :-1]).abs().mean() + (d[..., 1:, :] - d[..., :-1, :]).abs().mean()
        loss = d.abs().mean() + .7 * edges
        for o in opts:
            o.zero_grad(set_to_none=True)
        loss.backward()
        for o in opts:
            o.step()
        step += 1
        acc.append((float(loss), float(d.abs().mean())))
        if step % 20 == 0:
            l = np.mean(acc[-40:], 0)
            print(f"{step} {time.time() - begin:.0f}s loss {l[0]:.4f} l1 {l[1]:.4f}", flush=True)
        if time.time() - saved > 90 or part >= 1:
            torch.save(dict(model=model.state_dict(), opt=[o.state_dict() for o in opts], step=step), a.out + ".tmp")
            os.replace(a.out + ".tmp", a.out)
            saved = time.time()
        if part >= 1:
            break


if __name__ == "__main__":
    main()

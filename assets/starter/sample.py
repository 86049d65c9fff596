"""Draws clips from checkpoints, for looking at them: `python sample.py --data DIR --captions TSV --embeddings ST --base PT
--decoder PT --out PNG`. Characters are held-out ones. Left of each pair of rows the clip, below it the procedural render."""
import argparse

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import data as D
from model import Decoder, Denoiser
from train_base import read_f32

SHIFT = 15.0


def fractions(steps, shift=SHIFT):
    u = torch.linspace(0, 1, steps + 1)
    return u / (u + shift * (1 - u))


@torch.no_grad()
def generate(model, cond, text, steps=20, guidance=2.5, seed=0, identity=1.0, trajectory=1.0, noise=None):
    """Heun's method over dx/dt = (x0 - x) / (1 - t) in the second-order AB2 form (DPM++ 2M for flow matching)."""
    g, p, s, k, c = cond
    B, T, H, W, _ = g.shape
    x = torch.randn(B, T, H, W, 3, generator=torch.Generator().manual_seed(seed)) if noise is None else noise
    ts = fractions(steps)
    run = lambda x, t, e: model(x, t.repeat(len(x)), e, g, p, s, k, c, identity, trajectory)
    last = None
    for i in range(steps):
        t, n = ts[i], ts[i + 1]
        x0 = run(x, t, text)
        if guidance != 1:
            x0 = x0 + (guidance - 1) * (x0 - run(x, t, torch.zeros_like(text)))
        d = x0 if last is None or n >= 1 else x0 + .5 * (x0 - last)
        last = x0
        x = x0 if n >= 1 else (1 - n) / (1 - t) * x + (n - (1 - n) / (1 - t) * t) * d
    return x


def tensors(samples):
    f = lambda k: torch.from_numpy(np.stack([s[k] for s in samples]).astype(np.float32))
    return f("guide"), f("plate"), f("still"), f("known"), f("camera")


def main():
    p = argparse.ArgumentParser()
    for n in ("data", "captions", "embeddings", "base", "decoder", "out"):
        p.add_argument("--" + n)
    p.add_argument("--steps", type=int, default=20), p.add_argument("--guidance", type=float, default=2.0)
    p.add_argument("--seed", type=int, default=900), p.add_argument("--count", type=int, default=8)
    a = p.parse_args()
    world, emb = D.World(a.data, a.captions, held_out=True), read_f32(a.embeddings)
    m = Denoiser()
    m.load_state_dict(torch.load(a.base)["ema"])
    dec = Decoder()
    dec.load_state_dict(torch.load(a.decoder)["ema"])
    modes = ["text", "character", "character", "text", "character", "image", "brush", "extend"]
    rows = []
    frames = [0, 8, 16, 23]
    for i in range(a.count):
        mode = modes[i % 8]
        s = D.latent_sample(world, a.seed + i, 0, mode)
        full = world.sample(a.seed + i, 0, D.SCALE, None, mode)
        cond = tensors([s])
        x = generate(m, cond, torch.from_numpy(emb[s["row"]][None].copy()), a.steps, a.guidance, i)
        low = ((x[0] + 1) / 2).clamp(0, 1).permute(0, 3, 1, 2)
        t = lambda v: torch.from_numpy(v[frames]).permute(0, 3, 1, 2)
        st = torch.from_numpy(full["still"])[None, None].expand(len(frames), 1, *full["still"].shape)
        with torch.no_grad():
            y = dec(low[frames], t(full["guide"]), t(full["plate"]), st)
        err = float(((x[0].numpy() + 1) / 2 - s["x"]).__pow__(2).mean() ** .5)
        print(mode, world.rows[s["row"]], f"rms {err:.3f}")
        rows.append(np.concatenate(list(y.permute(0, 2, 3, 1).numpy()), 1))
        rows.append(np.concatenate(list(full["x"][frames]), 1))
    im = Image.fromarray((np.concatenate(rows, 0).clip(0, 1) * 255).astype(np.uint8))
    im.resize((im.width // 2, im.height // 2), Image.BOX).save(a.out)


if __name__ == "__main__":
    main()

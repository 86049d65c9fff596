"""The same work as `zoetrope render STORY --shot 1` in PyTorch, for docs/benchmarks.md: loads the shipped weights, paints the keyframe, denoises
one 24-frame 512x288 clip (16 steps, both guidance passes in one batch) and decodes it. `python bench.py WEIGHTS CUTOUT [bf16]`."""
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

import data as D
import export
import sprites as P
from model import Decoder, Denoiser
from painter import CODE, LAYOUTS, Painter
from sample import fractions


@torch.no_grad()
def main():
    torch.set_num_threads(2)
    began = time.time()
    den, dec, pai = export.read(sys.argv[1])
    m, d, k = Denoiser(), Decoder(), Painter()
    m.load_state_dict(den), d.load_state_dict(dec), k.load_state_dict(pai)
    loaded = time.time()
    path = P.catmull_rom(np.array([[.14, .72], [.45, .66], [.8, .7]]), 24, False)
    guide = P.guide([P.Actor(D.P_load(sys.argv[2]), .42, path, 0, 0)], 288, 512, range(24))
    low = torch.from_numpy(D.shrink(guide, 8))[None].expand(2, -1, -1, -1, -1)
    z = lambda *s: torch.zeros(*s)
    text = torch.cat([torch.nn.functional.normalize(torch.randn(1, 896), dim=1), z(1, 896)])
    code = torch.eye(CODE)[[3]] + torch.eye(CODE)[[LAYOUTS]] + torch.eye(CODE)[[LAYOUTS + 4]] + torch.eye(CODE)[[LAYOUTS + 9]]
    x, ts, last = torch.randn(1, 24, 36, 64, 3), fractions(16), None
    with torch.autocast("cpu", torch.bfloat16, enabled="bf16" in sys.argv):
        still = k(code, 18, 32).clamp(0, 1)
        plate = torch.cat([still, torch.ones(1, 1, 288, 512)], 1)
        small = F.avg_pool2d(plate, 8).permute(0, 2, 3, 1)[:, None].expand(2, 24, -1, -1, -1)
        for i in range(16):
            t, n = ts[i], ts[i + 1]
            y = m(x.expand(2, -1, -1, -1, -1), t.repeat(2), text, low, small, z(2, 36, 64), z(2, 24), z(2, 5))
            x0 = y[1:] + 2 * (y[:1] - y[1:])
            e = x0 if last is None or n >= 1 else x0 + .5 * (x0 - last)
            last = x0
            x = x0 if n >= 1 else (1 - n) / (1 - t) * x + (n - (1 - n) / (1 - t) * t) * e
        denoised = time.time()
        frames, g = ((x[0] + 1) / 2).clamp(0, 1).permute(0, 3, 1, 2), torch.from_numpy(guide).permute(0, 3, 1, 2)
        for f in range(0, 24, 4):
            d(frames[f:f + 4], g[f:f + 4], plate.expand(4, -1, -1, -1), z(4, 1, 288, 512)).clamp(0, 1).mul(255).byte()
    end = time.time()
    print(f"load {loaded - began:.2f} s, denoise {denoised - loaded:.2f} s, decode {end - denoised:.2f} s, all {end - began:.2f} s")


if __name__ == "__main__":
    main()

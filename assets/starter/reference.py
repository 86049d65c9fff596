"""Test vectors for the Java graphs: `python reference.py OUT_DIR` writes a tiny random model and what PyTorch makes of
random inputs with it, one call each of denoiser, decoder, painter and prior, adapters on."""
import os
import sys

import torch

import export
from model import TEXT_SCALE, Config, Decoder, Denoiser
from painter import CODE, LAYOUTS, Painter

ROWS, COLUMNS = 8, 12


def main():
    out = sys.argv[1]
    torch.manual_seed(3)
    den, dec = Denoiser(Config(dim=32, depth=2, heads=2, text=896, rope=(0, 8, 8))), Decoder(8, 8)
    pai = Painter(((4, 6), (18, 32)), (2, 1, 1), (8, 8, 8), 8)  # the second for tests of whole takes
    with torch.no_grad():
        for m in (den, dec, pai):
            for p in m.parameters():
                p.copy_((torch.randn_like(p) * (.3 if p.ndim < 2 else p[0].numel() ** -.5)).half().float())
    export.parts(den.state_dict(), dec.state_dict(), pai.state_dict(), out)
    r = lambda *s: torch.rand(*s)
    v = dict(x=torch.randn(24, ROWS, COLUMNS, 3), text=torch.randn(1, 896) * .05, guide=r(24, ROWS, COLUMNS, 4), plate=r(24, ROWS, COLUMNS, 4),
             still=r(ROWS, COLUMNS), known=(r(24) > .5).float(), camera=torch.tensor([1, .3, 0, .1, 0]))
    t = torch.tensor([.21])
    with torch.no_grad():
        run = lambda e: den(v["x"][None], t, e, v["guide"][None], v["plate"][None], v["still"][None], v["known"][None], v["camera"][None])[0]
        v["conditional"], v["unconditional"] = run(v["text"]), run(torch.zeros_like(v["text"]))
        v["code"] = torch.eye(CODE)[[7]] + torch.eye(CODE)[[LAYOUTS + 1]] + torch.eye(CODE)[[LAYOUTS + 6]] + torch.eye(CODE)[[LAYOUTS + 9]]
        v["keyframe"], v["prior"] = pai(v["code"], 4, 6), pai.prior(v["text"] * TEXT_SCALE)
        v["low"], v["big_guide"], v["big_plate"] = r(4, 3, ROWS, COLUMNS), r(4, 4, 8 * ROWS, 8 * COLUMNS), r(4, 4, 8 * ROWS, 8 * COLUMNS)
        v["frames"] = dec(v["low"], v["big_guide"], v["big_plate"], torch.zeros(4, 1, 8 * ROWS, 8 * COLUMNS))
    export.write(os.path.join(out, "vectors.safetensors"), v, {"t": "0.21", "about": "assets/starter/reference.py"}, half=False)


if __name__ == "__main__":
    main()

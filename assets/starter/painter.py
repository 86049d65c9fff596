"""The keyframe painter: from a scene code to a still picture, the first half of text-to-video (keyframe first, then motion:
Girdhar et al. 2023, "Emu Video"). A decoder over a discrete code (van den Oord et al. 2017) whose layouts live in feature
grids of three resolutions (Mueller et al. 2022, "Instant NGP"); time, weather and mood modulate its layers (Perez et al. 2018)."""
import torch
import torch.nn.functional as F
from torch import nn

KINDS, STAGINGS = 10, 4
LAYOUTS = KINDS * STAGINGS
CODE = LAYOUTS + 4 + 5 + 3
SAID = (KINDS, 4, 5, 3, 5)  # what the prior reads from a prompt: place, time, weather, mood, camera
TEXT_SCALE = 20.0  # prompts are unit vectors; export.py folds this into the prior
FEATURES = (32, 12, 6)
WIDTHS = (96, 72, 48)
CELL = 16  # pixels of the coarsest grid's cells


class Layer(nn.Module):
    def __init__(self, i, o, style):
        super().__init__()
        self.conv, self.film = nn.Conv2d(i, o, 3, padding=1), nn.Linear(style, 2 * o)
        nn.init.zeros_(self.film.weight), nn.init.zeros_(self.film.bias)

    def forward(self, x, style):
        k, b = self.film(style)[:, :, None, None].chunk(2, 1)
        return F.silu(self.conv(x) * (1 + k) + b)


class Painter(nn.Module):
    def __init__(self, grids=((18, 32), (32, 18), (24, 24)), features=FEATURES, widths=WIDTHS, style=128, text=896):
        super().__init__()
        self.features = features
        self.prior = nn.Linear(text, sum(SAID))
        self.style1, self.style2 = nn.Linear(CODE, style), nn.Linear(style, style)
        ins = (features[0], widths[0] + features[1], widths[1] + features[2])
        self.enter = nn.ModuleList(Layer(i, o, style) for i, o in zip(ins, widths))
        self.more = nn.ModuleList(Layer(o, o, style) for o in widths)
        self.head = nn.Conv2d(widths[-1], 48, 3, padding=1)
        for h, w in grids:
            for k, f in enumerate(features):
                self.register_parameter(f"grid_{h}x{w}_{k}", nn.Parameter(torch.randn(LAYOUTS, f * h * w * 4 ** k) * .1))

    def forward(self, code, h, w):
        """code [B,52], layout, time, weather and mood one-hot; h, w cells of 16 pixels -> [B,3,16h,16w] in 0..1, unclamped."""
        style = F.silu(self.style2(F.silu(self.style1(code))))
        x = None
        for k, f in enumerate(self.features):
            grid = (code[:, :LAYOUTS] @ getattr(self, f"grid_{h}x{w}_{k}")).view(len(code), f, h << k, w << k)
            if x is not None:
                grid = torch.cat([F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False), grid], 1)
            x = self.enter[k](grid, style)
            x = x + self.more[k](x, style)
        return F.pixel_shuffle(self.head(x), 4).float() + .5

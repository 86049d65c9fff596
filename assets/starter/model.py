"""The starter model: a small DiT video model in three parts that can be switched off one by one.

  base        denoises the latent video (frames area-averaged to an eighth) and decodes it to frames
  identity    carries a character's look: the cut-out's colours into the denoiser, its pixels into the decoder
  trajectory  carries where things go: the shape that moves, what must stay still, the camera

Parameter names begin with the part they belong to; `export.py` writes one safetensors file for each.
Flow matching with x-prediction (Lipman et al. 2023; Li & He 2025, "Back to basics"); DiT blocks with adaLN-zero
(Peebles & Xie 2023), QK-norm (Henry et al. 2020) and rotary positions over (t, y, x) (Su et al. 2021).
"""
from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn


GUESS = .25  # alpha of plate pixels that are only filled from around them
TEXT_SCALE = 20.0  # prompts are unit vectors; export.py folds this into text1


@dataclass(frozen=True)
class Config:
    dim: int = 384
    depth: int = 8
    heads: int = 6
    mlp: int = 4
    patch: int = 4  # latent pixels
    slot: int = 24  # frames: a token is a tubelet through the whole window
    text: int = 896
    overlap: int = 8  # side of the square of latent pixels a token paints; wider than a patch, so that no seams show
    rope: tuple = (0, 32, 32)


def patches(v, p, s):
    """[B, T, H, W, C] -> [B, T/s * H/p * W/p, s*p*p*C]"""
    B, T, H, W, C = v.shape
    v = v.reshape(B, T // s, s, H // p, p, W // p, p, C).permute(0, 1, 3, 5, 2, 4, 6, 7)
    return v.reshape(B, (T // s) * (H // p) * (W // p), s * p * p * C)


def grid(slots, gh, gw):
    t, y, x = torch.meshgrid(torch.arange(slots), torch.arange(gh), torch.arange(gw), indexing="ij")
    return t.reshape(-1).double(), y.reshape(-1).double(), x.reshape(-1).double()


def positions(slots, gh, gw):
    """Fourier features of the place in the frame [N, 28]: sin and cos of pi * k * c for k = 1, 2, 4, 8 and c = x, y, t; then
    aspect, 1/aspect, x and y measured in frame heights."""
    t, y, x = grid(slots, gh, gw)
    cs = ((x + .5) / gw, (y + .5) / gh, (t + .5) / 6)
    out = [f(math.pi * k * c) for c in cs for k in (1, 2, 4, 8) for f in (torch.sin, torch.cos)]
    one = torch.ones_like(x)
    out += [one * gw / gh, one * gh / gw, (x + .5) / gh, (y + .5) / gw]
    return torch.stack(out, 1).float()


def rope(slots, gh, gw, split):
    """cos and sin [N, head_dim/2] of rotary angles; frequencies theta^(-2i/d) with theta = 100 per axis."""
    ang = []
    for c, d in zip(grid(slots, gh, gw), split):
        f = 100.0 ** (-torch.arange(0, d, 2, dtype=torch.float64) / d)
        ang.append(c[:, None] * f[None])
    a = torch.cat(ang, 1)
    return a.cos().float(), a.sin().float()


def rotate(x, cos, sin):
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, a * sin + b * cos], -1)


def timestep(t, dim=128):
    """Sinusoid of 1000 t, cos before sin."""
    f = torch.exp(-math.log(10000.0) * torch.arange(dim // 2, dtype=torch.float32) / (dim // 2))
    a = t.float()[:, None] * 1000 * f[None]
    return torch.cat([a.cos(), a.sin()], 1)


class RMSNorm(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(d))

    def forward(self, x):
        return x * torch.rsqrt(x.float().pow(2).mean(-1, keepdim=True) + 1e-6).to(x.dtype) * self.weight.to(x.dtype)


class Block(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        d = c.dim
        self.heads = c.heads
        self.mod = nn.Linear(d, 6 * d)
        self.qkv = nn.Linear(d, 3 * d)
        self.norm_q, self.norm_k = RMSNorm(d // c.heads), RMSNorm(d // c.heads)
        self.out = nn.Linear(d, d)
        self.up, self.down = nn.Linear(d, c.mlp * d), nn.Linear(c.mlp * d, d)
        # adaLN-zero: the gates start at 0; were `out` and `down` zero as well, neither would ever get a gradient
        nn.init.zeros_(self.mod.weight), nn.init.zeros_(self.mod.bias)

    def forward(self, x, c, cos, sin):
        B, N, d = x.shape
        s1, b1, g1, s2, b2, g2 = self.mod(F.silu(c)).float()[:, None].chunk(6, -1)
        h = (F.layer_norm(x, (d,), eps=1e-6) * (1 + s1) + b1)
        q, k, v = self.qkv(h).reshape(B, N, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        q, k = rotate(self.norm_q(q), cos, sin), rotate(self.norm_k(k), cos, sin)
        a = torch.softmax((q * (q.shape[-1] ** -.5)).to(v.dtype) @ k.to(v.dtype).transpose(-1, -2), -1) @ v
        x = x + g1 * self.out(a.transpose(1, 2).reshape(B, N, d))
        h = (F.layer_norm(x, (d,), eps=1e-6) * (1 + s2) + b2)
        return x + g2 * self.down(F.gelu(self.up(h)))


class Base(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        d, pp = c.dim, c.patch * c.patch * c.slot
        self.x_in = nn.Linear(pp * 3, d)
        self.plate_in = nn.Linear(pp * 5, d, bias=False)
        self.pos = nn.Linear(28, d, bias=False)
        self.time1, self.time2 = nn.Linear(128, d), nn.Linear(d, d)
        self.text1, self.text2 = nn.Linear(c.text, d), nn.Linear(d, d)
        # what the prompt says of each place of the picture, before any noise is looked at
        self.place1, self.place_text, self.place2 = nn.Linear(28, 512), nn.Linear(d, 512), nn.Linear(512, d)
        self.blocks = nn.ModuleList(Block(c) for _ in range(c.depth))
        self.final_mod = nn.Linear(d, 2 * d)
        self.head = nn.ConvTranspose2d(d, c.slot * 3, c.overlap, stride=c.patch, padding=(c.overlap - c.patch) // 2)
        for m in (self.final_mod, self.head):
            nn.init.zeros_(m.weight), nn.init.zeros_(m.bias)


class Identity(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.look_in = nn.Linear(c.patch * c.patch * c.slot * 3, c.dim, bias=False)
        nn.init.zeros_(self.look_in.weight)


class Trajectory(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        self.shape_in = nn.Linear(c.patch * c.patch * c.slot * 2, c.dim, bias=False)
        self.camera1, self.camera2 = nn.Linear(5, 64), nn.Linear(64, c.dim)
        nn.init.zeros_(self.shape_in.weight)
        nn.init.zeros_(self.camera2.weight), nn.init.zeros_(self.camera2.bias)


class Denoiser(nn.Module):
    """Predicts the clean latent video from a noisy one."""

    def __init__(self, c: Config = Config()):
        super().__init__()
        self.c = c
        self.base, self.identity, self.trajectory = Base(c), Identity(c), Trajectory(c)

    def forward(self, x, t, text, guide, plate, still, known, camera, identity=1.0, trajectory=1.0):
        """x [B,T,H,W,3] in -1..1 at data fraction t [B]; text [B,896]; guide, plate [B,T,H,W,4] in 0..1, premultiplied;
        still [B,H,W]; known [B,T]; camera [B,5]; identity, trajectory: 1 or 0, floats or [B] tensors -> [B,T,H,W,3]."""
        c, b = self.c, self.base
        B, T, H, W, _ = x.shape
        w = lambda v: v if isinstance(v, float) else v.view(B, 1, 1)
        p = lambda v: patches(v, c.patch, c.slot)
        look, shape = guide[..., :3], guide[..., 3:]
        kn = known.view(B, T, 1, 1, 1).expand(B, T, H, W, 1)
        st = still.view(B, 1, H, W, 1).expand(B, T, H, W, 1)
        gh, gw, n = H // c.patch, W // c.patch, T // c.slot
        said = F.silu(b.text1(text * TEXT_SCALE))
        where = positions(n, gh, gw)
        pos = b.pos(where)[None] + b.place2(F.silu(b.place1(where)[None] + b.place_text(said)[:, None]))
        h = b.x_in(p(x)) + b.plate_in(p(torch.cat([plate, kn], -1))) + pos
        h = h + w(identity) * self.identity.look_in(p(look)) + w(trajectory) * self.trajectory.shape_in(p(torch.cat([shape, st], -1)))
        v = lambda q: q if isinstance(q, float) else q.view(B, 1)
        cond = b.time2(F.silu(b.time1(timestep(t)))) + b.text2(said)
        cond = cond + v(trajectory) * self.trajectory.camera2(F.silu(self.trajectory.camera1(camera)))
        h = h.float()
        cos, sin = rope(n, gh, gw, c.rope)
        for blk in b.blocks:
            h = blk(h, cond, cos, sin).float()
        s, sh = b.final_mod(F.silu(cond)).float()[:, None].chunk(2, -1)
        h = F.layer_norm(h, (c.dim,), eps=1e-6) * (1 + s) + sh
        # a transposed convolution, written as matmul and overlap-add because that trains faster on a CPU
        k = F.linear(h.reshape(B * n, gh * gw, c.dim), b.head.weight.reshape(c.dim, -1).t())
        out = F.fold(k.float().transpose(1, 2), (H, W), c.overlap, padding=(c.overlap - c.patch) // 2, stride=c.patch)
        out = (out + b.head.bias.view(1, -1, 1, 1)).reshape(B, n, 3, c.slot, H, W).permute(0, 1, 3, 4, 5, 2).reshape(B, T, H, W, 3)
        return out + ground_truth_so_far(look, shape, plate, identity if isinstance(identity, float) else identity.view(B, 1, 1, 1, 1))


def ground_truth_so_far(look, shape, plate, identity):
    """What is known already, in -1..1 with 0 for unknown: the guide over the plate."""
    a = shape * identity
    rgb = look * identity + plate[..., :3] * (1 - a)
    cover = a + plate[..., 3:] * (1 - a)
    return 2 * rgb - cover


class Res(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(d, d, 3, padding=1), nn.Conv2d(d, d, 3, padding=1)
        nn.init.zeros_(self.conv2.weight), nn.init.zeros_(self.conv2.bias)

    def forward(self, x):
        return x + self.conv2(F.silu(self.conv1(F.silu(x))))


class DecoderBase(nn.Module):
    def __init__(self, mid, low):
        super().__init__()
        self.low_in = nn.Conv2d(3, mid, 3, padding=1)
        self.plate_in = nn.Conv2d(80, mid, 1, bias=False)
        self.down = nn.Conv2d(mid, low, 3, stride=2, padding=1)
        self.low_blocks = nn.ModuleList(Res(low) for _ in range(3))
        self.up = nn.Conv2d(low, mid * 4, 1)
        self.mid_blocks = nn.ModuleList(Res(mid) for _ in range(2))
        self.head = nn.Conv2d(mid, 64, 3, padding=1)
        nn.init.zeros_(self.head.weight), nn.init.zeros_(self.head.bias)


class DecoderIdentity(nn.Module):
    def __init__(self, mid):
        super().__init__()
        self.guide_in = nn.Conv2d(64, mid, 1, bias=False)
        self.bend = nn.Conv2d(mid, 6, 3, padding=1)  # flow x, y; gain r, g, b; opacity
        nn.init.zeros_(self.bend.weight), nn.init.zeros_(self.bend.bias)


class Decoder(nn.Module):
    """Latent frames to frames 8 times as large, one by one. Knows the plate and the guide at full size, bends the guide
    by a small predicted flow and lights it, and keeps the plate where the latent agrees with it."""

    def __init__(self, mid=48, low=96):
        super().__init__()
        self.base, self.identity = DecoderBase(mid, low), DecoderIdentity(mid)

    def forward(self, low, guide, plate, still, identity=1.0):
        """low [B,3,h,w], guide and plate [B,4,8h,8w] premultiplied, still [B,1,8h,8w], all in 0..1 -> [B,3,8h,8w]."""
        b, i = self.base, self.identity
        up2 = F.interpolate(low, scale_factor=2, mode="bilinear", align_corners=False)
        g = guide * identity
        x = b.low_in(up2) + b.plate_in(F.pixel_unshuffle(torch.cat([plate, still], 1), 4)) + i.guide_in(F.pixel_unshuffle(g, 4))
        y = b.down(F.silu(x))
        for r in b.low_blocks:
            y = r(y)
        x = x + F.pixel_shuffle(b.up(F.silu(y)), 2)
        for r in b.mid_blocks:
            x = r(x)
        x = F.silu(x)
        o = F.pixel_shuffle(b.head(x), 4).float()
        m = F.interpolate(i.bend(x).float(), scale_factor=4, mode="bilinear", align_corners=False)
        sure = F.relu(plate[:, 3:4] - GUESS)
        res, keep, known = o[:, :3], torch.sigmoid(o[:, 3:4]) * sure / (1 - GUESS), plate[:, :3] / (sure + GUESS)
        up8 = F.interpolate(low.float(), scale_factor=8, mode="bilinear", align_corners=False)
        back = keep * known + (1 - keep) * (up8 + res)
        H, W = guide.shape[2:]
        ys = (torch.arange(H, dtype=torch.float32) + .5) / H * 2 - 1
        xs = (torch.arange(W, dtype=torch.float32) + .5) / W * 2 - 1
        at = torch.stack([xs.view(1, 1, W) + m[:, 0] * .1, ys.view(1, H, 1) + m[:, 1] * .1], -1)
        w = F.grid_sample(g.float(), at, mode="bilinear", padding_mode="zeros", align_corners=False)
        opacity = torch.sigmoid(m[:, 5:6] + 4)
        return back * (1 - w[:, 3:] * opacity) + w[:, :3] * opacity * (1 + m[:, 2:5])

"""Characters: cut-outs, the paths they follow, and how they are placed into a scene.

A character travels along a Catmull-Rom path (Catmull & Rom 1974). The *guide* is the plain cut-out translated along
the path; the *target* is what the model must learn to make of it: lit by the scene, with lean, squash, bob and shadow.
"""
from __future__ import annotations

import hashlib
import os
import unicodedata
from dataclasses import dataclass

import numpy as np
from PIL import Image

F = np.float32
HELD_OUT = 150


def characters(folder: str):
    """File names of usable characters -> (training, held out). Letters, flags and skin-tone doubles are dropped; the
    150 with the smallest SHA-256 of their name are held out for evaluation and never trained on."""
    names = []
    for f in sorted(os.listdir(folder)):
        cps = [int(c, 16) for c in f.rsplit(".", 1)[0].split("-") if c]
        if any(0x1F1E6 <= c <= 0x1F1FF or 0x1F3FB <= c <= 0x1F3FF for c in cps):
            continue
        if cps[0] < 0x2100 or 0x1F170 <= cps[0] <= 0x1F251 or 0xE0020 <= cps[-1] <= 0xE007F:
            continue
        names.append(f)
    names.sort(key=lambda f: hashlib.sha256(f.encode()).hexdigest())
    return names[HELD_OUT:], names[:HELD_OUT]


def spoken(name: str) -> str:
    try:
        return unicodedata.name(chr(int(name.split("-")[0].split(".")[0], 16))).lower()
    except ValueError:
        return "character"


def load(path: str, side: int = 192) -> np.ndarray:
    """Cut-out trimmed to its alpha and centred in a square -> premultiplied float32 [side, side, 4]."""
    im = Image.open(path).convert("RGBA")
    box = im.getchannel("A").point(lambda v: 255 if v > 16 else 0).getbbox() or (0, 0) + im.size
    im = im.crop(box)
    n = max(im.size)
    sq = Image.new("RGBA", (n, n))
    sq.paste(im, ((n - im.width) // 2, (n - im.height) // 2))
    return premultiplied(sq.convert("RGBa").resize((side, side), Image.LANCZOS))


def premultiplied(im: Image.Image) -> np.ndarray:
    return np.asarray(im, np.uint8).astype(F) / F(255)


def resized(sprite_u8: Image.Image, pixels: float) -> tuple[np.ndarray, float]:
    n = max(2, int(round(pixels)))
    return premultiplied(sprite_u8.resize((n, n), Image.BOX if n < sprite_u8.width else Image.BILINEAR)), pixels / n


def catmull_rom(points: np.ndarray, n: int, ease: bool) -> np.ndarray:
    """Points [k, 2] -> [n, 2] positions at even steps of arc length (smoothstep eased when asked)."""
    if len(points) == 1:
        return np.repeat(points, n, 0).astype(F)
    p = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    out = []
    for i in range(len(points) - 1):
        a, b, c, d = p[i:i + 4]
        t = np.linspace(0, 1, 24, endpoint=False)[:, None]
        out.append(.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - a - 3 * c + d) * t ** 3))
    out = np.concatenate(out + [points[-1:]])
    s = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(out, axis=0), axis=1))])
    u = np.linspace(0, 1, n)
    u = u * u * (3 - 2 * u) if ease else u
    if s[-1] < 1e-6:
        return np.repeat(points[:1], n, 0).astype(F)
    return np.stack([np.interp(u * s[-1], s, out[:, k]) for k in (0, 1)], 1).astype(F)


def random_path(r: np.random.Generator, n: int, horizon: float) -> np.ndarray:
    """Positions [n, 2] of the character's centre, x and y as fractions of width and height."""
    kind = r.choice(["walk", "free", "jump", "rise", "stay", "loop"], p=[.3, .34, .12, .1, .08, .06])
    x0, x1 = r.uniform(.14, .86, 2)
    if abs(x1 - x0) < .25:
        x1 = x0 + .35 * (1 if x0 < .5 else -1)
    if kind == "walk":
        y = r.uniform(horizon - .05, .82)
        pts = [[x0, y], [(x0 + x1) / 2, y + r.uniform(-.05, .05)], [x1, y + r.uniform(-.08, .08)]]
    elif kind == "jump":
        y, h = r.uniform(.6, .8), r.uniform(.15, .35)
        pts = [[x0, y], [(2 * x0 + x1) / 3, y - h], [(x0 + 2 * x1) / 3, y - h * .9], [x1, y]]
    elif kind == "rise":
        pts = [[x0, r.uniform(.6, .85)], [x0 + r.uniform(-.15, .15), r.uniform(.15, .4)]]
        pts = pts if r.random() < .5 else pts[::-1]
    elif kind == "stay":
        pts = [[x0, r.uniform(.35, .8)]]
    elif kind == "loop":
        cx, cy, rad, a = r.uniform(.35, .65), r.uniform(.4, .6), r.uniform(.12, .25), r.uniform(0, 6.28)
        s = 1 if r.random() < .5 else -1
        pts = [[cx + rad * np.cos(a + s * k * 1.26), cy + rad * np.sin(a + s * k * 1.26)] for k in range(6)]
    else:
        k = int(r.integers(2, 5))
        pts = [[r.uniform(.12, .88), r.uniform(.18, .84)] for _ in range(k)]
    return np.clip(catmull_rom(np.asarray(pts, float), n, r.random() < .5), .06, .94)


def canonical_path(n: int) -> np.ndarray:
    """Where a character stands when no trajectory is given."""
    return np.repeat(np.array([[.5, .64]], F), n, 0)


@dataclass
class Actor:
    sprite: Image.Image  # premultiplied square (mode RGBa)
    size: float  # side of the square as a fraction of the frame's short side
    path: np.ndarray  # [n, 2]
    phase: float
    lively: float  # strength of the secondary motion, 0..1


def paste(dst, patch, x, y):
    """Adds `patch` [h, w, c] with its top left corner at float (x, y) by bilinear translation; premultiplied over."""
    h, w = patch.shape[:2]
    ix, iy = int(np.floor(x)), int(np.floor(y))
    fx, fy = F(x - ix), F(y - iy)
    p = np.zeros((h + 1, w + 1, patch.shape[2]), F)
    p[:h, :w] += patch * ((1 - fx) * (1 - fy))
    p[:h, 1:] += patch * (fx * (1 - fy))
    p[1:, :w] += patch * ((1 - fx) * fy)
    p[1:, 1:] += patch * (fx * fy)
    x0, y0, x1, y1 = max(ix, 0), max(iy, 0), min(ix + w + 1, dst.shape[1]), min(iy + h + 1, dst.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    q = p[y0 - iy:y1 - iy, x0 - ix:x1 - ix]
    dst[y0:y1, x0:x1] = q + dst[y0:y1, x0:x1] * (1 - q[..., 3:4])


def guide(actors, H: int, W: int, frames) -> np.ndarray:
    """The cut-outs translated along their paths -> premultiplied [T, H, W, 4]."""
    out = np.zeros((len(frames), H, W, 4), F)
    for a in actors:
        px = a.size * min(H, W)
        sp, _ = resized(a.sprite, px)
        for k, t in enumerate(frames):
            x, y = a.path[t]
            paste(out[k], sp, x * W - sp.shape[1] / 2, y * H - sp.shape[0] / 2)
    return out


def bend(sp: np.ndarray, n: int, angle: float, sx: float, sy: float) -> np.ndarray:
    """Rotation by `angle` and scale about the feet, sampled bilinearly into a square 1.4 times as wide."""
    m = int(np.ceil(n * 1.4))
    off = (m - n) / 2
    yy, xx = np.mgrid[0:m, 0:m].astype(F)
    cx, cy = m / 2 - .5, off + n - .5
    dx, dy = xx - cx, yy - cy
    c, s = np.cos(angle), np.sin(angle)
    u = (c * dx + s * dy) / sx + n / 2 - .5
    v = (-s * dx + c * dy) / sy + n - .5
    u0, v0 = np.floor(u).astype(int), np.floor(v).astype(int)
    fu, fv = (u - u0)[..., None].astype(F), (v - v0)[..., None].astype(F)
    pad = np.zeros((n + 2, n + 2, 4), F)
    pad[1:-1, 1:-1] = sp
    g = lambda b, a: pad[np.clip(b + 1, 0, n + 1), np.clip(a + 1, 0, n + 1)]
    return (g(v0, u0) * (1 - fu) + g(v0, u0 + 1) * fu) * (1 - fv) + (g(v0 + 1, u0) * (1 - fu) + g(v0 + 1, u0 + 1) * fu) * fv


def perform(img: np.ndarray, actors, light, ground: float, frames, n: int, shadows=True) -> np.ndarray:
    """Puts the actors into rendered frames [T, H, W, 3]: light, lean, squash, bob and shadow."""
    H, W = img.shape[1:3]
    out = np.array(img)
    short = min(H, W)
    yy = ((np.arange(H, dtype=F) + F(.5)) / short)[:, None]
    xx = ((np.arange(W, dtype=F) + F(.5)) / short)[None]
    for a in actors:
        sp, _ = resized(a.sprite, a.size * short)
        px = sp.shape[0]
        lit = sp.copy()
        lit[..., :3] *= np.asarray(light, F) ** F(.85)
        vel = np.gradient(a.path, axis=0) * n if len(a.path) > 1 else np.zeros_like(a.path)
        for k, t in enumerate(frames):
            x, y = a.path[t]
            sec = t / 12.0
            ph = 2 * np.pi * 1.5 * sec + a.phase
            lean = np.clip(vel[t][0] * .10, -.14, .14) * a.lively + .035 * a.lively * np.sin(ph)
            sq = 1 + .045 * a.lively * np.sin(2 * ph)
            bob = -.012 * a.lively * abs(np.sin(ph))
            feet = y * H / short + a.size / 2
            if shadows:
                gy = max(feet - .01, ground * H / short)
                far = gy - feet
                q = ((xx - x * W / short) / F(a.size * .40)) ** 2 + ((yy - gy) / F(a.size * .085)) ** 2
                sh = F(.42) * np.exp(-max(far, 0) * 2.2) * np.clip(F(1.25) - q, 0, 1)
                out[k] *= (1 - sh)[..., None]
            b = bend(lit, px, lean, 1 / sq ** .5, sq)
            frame = np.concatenate([out[k], np.ones((H, W, 1), F)], -1)
            paste(frame, b, x * W - b.shape[1] / 2, y * H - b.shape[0] / 2 + bob * short)
            out[k] = frame[..., :3]
    return out

"""Training samples: a scene, its actors, and what the model is told about them.

Conditions (per frame, all in 0..1, RGB premultiplied by the last channel where there is one):
  guide  [T,H,W,4]  the cut-outs translated along their paths
  plate  [T,H,W,4]  pixels known from a keyframe or first frame, carried along by the camera's move; where a brushed or
                    walking region was they are filled from around it with an alpha of GUESS, outside the picture it is 0
  still  [H,W]      1 where nothing may move
  known  [T]        1 for frames that are given exactly
  camera [5]        given?, pan, tilt, log zoom, trajectory adapter off?
"""
from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import torch
from PIL import Image

import scenes as S
import sprites as P
from model import GUESS

F = np.float32
SHAPES = [(36, 64), (64, 36), (48, 48)]  # latent heights and widths: 16:9, 9:16, 1:1; a frame is 8 times as large
SCALE = 8
FRAMES = 24
SLOT = 4  # frames that windows of a long shot share
STAGINGS = 4  # layouts of each place; a longer run can afford more
LAYOUTS = len(S.SCENES) * STAGINGS
CODE = LAYOUTS + len(S.TIMES) + len(S.WEATHERS) + len(S.MOODS)
DEPTH = .55  # parallax depth at which the camera's move carries the plate
CAMERAS = ["static", "left", "right", "in", "out"]


class World:
    def __init__(self, emoji_dir: str, captions_tsv: str, held_out: bool = False):
        train, held = P.characters(emoji_dir)
        self.sprites = [P_load(os.path.join(emoji_dir, f)) for f in (held if held_out else train)]
        self.rows = World.captions(captions_tsv)

    @staticmethod
    def captions(tsv):
        with open(tsv, encoding="utf-8") as f:
            return [line.rstrip("\n").split("\t") for line in f]

    def scene(self, r, row, aspect, still=False, move=True):
        _, kind, time, weather, mood, camera = row
        pick = lambda v, names, p: v if v != "-" else names[int(r.choice(len(names), p=p))]
        time = pick(time, S.TIMES, [.62, .14, .14, .10])
        weather = pick(weather, S.WEATHERS, [.62, .2, .05, .05, .08])
        mood = pick(mood, S.MOODS, [.84, .08, .08])
        camera = pick(camera, CAMERAS, [.72, .08, .08, .07, .05])
        cam = S.Camera()
        if move and not still:
            a = r.uniform(.2, .45)
            cam = {"left": S.Camera(pan=-a), "right": S.Camera(pan=a), "in": S.Camera(zoom=1 + a * .8),
                   "out": S.Camera(zoom=1 / (1 + a * .7)), "static": S.Camera()}[camera]
        return S.Scene(kind, time, weather, mood, aspect, 1000 * S.SCENES.index(kind) + int(r.integers(STAGINGS)), cam, still)

    def actor(self, r, n, horizon, lively=1.0, path=None):
        size = r.uniform(.24, .52)
        return P.Actor(self.sprites[int(r.integers(len(self.sprites)))], size,
                       P.random_path(r, n, horizon) if path is None else path, r.uniform(0, 6.28), lively)

    def sample(self, seed: int, shape: int, scale: int, frames=None, mode: str | None = None):
        """One training clip at `scale` times the latent size; `frames` picks some of the 24."""
        r = np.random.default_rng(seed)
        h, w = SHAPES[shape]
        H, W = h * scale, w * scale
        frames = list(range(FRAMES)) if frames is None else frames
        row_i = int(r.integers(len(self.rows)))
        mode = mode or r.choice(["text", "character", "image", "brush", "extend"], p=[.12, .38, .14, .2, .16])
        still = mode == "brush"
        scene = self.scene(r, self.rows[row_i], W / H, still)
        no_path = mode == "character" and r.random() < .10
        no_identity = mode == "character" and not no_path and r.random() < .12
        hor = scene.horizon
        actors = []
        if mode == "character" or (mode in ("extend", "brush") and (mode == "brush" or r.random() < .7)) or (mode == "image" and r.random() < .5):
            count = 1 if no_path or r.random() < .82 else 2
            actors = [self.actor(r, FRAMES, hor, r.uniform(.4, 1), P.canonical_path(FRAMES) if no_path else None) for _ in range(count)]
        if mode == "brush":
            for a in actors:
                a.lively = 0.0
        asked = [0] + frames
        if mode == "extend":
            asked = list(range(SLOT)) + frames
        ts = np.asarray(asked, F) / FRAMES
        bare = S.Renderer(scene, H, W, ts).frames()
        full = P.perform(bare, actors, S.mood(scene.light, scene.mood) if scene.mood == "vivid" else scene.light, hor + .15, asked, FRAMES,
                         shadows=not (scene.kind in ("underwater",)) and not still)
        extra = len(asked) - len(frames)
        x = full[extra:]
        T = len(frames)
        guide = P.guide(actors, H, W, frames)
        given = r.random() < .9
        cam = scene.camera if given and not no_path else S.Camera()
        plate, known, stillness = np.zeros((T, H, W, 4), F), np.zeros(T, F), np.zeros((H, W), F)
        opaque = lambda v: np.concatenate([v, np.ones(v.shape[:2] + (1,), F)], -1)
        exact, at = {}, 0
        if mode in ("text", "character"):  # the keyframe is painted without characters and without what falls from the sky
            bare0 = S.Renderer(replace(scene, falling=False), H, W, [0.0]).frames()[0] if scene.weather in ("rain", "snow") else bare[0]
            rest = opaque(bare0)
        elif mode == "extend":
            at = SLOT - 1
            rest = opaque(full[at])
            if actors:
                hole = dilate((P.guide(actors, H, W, [at])[0, ..., 3] > .02).astype(F), max(1, int(.05 * min(H, W))))
                seen = not scene.camera.moving and r.random() < .5  # behind it, as earlier frames showed it
                rest = np.where(hole[..., None] > .5, opaque(bare[at]), rest) if seen else guessed(rest, hole)
            exact = {t: full[t] for t in range(SLOT)}
        else:
            first = full[0]
            hole = np.zeros((H, W), F)
            if actors and (mode == "brush" or r.random() < .7):
                g0 = P.guide(actors, H, W, [0])[0, ..., 3]
                grow = max(1, int(round(r.uniform(.005, .045) * min(H, W))))
                hole = dilate((g0 > .02).astype(F), grow)
                if mode == "brush":
                    guide = self.dragged(first, hole, actors[0].path, frames, H, W) if len(actors) == 1 else self.dragged_many(first, actors, grow, frames, H, W)
                else:
                    hole = dilate(hole, max(1, int(.02 * min(H, W))))
            elif mode == "image":
                guide = np.zeros_like(guide)
                if actors:  # a figure in the picture that nobody asked to move stays where it is
                    x = P.perform(bare[1:], [_frozen(a) for a in actors], scene.light, hor + .15, [0] * T, FRAMES)
                    first = x[0] if frames[0] == 0 else P.perform(bare[:1], [_frozen(a) for a in actors], scene.light, hor + .15, [0], FRAMES)[0]
            rest = guessed(opaque(first), hole)
            exact = {0: x[frames.index(0)] if 0 in frames else first}
            if still:
                stillness[:] = 1
        for k, t in enumerate(frames):
            if t in exact:
                known[k], plate[k] = 1, opaque(exact[t])
            else:
                plate[k] = carried(rest, cam, at / FRAMES, t / FRAMES) if cam.moving else rest
        camera = np.array([given, given * cam.pan, given * cam.tilt, given * np.log(cam.zoom), no_path], F)
        if no_identity:
            guide[..., :3] = 0
        return dict(x=x, guide=guide, plate=plate, still=stillness, known=known, camera=camera, row=row_i, identity=not no_identity,
                    mode=mode, kind=scene.kind, seed=seed)

    def dragged(self, first, hole, path, frames, H, W):
        """The brushed region of the first frame, cut out and translated along the path -> premultiplied guide."""
        layer = np.concatenate([first * hole[..., None], hole[..., None]], -1)
        out = np.zeros((len(frames), H, W, 4), F)
        for k, t in enumerate(frames):
            dx, dy = (path[t] - path[0]) * np.array([W, H], F)
            P.paste(out[k], layer, dx, dy)
        return out

    def dragged_many(self, first, actors, grow, frames, H, W):
        out = np.zeros((len(frames), H, W, 4), F)
        for a in actors:
            hole = dilate((P.guide([a], H, W, [0])[0, ..., 3] > .02).astype(F), grow)
            g = self.dragged(first, hole, a.path, frames, H, W)
            out = g + out * (1 - g[..., 3:4])
        return out


def said(rows):
    """What each caption says [rows, 5]: place, time, weather, mood, camera; what it leaves open counts as the usual."""
    names = (S.SCENES, S.TIMES, S.WEATHERS, S.MOODS, CAMERAS)
    return np.array([[0 if v == "-" else n.index(v) for v, n in zip(row[1:], names)] for row in rows])


def code_of(scene):
    """The scene code [52]: one-hot layout of place, then time, weather and mood."""
    c = np.zeros(CODE, F)
    c[S.SCENES.index(scene.kind) * STAGINGS + scene.seed % 1000] = 1
    at = LAYOUTS
    for value, names in ((scene.time, S.TIMES), (scene.weather, S.WEATHERS), (scene.mood, S.MOODS)):
        c[at + names.index(value)] = 1
        at += len(names)
    return c


def guessed(plate, hole):
    """A plate [H,W,4] whose hole [H,W] is filled from around it, with an alpha of GUESS there."""
    if not hole.any():
        return plate
    known = plate * (1 - hole)[..., None]
    return known + filled(known) * (GUESS * hole)[..., None]


def filled(v):
    """Push-pull (Gortler et al. 1996) of premultiplied [H,W,4]: opaque everywhere."""
    h, w = v.shape[:2]
    if h < 2 or w < 2:
        m = v.mean((0, 1))
        return np.broadcast_to(m / max(m[3], 1e-6), v.shape)
    coarse = filled(shrink(v[:h // 2 * 2, :w // 2 * 2], 2))
    big = torch.nn.functional.interpolate(torch.from_numpy(np.array(coarse, F)).permute(2, 0, 1)[None], (h, w), mode="bilinear", align_corners=False)
    return v + (1 - v[..., 3:]) * big[0].permute(1, 2, 0).numpy()


def carried(plate, camera, was, now):
    """A plate [H,W,4] as the camera's move from clip position `was` to `now` (both 0..1) carries it at DEPTH."""
    h, w = plate.shape[:2]
    part, grow = .1 + .9 * DEPTH, (camera.zoom - 1) * (.3 + .7 * DEPTH)
    z0, z1 = 1 + grow * was, 1 + grow * now
    y, x = torch.meshgrid((torch.arange(h) + .5) / h - .5, (torch.arange(w) + .5) / h - w / h / 2, indexing="ij")
    x, y = (x / z1 + camera.pan * (now - was) * part) * z0, (y / z1 + camera.tilt * (now - was) * part) * z0
    grid = torch.stack([x * (2 * h / w), y * 2], -1)[None].float()
    p = torch.from_numpy(np.ascontiguousarray(plate, F)).permute(2, 0, 1)[None]
    return torch.nn.functional.grid_sample(p, grid, mode="bilinear", padding_mode="zeros", align_corners=False)[0].permute(1, 2, 0).numpy()


def _frozen(a):
    return P.Actor(a.sprite, a.size, a.path[:1].repeat(FRAMES, 0), a.phase, 0.0)


def P_load(path):
    """Trimmed square cut-out as a premultiplied RGBa image."""
    im = Image.open(path).convert("RGBA")
    box = im.getchannel("A").point(lambda v: 255 if v > 16 else 0).getbbox() or (0, 0) + im.size
    im = im.crop(box)
    n = max(im.size)
    sq = Image.new("RGBA", (n, n))
    sq.paste(im, ((n - im.width) // 2, (n - im.height) // 2))
    return sq.convert("RGBa")


def dilate(mask: np.ndarray, radius: int) -> np.ndarray:
    from PIL import ImageFilter
    im = Image.fromarray((mask * 255).astype(np.uint8)).filter(ImageFilter.MaxFilter(2 * radius + 1))
    return np.asarray(im, np.uint8).astype(F) / F(255)


def shrink(a: np.ndarray, k: int) -> np.ndarray:
    """Area average over k x k blocks of [..., H, W, C]."""
    s = a.shape
    return a.reshape(s[:-3] + (s[-3] // k, k, s[-2] // k, k, s[-1])).mean((-4, -2))


def latent_sample(world: World, seed: int, shape: int, mode: str | None = None):
    """A sample at latent size, rendered twice as large and averaged."""
    s = world.sample(seed, shape, 2, mode=mode)
    for k in ("x", "guide", "plate"):
        s[k] = shrink(s[k], 2)
    s["still"] = shrink(s["still"][..., None], 2)[..., 0]
    return s

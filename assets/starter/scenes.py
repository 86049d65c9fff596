"""Procedural scenes: the world the starter model learns.

Every scene is a stack of layers described in units of the frame height (y down from 0 to 1, x from 0 to the aspect
ratio), so the same `Scene` renders at any resolution: small for the denoiser, large for the decoder. Edges are
anti-aliased from signed distances. Nothing here is third-party art.
"""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

SCENES = ["meadow", "beach", "city", "forest", "desert", "mountains", "room", "underwater", "space", "park"]
TIMES = ["day", "sunset", "night", "dawn"]
WEATHERS = ["clear", "cloudy", "rain", "snow", "fog"]
MOODS = ["plain", "vivid", "pastel"]

F = np.float32


def rgb(h: str) -> np.ndarray:
    return np.array([int(h[i:i + 2], 16) / 255 for i in (0, 2, 4)], F)


SKY = {  # top, horizon
    "day": [("2f86d8", "cfeafc"), ("3f9be6", "e4f4fb"), ("4aa8e0", "f2f7ea")],
    "sunset": [("4a3b86", "ffb066"), ("6b3f7d", "ff9a5e"), ("35427f", "ffc98a")],
    "night": [("070b26", "27356f"), ("0a0f2e", "3b3f7c"), ("050a1c", "1e3a66")],
    "dawn": [("7aa7d8", "ffd9d6"), ("8f9fd6", "ffe3c4"), ("9cc0dd", "fde7ee")],
}
LIGHT = {"day": (1.0, 1.0, 1.0), "sunset": (1.0, 0.80, 0.66), "night": (0.52, 0.58, 0.86), "dawn": (0.98, 0.90, 0.92)}
SUN = {"day": "fff6cf", "sunset": "ffe08a", "night": "f4f1dc", "dawn": "fff3df"}


@dataclass
class Camera:
    """Move over the whole clip, in frame heights (pan, tilt) and as a factor (zoom, > 1 is in)."""
    pan: float = 0.0
    tilt: float = 0.0
    zoom: float = 1.0

    @property
    def moving(self) -> bool:
        return self.pan != 0 or self.tilt != 0 or self.zoom != 1


@dataclass
class Scene:
    kind: str
    time: str
    weather: str
    mood: str
    aspect: float
    seed: int
    camera: Camera = field(default_factory=Camera)
    still: bool = False  # nothing moves by itself: what a brushed image asks for
    falling: bool = True  # snowflakes and raindrops; keyframes are painted without, they would hang in the air

    def __post_init__(self):
        self.r = np.random.default_rng(self.seed)
        self.tab = self.r.random((16, 64)).astype(F)
        self.sky_i = int(self.r.integers(3))
        self.horizon = float(self.r.uniform(0.56, 0.70)) + (0.06 if self.aspect < 0.8 else 0)
        self.hue = self.r.uniform(-1, 1, 3).astype(F)
        self.wind = float(self.r.uniform(0.03, 0.09) * (1 if self.r.random() < .5 else -1))
        self.sun = (float(self.r.uniform(.12, .88)) * self.aspect, float(self.r.uniform(.12, .30)))
        if self.time in ("sunset", "dawn"):
            self.sun = (self.sun[0], self.horizon - float(self.r.uniform(.05, .2)))
        self.nclouds = {"clear": 2, "cloudy": 6, "rain": 6, "snow": 4, "fog": 3}[self.weather]
        self.phase = self.r.uniform(0, 6.28, 24).astype(F)

    @property
    def light(self) -> np.ndarray:
        """Colour that falls on a character in this scene."""
        l = np.array(LIGHT[self.time], F)
        if self.kind == "underwater":
            l = l * np.array([.62, .90, 1.0], F)
        elif self.kind == "room":
            l = 0.5 * l + 0.5 * np.array([1, .95, .88], F)
        elif self.kind == "space":
            l = np.array([.78, .80, .98], F)
        if self.weather in ("rain", "fog"):
            l = l * .92
        return l


class Renderer:
    """Renders a scene at `height` x `width` for clip positions `ts` in [0, 1] -> float32 [T, H, W, 3] in 0..1."""

    def __init__(self, scene: Scene, height: int, width: int, ts):
        self.s = scene
        self.h, self.w = height, width
        self.px = F(1.0 / height)
        self.ts = np.asarray(ts, F).reshape(-1, 1, 1)
        y = ((np.arange(height, dtype=F) + F(.5)) / height).reshape(1, -1, 1)
        x = ((np.arange(width, dtype=F) + F(.5)) / height).reshape(1, 1, -1)
        self.y0, self.x0 = np.broadcast_to(y, (1, height, width)), np.broadcast_to(x, (1, height, width))
        self.T = np.zeros_like(self.ts[:1]) if scene.still else self.ts * F(2.0)  # seconds

    def xy(self, depth: float):
        """World coordinates of each pixel at a parallax depth (0 = infinitely far, 1 = the character's plane)."""
        c = self.s.camera
        if not c.moving:
            return self.x0, self.y0
        z = 1 + (F(c.zoom) - 1) * self.ts * F(.3 + .7 * depth)
        cx = F(self.s.aspect / 2)
        cy = F(.5)
        X = (self.x0 - cx) / z + cx + F(c.pan) * self.ts * F(.1 + .9 * depth)
        Y = (self.y0 - cy) / z + cy + F(c.tilt) * self.ts * F(.1 + .9 * depth)
        return X, Y

    def cover(self, d, soft: float = 1.0):
        return np.clip(F(.5) - d / (self.px * F(soft)), 0, 1)

    def over(self, img, color, a):
        a = a[..., None]
        return img + (color - img) * a

    def frames(self) -> np.ndarray:
        s = self.s
        img = getattr(self, s.kind)()
        img = self.weather_over(img)
        img = np.broadcast_to(img, (len(self.ts),) + img.shape[1:]) if img.shape[0] == 1 else img
        img = mood(img, s.mood)
        return np.clip(img, 0, 1).astype(F)

    # ---- shared layers -------------------------------------------------------------------------------------------

    def sky(self, stars=True):
        s = self.s
        top, hor = (rgb(c) for c in SKY[s.time][s.sky_i])
        if s.weather in ("cloudy", "rain", "fog", "snow"):
            g = {"day": rgb("c3cdd6"), "sunset": rgb("c9a08f"), "night": rgb("232b45"), "dawn": rgb("d3cfd8")}[s.time]
            k = {"cloudy": .35, "snow": .45, "rain": .62, "fog": .55}[s.weather]
            top, hor = top + (g * F(.85) - top) * F(k), hor + (g - hor) * F(k)
        X, Y = self.xy(0.0)
        v = np.clip(Y / F(s.horizon), 0, 1)[..., None] ** F(.9)
        img = top + (hor - top) * v
        if s.weather in ("clear", "cloudy", "snow"):
            img = self.disc(img)
        if stars and s.time == "night" and s.weather in ("clear", "cloudy"):
            img = self.stars(img, 26)
        return self.clouds(img)

    def disc(self, img):
        s = self.s
        X, Y = self.xy(0.05)
        r = np.sqrt((X - F(s.sun[0])) ** 2 + (Y - F(s.sun[1])) ** 2)
        c = rgb(SUN[s.time])
        rad = .055 if s.time == "night" else .065
        glow = np.exp(-r * r * F(30 if s.time != "night" else 60)) * F(.55 if s.time != "night" else .35)
        img = self.over(img, c, glow)
        return self.over(img, c, self.cover(r - F(rad), 2))

    def stars(self, img, n):
        s = self.s
        X, Y = self.xy(0.0)
        st = np.zeros(np.broadcast_shapes(X.shape, self.T.shape), F)
        for i in range(n):
            px, py = s.tab[i % 16, i % 61] * s.aspect * 1.1, s.tab[(i + 5) % 16, (i * 7) % 63] * .95 * s.horizon
            r2 = (X - F(px)) ** 2 + (Y - F(py)) ** 2
            size = .0035 + .0035 * s.tab[(i + 3) % 16, i % 64]
            tw = F(.75) + F(.25) * np.sin(self.T * F(4 + 3 * s.tab[2, i % 64]) + s.phase[i % 24])
            st = np.maximum(st, np.exp(-r2 / F(size * size)) * tw)
        return self.over(img, rgb("fffdf2"), st)

    def clouds(self, img):
        s = self.s
        X, Y = self.xy(0.08)
        c = {"day": rgb("ffffff"), "sunset": rgb("ffcfb0"), "night": rgb("4a5584"), "dawn": rgb("fff4f2")}[s.time]
        if s.weather == "rain":
            c = c * F(.78)
        a = np.zeros(np.broadcast_shapes(X.shape, self.T.shape), F)
        span = s.aspect + .8
        for i in range(s.nclouds):
            t = s.tab[6 + i % 8]
            cx = (t[0] * span + s.wind * self.T * F(.5 + t[3]) + F(.4)) % F(span) - F(.4)
            cy = F(.06 + .30 * t[1])
            size = F(.07 + .07 * t[2])
            for dx, dy, k in ((0, 0, 1.), (-1.0, .25, .75), (1.05, .22, .8), (.35, -.32, .7)):
                q = ((X - cx - F(dx) * size) ** 2) * F(.55) + ((Y - cy - F(dy) * size * F(.8)) ** 2) * F(1.9)
                a += np.exp(-q / (size * F(k) * F(.62)) ** 2)
        a = np.clip((a - F(.35)) * F(1.6), 0, 1) * F(.88)
        return self.over(img, c, a)

    def ridge(self, X, base, amp, freq, row, octaves=3):
        h = np.full_like(X, F(base))
        for o in range(octaves):
            h = h + F(amp / (1.8 ** o)) * np.sin(X * F(freq * (1.9 ** o)) + self.s.phase[(row * 3 + o) % 24])
        return h

    def hill(self, img, depth, base, amp, freq, row, color, low=None, octaves=2):
        X, Y = self.xy(depth)
        h = self.ridge(X, base, amp, freq, row, octaves)
        col = color
        if low is not None:
            v = np.clip((Y - h) / F(.35), 0, 1)[..., None]
            col = color + (low - color) * v
        return self.over(img, col, self.cover(h - Y))

    def lit(self, h, k=1.0):
        """A local colour under the scene's light, k mixing it toward white light."""
        s = self.s
        l = np.array(LIGHT[s.time], F)
        if s.weather in ("rain", "fog", "cloudy"):
            l = l * F(.93)
        c = rgb(h) if isinstance(h, str) else h
        return np.clip(c * (1 + (l - 1) * F(k)), 0, 1)

    def haze(self, c, k):
        hor = rgb(SKY[self.s.time][self.s.sky_i][1])
        return c + (hor - c) * F(k)

    def cells(self, X, step, row):
        i = np.floor(X / F(step)).astype(np.int32)
        t = self.s.tab
        return i, X - (i.astype(F) + F(.5)) * F(step), t[row % 16][i % 64], t[(row + 1) % 16][i % 64], t[(row + 2) % 16][i % 64]

    def weather_over(self, img):
        s = self.s
        if s.kind in ("room", "underwater", "space"):
            return img
        if s.weather == "fog":
            X, Y = self.xy(.3)
            a = F(.62) * np.exp(-((Y - F(s.horizon)) / F(.22)) ** 2) + F(.10)
            a = a * (F(.92) + F(.08) * np.sin(X * 3 + self.T * F(.6)))
            img = self.over(img, self.lit("e9edf0"), a)
        elif s.weather in ("snow", "rain") and s.falling:
            img = self.particles(img)
        return img

    def particles(self, img):
        s = self.s
        snow = s.weather == "snow"
        a = np.zeros(np.broadcast_shapes(self.x0.shape, self.T.shape), F)
        n = 16 if snow else 14
        for i in range(n):
            t = s.tab[i % 16]
            j = (i * 5) % 60
            sp = F(.16 + .12 * t[j]) if snow else F(.9 + .3 * t[j])
            py = (t[j + 1] * F(1.1) + self.T * sp) % F(1.1) - F(.05)
            px = (t[j + 2] * F(s.aspect)) + (F(.03) * np.sin(self.T * 2 + s.phase[i % 24]) if snow else (py * F(.08)))
            if snow:
                r = F(.007 + .009 * t[j + 3])
                a = np.maximum(a, self.cover(np.sqrt((self.x0 - px) ** 2 + (self.y0 - py) ** 2) - r, 3) * F(.9))
            else:
                d = np.maximum(np.abs(self.x0 - px - (self.y0 - py) * F(.08)) - F(.0022), np.abs(self.y0 - py) - F(.05))
                a = np.maximum(a, self.cover(d, 1.5) * F(.45))
        return self.over(img, rgb("ffffff") if snow else self.lit("dfe9f5"), a)

    # ---- the ten places ------------------------------------------------------------------------------------------

    def meadow(self):
        s, H = self.s, self.s.horizon
        img = self.sky()
        img = self.hill(img, .15, H - .05, .05, 2.6, 0, self.haze(self.lit("6f9a8f"), .35))
        img = self.hill(img, .35, H + .01, .035, 3.4, 1, self.lit("6fb04e"), self.lit("4f9440"))
        img = self.hill(img, .8, H + .12, .02, 2.2, 2, self.lit("7cc653"), self.lit("3f8f3a"))
        X, Y = self.xy(.9)
        i, dx, a, b, c = self.cells(X, .17, 3)
        cy = F(H + .19) + (F(.97) - F(H + .19)) * b
        r = np.sqrt((dx - (a - F(.5)) * F(.08)) ** 2 + (Y - cy) ** 2)
        cols = np.stack([self.lit("fff3f0"), self.lit("ffd84d"), self.lit("ff7fa3")])
        img = self.over(img, cols[np.clip((c * 3).astype(int), 0, 2)], self.cover(r - F(.011)))
        return img

    def beach(self):
        s, H = self.s, self.s.horizon - .06
        img = self.sky()
        X, Y = self.xy(.3)
        sea, deep = self.lit("2ba3b8"), self.lit("125f8f")
        shore = F(H + .22) + F(.018) * np.sin(X * F(2.1) + s.phase[1]) + F(.012) * np.sin(self.T * F(2.2) + s.phase[2])
        v = np.clip((Y - F(H)) / F(.22), 0, 1)[..., None]
        img = self.over(img, deep + (sea - deep) * v, self.cover(F(H) - Y))
        k = (Y - F(H)) + F(.02)
        w = np.sin(F(9.0) / (k + F(.05)) * F(.55) + F(.9) * np.sin(X * F(5.5) + s.phase[3]) + self.T * F(1.8))
        a = np.clip((w - F(.72)) * 4, 0, 1) * F(.5) * self.cover(F(H + .012) - Y)
        img = self.over(img, self.lit("e8fbff"), a)
        sand, wet = self.lit("f0d9a0"), self.lit("cfae74")
        v = np.clip((Y - shore) / F(.16), 0, 1)[..., None]
        img = self.over(img, wet + (sand - wet) * v, self.cover(shore - Y))
        return self.over(img, self.lit("ffffff"), self.cover(np.abs(Y - shore) - F(.009), 2) * F(.85))

    def buildings(self, img, depth, step, base, lo, hi, row, col, window, lit_share, haze=0.0):
        X, Y = self.xy(depth)
        i, dx, a, b, c = self.cells(X, step, row)
        top = F(base) - (F(lo) + F(hi - lo) * a)
        half = F(step * .5) * (F(.80) + F(.2) * b)
        inside = self.cover(np.maximum(np.abs(dx) - half, top - Y))
        shade = (F(.86) + F(.28) * c)[..., None]
        img = self.over(img, self.haze(np.clip(col * shade, 0, 1), haze), inside)
        if window is not None:
            wx, wy = F(step * .25), F(step * .30)
            u, v = np.abs((dx / wx) % 1 - F(.5)), np.abs(((Y - top) / wy) % 1 - F(.5))
            ix, iy = np.floor(dx / wx).astype(np.int32), np.floor((Y - top) / wy).astype(np.int32)
            on = self.s.tab[(row + 3) % 16][(i * 7 + ix * 13 + iy * 29) % 64] < F(lit_share)
            m = self.cover(np.maximum(u - F(.27), v - F(.25)) * wx, 1.3)
            edge = np.maximum(np.abs(dx) - half + F(step * .07), top + F(step * .10) - Y) < 0
            img = self.over(img, window, m * on * edge * inside * F(.85))
        return img

    def city(self):
        s, H = self.s, self.s.horizon + .08
        img = self.sky()
        night = s.time == "night"
        img = self.buildings(img, .15, .13, H, .12, .36, 0, self.lit("8c9cb8"), None, 0, .45)
        win = rgb("ffdf8a") if s.time in ("night", "sunset") else self.lit("cfe6f5")
        base = self.lit(["9a8f9f", "b58f7a", "7f93a8"][s.sky_i])
        img = self.buildings(img, .4, .24, H, .16, .46, 4, base, win, .75 if night else .9)
        X, Y = self.xy(.9)
        walk, road = self.lit("b9b4ac"), self.lit("4c5059")
        img = self.over(img, walk, self.cover(F(H) - Y))
        img = self.over(img, self.lit("8d8983"), self.cover(np.abs(Y - F(H + .085)) - F(.006)))
        img = self.over(img, road, self.cover(F(H + .09) - Y))
        dash = np.maximum(np.abs((X / F(.36)) % 1 - F(.5)) * F(.36) - F(.09), np.abs(Y - F(.93)) - F(.010))
        return self.over(img, self.lit("f3e9c8"), self.cover(dash))

    def pines(self, img, depth, step, base, hgt, row, col):
        X, Y = self.xy(depth)
        i, dx, a, b, c = self.cells(X, step, row)
        h = F(hgt) * (F(.65) + F(.5) * a)
        top = F(base) - h
        v = (Y - top) / h
        saw = v + F(.16) * (1 - (v * 3) % 1) * (v < 1)
        d = np.maximum(np.abs(dx - (b - F(.5)) * F(step * .16)) - F(step * .42) * np.clip(saw, 0, 1), np.maximum(top - Y, Y - F(base + .03)))
        return self.over(img, col * (F(.88) + F(.24) * c)[..., None], self.cover(d))

    def forest(self):
        s, H = self.s, self.s.horizon
        img = self.sky()
        img = self.hill(img, .1, H - .08, .03, 2.0, 0, self.haze(self.lit("4f7f78"), .45))
        img = self.pines(img, .2, .12, H + .01, .30, 2, self.haze(self.lit("3f7a62"), .28))
        img = self.hill(img, .3, H + .0, .012, 3.0, 1, self.lit("5d9150"))
        img = self.pines(img, .45, .21, H + .05, .46, 6, self.lit("2f6b45"))
        img = self.hill(img, .8, H + .05, .015, 2.4, 2, self.lit("6f9f4c"), self.lit("38652f"))
        return img

    def desert(self):
        s, H = self.s, self.s.horizon
        img = self.sky()
        img = self.hill(img, .12, H - .03, .035, 1.9, 0, self.haze(self.lit("d99a6a"), .3))
        img = self.hill(img, .3, H + .03, .04, 2.6, 1, self.lit("e3a860"), self.lit("c98746"))
        X, Y = self.xy(.55)
        i, dx, a, b, c = self.cells(X, .62, 5)
        x = dx - (b - F(.5)) * F(.3)
        foot, hh = F(H + .15), F(.16) + F(.12) * a
        g = self.lit("3f8a4d")
        def cap(cx, y0, y1, r):
            yy = np.clip(Y, y0, y1)
            return np.sqrt((x - cx) ** 2 + (Y - yy) ** 2) - F(r)
        d = np.minimum(cap(0, foot - hh, foot, .022), cap(F(.055), foot - hh * F(.75), foot - hh * F(.45), .014))
        d = np.minimum(d, cap(F(-.055), foot - hh * F(.6), foot - hh * F(.3), .014))
        d = np.minimum(d, np.maximum(np.abs(Y - foot + hh * F(.38)) - F(.012), np.abs(x) - F(.055)))
        img = self.over(img, g, self.cover(d) * (c > F(.25)))
        return self.hill(img, .8, H + .14, .022, 2.2, 2, self.lit("f2c27c"), self.lit("d79a55"))

    def mountains(self):
        s, H = self.s, self.s.horizon
        img = self.sky()
        for depth, step, hgt, row, k in ((.12, .62, .44, 1, .35), (.25, .45, .27, 5, .1)):
            X, Y = self.xy(depth)
            i, dx, a, b, c = self.cells(X, step, row)
            rock, snow = self.haze(self.lit("66799b"), k), self.haze(self.lit("f6fbff"), k * .4)
            best = np.full(np.broadcast_shapes(X.shape), F(9))
            tops = np.full_like(best, F(9))
            for n in (-1, 0, 1):
                j = i + n
                aa, bb = s.tab[row][j % 64], s.tab[row + 1][j % 64]
                top = F(H) - F(hgt) * (F(.55) + F(.45) * aa)
                cx = dx - F(n * step) - (bb - F(.5)) * F(step * .3)
                line = top + np.abs(cx) * F(.9)
                tops = np.where(line < best, top, tops)
                best = np.minimum(best, line)
            img = self.over(img, rock, self.cover(best - Y))
            zig = tops + F(hgt * .36) + F(.022) * np.abs((X * F(11)) % 1 - F(.5))
            img = self.over(img, snow, self.cover(np.maximum(best - Y, Y - zig)))
        img = self.hill(img, .35, H + .0, .02, 2.8, 1, self.lit("dce9f5"), self.lit("c2d6ea"))
        img = self.pines(img, .5, .33, H + .07, .20, 9, self.lit("47707a"))
        return self.hill(img, .8, H + .08, .018, 2.1, 2, self.lit("f5faff"), self.lit("cfdff0"))

    def room(self):
        s = self.s
        X, Y = self.xy(.5)
        wall = [rgb("e9c9a8"), rgb("a9c7c2"), rgb("d8b4c0")][s.sky_i]
        l = s.light if s.time == "night" else (s.light + 1) / 2
        H = F(s.horizon + .06)
        wall = wall * l
        img = np.broadcast_to(wall * F(1.0), X.shape + (3,)) * (F(1.04) - F(.16) * Y[..., None])
        stripe = self.cover(np.abs((X / F(.12)) % 1 - F(.5)) * F(.12) - F(.03), 1) * F(.10)
        img = self.over(img, np.ones(3, F) * l, stripe)
        floor, dark = rgb("b07a4c") * l, rgb("7d5233") * l
        v = np.clip((Y - H) / F(.35), 0, 1)[..., None]
        img = self.over(img, floor + (dark - floor) * (1 - v) * F(.6), self.cover(H - Y))
        img = self.over(img, rgb("f4ead9") * l, self.cover(np.abs(Y - H) - F(.014)))
        wx, wy, ww, wh = F(s.aspect * (.25 if s.tab[0, 1] < .5 else .72)), F(.27), F(.15), F(.17)
        frame = np.maximum(np.abs(X - wx) - ww - F(.018), np.abs(Y - wy) - wh - F(.018))
        img = self.over(img, rgb("fff8ec") * l, self.cover(frame))
        sky = Renderer.sky(self, stars=False)
        pane = self.cover(np.maximum(np.abs(X - wx) - ww, np.abs(Y - wy) - wh))
        cross = np.minimum(np.abs(X - wx), np.abs(Y - wy)) - F(.007)
        img = self.over(img, sky, pane * (1 - self.cover(cross)))
        px = F(s.aspect * (.72 if s.tab[0, 1] < .5 else .25))
        pic = np.maximum(np.abs(X - px) - F(.085), np.abs(Y - F(.27)) - F(.11))
        img = self.over(img, rgb("6b4a36") * l, self.cover(pic))
        img = self.over(img, [rgb("5f8fb0"), rgb("d98f5f"), rgb("7fa86a")][s.sky_i] * l, self.cover(pic + F(.016)))
        rx = F(s.aspect * .5)
        rug = np.sqrt(((X - rx) / F(.55)) ** 2 + ((Y - F(.91)) / F(.085)) ** 2) - 1
        img = self.over(img, [rgb("c25b5b"), rgb("4f7fa8"), rgb("8a6fb0")][s.sky_i] * l, self.cover(rug * F(.085)))
        return self.over(img, rgb("f2e2c4") * l, self.cover(np.abs(rug + F(.16)) * F(.085) - F(.005)))

    def underwater(self):
        s = self.s
        X, Y = self.xy(.2)
        k = {"day": 1.0, "sunset": .82, "night": .45, "dawn": .92}[s.time]
        top, low = rgb("4fd0e0") * F(k), rgb("0b4a86") * F(k)
        img = top + (low - top) * np.clip(Y, 0, 1)[..., None]
        ray = np.zeros(np.broadcast_shapes(X.shape, self.T.shape), F)
        for i in range(4):
            cx = F(s.aspect) * s.tab[1, i] + F(.05) * np.sin(self.T * F(.8) + s.phase[i])
            ray += np.exp(-((X - cx - (Y * F(.35))) / F(.06)) ** 2)
        img = self.over(img, rgb("d6fbff"), np.clip(ray, 0, 1) * np.clip(1 - Y, 0, 1) * F(.34 * k))
        H = s.horizon + .13
        img = self.hill(img, .3, H - .03, .03, 2.4, 0, rgb("2b7fa0") * F(k))
        Xw, Yw = self.xy(.6)
        i, dx, a, b, c = self.cells(Xw, .19, 7)
        foot = F(H + .06)
        hh = F(.14) + F(.20) * a
        v = np.clip((foot - Yw) / hh, 0, 1.05)
        sway = F(.026) * np.sin(v * F(5.2) + self.T * F(1.9) + b * 6) * v
        d = np.maximum(np.abs(dx - sway) - F(.020) * (F(1.08) - v), foot - hh - Yw)
        weed = np.stack([rgb("2fae7a"), rgb("c9577e"), rgb("57b84f")]) * F(k)
        img = self.over(img, weed[np.clip((c * 3).astype(int), 0, 2)], self.cover(d) * (b > F(.3)))
        img = self.hill(img, .8, H + .04, .015, 2.8, 2, rgb("e6d7a4") * F(k), rgb("b79f6c") * F(k))
        a = np.zeros_like(ray)
        for i in range(7):
            t = s.tab[9, i * 4:i * 4 + 4]
            py = F(1.1) - (t[0] * F(1.1) + self.T * F(.10 + .08 * t[1])) % F(1.1)
            pxx = t[2] * F(s.aspect) + F(.015) * np.sin(self.T * 3 + s.phase[i])
            r = np.sqrt((self.x0 - pxx) ** 2 + (self.y0 - py) ** 2)
            rad = F(.012 + .012 * t[3])
            a = np.maximum(a, self.cover(np.abs(r - rad) - F(.003), 1.5) * F(.8) + self.cover(r - rad) * F(.18))
        return self.over(img, rgb("e8ffff"), np.clip(a, 0, 1))

    def space(self):
        s = self.s
        X, Y = self.xy(0.0)
        c0, c1 = [(rgb("0a0820"), rgb("2a1650")), (rgb("050a1e"), rgb("14305c")), (rgb("0c0616"), rgb("431a45"))][s.sky_i]
        img = c0 + (c1 - c0) * np.clip(Y, 0, 1)[..., None]
        neb = np.exp(-(((X - F(s.aspect) * s.tab[1, 1]) * F(1.3)) ** 2 + ((Y - F(.3) + (X - F(.8)) * F(.25)) * F(3.4)) ** 2) * 2)
        img = self.over(img, [rgb("7a4fc0"), rgb("3f86c8"), rgb("c05a8f")][s.sky_i], neb * F(.38))
        img = self.stars(img, 40)
        Xp, Yp = self.xy(.08)
        cx, cy, R = F(s.aspect * (.2 + .6 * s.tab[2, 2])), F(.2 + .12 * s.tab[2, 3]), F(.11 + .06 * s.tab[2, 4])
        dx, dy = Xp - cx, Yp - cy
        r = np.sqrt(dx * dx + dy * dy)
        col = [rgb("e8a860"), rgb("6fb5d8"), rgb("d8786f")][s.sky_i]
        shade = np.clip(F(1.05) + (-dx - dy) / R * F(.42), .25, 1.15)[..., None]
        band = (F(1) + F(.10) * np.sin(dy / R * F(8) + s.phase[5]))[..., None]
        img = self.over(img, np.clip(col * shade * band, 0, 1), self.cover(r - R))
        if s.tab[3, 3] > .5:
            q = np.sqrt((dx + dy * F(.3)) ** 2 + ((dy - dx * F(.3)) * F(3.6)) ** 2)
            ring = self.cover(np.abs(q - R * F(1.55)) - R * F(.14)) * (1 - self.cover(r - R) * (dy - dx * F(.3) < 0))
            img = self.over(img, col * F(1.0), ring * F(.75))
        H = s.horizon + .08
        img = self.hill(img, .3, H - .03, .03, 2.3, 0, rgb("6d6b86"))
        img = self.hill(img, .8, H + .03, .015, 2.6, 1, rgb("a9a6ba"), rgb("6f6c84"))
        Xg, Yg = self.xy(.9)
        i, dx, a, b, c = self.cells(Xg, .42, 11)
        e = np.sqrt(((dx - (a - F(.5)) * F(.12)) / F(.09)) ** 2 + ((Yg - F(H + .13) - b * F(.12)) / F(.026)) ** 2) - 1
        return self.over(img, rgb("726f88"), self.cover(e * F(.026)) * F(.8))

    def park(self):
        s, H = self.s, self.s.horizon
        img = self.sky()
        img = self.hill(img, .15, H - .03, .03, 2.4, 0, self.haze(self.lit("c98f5a"), .35))
        X, Y = self.xy(.4)
        i, dx, a, b, c = self.cells(X, .34, 4)
        foot = F(H + .07)
        x = dx - (b - F(.5)) * F(.08)
        img = self.over(img, self.lit("6f4a33"), self.cover(np.maximum(np.abs(x) - F(.017), np.maximum(foot - F(.24) - Y, Y - foot))))
        cy = foot - F(.26) - F(.06) * a
        R = F(.115) + F(.03) * c
        d = np.sqrt(x ** 2 + (Y - cy) ** 2) - R
        for ox, oy in ((-.07, .05), (.07, .045), (0., -.06)):
            d = np.minimum(d, np.sqrt((x - F(ox)) ** 2 + (Y - cy - F(oy)) ** 2) - R * F(.68))
        cols = np.stack([self.lit("e2803a"), self.lit("d8a531"), self.lit("c9503a")])
        leaf = cols[np.clip((c * 3).astype(int), 0, 2)]
        img = self.over(img, leaf * np.clip(F(1.1) - (Y - cy)[..., None] * F(1.6), .75, 1.15), self.cover(d))
        img = self.hill(img, .7, H + .06, .012, 2.2, 1, self.lit("a8b04f"), self.lit("7f8f3f"))
        Xp, Yp = self.xy(.8)
        path = np.abs(Yp - F(H + .21) - F(.012) * np.sin(Xp * 3 + s.phase[7])) - F(.055)
        img = self.over(img, self.lit("dcc7a0"), self.cover(path, 2))
        leafy = np.zeros(np.broadcast_shapes(self.x0.shape, self.T.shape), F)
        for k in range(5):
            t = s.tab[10, k * 5:k * 5 + 5]
            py = (t[0] + self.T * F(.13 + .06 * t[1])) % F(1.1)
            pxx = t[2] * F(s.aspect) + F(.06) * np.sin(self.T * 2 + s.phase[k])
            leafy = np.maximum(leafy, self.cover(np.abs(self.x0 - pxx) + np.abs(self.y0 - py) * F(1.5) - F(.016), 1.5))
        return self.over(img, self.lit("e2702f"), leafy)


def mood(img, kind: str):
    if kind == "plain":
        return img
    m = img.mean(-1, keepdims=True)
    if kind == "vivid":
        return m + (img - m) * F(1.35)
    return F(.28) + (m + (img - m) * F(.72)) * F(.72)

"""Makes a set of vectors on new random checkpoints.

    python3 make.py SET FOLDER

SET is one of those at the end of this file.
"""

import sys
import traceback
from pathlib import Path

import upstream

torch = upstream.start()
import dit, encoders, pipelines, samplers, store, trajectories, vae as vaes

EXACT = "exact"


def said(dim, heads, layers, ffn, freq, text_len, eps, kind="t2v", side=None):
    out = {"dim": dim, "num_heads": heads, "num_layers": layers, "ffn_dim": ffn, "freq_dim": freq, "eps": eps,
           "text_len": text_len, "model_type": kind, "in_dim": 36 if kind == "i2v" else 16, "out_dim": 16}
    if side:
        out |= {"vace_layers": side, "vace_in_dim": 96}
    return out


class Maker:
    def __init__(self, name, root, s):
        self.index, self.root, self.s = store.Index(root, name), Path(root), s
        self.wan = upstream.wan()
        self.parts = {}

    def part(self, what, *args):
        """One part of the set; what fails is said and left out."""
        try:
            getattr(self, what)(*args)
        except Exception:
            print(what, traceback.format_exc(limit=-4), flush=True)

    def all(self):
        for kind in ("t2v", "i2v", "vace"):
            self.part("transformer", kind)
        for what in ("vae", "umt5", "clip", "schedulers", "directs"):
            self.part(what)
        for n, p in enumerate(self.s["pipelines"]):
            self.part("pipeline", p, 500 + 10 * n + self.s["seed"])
        self.index.write()

    def transformer(self, kind):
        m = self.s[kind]
        config, text_dim, clip_dim = m["config"], self.s["umt5"]["dim"], m.get("clip_dim", 0)
        files = dit.make(self.wan, self.root / kind, config, text_dim, clip_dim, self.s["seed"] + len(kind),
                         m.get("dtype", "fp32"), m.get("shards", 1))
        self.parts[kind] = files
        a, b = (self.root / kind / layout for layout in ("wan", "diffusers"))
        models = dit.wan(self.wan, a), dit.diffusers(b)
        for n, (f, h, w, t, length) in enumerate(m["cases"]):
            case = dit.case(config, text_dim, clip_dim, m.get("clip_len", 0), f, h, w, t, length, 70 + n,
                            m.get("scales", [1.0, 0.6, 1.4])[n % 3])
            out = {**case, **dit.run_wan(models[0], case),
                   "out.sample_diffusers": dit.run_diffusers(models[1], case, config["text_len"])}
            d = (out["out.sample"] - out["out.sample_diffusers"]).abs().max()
            print(f"{kind}.case{n}: between upstreams {d:.2e}, largest {out['out.sample'].abs().max():.2f}", flush=True)
            self.index.add(f"{kind}.case{n}", out, dit.TOLERANCE, {"text_len": config["text_len"]}, **files)

    def vae(self):
        m = self.s["vae"]
        files = vaes.make(self.wan, self.root / "vae", m["dim"], self.s["seed"], blocks=m.get("blocks", 2),
                          mult=m.get("mult", (1, 2, 4, 4)), dtype=m.get("dtype", "fp32"),
                          both=m.get("blocks", 2) == 2)
        self.parts["vae"] = files
        model = vaes.build(self.wan, m["dim"], 16, m.get("mult", (1, 2, 4, 4)), m.get("blocks", 2))
        model.load_state_dict(store.tensors(self.root / "vae" / "wan"))
        model = vaes.wrapped(self.wan, model)
        for n, (t, h, w) in enumerate(m["cases"]):
            case = vaes.case(t, h, w, 90 + n)
            self.index.add(f"vae.case{n}", {**case, **vaes.run(model, case)}, vaes.TOLERANCE, {}, **files)

    def umt5(self):
        m = self.s["umt5"]
        files = encoders.make_t5(self.wan, self.root / "umt5", self.s["seed"], m["vocab"], m["dim"], m["inner"],
                                 m["ffn"], m["heads"], m["layers"], m["buckets"], m.get("dtype", "fp32"))
        self.parts["umt5"] = files
        model = encoders.t5(self.wan, self.root / "umt5" / "wan")
        d = torch.arange(-600, 601)
        e = self.wan("modules.t5").T5RelativeEmbedding(m["buckets"], 1, True, 128)
        self.index.add("umt5.relative_buckets", {"in.relative_position": d, "out.bucket": e._relative_position_bucket(d)},
                       EXACT, {"num_buckets": m["buckets"], "max_distance": 128})
        for n, (length, valid) in enumerate(m["cases"]):
            ids, mask = self.ids(length, valid, n)
            out = {"in.ids": ids, "in.mask": mask, "out.context": encoders.run_t5(model, ids, mask)}
            self.index.add(f"umt5.case{n}", out, dit.TIGHT, {}, **files)

    def ids(self, length, valid, seed):
        ids = torch.zeros(1, length, dtype=torch.int64)
        ids[0, :valid] = torch.randint(3, self.s["umt5"]["vocab"], (valid,), generator=torch.Generator().manual_seed(seed))
        ids[0, valid - 1] = 1
        mask = torch.zeros(1, length, dtype=torch.int64)
        mask[0, :valid] = 1
        return ids, mask

    def clip(self):
        m = self.s["clip"]
        files = encoders.make_clip(self.wan, self.root / "clip", self.s["seed"], m["side"], m["patch"], m["dim"],
                                   m["heads"], m["layers"], m["mlp"], m.get("dtype", "fp32"))
        self.parts["clip"] = files
        model = encoders.clip(self.wan, self.root / "clip" / "wan", m["heads"])
        for n, (h, w) in enumerate(m["cases"]):
            image = self.image(h, w, n)
            self.index.add(f"clip.case{n}", {"in.image_u8": image, **encoders.run_clip(model, image)},
                           encoders.CLIP_TOLERANCE, {"heads": m["heads"]}, **files)

    def image(self, h, w, seed):
        return torch.randint(0, 256, (3, h, w), generator=torch.Generator().manual_seed(seed), dtype=torch.uint8)

    def schedulers(self):
        for kind in ("euler", "unipc", "dpmpp", "unipc_diffusers"):
            values, skipped = samplers.vectors(kind, self.wan, self.s["steps"], self.s["shifts"], self.s["seed"])
            print(kind, "left out:", skipped, flush=True)
            self.index.add("schedulers." + kind, values, samplers.TOLERANCE, {"model_output": "v = 0.3*x + sin(t/1000)"})

    def directs(self):
        move = upstream.wan("move")
        for n, (f, k, h, w, mode) in enumerate(self.s["moves"]):
            self.index.add(f"wan_move.direct{n}", trajectories.wan_move(move, f, k, h, w, mode, 40 + n), EXACT,
                           {"F": f, "n": k, "H": h, "W": w})
        ati = upstream.wan("ati")
        for n, (k, h, w, mode) in enumerate(self.s["atis"]):
            self.index.add(f"ati.direct{n}", trajectories.ati(ati, k, h, w, mode, 60 + n), trajectories.ATI_TOLERANCE,
                           {"n": k, "H": h, "W": w})

    def pipeline(self, p, seed):
        kind, id = p["kind"], p["id"]
        wan = "diffusers" not in id
        left = ("sched", "flow_shift") if wan else ("solver", "shift")
        said = {"seed": seed, **{k: v for k, v in p.items() if k not in left}}
        model = {"t2v": "t2v", "vace": "vace"}.get(kind, "i2v")
        layout = "wan" if wan else "diffusers"
        parts = {"dit": self.root / model / layout, "vae": self.root / "vae" / layout}
        if wan:
            parts["text"] = self.root / "umt5" / "wan"
            if kind in ("i2v", "move", "ati"):
                parts["clip"] = self.root / "clip" / "wan"
        length = self.s["t2v"]["config"]["text_len"]
        a, b = self.ids(length, min(length, 9 + seed % 4), seed), self.ids(length, length, seed + 1)
        ids = {"in.ids": a[0], "in.mask": a[1], "in.neg_ids": b[0], "in.neg_mask": b[1]}
        out = getattr(self, ("wan_" if wan else "diffusers_") + kind)(parts, ids, said, seed)
        self.index.add(id, out, pipelines.TOLERANCE, said, weights=parts)
        print(id, "made", flush=True)

    def wan_t2v(self, parts, ids, said, seed):
        return pipelines.t2v(upstream.wan(), parts, ids, said)

    def heads(self):
        return self.s["clip"]["heads"]

    def wan_i2v(self, parts, ids, said, seed):
        return pipelines.i2v(upstream.wan(), parts, ids, said, self.image(*said["img"], seed), self.heads())

    def clip_of(self, said, seed):
        g = torch.Generator().manual_seed(seed)
        f, h, w = said["frames"], said["H"], said["W"]
        video = torch.rand(3, f, h, w, generator=g) * 2 - 1
        mask = torch.rand(1, f, h, w, generator=g)
        return video, mask if said["mask"] == "frac" else (mask > 0.5).float()

    def wan_vace(self, parts, ids, said, seed):
        video, mask = self.clip_of(said, seed)
        refs = [self.image(*r, seed + n) for n, r in enumerate(said["refs"] or [])]
        return pipelines.vace(upstream.wan(), parts, ids, said, video, mask, refs)

    def wan_move(self, parts, ids, said, seed):
        xy, seen = trajectories.tracks(81, said["n"], *said["img"], said["mode"], seed)
        return pipelines.wan_move(upstream.wan("move"), parts, ids, said, self.image(*said["img"], seed), self.heads(),
                                  xy, seen)

    def wan_ati(self, parts, ids, said, seed):
        array = trajectories.raw(said["n"], *said["img"], said["mode"], seed)
        return pipelines.ati(upstream.wan("ati"), parts, ids, said, self.image(*said["img"], seed), self.heads(), array)

    def given(self, said, seed, references=0):
        g = torch.Generator().manual_seed(seed)
        r = lambda *s: torch.randn(*s, generator=g)
        size = self.s["umt5"]["dim"]
        h, w = (said["size"][1], said["size"][0]) if "size" in said else (said["H"], said["W"])
        return r(7, size), r(11, size), r(16, (said["frames"] - 1) // 4 + 1 + references, h // 8, w // 8)

    def diffusers_t2v(self, parts, ids, said, seed):
        return pipelines.diffusers_t2v(upstream.wan(), parts, said, self.s["t2v"]["config"]["text_len"],
                                       *self.given(said, seed))

    def diffusers_i2v(self, parts, ids, said, seed):
        m = self.s["i2v"]
        embeds = torch.randn(1, m["clip_len"], m["clip_dim"], generator=torch.Generator().manual_seed(seed))
        last = self.image(said["H"], said["W"], seed + 2) if said["last"] else None
        return pipelines.diffusers_i2v(upstream.wan(), parts, said, *self.given(said, seed),
                                       self.image(said["H"], said["W"], seed), embeds, last)

    def diffusers_vace(self, parts, ids, said, seed):
        g = torch.Generator().manual_seed(seed)
        f, h, w = said["frames"], said["H"], said["W"]
        video = torch.randint(0, 256, (f, 3, h, w), generator=g, dtype=torch.uint8)
        mask = torch.randint(0, 256, (f, 1, h, w), generator=g, dtype=torch.uint8)
        refs = [self.image(*r, seed + n) for n, r in enumerate(said["refs"] or [])]
        return pipelines.diffusers_vace(upstream.wan(), parts, said, self.s["vace"]["config"]["text_len"],
                                        *self.given(said, seed, len(refs)), video, mask, refs)


def run(kind, name, **more):
    return {"kind": kind, "id": name, "steps": 3, "shift": 4.0, "flow_shift": 4.0, "guide": 3.5, "solver": "unipc",
            "sched": "unipc", **more}


def pipelines_of(move=(32, 48), area=1536):
    return [
        run("t2v", "pipeline_t2v.unipc6", size=[32, 48], frames=13, steps=6, shift=7.0),
        run("t2v", "pipeline_t2v.dpmpp5", size=[80, 48], frames=1, steps=5, shift=2.5, solver="dpm++", guide=6.0),
        run("t2v", "pipeline_t2v.guide1", size=[48, 32], frames=5, steps=2, guide=1.0),
        run("t2v", "pipeline_t2v.diffusers_unipc", size=[48, 80], frames=5, steps=5, flow_shift=8.0, guide=5.5),
        run("t2v", "pipeline_t2v.diffusers_euler", size=[48, 48], frames=9, sched="euler", flow_shift=2.0),
        run("t2v", "pipeline_t2v.diffusers_guide1", size=[32, 32], frames=1, sched="euler", guide=1.0),
        run("i2v", "pipeline_i2v.wide", img=[37, 83], max_area=area, frames=5),
        run("i2v", "pipeline_i2v.tall", img=[90, 41], max_area=area, frames=13, solver="dpm++", steps=4, shift=5.0),
        run("i2v", "pipeline_i2v.diffusers_i2v", H=48, W=32, frames=13, last=False, flow_shift=5.0),
        run("i2v", "pipeline_i2v.diffusers_last", H=32, W=48, frames=9, last=True, sched="euler"),
        run("vace", "pipeline_vace.refs3", H=48, W=32, frames=9, refs=[[20, 30], [48, 32], [61, 17]], scale=1.0,
            mask="frac"),
        run("vace", "pipeline_vace.norefs", H=32, W=80, frames=1, refs=None, scale=0.4, mask="binary", solver="dpm++",
            steps=5),
        run("vace", "pipeline_vace.diffusers_refs3", H=32, W=48, frames=9, refs=[[25, 40], [32, 48], [56, 24]],
            scale=0.7),
        run("vace", "pipeline_vace.diffusers_norefs", H=48, W=48, frames=5, refs=None, scale=1.3),
        run("move", "wan_move.generate", img=list(move), n=3, mode="spread", steps=2),
        run("ati", "ati.generate", img=list(move), n=4, mode="vis", steps=2),
    ]


SETS = {
    "second": {
        "seed": 2000,
        "t2v": {"config": said(96, 4, 3, 200, 32, 24, 1e-5), "dtype": "bf16",
                "cases": [(2, 6, 10, 512.0, 9), (5, 10, 6, 999.0, 24), (4, 7, 5, 33.5, 1), (1, 2, 2, 0.0, 3)]},
        "i2v": {"config": said(48, 2, 3, 130, 48, 512, 1e-5, "i2v"), "clip_dim": 48, "clip_len": 257, "shards": 2,
                "cases": [(3, 6, 10, 900.0, 12), (1, 10, 2, 20.0, 512)]},
        "vace": {"config": said(44, 2, 4, 100, 64, 24, 1e-5, "vace", [0, 1, 3]), "dtype": "fp16", "shards": 3,
                 "cases": [(3, 6, 10, 750.0, 8), (1, 10, 6, 3.0, 24), (5, 4, 14, 998.0, 5)]},
        "vae": {"dim": 6, "cases": [(1, 24, 40), (13, 40, 24), (7, 16, 16), (17, 24, 24), (5, 20, 44)]},
        "umt5": {"vocab": 300, "dim": 40, "inner": 24, "ffn": 96, "heads": 3, "layers": 3, "buckets": 32,
                 "cases": [(24, 17), (160, 160), (512, 2), (24, 1)]},
        "clip": {"side": 70, "patch": 14, "dim": 48, "heads": 3, "layers": 4, "mlp": 3,
                 "cases": [(33, 81), (120, 57), (70, 70), (200, 150), (15, 14)]},
        "steps": [1, 2, 3, 5, 8, 15, 30, 40], "shifts": [1.0, 2.5, 5.0, 7.0, 12.0],
        "moves": [(81, 5, 48, 80, "spread"), (49, 9, 40, 64, "vis"), (33, 12, 48, 48, "all"), (5, 2, 24, 16, "vis"),
                  (81, 1, 80, 48, "all")],
        "atis": [(2, 80, 48, "all"), (9, 64, 112, "vis"), (3, 48, 48, "vis"), (1, 128, 64, "all")],
        "pipelines": pipelines_of(),
    },
    "third": {
        "seed": 3000,
        "t2v": {"config": said(66, 3, 2, 160, 128, 24, 1e-6), "dtype": "fp16", "shards": 2,
                "cases": [(3, 6, 6, 999.0, 24), (7, 2, 14, 1.0, 2), (2, 3, 9, 271.0, 5)]},
        "i2v": {"config": said(60, 5, 2, 180, 256, 512, 1e-6, "i2v"), "clip_dim": 40, "clip_len": 257, "dtype": "bf16",
                "cases": [(2, 10, 6, 999.0, 3), (4, 5, 7, 431.0, 20)]},
        "vace": {"config": said(128, 1, 5, 96, 32, 24, 1e-6, "vace", [0, 2, 4]), "dtype": "bf16",
                 "cases": [(2, 10, 6, 999.0, 24), (4, 3, 5, 7.0, 1)]},
        "vae": {"dim": 8, "dtype": "bf16", "cases": [(1, 16, 16), (9, 24, 56), (21, 16, 24), (4, 16, 24)]},
        "umt5": {"vocab": 512, "dim": 24, "inner": 64, "ffn": 40, "heads": 4, "layers": 2, "buckets": 32, "dtype": "bf16",
                 "cases": [(24, 20), (300, 251)]},
        "clip": {"side": 48, "patch": 16, "dim": 40, "heads": 5, "layers": 3, "mlp": 4, "dtype": "fp16",
                 "cases": [(48, 48), (31, 97), (640, 360)]},
        "steps": [1, 4, 6, 14, 16, 25, 50, 60], "shifts": [1.0, 3.0, 4.5, 8.0, 16.0],
        "moves": [(81, 20, 64, 64, "vis"), (17, 3, 32, 48, "spread")],
        "atis": [(6, 48, 80, "all")],
        "pipelines": pipelines_of((48, 32), 2560),
    },
    "compact": {
        "seed": 5000,
        "t2v": {"config": said(36, 3, 2, 50, 16, 24, 1e-5), "dtype": "fp16",
                "cases": [(2, 6, 10, 999.0, 9), (3, 5, 7, 33.5, 24)]},
        "i2v": {"config": said(44, 2, 1, 40, 32, 512, 1e-5, "i2v"), "clip_dim": 24, "clip_len": 17, "dtype": "bf16",
                "cases": [(2, 6, 10, 640.0, 5)]},
        "vace": {"config": said(32, 4, 3, 40, 16, 24, 1e-5, "vace", [0, 1]), "dtype": "bf16", "shards": 2,
                 "cases": [(3, 6, 4, 998.0, 8)]},
        "vae": {"dim": 4, "dtype": "bf16", "cases": [(7, 24, 40), (13, 16, 24)]},
        "umt5": {"vocab": 128, "dim": 20, "inner": 24, "ffn": 28, "heads": 3, "layers": 2, "buckets": 32,
                 "dtype": "bf16", "cases": [(24, 24), (160, 151)]},
        "clip": {"side": 48, "patch": 12, "dim": 24, "heads": 3, "layers": 3, "mlp": 3, "dtype": "fp16",
                 "cases": [(31, 57)]},
        "steps": [1, 2, 5, 15, 30], "shifts": [1.0, 2.5, 12.0],
        "moves": [(49, 9, 40, 64, "vis"), (5, 2, 24, 16, "all")], "atis": [(9, 48, 80, "vis")],
        "pipelines": [p for p in pipelines_of() if p["id"] not in ("pipeline_t2v.dpmpp5",)],
    },
    "fourth": {
        "seed": 4000,
        "t2v": {"config": said(104, 4, 1, 64, 16, 24, 1e-4), "cases": [(3, 8, 10, 640.0, 11), (1, 18, 22, 999.0, 6)]},
        "i2v": {"config": said(56, 4, 1, 64, 32, 512, 1e-4, "i2v"), "clip_dim": 24, "clip_len": 50,
                "cases": [(5, 4, 6, 10.0, 8)]},
        "vace": {"config": said(72, 6, 2, 64, 32, 24, 1e-4, "vace", [0]), "cases": [(3, 6, 6, 500.0, 8)]},
        "vae": {"dim": 4, "blocks": 1, "mult": (1, 1, 2, 3), "cases": [(5, 16, 32), (9, 24, 16)]},
        "umt5": {"vocab": 128, "dim": 16, "inner": 16, "ffn": 24, "heads": 2, "layers": 4, "buckets": 16,
                 "cases": [(24, 24), (64, 50)]},
        "clip": {"side": 28, "patch": 7, "dim": 24, "heads": 2, "layers": 2, "mlp": 2, "cases": [(100, 30), (29, 28)]},
        "steps": list(range(1, 61)), "shifts": [1.0, 3.3, 5.0, 10.0],
        "moves": [(81, 40, 80, 80, "vis")], "atis": [(30, 80, 80, "vis")],
        "pipelines": [],
    },
}

if __name__ == "__main__":
    name, root = sys.argv[1:3]
    Maker(name, root, SETS[name]).all()

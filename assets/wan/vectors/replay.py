"""Runs upstream over a set's own checkpoints and inputs and says how far its values are from the set's.

Run it over the first set to see that this folder's code gives what the set's makers had:

    python3 replay.py ../../../src-test/reference
"""

import json
import sys
import traceback
from pathlib import Path

import upstream

torch = upstream.start()
import dit, encoders, pipelines, samplers, store, trajectories, vae as vaes


def main(root):
    root = Path(root)
    index = json.loads((root / "index.json").read_text())
    for v in index["vectors"]:
        try:
            for line in check(root, v):
                print(f"{v['id']:32} {line}", flush=True)
        except Exception:
            print(f"{v['id']:32} FAILED {traceback.format_exc(limit=-3)}", flush=True)


def compare(mine, theirs):
    worst, name = 0.0, "nothing in common"
    n = 0
    for k, v in theirs.items():
        if k in mine and not k.startswith("in."):
            n += 1
            a = mine[k].float().reshape(-1)
            b = v.float().reshape(-1)
            d = float((a - b).abs().max()) if a.shape == b.shape else float("inf")
            if d >= worst:
                worst, name = d, k
    return f"{n} tensors, largest difference {worst:.2e} ({name})"


def folder(root, files):
    return root / Path(files[0]).parent


def clip_heads(root):
    for v in json.loads((root / "index.json").read_text())["vectors"]:
        if v["id"].startswith("clip."):
            return v["config"]["heads"]


def check(root, v):
    kind, files, said = v["id"].split(".")[0], v["files"], v["config"]
    if kind == "tokenizer":
        return
    case = store.load_file(root / files["case"])
    load = upstream.wan("move" if kind == "wan_move" else "ati" if kind == "ati" else "wan")
    if kind in ("t2v", "i2v", "vace"):
        yield compare(dit.run_wan(dit.wan(load, folder(root, files["weights_wan"])), case), case)
        if "weights_diffusers" in files:
            model = dit.diffusers(folder(root, files["weights_diffusers"]))
            yield compare({"out.sample_diffusers": dit.run_diffusers(model, case, said["text_len"])}, case)
    elif kind == "vae":
        yield compare(vaes.run(vaes.wan(load, folder(root, files["weights_wan"])), case), case)
    elif v["id"] == "umt5.relative_buckets":
        e = load("modules.t5").T5RelativeEmbedding(said["num_buckets"], 1, True, said["max_distance"])
        yield compare({"out.bucket": e._relative_position_bucket(case["in.relative_position"])}, case)
    elif kind == "umt5":
        model = encoders.t5(load, folder(root, files["weights_wan"]))
        out = {}
        if "in.ids" in case:
            out["out.context"] = encoders.run_t5(model, case["in.ids"], case["in.mask"])
        for n in range(9):
            if f"prompt{n}.ids" in case:
                out[f"prompt{n}.context"] = encoders.run_t5(model, case[f"prompt{n}.ids"], case[f"prompt{n}.mask"])
        yield compare(out, case)
    elif kind == "clip":
        yield compare(encoders.run_clip(encoders.clip(load, folder(root, files["weights_wan"]), said["heads"]),
                                        case["in.image_u8"]), case)
    elif kind == "schedulers":
        yield compare(schedulers(load, v["id"].split(".")[1], case), case)
    elif "weights" in files:
        yield compare(pipeline(root, load, v, case), case)
    elif kind == "ati":
        yield compare(ati(load, said, case), case)


def schedulers(load, kind, case):
    out = {}
    for name in case:
        if name.endswith(".samples"):
            tag = name[: -len(".samples")]
            parts = tag.split(".")
            given = tag.endswith("from_linspace_1_0")
            steps, shift = int(parts[0][5:]), float(parts[1][5:])
            s, t, x = samplers.run(kind + ("_given" if given else ""), load, steps, shift, case["in.x0"])
            out |= {tag + ".sigmas": s, tag + ".timesteps": t, name: x}
    return out


def ati(load, said, case):
    t = load("utils.motion").process_tracks(case["in.raw_tracks"].numpy(), (said["W"], said["H"]), quant_multi=8)
    y = load("modules.motion_patch").patch_motion(
        t[None], case["in.y"], temperature=220.0, training=False, tail_dropout=0.2, vae_divide=(4, 16), topk=2)
    return {"tap.tracks": t, "out.y": y}


def pipeline(root, load, v, case):
    said = v["config"]
    parts = {k: root / p for k, p in v["files"]["weights"].items()}
    ids = {k: case[k] for k in ("in.ids", "in.mask", "in.neg_ids", "in.neg_mask") if k in case}
    noise, heads, kind = case["in.noise"], clip_heads(root), v["id"].split(".")[0]
    refs = [case[f"in.ref{i}_u8"] for i in range(9) if f"in.ref{i}_u8" in case]
    if "diffusers" in v["id"]:
        whole = "tap.timesteps" in case and not case["tap.timesteps"].is_floating_point()
        said = {"sched": "unipc" if whole else "euler", "flow_shift": said.get("shift"), **said}
        given = (case["in.context"], case["in.context_null"], noise)
        if kind == "pipeline_t2v":
            return pipelines.diffusers_t2v(load, parts, said, 16, *given)
        if kind == "pipeline_i2v":
            return pipelines.diffusers_i2v(load, parts, said, *given, case["in.image_u8"], case["in.image_embeds"],
                                           case.get("in.last_image_u8"))
        return pipelines.diffusers_vace(load, parts, said, 16, *given, case["in.video_u8"], case["in.mask_u8"], refs)
    if kind == "pipeline_t2v":
        return pipelines.t2v(load, parts, ids, said, noise)
    if kind == "pipeline_i2v":
        return pipelines.i2v(load, parts, ids, said, case["in.image_u8"], heads, noise)
    if kind == "pipeline_vace":
        return pipelines.vace(load, parts, ids, said, case["in.src_video"], case["in.src_mask"], refs, noise)
    if kind == "wan_move":
        return pipelines.wan_move(load, parts, ids, said, case["in.image_u8"], heads, case["in.tracks"],
                                  case["in.visibility"], noise)
    return pipelines.ati(load, parts, ids, said, case["in.image_u8"], heads, case["in.raw_tracks"], noise)


main(sys.argv[1])

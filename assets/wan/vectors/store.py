"""Checkpoints of random weights, and vectors with their index, on disk."""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

TYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}


def tensors(path):
    """All tensors of a folder's safetensors files, or of one file, as 32 bit floats."""
    path = Path(path)
    files = sorted(path.glob("*.safetensors")) if path.is_dir() else [path]
    out = {}
    for f in files:
        out.update(load_file(f))
    return {k: v.float() if v.is_floating_point() else v for k, v in out.items()}


def config(path):
    path = Path(path)
    file = (path if path.is_dir() else path.parent) / "config.json"
    return json.loads(file.read_text()) if file.exists() else {}


def randomised(state, seed, spread=1.0):
    """Random values for every tensor: norms near 1, matrices that keep a value's size."""
    g = torch.Generator().manual_seed(seed)
    out = {}
    for name, t in sorted(state.items()):
        r = torch.randn(t.shape, generator=g)
        if t.ndim == 0:
            out[name] = r * 0.1 + 1
        elif name.endswith(("gamma", "norm.weight")) or (t.ndim == 1 and name.endswith("weight")):
            out[name] = 1 + 0.15 * r
        elif t.ndim == 1:
            out[name] = 0.1 * r
        elif "modulation" in name or "embedding" in name and t.ndim != 5 and not name.startswith(("text", "time")):
            out[name] = 0.3 * r
        else:
            out[name] = spread * r / max(1, t[0].numel()) ** 0.5
    return out


def save(path, values, dtype="fp32", shards=1):
    """A safetensors file, or a folder's shards with their index."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    values = {k: v.to(TYPES[dtype]) if v.is_floating_point() else v for k, v in values.items()}
    if shards == 1:
        save_file({k: v.contiguous().clone() for k, v in values.items()}, path, {"format": "pt"})
        return [path]
    names = sorted(values)
    files, index = [], {}
    for s in range(shards):
        part = names[s::shards]
        name = f"{path.stem}-{s + 1:05d}-of-{shards:05d}.safetensors"
        save_file({k: values[k].contiguous().clone() for k in part}, path.parent / name, {"format": "pt"})
        files.append(path.parent / name)
        index.update({k: name for k in part})
    at = path.parent / (path.name + ".index.json")
    at.write_text(json.dumps({"metadata": {}, "weight_map": index}))
    return files + [at]


class Index:
    """The index of a set under a folder."""

    def __init__(self, root, name):
        self.root, self.name, self.vectors = Path(root), name, []

    def add(self, id, values, tolerance, config, **files):
        case = self.root / (id.replace(".", "/", 1) + ".safetensors")
        case.parent.mkdir(parents=True, exist_ok=True)
        save_file({k: v.contiguous().clone() for k, v in values.items()}, case, {"format": "pt"})
        named = {k: self.relative(v) for k, v in files.items()}
        self.vectors.append({"id": id, "files": {"case": self.relative(case), **named}, "config": config,
                             "tolerance": tolerance})

    def relative(self, what):
        if isinstance(what, dict):
            return {k: self.relative(v) for k, v in what.items()}
        if isinstance(what, (list, tuple)):
            return [self.relative(v) for v in what]
        return str(Path(what).relative_to(self.root))

    def write(self):
        text = json.dumps({"format": 1, "set": self.name, "vectors": self.vectors}, ensure_ascii=False, indent=1)
        (self.root / "index.json").write_text(text)

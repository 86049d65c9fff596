"""Checkpoints to the shipped files: `python export.py --base PT --decoder PT --painter PT --out DIR` writes base.safetensors,
identity.safetensors and trajectory.safetensors (16-bit floats for matrices, 32-bit for vectors), decoder and painter included."""
import argparse
import json
import os

import torch

from model import TEXT_SCALE

SCALED = ("denoiser.text1.weight", "painter.prior.weight")
PREFIX = {"base": "base.", "identity": "identity.", "trajectory": "trajectory."}


def write(path, tensors, meta, half=True):
    head, blobs, at = {"__metadata__": meta}, [], 0
    for name in sorted(tensors):
        v = tensors[name]
        v = v.half() if half and v.ndim >= 2 else v.float()
        b = v.contiguous().numpy().tobytes()
        head[name] = {"dtype": "F16" if v.dtype == torch.float16 else "F32", "shape": list(v.shape), "data_offsets": [at, at + len(b)]}
        blobs.append(b)
        at += len(b)
    h = json.dumps(head, separators=(",", ":")).encode()
    h += b" " * (-len(h) % 8)
    with open(path, "wb") as f:
        f.write(len(h).to_bytes(8, "little") + h + b"".join(blobs))
    print(path, os.path.getsize(path))


def read(folder):
    """The shipped files back as the state dicts of denoiser, decoder and painter, in 32-bit floats."""
    den, dec, pai = {}, {}, {}
    for part, pre in PREFIX.items():
        with open(os.path.join(folder, part + ".safetensors"), "rb") as f:
            n = int.from_bytes(f.read(8), "little")
            head = json.loads(f.read(n))
            body = f.read()
        for name, t in head.items():
            if name == "__metadata__":
                continue
            a, b = t["data_offsets"]
            kind = torch.float16 if t["dtype"] == "F16" else torch.float32
            v = torch.frombuffer(bytearray(body[a:b]), dtype=kind).reshape(t["shape"]).float()
            where, rest = name.split(".", 1)
            if name in SCALED:
                v = v / TEXT_SCALE
            if where == "painter":
                pai[rest] = v
            else:
                (den if where == "denoiser" else dec)[pre + rest] = v
    return den, dec, pai


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--base"), p.add_argument("--decoder"), p.add_argument("--painter"), p.add_argument("--out")
    a = p.parse_args()
    parts(torch.load(a.base)["ema"], torch.load(a.decoder)["ema"], torch.load(a.painter)["model"], a.out)


def parts(den, dec, pai, out):
    os.makedirs(out, exist_ok=True)
    for part, pre in PREFIX.items():
        t = {"denoiser." + k[len(pre):]: v for k, v in den.items() if k.startswith(pre)}
        t.update({"decoder." + k[len(pre):]: v for k, v in dec.items() if k.startswith(pre)})
        if part == "base":
            t.update({"painter." + k: v for k, v in pai.items()})
        t = {k: v * (TEXT_SCALE if k in SCALED else 1) for k, v in t.items()}
        write(os.path.join(out, part + ".safetensors"), t, {"format": "pt", "zoetrope.part": part, "zoetrope.model": "starter-2"})


if __name__ == "__main__":
    main()

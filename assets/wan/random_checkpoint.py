#!/usr/bin/env python3
"""A checkpoint with random weights and the true shapes of Wan2.1 T2V-1.3B, for measuring:
random_checkpoint.py FOLDER [--dtype float32|bfloat16] [--layers 30] [--part dit|vae|all] [--base 96].

Original names, one safetensors file a part. Shapes after Wan2.1:wan/modules/{model,vae}.py. Needs numpy.
"""
import argparse
import json
import math
import pathlib
import struct

import numpy as np

DIM, FFN, TEXT, FREQ, CHANNELS = 1536, 8960, 4096, 256, 16


def dit(layers):
    yield "patch_embedding.weight", (DIM, CHANNELS, 1, 2, 2)
    yield "patch_embedding.bias", (DIM,)
    for name, out, size in (
        ("text_embedding.0", DIM, TEXT),
        ("text_embedding.2", DIM, DIM),
        ("time_embedding.0", DIM, FREQ),
        ("time_embedding.2", DIM, DIM),
        ("time_projection.1", 6 * DIM, DIM),
    ):
        yield from linear(name, out, size)
    for i in range(layers):
        b = f"blocks.{i}."
        yield b + "modulation", (1, 6, DIM)
        yield b + "norm3.weight", (DIM,)
        yield b + "norm3.bias", (DIM,)
        for a in ("self_attn", "cross_attn"):
            for p in "qkvo":
                yield from linear(f"{b}{a}.{p}", DIM, DIM)
            yield f"{b}{a}.norm_q.weight", (DIM,)
            yield f"{b}{a}.norm_k.weight", (DIM,)
        yield from linear(b + "ffn.0", FFN, DIM)
        yield from linear(b + "ffn.2", DIM, FFN)
    yield "head.modulation", (1, 2, DIM)
    yield from linear("head.head", CHANNELS * 4, DIM)


def linear(name, out, size):
    yield name + ".weight", (out, size)
    yield name + ".bias", (out,)


def vae(base=96, z=16):
    def conv(name, out, size, *kernel):
        yield name + ".weight", (out, size, *kernel)
        yield name + ".bias", (out,)

    def residual(name, size, out):
        yield f"{name}.residual.0.gamma", (size, 1, 1, 1)
        yield from conv(f"{name}.residual.2", out, size, 3, 3, 3)
        yield f"{name}.residual.3.gamma", (out, 1, 1, 1)
        yield from conv(f"{name}.residual.6", out, out, 3, 3, 3)
        if size != out:
            yield from conv(f"{name}.shortcut", out, size, 1, 1, 1)

    def middle(name, size):
        yield from residual(f"{name}.0", size, size)
        yield f"{name}.1.norm.gamma", (size, 1, 1)
        yield from conv(f"{name}.1.to_qkv", 3 * size, size, 1, 1)
        yield from conv(f"{name}.1.proj", size, size, 1, 1)
        yield from residual(f"{name}.2", size, size)

    dims = [base, base, 2 * base, 4 * base, 4 * base]
    yield from conv("encoder.conv1", base, 3, 3, 3, 3)
    n = 0
    for i in range(4):
        size = dims[i]
        for _ in range(2):
            yield from residual(f"encoder.downsamples.{n}", size, dims[i + 1])
            size = dims[i + 1]
            n += 1
        if i < 3:
            yield from conv(f"encoder.downsamples.{n}.resample.1", size, size, 3, 3)
            if i > 0:
                yield from conv(f"encoder.downsamples.{n}.time_conv", size, size, 3, 1, 1)
            n += 1
    yield from middle("encoder.middle", dims[-1])
    yield "encoder.head.0.gamma", (dims[-1], 1, 1, 1)
    yield from conv("encoder.head.2", 2 * z, dims[-1], 3, 3, 3)
    yield from conv("conv1", 2 * z, 2 * z, 1, 1, 1)
    yield from conv("conv2", z, z, 1, 1, 1)
    dims = [4 * base, 4 * base, 4 * base, 2 * base, base]
    yield from conv("decoder.conv1", dims[0], z, 3, 3, 3)
    yield from middle("decoder.middle", dims[0])
    n = 0
    for i in range(4):
        size = dims[i] // 2 if i else dims[i]
        for _ in range(3):
            yield from residual(f"decoder.upsamples.{n}", size, dims[i + 1])
            size = dims[i + 1]
            n += 1
        if i < 3:
            yield from conv(f"decoder.upsamples.{n}.resample.1", size // 2, size, 3, 3)
            if i < 2:
                yield from conv(f"decoder.upsamples.{n}.time_conv", 2 * size, size, 3, 1, 1)
            n += 1
    yield "decoder.head.0.gamma", (base, 1, 1, 1)
    yield from conv("decoder.head.2", 3, base, 3, 3, 3)


def write(path, tensors, dtype):
    width = 4 if dtype == "float32" else 2
    header, at = {}, 0
    for name, shape in tensors:
        end = at + math.prod(shape) * width
        header[name] = {"dtype": "F32" if width == 4 else "BF16", "shape": list(shape), "data_offsets": [at, end]}
        at = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    rng = np.random.default_rng(1)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for name, shape in tensors:
            spread = 1 / math.sqrt(math.prod(shape[1:])) if len(shape) > 1 else 0.02
            values = rng.standard_normal(math.prod(shape), dtype=np.float32) * np.float32(spread)
            if name.endswith("gamma") or (name.endswith("weight") and len(shape) == 1):
                values += 1
            bits = values if width == 4 else (values.view(np.uint32) >> 16).astype(np.uint16)
            out.write(bits.tobytes())


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("folder", type=pathlib.Path)
    args.add_argument("--dtype", choices=("float32", "bfloat16"), default="float32")
    args.add_argument("--layers", type=int, default=30)
    args.add_argument("--part", choices=("dit", "vae", "all"), default="all")
    args.add_argument("--base", type=int, default=96, help="channels of the VAE's first layer; fewer are quicker")
    a = args.parse_args()
    a.folder.mkdir(parents=True, exist_ok=True)
    if a.part != "vae":
        write(a.folder / "diffusion_pytorch_model.safetensors", list(dit(a.layers)), a.dtype)
    if a.part != "dit":
        write(a.folder / "Wan2.1_VAE.safetensors", list(vae(a.base)), a.dtype)


if __name__ == "__main__":
    main()

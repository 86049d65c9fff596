#!/usr/bin/env python3
"""One step of a Wan2.1 T2V transformer in PyTorch, for measuring beside the engine:
torch_step.py FILE WIDTH HEIGHT FRAMES STEPS [--dtype float32|bfloat16] [--device cpu|cuda].

The network after Wan2.1:wan/modules/model.py, with torch's scaled dot product attention where it has one (2.0 and newer).
An older one attends head by head in blocks of ROWS queries, which is the fastest of what was tried with 1.13 (all rows
at once, and batched over heads, are slower and take gigabytes). Weights are mapped from the original safetensors file.
Same cost as upstream's, not its values: the input is random.
"""
import argparse
import json
import mmap
import resource
import struct
import time

import torch
import torch.nn.functional as F


def load(path, dtype, device):
    with open(path, "rb") as f:
        data = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_COPY)
    size = struct.unpack("<Q", data[:8])[0]
    kinds = {"F32": torch.float32, "BF16": torch.bfloat16}
    out = {}
    for name, t in json.loads(data[8 : 8 + size]).items():
        kind = kinds[t["dtype"]]
        a, b = t["data_offsets"]
        flat = torch.frombuffer(data, dtype=kind, count=(b - a) // (4 if kind == torch.float32 else 2), offset=8 + size + a)
        out[name] = flat.reshape(t["shape"]).to(device, dtype)
    return out


def rope(f, h, w, size, device):
    def axis(n, d):
        return torch.outer(torch.arange(n, dtype=torch.float64), 10000 ** (-torch.arange(0, d, 2, dtype=torch.float64) / d))

    d = size // 2
    a, b = d - 2 * (d // 3), d // 3
    t = axis(f, 2 * a)[:, None, None].expand(f, h, w, a)
    y = axis(h, 2 * b)[None, :, None].expand(f, h, w, b)
    x = axis(w, 2 * b)[None, None].expand(f, h, w, b)
    angle = torch.cat([t, y, x], -1).reshape(f * h * w, 1, d)
    return angle.cos().float().to(device), angle.sin().float().to(device)


def turned(x, turn):
    cos, sin = turn
    a, b = x.float().unflatten(-1, (-1, 2)).unbind(-1)
    return torch.stack([a * cos - b * sin, a * sin + b * cos], -1).flatten(-2).to(x.dtype)


ROWS = 512


def rms_norm(x, weight, eps):
    if hasattr(F, "rms_norm"):
        return F.rms_norm(x, weight.shape, weight, eps)
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + eps) * weight


def attend(q, k, v):
    """[n, heads, size] each."""
    if hasattr(F, "scaled_dot_product_attention"):
        y = F.scaled_dot_product_attention(*(s.transpose(0, 1)[None] for s in (q, k, v)))
        return y[0].transpose(0, 1).flatten(1)
    y = torch.empty_like(q)
    for h in range(q.shape[1]):
        keys, values = k[:, h].T.contiguous(), v[:, h].contiguous()
        for at in range(0, len(q), ROWS):
            scores = q[at : at + ROWS, h] @ keys
            y[at : at + ROWS, h] = scores.mul_(q.shape[2] ** -0.5).softmax(-1) @ values
    return y.flatten(1)


def step(w, x, t, text, turn, heads=12):
    def linear(v, name):
        return F.linear(v, w[name + ".weight"], w[name + ".bias"])

    def attention(q_in, kv, name, turned_by=None):
        q = rms_norm(linear(q_in, name + ".q"), w[name + ".norm_q.weight"], 1e-6).unflatten(-1, (heads, -1))
        k = rms_norm(linear(kv, name + ".k"), w[name + ".norm_k.weight"], 1e-6).unflatten(-1, (heads, -1))
        v = linear(kv, name + ".v").unflatten(-1, (heads, -1))
        if turned_by is not None:
            q, k = turned(q, turned_by), turned(k, turned_by)
        return linear(attend(q, k, v), name + ".o")

    dim = w["patch_embedding.weight"].shape[0]
    kind = w["patch_embedding.weight"].dtype
    half = 128
    angle = t * 10000 ** (-torch.arange(half, dtype=torch.float64) / half)
    wave = torch.cat([angle.cos(), angle.sin()]).to(x.device, kind)[None]
    e = linear(F.silu(linear(wave, "time_embedding.0")), "time_embedding.2")
    e0 = linear(F.silu(e), "time_projection.1").reshape(6, dim)
    context = linear(F.gelu(linear(text, "text_embedding.0"), approximate="tanh"), "text_embedding.2")
    y = F.conv3d(x[None], w["patch_embedding.weight"], w["patch_embedding.bias"], stride=(1, 2, 2))
    f, h, v = y.shape[2:]
    y = y.flatten(2)[0].T
    i = 0
    while f"blocks.{i}.modulation" in w:
        b = f"blocks.{i}."
        m = (w[b + "modulation"][0] + e0).unbind(0)
        s = attention(*[F.layer_norm(y, (dim,), eps=1e-6) * (1 + m[1]) + m[0]] * 2, b + "self_attn", turn)
        y = y + s * m[2]
        n = F.layer_norm(y, (dim,), w[b + "norm3.weight"], w[b + "norm3.bias"], 1e-6)
        y = y + attention(n, context, b + "cross_attn")
        n = F.layer_norm(y, (dim,), eps=1e-6) * (1 + m[4]) + m[3]
        y = y + linear(F.gelu(linear(n, b + "ffn.0"), approximate="tanh"), b + "ffn.2") * m[5]
        i += 1
    m = (w["head.modulation"][0] + e).unbind(0)
    y = linear(F.layer_norm(y, (dim,), eps=1e-6) * (1 + m[1]) + m[0], "head.head")
    return y.reshape(f, h, v, 1, 2, 2, -1).permute(6, 0, 3, 1, 4, 2, 5).reshape(-1, f, 2 * h, 2 * v)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("file")
    for name in ("width", "height", "frames", "steps"):
        args.add_argument(name, type=int)
    args.add_argument("--dtype", choices=("float32", "bfloat16"), default="float32")
    args.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    a = args.parse_args()
    start = time.time()
    w = load(a.file, getattr(torch, a.dtype), a.device)
    kind = w["patch_embedding.weight"].dtype
    grid = (1 + (a.frames - 1) // 4, a.height // 8, a.width // 8)
    torch.manual_seed(1)
    x = torch.randn(16, *grid).to(a.device, kind)
    text = torch.randn(512, 4096).to(a.device, kind)
    turn = rope(grid[0], grid[1] // 2, grid[2] // 2, 128, a.device)
    print(f"load {time.time() - start:.1f} s")
    with torch.inference_mode():
        for _ in range(a.steps):
            start = time.time()
            v = step(w, x, 900.0, text, turn)
            if a.device == "cuda":
                torch.cuda.synchronize()
            print(f"step {time.time() - start:.2f} s, v[0] {v.flatten()[0].item():.4f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"peak memory {peak:.2f} GiB")


if __name__ == "__main__":
    main()

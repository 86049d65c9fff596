#!/usr/bin/python3
"""Turns the MobileNetV2 inside the npm package nsfwjs into the image embedder of the take scores.

Kept: the stem and the first 12 inverted residual blocks (stride 16, 96 channels), batch norms folded into the
convolutions. These layers see shapes, textures and colours; everything after them, the classifier included, is left
out. Weights are stored in PyTorch's order [out, in / groups, height, width] as F16. The mean and the spread of every
feature over a set of characters are stored beside them, so that similarities are measured from the average character.

    npm pack nsfwjs@4.3.0 && tar xzf nsfwjs-4.3.0.tgz
    npm pack @lobehub/fluent-emoji-3d@1.1.0 && tar xzf lobehub-fluent-emoji-3d-1.1.0.tgz --one-top-level=emoji
    python3 convert.py package/dist/models/mobilenet_v2 emoji/package/assets embedder.safetensors

Needs Python 3 with numpy and Pillow. Characters held out for evaluation are not read (see ../starter/sprites.py).
"""
from __future__ import annotations

import base64
import json
import os
import re
import sys

import numpy as np
from PIL import Image

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "starter"))
import sprites  # noqa: E402

BLOCKS = 12
STRIDE_2 = (1, 3, 6)
SIDE = 128  # pixels of the embedder's input
FILL = .8  # share of the input that the longer side of a character takes
GRID = 4  # features are averaged over a grid of 4 x 4
CHARACTERS = 400  # for the statistics
NUMBER = r"(-?[\d.e+-]+)"


def weights(folder: str) -> dict[str, np.ndarray]:
    """Tensors of the tfjs layers model by name: bytes times scale plus minimum, in the order of the manifest."""
    manifest = open(os.path.join(folder, "model.min.js"), encoding="utf-8").read()
    shard = open(os.path.join(folder, "group1-shard1of1.min.js"), encoding="utf-8").read()
    data = base64.b64decode(max(re.findall(r'"([A-Za-z0-9+/=]+)"', shard), key=len))
    entry = re.compile(r'name:"([^"]+)",shape:\[([\d,]*)\],dtype:"float32",quantization:\{min:' + NUMBER + ",scale:" + NUMBER + r',dtype:"uint8"\}')
    out, at = {}, 0
    for name, shape, low, scale in entry.findall(manifest):
        shape = [int(v) for v in shape.split(",") if v]
        n = int(np.prod(shape, dtype=int))
        out[name] = np.frombuffer(data, np.uint8, n, at).reshape(shape).astype(np.float32) * float(scale) + float(low)
        at += n
    if at != len(data):
        raise SystemExit(f"{folder}: {len(data)} bytes of weights, but the manifest describes {at}")
    return out


def fold(w: dict, kernel: str, norm: str, depthwise: bool = False):
    """Convolution and batch norm (epsilon 0.001, as in Keras) -> weight [out, in / groups, kh, kw] and bias."""
    gain = w[norm + "/gamma"] / np.sqrt(np.maximum(w[norm + "/moving_variance"], 0) + 1e-3)
    k = w[kernel].transpose(2, 3, 0, 1) if depthwise else w[kernel].transpose(3, 2, 0, 1)
    return k * gain[:, None, None, None], w[norm + "/beta"] - w[norm + "/moving_mean"] * gain


def network(w: dict) -> dict[str, np.ndarray]:
    out = {}

    def put(name, *source, depthwise=False):
        out[name + ".weight"], out[name + ".bias"] = (np.ascontiguousarray(t, "<f2") for t in fold(w, *source, depthwise))

    put("stem", "Conv1/kernel", "bn_Conv1")
    for i in range(BLOCKS):
        b = f"block_{i}" if i else "expanded_conv"
        if i:
            put(f"blocks.{i}.expand", b + "_expand/kernel", b + "_expand_BN")
        put(f"blocks.{i}.depthwise", b + "_depthwise/depthwise_kernel", b + "_depthwise_BN", depthwise=True)
        put(f"blocks.{i}.project", b + "_project/kernel", b + "_project_BN")
    return out


def convolve(x, weight, bias, stride=1, depthwise=False):
    """x [c, h, w]; padding as TensorFlow's SAME."""
    k = weight.shape[-1]
    o = -(-x.shape[1] // stride)
    pad = max((o - 1) * stride + k - x.shape[1], 0)
    x = np.pad(x, ((0, 0), (pad // 2, pad - pad // 2), (pad // 2, pad - pad // 2)))
    y = 0
    for i in range(k):
        for j in range(k):
            part = x[:, i:i + (o - 1) * stride + 1:stride, j:j + (o - 1) * stride + 1:stride]
            y = y + (part * weight[:, 0, i, j][:, None, None] if depthwise else np.tensordot(weight[:, :, i, j], part, 1))
    return y + bias[:, None, None]


def features(net: dict, x: np.ndarray) -> np.ndarray:
    """RGB [3, 128, 128] in 0..1 -> [96 * 4 * 4], channel first."""
    net = {k: v.astype(np.float32) for k, v in net.items()}
    conv = lambda x, n, **o: convolve(x, net[n + ".weight"], net[n + ".bias"], **o)
    relu6 = lambda v: np.clip(v, 0, 6)
    x = relu6(conv(x, "stem", stride=2))
    for i in range(BLOCKS):
        b, stride = f"blocks.{i}.", 2 if i in STRIDE_2 else 1
        y = relu6(conv(x, b + "expand")) if i else x
        y = relu6(conv(y, b + "depthwise", stride=stride, depthwise=True))
        y = conv(y, b + "project")
        x = x + y if x.shape == y.shape else y
    c, h, w = x.shape
    return x.reshape(c, GRID, h // GRID, GRID, w // GRID).mean((2, 4)).reshape(-1)


def portrait(path: str) -> np.ndarray:
    """A character on mid grey, its longer side FILL of the picture."""
    n = round(SIDE * FILL)
    a = sprites.load(path, n)
    x = np.full((SIDE, SIDE, 3), .5, np.float32)
    o = (SIDE - n) // 2
    x[o:o + n, o:o + n] = a[..., :3] + x[o:o + n, o:o + n] * (1 - a[..., 3:])
    return x.transpose(2, 0, 1)


def save(path: str, tensors: dict[str, np.ndarray], note: dict[str, str]) -> None:
    """safetensors: 8 bytes of header length, a JSON header padded to 8 bytes, then the data."""
    header, at = {"__metadata__": note}, 0
    for name, t in tensors.items():
        header[name] = {"dtype": {"<f2": "F16", "<f4": "F32"}[t.dtype.str], "shape": list(t.shape), "data_offsets": [at, at + t.nbytes]}
        at += t.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(len(text).to_bytes(8, "little") + text)
        for t in tensors.values():
            f.write(t.tobytes())


def main(model: str, characters: str, target: str) -> None:
    net = network(weights(model))
    names = sprites.characters(characters)[0][-CHARACTERS:]
    seen = np.stack([features(net, portrait(os.path.join(characters, n))) for n in names])
    # The ramp is what the Java side checks its graph against.
    ramp = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / SIDE
    ramp = np.stack([ramp[0], ramp[1], 1 - ramp[0] * ramp[1]])
    spread = seen.std(0)
    tensors = dict(net)
    tensors["features.mean"] = seen.mean(0).astype("<f4")
    tensors["features.spread"] = (spread + .001 * spread.mean()).astype("<f4")
    tensors["features.of_ramp"] = features(net, ramp).astype("<f4")
    save(target, tensors, {"source": "npm nsfwjs 4.3.0, models/mobilenet_v2, first 12 blocks", "license": "MIT",
                           "characters": f"{len(names)} of npm @lobehub/fluent-emoji-3d 1.1.0"})


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])

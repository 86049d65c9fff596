#!/usr/bin/python3
"""Turns the CenterNet detector inside the npm package @vladmandic/human into the identity embedder of the take scores.

Kept: the MobileNetV3 backbone (stem, 15 inverted residual blocks, last 1x1 expansion) whose batch norms are already
folded into its convolutions. Left out: the detection head. Weights are stored in PyTorch's order
[out, in / groups, height, width] as F16, the precision in which the package carries them, so nothing is lost.

    npm pack @vladmandic/human@3.3.6 && tar xzf vladmandic-human-3.3.6.tgz
    python3 convert.py package/models embedder.safetensors

Needs Python 3 with numpy and nothing else.
"""
from __future__ import annotations

import json
import os
import sys

import numpy as np

ROOT = "tower_0/MobilenetV3/"
BLOCKS = 15


def weights(folder: str) -> dict[str, np.ndarray]:
    """Tensors of a tfjs graph model by name, in the order and types of its manifest."""
    with open(os.path.join(folder, "centernet.json"), encoding="utf-8") as f:
        manifest = json.load(f)["weightsManifest"]
    out = {}
    for group in manifest:
        data = b"".join(open(os.path.join(folder, p), "rb").read() for p in group["paths"])
        at = 0
        for w in group["weights"]:
            kind = np.dtype(w.get("quantization", w)["dtype"])
            n = int(np.prod(w["shape"], dtype=int))
            out[w["name"]] = np.frombuffer(data, kind, n, at).reshape(w["shape"])
            at += n * kind.itemsize
        if at != len(data):
            raise SystemExit(f"{group['paths']}: {len(data)} bytes, but the manifest describes {at}")
    return out


def conv(w: np.ndarray, depthwise: bool = False) -> np.ndarray:
    """[kh, kw, in, out], or [kh, kw, channels, 1] when depthwise -> [out, in / groups, kh, kw]."""
    return np.ascontiguousarray(w.transpose(2, 3, 0, 1) if depthwise else w.transpose(3, 2, 0, 1))


def convert(w: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    out = {}

    def take(name: str, source: str, depthwise: bool = False, kernel="_weights", bias="_bn_offset") -> None:
        out[name + ".weight"] = conv(w[source + kernel], depthwise)
        out[name + ".bias"] = w[source + bias]

    take("stem", ROOT + "Conv/Conv2D")
    for i in range(BLOCKS):
        block = f"{ROOT}expanded_conv{f'_{i}' if i else ''}/"
        if i:
            take(f"blocks.{i}.expand", block + "expand/Conv2D")
        take(f"blocks.{i}.depthwise", block + "depthwise/depthwise", depthwise=True)
        if block + "squeeze_excite/Conv/weights" in w:
            take(f"blocks.{i}.squeeze", block + "squeeze_excite/Conv", kernel="/weights", bias="/biases")
            take(f"blocks.{i}.excite", block + "squeeze_excite/Conv_1", kernel="/weights", bias="/biases")
        take(f"blocks.{i}.project", block + "project/Conv2D")
    take("last", "tower_0/extern1/Conv2D")
    return out


def save(path: str, tensors: dict[str, np.ndarray], note: dict[str, str]) -> None:
    """safetensors: 8 bytes of header length, a JSON header padded to 8 bytes, then the data."""
    header, at = {"__metadata__": note}, 0
    for name, t in tensors.items():
        header[name] = {"dtype": "F16", "shape": list(t.shape), "data_offsets": [at, at + t.nbytes]}
        at += t.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as f:
        f.write(len(text).to_bytes(8, "little") + text)
        for t in tensors.values():
            f.write(t.astype("<f2").tobytes())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    save(sys.argv[2], convert(weights(sys.argv[1])),
         {"source": "npm @vladmandic/human 3.3.6, models/centernet (MobileNetV3 backbone)",
          "upstream": "610265158/mobilenetv3_centernet", "license": "MIT (package), Apache-2.0 (upstream)"})

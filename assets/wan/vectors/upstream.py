"""Makes upstream's code importable on a processor alone.

Upstream is imported from checkouts (see README.md); nothing of it is kept here. What upstream imports and
these vectors do not use (hubs, processors, other backends) is stood in for by empty modules. What it needs a
graphics card for is replaced: flash attention by its formula in 32 bits.
"""

import contextlib
import importlib.abc
import importlib.machinery
import importlib.metadata
import math
import os
import sys
import types
from pathlib import Path

UPSTREAM = Path(os.environ.get("UPSTREAM", "/upstream"))
STOOD_IN = {
    "huggingface_hub": "1.0.0",
    "transformers": "4.57.0",
    "decord": "1",
    "imageio": "1",
    "accelerate": "1",
    "dashscope": "1",
}


class _Anything(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return cls


def _nothing(name):
    return _Anything(name, (Exception,), {"__init__": lambda self, *a, **k: None})


class _Empty(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "validate_hf_hub_args":
            return lambda f: f
        if name in ("is_jinja_available", "HF_HUB_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
            return (lambda: False) if name.startswith("is_") else True
        if name == "HF_HOME":
            return "/tmp/hf"
        if name == "REGEX_COMMIT_HASH":
            import re

            return re.compile("^[0-9a-f]{40}$")
        made = _nothing(name)
        setattr(self, name, made)
        return made


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if STOOD_IN.get(name.split(".")[0]) is None:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return _Empty(spec.name)

    def exec_module(self, module):
        module.__version__ = STOOD_IN[module.__name__.split(".")[0]]


def _version(name, real=importlib.metadata.version):
    name = name.replace("-", "_")
    return STOOD_IN[name] if name in STOOD_IN and name != "accelerate" else real(name)


def attention(q, k, v, q_lens=None, k_lens=None, softmax_scale=None, q_scale=None, **_):
    """Flash attention's formula, [batch, tokens, heads, size], with keys cut to their lengths."""
    import torch

    scale = softmax_scale if softmax_scale is not None else 1 / math.sqrt(q.shape[-1])
    if q_scale is not None:
        q = q * q_scale
    scores = torch.einsum("bqnd,bknd->bnqk", q.float(), k.float()) * scale
    if k_lens is not None:
        hidden = torch.arange(k.shape[1])[None] >= torch.as_tensor(k_lens)[:, None]
        scores = scores.masked_fill(hidden[:, None, None], -math.inf)
    return torch.einsum("bnqk,bknd->bqnd", scores.softmax(-1), v.float())


def _package(name, tree):
    """The package `wan` of one checkout, without its __init__, which imports all pipelines."""
    for known in [m for m in sys.modules if m == "wan" or m.startswith("wan.")]:
        del sys.modules[known]
    root = UPSTREAM / tree / "wan"
    for package, where in (("wan", root), ("wan.modules", root / "modules"), ("wan.utils", root / "utils"),
                           ("wan.distributed", root / "distributed"), ("wan.configs", root / "configs")):
        module = types.ModuleType(package)
        module.__path__ = [str(where)]
        sys.modules[package] = module
    fsdp = types.ModuleType("wan.distributed.fsdp")
    fsdp.shard_model = None
    sys.modules["wan.distributed.fsdp"] = fsdp


def wan(tree="wan"):
    """Imports upstream's `wan` of a checkout afresh; returns a function from module to module."""
    _package("wan", tree)

    def load(module):
        loaded = importlib.import_module("wan." + module)
        if hasattr(loaded, "flash_attention"):
            loaded.flash_attention = attention
        if hasattr(loaded, "attention"):
            loaded.attention = attention
        return loaded

    load("modules.attention")
    return load


def start():
    sys.meta_path.insert(0, _Finder())
    importlib.metadata.version = _version
    import torch

    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    sys.path[:0] = [str(UPSTREAM / "diffusers" / "src"), str(UPSTREAM / "ftfy")]
    # No device: autocast is off, everything is 32 bits.
    import torch.cuda.amp as amp

    class Off(contextlib.ContextDecorator):
        def __init__(self, *a, **k):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *e):
            return False

    amp.autocast = Off
    torch.cuda.empty_cache = lambda: None
    torch.cuda.synchronize = lambda: None
    torch.cuda.current_device = lambda: "cpu"
    return torch

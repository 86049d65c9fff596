"""UMT5 and CLIP's vision tower; the transformers layouts are the same tensors under other names."""

import json
import types

import dit
import store


def t5(load, path):
    w = store.tensors(path)
    layers = len([k for k in w if k.endswith("norm1.weight")])
    buckets, heads = w["blocks.0.pos_embedding.embedding.weight"].shape
    vocab, dim = w["token_embedding.weight"].shape
    model = build_t5(load, vocab, dim, w["blocks.0.attn.q.weight"].shape[0], w["blocks.0.ffn.fc1.weight"].shape[0],
                     heads, layers, buckets)
    model.load_state_dict(w)
    return model


def build_t5(load, vocab, dim, inner, ffn, heads, layers, buckets):
    return load("modules.t5").T5Encoder(vocab, dim, inner, ffn, heads, layers, buckets, shared_pos=False).eval()


def hf_t5(values):
    out = {}
    for name, v in values.items():
        if name.startswith("token_embedding"):
            out["shared.weight"] = v
        elif name == "norm.weight":
            out["encoder.final_layer_norm.weight"] = v
        else:
            _, n, rest = name.split(".", 2)
            for a, b in (("norm1.", "layer.0.layer_norm."), ("norm2.", "layer.1.layer_norm."),
                         ("attn.", "layer.0.SelfAttention."), ("ffn.gate.0.", "layer.1.DenseReluDense.wi_0."),
                         ("ffn.fc1.", "layer.1.DenseReluDense.wi_1."), ("ffn.fc2.", "layer.1.DenseReluDense.wo."),
                         ("pos_embedding.embedding.", "layer.0.SelfAttention.relative_attention_bias.")):
                if rest.startswith(a):
                    rest = b + rest[len(a):]
                    break
            out[f"encoder.block.{n}.{rest}"] = v
    return out


def make_t5(load, folder, seed, vocab, dim, inner, ffn, heads, layers, buckets, dtype="fp32"):
    values = store.randomised(build_t5(load, vocab, dim, inner, ffn, heads, layers, buckets).state_dict(), seed)
    for k in values:
        if k.endswith(("attn.q.weight", "attn.k.weight")):
            values[k] = values[k] * 0.6  # no 1/sqrt(d) in T5
        if "embedding" in k:
            values[k] = values[k] * 3
    wan = store.save(folder / "wan" / "models_t5_umt5-enc.safetensors", values, dtype)
    hf = store.save(folder / "hf" / "model.safetensors", hf_t5(values), dtype)
    said = {"model_type": "umt5", "d_model": dim, "d_kv": inner // heads, "d_ff": ffn, "num_heads": heads,
            "num_layers": layers, "layer_norm_epsilon": 1e-6, "relative_attention_max_distance": 128,
            "relative_attention_num_buckets": buckets, "vocab_size": vocab}
    (folder / "hf" / "config.json").write_text(json.dumps(said))
    return {"weights_wan": wan, "weights_hf": [folder / "hf" / "config.json", *hf]}


def run_t5(model, ids, mask):
    out = model(ids, mask)
    n = int(mask.sum())
    return out[0, :n]


def prompts(model, length):
    """Upstream's T5EncoderModel call over given ids: (ids, mask) a prompt."""

    class Encoder:
        def __call__(self, texts, device):
            ids, mask = texts[0]
            return [run_t5(model, ids, mask)]

    e = Encoder()
    e.model = types.SimpleNamespace(to=lambda d: None, cpu=lambda: None)
    return e


def clip(load, path, heads):
    w = {k[len("visual."):]: v for k, v in store.tensors(path).items() if k.startswith("visual.")}
    dim, _, patch, _ = w["patch_embedding.weight"].shape
    layers = len([k for k in w if k.startswith("transformer.") and k.endswith("norm1.weight")])
    side = round((w["pos_embedding"].shape[1] - 1) ** 0.5) * patch
    mlp = w["transformer.0.mlp.0.weight"].shape[0] / dim
    model = build_clip(load, side, patch, dim, heads, layers, mlp, w["head"].shape[1])
    model.load_state_dict(w)
    return wrapped_clip(load, model)


def build_clip(load, side, patch, dim, heads, layers, mlp, out):
    return load("modules.clip").VisionTransformer(
        image_size=side, patch_size=patch, dim=dim, mlp_ratio=mlp, out_dim=out, num_heads=heads, num_layers=layers,
        pool_type="token", pre_norm=True, post_norm=False, activation="gelu").eval()


def wrapped_clip(load, visual):
    import torch
    import torchvision.transforms as T

    c = load("modules.clip").CLIPModel.__new__(load("modules.clip").CLIPModel)
    c.model = types.SimpleNamespace(image_size=visual.image_size, visual=visual, to=lambda d: None,
                                    cpu=lambda: None)
    c.dtype = torch.float32
    c.transforms = T.Compose([T.Normalize(mean=[0.48145466, 0.4578275, 0.40821073],
                                          std=[0.26862954, 0.26130258, 0.27577711])])
    return c


def hf_clip(values):
    out = {}
    for name, v in values.items():
        if name == "cls_embedding":
            out["vision_model.embeddings.class_embedding"] = v.flatten()
        elif name == "pos_embedding":
            out["vision_model.embeddings.position_embedding.weight"] = v[0]
        elif name == "patch_embedding.weight":
            out["vision_model.embeddings.patch_embedding.weight"] = v
        elif name.startswith("pre_norm."):
            out["vision_model.pre_layrnorm." + name.split(".")[1]] = v
        elif name.startswith("post_norm."):
            out["vision_model.post_layernorm." + name.split(".")[1]] = v
        elif name.startswith("transformer."):
            _, n, rest = name.split(".", 2)
            base = f"vision_model.encoder.layers.{n}."
            if rest.startswith("attn.to_qkv."):
                for part, chunk in zip("qkv", v.chunk(3)):
                    out[base + f"self_attn.{part}_proj." + rest.split(".")[-1]] = chunk
            else:
                for a, b in (("attn.proj.", "self_attn.out_proj."), ("mlp.0.", "mlp.fc1."), ("mlp.2.", "mlp.fc2."),
                             ("norm1.", "layer_norm1."), ("norm2.", "layer_norm2.")):
                    if rest.startswith(a):
                        rest = b + rest[len(a):]
                        break
                out[base + rest] = v
    return out


def make_clip(load, folder, seed, side, patch, dim, heads, layers, mlp, dtype="fp32"):
    import torch

    values = store.randomised(build_clip(load, side, patch, dim, heads, layers, mlp, 24).state_dict(), seed)
    g = torch.Generator().manual_seed(seed)
    whole = {"visual." + k: v for k, v in values.items()}
    whole |= {"textual.token_embedding.weight": torch.randn(9, 8, generator=g), "log_scale": torch.tensor(2.0)}
    wan = store.save(folder / "wan" / "models_clip_open-clip-xlm-roberta.safetensors", whole, dtype)
    hf = store.save(folder / "hf" / "model.safetensors", hf_clip(values), dtype)
    said = {"hidden_act": "gelu", "hidden_size": dim, "image_size": side, "intermediate_size": int(dim * mlp),
            "layer_norm_eps": 1e-5, "model_type": "clip_vision_model", "num_attention_heads": heads,
            "num_hidden_layers": layers, "patch_size": patch}
    (folder / "hf" / "config.json").write_text(json.dumps(said))
    return {"weights_wan": wan, "weights_hf": [folder / "hf" / "config.json", *hf]}


CLIP_TOLERANCE = {"out.tokens": {"atol": 5e-5, "rtol": 1e-5}, "tap.pixels": {"atol": 2e-5, "rtol": 1e-4},
                  "hf.pixel_values": {"atol": 1e-5, "rtol": 1e-5}}


def run_clip(c, image):
    """out.tokens and the prepared pixels, and the tokens of the picture that diffusers would prepare."""
    import torch

    seen = {}
    hook = c.model.visual.patch_embedding.register_forward_hook(lambda m, a, o: seen.update(pixels=a[0].clone()))
    signed = image.float() / 255 * 2 - 1
    tokens = c.visual([signed[:, None]])
    hook.remove()
    out = {"out.tokens": tokens, "tap.pixels": seen["pixels"]}
    cropped = processed(image, c.model.image_size)
    out |= {"hf.pixel_values": cropped, "hf.tokens": c.model.visual(cropped, use_31_block=True)}
    return out


def processed(image, side):
    """transformers' CLIPImageProcessor: Pillow's bicubic to the shorter side, the middle, mean and deviation."""
    import numpy as np
    import torch
    from PIL import Image

    picture = Image.fromarray(image.permute(1, 2, 0).numpy())
    w, h = picture.size
    short, long = min(w, h), max(w, h)
    new = (side, int(side * long / short))
    size = new if w <= h else new[::-1]
    a = np.asarray(picture.resize(size, resample=Image.BICUBIC)).astype(np.float32)
    top, left = (a.shape[0] - side) // 2, (a.shape[1] - side) // 2
    a = a[top:top + side, left:left + side] * np.float32(1 / 255)
    mean = np.array([0.48145466, 0.4578275, 0.40821073], np.float32)
    std = np.array([0.26862954, 0.26130258, 0.27577711], np.float32)
    return torch.from_numpy(((a - mean) / std).transpose(2, 0, 1)[None].copy())

"""The diffusion transformers: upstream's classes on small checkpoints."""

import importlib.util
import inspect
import json

import store
import upstream

TIGHT = {"atol": 3e-5, "rtol": 1e-5}


def wan(load, folder):
    """Upstream's WanModel or VaceWanModel with a folder's weights."""
    said = {k: v for k, v in store.config(folder).items() if not k.startswith("_")}
    weights = store.tensors(folder)
    model = build(load, said, weights["text_embedding.0.weight"].shape[1],
                  weights["img_emb.proj.1.weight"].shape[1] if "img_emb.proj.1.weight" in weights else 0)
    model.load_state_dict(weights)
    return model


def build(load, said, text_dim, clip_dim):
    cls = load("modules.vace_model").VaceWanModel if "vace_layers" in said else load("modules.model").WanModel
    known = inspect.signature(cls.__init__).parameters
    said = {k: v for k, v in said.items() if k in known and not (k == "model_type" and "vace_layers" in said)}
    model = cls(**said, text_dim=text_dim)
    if clip_dim:
        model.img_emb = load("modules.model").MLPProj(clip_dim, said["dim"])
    return model.eval()


def diffusers(folder):
    from diffusers import WanTransformer3DModel, WanVACETransformer3DModel

    said = store.config(folder)
    cls = WanVACETransformer3DModel if "vace_layers" in said else WanTransformer3DModel
    model = cls.from_config(said).eval().float()
    model.load_state_dict(store.tensors(folder))
    return model


def converter():
    spec = importlib.util.spec_from_file_location(
        "convert", upstream.UPSTREAM / "diffusers" / "scripts" / "convert_wan_to_diffusers.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def renamed(values):
    """A state dict under diffusers' names, by upstream's own table."""
    c = converter()
    side = any(k.startswith("vace_blocks") for k in values)
    table = c.VACE_TRANSFORMER_KEYS_RENAME_DICT if side else c.TRANSFORMER_KEYS_RENAME_DICT
    out = {}
    for name, v in values.items():
        for a, b in table.items():
            name = name.replace(a, b)
        out[name] = v
    return out


def diffusers_config(said, text_dim, clip_dim):
    out = {
        "_class_name": "WanTransformer3DModel", "attention_head_dim": said["dim"] // said["num_heads"],
        "num_attention_heads": said["num_heads"], "cross_attn_norm": True, "eps": said["eps"],
        "ffn_dim": said["ffn_dim"], "freq_dim": said["freq_dim"], "image_dim": clip_dim or None,
        "added_kv_proj_dim": said["dim"] if clip_dim else None, "in_channels": said["in_dim"],
        "num_layers": said["num_layers"], "out_channels": said["out_dim"], "patch_size": [1, 2, 2],
        "pos_embed_seq_len": None, "qk_norm": "rms_norm_across_heads", "rope_max_seq_len": 1024,
        "text_dim": text_dim,
    }
    if "vace_layers" in said:
        out |= {"_class_name": "WanVACETransformer3DModel", "vace_layers": said["vace_layers"],
                "vace_in_channels": said["vace_in_dim"]}
    return out


def make(load, folder, said, text_dim, clip_dim, seed, dtype="fp32", shards=1):
    """Writes a random checkpoint in both layouts; returns the files of both."""
    model = build(load, said, text_dim, clip_dim)
    values = store.randomised(model.state_dict(), seed)
    sets = {}
    for layout, weights, config in (("wan", values, said),
                                    ("diffusers", renamed(values), diffusers_config(said, text_dim, clip_dim))):
        at = folder / layout
        files = store.save(at / "diffusion_pytorch_model.safetensors", weights, dtype, shards)
        (at / "config.json").write_text(json.dumps(config))
        sets["weights_" + layout] = [at / "config.json", *files]
    return sets


def run_wan(model, case):
    """out.sample and what lies on the way, by the names of the modules."""
    import torch

    seen = {}

    def tap(name, module, into=False):
        def hook(m, args, out):
            value = args[0] if into else out
            value = value[0] if isinstance(value, (list, tuple)) else value
            seen[name] = value.detach().clone()

        return module.register_forward_hook(hook)

    hooks = [tap("tap.text_embedding", model.text_embedding), tap("tap.time_embedding", model.time_embedding),
             tap("tap.time_projection", model.time_projection), tap("tap.head", model.head)]
    if hasattr(model, "img_emb"):
        hooks.append(tap("tap.img_emb", model.img_emb))
    b = model.blocks[0]
    hooks += [tap("tap.block0.self_attn_in", b.self_attn, True), tap("tap.block0.self_attn", b.self_attn),
              tap("tap.block0.cross_attn_in", b.cross_attn, True), tap("tap.block0.cross_attn", b.cross_attn),
              tap("tap.block0.ffn", b.ffn)]
    hooks += [tap(f"tap.block{i}.out", m) for i, m in enumerate(model.blocks)]
    x = case["in.latent"]
    in_channels = x.shape[0] + (case["in.y"].shape[0] if "in.y" in case else 0)
    assert in_channels == model.in_dim
    patch = model.patch_size
    tokens = (x.shape[1] // patch[0]) * (x.shape[2] // patch[1]) * (x.shape[3] // patch[2])
    said = dict(x=[x], t=case["in.timestep"].float(), context=[case["in.context"]], seq_len=tokens)
    if "in.y" in case:
        said |= dict(y=[case["in.y"]], clip_fea=case["in.clip_fea"])
    if "in.vace_context" in case:
        said |= dict(vace_context=[case["in.vace_context"]],
                     vace_context_scale=float(case["in.vace_context_scale"][0]))
    out = model(**said)[0]
    for h in hooks:
        h.remove()
    return {"out.sample": out, **seen}


def run_diffusers(model, case, text_len):
    import torch

    x = case["in.latent"]
    if "in.y" in case:
        x = torch.cat([x, case["in.y"]])
    text = case["in.context"]
    text = torch.cat([text, text.new_zeros(text_len - text.shape[0], text.shape[1])])[None]
    said = dict(hidden_states=x[None], timestep=case["in.timestep"].float(), encoder_hidden_states=text,
                return_dict=False)
    if "in.clip_fea" in case:
        said["encoder_hidden_states_image"] = case["in.clip_fea"]
    if "in.vace_context" in case:
        layers = len(model.config.vace_layers)
        said |= dict(control_hidden_states=case["in.vace_context"][None],
                     control_hidden_states_scale=case["in.vace_context_scale"].repeat(layers))
    return model(**said)[0][0]


def case(said, text_dim, clip_dim, clip_len, f, h, w, t, length, seed, scale=1.0):
    import torch

    g = torch.Generator().manual_seed(seed)
    r = lambda *n: torch.randn(*n, generator=g)
    out = {"in.latent": r(16, f, h, w), "in.context": r(length, text_dim), "in.timestep": torch.tensor([t])}
    if clip_dim:
        out |= {"in.y": r(said["in_dim"] - 16, f, h, w), "in.clip_fea": r(1, clip_len, clip_dim)}
    if "vace_layers" in said:
        out |= {"in.vace_context": r(said["vace_in_dim"], f, h, w), "in.vace_context_scale": torch.tensor([scale])}
    return out


TOLERANCE = {"out.sample": TIGHT, "taps": TIGHT, "out.sample_diffusers": {"atol": 1e-4, "rtol": 1e-5}}

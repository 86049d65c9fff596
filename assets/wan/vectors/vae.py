"""The causal autoencoder, both of upstream's classes."""

import contextlib
import functools
import json

import dit
import store

TOLERANCE = {"out.latent_normalized": dit.TIGHT, "out.video": dit.TIGHT, "taps": {"atol": 1e-4, "rtol": 1e-5}}


def sizes(weights):
    """Of upstream's WanVAE_, read from a checkpoint."""
    base = weights["encoder.conv1.weight"].shape[0]
    return base, weights["conv2.weight"].shape[1]


def build(load, dim, z=16, mult=(1, 2, 4, 4), blocks=2, temporal=(False, True, True)):
    return load("modules.vae").WanVAE_(dim=dim, z_dim=z, dim_mult=list(mult), num_res_blocks=blocks,
                                       attn_scales=[], temperal_downsample=list(temporal)).eval()


def wrapped(load, model):
    """Upstream's WanVAE around a small model, with its own statistics of the latents."""
    import torch

    module = load("modules.vae")
    kept, module._video_vae = module._video_vae, lambda **_: model
    try:
        return module.WanVAE(vae_pth="", dtype=torch.float32, device="cpu")
    finally:
        module._video_vae = kept


def wan(load, path, **said):
    weights = store.tensors(path)
    dim, z = sizes(weights)
    blocks = 0
    while f"decoder.upsamples.{blocks}.residual.2.weight" in weights:
        blocks += 1
    model = build(load, said.pop("dim", dim), z, blocks=blocks - 1, **said)
    model.load_state_dict(weights)
    return wrapped(load, model)


def diffusers(folder):
    from diffusers import AutoencoderKLWan

    model = AutoencoderKLWan.from_config(store.config(folder)).eval().float()
    model.load_state_dict(store.tensors(folder))
    return model


def diffusers_config(dim, mult, blocks, temporal):
    return {"_class_name": "AutoencoderKLWan", "attn_scales": [], "base_dim": dim, "dim_mult": list(mult),
            "dropout": 0.0, "num_res_blocks": blocks, "temperal_downsample": list(temporal), "z_dim": 16}


def converted(values, config):
    """Under diffusers' names, by upstream's script over our weights."""
    import torch
    from diffusers import AutoencoderKLWan

    c = dit.converter()
    c.hf_hub_download = lambda *a, **k: ""
    c.init_empty_weights = contextlib.nullcontext
    c.AutoencoderKLWan = lambda **_: AutoencoderKLWan.from_config(config)
    kept, torch.load = torch.load, lambda *a, **k: dict(values)
    try:
        return c.convert_vae().state_dict()
    finally:
        torch.load = kept


def make(load, folder, dim, seed, mult=(1, 2, 4, 4), blocks=2, temporal=(False, True, True), dtype="fp32",
         both=True):
    values = store.randomised(build(load, dim, 16, mult, blocks, temporal).state_dict(), seed)
    sets = {"weights_wan": store.save(folder / "wan" / "Wan2.1_VAE.safetensors", values, dtype)}
    if both:
        config = diffusers_config(dim, mult, blocks, temporal)
        files = store.save(folder / "diffusers" / "diffusion_pytorch_model.safetensors",
                           converted(values, config), dtype)
        (folder / "diffusers" / "config.json").write_text(json.dumps(config | statistics(load)))
        sets["weights_diffusers"] = [folder / "diffusers" / "config.json", *files]
    return sets


def statistics(load):
    v = wrapped(load, build(load, 4))
    return {"latents_mean": [round(float(x), 4) for x in v.mean], "latents_std": [round(float(x), 4) for x in v.std]}


def run(vae, case):
    latent = vae.encode([case["in.video"]])[0]
    out = {"out.latent_normalized": latent, "out.video": vae.decode([latent])[0],
           "out.video_unclamped": vae.model.decode(latent[None], vae.scale)[0]}
    if "in.latent_random" in case:
        out["out.video_from_random"] = vae.decode([case["in.latent_random"]])[0]
    return out


def case(frames, rows, columns, seed):
    import torch

    g = torch.Generator().manual_seed(seed)
    f = 1 + (frames - 1) // 4
    return {"in.video": (torch.rand(3, frames, rows, columns, generator=g) * 2 - 1),
            "in.latent_random": torch.randn(16, f, rows // 8, columns // 8, generator=g)}

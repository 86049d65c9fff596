"""Whole pipelines: upstream's generate() with its construction left out, and diffusers' __call__."""

import contextlib
import types

import dit
import encoders
import samplers
import store
import trajectories
import upstream
import vae as vaes

COND = {"atol": 5e-5, "rtol": 1e-5}
LOOSE = {"atol": 2e-4, "rtol": 1e-5}
TOLERANCE = {"cond.*": COND, "out.*": LOOSE, "tap.latents_before_step": LOOSE, "tap.latents_after_step": LOOSE}


class _Side(int):
    """A side of a picture whose area passes for one that upstream allows."""

    def __mul__(self, other):
        return 480 * 832


def made(cls, load, parts, clip_heads=None):
    import torch

    p = cls.__new__(cls)
    p.device, p.rank, p.t5_cpu, p.sp_size = "cpu", 0, False, 1
    p.num_train_timesteps, p.param_dtype = 1000, torch.float32
    p.vae_stride, p.patch_size = (4, 8, 8), (1, 2, 2)
    p.model = dit.wan(load, parts["dit"])
    p.vae = vaes.wan(load, parts["vae"])
    p.text_encoder = encoders.prompts(encoders.t5(load, parts["text"]), 0)
    p.sample_neg_prompt = None
    if "clip" in parts:
        p.clip = encoders.clip(load, parts["clip"], clip_heads)
    return p


@contextlib.contextmanager
def watched(p, noise=None):
    """What a run shows: the noise, each step's sample and velocities."""
    import torch

    seen = {"x": [], "v": [], "t": []}
    real, forward = torch.randn, p.model.forward

    def randn(*size, **k):
        if "noise" not in seen:
            seen["noise"] = noise.clone() if noise is not None else real(*size, **k)
            return seen["noise"]
        return real(*size, **k)

    def step(x, *a, **k):
        out = forward(x, *a, **k)
        seen["x"].append(x[0].clone())
        seen["t"].append(k["t"].flatten()[0].clone())
        seen["v"].append(out[0].clone())
        seen["y"] = k.get("y")
        seen["clip"] = k.get("clip_fea")
        return out

    torch.randn, p.model.forward = randn, step
    decode = p.vae.decode
    p.vae.decode = lambda z: (seen.update(latent=z[0].clone()), decode(z))[1]
    try:
        yield seen
    finally:
        torch.randn, p.model.forward, p.vae.decode = real, forward, decode


def steps(seen):
    import torch

    return {"in.noise": seen["noise"], "tap.timesteps": torch.stack(seen["t"][::2]),
            "tap.latents_before_step": torch.stack(seen["x"][::2]), "tap.cond_step0": seen["v"][0],
            "tap.uncond_step0": seen["v"][1]}


def texts(ids):
    return (ids["in.ids"], ids["in.mask"]), (ids["in.neg_ids"], ids["in.neg_mask"])


def picture(u8):
    from PIL import Image

    return Image.fromarray(u8.permute(1, 2, 0).numpy())


def t2v(load, parts, ids, said, noise=None):
    p = made(load("text2video").WanT2V, load, parts)
    prompt, negative = texts(ids)
    with watched(p, noise) as seen:
        video = p.generate(prompt, size=tuple(said["size"]), frame_num=said["frames"], shift=said["shift"],
                           sample_solver=said["solver"], sampling_steps=said["steps"], guide_scale=said["guide"],
                           n_prompt=negative, seed=said["seed"], offload_model=False)
    return {**ids, **steps(seen), "tap.cond_last": seen["v"][-2], "tap.uncond_last": seen["v"][-1],
            "out.latent": seen["latent"], "out.video": video}


def i2v(load, parts, ids, said, image, heads, noise=None):
    p = made(load("image2video").WanI2V, load, parts, heads)
    prompt, negative = texts(ids)
    with watched(p, noise) as seen:
        video = p.generate(prompt, picture(image), max_area=said["max_area"], frame_num=said["frames"],
                           shift=said["shift"], sample_solver=said["solver"], sampling_steps=said["steps"],
                           guide_scale=said["guide"], n_prompt=negative, seed=said["seed"], offload_model=False)
    y = seen["y"][0]
    return {**ids, "in.image_u8": image, **steps(seen), "cond.y": y, "cond.mask": y[:4], "cond.latent": y[4:],
            "cond.clip_fea": seen["clip"], "out.latent": seen["latent"], "out.video": video}


def vace(load, parts, ids, said, video, mask, references, noise=None):
    """References are [3, rows, columns] of bytes; upstream reads pictures from files."""
    import tempfile

    p = made(load("vace").WanVace, load, parts)
    p.vid_proc = types.SimpleNamespace(set_area=lambda a: None, set_seq_len=lambda n: None)
    prompt, negative = texts(ids)
    out, refs = {}, None
    rows, columns = video.shape[-2:]
    if references:
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for i, r in enumerate(references):
                names.append(f"{folder}/{i}.png")
                picture(r).save(names[-1])
                out[f"in.ref{i}_u8"] = r
            size = (_Side(columns), _Side(rows))
            refs = p.prepare_source([None], [None], [names], video.shape[1], size, "cpu")[2]
        out |= {f"tap.ref{i}_canvas": r for i, r in enumerate(refs[0])}
    with watched(p, noise) as seen:
        clip = p.generate(prompt, [video], [mask], refs, size=(columns, rows), frame_num=video.shape[1],
                          context_scale=said["scale"], shift=said["shift"], sample_solver=said["solver"],
                          sampling_steps=said["steps"], guide_scale=said["guide"], n_prompt=negative,
                          seed=said["seed"], offload_model=False)
    z = p.vace_latent(p.vace_encode_frames([video], refs, masks=[mask]), p.vace_encode_masks([mask], refs))
    return {**ids, **out, "in.src_video": video, "in.src_mask": mask, **steps(seen), "cond.vace_context": z[0],
            "out.latent_trimmed": seen["latent"], "out.video": clip}


def ends(video):
    import torch

    return torch.stack([video[:, 0], video[:, -1]], 1)


def wan_move(load, parts, ids, said, image, heads, xy, seen_points, noise=None):
    import torch

    p = made(load("wan_move").WanMove, load, parts, heads)
    prompt, negative = texts(ids)
    trajectory = load("modules.trajectory")
    map_ = trajectory.create_pos_feature_map
    load("wan_move").create_pos_feature_map = lambda *a, **k: map_(*a, **k)
    with watched(p, noise) as seen:
        video = p.generate(prompt, picture(image), xy.numpy().copy(), seen_points.numpy().copy(), frame_num=81,
                           shift=said["shift"], sample_solver=said.get("solver", "unipc"),
                           sampling_steps=said["steps"], guide_scale=said["guide"], n_prompt=negative,
                           seed=said["seed"], offload_model=False, eval_bench=True)
    return {**ids, "in.image_u8": image, "in.tracks": xy, "in.visibility": seen_points, **steps(seen),
            "cond.y_cond": seen["y"][0], "cond.y_uncond": seen["y"][0], "cond.clip_fea": seen["clip"],
            "out.latent": seen["latent"], "out.video_first_last": ends(video)}


def ati(load, parts, ids, said, image, heads, array, noise=None):
    p = made(load("image2video").WanATI, load, parts, heads)
    prompt, negative = texts(ids)
    rows, columns = image.shape[1:]
    t = load("utils.motion").process_tracks(array.numpy(), (columns, rows), quant_multi=8)
    with watched(p, noise) as seen:
        video = p.generate(prompt, picture(image), t, max_area=rows * columns, frame_num=81, shift=said["shift"],
                           sample_solver=said.get("solver", "unipc"), sampling_steps=said["steps"],
                           guide_scale=said["guide"], n_prompt=negative, seed=said["seed"], offload_model=False)
    return {**ids, "in.image_u8": image, "in.raw_tracks": array, "tap.tracks": t, **steps(seen),
            "cond.y": seen["y"][0], "cond.clip_fea": seen["clip"], "out.latent": seen["latent"],
            "out.video_first_last": ends(video)}


def diffusers(load, cls, parts, said, text_len, context, negative, noise, **more):
    """One of diffusers' pipelines over given embeddings; returns each step's sample and the clip."""
    import torch
    import diffusers as d

    padded = lambda c: torch.cat([c, c.new_zeros(text_len - c.shape[0], c.shape[1])])[None]
    scheduler = samplers.made(said["sched"] if said["sched"] == "euler" else "unipc_diffusers", load, 2,
                              said["flow_shift"])
    parts = dict(tokenizer=None, text_encoder=None, transformer=dit.diffusers(parts["dit"]),
                 vae=vaes.diffusers(parts["vae"]), scheduler=scheduler)
    if cls == "WanImageToVideoPipeline":
        parts |= dict(image_encoder=None, image_processor=None)
    p = getattr(d, cls)(**parts)
    p.set_progress_bar_config(disable=True)
    if "image_embeds" in more:
        embeds = more.pop("image_embeds")
        p.encode_image = lambda *_: embeds  # the vision tower is looked at by itself
    seen = {"x": [], "v": [], "in": []}
    forward = p.transformer.forward

    def step(*a, **k):
        out = forward(*a, **k)
        seen["v"].append(out[0][0].clone())
        seen["in"].append(k)
        return out

    p.transformer.forward = step
    grab = lambda pipe, i, t, k: (seen["x"].append(k["latents"][0].clone()), k)[1]
    frames = p(prompt_embeds=padded(context), negative_prompt_embeds=padded(negative), latents=noise[None].clone(),
               num_inference_steps=said["steps"], guidance_scale=said["guide"], output_type="pt",
               callback_on_step_end=grab, **more).frames[0]
    return seen, {"in.context": context, "in.context_null": negative, "in.noise": noise,
                  "tap.timesteps": scheduler.timesteps, "tap.latents_after_step": torch.stack(seen["x"]),
                  "out.video01": frames}


def diffusers_t2v(load, parts, said, text_len, context, negative, noise):
    seen, out = diffusers(load, "WanPipeline", parts, said, text_len, context, negative, noise,
                          height=said["size"][1], width=said["size"][0], num_frames=said["frames"])
    return out


def diffusers_i2v(load, parts, said, context, negative, noise, image, embeds, last=None):
    rows, columns = image.shape[1:]
    more = {"last_image": picture(last)} if last is not None else {}
    seen, out = diffusers(load, "WanImageToVideoPipeline", parts, said, 512, context, negative, noise,
                          height=rows, width=columns, num_frames=said["frames"], image=picture(image),
                          image_embeds=embeds, **more)
    y = seen["in"][0]["hidden_states"][0, 16:]
    out |= {"in.image_u8": image, "in.image_embeds": embeds, "cond.y": y, "cond.mask": y[:4], "cond.latent": y[4:],
            "tap.cond_step0": seen["v"][0]}
    if last is not None:
        out["in.last_image_u8"] = last
    return out


def diffusers_vace(load, parts, said, text_len, context, negative, noise, video, mask, references):
    from PIL import Image

    rows, columns = video.shape[-2:]
    frames = [picture(f) for f in video]
    masks = [Image.fromarray(m[0].numpy()) for m in mask]
    seen, out = diffusers(load, "WanVACEPipeline", parts, said, text_len, context, negative, noise,
                          height=rows, width=columns, num_frames=len(frames), video=frames, mask=masks,
                          reference_images=[picture(r) for r in references] or None,
                          conditioning_scale=said["scale"])
    out |= {"in.video_u8": video, "in.mask_u8": mask,
            "cond.vace_context": seen["in"][0]["control_hidden_states"][0]}
    out |= {f"in.ref{i}_u8": r for i, r in enumerate(references)}
    return out

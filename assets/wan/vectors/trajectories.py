"""Wan-Move's and ATI's changes to a condition, and tracks to try them with."""


def tracks(frames, n, rows, columns, mode, seed, cell=8):
    """[frames, n, 2] pixels and [frames, n] visibility; "all" also leaves the picture, "spread" never meets."""
    import torch

    g = torch.Generator().manual_seed(seed)
    r = lambda *s: torch.rand(*s, generator=g)
    size = torch.tensor([columns, rows], dtype=torch.float32)
    t = torch.linspace(0, 1, frames)[:, None, None]
    if mode == "spread":
        lanes = torch.randperm(rows // cell, generator=g)[:n].float() * cell + cell / 2
        x = r(n) * columns * 0.4 + t[..., 0] * r(n) * columns * 0.5
        return torch.stack([x, lanes.expand(frames, n)], -1), torch.ones(frames, n, dtype=torch.uint8)
    start, way = r(n, 2) * size, (r(n, 2) - 0.5) * size * (2 if mode == "all" else 1)
    xy = start + t * way + torch.sin(t * 9) * 3
    seen = (r(frames, n) > 0.25).to(torch.uint8) if mode != "all" else torch.ones(frames, n, dtype=torch.uint8)
    return xy, seen


def wan_move(load, frames, n, rows, columns, mode, seed):
    import torch

    m = load("modules.trajectory")
    xy, seen = tracks(frames, n, rows, columns, mode, seed)
    g = torch.Generator().manual_seed(seed + 1)
    latent = torch.randn(16, (frames - 1) // 4 + 1, rows // 8, columns // 8, generator=g)
    orders, real = [], torch.randperm

    def remembered(k, *a, **b):
        orders.append(real(k, generator=g))
        return orders[-1]

    torch.randperm = remembered
    try:
        _, where = m.create_pos_feature_map(xy, seen, [4, 8, 8], rows, columns, 16, device=torch.device("cpu"))
        edited = m.replace_feature(latent.clone()[None], where[None])[0]
    finally:
        torch.randperm = real
    back = torch.empty_like(where)
    back[orders[0]] = where
    return {"in.tracks": xy, "in.visibility": seen, "in.latent": latent, "out.track_pos": where,
            "out.track_pos_input_order": back, "tap.perm_create": orders[0], "tap.perm_replace": orders[-1],
            "out.latent_edited": edited}


def raw(n, rows, columns, mode, seed):
    import torch

    xy, seen = tracks(121, n, rows, columns, mode, seed)
    return torch.cat([xy * 8, seen[..., None].float() * 8], -1).permute(1, 0, 2)[:, :, None].contiguous()


def ati(load, n, rows, columns, mode, seed):
    import torch

    array = raw(n, rows, columns, mode, seed)
    t = load("utils.motion").process_tracks(array.numpy(), (columns, rows), quant_multi=8)
    y = torch.randn(20, 21, rows // 8, columns // 8, generator=torch.Generator().manual_seed(seed + 1))
    out = load("modules.motion_patch").patch_motion(
        t[None], y, temperature=220.0, training=False, tail_dropout=0.2, vae_divide=(4, 16), topk=2)
    return {"in.raw_tracks": array, "in.y": y, "tap.tracks": t, "out.y": out}


ATI_TOLERANCE = {"tap.tracks": {"atol": 1e-6, "rtol": 1e-5}, "out.y": {"atol": 2e-5, "rtol": 1e-4}}

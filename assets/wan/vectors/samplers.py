"""Levels, time steps and whole runs of upstream's samplers over v = 0.3*x + sin(t/1000)."""

TOLERANCE = {"sigmas": {"atol": 2e-7, "rtol": 1e-6}, "timesteps": "exact for int64; rtol 1e-6 for float",
             "samples": {"atol": 2e-5, "rtol": 1e-4}}


def made(kind, load, steps, shift):
    """A scheduler with its time steps set."""
    import numpy as np
    from diffusers import FlowMatchEulerDiscreteScheduler, UniPCMultistepScheduler

    if kind == "euler":
        s = FlowMatchEulerDiscreteScheduler(shift=shift)
        s.set_timesteps(steps)
    elif kind == "euler_given":
        s = FlowMatchEulerDiscreteScheduler(shift=shift)
        s.set_timesteps(sigmas=np.linspace(1, 0, steps + 1)[:steps])
    elif kind == "unipc":
        s = load("utils.fm_solvers_unipc").FlowUniPCMultistepScheduler(
            num_train_timesteps=1000, shift=1, use_dynamic_shifting=False)
        s.set_timesteps(steps, device="cpu", shift=shift)
    elif kind == "dpmpp":
        m = load("utils.fm_solvers")
        s = m.FlowDPMSolverMultistepScheduler(num_train_timesteps=1000, shift=1, use_dynamic_shifting=False)
        m.retrieve_timesteps(s, device="cpu", sigmas=m.get_sampling_sigmas(steps, shift))
    else:
        s = UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True,
                                    num_train_timesteps=1000, flow_shift=shift)
        s.set_timesteps(steps)
    return s


def run(kind, load, steps, shift, x):
    import torch

    s = made(kind, load, steps, shift)
    all = [x]
    for t in s.timesteps:
        v = 0.3 * x + torch.sin(t / 1000)
        x = s.step(v, t, x, return_dict=False)[0]
        all.append(x)
    return s.sigmas.float(), s.timesteps, torch.stack(all)


def vectors(kind, load, steps, shifts, seed):
    import torch

    x = torch.randn(1, 2, 2, 3, 3, generator=torch.Generator().manual_seed(seed))
    out, skipped = {"in.x0": x}, []
    for n in steps:
        for shift in shifts:
            for given in (False, True) if kind == "euler" else (False,):
                tag = f"steps{n}.shift{shift:g}" + (".from_linspace_1_0" if given else "")
                try:
                    sigmas, timesteps, samples = run(kind + "_given" if given else kind, load, n, shift, x)
                except Exception as e:
                    skipped.append(f"{tag}: {e}")
                    continue
                if not torch.isfinite(samples).all():
                    skipped.append(tag)
                    continue
                out |= {tag + ".sigmas": sigmas, tag + ".timesteps": timesteps, tag + ".samples": samples}
    return out, skipped

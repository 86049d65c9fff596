"""Trains the judge that says which of the ten places a frame shows, on true renders only (never on what the model makes):
`python train_classifier.py --data DIR --captions TSV --out scene-classifier.safetensors`. Input: a frame area-averaged to
36 pixels on the short side; test accuracy on fresh seeds and held-out characters is printed."""
import argparse

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import data as D
import scenes as S
from export import write


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2, self.conv3 = nn.Conv2d(3, 24, 3, 2, 1), nn.Conv2d(24, 48, 3, 2, 1), nn.Conv2d(48, 64, 3, 2, 1)
        self.fc = nn.Linear(128, len(S.SCENES))

    def forward(self, x):
        x = F.relu(self.conv3(F.relu(self.conv2(F.relu(self.conv1(x * 2 - 1))))))
        return self.fc(torch.cat([x.mean((2, 3)), x.amax((2, 3))], 1))


def frames(world, n, seed):
    r = np.random.default_rng(seed)
    out = [[], [], []]
    for i in range(n):
        shape = i % 3
        s = world.sample(int(r.integers(1 << 62)), shape, 2, [int(r.integers(24))], str(r.choice(["text", "character", "character"])))
        out[shape].append((D.shrink(s["x"], 2)[0], S.SCENES.index(s["kind"])))
    return [(torch.from_numpy(np.stack([x for x, _ in o])).permute(0, 3, 1, 2), torch.tensor([y for _, y in o])) for o in out]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data"), p.add_argument("--captions"), p.add_argument("--out"), p.add_argument("--count", type=int, default=6000)
    a = p.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    train, test = frames(D.World(a.data, a.captions), a.count, 11), frames(D.World(a.data, a.captions, True), 600, 12)
    m = Classifier()
    steps = 1500
    opt = torch.optim.AdamW(m.parameters(), 3e-3, weight_decay=.02)
    sched = torch.optim.lr_scheduler.OneCycleLR(opt, 4e-3, steps)
    for step in range(steps):
        x, y = train[step % 3]
        i = torch.randint(len(x), (64,))
        b = x[i] if step % 2 else x[i].flip(3)
        b = (b + torch.randn_like(b) * .03 * torch.rand(1)) * (1 + .1 * torch.randn(1))
        if step % 4 == 0:  # blurred, as generated frames can be
            b = F.interpolate(F.avg_pool2d(b, 2), size=b.shape[2:], mode="bilinear", align_corners=False)
        loss = F.cross_entropy(m(b), y[i], label_smoothing=.05)
        opt.zero_grad(), loss.backward(), opt.step(), sched.step()
    with torch.no_grad():
        right = [float((m(x).argmax(1) == y).float().mean()) for x, y in test]
    print("test accuracy by shape", right)
    write(a.out, {k: v for k, v in m.state_dict().items()}, {"format": "pt", "classes": ",".join(S.SCENES), "accuracy": f"{np.mean(right):.4f}"})


if __name__ == "__main__":
    main()

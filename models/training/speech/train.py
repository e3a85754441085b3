"""Trains the net on samples made beside it: python3 -m speech.train --minutes 15."""

import argparse

import numpy as np
import torch
import torch.nn.functional as F

from facetrain import reservoir, training

from . import decode, mix
from .net import Digits

BATCH = 32
SEED = 20266
HELD = 100


def as_input(features):
    """Planes [N,3,40,T], with a stretch of time or of bands hidden here and there."""
    level = torch.from_numpy(features.astype(np.float32))
    wide = F.pad(level, (4, 4), "replicate")
    first = (wide[:, :, 4:] - wide[:, :, :-4]) / 2
    second = (first[:, :, 4:] - first[:, :, :-4]) / 2
    return torch.stack([level, first[:, :, 2:-2], second], 1)


def hidden(x, random):
    """Up to three bands and 50 ms hidden in every other sample."""
    for row in np.flatnonzero(random.random(len(x)) < .5):
        band, frame = random.integers(0, 37), random.integers(0, mix.FRAMES - 5)
        x[row, :, band:band + random.integers(1, 4)] = -.6
        x[row, :, :, frame:frame + random.integers(1, 6)] = -.6
    return x.contiguous(memory_format=torch.channels_last)


def costs(net, batch):
    x, numbers, counts, heard = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        odds = net(x)[:, :, 0].float()
    frames = F.nll_loss(odds, heard)
    odds = odds.permute(2, 0, 1)
    lengths = torch.full((len(counts),), len(odds), dtype=torch.long)
    return {"ctc": F.ctc_loss(odds, numbers, lengths, counts, reduction="sum",
                              zero_infinity=True) / len(counts) / 4,
            "frames": frames}


@torch.no_grad()
def figures(net, held):
    """Share of held-back mixed samples heard without any mistake."""
    net.eval()
    features, numbers, counts, _ = held
    odds = torch.cat([net(as_input(features[i:i + 50]))[:, :, 0]
                      for i in range(0, len(features), 50)]).numpy()
    right = [decode.classes(o) == list(n[:c]) for o, n, c in zip(odds, numbers, counts)]
    return {"whole": round(float(np.mean(right)), 3)}


@torch.no_grad()
def settle(net, store, random, batches=20):
    """Takes the statistics of the norms anew, for weights that are means of many steps."""
    for part in net.modules():
        if isinstance(part, torch.nn.BatchNorm2d):
            part.reset_running_stats()
            part.momentum = None
    net.train()
    for _ in range(batches):
        net(as_input(store.batch(random, BATCH)[0]))
    net.eval()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rate", type=float, default=3e-3)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    course = training.Training("speech", Digits(), given.rate, given.minutes, keep=.995,
                               weight_decay=.02)
    random = np.random.default_rng([SEED, course.steps])
    pool, synthetic = mix.Recordings("train"), mix.Synthetic()
    store = reservoir.Reservoir(lambda r: mix.sample(pool, synthetic, r), SEED, size=12000,
                                first=300, reuse=14)
    fixed = np.random.default_rng(SEED)
    held = [np.stack(c) for c in zip(*[mix.sample(pool, synthetic, fixed) for _ in range(HELD)])]

    def batches():
        while True:
            features, *rest = store.batch(random, BATCH)
            yield hidden(as_input(features), random), *[torch.from_numpy(r) for r in rest]

    def told(net):
        settle(net, store, random)
        return {"made": store.made, **figures(net, held)}

    course.run(batches(), costs, told, report_s=300)


if __name__ == "__main__":
    main()

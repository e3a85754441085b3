"""Trains one of the nets on the pool: python3 -m liveness.train close --minutes 30."""

import argparse

import numpy as np
import torch
import torch.nn.functional as F

from facetrain import loop, training

from . import pool
from .net import Liveness
from .scenes import REAL
from .views import SCALES

BATCH = 64
SEED = 20264


class Pictures:
    """One view of the shards made so far; more are read as they come."""

    def __init__(self, side, number):
        self.side, self.number, self.shards, self.known = side, number, [], set()
        self.refresh()

    def refresh(self):
        for path in sorted((pool.folder() / "pool").glob(f"{self.side}-???.npz")):
            if path.name not in self.known:
                self.known.add(path.name)
                self.shards.append(self.shard(path))
        self.count = sum(len(s["labels"]) for s in self.shards)

    def shard(self, path):
        """What fits the view: tight pictures teach the closest only."""
        with np.load(path) as table:
            fit = table["wide"] | (self.number == 0)
            parts = {k: table[k][fit] for k in ("labels", "kinds")}
            return {"pixels": table["pixels"][fit, self.number], **parts}

    def batches(self, random):
        while True:
            yield self.batch(random)

    def batch(self, random):
        """Half a batch of each of two shards, mirrored or not."""
        parts = []
        for _ in range(2):
            shard = self.shards[random.integers(len(self.shards))]
            rows = random.integers(0, len(shard["labels"]), BATCH // 2)
            parts.append([shard[k][rows] for k in ("pixels", "labels")])
        pixels, labels = (np.concatenate(p) for p in zip(*parts))
        if random.random() < .5:
            pixels = np.ascontiguousarray(pixels[:, :, ::-1])
        return changed(loop.as_input(pixels), random), torch.from_numpy(labels)


def changed(x, random):
    """Another tint and light for each, and all moved by up to two pixels."""
    gain = torch.from_numpy(random.uniform(.85, 1.15, (len(x), 3, 1, 1))).float()
    shift = torch.from_numpy(random.normal(0, .08, (len(x), 3, 1, 1))).float()
    x = torch.roll(x * gain + shift, tuple(int(v) for v in random.integers(-2, 3, 2)), (2, 3))
    return x.contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def probabilities(net, pixels):
    """The share of real [N] that a net gives to views [N,80,80,3]."""
    net.eval()
    rows = [net(loop.as_input(pixels[i:i + 100])).softmax(1)[:, REAL]
            for i in range(0, len(pixels), 100)]
    return torch.cat(rows).numpy()


def figures(net, held):
    """Share of each kind that is called real at one half."""
    pixels, kinds = (np.concatenate([s[k] for s in held.shards]) for k in ("pixels", "kinds"))
    said = probabilities(net, pixels)
    return {name: round(float((said[kinds == number] >= .5).mean()), 3)
            for number, name in enumerate(pool.KINDS) if (kinds == number).any()}


@torch.no_grad()
def settle(net, pictures, random, batches=30):
    """Takes the statistics of the norms anew, for weights that are means of many steps."""
    for part in net.modules():
        if isinstance(part, torch.nn.BatchNorm2d):
            part.reset_running_stats()
            part.momentum = None
    net.train()
    for _ in range(batches):
        net(pictures.batch(random)[0])
    net.eval()


def costs(net, batch):
    x, labels = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        said = net(x)
    return {"class": F.cross_entropy(said.float(), labels, label_smoothing=.02)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("net", choices=list(SCALES))
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rate", type=float, default=2e-3)
    given = parser.parse_args()
    number = list(SCALES).index(given.net)
    torch.manual_seed(SEED + number)
    pictures, held = Pictures("train", number), Pictures("held", number)
    course = training.Training(f"liveness-{given.net}", Liveness(), given.rate, given.minutes,
                               keep=.995)
    random = np.random.default_rng([SEED, number, course.steps])

    def told(net):
        settle(net, pictures, random)
        pictures.refresh()
        held.refresh()
        return {"pool": pictures.count, **(figures(net, held) if held.shards else {})}

    course.run(pictures.batches(random), costs, told, report_s=180)


if __name__ == "__main__":
    main()

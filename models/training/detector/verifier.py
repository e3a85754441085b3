"""Trains the second look at the detector's finds: python3 -m detector.verifier --minutes 60."""

import argparse

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from facetrain import damage, loop, paths, training

from .glimpses import GROWTH, STORED
from .net import Convolution, Residual

SIDE, SEEN = 48, 2.0
SEED, BATCH = 3, 128


class Verifier(nn.Module):
    """Pictures [N,3,48,48] as (x - 127.5) / 128 to the logit that a face fills their middle."""

    def __init__(self, widths=(24, 48, 64)):
        super().__init__()
        early, middle, deep = widths
        self.body = nn.Sequential(
            Convolution(3, early, stride=2), Residual(early),
            Convolution(early, middle, stride=2), Residual(middle), Residual(middle),
            Convolution(middle, deep, stride=2), Residual(deep), Residual(deep))
        self.place = nn.Parameter(torch.ones(1, deep, SIDE // 8, SIDE // 8))
        self.drop = nn.Dropout(.25)
        self.last = nn.Linear(deep, 1)

    def forward(self, x):
        return self.last(self.drop((self.body(x) * self.place).mean((2, 3))))


class Glimpses:
    """Stored glimpses; half of each batch are faces, the others mostly what misled the detector."""

    def __init__(self, names):
        home = paths.role("verifier")
        self.crops = [np.load(home / f"{n}-crops.npy", mmap_mode="r") for n in names]
        said = [np.load(home / f"{n}.npz") for n in names]
        self.chance = np.concatenate([s["chance"] for s in said])
        self.score = np.concatenate([s["score"] for s in said])
        self.place = [(k, i) for k, c in enumerate(self.crops) for i in range(len(c))]
        held = np.array([i for _, i in self.place]) % 23 == 0
        self.held = np.flatnonzero(held)
        self.faces = np.flatnonzero(~held & (self.chance > .5))
        self.ground = np.flatnonzero(~held & (self.chance <= .5))
        self.weight = np.cumsum(.01 + self.score[self.ground] ** 3)
        print(f"{len(self.faces)} faces, {len(self.ground)} others, {held.sum()} kept", flush=True)

    def crop(self, row):
        file, at = self.place[row]
        return self.crops[file][at]

    def batch(self, random):
        half = BATCH // 2
        others = np.searchsorted(self.weight, random.random(half) * self.weight[-1])
        rows = np.concatenate([random.choice(self.faces, half), self.ground[others]])
        return np.stack([self.seen(self.crop(i), random) for i in rows]), self.chance[rows]

    def seen(self, crop, random):
        """What the net looks at: moved, turned, stretched, mirrored, spoilt, partly covered."""
        growth = np.exp(random.normal(0, .07) + random.normal(0, .03, 2))
        made = framed(crop, random.normal(0, .035, 2), growth, random.normal(0, .12))
        if random.random() < .5:
            made = made[:, ::-1]
        made = np.ascontiguousarray(made)
        if random.random() < .25:
            self.cover(made, random)
        return spoilt(made, random)

    def cover(self, made, random):
        """Puts a piece of another glimpse over some place."""
        height, width = random.integers(6, 20, 2)
        top, left = random.integers(0, SIDE - height), random.integers(0, SIDE - width)
        other = self.crop(random.integers(len(self.place)))[:height, :width]
        made[top:top + height, left:left + width] = other


def spoilt(made, random):
    """Now and then in another light, of fewer pixels, out of focus, grainy or compressed."""
    if random.random() < .3:
        made = damage.light(made, random)
    if random.random() < .15:
        made = damage.colours(made, random)
    if random.random() < .1:
        made = damage.small(made, random, SIDE * .4, SIDE)
    if random.random() < .06:
        made = damage.blurred(made, random, 1.2)
    if random.random() < .06:
        made = damage.noisy(made, random)
    return damage.compressed(made, random, 25) if random.random() < .08 else made


def framed(crop, shift=(0, 0), growth=1.0, turn=0.0):
    """The part of a stored glimpse that the net sees; growth of both sides or of each."""
    step = SEEN / GROWTH * STORED / SIDE * growth * np.ones(2)
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) * step
    middle = STORED / 2 + np.asarray(shift) * STORED / GROWTH
    corner = middle - .5 - turned @ np.full(2, (SIDE - 1) / 2)
    return cv2.warpAffine(crop, np.hstack([turned, corner[:, None]]), (SIDE, SIDE),
                          flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                          borderMode=cv2.BORDER_REPLICATE)


def costs(net, batch):
    pixels, chance = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = net(loop.as_input(pixels).contiguous(memory_format=torch.channels_last))
    logits, wanted = logits.float()[:, 0], torch.from_numpy(chance)
    return {"face": F.binary_cross_entropy_with_logits(logits, wanted * .98 + .01)}


def figures(glimpses, net):
    """How many faces stay, of the glimpses kept apart, when one, five of a hundred others do."""
    with torch.no_grad():
        logits = [net(loop.as_input(np.stack([framed(glimpses.crop(i)) for i in rows])))[:, 0]
                  for rows in np.array_split(glimpses.held, max(1, len(glimpses.held) // 256))]
    logits, chance = torch.cat(logits).numpy(), glimpses.chance[glimpses.held]
    edges = np.quantile(logits[chance < .1], [.9, .95, .99])
    return {f"tar@{far}": round(float((logits[chance > .9] > e).mean()), 4)
            for far, e in zip((.1, .05, .01), edges)}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--names", default="glimpses")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    torch.manual_seed(SEED)
    glimpses = Glimpses(given.names.split(","))
    course = training.Training("verifier", Verifier(), given.rate, given.minutes, .01)
    course.run(loop.batches(glimpses.batch, SEED + course.steps), costs,
               lambda net: figures(glimpses, net), report_s=60)


if __name__ == "__main__":
    main()

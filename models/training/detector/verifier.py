"""Trains the second look at the detector's finds: python3 -m detector.verifier --minutes 60."""

import argparse
import mmap

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from facetrain import damage, loop, paths, training

from .glimpses import AROUND_GROWTH, GROWTH
from .net import Convolution, Residual

SIDE, SEEN = 48, 2.0
AROUND = 2.5 * SEEN
UNKNOWN = 128
SEED, BATCH = 3, 128
PLACES = 14
BOX_COST, POINT_COST = 1.0, 2.0


class Verifier(nn.Module):
    """Pictures [N,3,96,48] as (x - 127.5) / 128 to two answers.

    The upper half shows the find, the lower what is around it: an elbow has an arm. The answers are
    the logit that a face fills their middles, and where it is, as glimpses.whereabouts tells.
    """

    def __init__(self, widths=(24, 48, 64), around=(16, 32, 48), hidden=32):
        super().__init__()
        early, middle, deep = widths
        self.body = nn.Sequential(
            Convolution(3, early, stride=2), Residual(early),
            Convolution(early, middle, stride=2), Residual(middle), Residual(middle),
            Convolution(middle, deep, stride=2), Residual(deep), Residual(deep))
        self.place = nn.Parameter(torch.ones(1, deep, SIDE // 8, SIDE // 8))
        self.drop = nn.Dropout(.25)
        self.last = nn.Linear(deep, 1)
        self.where = nn.Linear(deep * (SIDE // 8) ** 2, PLACES)
        early, middle, far = around
        self.around = nn.Sequential(
            Convolution(3, early, stride=2), Residual(early),
            Convolution(early, middle, stride=2), Residual(middle),
            Convolution(middle, far, stride=2), Residual(far), Residual(far))
        self.around_place = nn.Parameter(torch.ones(1, far, SIDE // 8, SIDE // 8))
        self.both = nn.Linear(deep + far, hidden)
        self.more = nn.Linear(hidden, 1)
        nn.init.zeros_(self.more.weight)
        nn.init.zeros_(self.more.bias)

    def forward(self, x):
        seen, around = self.body(x[:, :, :SIDE]), self.around(x[:, :, SIDE:])
        near = self.drop((seen * self.place).mean((2, 3)))
        far = (around * self.around_place).mean((2, 3))
        said = self.last(near) + self.more(F.relu(self.both(torch.cat([near, far], 1))))
        return said, self.where(seen.flatten(1))


class Glimpses:
    """Stored glimpses; half of each batch are faces, the others mostly what misled the detector."""

    def __init__(self, names):
        home = paths.role("verifier")
        self.crops = [mapped(home / f"{n}-crops.npy") for n in names]
        self.around = [mapped(home / f"{n}-around.npy") for n in names]
        if any(len(c) != len(a) for c, a in zip(self.crops, self.around)):
            raise ValueError("as many surroundings as glimpses are needed")
        said = [np.load(home / f"{n}.npz") for n in names]
        self.chance = np.concatenate([s["chance"] for s in said])
        self.score = np.concatenate([s["score"] for s in said])
        self.where = np.concatenate([s["where"] for s in said])
        self.place = [(k, i) for k, c in enumerate(self.crops) for i in range(len(c))]
        held = np.array([i for _, i in self.place]) % 23 == 0
        self.faces = np.flatnonzero(~held & (self.chance > .5))
        self.ground = np.flatnonzero(~held & (self.chance <= .5))
        self.held = np.flatnonzero(held)
        self.weight = np.cumsum(.01 + self.score[self.ground] ** 3)
        print(f"{len(self.faces)} faces, {len(self.ground)} others, {len(self.held)} kept",
              flush=True)

    def crop(self, row):
        file, at = self.place[row]
        return self.crops[file][at]

    def surroundings(self, row):
        file, at = self.place[row]
        return self.around[file][at]

    def batch(self, random):
        half = BATCH // 2
        others = np.searchsorted(self.weight, random.random(half) * self.weight[-1])
        rows = np.concatenate([random.choice(self.faces, half), self.ground[others]])
        made, where = zip(*[self.seen(row, random) for row in rows])
        return np.stack(made), self.chance[rows], np.stack(where)

    def seen(self, row, random):
        """What the net looks at: moved, turned, stretched, mirrored, spoilt, partly covered.

        And where the face is in it.
        """
        far = 2 if random.random() < .3 else 1
        shift, growth = random.normal(0, .035 * far, 2), np.exp(
            random.normal(0, .07 * far) + random.normal(0, .03 * far, 2))
        turn = random.normal(0, .12)
        made = both(self.crop(row), self.surroundings(row), shift, growth, turn)
        where = moved(self.where[row], shift, growth, turn)
        if random.random() < .1:
            made[SIDE:] = UNKNOWN
        if random.random() < .5:
            made, where = made[:, ::-1], mirrored(where)
        made = np.ascontiguousarray(made)
        if random.random() < .25:
            self.cover(made, random)
        return spoilt(made, random), where

    def whole(self, row):
        """What the net looks at, unspoilt."""
        return both(self.crop(row), self.surroundings(row))

    def cover(self, made, random):
        """Puts a piece of another glimpse over some place, in both views."""
        height, width = random.integers(6, 20, 2)
        top, left = random.integers(0, SIDE - height), random.integers(0, SIDE - width)
        other = self.crop(random.integers(len(self.place)))[:height, :width]
        made[top:top + height, left:left + width] = other
        small = cv2.resize(other, None, fx=SEEN / AROUND, fy=SEEN / AROUND,
                           interpolation=cv2.INTER_AREA)
        top, left = (round(SIDE / 2 + (at - SIDE / 2) * SEEN / AROUND) for at in (top, left))
        made[SIDE + top:SIDE + top + small.shape[0], left:left + small.shape[1]] = small


def mapped(path):
    """A stored array that may be larger than memory; rows here and there are read, no more."""
    array = np.load(path, mmap_mode="r")
    array.base.madvise(mmap.MADV_RANDOM)
    return array


def spoilt(made, random):
    """Now and then in another light, of fewer pixels, out of focus, grainy or compressed."""
    if random.random() < .3:
        made = damage.light(made, random)
    if random.random() < .15:
        made = damage.colours(made, random)
    if random.random() < .1:
        made = np.concatenate([damage.small(part, random, SIDE * .4, SIDE)
                               for part in np.split(made, 2)])
    if random.random() < .06:
        made = np.concatenate([damage.blurred(part, random, 1.2) for part in np.split(made, 2)])
    if random.random() < .06:
        made = damage.noisy(made, random)
    return damage.compressed(made, random, 25) if random.random() < .08 else made


def both(crop, around, shift=(0, 0), growth=1.0, turn=0.0):
    """A glimpse as the net sees it, above its surroundings, [96,48,3]."""
    return np.concatenate([
        framed(crop, GROWTH, SEEN, shift, growth, turn),
        framed(around, AROUND_GROWTH, AROUND, shift, growth, turn)])


def framed(crop, stored, seen, shift=(0, 0), growth=1.0, turn=0.0):
    """Of a picture `stored` boxes wide, the middle `seen` boxes, moved, grown and turned.

    Growth is of both sides or of each.
    """
    side = crop.shape[0]
    step = seen / stored * side / SIDE * growth * np.ones(2)
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) * step
    middle = side / 2 + np.asarray(shift) * side / stored
    corner = middle - .5 - turned @ np.full(2, (SIDE - 1) / 2)
    return cv2.warpAffine(crop, np.hstack([turned, corner[:, None]]), (SIDE, SIDE),
                          flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                          borderMode=cv2.BORDER_REPLICATE)


def moved(where, shift, growth, turn):
    """Where a face is, seen in the frame that framed() gives a glimpse."""
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    made = where.copy()
    made[2:4] -= np.log(growth)
    made[:2] = (where[:2] - shift) @ turned / growth
    made[4:] = ((where[4:].reshape(5, 2) - shift) @ turned / growth).ravel()
    return made


def mirrored(where):
    """Where a face is in the mirror image: right is left, of the points, too."""
    made = where.copy()
    made[0] = -made[0]
    points = where[4:].reshape(5, 2)[[1, 0, 2, 4, 3]]
    points[:, 0] = -points[:, 0]
    made[4:] = points.ravel()
    return made


def costs(net, batch):
    pixels, chance, where = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, places = net(loop.as_input(pixels).contiguous(memory_format=torch.channels_last))
    logits, wanted = logits.float()[:, 0], torch.from_numpy(chance)
    where = torch.from_numpy(where)
    known = ~where[:, 0].isnan()
    off = F.smooth_l1_loss(places.float()[known], where[known], reduction="none", beta=.02)
    return {"face": F.binary_cross_entropy_with_logits(logits, wanted * .98 + .01),
            "box": off[:, :4].mean() * BOX_COST, "points": off[:, 4:].mean() * POINT_COST}


def figures(glimpses, net):
    """How many faces stay, of the glimpses kept apart, when one, five of a hundred others do.

    And how far off box and points are, in sides of the box.
    """
    said, places = [], []
    with torch.no_grad():
        for rows in np.array_split(glimpses.held, max(1, len(glimpses.held) // 256)):
            logits, where = net(loop.as_input(np.stack([glimpses.whole(i) for i in rows])))
            said.append(logits[:, 0].numpy())
            places.append(where.numpy())
    logits, chance = np.concatenate(said), glimpses.chance[glimpses.held]
    edges = np.quantile(logits[chance < .1], [.9, .95, .99])
    off = np.abs(np.concatenate(places) - glimpses.where[glimpses.held])
    return {**{f"tar@{far}": round(float((logits[chance > .9] > e).mean()), 4)
               for far, e in zip((.1, .05, .01), edges)},
            "box": round(float(np.nanmean(off[:, :4])), 4),
            "points": round(float(np.nanmean(off[:, 4:])), 4)}


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

"""Trains points, pose and covered parts: python3 -m geometry.train --minutes 45."""

import argparse

import numpy as np
import torch
import torch.nn.functional as F

from facetrain import loop, reservoir, training

from . import evaluate
from .data import Faces
from .net import Geometry

SEED = 7212
BATCH = 64


def loss(said, wanted):
    """Points by their distance in hundredths of the crop, pose in tens of degrees, covered."""
    points, pose, covered = said
    shape, angles, sure, shares = wanted
    away = (points - shape).abs() * 100
    near = torch.where(away < 1, away * (2 - away) / 2 + away, away + .5).mean()
    turn = F.smooth_l1_loss(pose / 10, angles / 10, reduction="none", beta=.2)
    turn = (turn * sure[:, None]).sum() / (3 * sure.sum().clamp(min=1))
    hidden = F.binary_cross_entropy_with_logits(covered, shares)
    return {"points": near, "pose": 2 * turn, "covered": 2 * hidden}


def costs(net, batch):
    pixels, *wanted = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        features = net.features(loop.as_input(pixels))
    with torch.autocast("cpu", enabled=False):
        return loss(net.raw(features), [torch.as_tensor(w).float() for w in wanted])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--sources", default="celeba,utk,marked,lfw")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    names = given.sources.split(",")
    faces = Faces(names)
    print(len(faces.index), "faces,", int(faces.sure.sum()), "with a sure pose", flush=True)
    held, mean = evaluate.Held(names, faces.front), faces.mean()
    course = training.Training("geometry", Geometry(mean), given.rate, given.minutes, .02)
    made = reservoir.Reservoir(faces.sample, SEED + course.steps)
    random = np.random.default_rng(SEED + course.steps)
    course.run(made.batches(random, BATCH), costs,
               lambda net: {"made": made.made, **held.figures(net)},
               report_s=240, front=faces.front, mean=mean)


if __name__ == "__main__":
    main()

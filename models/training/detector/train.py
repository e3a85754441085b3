"""Trains the built-in detector on composed pictures: python3 -m detector.train --minutes 90."""

import argparse

import cv2
import numpy as np
import torch

from facetrain import paths, reservoir, training, yunet

from .bank import folder
from .compose import Composer
from .distil import Distilled
from .net import DetectorNet
from .photos import Bank
from .targets import loss
from .teacher import Detector

SEED = 1
SIDE = 256
BATCH = 10


class Samples:
    """Composed pictures [3,S,S] and what each cell should answer."""

    def __init__(self):
        cv2.setNumThreads(1)
        self.compose = Composer(Bank(folder()), SIDE, SEED)
        self.targets = Distilled(Detector(paths.teachers() / yunet.MODEL), SIDE)

    def __call__(self, random):
        self.compose.rng = random
        picture, faces = self.compose()
        return (np.ascontiguousarray(picture.transpose(2, 0, 1)),
                self.targets(picture, faces).astype(np.float16))


def costs(net, batch):
    pictures, targets = (torch.from_numpy(part).float() for part in batch)
    pictures = pictures.contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        maps = net(pictures)
    return loss(maps, targets)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--rate", type=float, default=2e-3)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    course = training.Training("detector", DetectorNet(), given.rate, given.minutes, .01)
    made = reservoir.Reservoir(Samples(), SEED + course.steps, size=6000, first=400, reuse=8)
    random = np.random.default_rng(SEED + course.steps)
    course.run(made.batches(random, BATCH), costs, lambda net: {"made": made.made},
               report_s=180)


if __name__ == "__main__":
    main()

"""Trains the embedder to repeat its teachers: python3 -m embedder.train --minutes 90."""

import argparse

import numpy as np
import torch

from facetrain import crops, damage, geometry, loop, training

from . import admitted, lfw, targets
from .net import FIRST, SIDE, Embedder

BATCH = 128
SEED = 20260
CALM_FROM, CALM = .8, .5


class Faces:
    """All faces that may be trained on, with what the teachers say of them.

    Towards the end of the training half of them are spared all damage but that of light: most
    faces at a gate are whole, and the net should leave off with these.
    """

    def __init__(self, names):
        self.progress = 0.0
        self.stores = [crops.Store(n) for n in names]
        wanted = [np.load(targets.path(n), mmap_mode="r") for n in names]
        banned = admitted.banned_rows()
        self.index, rows = [], []
        for number, (store, said) in enumerate(zip(self.stores, wanted)):
            free = admitted.free(store.name, store.names, said, banned)
            chosen = np.flatnonzero(free)
            print(f"{store.name}: {len(chosen)} of {len(store.names)} faces", flush=True)
            self.index += [(number, int(i)) for i in chosen]
            rows.append(np.asarray(said)[chosen])
        self.said = np.concatenate(rows).astype(np.float32)

    def batch(self, random):
        chosen = random.integers(0, len(self.index), BATCH)
        faces = [self.face(i, random) for i in chosen]
        return np.stack(faces), self.said[chosen]

    def face(self, i, random):
        number, row = self.index[i]
        store = self.stores[number]
        face = geometry.aligned(store.pixels[row], store.points[row], geometry.TIGHT, SIDE,
                                damage.shaken(SIDE, random, .02, .045, 4))
        if random.random() < .5:
            face = face[:, ::-1]
        if self.progress > CALM_FROM and random.random() < CALM:
            return damage.light(np.ascontiguousarray(face), random)
        if random.random() < .06:
            eyes = geometry.TIGHT[:2] * SIDE
            face = damage.spectacles(np.ascontiguousarray(face), eyes, random)
        elif random.random() < .05:
            face = damage.covered(np.ascontiguousarray(face), random)
        face = damage.photographic(np.ascontiguousarray(face), random)
        return damage.cut(face, random) if random.random() < .08 else face


def loss(said, wanted):
    """Each face near its teachers', and pairs of the batch as near to each other as theirs."""
    parts = []
    for part in (slice(0, FIRST), slice(FIRST, None)):
        mine, theirs = said[:, part], wanted[:, part]
        parts.append((1 - (mine * theirs).sum(1)).mean())
        parts.append(20 * ((mine @ mine.t() - theirs @ theirs.t()) ** 2).mean())
    return sum(parts)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, required=True,
                        help="of processor time, batches and reports included")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--sources", default="lfw,utk,celeba,glint,allage,celebtest,scut")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    evaluation = lfw.Evaluation()
    faces = Faces(given.sources.split(","))
    course = training.Training("embedder", Embedder(), given.rate, given.minutes)

    def costs(net, batch):
        faces.progress = course.schedule.spent / course.schedule.seconds
        return cost(net, batch)

    course.run(loop.batches(faces.batch, SEED + course.steps), costs,
               lambda net: {k: round(v, 4) for k, v in
                            evaluation.figures(evaluation.embeddings(net)).items()},
               report_s=480)


def cost(net, batch):
    pixels, said = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = net(loop.as_input(pixels))
    return {"all": loss(out, torch.from_numpy(said))}


if __name__ == "__main__":
    main()

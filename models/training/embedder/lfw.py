"""LFW view 2: 6,000 pairs of people none of whom is trained on."""

import re
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch

from facetrain import crops, geometry, gitfiles, loop, people

from .net import SIDE


def key(name, number):
    return f"{name}_{int(number):04d}"


@lru_cache
def seen():
    """People of the protocol whom the shipped net may have seen before it was trained on others.

    Until 220 minutes photos were left out one by one, not person by person, and so some photos of
    these people slipped through. A net trained from the start has seen none of them.
    """
    return set(Path(__file__).with_name("seen.txt").read_text().split())


@lru_cache
def pairs():
    """(one, other, same, fold) of the protocol, photos named as LFW names them."""
    (_, body), = gitfiles.contents(people.PAIRS[0], [people.PAIRS[1]])
    rows = []
    for number, line in enumerate(body.decode().splitlines()[1:]):
        parts = line.split("\t")
        fold = number // 600
        if len(parts) == 3:
            rows.append((key(parts[0], parts[1]), key(parts[0], parts[2]), True, fold))
        elif len(parts) == 4:
            rows.append((key(parts[0], parts[1]), key(parts[2], parts[3]), False, fold))
    return rows


def photo(path):
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def person(name):
    return re.sub(r"_\d{4}$", "", name)


class Evaluation:
    """Aligned photos of the protocol, embedded by whatever net is handed over."""

    def __init__(self):
        store = crops.Store("lfw")
        photos = {photo(n): i for i, n in enumerate(store.names)}
        wanted = sorted({p for one, other, _, _ in pairs() for p in (one, other)})
        self.rows = {name: row for row, name in enumerate(wanted)}
        self.index = [photos[p] for p in wanted]
        self.faces = np.stack([
            geometry.aligned(store.pixels[i], store.points[i], geometry.TIGHT, SIDE)
            for i in self.index])

    @torch.no_grad()
    def embeddings(self, net, mirrored=False):
        faces = self.faces[:, :, ::-1].copy() if mirrored else self.faces
        net.eval()
        return np.concatenate([net(loop.as_input(faces[i:i + 64])).numpy()
                               for i in range(0, len(faces), 64)])

    def figures(self, embeddings, without=()):
        """Accuracy over ten folds, and shares of right acceptances at shares of wrong ones.

        without: people whose pairs do not count.
        """
        rows = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)
        counted = [p for p in pairs() if not {person(p[0]), person(p[1])} & set(without)]
        one = np.array([self.rows[p[0]] for p in counted])
        other = np.array([self.rows[p[1]] for p in counted])
        same = np.array([p[2] for p in counted])
        fold = np.array([p[3] for p in counted])
        score = (rows[one] * rows[other]).sum(1)
        accuracy = [self.fold(score, same, fold == k) for k in range(10)]
        wrong = np.sort(score[~same])[::-1]
        right = score[same]
        figures = {"pairs": len(counted), "accuracy": float(np.mean(accuracy))}
        for far in (1e-2, 1e-3):
            figures[f"tar@{far:g}"] = float((right > wrong[int(far * len(wrong))]).mean())
        return figures

    @staticmethod
    def fold(score, same, held):
        order = np.sort(score[~held])
        best = max(order[::20], key=lambda t: ((score[~held] >= t) == same[~held]).mean())
        return ((score[held] >= best) == same[held]).mean()

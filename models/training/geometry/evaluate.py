"""Judges the geometry net on people it never saw: python3 -m geometry.evaluate geometry.onnx."""

import json
import sys
from pathlib import Path

import numpy as np
import torch

from facetrain import crops, geometry, loop, teacher
from traits import labels

from . import cover, human
from .data import Faces
from .net import SIDE

SEED = 99
MASKS = ("masked", "masked2")
GROUPS = {"contour": range(13), "eyes": [*range(13, 22), *range(30, 39)],
          "brows": [*range(22, 30), *range(39, 47)], "nose": range(47, 58),
          "mouth": range(58, 72)}


class Held:
    """Held-out faces, clean and with things before them, the same in every call."""

    def __init__(self, names, front, count=900):
        self.faces = Faces(names, held=True, mean=front)
        random = np.random.default_rng(SEED)
        order = evenly(random.permutation(len(self.faces.index)),
                       np.array([store for store, _ in self.faces.index]), count)
        rows = [self.faces.clean(i) for i in order]
        self.order = order
        self.pixels = np.stack([r[0] for r in rows])
        self.shape = np.stack([r[1] for r in rows]) / SIDE
        self.angles = np.stack([r[2] for r in rows])
        self.sure = self.faces.sure[order]
        hidden = [self.faces.hidden(face, shape * SIDE, random)
                  for face, shape in zip(self.pixels, self.shape)]
        self.hidden = np.stack([h[0] for h in hidden])
        self.shares = np.stack([h[1] for h in hidden])

    @torch.no_grad()
    def said(self, net, pixels):
        net.eval()
        rows = [net(loop.as_input(pixels[i:i + 50])) for i in range(0, len(pixels), 50)]
        return [torch.cat(column).numpy() for column in zip(*rows)]

    def figures(self, net):
        """Mean error of points by the distance of the eyes, of angles in degrees, of shares."""
        shape, angles, bare = self.said(net, self.pixels)
        behind, behind_angles, covered = self.said(net, self.hidden)
        turn = np.abs(angles - self.angles)[self.sure].mean(0)
        return {"nme": self.nme(shape), "nme hidden": self.nme(behind),
                "yaw": round(float(turn[0]), 2), "pitch": round(float(turn[1]), 2),
                "roll": round(float(turn[2]), 2),
                "covered": round(float(np.abs(covered - self.shares).mean()), 4),
                "bare": round(float(bare.mean()), 4)}

    def errors(self, shape):
        """Distances by the distance of the eyes [N,72]."""
        away = np.linalg.norm(shape.reshape(-1, 72, 2) - self.shape, axis=2)
        eyes = np.linalg.norm(self.shape[:, 21] - self.shape[:, 38], axis=1)
        return away / np.maximum(eyes, .1)[:, None]

    def nme(self, shape):
        return round(float(self.errors(shape).mean()), 4)


def evenly(order, sources, count):
    """The first of each source, at most as many of one as of another: one has far more to keep."""
    most = count // len(np.unique(sources))
    return np.concatenate([order[sources[order] == s][:most] for s in np.unique(sources)])


def tables(path, sources):
    """Every figure of an exported net: by parts of the face, by pose, by covered parts."""
    state = loop.Checkpoint("geometry").load()
    held = Held(sources, state["front"], 3000)
    shape, angles, bare = told(path, held.pixels)
    behind, _, covered = told(path, held.hidden)
    errors, hidden_errors = held.errors(shape), held.errors(behind)
    yaw = np.abs(held.angles[:, 0])
    turn = np.abs(angles - held.angles)
    bands = {"0-15": yaw < 15, "15-30": (yaw >= 15) & (yaw < 30), "30 and more": yaw >= 30}
    names = np.array([held.faces.stores[held.faces.index[i][0]].name for i in held.order])
    return {
        "faces": len(held.order),
        "nme": figure(errors.mean()),
        "nme by part": {k: figure(errors[:, list(v)].mean()) for k, v in GROUPS.items()},
        "nme by source": {str(n): figure(errors[names == n].mean()) for n in np.unique(names)},
        "nme with a thing before the face": figure(hidden_errors.mean()),
        "nme over 0.10": figure((errors.mean(1) > .1).mean()),
        "by yaw": {k: {"faces": int(b.sum()), "nme": figure(errors[b].mean()),
                       "yaw, pitch, roll error": [figure(v) for v in
                                                  turn[b & held.sure].mean(0)]}
                   for k, b in bands.items()},
        "nme by group": by_group(held, names, errors),
        "people's marks": people(path),
        "covered": parts(covered, held.shares, bare),
        "real masks": {name: worn(path, name) for name in MASKS if crops.exists(name)},
    }


def by_group(held, names, errors):
    """By what UTKFace's names say of sex, age and skin."""
    table = {}
    places = np.flatnonzero(names == "utk")
    stores = held.faces.stores
    known = labels.of("utk", [stores[held.faces.index[held.order[i]][0]].names[
        held.faces.index[held.order[i]][1]] for i in places])
    column = {name: known[:, k] for name, k in labels.COLUMN.items()}
    groups = {"female": column["gender"] == 0, "male": column["gender"] == 1,
              "yellow": column["race"] == 0, "white": column["race"] == 1,
              "black": column["race"] == 2, "arabs": column["race"] == 3,
              "under 13": column["age"] < 13, "13-59": (column["age"] >= 13) &
              (column["age"] < 60), "60 and more": column["age"] >= 60}
    for group, chosen in groups.items():
        table[group] = {"faces": int(chosen.sum()),
                        "nme": figure(errors[places[chosen]].mean())}
    return table


def told(path, pixels):
    rows = teacher.run(path, pixels, ["points", "pose", "covered"], "BGR", 127.5, 1 / 128)
    return rows[:, :144], rows[:, 144:147], rows[:, 147:]


def people(path):
    """Against the points that people set in video frames of held-out persons."""
    faces = Faces([human.NAME], held=True, mean=loop.Checkpoint("geometry").load()["front"])
    marks, mask = human.marks()
    pixels, wanted = [], []
    for i, (_, row) in enumerate(faces.index):
        faces.shape[i] = marks[row]
        face, shape, _ = faces.clean(i)
        pixels.append(face)
        wanted.append(shape)
    shape = told(path, np.stack(pixels))[0].reshape(-1, 72, 2) * SIDE
    wanted = np.stack(wanted)
    away = np.linalg.norm(shape - wanted, axis=2) / np.maximum(
        np.linalg.norm(wanted[:, 21] - wanted[:, 38], axis=1), .1 * SIDE)[:, None]
    return {"faces": len(away), "points": int(mask.sum()), "nme": figure(away[:, mask].mean()),
            "nme by part": {k: figure(away[:, [p for p in v if mask[p]]].mean())
                            for k, v in GROUPS.items()}}


def parts(said, wanted, bare):
    """Per part: mean error of the share, and how often half hidden is told from bare."""
    table = {}
    for k, name in enumerate(cover.PARTS):
        far = (wanted[:, k] < .1) | (wanted[:, k] > .5)
        right = (said[far, k] > .3) == (wanted[far, k] > .3)
        table[name] = {"error": figure(np.abs(said[:, k] - wanted[:, k]).mean()),
                       "told": figure(right.mean()),
                       "bare faces over 0.3": figure((bare[:, k] > .3).mean())}
    return table


def worn(path, name, count=400):
    """How often a mask that somebody wears is seen, in a set that holds nothing else."""
    store = crops.Store(name)
    rows = np.random.default_rng(SEED).permutation(len(store.names))[:count]
    covered = told(path, np.stack([
        geometry.aligned(store.pixels[i], store.points[i], geometry.LOOSE, SIDE)
        for i in rows]))[2]
    return {"faces": len(rows), "mouth over 0.5": figure((covered[:, 3] > .5).mean()),
            "an eye over 0.5": figure((covered[:, :2] > .5).any(1).mean())}


def figure(value):
    return round(float(value), 4)


if __name__ == "__main__":
    print(json.dumps(tables(Path(sys.argv[1]).resolve(), sys.argv[2].split(",") if
                            len(sys.argv) > 2 else ["celeba", "utk", human.NAME, "lfw"]),
                     indent=1))

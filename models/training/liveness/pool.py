"""Makes what the nets are trained on and judged by: python3 -m liveness.pool 24 train 1."""

import sys

import cv2
import numpy as np

from facetrain import crops, paths

from . import recapture, views
from .scenes import FACE_PX, PRINT, REAL, REPLAY, SETS, Scenes, digest

SHARD = 1000
KINDS = ("genuine", "print, NUAA", "replay sets", "screen, synthetic", "print, synthetic")
# Shares of the kinds, and of the sets among genuine faces.
SHARES = (.42, .14, .12, .2, .12)
GENUINE = {"lfw": .25, "nuaa": .17, "allage": .15, "celebtest": .14, "councillors": .02,
           "imagenet": .05, "replays": .1, "utk": .12}


def folder():
    return paths.role("liveness")


class Cropped:
    """Faces of the store of crops as scenes without surroundings; boxes are as wide as most."""

    WIDTH = .76

    def __init__(self, name, most):
        self.store = crops.Store(name)
        order = sorted(range(len(self.store.names)), key=lambda i: digest(str(self.store.names[i])))
        self.chosen = order[:most]
        most = len(self.chosen)
        self.side = round(FACE_PX * crops.SCALE)
        size = np.float32([FACE_PX * self.WIDTH, FACE_PX])
        box = np.concatenate([self.side / 2 - size / 2, size])
        self.boxes = np.tile(box.astype(np.float32), (most, 1))
        self.kinds = np.full(most, REAL)
        self.groups = np.array([name] * most)
        self.names = np.array([self.store.names[i] for i in self.chosen])
        self.held = np.arange(most) % 20 == 0
        self.tight = np.ones(most, bool)

    def image(self, i):
        return cv2.resize(self.store.pixels[self.chosen[i]], (self.side, self.side),
                          interpolation=cv2.INTER_AREA)


class Pool:
    """Draws scenes of one side, train or held."""

    def __init__(self, held):
        self.scenes = {n: Scenes(n) for n in SETS if (folder() / f"{n}.npz").exists()}
        if crops.exists("utk"):
            self.scenes["utk"] = Cropped("utk", 6000)
        self.backgrounds = np.load(folder() / "backgrounds.npy", mmap_mode="r")
        bound = int(len(self.backgrounds) * .85)
        self.grounds = (bound, len(self.backgrounds)) if held else (0, bound)
        self.rows = {}
        for name, scenes in self.scenes.items():
            for kind in (PRINT, REAL, REPLAY):
                rows = np.flatnonzero((scenes.held == held) & (scenes.kinds == kind))
                self.rows[name, kind] = self.by_group(scenes, rows)

    def has(self, kind):
        """Whether there are scenes to make this kind of."""
        return bool(self.rows.get({1: ("nuaa", PRINT), 2: ("replays", REPLAY)}.get(
            kind, ("nuaa", REAL))))

    @staticmethod
    def by_group(scenes, rows):
        groups = {}
        for row in rows:
            groups.setdefault(str(scenes.groups[row]), []).append(row)
        return list(groups.values())

    def drawn(self, name, kind, random):
        """A scene of a set: groups alike often, whatever their size (its root, in fact)."""
        groups = self.rows[name, kind]
        weights = np.sqrt([len(g) for g in groups])
        rows = groups[random.choice(len(groups), p=weights / weights.sum())]
        row = rows[random.integers(len(rows))]
        scenes = self.scenes[name]
        return scenes.image(row), scenes.boxes[row], bool(scenes.tight[row])

    def genuine(self, random, synthetic):
        names = [n for n in GENUINE if self.rows.get((n, REAL)) and
                 not (synthetic and n == "replays")]
        weights = np.array([GENUINE[n] for n in names])
        return self.drawn(names[random.choice(len(names), p=weights / weights.sum())], REAL,
                          random)

    def background(self, random):
        image = np.array(self.backgrounds[random.integers(*self.grounds)])
        if random.random() < .5:
            image = cv2.blur(image, (int(random.integers(2, 16)),) * 2)
        if random.random() < .35:
            rectangles(image, random)
        return image

    def sample(self, random, kind):
        """(views, label, whether the wider views are real ones)."""
        face_px = random.uniform(28, 72)
        tight = False
        if kind == 0:
            image, box, tight = self.genuine(random, False)
            if not tight and random.random() < .35:
                image, box = recapture.surrounded(image, box, random, self.background(random),
                                                  face_px)
            elif not tight and random.random() < .2:
                image, box = views.narrowed(image, box, random)
        elif kind in (1, 2):
            image, box, tight = self.drawn(*(("nuaa", PRINT), ("replays", REPLAY))[kind - 1],
                                           random)
        else:
            image, box, _ = self.genuine(random, True)
            image, box = recapture.attack(image, box, random, self.background(random), face_px,
                                          kind == 3)
            if random.random() < .35:
                image, box = views.narrowed(image, box, random)
        if random.random() < .4:
            image, box = views.shrunk(image, box, face_px)
        image = views.camera(image, random)
        label = (REAL, PRINT, REPLAY, REPLAY, PRINT)[kind]
        return views.views(image, views.shaken(box, random)), label, not tight


def rectangles(image, random):
    """Doors, windows, frames, monitors: edges that say nothing about the face."""
    for _ in range(int(random.integers(1, 4))):
        one, other = random.integers(0, 240, (2, 2))
        colour = tuple(float(c) for c in random.uniform(0, 255, 3))
        wide = -1 if random.random() < .6 else int(random.integers(2, 12))
        cv2.rectangle(image, tuple(int(v) for v in one), tuple(int(v) for v in other), colour,
                      wide, cv2.LINE_AA)


def main(count, side, first=0):
    pool = Pool(side == "held")
    target = folder() / "pool"
    target.mkdir(exist_ok=True)
    for number in range(first, first + count):
        random = np.random.default_rng([20264, side == "held", number])
        shares = np.array(SHARES) * [pool.has(k) for k in range(len(KINDS))]
        kinds = random.choice(len(KINDS), SHARD, p=shares / shares.sum())
        made = [pool.sample(random, k) for k in kinds]
        pixels, labels, wide = (np.array(part) for part in zip(*made))
        beside = target / f"{side}-{number:03d}.new.npz"
        np.savez(beside, pixels=pixels, labels=labels, wide=wide, kinds=kinds)
        beside.replace(target / f"{side}-{number:03d}.npz")
        print(side, number, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], *(int(v) for v in sys.argv[3:]))

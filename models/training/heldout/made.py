"""Photos of held-out people, and changes to them whose extent is known.

A changed face is shown as the nets' crop of it, pixel by pixel, with as much again around it, and
so is one that stays as it is: how sharp pictures are must not tell which were changed.
"""

from types import SimpleNamespace

import cv2
import numpy as np

from facetrain import crops, geometry, split
from facetrain.sources import SOURCES
from geometry import cover, points, targets
from traits import data, edits
from traits.net import SIDE

SEED = 4711
# The mesh is sure of a face from here on.
FLAG_MIN = 8
FEATHER = 6
WIDE = np.float32((geometry.LOOSE + .5) / 2)


def held(name, source, count):
    """Yields (path, picture) of so many of a source's pictures kept back, drawn by the seed."""
    names = [n for n in source.names() if split.held(name, n) and split.free(name, n)]
    order = np.random.default_rng(SEED).permutation(len(names))[:count]
    if len(order):
        yield from source.pictures([names[i] for i in order])


class Photos:
    """Faces of the sources named, of each so many: pictures, five points, and the mesh's 72."""

    def __init__(self, sources, count):
        cv2.setNumThreads(1)
        self.images, self.five = [], []
        for name in sources:
            source = SOURCES[name]
            for chunk in crops.chunks(held(name, source, count)):
                for _, image, face in crops.located(chunk, source.score_min, source.pad):
                    self.images.append(image)
                    self.five.append(face[5:].reshape(5, 2))
        self.five = np.float32(self.five)
        stored = SimpleNamespace(pixels=self.images, points=self.five)
        said = targets.labelled(stored, np.arange(len(self.images)))
        self.sure = said["flag"] > FLAG_MIN
        self.shape = points.of_mesh(said["mesh"].astype(np.float32))[..., :2]
        # FSA-Net sees all heads raised alike.
        fsanet = said["fsanet"] - np.median(said["fsanet"], 0) * [0, 1]
        self.turned = (said["omz"] + fsanet) / 2

    def __len__(self):
        return len(self.images)

    def shown(self, i):
        """(face with surroundings, the crop in its middle, the 72 points in the crop)."""
        wide = geometry.aligned(self.images[i], self.five[i], WIDE, 2 * SIDE)
        matrix = geometry.similarity(self.five[i], geometry.LOOSE * SIDE)
        shape = self.shape[i] @ matrix[:, :2].T + matrix[:, 2]
        return wide, middle(wide).copy(), shape.astype(np.float32)

    def other(self, i, random):
        """The crop of another face."""
        k = int(random.integers(len(self) - 1))
        return self.shown(k + (k >= i))[1]


def middle(wide):
    return wide[SIDE // 2:SIDE // 2 + SIDE, SIDE // 2:SIDE // 2 + SIDE]


def put(wide, face):
    """The picture with a changed face; the change fades out towards the edge of the crop."""
    weight = np.zeros((SIDE, SIDE), np.float32)
    weight[FEATHER:-FEATHER, FEATHER:-FEATHER] = 1
    weight = cv2.GaussianBlur(weight, (0, 0), FEATHER / 3)[..., None]
    out = wide.copy()
    inner = middle(out)
    inner[:] = (inner * (1 - weight) + face * weight).round().astype(np.uint8)
    return out


def covered(photos, i, random):
    """(picture with a thing before the face, covered share of each part)."""
    wide, face, shape = photos.shown(i)
    face, mask = cover.hide(face, shape, random, photos.other(i, random))
    return put(wide, face), dict(zip(PARTS, cover.shares(mask, shape)))


PARTS = ("left_eye", "right_eye", "nose", "mouth", "left_cheek", "right_cheek", "chin")


def sunglasses(photos, i, random):
    wide, face, shape = photos.shown(i)
    known = np.full(len(data.COLUMN), np.nan)
    return put(wide, data.Faces.sunglasses(face, shape, known, random))


def eyes(photos, i, random, pictures, shut):
    """Both eyes replaced by photographed ones that nobody was trained on."""
    wide, face, _ = photos.shown(i)
    eye = pictures[shut][int(random.integers(len(pictures[shut])))]
    for side in (0, 1):
        face = edits.eye_pasted(face, eye, side, random)
    return put(wide, face)


def composite(photos, i, random):
    wide, face, _ = photos.shown(i)
    return put(wide, edits.composite(face, photos.other(i, random), random))


def unsharp(photos, i, random):
    """(picture, how blurred its face is)."""
    wide, face, _ = photos.shown(i)
    face, blur = edits.unsharp(face, random)
    return put(wide, face), blur


def head(photos, i):
    """Yaw and pitch as two published nets see them, which ours did not repeat; the eyes' roll."""
    left, right = photos.five[i][:2]
    roll = np.degrees(np.arctan2(right[1] - left[1], right[0] - left[0]))
    return {"yaw": photos.turned[i][0], "pitch": photos.turned[i][1], "roll": roll}

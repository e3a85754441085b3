"""Faces with points, pose and, painted on them, things that cover known parts."""

import cv2
import numpy as np

from facetrain import crops, damage, geometry, split

from . import cover, human, points, pose, targets
from .net import SIDE

cv2.setNumThreads(1)
APART_MAX = .13
POSE_APART_MAX = 18


class Faces:
    """Labelled faces of several sources; held says whether those kept for evaluation."""

    def __init__(self, names, held=False, mean=None):
        self.stores, self.index = [], []
        rows = {"shape": [], "angles": [], "sure": []}
        loaded = [load(name) for name in names]
        self.front = mean if mean is not None else front(loaded)
        for store, chosen, shape, fsanet in loaded:
            keep = np.array([split.held(store.name, store.names[i]) == held for i in chosen])
            keep &= apart(store.points[chosen], shape) < APART_MAX
            angles = np.array([pose.angles(s, self.front) for s in shape[keep]]).reshape(-1, 3)
            said = fsanet[keep] - np.median(fsanet, 0) * [0, 1]
            rows["sure"].append(np.abs(angles[:, :2] - said).max(1) < POSE_APART_MAX)
            rows["shape"].append(shape[keep])
            rows["angles"].append(angles)
            self.index += [(len(self.stores), int(i)) for i in chosen[keep]]
            self.stores.append(store)
        self.shape = np.concatenate(rows["shape"])[..., :2].astype(np.float32)
        self.angles = np.concatenate(rows["angles"]).astype(np.float32)
        self.sure = np.concatenate(rows["sure"])
        turned = np.abs(self.angles[:, 0]) / 20 + np.abs(self.angles[:, 1]) / 15
        self.weight = 1 + np.minimum(turned, 3)

    def mean(self):
        """The mean face in the crop, mirror-symmetric, as shares."""
        some = np.mean([self.clean(i)[1] for i in range(0, len(self.index), 7)], 0) / SIDE
        return ((some + some[points.MIRROR] * [-1, 1] + [1, 0]) / 2).ravel()

    def clean(self, i, extra=None):
        """(crop, points in its pixels, angles) of one face."""
        store, row = self.stores[self.index[i][0]], self.index[i][1]
        matrix = geometry.similarity(store.points[row], geometry.LOOSE * SIDE)
        if extra is not None:
            matrix = (extra @ np.vstack([matrix, [0, 0, 1]]))[:2]
        face = geometry.aligned(store.pixels[row], store.points[row], geometry.LOOSE, SIDE, extra)
        shape = self.shape[i] @ matrix[:, :2].T + matrix[:, 2]
        angles = self.angles[i] + [0, 0, np.degrees(np.arctan2(matrix[1, 0], matrix[0, 0]))]
        return face, shape.astype(np.float32), angles.astype(np.float32)

    def sample(self, random):
        """(crop, points as shares, pose, whether the pose is sure, covered shares)."""
        i = self.choose(random)
        face, shape, angles = self.clean(i, damage.shaken(SIDE, random, .025, .06, 7))
        if random.random() < .5:
            face = np.ascontiguousarray(face[:, ::-1])
            shape = shape[points.MIRROR] * [-1, 1] + [SIDE, 0]
            angles = angles * [-1, 1, -1]
        shares = np.zeros(7, np.float32)
        chance = random.random()
        if chance < .5:
            face, shares = self.hidden(face, shape, random)
        elif chance < .6:
            face = damage.spectacles(face, shape[[21, 38]], random, dark=False)
        face = damage.photographic(face, random)
        face = damage.cut(face, random) if random.random() < .06 else face
        return (face, shape.astype(np.float32).ravel() / SIDE,
                angles, self.sure[i], shares)

    def choose(self, random):
        """Turned heads more often than straight ones."""
        while True:
            i = int(random.integers(len(self.index)))
            if random.random() * 4 < self.weight[i]:
                return i

    def hidden(self, face, shape, random):
        store, row = self.stores[0], int(random.integers(len(self.stores[0].names)))
        corner = random.integers(0, 96, 2)
        side = int(random.integers(40, 96))
        other = store.pixels[row][corner[1]:corner[1] + side, corner[0]:corner[0] + side]
        mask = np.zeros(face.shape[:2], np.uint8)
        for _ in range(1 if random.random() < .85 else 2):
            face, one = cover.hide(face, shape, random, other)
            mask = cv2.bitwise_or(mask, one)
        return face, cover.shares(mask, shape)


def load(name):
    """(store, chosen, shapes [N,72,3] in pixels of the stored crop, FSANet's yaw and pitch)."""
    store = crops.Store(name)
    said = np.load(targets.path(name))
    shape = points.of_mesh(said["mesh"].astype(np.float32))
    if name == human.NAME:
        marks, mask = human.marks()
        shape[:, mask, :2] = (shape[:, mask, :2] + marks[said["chosen"]][:, mask]) / 2
    good = said["flag"] > 5
    return store, said["chosen"][good], shape[good], said["fsanet"][good]


def front(loaded):
    """The mean face of the first source's nearly frontal ones; its median pitch becomes zero."""
    _, _, shape, fsanet = loaded[0]
    frontal = shape[np.abs(fsanet[:, 0]) < 6][:1500]
    mean = pose.canonical(frontal)
    pitch = np.median([pose.angles(s, mean)[1] for s in frontal])
    c, s = np.cos(np.radians(pitch)), np.sin(np.radians(pitch))
    return mean @ np.array([[1, 0, 0], [0, c, -s], [0, s, c]]).T


def apart(five, shape):
    """How far mesh and detector disagree on the five points, by the height of the face."""
    mine = np.stack([shape[:, 21], shape[:, 38], shape[:, 57], shape[:, 58], shape[:, 62]], 1)
    height = np.linalg.norm(five[:, :2].mean(1) - five[:, 3:].mean(1), axis=1)
    return np.linalg.norm(mine[..., :2] - five, axis=2).mean(1) / height

"""What the teacher answers in every cell, put right where the composed truth is known.

A target of a cell is seventeen numbers: how much the cell is a face's (0 to 1; -1: nobody knows),
its class score, how much its box counts, the box (centre and size) and ten points, in pixels.
"""

import cv2
import numpy as np

from .net import STRIDES
from .targets import assigned
from .teacher import overlaps

WIDTH = 17
SEEN, SURE = 0.25, 0.45
MATCH, CLEAR = 0.3, 0.1


class Distilled:
    """Targets of composed pictures, by a teacher who sees them at their own and twice the size."""

    def __init__(self, teacher, side):
        self.teacher, self.side = teacher, side

    def __call__(self, picture, faces):
        """Targets [cells,17] of a picture whose faces [N,15] are known."""
        maps = self.levels(picture)
        made = np.concatenate(maps)
        self.correct(made, faces)
        self.complete(made, faces)
        return made

    def levels(self, picture):
        """Per stride of the net, the surest of what the teacher says of the same place."""
        large = cv2.resize(picture, (2 * self.side, 2 * self.side), interpolation=cv2.INTER_LINEAR)
        twice, once = cells(self.teacher, large, 0.5), cells(self.teacher, picture, 1.0)
        count = [self.side // stride for stride in STRIDES]
        return [surest(pooled(twice[0], 2 * count[0]), twice[1]),
                surest(twice[2], once[1]),
                once[2]]

    def correct(self, made, faces):
        """What the teacher takes for a face where the composition has none is ground."""
        found = made[:, 0] * made[:, 1] > 0.01
        rows = np.flatnonzero(found)
        if not len(rows):
            return
        boxes = corners(made[rows])
        best = np.zeros(len(rows))
        for face in faces:
            best = np.maximum(best, overlaps(face, boxes))
        made[rows[best < CLEAR], :3] = 0
        doubts = faces[faces[:, 4] < 1] if len(faces) else faces
        for face in doubts:
            made[rows[overlaps(face, boxes) > MATCH], 0] = -1

    def complete(self, made, faces):
        """Faces that the teacher does not see are marked as they were composed."""
        sure = made[:, 0] * made[:, 1] > SURE ** 2
        boxes = corners(made[sure])
        missed = np.array([f[4] < 1 or not len(boxes) or overlaps(f, boxes).max() < SURE
                           for f in faces], bool)
        if not missed.any():
            return
        truth = assigned(faces[missed], self.side)
        face, doubt = truth[:, 0] == 1, truth[:, 0] == 2
        made[doubt, 0] = -1
        made[face, :3] = 1
        made[face, 3:] = truth[face, 1:15]


def cells(teacher, picture, scale):
    """The teacher's maps of a picture as targets, lengths brought back by the scale."""
    made = []
    for stride, (cls, obj, box, points) in zip(STRIDES, teacher.maps(picture)):
        count = len(cls)
        across = picture.shape[1] // stride
        at = np.stack([np.arange(count) % across, np.arange(count) // across], 1)
        rows = np.zeros((count, WIDTH), np.float32)
        rows[:, 0], rows[:, 1] = obj[:, 0].clip(0, 1), cls[:, 0].clip(0, 1)
        score = np.sqrt(rows[:, 0] * rows[:, 1])
        rows[:, 2] = np.where(score > SEEN, score, 0)
        rows[:, 3:5] = (at + box[:, :2]) * stride * scale
        rows[:, 5:7] = np.exp(np.minimum(box[:, 2:], 8)) * stride * scale
        rows[:, 7:] = (np.tile(at, 5) + points) * stride * scale
        made.append(rows)
    return made


def surest(one, other):
    """Cell by cell the row with the higher score."""
    return np.where((one[:, :1] * one[:, 1:2]) >= (other[:, :1] * other[:, 1:2]), one, other)


def pooled(rows, across):
    """Of each two by two cells the surest, as a map of half the side."""
    grid = rows.reshape(across // 2, 2, across // 2, 2, WIDTH).transpose(0, 2, 1, 3, 4)
    grid = grid.reshape(-1, 4, WIDTH)
    best = (grid[..., 0] * grid[..., 1]).argmax(1)
    return grid[np.arange(len(grid)), best]


def corners(rows):
    """Boxes of rows as left, top, width, height."""
    return np.concatenate([rows[:, 3:5] - rows[:, 5:7] / 2, rows[:, 5:7]], 1)

"""Finds faces by YuNet, the detection teacher (opencv_zoo, MIT)."""

import cv2
import numpy as np

from . import teacher

MODEL = "face_detection_yunet_2026may.onnx"
STRIDES = (8, 16, 32)
KINDS = ("cls", "obj", "bbox", "kps")
OUTPUTS = [f"{kind}_{stride}" for kind in KINDS for stride in STRIDES]


def detect(images, score_min=0.5):
    """Faces of square images [N,S,S,3]: per image an array [F,15] of x, y, w, h, score, points."""
    side = images.shape[1]
    figures = teacher.run(MODEL, images, OUTPUTS)
    return [_faces(f, side, score_min) for f in figures]


def _faces(figures, side, score_min):
    parts, offset = {}, 0
    for kind, width in zip(KINDS, (1, 1, 4, 10)):
        for stride in STRIDES:
            cells = (side // stride) ** 2
            parts[kind, stride] = figures[offset:offset + cells * width].reshape(cells, width)
            offset += cells * width
    rows = np.concatenate([_decoded(parts, stride, side, score_min) for stride in STRIDES])
    if not len(rows):
        return rows
    keep = cv2.dnn.NMSBoxes(rows[:, :4].tolist(), rows[:, 4].tolist(), score_min, 0.3)
    return rows[np.array(keep).ravel()]


def _decoded(parts, stride, side, score_min):
    score = np.sqrt(np.clip(parts["cls", stride], 0, 1) * np.clip(parts["obj", stride], 0, 1))
    chosen = np.flatnonzero(score[:, 0] >= score_min)
    row, column = np.divmod(chosen, side // stride)
    cell = np.stack([column, row], 1)
    box = parts["bbox", stride][chosen]
    centre = (cell + box[:, :2]) * stride
    size = np.exp(box[:, 2:]) * stride
    points = (np.tile(cell, 5) + parts["kps", stride][chosen]) * stride
    return np.hstack([centre - size / 2, size, score[chosen], points]).astype(np.float32)

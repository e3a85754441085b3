"""The teacher detector: runs a YuNet ONNX file and reads its twelve outputs."""

import cv2
import numpy as np

from facetrain import export, onnx_torch

STRIDES = (8, 16, 32)
OVERLAP_MAX = 0.3


class Detector:
    """A detector with YuNet's interface, run on square canvases.

    OpenCV runs it, and torch its 8-bit twin.
    """

    def __init__(self, path):
        body = export.whole(path)
        self.model = np.frombuffer(body, np.uint8)
        self.twin = onnx_torch.OnnxNet(path) if b"QuantizeLinear" in body else None
        self.nets = {}
        self.names = [f"{kind}_{s}" for kind in ("cls", "obj", "bbox", "kps") for s in STRIDES]

    def raw(self, canvas):
        """Faces [N,15] of one canvas (sides multiples of 32): x, y, w, h, score, ten points."""
        return decoded(self.outputs(canvas), canvas.shape[1])

    def maps(self, canvas):
        """Per stride what the net says of each cell: class, object, box, points."""
        outputs = self.outputs(canvas)
        return [[outputs[level + 3 * kind][0] for kind in range(4)]
                for level in range(len(STRIDES))]

    def outputs(self, canvas):
        blob = np.ascontiguousarray(canvas.transpose(2, 0, 1)[None], dtype=np.float32)
        if self.twin:
            return self.twin(blob, self.names)
        if canvas.shape not in self.nets:
            self.nets[canvas.shape] = cv2.dnn.readNetFromONNX(self.model)
        net = self.nets[canvas.shape]
        net.setInput(blob)
        return net.forward(self.names)

    def look(self, photo, side, score_min):
        """Faces of a photo drawn onto a canvas of that side, in the photo's own pixels."""
        canvas, scale = letterboxed(photo, side)
        faces = self.raw(canvas)
        faces = faces[faces[:, 4] >= score_min]
        faces[:, :4] /= scale
        faces[:, 5:] /= scale
        return faces


def letterboxed(photo, side):
    """The photo scaled to fill a black square from its top left corner, and the scale."""
    height, width = photo.shape[:2]
    scale = side / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    canvas = np.zeros((side, side, 3), np.uint8)
    canvas[: size[1], : size[0]] = cv2.resize(photo, size, interpolation=way)
    return canvas, scale


def decoded(outputs, width):
    """All cells of the three strides as faces [N,15]: x, y, w, h, score, ten points."""
    rows = []
    for level, stride in enumerate(STRIDES):
        cls, obj, box, points = (outputs[level + 3 * kind][0] for kind in range(4))
        cell = np.arange(len(cls))
        at = np.stack([cell % (width // stride), cell // (width // stride)], 1)
        score = np.sqrt(np.clip(cls[:, 0], 0, 1) * np.clip(obj[:, 0], 0, 1))
        size = np.exp(np.minimum(box[:, 2:], 8)) * stride
        corner = (at + box[:, :2]) * stride - size / 2
        points = (np.tile(at, 5) + points) * stride
        rows.append(np.concatenate([corner, size, score[:, None], points], 1))
    return np.concatenate(rows).astype(np.float32)


def best(faces, overlap_max=OVERLAP_MAX):
    """The faces that no better one overlaps, best first."""
    faces = faces[np.argsort(-faces[:, 4])]
    kept = []
    while len(faces):
        kept.append(faces[0])
        faces = faces[overlaps(faces[0], faces) <= overlap_max]
    return np.array(kept, np.float32).reshape(-1, 15)


def overlaps(face, others):
    """Common area over joint area of one face with each of the others."""
    low = np.maximum(face[:2], others[:, :2])
    high = np.minimum(face[:2] + face[2:4], others[:, :2] + others[:, 2:4])
    common = np.prod(np.maximum(high - low, 0), 1)
    return common / (face[2] * face[3] + others[:, 2] * others[:, 3] - common + 1e-9)

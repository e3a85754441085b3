"""Which faces of sets without such labels wear glasses, by a teacher: python3 -m traits.worn"""

import cv2
import numpy as np
import torch

from facetrain import crops, geometry, paths
from facetrain.onnx_torch import OnnxNet

# Source: every so many faces.
EVERY = {"utk": 3, "allage": 4, "scut": 2}
# The strip of the eyes in the loose crop: left, top, right, bottom, and the teacher's input.
STRIP = (.13, .30, .88, .60)
WIDTH, HEIGHT = 128, 64
CANVAS = 192
SURE = 3


def path(name):
    return paths.role("traits") / f"{name}-glasses.npz"


def said(store, rows):
    """Above 0 where glasses are worn."""
    net = OnnxNet(paths.teachers() / "glasses_mobilenetv3.onnx")
    left, top, right, bottom = (int(round(v * CANVAS)) for v in STRIP)
    out = []
    for start in range(0, len(rows), 64):
        strips = [cv2.resize(geometry.aligned(store.pixels[i], store.points[i], geometry.LOOSE,
                                              CANVAS)[top:bottom, left:right], (WIDTH, HEIGHT),
                             interpolation=cv2.INTER_AREA) for i in rows[start:start + 64]]
        batch = torch.from_numpy(np.stack(strips)[..., ::-1].copy()).permute(0, 3, 1, 2).float()
        out.append(-net(batch)[0][:, 0])
    return np.concatenate(out)


def known(name):
    """{row: whether glasses are worn} where the teacher is sure."""
    if not path(name).exists():
        return {}
    table = np.load(path(name))
    return {int(i): value > 0 for i, value in zip(table["rows"], table["said"])
            if abs(value) > SURE}


if __name__ == "__main__":
    torch.set_num_threads(1)
    for each, every in EVERY.items():
        if not path(each).exists():
            pictures = crops.Store(each)
            chosen = np.arange(0, len(pictures.names), every)
            np.savez(path(each), rows=chosen, said=said(pictures, chosen))

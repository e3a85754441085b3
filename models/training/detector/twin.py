"""Writes a detector's 8-bit twin beside it: python3 -m detector.twin detector.onnx"""

import sys
from pathlib import Path

import numpy as np
import onnx

from facetrain import export, quantise

from .bank import folder
from .photos import Bank
from .teacher import letterboxed

SEED = 7
SIDE = 320
PHOTOS = 192
# One in so many shows nobody.
GROUNDS = 4
# How many of a hundred figures fit: faces are among the rare ones.
SHARE = 99.997


def calibration():
    """Photos to train on as the net gets them: [N,3,S,S], BGR, 0 to 255."""
    bank, random = Bank(folder(), chips_max=0), np.random.default_rng(SEED)
    made = []
    for i in range(PHOTOS):
        photo, _ = (bank.any_photo if i % GROUNDS else bank.any_ground)(random)
        made.append(letterboxed(photo, SIDE)[0].transpose(2, 0, 1))
    return np.stack(made).astype(np.float32)


def kept(path):
    """What stays in 32 bits: the first two convolutions, and those whose output none reads."""
    nodes = onnx.load(str(path)).graph.node
    follows = {name: node.op_type for node in nodes for name in node.input}
    outputs = [node.output[0] for node in nodes if node.op_type == "Conv"]
    return outputs[:2] + [name for name in outputs if follows[name] not in quantise.QUANTISED]


def main(path):
    path = Path(path)
    plain, twin = path.with_suffix(".whole"), path.with_name(f"{path.stem}-int8.onnx")
    plain.write_bytes(export.whole(path))
    quantise.quantise(plain, twin, calibration(), kept(plain), SHARE)
    plain.unlink()
    export.halved(twin)


if __name__ == "__main__":
    main(sys.argv[1])

"""Writes embedder.onnx and its int8 twin from the checkpoint: python3 -m embedder.export DIR."""

import sys
from pathlib import Path

import numpy as np
import torch

from facetrain import crops, damage, export, geometry, loop, quantise

from .net import SIDE, Embedder

SEED = 7
CALIBRATION = 384


def trained():
    net = Embedder()
    net.load_state_dict(loop.Checkpoint("embedder").load()["average"])
    return net.eval()


def calibration():
    """Faces as gates see them, none of a person of the evaluation."""
    random = np.random.default_rng(SEED)
    faces = []
    for name in ("utk", "celeba"):
        store = crops.Store(name)
        for i in random.choice(len(store.names), CALIBRATION // 2, replace=False):
            face = geometry.aligned(store.pixels[i], store.points[i], geometry.TIGHT, SIDE)
            faces.append(damage.photographic(face, random))
    return loop.as_input(np.stack(faces)).contiguous().numpy()


def main(folder):
    torch.manual_seed(SEED)
    folder, net = Path(folder), trained()
    whole = folder / "embedder-whole.onnx"
    export.export(net, SIDE, ["embedding"], whole, halves=False)
    quantise.quantise(whole, folder / "embedder-int8.onnx", calibration())
    whole.unlink()
    export.export(net, SIDE, ["embedding"], folder / "embedder.onnx")


if __name__ == "__main__":
    main(sys.argv[1])

"""Writes embedder.onnx and its int8 twin from the checkpoint: python3 -m embedder.export DIR."""

import sys
from pathlib import Path

import numpy as np
import torch

from facetrain import crops, damage, export, geometry, loop, quantise

from .net import SIDE, Doubled, Embedder

SEED = 7
CALIBRATION = 384
CENTRE = 3000


def trained():
    net = Embedder()
    net.load_state_dict(loop.Checkpoint("embedder").load()["average"])
    net.eval()
    return Doubled(net, centre(net)).eval()


@torch.no_grad()
def centre(net):
    """What the embeddings of all faces have in common, which tells nobody from anybody."""
    random = np.random.default_rng(SEED)
    rows = []
    for name in ("utk", "celeba", "celebtest", "allage"):
        store = crops.Store(name)
        for i in random.choice(len(store.names), CENTRE // 4, replace=False):
            face = geometry.aligned(store.pixels[i], store.points[i], geometry.TIGHT, SIDE)
            rows.append(net(loop.as_input(face[None]))[0])
    return torch.stack(rows).mean(0)


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
    export.halved(folder / "embedder-int8.onnx")
    export.export(net, SIDE, ["embedding"], folder / "embedder.onnx")


if __name__ == "__main__":
    main(sys.argv[1])

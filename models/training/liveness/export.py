"""Writes the three nets as ONNX, weights in half precision: python3 -m liveness.export DIR."""

import sys
from pathlib import Path

import numpy as np
import torch

from facetrain import export, onnx_torch

from .net import trained
from .views import SIDE


def main(folder):
    for name, net in trained().items():
        path = Path(folder) / f"liveness-{name}.onnx"
        export.export(net, SIDE, ["logits"], path)
        x = torch.randn(1, 3, SIDE, SIDE)
        with torch.no_grad():
            away = np.abs(onnx_torch.OnnxNet(path)(x)[0] - net(x).numpy()).max()
        print(path.name, path.stat().st_size, "bytes, farthest from torch", round(float(away), 4))


if __name__ == "__main__":
    main(sys.argv[1])

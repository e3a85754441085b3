"""Writes geometry.onnx from the checkpoint: python3 -m geometry.export DIR."""

import sys
from pathlib import Path

from facetrain import export, loop

from .net import SIDE, Geometry

OUTPUTS = ("points", "pose", "covered")


def trained():
    state = loop.Checkpoint("geometry").load()
    net = Geometry(state["mean"])
    net.load_state_dict(state["average"])
    return net.eval()


if __name__ == "__main__":
    export.export(trained(), SIDE, OUTPUTS, Path(sys.argv[1]) / "geometry.onnx")

"""Writes traits.onnx from the checkpoint: python3 -m traits.export DIR."""

import sys
from pathlib import Path

from facetrain import export, loop

from .net import OUTPUTS, SIDE, Traits


def trained():
    net = Traits()
    net.load_state_dict(loop.Checkpoint("traits").load()["average"])
    return net.eval()


if __name__ == "__main__":
    export.export(trained(), SIDE, OUTPUTS, Path(sys.argv[1]) / "traits.onnx")

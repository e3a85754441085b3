"""Writes traits.onnx from the checkpoint: python3 -m traits.export DIR."""

import sys
from pathlib import Path

from facetrain import export, loop

from .net import OUTPUTS, SIDE, Traits


def trained():
    net = Traits()
    net.load_state_dict(loop.Checkpoint("traits").load()["average"])
    return net.eval()


def main(folder):
    path = Path(folder) / "traits.onnx"
    export.export(trained(), SIDE, OUTPUTS, path, halves=False)
    export.rounded(path)


if __name__ == "__main__":
    main(sys.argv[1])

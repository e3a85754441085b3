"""Writes the verifier as ONNX, its logit stretched and shifted: python3 -m detector.confirm."""

import argparse
from pathlib import Path

import numpy as np
import torch

from facetrain import export, loop

from .export import folded_norms
from .verifier import PLACES, SIDE, Verifier, mirrored


class Said(torch.nn.Module):
    """The mean of what is said of a picture and of its mirror image: a chance, and where.

    One factor and one shift fit the chance to the detector's score.
    """

    def __init__(self, net, factor, shift):
        super().__init__()
        self.net, self.factor, self.shift = net, factor, shift
        self.register_buffer("turned", torch.arange(SIDE - 1, -1, -1))
        seen = np.eye(PLACES, dtype=np.float32)
        mean = np.concatenate([seen, np.stack([mirrored(row) for row in seen])]) / 2
        self.register_buffer("mean", torch.from_numpy(mean))

    def forward(self, x):
        said, where = self.net(torch.cat([x, x.index_select(3, self.turned)]))
        chance = torch.sigmoid(said.mean(0, keepdim=True) * self.factor + self.shift)
        return chance, where.reshape(1, 2 * PLACES) @ self.mean


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="the ONNX file to write")
    parser.add_argument("--factor", type=float, default=1.0)
    parser.add_argument("--shift", type=float, default=0.0)
    given = parser.parse_args()
    net = Verifier()
    net.load_state_dict(loop.Checkpoint("verifier").load()["average"])
    said = Said(folded_norms(net.eval()), given.factor, given.shift)
    export.export(said, SIDE, ["probability", "where"], given.out, height=2 * SIDE)
    print(Path(given.out).stat().st_size, "bytes")


if __name__ == "__main__":
    main()

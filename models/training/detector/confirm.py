"""Writes the verifier as ONNX, its answer stretched and shifted: python3 -m detector.confirm."""

import argparse
from pathlib import Path

import torch

from facetrain import export, loop

from .export import folded_norms
from .verifier import SIDE, Verifier


class Said(torch.nn.Module):
    """The mean logit of a picture and its mirror image, as a chance.

    One factor and one shift fit it to the detector's score.
    """

    def __init__(self, net, factor, shift):
        super().__init__()
        self.net, self.factor, self.shift = net, factor, shift
        self.register_buffer("turned", torch.arange(SIDE - 1, -1, -1))

    def forward(self, x):
        both = self.net(torch.cat([x, x.index_select(3, self.turned)]))
        return torch.sigmoid(both.mean(0, keepdim=True) * self.factor + self.shift)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="the ONNX file to write")
    parser.add_argument("--factor", type=float, default=1.0)
    parser.add_argument("--shift", type=float, default=0.0)
    given = parser.parse_args()
    net = Verifier()
    net.load_state_dict(loop.Checkpoint("verifier").load()["average"])
    said = Said(folded_norms(net.eval()), given.factor, given.shift)
    export.export(said, SIDE, ["probability"], given.out)
    print(Path(given.out).stat().st_size, "bytes")


if __name__ == "__main__":
    main()

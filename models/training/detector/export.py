"""Writes the trained net as an ONNX file with YuNet's interface."""

import argparse
from pathlib import Path

import onnx
import torch

from facetrain import loop
from facetrain.export import halve

from .net import SHAPE, STRIDES, DetectorNet

OPSET = 13
INPUT = "input"


class Folded(torch.nn.Module):
    """The net with its sixteen numbers split as YuNet names them."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        made = {}
        for stride, cells in zip(STRIDES, self.net(x)):
            cells = cells.permute(0, 2, 3, 1).reshape(1, -1, 16)
            made[f"cls_{stride}"] = cells[..., 0:1].sigmoid()
            made[f"obj_{stride}"] = cells[..., 1:2].sigmoid()
            made[f"bbox_{stride}"] = cells[..., 2:6]
            made[f"kps_{stride}"] = cells[..., 6:16]
        return tuple(made[name] for name in names())


def names():
    return [f"{kind}_{stride}" for kind, _ in SHAPE for stride in STRIDES]


def folded(net):
    """The net for use: batch normalisation and the picture's scale inside the convolutions."""
    net = folded_norms(net.eval())
    with torch.no_grad():
        net.stem[0].weight /= 255
    net.picture_scale = 1.0
    return net


def folded_norms(net):
    """A net in evaluation whose batch normalisations are part of the convolutions before them."""
    for module in list(net.modules()):
        if isinstance(module, torch.nn.Sequential) and len(module) > 1 \
                and isinstance(module[1], torch.nn.BatchNorm2d):
            module[0] = torch.nn.utils.fusion.fuse_conv_bn_eval(module[0], module[1])
            module[1] = torch.nn.Identity()
    return net


def write(net, path):
    """Exports for variable height and width, then names the sides of the outputs."""
    flexible = {INPUT: {2: "height", 3: "width"},
                **{name: {1: f"cells_{name.split('_')[1]}"} for name in names()}}
    torch.onnx.export(Folded(net), torch.zeros(1, 3, 320, 320), str(path), opset_version=OPSET,
                      input_names=[INPUT], output_names=names(), dynamic_axes=flexible)
    model = onnx.load(str(path))
    model.producer_name, model.producer_version = "facegate", "1"
    halve(model)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="the ONNX file to write")
    parser.add_argument("--shift", type=float, default=0.0,
                        help="added to the object logits: moves what a score of 0.6 means")
    given = parser.parse_args()
    net = DetectorNet()
    net.load_state_dict(loop.Checkpoint("detector").load()["average"])
    net = folded(net)
    with torch.no_grad():
        for head in net.heads:
            head.last.bias[1] += given.shift
    model = write(net, given.out)
    kinds = sorted({node.op_type for node in model.graph.node})
    print(f"{Path(given.out).stat().st_size} bytes, operators {', '.join(kinds)}")


if __name__ == "__main__":
    main()

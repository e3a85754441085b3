"""The built-in detector: a small fully convolutional net with YuNet's outputs."""

import torch
import torch.nn.functional as F
from torch import nn

STRIDES = (8, 16, 32)
OUTPUTS = 16
SHAPE = (("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10))


class Convolution(nn.Sequential):
    """A convolution with batch normalisation and a rectifier."""

    def __init__(self, given, made, kernel=3, stride=1, rectified=True):
        border = 2 if kernel == 8 else kernel // 2
        layers = [nn.Conv2d(given, made, kernel, stride, border, bias=False),
                  nn.BatchNorm2d(made)]
        super().__init__(*layers, *([nn.ReLU(inplace=True)] if rectified else []))


class Residual(nn.Module):
    """One 3x3 convolution beside the identity: half the cost of a classic block."""

    def __init__(self, width):
        super().__init__()
        self.body = Convolution(width, width, rectified=False)

    def forward(self, x):
        return F.relu(x + self.body(x))


class Head(nn.Module):
    """The sixteen numbers of each cell: class and object logits, box, points."""

    def __init__(self, width):
        super().__init__()
        self.last = nn.Conv2d(width, OUTPUTS, 1)
        nn.init.normal_(self.last.weight, std=0.01)
        nn.init.zeros_(self.last.bias)
        with torch.no_grad():
            self.last.bias[1] = -4.0

    def forward(self, x):
        return self.last(x)


class DetectorNet(nn.Module):
    """BGR pictures 0..255 to three maps [N,16,H/S,W/S]: class, object, box, points.

    Nothing is subtracted from the picture: a black border and the padding of the convolutions
    are then the same. The two coarser levels share the convolution before their numbers, since
    a face twice as large looks the same on cells twice as large. The first convolution goes to a
    quarter of the side at once: maps at half the side cost more time than they are worth.
    """

    def __init__(self, early=24, middle=48, deep=64):
        super().__init__()
        self.picture_scale = 1 / 255
        self.stem = Convolution(3, early, kernel=8, stride=4)
        self.fine = nn.Sequential(Convolution(early, middle, stride=2), Residual(middle),
                                  Residual(middle))
        self.mid = nn.Sequential(Convolution(middle, deep, stride=2), Residual(deep),
                                 Residual(deep))
        self.coarse = nn.Sequential(Convolution(deep, deep, stride=2), Residual(deep))
        self.from_coarse = Convolution(deep, deep, 1)
        self.from_mid = Convolution(deep, middle, 1)
        self.of_fine = Convolution(middle, middle)
        self.of_others = Convolution(deep, middle)
        self.heads = nn.ModuleList([Head(middle) for _ in STRIDES])

    def forward(self, x):
        fine = self.fine(self.stem(x if self.picture_scale == 1 else x * self.picture_scale))
        mid = self.mid(fine)
        coarse = self.coarse(mid)
        mid = mid + F.interpolate(self.from_coarse(coarse), scale_factor=2.0, mode="nearest")
        fine = fine + F.interpolate(self.from_mid(mid), scale_factor=2.0, mode="nearest")
        levels = self.of_fine(fine), self.of_others(mid), self.of_others(coarse)
        return [head(x) for head, x in zip(self.heads, levels)]


def cost(net, side=320):
    """Parameters and multiply-adds at a square input."""
    total = [0]

    def count(module, _given, made):
        weight = module.weight
        total[0] += weight[0].numel() * made[0].numel()

    hooks = [m.register_forward_hook(count) for m in net.modules() if isinstance(m, nn.Conv2d)]
    net.eval()(torch.zeros(1, 3, side, side))
    for hook in hooks:
        hook.remove()
    return sum(p.numel() for p in net.parameters()), total[0]

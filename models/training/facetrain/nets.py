"""The plain residual nets that all roles are built of.

Dense 3x3 convolutions at low resolution: on processors without matrix units they train ten times
as fast as depthwise ones, and run as fast.
"""

import torch.nn as nn
import torch.nn.functional as F


def convolution(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False),
                         nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Block(nn.Module):
    """Two convolutions beside a shortcut (He et al., CVPR 2016)."""

    def __init__(self, channels):
        super().__init__()
        self.first = convolution(channels, channels)
        self.second = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        return F.relu(x + self.norm(self.second(self.first(x))), inplace=True)


def trunk(channels, blocks):
    """A stem, then per entry of blocks a halving of the sides and that many blocks."""
    layers = [convolution(3, channels[0], 2)]
    for before, after, count in zip(channels, channels[1:], blocks):
        layers.append(convolution(before, after, 2))
        layers += [Block(after) for _ in range(count)]
    return nn.Sequential(*layers)


class Spatial(nn.Module):
    """Weighs each place of each channel and sums: global depthwise convolution."""

    def __init__(self, channels, side):
        super().__init__()
        self.weigh = nn.Conv2d(channels, channels, side, groups=channels, bias=False)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x):
        return self.norm(self.weigh(x)).flatten(1)

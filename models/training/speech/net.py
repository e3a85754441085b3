"""The net: planes of figures in, for every second frame the odds of each class."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from facetrain import loop, nets

from . import labels, sound

CHANNELS = 64


class Separable(nn.Module):
    """Along the time alone: each channel by itself, then all of them; beside a shortcut."""

    def __init__(self, channels, width):
        super().__init__()
        self.along = nn.Conv2d(channels, channels, (1, width), 1, (0, width // 2),
                               groups=channels, bias=False)
        self.norm = nn.BatchNorm2d(channels)
        self.across = nn.Conv2d(channels, channels, 1, bias=False)
        self.last = nn.BatchNorm2d(channels)

    def forward(self, x):
        return F.relu(x + self.last(self.across(F.relu(self.norm(self.along(x))))))


class Digits(nn.Module):
    """[N,3,40,T] in, logarithms of odds [N,24,1,T/2] out; the first class is silence."""

    def __init__(self, first=8, second=16, widths=(11, 11, 13, 15)):
        super().__init__()
        self.bands = nn.Sequential(nets.convolution(3, first, 2), nn.Conv2d(
            first, second, 3, (2, 1), 1, bias=False), nn.BatchNorm2d(second), nn.ReLU())
        self.across = nn.Sequential(nn.Conv2d(second, CHANNELS, (sound.BANDS // 4, 1), bias=False),
                                    nn.BatchNorm2d(CHANNELS), nn.ReLU())
        self.blocks = nn.Sequential(*[Separable(CHANNELS, width) for width in widths])
        self.drop = nn.Dropout(.1)
        self.head = nn.Conv2d(CHANNELS, labels.COUNT, 1)

    def forward(self, x):
        return self.head(self.drop(self.blocks(self.across(self.bands(x))))).log_softmax(1)


def trained():
    net = Digits()
    net.load_state_dict(loop.Checkpoint("speech").load()["average"])
    return net.eval().to(memory_format=torch.channels_last)

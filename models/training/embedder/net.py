"""The embedder: 96x96 in, 384 numbers out."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from facetrain import nets

SIDE = 96
FIRST, SECOND = 256, 128


class Embedder(nn.Module):
    """Repeats two teachers: 256 numbers of one, 128 of the other, each part of length 1."""

    def __init__(self, channels=(32, 64, 128, 160), blocks=(1, 2, 2), wide=512):
        super().__init__()
        self.trunk = nets.trunk(channels, blocks)
        self.wide = nn.Sequential(nn.Conv2d(channels[-1], wide, 1, bias=False),
                                  nn.BatchNorm2d(wide), nn.ReLU(inplace=True))
        self.spatial = nets.Spatial(channels[-1] + wide, SIDE // 2 ** len(channels))
        self.head = nn.Linear(channels[-1] + wide, FIRST + SECOND)

    def forward(self, x):
        x = self.trunk(x)
        x = torch.cat([x, self.wide(x)], 1)
        out = self.head(self.spatial(x)).float()
        first = F.normalize(out[:, :FIRST], dim=1)
        second = F.normalize(out[:, FIRST:], dim=1)
        return torch.cat([first, second], 1)


class Doubled(nn.Module):
    """The net for use: a face and its mirror image, their mean less that of all faces."""

    def __init__(self, net, centre):
        super().__init__()
        self.net = net
        self.register_buffer("turned", torch.arange(SIDE - 1, -1, -1))
        self.register_buffer("centre", centre)

    def forward(self, x):
        both = self.net(torch.cat([x, x.index_select(3, self.turned)]))
        mean = both.reshape(2, 1, FIRST + SECOND).mean(0) - self.centre
        return F.normalize(mean, dim=1)

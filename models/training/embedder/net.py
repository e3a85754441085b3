"""The embedder: 96x96 in, 384 numbers out."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from facetrain import nets

SIDE = 96
FIRST, SECOND = 256, 128


class Embedder(nn.Module):
    """Repeats two teachers: 256 numbers of one, 128 of the other, each part of length 1."""

    def __init__(self, channels=(32, 64, 128, 160), blocks=(1, 2, 2)):
        super().__init__()
        self.trunk = nets.trunk(channels, blocks)
        self.spatial = nets.Spatial(channels[-1], SIDE // 2 ** len(channels))
        self.head = nn.Linear(channels[-1], FIRST + SECOND)

    def forward(self, x):
        out = self.head(self.spatial(self.trunk(x))).float()
        first = F.normalize(out[:, :FIRST], dim=1)
        second = F.normalize(out[:, FIRST:], dim=1)
        return torch.cat([first, second], 1)

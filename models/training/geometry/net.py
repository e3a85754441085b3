"""The geometry net: 72 points, pose and covered parts of a face in the loose crop."""

import numpy as np
import torch
import torch.nn as nn

from facetrain import nets

SIDE = 112


class Geometry(nn.Module):
    """What is learnt is how far a face departs from the mean one.

    The head reads every place of the last map, because where something is matters here.
    """

    def __init__(self, mean, channels=(16, 32, 64, 128), blocks=(1, 2, 1), thin=16):
        super().__init__()
        self.trunk = nets.trunk(channels, blocks)
        self.thin = nn.Sequential(nn.Conv2d(channels[-1], thin, 1, bias=False),
                                  nn.BatchNorm2d(thin), nn.ReLU(inplace=True))
        side = SIDE // 2 ** len(channels)
        self.head = nn.Linear(thin * side * side, 144 + 3 + 7)
        nn.init.normal_(self.head.weight, std=.01)
        nn.init.zeros_(self.head.bias)
        self.register_buffer("mean", torch.as_tensor(np.float32(mean)).reshape(1, 144))

    def features(self, x):
        return self.thin(self.trunk(x)).flatten(1)

    def raw(self, features):
        """Points as shares, pose in degrees, covered before the sigmoid."""
        out = self.head(features.float())
        return self.mean + .1 * out[:, :144], 20 * out[:, 144:147], out[:, 147:]

    def forward(self, x):
        points, pose, covered = self.raw(self.features(x))
        return points, pose, torch.sigmoid(covered)

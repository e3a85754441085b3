"""The traits net: what a face in the loose crop looks like."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from facetrain import nets

SIDE = 112
YEARS = torch.arange(0, 101, 5).float()
PARTS = (("age", len(YEARS)), ("gender", 2), ("race", 4), ("expression", 3), ("emotion", 7),
         ("glasses", 3), ("eyes", 2), ("beauty", 1), ("type", 2), ("composite", 1), ("blur", 1))
OUTPUTS = tuple(name for name, _ in PARTS)


class Traits(nn.Module):
    """One trunk; one linear layer reads weighed sums and the places of the last map."""

    def __init__(self, channels=(16, 32, 64, 128), blocks=(1, 2, 2), thin=12):
        super().__init__()
        self.trunk = nets.trunk(channels, blocks)
        side = SIDE // 2 ** len(channels)
        self.thin = nn.Sequential(nn.Conv2d(channels[-1], thin, 1, bias=False),
                                  nn.BatchNorm2d(thin), nn.ReLU(inplace=True))
        self.spatial = nets.Spatial(channels[-1], side)
        self.drop = nn.Dropout(.2)
        self.head = nn.Linear(thin * side * side + 2 * channels[-1], sum(n for _, n in PARTS))
        nn.init.normal_(self.head.weight, std=.01)
        nn.init.zeros_(self.head.bias)
        self.register_buffer("years", YEARS)

    def features(self, x):
        out = self.trunk(x)
        return torch.cat([self.thin(out).flatten(1), self.spatial(out), out.mean((2, 3))], 1)

    def raw(self, features):
        """{output: numbers before softmax or sigmoid}."""
        out = self.head(self.drop(features.float()))
        return dict(zip(OUTPUTS, out.split([n for _, n in PARTS], 1)))

    def forward(self, x):
        """The outputs in their order: years, shares of classes, 0 to 1."""
        raw = self.raw(self.features(x))
        out = []
        for name in OUTPUTS:
            if name == "age":
                out.append((F.softmax(raw[name], 1) * self.years).sum(1, keepdim=True))
            elif name in ("gender", "race", "expression", "emotion", "glasses", "type"):
                out.append(F.softmax(raw[name], 1))
            else:
                out.append(torch.sigmoid(raw[name]))
        return tuple(out)

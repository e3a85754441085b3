"""Three nets of one build: the face itself, its surroundings, its wider surroundings."""

import torch
import torch.nn as nn

from facetrain import loop, nets

from .views import SCALES


class Liveness(nn.Module):
    """80x80 in, logits out: a printed photo, a real face, a screen."""

    def __init__(self, channels=(16, 24, 48, 64), blocks=(1, 1, 1)):
        super().__init__()
        self.trunk = nets.trunk(channels, blocks)
        self.drop = nn.Dropout(.2)
        self.head = nn.Linear(channels[-1], 3)

    def forward(self, x):
        return self.head(self.drop(self.trunk(x).mean((2, 3))))


def trained():
    """The three nets as their training left them, by name."""
    found = {}
    for name in SCALES:
        net = Liveness()
        net.load_state_dict(loop.Checkpoint(f"liveness-{name}").load()["average"])
        found[name] = net.eval().to(memory_format=torch.channels_last)
    return found

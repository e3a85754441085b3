"""Muon: steps by the orthogonal part of the momentum, for the weights of convolutions.

K. Jordan and others, "Muon: An optimizer for hidden layers in neural networks", 2024; steps are
scaled to the size of Adam's as in "Muon is scalable for LLM training" (arXiv 2502.16982), so that
one rate serves both.
"""

import torch

QUINTIC = (3.4445, -4.7750, 2.0315)


class Muon(torch.optim.Optimizer):
    """Momentum whose singular values are all brought near one before each step."""

    def __init__(self, parameters, lr, weight_decay=.05, momentum=.95):
        super().__init__(parameters, {"lr": lr, "weight_decay": weight_decay,
                                      "momentum": momentum})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for weight in group["params"]:
                if weight.grad is not None:
                    self.move(weight, group)

    def move(self, weight, group):
        state = self.state[weight]
        if not state:
            state["momentum"] = torch.zeros_like(weight)
        state["momentum"].lerp_(weight.grad, 1 - group["momentum"])
        wanted = weight.grad.lerp(state["momentum"], group["momentum"]).flatten(1)
        step = orthogonal(wanted)
        weight.mul_(1 - group["lr"] * group["weight_decay"])
        weight.add_(step.reshape(weight.shape), alpha=-group["lr"] * .2 * max(step.shape) ** .5)


def orthogonal(matrix, rounds=5):
    """U V' of the singular value decomposition, nearly, by a polynomial of odd powers."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = (matrix.t() if tall else matrix).bfloat16()
    x = x / (x.norm() + 1e-7)
    first, third, fifth = QUINTIC
    for _ in range(rounds):
        square = x @ x.t()
        x = first * x + (third * square + fifth * (square @ square)) @ x
    return (x.t() if tall else x).float()


def split(net, rate, weight_decay=.05):
    """Muon for the 3x3 convolutions behind the first, AdamW for all else."""
    turned = [w for w in net.parameters() if w.dim() == 4 and w.shape[1] > 3 and w.shape[2] == 3]
    known = {id(w) for w in turned}
    others = [w for w in net.parameters() if id(w) not in known]
    return [Muon(turned, rate, weight_decay),
            torch.optim.AdamW(others, lr=rate, weight_decay=weight_decay)]

"""Batches made beside the training, a rate by time spent, averaged weights, checkpoints."""

import copy
import math
import queue
import threading
import time

import numpy as np
import torch

from . import paths


def batches(make, seed, threads=1, ahead=6):
    """Endless batches of make(random), made by threads of their own."""
    ready = queue.Queue(ahead)

    def work(number):
        random = np.random.default_rng([seed, number, time.monotonic_ns() % 2 ** 31])
        while True:
            ready.put(make(random))

    for number in range(threads):
        threading.Thread(target=work, args=(number,), daemon=True).start()
    while True:
        yield ready.get()


def as_input(crops):
    """Bytes [N,H,W,3] as the floats the nets see: (x - 127.5) / 128, channels last in memory."""
    return (torch.from_numpy(crops).permute(0, 3, 1, 2).float() - 127.5) / 128


class Schedule:
    """A cosine from the highest rate to nothing over a time, kept over restarts."""

    def __init__(self, rate, seconds, spent=0.0):
        self.rate, self.seconds, self.spent = rate, seconds, spent
        self.last = time.process_time()

    def step(self, *optimizers):
        """Sets the rate; False when the time is over. Time is the processor's, not the wall's."""
        now = time.process_time()
        self.spent += now - self.last
        self.last = now
        share = min(1.0, self.spent / self.seconds)
        warm = min(1.0, share / 0.02)
        for group in (g for o in optimizers for g in o.param_groups):
            group["lr"] = self.rate * max(warm * (1 + math.cos(math.pi * share)) / 2, 1e-4)
        return share < 1


class Average:
    """Exponential average of weights; statistics of the norms are taken as they are."""

    def __init__(self, net, decay=0.999):
        self.net, self.decay, self.count = copy.deepcopy(net).eval(), decay, 0

    @torch.no_grad()
    def update(self, net):
        self.count += 1
        decay = min(self.decay, (1 + self.count) / (10 + self.count))
        for mean, now in zip(self.net.parameters(), net.parameters()):
            mean.lerp_(now, 1 - decay)
        for mean, now in zip(self.net.buffers(), net.buffers()):
            mean.copy_(now)


class Checkpoint:
    """One file per role; written beside and moved, so that a cut leaves the last one whole."""

    def __init__(self, role):
        self.path = paths.role(role) / "checkpoint.pt"

    def save(self, **state):
        beside = self.path.with_suffix(".new")
        torch.save(state, beside)
        beside.replace(self.path)

    def load(self):
        return torch.load(self.path, map_location="cpu") if self.path.exists() else None

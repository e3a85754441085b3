"""Samples made beside the training and drawn several times, where making is dear."""

import mmap
import os
import time

import numpy as np


class Reservoir:
    """Holds the newest samples of make(random), made by a process of its own; replaced in turn.

    make returns a tuple of arrays or numbers, of the same shapes every time. The maker rests
    while samples are drawn fewer than reuse times, and ends with this process.
    """

    def __init__(self, make, seed, size=8000, first=1000, reuse=2.0):
        self.size, self.first, self.reuse = size, first, reuse
        random = np.random.default_rng([seed, time.monotonic_ns() % 2 ** 31])
        self.columns = [shared((size, *np.shape(value)), np.asarray(value).dtype)
                        for value in make(random)]
        self.counts = shared((2,), np.int64)
        parent = os.getpid()
        if os.fork() == 0:
            self.work(make, random, parent)
            os._exit(0)
        while self.made < first:
            time.sleep(1)

    @property
    def made(self):
        return int(self.counts[0])

    def work(self, make, random, parent):
        while os.getppid() == parent:
            if self.made > self.first + self.counts[1] / self.reuse:
                time.sleep(.2)
                continue
            for column, value in zip(self.columns, make(random)):
                column[self.made % self.size] = value
            self.counts[0] += 1

    def batches(self, random, count):
        while True:
            yield self.batch(random, count)

    def batch(self, random, count):
        """Columns of as many samples."""
        self.counts[1] += count
        chosen = random.integers(0, min(self.made, self.size), count)
        return [column[chosen] for column in self.columns]


def shared(shape, kind):
    """An array that a forked process sees too."""
    length = int(np.prod(shape)) * np.dtype(kind).itemsize
    return np.frombuffer(mmap.mmap(-1, max(length, 1)), kind).reshape(shape)

"""Trains the built-in detector on composed pictures."""

import argparse
import json
import time

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset

from facetrain import paths

from .bank import folder
from .compose import Composer
from .net import DetectorNet
from .photos import Bank
from .targets import assigned, loss


class Stream(IterableDataset):
    """Batches of composed pictures and their targets, without end."""

    def __init__(self, bank, side, batch, seed):
        self.bank, self.side, self.batch, self.seed = bank, side, batch, seed

    def __iter__(self):
        cv2.setNumThreads(1)
        torch.set_num_threads(1)
        composer = Composer(Bank(self.bank), self.side, self.seed)
        while True:
            made = [composer() for _ in range(self.batch)]
            pictures = np.stack([m[0] for m in made]).transpose(0, 3, 1, 2)
            targets = np.stack([assigned(m[1], self.side) for m in made])
            yield torch.from_numpy(np.ascontiguousarray(pictures)), torch.from_numpy(targets)


class Average:
    """The mean of the weights over the last steps, which sees better than the last weights."""

    def __init__(self, net, keep=0.999):
        self.keep, self.steps = keep, 0
        self.values = {k: v.clone() for k, v in net.state_dict().items()}

    def update(self, net):
        self.steps += 1
        keep = min(self.keep, (1 + self.steps) / (10 + self.steps))
        for name, value in net.state_dict().items():
            if value.dtype.is_floating_point:
                self.values[name].mul_(keep).add_(value, alpha=1 - keep)
            else:
                self.values[name].copy_(value)


def rate(given, spent):
    """Learning rate after a share of the time: a warm-up, then half a cosine."""
    share = min(1.0, spent)
    warm = min(1.0, share / 0.02)
    return given.rate * warm * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * share)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="run", help="the folder of the checkpoints")
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--side", type=int, default=256)
    parser.add_argument("--batch", type=int, default=10)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--go-on", help="folder whose checkpoint to go on from")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    given.out = paths.work() / "detector" / given.name
    given.out.mkdir(parents=True, exist_ok=True)
    train(given)


def train(given):
    net = DetectorNet().to(memory_format=torch.channels_last)
    before = started(given, net)
    average = Average(net)
    optimizer = torch.optim.AdamW(net.parameters(), lr=given.rate, weight_decay=0.01)
    stream = DataLoader(Stream(folder(), given.side, given.batch, given.seed), batch_size=None,
                        num_workers=1, prefetch_factor=12)
    began, saved, steps, sums = None, 0.0, before["steps"], {}
    for pictures, targets in stream:
        began = began or time.time()
        minutes = before["minutes"] + (time.time() - began) / 60
        if minutes >= given.minutes:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate(given, minutes / given.minutes)
        losses = step(net, optimizer, pictures, targets)
        average.update(net)
        steps += 1
        for name, value in losses.items():
            sums[name] = sums.get(name, 0) + float(value)
        if steps % 100 == 0:
            report(given, steps, minutes, {k: v / 100 for k, v in sums.items()})
            sums = {}
        if minutes - saved > 3:
            save(given, average, steps, minutes)
            saved = minutes
    save(given, average, steps, given.minutes)


def started(given, net):
    """Loads the checkpoint to go on from; how many steps and minutes it has seen."""
    if not given.go_on:
        return {"steps": 0, "minutes": 0.0}
    stored = torch.load(paths.work() / "detector" / given.go_on / "average.pt")
    net.load_state_dict(stored["weights"])
    return stored


def step(net, optimizer, pictures, targets):
    net.train()
    pictures = pictures.float().contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        maps = net(pictures)
    losses = loss(maps, targets)
    optimizer.zero_grad(set_to_none=True)
    sum(losses.values()).backward()
    torch.nn.utils.clip_grad_norm_(net.parameters(), 10.0)
    optimizer.step()
    return losses


def report(given, steps, minutes, means):
    row = {"step": steps, "pictures": steps * given.batch, "minutes": round(minutes, 2),
           **{k: round(v, 4) for k, v in means.items()}}
    print(json.dumps(row), flush=True)
    with open(given.out / "log.jsonl", "a") as log:
        log.write(json.dumps(row) + "\n")


def save(given, average, steps, minutes):
    part = given.out / "average.part"
    torch.save({"weights": average.values, "steps": steps, "minutes": minutes}, part)
    part.replace(given.out / "average.pt")


if __name__ == "__main__":
    main()

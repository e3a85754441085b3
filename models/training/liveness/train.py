"""Trains one of the nets on the pool: python3 -m liveness.train close --minutes 30."""

import argparse
import json
import time

import numpy as np
import torch
import torch.nn.functional as F

from facetrain import loop

from . import pool
from .net import Liveness
from .scenes import REAL
from .views import SCALES

BATCH = 64
SEED = 20264


class Pictures:
    """One view of the shards made so far; more are read as they come."""

    def __init__(self, side, number):
        self.side, self.number, self.shards, self.known = side, number, [], set()
        self.refresh()

    def refresh(self):
        for path in sorted((pool.folder() / "pool").glob(f"{self.side}-???.npz")):
            if path.name not in self.known:
                self.known.add(path.name)
                self.shards.append(self.shard(path))
        self.count = sum(len(s["labels"]) for s in self.shards)

    def shard(self, path):
        """What fits the view: tight pictures teach the closest only."""
        with np.load(path) as table:
            fit = table["wide"] | (self.number == 0)
            parts = {k: table[k][fit] for k in ("labels", "kinds")}
            return {"pixels": table["pixels"][fit, self.number], **parts}

    def batch(self, random):
        """Half a batch of each of two shards, mirrored or not."""
        parts = []
        for _ in range(2):
            shard = self.shards[random.integers(len(self.shards))]
            rows = random.integers(0, len(shard["labels"]), BATCH // 2)
            parts.append([shard[k][rows] for k in ("pixels", "labels")])
        pixels, labels = (np.concatenate(p) for p in zip(*parts))
        if random.random() < .5:
            pixels = np.ascontiguousarray(pixels[:, :, ::-1])
        return changed(loop.as_input(pixels), random), torch.from_numpy(labels)


def changed(x, random):
    """Another tint and light for each, and all moved by up to two pixels."""
    gain = torch.from_numpy(random.uniform(.85, 1.15, (len(x), 3, 1, 1))).float()
    shift = torch.from_numpy(random.normal(0, .08, (len(x), 3, 1, 1))).float()
    x = torch.roll(x * gain + shift, tuple(int(v) for v in random.integers(-2, 3, 2)), (2, 3))
    return x.contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def probabilities(net, pixels):
    """The share of real [N] that a net gives to views [N,80,80,3]."""
    net.eval()
    rows = [net(loop.as_input(pixels[i:i + 100])).softmax(1)[:, REAL]
            for i in range(0, len(pixels), 100)]
    return torch.cat(rows).numpy()


def figures(net, held):
    """Share of each kind that is called real at one half."""
    pixels, kinds = (np.concatenate([s[k] for s in held.shards]) for k in ("pixels", "kinds"))
    said = probabilities(net, pixels)
    return {name: round(float((said[kinds == number] >= .5).mean()), 3)
            for number, name in enumerate(pool.KINDS) if (kinds == number).any()}


@torch.no_grad()
def settle(net, pictures, random, batches=30):
    """Takes the statistics of the norms anew, for weights that are means of many steps."""
    for part in net.modules():
        if isinstance(part, torch.nn.BatchNorm2d):
            part.reset_running_stats()
            part.momentum = None
    net.train()
    for _ in range(batches):
        net(pictures.batch(random)[0])
    net.eval()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("net", choices=list(SCALES))
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rate", type=float, default=2e-3)
    given = parser.parse_args()
    number = list(SCALES).index(given.net)
    torch.manual_seed(SEED + number)
    torch.set_num_threads(1)
    pictures, held = Pictures("train", number), Pictures("held", number)
    net = Liveness().to(memory_format=torch.channels_last)
    average = loop.Average(net, .995)
    optimizer = torch.optim.AdamW(net.parameters(), lr=given.rate, weight_decay=.05)
    schedule = loop.Schedule(given.rate, given.minutes * 60)
    checkpoint, steps = loop.Checkpoint(f"liveness-{given.net}"), 0
    state = checkpoint.load()
    if state:
        net.load_state_dict(state["net"])
        average.net.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.spent, steps, average.count = state["spent"], state["steps"], state["steps"]
    saved, random = time.monotonic(), np.random.default_rng([SEED, number, steps])
    going = True
    while going:
        going = schedule.step(optimizer)
        x, labels = pictures.batch(random)
        net.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            said = net(x)
        cost = F.cross_entropy(said.float(), labels, label_smoothing=.02)
        optimizer.zero_grad()
        cost.backward()
        optimizer.step()
        average.update(net)
        steps += 1
        if not going or time.monotonic() - saved > 180:
            saved = time.monotonic()
            settle(average.net, pictures, random)
            checkpoint.save(net=net.state_dict(), average=average.net.state_dict(),
                            optimizer=optimizer.state_dict(), spent=schedule.spent, steps=steps)
            line = {"minutes": round(schedule.spent / 60, 1), "steps": steps,
                    "pool": pictures.count, "loss": round(float(cost.detach()), 4)}
            log({**line, **(figures(average.net, held) if held.shards else {})}, checkpoint.path)
            pictures.refresh()
            held.refresh()


def log(line, path):
    print(json.dumps(line), flush=True)
    with open(path.with_name("log.jsonl"), "a") as out:
        out.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main()

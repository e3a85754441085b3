"""Trains points, pose and covered parts: python3 -m geometry.train --minutes 45."""

import argparse
import json
import time

import numpy as np
import torch
import torch.nn.functional as F

from facetrain import loop, reservoir

from . import evaluate
from .data import Faces
from .net import Geometry

SEED = 7212
BATCH = 64
REPORT_S = 240


def loss(said, wanted):
    """Points by their distance in hundredths of the crop, pose in tens of degrees, covered."""
    points, pose, covered = said
    shape, angles, sure, shares = wanted
    away = (points - shape).abs() * 100
    near = torch.where(away < 1, away * (2 - away) / 2 + away, away + .5).mean()
    turn = F.smooth_l1_loss(pose / 10, angles / 10, reduction="none", beta=.2)
    turn = (turn * sure[:, None]).sum() / (3 * sure.sum().clamp(min=1))
    hidden = F.binary_cross_entropy_with_logits(covered, shares)
    return near + 2 * turn + 2 * hidden, near, turn, hidden


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--sources", default="celeba,utk,marked,lfw")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    names = given.sources.split(",")
    faces = Faces(names)
    print(len(faces.index), "faces,", int(faces.sure.sum()), "with a sure pose", flush=True)
    held = evaluate.Held(names, faces.front)
    mean = faces.mean()
    net = Geometry(mean).to(memory_format=torch.channels_last)
    average = loop.Average(net)
    optimizer = torch.optim.AdamW(net.parameters(), lr=given.rate, weight_decay=.02)
    schedule = loop.Schedule(given.rate, given.minutes * 60)
    checkpoint, steps = loop.Checkpoint("geometry"), 0
    state = checkpoint.load()
    if state:
        net.load_state_dict(state["net"])
        average.net.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.spent, steps, average.count = state["spent"], state["steps"], state["steps"]
    saved = time.monotonic()
    made = reservoir.Reservoir(faces.sample, SEED + steps)
    random = np.random.default_rng(SEED + steps)
    while True:
        pixels, *wanted = made.batch(random, BATCH)
        going = schedule.step(optimizer)
        if not going or time.monotonic() - saved > REPORT_S:
            saved = time.monotonic()
            checkpoint.save(net=net.state_dict(), average=average.net.state_dict(),
                            optimizer=optimizer.state_dict(), spent=schedule.spent, steps=steps,
                            front=faces.front, mean=mean)
            line = {"minutes": round(schedule.spent / 60, 1), "steps": steps, "made": made.made,
                    "loss": [round(float(c), 3) for c in costs], **held.figures(average.net)}
            print(json.dumps(line), flush=True)
            with open(checkpoint.path.with_name("log.jsonl"), "a") as log:
                log.write(json.dumps(line) + "\n")
        if not going:
            break
        net.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            features = net.features(loop.as_input(pixels))
        with torch.autocast("cpu", enabled=False):
            said = net.raw(features)
        costs = loss(said, [torch.as_tensor(w).float() for w in wanted])
        optimizer.zero_grad()
        costs[0].backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 5)
        optimizer.step()
        average.update(net)
        steps += 1


if __name__ == "__main__":
    main()

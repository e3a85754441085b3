"""How every net here is trained: by time, under one schedule, from checkpoint to checkpoint."""

import json
import time

import torch

from . import loop, muon


class Training:
    """A net, the average of its weights, its optimizers; goes on where it was cut."""

    def __init__(self, role, net, rate, minutes, weight_decay=.05, keep=.999):
        torch.set_num_threads(1)
        self.net = net.to(memory_format=torch.channels_last)
        self.average = loop.Average(self.net, keep)
        self.optimizers = muon.split(self.net, rate, weight_decay)
        self.schedule = loop.Schedule(rate, minutes * 60)
        self.checkpoint, self.steps = loop.Checkpoint(role), 0
        state = self.checkpoint.load()
        if state:
            self.resume(state)

    def resume(self, state):
        self.net.load_state_dict(state["net"])
        self.average.net.load_state_dict(state["average"])
        for optimizer, kept in zip(self.optimizers, state.get("optimizers", [])):
            optimizer.load_state_dict(kept)
        self.schedule.spent, self.steps = state["spent"], state["steps"]
        self.average.count = self.steps

    def run(self, batches, costs, figures, report_s=300, **kept):
        """Trains until the time is over.

        costs(net, batch): what is to shrink, by name. figures(net): what to report of the
        averaged net, by name, every report_s seconds. kept: what else checkpoints hold.
        """
        reported, parts = time.monotonic(), {}
        for batch in batches:
            going = self.schedule.step(*self.optimizers)
            if parts and (not going or time.monotonic() - reported > report_s):
                reported = time.monotonic()
                self.report(parts, figures, kept)
            if not going:
                return
            self.net.train()
            parts = costs(self.net, batch)
            self.step(sum(parts.values()))

    def step(self, cost):
        for optimizer in self.optimizers:
            optimizer.zero_grad(set_to_none=True)
        cost.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5)
        for optimizer in self.optimizers:
            optimizer.step()
        self.average.update(self.net)
        self.steps += 1

    def report(self, parts, figures, kept):
        line = {"minutes": round(self.schedule.spent / 60, 1), "steps": self.steps,
                "loss": {name: round(float(c), 4) for name, c in parts.items()},
                **figures(self.average.net)}
        self.checkpoint.save(net=self.net.state_dict(), average=self.average.net.state_dict(),
                             optimizers=[o.state_dict() for o in self.optimizers],
                             spent=self.schedule.spent, steps=self.steps, **kept)
        print(json.dumps(line), flush=True)
        with open(self.checkpoint.path.with_name("log.jsonl"), "a") as log:
            log.write(json.dumps(line) + "\n")

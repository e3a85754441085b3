"""Trains the traits: python3 -m traits.train --minutes 45."""

import argparse

import numpy as np
import torch
import torch.nn.functional as F

from facetrain import loop, paths, reservoir, training

from . import evaluate
from .data import Faces
from .labels import COLUMN, HAPPY, NEUTRAL, NOT_HAPPY
from .net import YEARS, Traits

SEED = 5500
BATCH = 64
CLASS_WEIGHTS = {"gender": .6, "race": .6, "expression": .7, "emotion": .8, "glasses": .7,
                 "type": .3}


def loss(raw, known):
    """Sum over the traits of the mean cost of those samples where the trait is known."""
    column = {name: known[:, k] for name, k in COLUMN.items()}
    there = {name: ~torch.isnan(values) for name, values in column.items()}
    costs = {"age": age(raw["age"], column["age"], there["age"])}
    for name, weight in CLASS_WEIGHTS.items():
        costs[name] = weight * classes(name, raw[name], column[name], there[name])
    eyes = torch.stack([column["left"], column["right"]], 1)
    costs["eyes"] = .7 * share(raw["eyes"], eyes, ~torch.isnan(eyes))
    beauty = raw["beauty"][:, 0]
    costs["beauty"] = 4 * mean((torch.sigmoid(beauty) - column["beauty"]).abs(), there["beauty"])
    costs["rank"] = .15 * ranked(beauty, column["attractive"], there["attractive"])
    for name, weight in (("composite", .6), ("blur", .8)):
        costs[name] = weight * share(raw[name][:, 0], column[name], there[name])
    return costs


def mean(cost, there):
    return torch.where(there, torch.nan_to_num(cost), torch.zeros_like(cost)).sum() / \
        there.sum().clamp(min=4)


def age(raw, years, there):
    """Distance in decades, and the two nearest of the steps of five years."""
    years = torch.nan_to_num(years).clamp(0, 100)
    odds = F.log_softmax(raw, 1)
    said = (odds.exp() * YEARS).sum(1)
    near = (1 - (years[:, None] - YEARS).abs() / 5).clamp(min=0)
    near = near * .8 + .2 * F.softmax(-((years[:, None] - YEARS) / 6) ** 2, 1)
    return mean((said - years).abs() / 10 - .5 * (near * odds).sum(1), there)


def classes(name, raw, wanted, there):
    """Cross entropy; some labels only say that it is one of two, or not one of seven.

    Who does not smile before a press camera mostly shows no emotion; that weighs a little.
    """
    wanted = torch.nan_to_num(wanted).long()
    odds = F.log_softmax(raw, 1)
    count = raw.shape[1]
    sure = wanted < count
    cost = -odds.gather(1, wanted.clamp(max=count - 1)[:, None])[:, 0]
    weight = torch.ones_like(cost)
    if name == "emotion":
        either = -torch.log1p(-odds[:, HAPPY].exp().clamp(max=.999)) - .4 * odds[:, NEUTRAL]
        weight = torch.where(wanted == NOT_HAPPY, torch.tensor(.3), weight)
    else:
        either = -torch.logsumexp(odds[:, 1:3], 1)
    return mean(torch.where(sure, cost, either) * weight, there)


def share(raw, wanted, there):
    cost = F.binary_cross_entropy_with_logits(raw, torch.nan_to_num(wanted), reduction="none")
    return mean(cost, there)


def ranked(score, attractive, there):
    """Faces that people call attractive above those that they do not, by little."""
    high, low = score[there & (attractive > .5)], score[there & (attractive < .5)]
    if not len(high) or not len(low):
        return score.sum() * 0
    return F.softplus(-(high[:, None] - low[None]) * 2).mean()


def begun(net):
    """Takes the layers that are alike from the geometry net, which knows where parts lie."""
    path = paths.work() / "geometry" / "checkpoint.pt"
    if path.exists():
        known = torch.load(path, map_location="cpu")["average"]
        mine = net.state_dict()
        alike = {k: v for k, v in known.items()
                 if k.startswith("trunk") and k in mine and mine[k].shape == v.shape}
        net.load_state_dict(alike, strict=False)
        print(len(alike), "tensors of the geometry net", flush=True)


def costs(net, batch):
    pixels, known = batch
    with torch.autocast("cpu", dtype=torch.bfloat16):
        features = net.features(loop.as_input(pixels))
    with torch.autocast("cpu", enabled=False):
        return loss(net.raw(features), torch.from_numpy(known))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--sources",
                        default="utk,allage,celeba,celebtest,scut,fer,ck,smiles,nuaa,anime,lfw")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    names = given.sources.split(",")
    faces = Faces(names)
    print({n: len(r) for n, r in faces.rows.items()}, flush=True)
    held = evaluate.Held(names, 60)
    net = Traits()
    begun(net)
    course = training.Training("traits", net, given.rate, given.minutes)
    made = reservoir.Reservoir(faces.sample, SEED + course.steps)
    random = np.random.default_rng(SEED + course.steps)
    course.run(made.batches(random, BATCH), costs,
               lambda net: {"made": made.made, **held.figures(net)})


if __name__ == "__main__":
    main()

"""Judges the traits net on people it never saw: python3 -m traits.evaluate traits.onnx."""

import json
import sys
from pathlib import Path

import numpy as np
import torch

from facetrain import loop, teacher

from . import edits, labels
from .data import Faces
from .labels import COLUMN
from .net import OUTPUTS, PARTS

SEED = 424242
BATCH = 50
# Only this set has all ages, races and both sexes.
UTK_SHARE = 4


class Held:
    """Held-out faces of every source, as they are, and some given a trait."""

    def __init__(self, names, count):
        self.faces = Faces(names, held=True)
        random = np.random.default_rng(SEED)
        self.index, pixels = [], []
        for name in self.faces.names:
            share = count * (UTK_SHARE if name == "utk" else 1)
            rows = random.permutation(self.faces.rows[name])[:share]
            self.index += [(name, int(row)) for row in rows]
            pixels += [self.faces.face(name, int(row))[0] for row in rows]
        self.pixels = np.stack(pixels)
        self.known = np.stack([self.faces.labels[n][r] for n, r in self.index])
        for row, face in zip(self.known, self.pixels):
            if row[COLUMN["glasses"]] == labels.COMMON_OR_SUN:
                row[COLUMN["glasses"]] = labels.COMMON
        self.source = np.array([n for n, _ in self.index])
        self.made = self.given(random, 4 * count)

    def given(self, random, count):
        """{trait: (crops, wanted)} of faces that are edited in a known way."""
        ground = [i for i, n in enumerate(self.source)
                  if n in ("utk", "celeba", "celebtest", "scut", "allage")]
        made = {"composite": [], "blur": [], "sun": [], "eyes": []}
        for k in range(count):
            name, row = self.index[ground[int(random.integers(len(ground)))]]
            face, shape = self.faces.face(name, row)
            other, _ = self.faces.face(*self.faces.other(random))
            if k % 2:
                made["composite"].append((edits.composite(face, other, random), 1))
            else:
                made["composite"].append((face, 0))
            made["blur"].append(edits.unsharp(face, random))
            known = self.faces.labels[name][row].copy()
            made["sun"].append((self.faces.sunglasses(face, shape, known, random), labels.SUN))
            shut = bool(k % 2)
            eye = self.faces.eyes[shut][int(random.integers(len(self.faces.eyes[shut])))]
            pasted = edits.eye_pasted(edits.eye_pasted(face, eye, 0, random), eye, 1, random)
            made["eyes"].append((pasted, not shut))
        return {key: (np.stack([r[0] for r in rows]), np.array([r[1] for r in rows], np.float32))
                for key, rows in made.items()}

    @torch.no_grad()
    def said(self, net, pixels):
        net.eval()
        parts = [net(loop.as_input(pixels[i:i + BATCH])) for i in range(0, len(pixels), BATCH)]
        return {name: torch.cat(column).numpy() for name, column in zip(OUTPUTS, zip(*parts))}

    def figures(self, net):
        """Everything in short: errors of numbers, shares of right classes."""
        said = self.said(net, self.pixels)
        out = {"age": round(self.age(said), 2)}
        for name in ("gender", "race", "expression", "emotion", "glasses", "type"):
            right = self.right(said, name)
            out[name] = round(float(right.mean()), 4) if len(right) else None
        out["beauty r"] = round(self.beauty(said), 3)
        given = {key: self.said(net, pixels) for key, (pixels, _) in self.made.items()}
        wanted = {key: values for key, (_, values) in self.made.items()}
        out["sun"] = round(float((given["sun"]["glasses"].argmax(1) == labels.SUN).mean()), 3)
        out["eyes"] = round(float(((given["eyes"]["eyes"] > .5) ==
                                   (wanted["eyes"][:, None] > .5)).mean()), 3)
        out["composite auc"] = round(auc(given["composite"]["composite"][:, 0],
                                         wanted["composite"]), 3)
        out["blur mae"] = round(float(np.abs(given["blur"]["blur"][:, 0] -
                                             wanted["blur"]).mean()), 3)
        return out

    def age(self, said, chosen=None):
        years = self.known[:, COLUMN["age"]]
        there = ~np.isnan(years)
        if chosen is not None:
            there &= chosen
        return float(np.abs(said["age"][there, 0] - years[there]).mean())

    def right(self, said, name, chosen=None):
        """Whether each known class was found; happy faces may smile or laugh."""
        wanted = self.known[:, COLUMN[name]]
        there = ~np.isnan(wanted)
        if name == "emotion":
            there &= wanted != labels.NOT_HAPPY
            there &= np.isin(self.source, ("fer", "ck"))
        if chosen is not None:
            there &= chosen
        best = said[name][there].argmax(1)
        wanted = wanted[there]
        if name in ("expression", "glasses"):
            return np.where(wanted == 3, best > 0, best == wanted)
        return best == wanted

    def beauty(self, said):
        marks = self.known[:, COLUMN["beauty"]]
        there = ~np.isnan(marks)
        return float(np.corrcoef(said["beauty"][there, 0], marks[there])[0, 1]) if \
            there.sum() > 2 else 0.0


def auc(score, wanted):
    """How often something that is scores above something that is not."""
    order = score.argsort().argsort() + 1.0
    yes, no = (wanted > .5).sum(), (wanted <= .5).sum()
    return float((order[wanted > .5].sum() - yes * (yes + 1) / 2) / (yes * no))


class Exported:
    """An exported net, asked like the one in training."""

    def __init__(self, path):
        self.path = path

    def said(self, pixels):
        rows = teacher.run(self.path, pixels, OUTPUTS, "BGR", 127.5, 1 / 128)
        widths = [1 if name == "age" else width for name, width in PARTS]
        return dict(zip(OUTPUTS, np.split(rows, np.cumsum(widths)[:-1], 1)))


def groups(held):
    """{name: which faces} by sex, age band, race and source, as far as labels tell."""
    column = {name: held.known[:, k] for name, k in COLUMN.items()}
    out = {"female": column["gender"] == 0, "male": column["gender"] == 1}
    for low, high in ((0, 12), (13, 19), (20, 34), (35, 49), (50, 64), (65, 120)):
        out[f"{low}-{high}"] = (column["age"] >= low) & (column["age"] <= high)
    for k, race in enumerate(("yellow", "white", "black", "arabs")):
        out[race] = column["race"] == k
    for source in np.unique(held.source):
        out[f"of {source}"] = held.source == source
    return out


def tables(path, names):
    held = Held(names, 300)
    net = Exported(path)
    held.said = lambda asked, pixels: asked.said(pixels)
    said = net.said(held.pixels)
    table = {"faces": len(held.pixels), "overall": held.figures(net), "groups": {}}
    for group, chosen in groups(held).items():
        line = {"faces": int(chosen.sum())}
        if np.isfinite(held.known[chosen, COLUMN["age"]]).sum() > 20:
            line["age"] = round(held.age(said, chosen), 2)
        for name in ("gender", "race", "expression", "emotion", "glasses", "type"):
            right = held.right(said, name, chosen)
            if len(right) > 20:
                line[name] = round(float(right.mean()), 4)
        table["groups"][group] = line
    for name in ("race", "expression", "emotion", "glasses"):
        table[f"{name}: rows true, columns said"] = confusion(held, said, name)
    table["composite said: percentiles 50, 90, 95, 99 of faces as they are, then of composed"] = \
        composites(held, net)
    table["blur said at 0.05, 0.2, 0.6, 0.8, 1"] = blurs(held, net)
    return table


def confusion(held, said, name):
    wanted = held.known[:, COLUMN[name]]
    width = said[name].shape[1]
    there = ~np.isnan(wanted) & (wanted < width)
    if name == "emotion":
        there &= np.isin(held.source, ("fer", "ck"))
    table = np.zeros((width, width), int)
    np.add.at(table, (wanted[there].astype(int), said[name][there].argmax(1)), 1)
    return table.tolist()


def composites(held, net):
    pixels, wanted = held.made["composite"]
    said = net.said(pixels)["composite"][:, 0]
    return [np.percentile(said[wanted == kind], (50, 90, 95, 99)).round(3).tolist()
            for kind in (0, 1)]


def blurs(held, net):
    pixels, wanted = held.made["blur"]
    said = net.said(pixels)["blur"][:, 0]
    return [round(float(np.median(said[np.abs(wanted - at) < .08])), 3)
            for at in (.05, .2, .6, .8, 1)]


if __name__ == "__main__":
    sources = sys.argv[2] if len(sys.argv) > 2 else \
        "utk,allage,celeba,celebtest,scut,fer,ck,smiles,nuaa,anime"
    print(json.dumps(tables(Path(sys.argv[1]).resolve(), sources.split(",")), indent=1))

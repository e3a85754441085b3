"""Faces kept back, counted as ISO/IEC 30107-3 counts: python3 -m liveness.evaluate GATE.

APCER: share of attacks of one kind taken for real; BPCER: share of genuine faces refused. The
calibration is read from every second genuine face, and everything is counted without those.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import torch

from facetrain import cards, people, teacher

from . import pool, recapture, scenes, train, views
from .net import trained

SHOWN = {1e-4: .05, 1e-3: .3, 1e-2: .9}
OPTIONS = {"COMMON": (0, 1, 2), "GATE": (1, 2)}
ATTACKS_MADE = 500
# What the service judges: pixels of the box's longer side; how many times the box has to fit in.
FACE_PX = {"COMMON": (48, 80), "GATE": (30, 80)}
GROWTH_MIN = {"COMMON": 1.5, "GATE": 2.0}


def photos(folder, name="photos"):
    """Stores the photos of a folder as a set of their own: figures only."""
    if not (pool.folder() / f"{name}.npz").exists():
        files = sorted(p for p in Path(folder).rglob("*.jpg"))
        rows = ((str(p.relative_to(folder)), cv2.imread(str(p)), "photos", scenes.REAL, True)
                for p in files)
        scenes.build(name, rows)
    return scenes.Scenes(name)


class Table:
    """Rows of views with what they are."""

    def __init__(self):
        self.kinds, self.pixels = [], []

    def add(self, kind, image, box):
        self.kinds.append(kind)
        self.pixels.append(views.views(image, box))

    @classmethod
    def kept(cls, name, make):
        """The table as it was made once, so that nets of several days see the same."""
        path = pool.folder() / f"table-{name}.npz"
        if not path.exists():
            made = make()
            np.savez(path, kinds=made.kinds, pixels=made.pixels)
        table = cls()
        with np.load(path) as stored:
            table.kinds, table.pixels = stored["kinds"], stored["pixels"]
        return table

    def done(self):
        self.kinds, self.pixels = np.array(self.kinds), np.stack(self.pixels)
        return self


def seen(option, image, box, random):
    """A picture as the option's cameras see it: for GATE, shrunk to what gates see."""
    if option != "GATE":
        return image, box
    return views.shrunk(image, box, random.uniform(*FACE_PX[option]))


def within(option, image, box):
    """Whether the service judges a face: large enough, with enough around it."""
    growth = min((image.shape[1] - 1) / box[2], (image.shape[0] - 1) / box[3])
    return max(box[2:4]) >= FACE_PX[option][0] and growth >= GROWTH_MIN[option]


def kept_back(option, without, seed=5):
    """Table of what was kept back and is judged."""
    table = Table()
    for kind, image, box in kept_back_pictures(option, without, seed):
        table.add(kind, image, box)
    return table.done()


def kept_back_pictures(option, without, seed=5):
    """(kind, image, box) of what is judged; attacks are made with enough around them."""
    far = option == "GATE"
    random, held = np.random.default_rng([seed, far]), pool.Pool(True)
    for name, stored in held.scenes.items():
        for row in np.flatnonzero(stored.held):
            if name == "lfw" and scenes.person(str(stored.names[row])) in without:
                continue
            kind = {scenes.REAL: "genuine", scenes.PRINT: "print"}.get(int(stored.kinds[row]))
            if kind and not stored.tight[row]:
                image, box = seen(option, stored.image(row), stored.boxes[row], random)
                if within(option, image, box):
                    group = stored.groups[row] if name == "nuaa" else name
                    yield f"{kind}: {group}", image, box
    for number in range(2 * ATTACKS_MADE):
        kind = 3 + number % 2
        image, box, _ = held.genuine(random, True)
        face_px = random.uniform(*FACE_PX[option]) if far else random.uniform(60, 80)
        image, box = recapture.attack(image, box, random, held.background(random), face_px,
                                      kind == 3)
        yield (pool.KINDS[kind], views.camera(image, random) if number % 4 > 1 else image, box)


def kept_back_tight():
    """What only the closest net can judge: the replay sets."""
    table, stored = Table(), scenes.Scenes("replays")
    for row in np.flatnonzero(stored.held):
        kind = "genuine" if stored.kinds[row] == scenes.REAL else "replay"
        table.add(f"{kind}: {stored.groups[row]}", stored.image(row), stored.boxes[row])
    return table.done()


def calibrates(number, kind):
    """Whether a row of the table serves to calibrate, and so counts in no figure."""
    return kind.startswith("genuine") and number % 2 == 0


def calibration(scores):
    """[raw, shown] points: low quantiles of genuine scores; 1e-4 is drawn on, not counted."""
    low = {f: float(np.quantile(scores, f, method="lower")) for f in (1e-2, 1e-3)}
    odds = {f: np.log(max(q, 1e-9) / max(1 - q, 1e-9)) for f, q in low.items()}
    drawn = 1 / (1 + np.exp(-(2 * odds[1e-3] - odds[1e-2])))
    low[1e-4] = float(min(drawn, low[1e-3] * .8))
    points = [[0.0, 0.0]] + [[round(low[f], 6), SHOWN[f]] for f in sorted(low)] + [[1.0, 1.0]]
    for before, after in zip(points, points[1:]):
        after[0] = max(after[0], round(before[0] + 1e-6, 6))
    return points


def shown(scores, points):
    return np.interp(scores, *zip(*points))


def said_by(nets, table, members):
    """Mean share of real [N] over some of the nets."""
    chosen = list(nets.values())
    return np.mean([train.probabilities(chosen[number], table.pixels[:, number])
                    for number in members], 0)


def said_by_teachers(table, every=4):
    """Mean share of real of MiniFASNet V2 (2.7) and V1SE (4.0) for every fourth of the rows."""
    total, rows = np.full(len(table.kinds), np.nan), slice(None, None, every)
    total[rows] = 0
    for number, name in ((1, "MiniFASNetV2.onnx"), (2, "MiniFASNetV1SE.onnx")):
        logits = teacher.run(name, table.pixels[rows, number], ["output"])
        share = np.exp(logits - logits.max(1, keepdims=True))
        total[rows] += share[:, 1] / share.sum(1) / 2
    return total


def lines(option, table, scores, points, other):
    """Rows of the report: kind, number, error rates at 0.05, 0.3, 0.9, and another's at 0.5."""
    mapped = shown(scores, points)
    rows = []
    for kind in sorted(set(table.kinds)):
        mine = table.kinds == kind
        genuine = kind.startswith("genuine")
        errors = [((mapped[mine] < t) if genuine else (mapped[mine] >= t)).mean()
                  for t in SHOWN.values()]
        told = other[mine & ~np.isnan(other)]
        half = ((told < .5) if genuine else (told >= .5)).mean()
        rows.append([option, kind, "BPCER" if genuine else "APCER", int(mine.sum()),
                     *[round(float(e), 4) for e in errors], round(float(half), 4)])
    return rows


def option_report(option, nets, extra, teachers):
    """Calibration and rows of one option."""
    members = OPTIONS[option]
    without = people.development()
    bounds = "-".join(map(str, (*FACE_PX[option], GROWTH_MIN[option], len(without))))
    table = Table.kept(f"{option}-{bounds}", lambda: kept_back(option, without))
    scores = said_by(nets, table, members)
    chosen = np.array([calibrates(*row) for row in enumerate(table.kinds)])
    points = calibration(scores[chosen])
    other = said_by_teachers(table) if teachers else scores
    table.kinds, scores, other = table.kinds[~chosen], scores[~chosen], other[~chosen]
    rows = lines(option, table, scores, points, other)
    if extra:
        rows += lines(option, *photographed(option, extra, nets, members, points))
    return {"calibration": points, "rows": rows}


def tight_report(nets):
    """Rows of the closest net alone, at raw thresholds: no other fits the replay sets."""
    table = Table.kept("tight", kept_back_tight)
    close = said_by(nets, table, [0])
    return {"rows": lines("close alone, raw", table, close, [[0, 0], [1, 1]], close)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=[*OPTIONS, "tight"])
    parser.add_argument("--photos", help="folder of genuine photos, person by person: report only")
    parser.add_argument("--teachers", action="store_true", help="compare with MiniFASNet")
    parser.add_argument("--write", action="store_true", help="put the calibration into cards.json")
    given = parser.parse_args()
    torch.set_num_threads(1)
    nets = trained()
    if given.what == "tight":
        report = tight_report(nets)
    else:
        extra = photos(given.photos) if given.photos else None
        report = option_report(given.what, nets, extra, given.teachers)
    (pool.folder() / f"report-{given.what}.json").write_text(json.dumps(report, indent=1))
    last = "MiniFASNet at .5" if given.teachers else "raw .5"
    print(f"option | kind | measure | n | at .05 | at .3 | at .9 | {last}")
    for row in report["rows"]:
        print(" | ".join(map(str, row)))
    print(json.dumps(report.get("calibration")))
    if given.write and "calibration" in report:
        cards.calibrate(given.what, report["calibration"])


def photographed(option, extra, nets, members, points):
    table, random = Table(), np.random.default_rng(6)
    for row in range(len(extra.boxes)):
        image, box = seen(option, extra.image(row), extra.boxes[row], random)
        if within(option, image, box):
            table.add("genuine: photos", image, box)
    table.done()
    scores = said_by(nets, table, members)
    return table, scores, points, scores


if __name__ == "__main__":
    main()

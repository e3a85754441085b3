"""Fits the verifier's answer to the detector's score: python3 -m detector.fit DETECTOR VERIFIER.

VERIFIER is an export without factor and shift. Looks for the factor that keeps most faces at the
teacher's precision, and for the shift that makes 0.6 that threshold, on every second of the photos
kept out of the training; detector.evaluate reports on the others.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from facetrain import paths, yunet

from .bank import folder
from .cascade import Cascade
from .evaluate import MATCH, crowds, judged, precision, share
from .photos import Bank
from .teacher import Detector, best, overlaps

FACTORS = (.4, .5, .6, .7, .85, 1, 1.25, 1.5, 2)
THRESHOLD = .6


class Finds:
    """What one cascade finds on photos: detector's score, verifier's logit, face or not."""

    def __init__(self, cascade, pictures):
        self.rows, self.truths = [], []
        for number, (picture, faces) in enumerate(pictures):
            side = picture.shape[1]
            finds = best(Detector.look(cascade, picture, side, .3))
            chance = cascade.chances(picture, finds).clip(1e-7, 1 - 1e-7) if len(finds) else []
            for find, odds in zip(finds, chance):
                over = overlaps(find, faces) if len(faces) else np.zeros(1)
                at = int(over.argmax())
                self.rows.append([find[4], np.log(odds / (1 - odds)), over[at] >= MATCH,
                                  number * 1000 + at])
            self.truths += [(np.sqrt(f[2] * f[3]), number * 1000 + i)
                            for i, f in enumerate(faces) if f[4] == 1]
        self.rows = np.array(self.rows)

    def shift_for(self, factor, wanted):
        """The largest shift with which the finds from 0.6 on have that precision."""
        for shift in np.arange(6, -8, -.1):
            if precision(self.judged(factor, shift)[0], THRESHOLD) >= wanted:
                return shift
        raise SystemExit("no shift reaches the teacher's precision")

    def judged(self, factor, shift):
        """Scores with hit or miss, and size and score of each true face, as evaluate.judged."""
        chance = 1 / (1 + np.exp(-self.rows[:, 1] * factor - shift))
        score = np.sqrt(self.rows[:, 0] * chance)
        wanted = {k for _, k in self.truths}
        got, finds = {}, []
        for row, value in sorted(zip(self.rows, score), key=lambda r: -r[1]):
            if not row[2]:
                finds.append((value, 0))
            elif row[3] not in got:
                got[row[3]] = value
                if row[3] in wanted:
                    finds.append((value, 1))
        return (np.array(finds).reshape(-1, 2),
                np.array([(size, got.get(k, 0)) for size, k in self.truths]).reshape(-1, 2))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("detector")
    parser.add_argument("verifier")
    parser.add_argument("--write", help="a file for the best of the arguments")
    given = parser.parse_args()
    cv2.setNumThreads(1)
    bank = Bank(folder(), held_out=True, chips_max=1)
    cascade = Cascade(given.detector, given.verifier)
    teacher = Detector(paths.teachers() / yunet.MODEL)
    photos = [p for side in (320, 416) for p in crowds(bank, side, half=0)]
    finds, truths = judged(teacher, photos)[:2]
    wanted, theirs = precision(finds, THRESHOLD), share(truths, THRESHOLD)
    print(f"{len(photos)} photos, {len(truths)} faces, teacher {theirs} at {wanted:.4f}",
          flush=True)
    ours, best_of_all = Finds(cascade, photos), (0, "")
    for factor in FACTORS:
        shift = ours.shift_for(factor, wanted)
        finds, truths = ours.judged(factor, shift)
        recall = share(truths, THRESHOLD)
        arguments = f"--factor {factor} --shift={shift:.2f}"
        print(f"{arguments}: recall {recall}, {recall / theirs:.3f} of the teacher's, "
              f"precision {precision(finds, THRESHOLD):.4f}", flush=True)
        best_of_all = max(best_of_all, (recall, arguments))
    if given.write:
        Path(given.write).write_text(best_of_all[1])


if __name__ == "__main__":
    main()

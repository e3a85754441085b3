"""Fits the verifier's answer to the detector's score: python3 -m detector.fit DETECTOR VERIFIER.

VERIFIER is an export without factor and shift. Looks for the factor that keeps most faces with no
more false finds than the teacher's, and for the shift that makes 0.6 that threshold, on every
second of the photos of several people kept out of the training, as kept or 320, faces and finds
from 20 pixels; detector.evaluate reports on the others.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from facetrain import paths, yunet

from .bank import folder
from .cascade import AGAIN_SCORE_MIN, Cascade, mean_by_odds, odds_of
from .evaluate import (FACE_PX, MATCH, crowds, false_from, judged, looked_at, looks, near,
                       share)
from .photos import Bank
from .teacher import OVERLAP_MAX, Detector, best, overlaps

FACTORS = (.2, .25, .3, .4, .5, .6, .7, .85, 1, 1.5)
THRESHOLD = .6


class Finds:
    """What one cascade finds on photos: detector's score, verifier's logits, face or not, box."""

    def __init__(self, cascade, pictures):
        self.rows, self.truths = [], []
        for number, (picture, faces) in enumerate(pictures):
            side = picture.shape[1]
            finds = best(Detector.look(cascade, picture, side, .3))
            seen = cascade.again(picture, finds, 0) if len(finds) else ((), (), ())
            for find, chance, first in zip(*seen):
                over = overlaps(find, faces) if len(faces) else np.zeros(1)
                at = int(over.argmax())
                self.rows.append([find[4], np.log(odds_of(chance)), over[at] >= MATCH,
                                  number * 1000 + at, number, *find[:4], np.log(odds_of(first))])
            self.truths += [(np.sqrt(f[2] * f[3]), number * 1000 + i)
                            for i, f in enumerate(faces) if f[4] == 1]
        self.rows = np.array(self.rows)

    def shift_for(self, factor, false_max):
        """The largest shift with which no more of the finds from 0.6 on are false."""
        for shift in np.arange(6, -8, -.1):
            if false_from(self.judged(factor, shift)[0], THRESHOLD) <= false_max:
                return shift
        raise SystemExit("no shift leaves so few false finds")

    def judged(self, factor, shift):
        """Scores with hit or miss, and size and score of each true face, as evaluate.judged."""
        score, first = (mean_by_odds(self.rows[:, 0], 1 / (1 + np.exp(-logit * factor - shift)))
                        for logit in (self.rows[:, 1], self.rows[:, 9]))
        score[first < AGAIN_SCORE_MIN] = 0
        wanted = {k for _, k in self.truths}
        got, finds, kept = {}, [], {}
        for row, value in sorted(zip(self.rows, score), key=lambda r: -r[1]):
            others = kept.setdefault(row[4], [])
            if others and overlaps(row[5:9], np.array(others)).max() > OVERLAP_MAX:
                continue
            others.append(row[5:9])
            if not row[2]:
                if row[7] * row[8] >= FACE_PX ** 2:
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
    bank = looked_at(Bank(folder(), held_out=True, chips_max=1))
    cascade = Cascade(given.detector, given.verifier)
    teacher = Detector(paths.teachers() / yunet.MODEL)
    photos = near(crowds(bank, 0, half=0))
    finds, truths = judged(looks(teacher, photos), photos, FACE_PX)[:2]
    false_max, theirs = false_from(finds, THRESHOLD), share(truths, THRESHOLD)
    print(f"{len(photos)} photos, {len(truths)} faces, teacher {theirs}, {false_max} false",
          flush=True)
    ours, best_of_all = Finds(cascade, photos), (0, "")
    for factor in FACTORS:
        shift = ours.shift_for(factor, false_max)
        finds, truths = ours.judged(factor, shift)
        recall = share(truths, THRESHOLD)
        arguments = f"--factor {factor} --shift={shift:.2f}"
        print(f"{arguments}: recall {recall}, {recall / theirs:.3f} of the teacher's, "
              f"{false_from(finds, THRESHOLD)} false", flush=True)
        best_of_all = max(best_of_all, (recall, arguments))
    if given.write:
        Path(given.write).write_text(best_of_all[1])


if __name__ == "__main__":
    main()

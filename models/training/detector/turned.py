"""Marks faces that the teacher sees only in a turned photo: python3 -m detector.turned.

YuNet knows upright faces. People who lie, bend or do handstands have faces, too; unmarked they
would be taught as none. They become doubts, which count for nothing. Photos held out keep the
marks that they had.
"""

import argparse

import cv2
import numpy as np

from facetrain import paths, yunet

from .bank import SOURCES, folder
from .photos import TURNED, Source
from .teacher import Detector, best, overlaps

TURNS = (-90, -60, -30, 30, 60, 90, 180)
LOOK, SCORE_MIN, KNOWN = 384, 0.6, 0.2

"""Share of the photo's sides beyond which such a find is no face: one so large is seen anyway."""
LARGEST = 0.3


def turned(photo, degrees):
    """The photo turned about its middle, nothing cut off, and the map [2,3] that did it."""
    height, width = photo.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    size = np.abs(matrix[:, :2]) @ [width, height]
    matrix[:, 2] += (size - [width, height]) / 2
    return cv2.warpAffine(photo, matrix, tuple(int(s) for s in np.ceil(size))), matrix


def doubts(teacher, photo, known):
    """Faces [N,15] that no mark covers, of score 0; five points as if they were upright."""
    found = []
    for degrees in TURNS:
        picture, matrix = turned(photo, degrees)
        for face in best(teacher.look(picture, LOOK, SCORE_MIN)):
            back = cv2.invertAffineTransform(matrix)
            middle = back[:, :2] @ (face[:2] + face[2:4] / 2) + back[:, 2]
            side = np.full(2, np.sqrt(face[2] * face[3]))
            if side[0] > LARGEST * max(photo.shape[:2]):
                continue
            found.append(np.concatenate([middle - side / 2, side, face[4:5], np.tile(middle, 5)]))
    found = best(np.array(found, np.float32).reshape(-1, 15))
    new = [f for f in found if not len(known) or overlaps(f, known).max() < KNOWN]
    made = np.array(new, np.float32).reshape(-1, 15)
    made[:, 4] = 0
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", nargs="*", default=list(SOURCES))
    given = parser.parse_args()
    cv2.setNumThreads(1)
    teacher = Detector(paths.teachers() / yunet.MODEL)
    for kind in given.sources:
        (folder() / (kind + TURNED)).unlink(missing_ok=True)
        source, rows = Source(folder(), kind), []
        for row in source.rows:
            made = doubts(teacher, source.photo(row), source.faces[row])
            rows.extend([row, *face] for face in made)
        np.save(folder() / (kind + TURNED), np.array(rows, np.float32).reshape(-1, 16))
        print(f"{kind}: {len(rows)} doubts in {len(source.rows)} photos", flush=True)


if __name__ == "__main__":
    main()

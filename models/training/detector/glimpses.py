"""Gathers what the detector takes for faces: python3 -m detector.glimpses detector.onnx.

Composed pictures are shown to the detector at a low threshold. Every find becomes a glimpse: the
picture around it, whether the teacher and the composition call it a face, and where in it that
face and its points are.
"""

import argparse
import time

import cv2
import numpy as np

from facetrain import loop, paths, yunet

from .bank import folder
from .compose import Composer, cut_off, moved
from .photos import WEIGHTS, Bank, shifted
from .teacher import Detector, best, letterboxed, overlaps

SEED = 5
"""Pixels of a stored glimpse, and how many times the box it shows, and the same of what is around
it; what the net sees of both is cut out while it is trained."""
STORED, GROWTH = 72, 2.4
AROUND_STORED, AROUND_GROWTH = 60, 6.0
SCORE_MIN = 0.12
SIDES = {256: 512, 320: 480, 384: 576}
SINGLE, ENLARGED = 0.45, 2.5

"""Overlap from which a find is a face, as the net can move its box there, or a part of one; and
from which two finds are the same."""
FACE, PART, APART, SAME = 0.35, 0.2, 0.02, 0.45
FINDS_MAX = 12

"""Likeness to what it was from which a face is still one; below, nobody could tell."""
LEGIBLE, CONTRAST_MIN = 0.6, 3.0


def cut(picture, boxes, growth, side):
    """Squares of a picture around boxes [N,4], each box stretched to a share of its square."""
    made = []
    for number, (x, y, width, height) in enumerate(boxes):
        left, top = x + width / 2 - width * growth / 2, y + height / 2 - height * growth / 2
        matrix = np.array([[width * growth / side, 0, left + width * growth / side / 2 - .5],
                           [0, height * growth / side, top + height * growth / side / 2 - .5]])
        small = picture
        shrink = min(matrix[0, 0], matrix[1, 1])
        if shrink > 2:
            small = cv2.resize(picture, None, fx=1 / shrink, fy=1 / shrink,
                               interpolation=cv2.INTER_AREA)
            matrix = matrix / shrink
            matrix[:, 2] += .5 / shrink - .5
        made.append(cv2.warpAffine(small, matrix, (side, side),
                                   flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                                   borderMode=cv2.BORDER_REPLICATE))
    return np.array(made, np.uint8).reshape(-1, side, side, 3)


def covered(canvas):
    """What a canvas holds without the black to the right of it and below."""
    seen = canvas.any(2)
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    return canvas[:rows[-1] + 1, :columns[-1] + 1] if len(rows) else canvas


def likeness(clean, seen, boxes):
    """For each box how much is left of what it showed, -1 to 1: the correlation of 12x12 greys.

    It is 0 where they hardly differ from each other.
    """
    if clean is seen:
        return np.ones(len(boxes))
    parts = [cut(picture, boxes, 1, 12).mean(3).reshape(len(boxes), -1)
             for picture in (clean, seen)]
    parts = [part - part.mean(1, keepdims=True) for part in parts]
    lengths = [np.linalg.norm(part, axis=1) for part in parts]
    like = (parts[0] * parts[1]).sum(1) / np.maximum(lengths[0] * lengths[1], 1e-6)
    return np.where(lengths[1] < CONTRAST_MIN * 12, 0, like)


def said(finds, faces, teacher):
    """For each find the chance that it is a face; -1 where nobody knows.

    faces: what the composition holds; teacher: what it found by itself, as [N,15] both.
    """
    share = np.full(len(finds), 0, np.float32)
    for i, find in enumerate(finds):
        true = overlaps(find, faces) if len(faces) else np.zeros(1)
        seen = overlaps(find, teacher) if len(teacher) else np.zeros(1)
        sure = faces[:, 4] == 1 if len(faces) else np.zeros(1, bool)
        if (true * sure).max() >= FACE:
            share[i] = 1
        elif (true * sure).max() >= PART or (true * ~sure).max() >= APART:
            share[i] = teacher[seen.argmax(), 4] if seen.max() >= SAME else -1
        elif seen.max() >= PART:
            share[i] = -1
    return share


def whereabouts(finds, faces):
    """For each find [14]: where its face is, in sides of the find's box; not numbers where none is.

    The box's centre as seen from the find's, the logarithms of how many times as wide and high it
    is, and five points as seen from the find's centre.
    """
    made = np.full((len(finds), 14), np.nan, np.float32)
    for row, find in zip(made, finds):
        true = overlaps(find, faces) * (faces[:, 4] == 1) if len(faces) else np.zeros(1)
        if true.max() >= FACE:
            face, size = faces[true.argmax()], find[2:4]
            middle = find[:2] + size / 2
            row[:2] = (face[:2] + face[2:4] / 2 - middle) / size
            row[2:4] = np.log(face[2:4] / size)
            row[4:] = ((face[5:].reshape(5, 2) - middle) / size).ravel()
    return made


class Maker:
    """Makes glimpses of composed pictures without end."""

    def __init__(self, student, seed, whole, parts):
        cv2.setNumThreads(1)
        self.bank, self.whole, self.parts = Bank(folder()), whole, parts
        self.random = np.random.default_rng([SEED, seed])
        self.composers = [Composer(self.bank, side, [SEED, seed, side]) for side in SIDES]
        self.teacher = Detector(paths.teachers() / yunet.MODEL)
        self.student = Detector(student)

    def __call__(self):
        """Crops [N,72,72,3] and [N,60,60,3], chances [N], the detector's scores, whereabouts."""
        picture, faces, clean = self.picture(
            self.composers[int(self.random.integers(len(SIDES)))])
        side = picture.shape[1]
        finds = best(self.student.look(picture, side, SCORE_MIN))
        finds = self.varied(finds[:FINDS_MAX], faces)
        if not len(finds):
            return None
        seen = best(np.concatenate([self.teacher.look(picture, side, .2),
                                    self.teacher.look(picture, SIDES[side], .3)]))
        chance = said(finds, faces, seen)
        chance[(chance > .5) & (likeness(clean, picture, finds[:, :4]) < LEGIBLE)] = -1
        known = chance >= 0
        finds = finds[known]
        photo = covered(picture)
        return (cut(photo, finds[:, :4], GROWTH, STORED),
                cut(photo, finds[:, :4], AROUND_GROWTH, AROUND_STORED), chance[known],
                finds[:, 4], whereabouts(finds, faces))

    def picture(self, compose):
        """A picture, its faces, and the picture before a camera spoilt it.

        It is a new one every time: another look at one from before shows the same ears and hands.
        """
        if self.random.random() < self.whole:
            made, faces = self.photo(compose.side)
            return made, faces, made
        made, faces = compose.single() if self.random.random() < SINGLE else compose.fresh()
        return compose.camera(compose.rng, made), faces, made

    def photo(self, side):
        """A photo as it is, whole or in part; a third of them of things, with or without faces."""
        draw = self.bank.any_ground if self.random.random() < 1 / 3 else self.bank.any_photo
        photo, faces = draw(self.random)
        if self.random.random() < self.parts:
            return self.part(photo, faces, side)
        canvas, scale = letterboxed(photo, side)
        return canvas, shifted(faces, scale, (0, 0))

    def part(self, photo, faces, side):
        """A part of a photo enlarged: elbows, hands and knees as large as faces are elsewhere."""
        scale = side / max(photo.shape[:2]) * np.exp(self.random.uniform(0, np.log(ENLARGED)))
        free = np.maximum(np.array(photo.shape[1::-1]) * scale - side, 0)
        canvas, faces = moved(photo, faces, scale, 0, free * self.random.random(2), (side, side))
        return canvas, cut_off(faces, side, side)

    def varied(self, finds, faces):
        """The finds, some known faces that were missed, and now and then a random place."""
        kept = [finds]
        for face in faces[faces[:, 4] == 1] if len(faces) else ():
            if self.random.random() < .3 and (
                    not len(finds) or overlaps(face, finds).max() < SAME):
                kept.append(self.shaken(face))
        return np.concatenate(kept)

    def shaken(self, face):
        made = face.copy()
        made[:2] += self.random.normal(0, .05, 2) * face[2:4]
        made[2:4] *= np.exp(self.random.normal(0, .08, 2))
        made[4] = 0
        return made[None]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("student", help="the detector's ONNX file")
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--name", default="glimpses")
    parser.add_argument("--whole", type=float, default=.3,
                        help="share of photos as they are, which are not composed")
    parser.add_argument("--parts", type=float, default=.3,
                        help="share of these of which a part is shown")
    parser.add_argument("--often", nargs="*", default=[], metavar="SOURCE=N",
                        help="how often a source's photos are shown whole, if not as usual")
    given = parser.parse_args()
    for source, often in (one.split("=") for one in given.often):
        WEIGHTS[source] = WEIGHTS[source][0], float(often)
    # What was learned from another detector's finds does not fit this one's.
    loop.Checkpoint("verifier").path.unlink(missing_ok=True)
    make = Maker(given.student, given.seed, given.whole, given.parts)
    began, pictures = time.process_time(), 0
    kept = []
    while time.process_time() - began < given.minutes * 60:
        found, pictures = make(), pictures + 1
        if found is not None:
            kept.append(found)
        if pictures % 2000 == 0:
            save(given.name, kept, pictures)
    save(given.name, kept, pictures)


def write(path, parts):
    """Writes the parts as one array, without a second copy of them in memory."""
    count = sum(map(len, parts))
    made = np.lib.format.open_memmap(path, "w+", np.uint8, (count, *parts[0].shape[1:]))
    at = 0
    for part in parts:
        made[at:at + len(part)] = part
        at += len(part)
    made.flush()


def save(name, kept, pictures):
    crops, around, *rest = zip(*kept)
    chances, scores, places = (np.concatenate(part) for part in rest)
    home = paths.role("verifier")
    write(home / f"{name}-crops.npy", crops)
    write(home / f"{name}-around.npy", around)
    np.savez(home / f"{name}.npz", chance=chances.astype(np.float32), score=scores, where=places)
    print(f"{pictures} pictures, {len(chances)} glimpses, {(chances > .5).mean():.2f} faces",
          flush=True)


if __name__ == "__main__":
    main()

"""Compares the trained detector with the teacher on pictures held out of the training."""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from facetrain import paths, yunet

from .bank import folder
from .cascade import Cascade
from .compose import Composer
from .damage import Camera, darkened, mask
from .patterns import KINDS
from .photos import DARK, Bank, profiles
from .teacher import Detector, best, overlaps

MATCH = 0.4
SIDE_MIN = 320
FACE_PX = 20
SCORE_MIN = 0.3
SIZES = ((10, 16), (16, 20), (20, 28), (28, 48), (48, 96), (96, 999))


def scenes(bank, count, side, seed):
    """Composed pictures with known faces."""
    composer = Composer(bank, side, seed)
    made = []
    while len(made) < count:
        canvas, faces = composer.fresh()
        made.append((composer.camera(composer.rng, canvas), faces))
    return made


def crowds(bank, side, kinds=None, half=1):
    """Held-out photos on which the teacher was sure of several faces.

    A side of 0 takes each as it is kept, enlarged to SIDE_MIN where smaller. Only every second: on
    the others detector.fit chose its threshold.
    """
    made = []
    for kind, row in several(bank, half):
        if not kinds or kind in kinds:
            source = bank.sources[kind]
            photo = source.photo(row)
            side_of_it = side or max(SIDE_MIN, *photo.shape[:2])
            made.append(letterboxed(photo, source.faces[row], side_of_it))
    return made


def several(bank, half):
    """Every second photo with several sure faces, (source, row); half 0 is detector.fit's."""
    return [(kind, row) for number, (kind, row) in enumerate(bank.whole)
            if number % 2 == half and (bank.sources[kind].faces[row][:, 4] == 1).sum() >= 2]


def near(pictures):
    """The same pictures, of whose faces only those of FACE_PX or more count."""
    made = []
    for canvas, faces in pictures:
        faces = faces.copy()
        small = faces[:, 2] * faces[:, 3] < FACE_PX ** 2
        faces[small & (faces[:, 4] == 1), 4] = .5
        made.append((canvas, faces))
    return made


def looked_at(bank):
    """Adds, as doubts, the faces that people saw where the teacher marked none (seen-faces.txt)."""
    for line in (Path(__file__).parent / "seen-faces.txt").read_text().splitlines():
        if line.startswith("#"):
            continue
        kind, row, *box = line.split()
        if kind not in bank.sources:
            continue
        faces = bank.sources[kind].faces
        doubt = np.zeros((1, 15), np.float32)
        doubt[0, :4] = [float(v) for v in box]
        faces[int(row)] = np.concatenate([faces[int(row)], doubt])
    return bank


def letterboxed(photo, faces, side):
    scale = side / max(photo.shape[:2])
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=way)[:side, :side]
    canvas = np.zeros((side, side, 3), np.uint8)
    canvas[: small.shape[0], : small.shape[1]] = small
    made = faces.copy()
    made[:, :4] *= scale
    made[:, 5:] *= scale
    return canvas, made


def unchosen(bank, kinds):
    """The held-out photos of some sources, (source, row), but those that detector.fit chose on."""
    chosen = set(several(bank, 0))
    return [(bank.sources[kind], row) for kind in kinds if kind in bank.sources
            for row in bank.sources[kind].rows if (kind, row) not in chosen]


def portraits(bank, side, kinds, group=None, change=None, seed=7, most=400):
    """Held-out photos of some sources on a canvas; faces about a third of its side."""
    rng, made = np.random.default_rng(seed), []
    for source, row in unchosen(bank, kinds):
        if group is not None and source.group(row) != group:
            continue
        canvas, faces = letterboxed(source.photo(row), source.faces[row], side)
        if change:
            canvas = change(rng, canvas, faces)
        made.append((canvas, faces))
    rng.shuffle(made)
    return made[:most]


def turned_away(bank, side, kinds, photos=unchosen):
    """Held-out photos of faces whose nose stands over an eye or beyond it; no other face counts."""
    made = []
    for source, row in photos(bank, kinds):
        faces = source.faces[row].copy()
        faces[faces[:, 4] == 1, 4] = .5
        faces[profiles(source.faces[row], .1), 4] = 1
        if (faces[:, 4] == 1).any():
            made.append(letterboxed(source.photo(row), faces, side))
    return made


def chosen_on(bank, kinds):
    """The photos of some sources, (source, row), on which detector.fit chose."""
    return [(bank.sources[kind], row) for kind, row in several(bank, 0) if kind in kinds]


def low_light(rng, canvas, _faces):
    grain = rng.normal(0, 6, canvas.shape)
    return np.clip(darkened(rng, darkened(rng, canvas)) * 0.6 + grain, 0, 255).astype(np.uint8)


def masked(rng, canvas, faces):
    for face in faces[faces[:, 4] == 1]:
        mask(rng, canvas, face)
    return canvas


def looks(detector, pictures):
    """What a detector finds on each picture."""
    return [best(detector.look(canvas, canvas.shape[1], SCORE_MIN)) for canvas, _ in pictures]


def judged(looks, pictures, face_px=0):
    """Scores with hit or miss, and for each true face its size and the best score it got.

    What is found where no face is counts from the size face_px on.
    """
    finds, truths, wrong = [], [], []
    for found, (_, faces) in zip(looks, pictures):
        taken = np.zeros(len(faces), bool)
        got = np.zeros(len(faces), np.float32)
        for face in found:
            share = overlaps(face, faces) if len(faces) else np.zeros(1)
            at = int(np.argmax(share))
            if share[at] < MATCH:
                if face[2] * face[3] >= face_px ** 2:
                    finds.append((face[4], 0))
            elif not taken[at]:
                taken[at], got[at] = True, face[4]
                if faces[at][4] == 1:
                    finds.append((face[4], 1))
                    wrong.append(point_error(face, faces[at]))
        truths += [(np.sqrt(f[2] * f[3]), g) for f, g in zip(faces, got) if f[4] == 1]
    return (np.array(finds).reshape(-1, 2), np.array(truths).reshape(-1, 2),
            float(np.mean(wrong)) if wrong else None)


def point_error(face, true):
    """Mean distance of the five points, as a share of the face's side."""
    apart = (face[5:] - true[5:]).reshape(5, 2)
    return np.hypot(*apart.T).mean() / np.sqrt(true[2] * true[3])


def precision(finds, threshold):
    kept = finds[finds[:, 0] >= threshold, 1]
    return kept.mean() if len(kept) else 1.0


def false_from(finds, threshold):
    """How many finds from a score on are no faces."""
    return int(((finds[:, 0] >= threshold) & (finds[:, 1] == 0)).sum())


def threshold_for(finds, false_max):
    """The lowest threshold from which no more finds are false, as FDDB's curves count them."""
    for threshold in np.arange(SCORE_MIN, 0.99, 0.01):
        if false_from(finds, threshold) <= false_max:
            return float(threshold)
    return 0.99


def compared(name, seen, pictures, threshold, face_px):
    """One row of the table: recall of both, also at the teacher's false finds; points.

    seen: what each of both finds. Faces and wrong finds count from the size face_px on.
    """
    pictures = near(pictures) if face_px else pictures
    teacher, ours = (judged(found, pictures, face_px) for found in seen)
    equal = threshold_for(ours[0], false_from(teacher[0], threshold))
    theirs, reached = share(teacher[1], threshold), share(ours[1], equal)
    row = {"set": name, "from_px": face_px, "pictures": len(pictures), "faces": len(teacher[1]),
           "teacher": figures(teacher, threshold), "ours": figures(ours, threshold),
           "ours_at_as_many_false": {"threshold": round(equal, 2), "recall": reached,
                                     "share": theirs and round(reached / theirs, 3)}}
    for low, high in SIZES:
        sized = [t[1][(t[1][:, 0] >= low) & (t[1][:, 0] < high)] for t in (teacher, ours)]
        if len(sized[0]) >= 20:
            row[f"{low}-{high}px"] = [len(sized[0]), share(sized[0], threshold),
                                      share(sized[1], threshold)]
    return row


def figures(judgement, threshold):
    finds, truths, wrong = judgement
    return {"recall": share(truths, threshold), "precision": round(precision(finds, threshold), 4),
            "false": false_from(finds, threshold),
            "points": wrong and round(wrong, 4)}


def share(truths, threshold):
    return round(float((truths[:, 1] >= threshold).mean()), 4) if len(truths) else None


def fires(detectors, count, side, threshold, seed=11):
    """Finds on drawn pictures without a face, for each kind of drawing."""
    rng = np.random.default_rng(seed)
    camera = Camera(rng, side)
    rows = {}
    for kind in dict.fromkeys(KINDS):
        drawn = [kind(rng, side) for _ in range(count)]
        drawn = [camera(rng, d) if rng.random() < 0.5 else d for d in drawn]
        rows[kind.__name__] = [int(sum(len(best(d.look(p, side, threshold))) for p in drawn))
                               for d in detectors]
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("verifier", nargs="?", help="its second look, if it has one")
    parser.add_argument("--threshold", type=float, default=0.6)
    parser.add_argument("--count", type=int, default=300)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    bank = looked_at(Bank(folder(), held_out=True))
    ours = Cascade(given.model, given.verifier) if given.verifier else Detector(given.model)
    detectors = [Detector(paths.teachers() / yunet.MODEL), ours]
    usual = [k for k in bank.sources if k != "sport"]
    sets = {
        "several faces": crowds(bank, 0, kinds=usual),
        "several faces, 320": crowds(bank, 320, kinds=usual),
        "several faces, 640": crowds(bank, 640, kinds=usual),
        "several faces, LFW, 320": crowds(bank, 320, kinds=("lfw",)),
        "several faces, WIDER, 416": crowds(bank, 416, kinds=("wider",)),
        "several faces, Flickr8k": crowds(bank, 0, kinds=("flickr",)),
        "composed, 320": scenes(bank, given.count, 320, 3),
        "LFW": portraits(bank, 320, ["lfw"]),
        "LFW at 64 px": portraits(bank, 64, ["lfw"]),
        "LFW low light": portraits(bank, 320, ["lfw"], change=low_light),
        "LFW drawn masks": portraits(bank, 320, ["lfw"], change=masked),
        "profile": turned_away(bank, 320, usual),
        "profile, Flickr8k": turned_away(bank, 320, ("flickr",)),
        "profile, others": turned_away(bank, 320, [k for k in usual if k != "flickr"]),
        "profile, chosen on": turned_away(bank, 320, usual, chosen_on),
        "sports": portraits(bank, 320, ["sport"], most=500),
        "sports, several faces": crowds(bank, 0, kinds=("sport",)),
        "sports, profile": turned_away(bank, 320, ("sport",)),
        "masks": portraits(bank, 320, ["masks", "rmfd"], group=2),
        "dark skin": portraits(bank, 192, ["utk"], group=DARK),
        "dark skin, low light": portraits(bank, 192, ["utk"], group=DARK, change=low_light),
        "other skin": portraits(bank, 192, ["utk"], group=0),
        "things (ImageNet)": portraits(bank, 320, ["imagenet", "bsds"]),
    }
    for name, pictures in sets.items():
        if pictures:
            seen = [looks(detector, pictures) for detector in detectors]
            for face_px in (FACE_PX, 0):
                row = compared(name, seen, pictures, given.threshold, face_px)
                print(json.dumps(row), flush=True)
    print(json.dumps({"set": "drawn", "fires": fires(detectors, given.count // 6, 320,
                                                     given.threshold)}))


if __name__ == "__main__":
    main()

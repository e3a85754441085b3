"""Reads the bank: photos with the teacher's marks, and face chips cut from them."""

from pathlib import Path

import cv2
import numpy as np

CHIP = 128
CHIP_FACES = 1.9
CHIPS_MAX = 9000

"""How the file ends that adds doubts to a source's marks, those of photos to train on alone."""
TURNED = "-turned.npy"

"""How often a source's faces are pasted, and its photos used whole (0: too tight a crop)."""
WEIGHTS = {"lfw": (1.0, 3.0), "utk": (1.0, 0.15), "aaf": (0.6, 0.6), "celeba": (0.5, 0.0),
           "masks": (0.8, 1.5), "rmfd": (1.0, 1.0), "nuaa": (0.4, 0.8),
           "wider": (1.0, 10.0), "ytf": (1.0, 2.0), "scut": (0.5, 0.6), "imagenet": (1.0, 3.0),
           "bsds": (1.0, 3.0), "caltech": (1.0, 3.0), "coco": (1.0, 6.0), "flickr": (1.0, 3.0),
           "sport": (1.0, 2.0)}
GROUNDS = ("imagenet", "bsds", "caltech", "coco")

"""Of these only photos without a face or a doubt are ground; to train on, doubts alone will do."""
SCENES = ("flickr", "sport")
DARK, MASKED = 1, 2
DOUBT_MIN = 0.45

"""How much more often than others faces in profile are pasted, and their photos used whole."""
PROFILE = 3.0, 3.0
PROFILE_SHARE = 0.15


def in_profile(face, share=PROFILE_SHARE):
    """Whether the nose's tip, along the line of the eyes, lies in its outer share or off it."""
    left, right, nose = face[5:].reshape(5, 2)[:3]
    line = right - left
    at = (nose - left) @ line / max(line @ line, 1e-6)
    return not share <= at <= 1 - share


def profiles(faces, share=PROFILE_SHARE):
    """Which of the faces [N,15] are sure and in profile."""
    return np.array([face[4] == 1 and in_profile(face, share) for face in faces], bool)


class Source:
    """One source's photos, decoded when asked for; held-out photos only, or all the others."""

    def __init__(self, folder, kind, held_out=False):
        stored = np.load(Path(folder) / f"{kind}.npz")
        self.kind = kind
        self.bytes = np.fromfile(Path(folder) / f"{kind}.bin", np.uint8)
        self.places = stored["places"]
        self.rows = [i for i, p in enumerate(self.places) if bool(p[2]) == held_out]
        order = np.argsort(stored["faces"][:, 0], kind="stable")
        faces = stored["faces"][order]
        edges = np.searchsorted(faces[:, 0], np.arange(len(self.places) + 1))
        self.faces = [wanted(faces[a:b, 1:], kind) for a, b in zip(edges, edges[1:])]
        more = Path(folder) / (kind + TURNED)
        for row, *doubt in np.load(more) if more.exists() and not held_out else ():
            self.faces[int(row)] = np.concatenate([self.faces[int(row)], np.float32([doubt])])

    def photo(self, row):
        start, length = self.places[row][:2]
        return cv2.imdecode(self.bytes[start : start + length], cv2.IMREAD_COLOR)

    def group(self, row):
        return int(self.places[row][3])


def wanted(faces, kind):
    """Faces with score 1 where sure, 0 where the teacher doubts; weak doubts of grounds go."""
    doubtful = faces[:, 4] < 1
    if kind in GROUNDS:
        faces = faces[~doubtful | (faces[:, 4] == 0) | (faces[:, 4] >= DOUBT_MIN)]
    faces = faces.copy()
    faces[faces[:, 4] < 1, 4] = 0
    return faces


class Bank:
    """All sources: whole photos and face chips, drawn by weight."""

    def __init__(self, folder, held_out=False, chips_max=CHIPS_MAX, seed=1):
        kinds = [k for k in WEIGHTS if (Path(folder) / f"{k}.npz").exists()]
        self.sources = {k: Source(folder, k, held_out) for k in kinds}
        whole = [(k, row, WEIGHTS[k][1] * (PROFILE[1] if profiles(faces).any() else 1))
                 for k in kinds for row in self.sources[k].rows
                 for faces in [self.sources[k].faces[row]]
                 if WEIGHTS[k][1] and len(faces) and (
                     (faces[:, 4] == 1).any() or k in SCENES and not held_out)]
        self.whole = [w[:2] for w in whole]
        self.whole_odds = np.cumsum([w[2] for w in whole])
        self.grounds = [(k, row) for k in kinds for row in self.sources[k].rows
                        if k in GROUNDS or k in SCENES and not len(self.sources[k].faces[row])]
        self.chips, odds = self.cut(kinds, chips_max, np.random.default_rng(seed))
        self.chip_odds = np.cumsum(odds)

    def cut(self, kinds, chips_max, rng):
        found = [(k, row, n) for k in kinds for row in self.sources[k].rows
                 for n, face in enumerate(self.sources[k].faces[row])
                 if face[4] == 1 and min(face[2:4]) >= 24]
        rng.shuffle(found)
        found.sort(key=lambda f: not in_profile(self.sources[f[0]].faces[int(f[1])][int(f[2])]))
        chips, odds = [], []
        for kind, row, n in sorted(found[:chips_max], key=lambda f: (f[0], int(f[1]))):
            source, row = self.sources[kind], int(row)
            group = source.group(row)
            chips.append(chip(source.photo(row), source.faces[row], int(n), group))
            side_on = in_profile(source.faces[row][int(n)])
            odds.append(WEIGHTS[kind][0] * (2.5 if group == DARK else 1.0)
                        * (PROFILE[0] if side_on else 1.0))
        return chips, odds

    def any_chip(self, rng):
        return self.chips[np.searchsorted(self.chip_odds, rng.random() * self.chip_odds[-1])]

    def any_photo(self, rng):
        """A photo and its faces."""
        at = np.searchsorted(self.whole_odds, rng.random() * self.whole_odds[-1])
        kind, row = self.whole[at]
        return self.sources[kind].photo(row), self.sources[kind].faces[row]

    def any_ground(self, rng):
        kind, row = self.grounds[int(rng.integers(len(self.grounds)))]
        return self.sources[kind].photo(row), self.sources[kind].faces[row]


class Chip:
    """A square cut around one face: picture, the part the photo covers, the faces in it."""

    def __init__(self, picture, covered, faces, side, group):
        self.picture, self.covered, self.faces = picture, covered, faces
        self.side, self.group = side, group


def chip(photo, faces, number, group):
    face = faces[number]
    side = max(face[2:4]) * CHIP_FACES
    scale = CHIP / side
    corner = face[:2] + face[2:4] / 2 - side / 2
    matrix = np.array([[scale, 0, -corner[0] * scale], [0, scale, -corner[1] * scale]])
    height, width = photo.shape[:2]
    shrunk = photo
    if scale < 0.6:
        shrunk = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        matrix[:, :2] = np.eye(2)
    picture = cv2.warpAffine(shrunk, matrix, (CHIP, CHIP), flags=cv2.INTER_LINEAR)
    covered = np.array([-corner[0], -corner[1], width - corner[0], height - corner[1]]) * scale
    moved = shifted(faces[[number, *[i for i in range(len(faces)) if i != number]]], scale,
                    -corner * scale)
    return Chip(picture, np.clip(covered, 0, CHIP), moved, face[2:4].max() * scale, group)


def shifted(faces, scale, offset):
    """Faces after scaling the picture and moving it."""
    made = faces.copy()
    made[:, :4] *= scale
    made[:, 5:] *= scale
    made[:, 0] += offset[0]
    made[:, 1] += offset[1]
    made[:, 5::2] += offset[0]
    made[:, 6::2] += offset[1]
    return made


def turned(faces, matrix):
    """Faces after an affine map that turns and scales alike in both directions."""
    scale = np.hypot(matrix[0, 0], matrix[1, 0])
    cosine, sine = matrix[0, 0] / scale, matrix[1, 0] / scale
    made = faces.copy()
    centre = faces[:, :2] + faces[:, 2:4] / 2
    centre = centre @ matrix[:, :2].T + matrix[:, 2]
    width, height = faces[:, 2] * scale, faces[:, 3] * scale
    made[:, 2] = np.hypot(width * cosine, height * sine)
    made[:, 3] = np.hypot(width * sine, height * cosine)
    made[:, :2] = centre - made[:, 2:4] / 2
    points = faces[:, 5:].reshape(-1, 5, 2) @ matrix[:, :2].T + matrix[:, 2]
    made[:, 5:] = points.reshape(-1, 10)
    return made

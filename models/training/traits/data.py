"""Faces with whatever is known of their traits, and traits given to them."""

import cv2
import numpy as np

from facetrain import crops, damage, geometry, gitfiles, split
from geometry import cover, points
from geometry import targets as mesh

from . import edits, labels, worn
from .labels import COLUMN
from .net import SIDE

EYES = "purnenduvashistha/Eye-State-Detection"
# Grey faces of 48 or 64 pixels say nothing of blur, and are no ground for edits.
LITTLE = ("fer", "ck", "smiles", "anime")
GREY = ("fer", "ck", "smiles")
# Nearly all faces of these are of one race: a net would learn how the set looks.
ONE_RACE = ("allage", "scut")
# How often each source is drawn.
SHARES = {"utk": 4.2, "allage": 1.3, "celeba": 2.6, "celebtest": 1.2, "scut": 1.4, "fer": 2.4,
          "ck": .4, "smiles": .7, "nuaa": .5, "anime": .5, "lfw": .6, "celebhq": .4}


class Faces:
    """Labelled faces; held says whether those kept for evaluation."""

    def __init__(self, names, held=False):
        cv2.setNumThreads(1)
        self.stores = {name: crops.Store(name) for name in names}
        self.rows, self.labels, self.shape = {}, {}, {}
        for name, store in self.stores.items():
            known = labels.of(name, store.names)
            keep = [i for i, n in enumerate(store.names)
                    if split.held(name, n) == held and split.free(name, n)]
            self.rows[name] = np.array(keep)
            if name in ONE_RACE and not held:
                known[:, COLUMN["race"]] = np.nan
            if not held:
                for row, glasses in worn.known(name).items():
                    known[row, COLUMN["glasses"]] = labels.COMMON_OR_SUN if glasses else labels.BARE
            self.labels[name] = known
            self.shape[name] = shapes(name)
        self.names = [n for n in names if len(self.rows[n])]
        share = np.array([SHARES.get(n, 0) for n in self.names])
        self.share = np.cumsum(share / share.sum())
        self.weights = {n: balance(n, self.labels[n][self.rows[n]]) for n in self.names}
        self.eyes = eye_pictures(held)

    def pick(self, random, name=None):
        """(source, row), rare classes as often as common ones."""
        name = name or self.names[int(np.searchsorted(self.share, random.random()))]
        place = int(np.searchsorted(self.weights[name], random.random()))
        return name, int(self.rows[name][min(place, len(self.rows[name]) - 1)])

    def face(self, name, row, extra=None):
        """(crop, its 72 points or None)."""
        store = self.stores[name]
        face = geometry.aligned(store.pixels[row], store.points[row], geometry.LOOSE, SIDE, extra)
        shape = self.shape[name].get(row)
        if shape is not None:
            matrix = geometry.similarity(store.points[row], geometry.LOOSE * SIDE)
            if extra is not None:
                matrix = (extra @ np.vstack([matrix, [0, 0, 1]]))[:2]
            shape = (shape @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)
        return face, shape

    def sample(self, random):
        """(crop, known numbers) of one face, edited and spoilt by chance."""
        name, row = self.pick(random)
        face, shape = self.face(name, row, damage.shaken(SIDE, random, .025, .06, 6))
        known = self.labels[name][row].copy()
        if random.random() < .5:
            face = np.ascontiguousarray(face[:, ::-1])
            if shape is not None:
                shape = (shape[points.MIRROR] * [-1, 1] + [SIDE, 0]).astype(np.float32)
        if known[COLUMN["glasses"]] == labels.COMMON_OR_SUN:
            known[COLUMN["glasses"]] = lenses(face)
        eyes_of(known, shape)
        if name in GREY and random.random() < .6:
            face = edits.tinted(face, random)
        chance = .55 if name == "utk" or name in GREY else .15
        if random.random() < chance:
            other = self.face(*self.other(random))[0]
            face = edits.elsewhere(face, other, random, .72 if name in GREY else 1)
            known[COLUMN["composite"]] = np.nan
        elif name not in LITTLE:
            face = self.edited(face, shape, known, random)
        face = tone(face, random)
        if name not in LITTLE and known[COLUMN["type"]] == labels.HUMAN and (
                known[COLUMN["composite"]] != 1 or random.random() < .4):
            face, known[COLUMN["blur"]] = edits.unsharp(face, random)
        elif random.random() < .2:
            face = damage.blurred(face, random, 1.5)
        if random.random() < .1:
            face = damage.noisy(face, random, 12)
        if random.random() < .15:
            face = damage.compressed(face, random, 25)
        return damage.cut(face, random) if random.random() < .06 else face, known

    def edited(self, face, shape, known, random):
        """One change at most of those that give a trait, and composites on their own."""
        chance = random.random()
        known[COLUMN["composite"]] = 0
        if chance < .17:
            known[COLUMN["composite"]] = 1
            other, _ = self.face(*self.other(random))
            known[:] = [known[k] if k in (COLUMN["composite"], COLUMN["type"]) else np.nan
                        for k in range(len(known))]
            return edits.composite(face, other, random)
        if chance < .30:
            return self.blinking(face, shape, known, random)
        bare = known[COLUMN["glasses"]] == labels.BARE
        if bare and chance < .37:
            known[COLUMN["glasses"]] = labels.COMMON
            return damage.spectacles(face, edits.FIVE[:2], random, dark=False)
        if bare and chance < .43:
            return self.sunglasses(face, shape, known, random)
        if .43 <= chance < .455:
            known[:] = np.nan
            known[COLUMN["type"]] = labels.CARTOON
            return edits.drawn(face, random)
        if .455 <= chance < .57 and shape is not None:
            other, _ = self.face(*self.other(random))
            return self.behind(face, shape, known, other, random)
        return face

    def other(self, random):
        name = ("celeba", "utk")[int(random.integers(2))]
        name = name if name in self.rows else self.names[0]
        return name, int(self.rows[name][random.integers(len(self.rows[name]))])

    def blinking(self, face, shape, known, random):
        """Each eye shut, half shut or replaced by a photographed one."""
        both = random.random() < .6
        share = 1 if random.random() < .75 else random.uniform(0, 1)
        sides = (0, 1) if both else (int(random.integers(2)),)
        for side in sides:
            column = COLUMN["left"] + side
            if random.random() < .5 or shape is None:
                shut = random.random() < .6
                eye = self.eyes[shut][random.integers(len(self.eyes[shut]))]
                face = edits.eye_pasted(face, eye, side, random)
                known[column] = not shut
            else:
                face = edits.closed(face, shape, side, share, random)
                known[column] = (1 - share) * min(1, known[column] if known[column] ==
                                                  known[column] else 1)
        known[COLUMN["emotion"]] = known[COLUMN["composite"]] = np.nan
        return face

    @staticmethod
    def sunglasses(face, shape, known, random):
        if shape is None:
            shape = np.zeros((72, 2), np.float32)
            shape[[21, 38]], shape[[58, 62]] = edits.FIVE[:2], edits.FIVE[3:]
        mask = np.zeros((SIDE, SIDE), np.uint8)
        cover.dark_lenses(mask, shape, random)
        known[COLUMN["glasses"]] = labels.SUN
        known[[COLUMN["left"], COLUMN["right"]]] = np.nan
        return cover.blend(face, cover.glass(face, shape, random), mask, random)

    @staticmethod
    def behind(face, shape, known, other, random):
        """Something before the face: what is hidden is no longer known, and it is no composite."""
        face, mask = cover.hide(face, shape, random, other)
        hidden = cover.shares(mask, shape)
        for part, columns in ((0, ("left",)), (1, ("right",)), (3, ("expression", "emotion"))):
            if hidden[part] > .3:
                known[[COLUMN[c] for c in columns]] = np.nan
        if hidden[:2].max() > .3:
            known[[COLUMN["glasses"], COLUMN["emotion"]]] = np.nan
        known[[COLUMN["beauty"], COLUMN["attractive"]]] = np.nan
        return face


def tone(face, random):
    face = damage.light(face, random)
    if random.random() < .12:
        return cv2.cvtColor(cv2.cvtColor(face, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    return damage.colours(face, random) if random.random() < .3 else face


def balance(name, rows):
    """Cumulated chances of a source's rows."""
    weight = np.ones(len(rows))
    if name in ("fer", "ck"):
        weight = inverse(rows[:, COLUMN["emotion"]])
    elif name == "utk":
        weight = inverse(rows[:, COLUMN["race"]]) * inverse(rows[:, COLUMN["age"]] // 10)
    elif name == "allage":
        weight = inverse(rows[:, COLUMN["age"]] // 10)
    elif name in ("celeba", "celebtest", "nuaa"):
        weight = inverse(rows[:, COLUMN["glasses"]])
    return np.cumsum(weight) / weight.sum()


def inverse(classes):
    """One over the square root of how many share a class."""
    _, place, count = np.unique(np.nan_to_num(classes, nan=-1), return_inverse=True,
                                return_counts=True)
    weight = count[place] ** -.5
    return weight / weight.mean()


def shapes(name):
    """{row: 72 points in the stored crop} where the mesh has been run."""
    if not mesh.path(name).exists():
        return {}
    said = np.load(mesh.path(name))
    found = points.of_mesh(said["mesh"].astype(np.float32))[..., :2]
    return {int(i): shape for i, shape, flag in zip(said["chosen"], found, said["flag"])
            if flag > 8}


def eyes_of(known, shape):
    """How open the eyes are by the lids of the mesh, where that is plain."""
    if shape is None:
        return
    for side, first in ((0, 13), (1, 30)):
        width = np.linalg.norm(shape[first] - shape[first + 4])
        gap = np.linalg.norm(shape[first + 2] - shape[first + 6])
        if width > 8:
            ratio = gap / width
            known[COLUMN["left"] + side] = 1 if ratio > .19 else 0 if ratio < .07 else np.nan


def lenses(face):
    """Which glasses are worn: dark against the cheeks are sunglasses, light ones are not."""
    grey = cv2.cvtColor(face, cv2.COLOR_BGR2GRAY).astype(np.float32)
    eyes = np.mean([grey[int(y) - 4:int(y) + 5, int(x) - 7:int(x) + 8].mean()
                    for x, y in edits.FIVE[:2]])
    cheeks = np.mean([grey[66:76, 32:44].mean(), grey[66:76, 68:80].mean()])
    share = (eyes + 3) / (cheeks + 3)
    return labels.SUN if share < .42 else labels.COMMON if share > .7 else labels.COMMON_OR_SUN


def eye_pictures(held):
    """{shut: [eyes]} as small pictures, split as their set splits them."""
    folders = ("data/test", "data/valid") if held else ("data/train",)
    out = {True: [], False: []}
    for shut, kind in ((True, "Closed"), (False, "Open")):
        names = [n for f in folders for n in gitfiles.names(EYES, f"{f}/{kind}")]
        for _, body in gitfiles.contents(EYES, names):
            image = cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_COLOR)
            if image is not None:
                out[shut].append(cv2.resize(image, (40, 40), interpolation=cv2.INTER_AREA))
    return out

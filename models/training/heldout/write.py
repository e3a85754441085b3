"""Writes what `make bench` judges packs by into FACEGATE_HELDOUT: python3 -m heldout.write

One CSV file a role, with pictures that no net of the role was trained on. With names of roles,
those alone are written. What is there already stays: remove the file to have it anew.
"""

import sys

import cv2
import numpy as np

from detector import evaluate as detection
from detector.bank import folder as bank_folder
from detector.evaluate import low_light
from detector.photos import DARK, MASKED, Bank, profiles
from embedder import lfw
from facetrain import gitfiles, paths, people
from facetrain.sources import SOURCES
from liveness import evaluate as attacks
from traits import data, labels
from traits import sources as more

from . import made
from .sheet import Sheet

FACES = ("utk", "celebtest", "allage", "scut")
# UTKFace alone has all ages, races and both sexes; few of CelebA wear glasses.
COUNTS = {"utk": 1200, "celeba": 900}
COUNT = 300
GROUND_COUNT = 150
PORTRAITS = 400
FACE_PX_MIN = 20
WORDS = {
    "gender": ("female", "male"), "race": ("yellow", "white", "black", "arabs"),
    "expression": ("none", "smile", "laugh", "smile|laugh"),
    "emotion": labels.EMOTIONS, "glasses": ("none", "common", "sun", "common|sun"),
    "type": ("human", "cartoon"),
}
# Whose emotions people judged; others only tell who smiles, or told all to look neutral.
EMOTIONAL = ("fer", "ck")


def embedder():
    """Pairs of LFW's view 2, but those of people whom the shipped net may have seen."""
    sheet = Sheet("embedder", ("same", "image_a", "image_b"))
    out = lfw.seen()
    pairs = [p for p in lfw.pairs() if not {lfw.person(p[0]), lfw.person(p[1])} & out]
    wanted = {photo for pair in pairs for photo in pair[:2]}
    source = SOURCES["lfw"]
    named = {lfw.photo(n): n for n in source.names()}
    stored = {}
    for name, body in gitfiles.contents(source.repo, [named[p] for p in sorted(wanted)]):
        stored[lfw.photo(name)] = sheet.picture(body)
    for one, other, same, _ in pairs:
        sheet.row(same=same, image_a=stored[one], image_b=stored[other])
    sheet.done()


def detector():
    """Photos with the teacher's marks, in sets like those of the detector's card."""
    sheet = Sheet("detector", ("image", "left", "top", "width", "height", "doubt", "set"))
    bank = detection.looked_at(Bank(bank_folder(), held_out=True))
    random = np.random.default_rng(made.SEED)
    usual = [kind for kind in bank.sources if kind != "sport"]
    portraits = detection.unchosen(bank, ["lfw"])[:PORTRAITS]
    dark = [(s, row) for s, row in detection.unchosen(bank, ["utk"]) if s.group(row) == DARK]
    several = [(bank.sources[kind], row) for kind, row in detection.several(bank, 1)]
    marked(sheet, "several faces", [p for p in several if p[0].kind != "sport"])
    marked(sheet, "crowds", [p for p in several if p[0].kind == "wider"])
    marked(sheet, "profile", detection.unchosen(bank, usual), turned=True)
    marked(sheet, "profile chosen on", detection.chosen_on(bank, usual), turned=True)
    marked(sheet, "portraits", portraits)
    marked(sheet, "portraits in low light", portraits, lambda p, f: low_light(random, p, f))
    marked(sheet, "masks", [(s, row) for s, row in detection.unchosen(bank, ["masks", "rmfd"])
                            if s.group(row) == MASKED])
    marked(sheet, "dark skin", dark)
    marked(sheet, "dark skin in low light", dark, lambda p, f: low_light(random, p, f))
    marked(sheet, "sports", detection.unchosen(bank, ["sport"]))
    marked(sheet, "things", detection.unchosen(bank, ["imagenet", "bsds"]))
    sheet.done()


def marked(sheet, name, photos, change=None, turned=False):
    """One set; faces the teacher doubts and tiny ones are doubts, if turned all but profiles."""
    for source, row in photos:
        faces = source.faces[row].copy()
        if turned:
            sure = profiles(faces, .1)
            if not sure.any():
                continue
        else:
            sure = faces[:, 4] == 1
        sure &= faces[:, 2] * faces[:, 3] >= FACE_PX_MIN ** 2
        start, length = source.places[row][:2]
        photo = source.bytes[start:start + length].tobytes()
        picture = sheet.picture(change(source.photo(row), faces) if change else photo)
        for face, is_sure in zip(faces, sure):
            left, top, width, height = face[:4]
            sheet.row(image=picture, left=left, top=top, width=width, height=height,
                      doubt=not is_sure, set=name)
        if not len(faces):
            sheet.row(image=picture, set=name)


def traits():
    """Faces with what people, or the sets' makers, say of them, and some given a trait."""
    sheet = Sheet("traits", ("image", "age", *WORDS, "beauty", "left_eye", "right_eye"))
    listed = {name: SOURCES[name] for name in (*FACES, "celeba")}
    listed.update({name: source for name, (source, _) in more.MORE.items() if name != "smiles"})
    for name, source in listed.items():
        for path, image in made.held(name, source, COUNTS.get(name, COUNT)):
            described(sheet, name, path, bordered(image, source.pad))
    drawn = [row for row in more.cartoons() if made.split.held("anime", row[0])]
    for path, image in drawn[:COUNT]:
        described(sheet, "anime", path, bordered(image, .15))
    photos, random = made.Photos(FACES, GROUND_COUNT), np.random.default_rng(made.SEED)
    pictures = data.eye_pictures(held=True)
    for i in np.flatnonzero(photos.sure):
        if i % 2:
            sheet.row(image=sheet.picture(made.sunglasses(photos, i, random)), glasses="sun")
        else:
            shut = bool(i % 4)
            picture = sheet.picture(made.eyes(photos, i, random, pictures, shut))
            sheet.row(image=picture, left_eye=not shut, right_eye=not shut)
    sheet.done()


def described(sheet, source, path, image):
    known = dict(zip(labels.FIELDS, labels.of(source, [path])[0]))
    if source not in EMOTIONAL:
        known["emotion"] = np.nan
    values = {name: words[int(known[name])] for name, words in WORDS.items()
              if not np.isnan(known[name])}
    values.update({name: known[name] for name in ("age", "beauty") if not np.isnan(known[name])})
    sheet.row(image=sheet.picture(image), **values)


def bordered(image, pad):
    """With the border that the set's tightly cut faces get before training, too."""
    return cv2.copyMakeBorder(image, *[round(pad * max(image.shape[:2]))] * 4,
                              cv2.BORDER_REPLICATE)


def geometry():
    """Heads as other nets see them turned, and faces behind things of known outlines."""
    sheet = Sheet("geometry", ("image", "yaw", "pitch", "roll", *made.PARTS))
    photos, random = made.Photos(FACES, GROUND_COUNT), np.random.default_rng(made.SEED)
    for i in np.flatnonzero(photos.sure):
        sheet.row(image=sheet.picture(photos.images[i]), **made.head(photos, i))
        hidden, parts = made.covered(photos, i, random)
        sheet.row(image=sheet.picture(hidden), **parts)
    sheet.done()


def quality():
    """Faces blurred by a known spread, and composed of two, beside such as are not."""
    sheet = Sheet("quality", ("image", "blur", "composite"))
    photos, random = made.Photos(FACES, GROUND_COUNT), np.random.default_rng(made.SEED)
    for i in range(len(photos)):
        picture, blur = made.unsharp(photos, i, random)
        sheet.row(image=sheet.picture(picture), blur=blur)
        picture = made.composite(photos, i, random) if i % 2 else photos.shown(i)[0]
        sheet.row(image=sheet.picture(picture), composite=i % 2)
    sheet.done()


def liveness():
    """Genuine faces and attacks, near for COMMON and far for GATE, without what calibrated."""
    sheet = Sheet("liveness", ("image", "genuine", "kind", "option"))
    for option in attacks.OPTIONS:
        rows = attacks.kept_back_pictures(option, people.development())
        for number, (kind, image, _) in enumerate(rows):
            if not attacks.calibrates(number, kind):
                sheet.row(image=sheet.picture(image), genuine=kind.startswith("genuine"),
                          kind=kind.split(": ")[-1], option=option.lower())
    sheet.done()


ROLES = {role.__name__: role for role in
         (embedder, detector, traits, geometry, quality, liveness)}


def main(wanted):
    unknown = set(wanted) - set(ROLES)
    if unknown:
        raise SystemExit(f"no role is called {', '.join(sorted(unknown))}: {', '.join(ROLES)}")
    home = paths.held_out()
    cv2.setNumThreads(1)
    for role in wanted or ROLES:
        if not (home / f"{role}.csv").exists():
            ROLES[role]()


if __name__ == "__main__":
    main(sys.argv[1:])

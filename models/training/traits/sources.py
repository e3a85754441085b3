"""Further faces for the traits: emotions, smiles, glasses, cartoons. python3 -m traits.sources"""

import sys

import cv2
import numpy as np

from facetrain import crops, gitfiles
from facetrain.sources import Source

SEED = 3307
CANVAS = 128

# Name: source, how many pictures at most, in how many folders they lie (taken evenly).
MORE = {
    "fer": (Source("kapikantzari/10701-final-project", "dataset", pad=.12, score_min=.35), 8400),
    "ck": (Source("WuJie1010/Facial-Expression-Recognition.Pytorch", "CK+48", pad=.12,
                  score_min=.35), 981),
    "smiles": (Source("hromi/SMILEsmileD", "SMILEs", pad=.1, score_min=.35), 3600),
    "nuaa": (Source("imironica/liveness", "db/ClientRaw"), 1200),
}
ANIME = ("Mysterchan/Anime_DCGAN", "e78b0fe9^", 2500)


def evenly(names, count):
    """As many names of each folder, drawn by the seed."""
    folders = {}
    for name in names:
        folders.setdefault(name.rsplit("/", 1)[0], []).append(name)
    random = np.random.default_rng(SEED)
    for listed in folders.values():
        random.shuffle(listed)
    out = []
    for number in range(max(map(len, folders.values()))):
        out += [listed[number] for listed in folders.values() if number < len(listed)]
    return out[:count]


def cartoons():
    """Drawn faces; they fill their pictures, and lie at one place where no detector finds them."""
    repo, revision, count = ANIME
    names = [n for n in gitfiles.names(repo, revision=revision) if n.endswith((".jpg", ".png"))]
    for name, body in gitfiles.contents(repo, evenly(names, count), revision):
        image = cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_COLOR)
        if image is not None:
            yield name, image


def build_cartoons():
    crops.build("anime", cartoons(), score_min=.25, pad=.15)


def main(wanted):
    cv2.setNumThreads(1)
    crops.CANVAS = CANVAS
    for name in wanted or [*MORE, "anime"]:
        if crops.exists(name):
            continue
        if name == "anime":
            build_cartoons()
            continue
        source, count = MORE[name]
        crops.build(name, source.pictures(evenly(source.names(), count)), source.score_min,
                    source.pad)


if __name__ == "__main__":
    main(sys.argv[1:])

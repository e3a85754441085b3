"""Which faces are kept back for evaluation: one split for all nets that share layers.

The traits begin with the geometry net's layers; what one keeps back, the other has not seen.
"""

import hashlib
from functools import lru_cache

from . import gitfiles, people

HELD_OUT = .08
IDENTITIES = ("dg21-stack/FaceIdentityRecognition", "identity_CelebA.txt")
CELEBA = ("celeba", "celebtest")
# The repositories of these keep test pictures apart by themselves.
SPLIT_BY_THEMSELVES = ("fer",)
# Their files begin with the person's number; LFW's and the video frames' with a name.
BY_NUMBER = ("ck", "nuaa")
BY_NAME = ("lfw", "marked")
# Frames of videos, most of people of LFW.
FRAMES = "marked"


def held(source, path):
    """By person where anything tells persons, as the set splits itself, else by picture."""
    if source in SPLIT_BY_THEMSELVES:
        return "/test/" in path
    if source == FRAMES:
        return people.of(path) in people.protocol()
    return share(f"faces {key(source, path)}") < HELD_OUT


def free(source, path):
    """Whether a face may be used at all: not LFW's of people kept out, no development people."""
    if source not in BY_NAME:
        return True
    out = people.development() if source == FRAMES else people.kept_out()
    return people.of(path) not in out


def key(source, path):
    """What stays on one side: a person of a set, or a picture."""
    name = path.rsplit("/", 1)[-1]
    if source in CELEBA:
        # Parts of CelebA keep the numbers of its files, and people are in several parts.
        return f"celeba {identities().get(name, name)}"
    if source in BY_NUMBER:
        return name.split("_")[0]
    return people.of(name) if source in BY_NAME else name


def share(text):
    """A number from 0 to 1 that no order, seed or machine changes."""
    return int(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8], 16) / 2 ** 32


@lru_cache
def identities():
    """{file of CelebA: number of the person}, as the set's authors list it."""
    (_, body), = gitfiles.contents(IDENTITIES[0], [IDENTITIES[1]])
    return dict(line.split() for line in body.decode().splitlines() if line.strip())

"""Who is kept out of every training: people of LFW's view 2, and of the development photos."""

import re
from functools import lru_cache
from pathlib import Path

from . import gitfiles

PAIRS = ("davidsandberg/facenet", "data/pairs.txt")
DEVELOPMENT = Path(__file__).parent.parent / "development-people.txt"


def of(path):
    """The person whom the file of a photo of LFW, or of a frame of YouTube Faces, names."""
    return re.sub(r"_\d+\.\w+$", "", path.rsplit("/", 1)[-1])


@lru_cache
def protocol():
    """Everyone of the 6,000 pairs of view 2, on which recognition is judged."""
    (_, body), = gitfiles.contents(PAIRS[0], [PAIRS[1]])
    rows = [line.split("\t") for line in body.decode().splitlines()[1:]]
    return frozenset(row[i] for row in rows for i in ((0,) if len(row) == 3 else (0, 2)))


@lru_cache
def development():
    """Everyone of the development photos."""
    lines = DEVELOPMENT.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def kept_out():
    return protocol() | development()

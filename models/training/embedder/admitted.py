"""Who may be trained on: nobody of the evaluation, as far as names, lists and the teacher tell."""

import re
from collections import Counter

import numpy as np

from facetrain import crops, people, split

from . import targets
from .net import FIRST

SAME = 0.5
WRONG_MAX = 0.02


def identities(source, names):
    """Who each photo shows, where the set tells; else each is somebody else."""
    if source == "lfw":
        return [people.of(name) for name in names]
    if source == "glint":
        return [re.sub(r"\W+", "_", name.split("/")[-2]) for name in names]
    if source in split.CELEBA:
        return [split.identities()[name.split("/")[-1]] for name in names]
    return list(names)


def known(rows, banned):
    """Which rows show someone of the evaluation, as far as the teacher can tell."""
    banned = np.asarray(banned)
    return np.concatenate([(rows[i:i + 4000] @ banned.T).max(1) >= SAME
                           for i in range(0, len(rows), 4000)])


def banned_rows():
    """The first teacher's embeddings of all photos of people kept out."""
    kept_out = people.kept_out()
    out = [people.of(name) in kept_out for name in crops.Store("lfw").names]
    return np.load(targets.path("lfw"), mmap_mode="r")[np.array(out)][:, :FIRST]


def free(source, names, said, banned):
    """Which photos of a source may be trained on.

    A person of whom more than WRONG_MAX of the photos look like somebody kept out goes with all
    of them: the teacher misses many photos of one person, but not all.
    """
    who = identities(source, names)
    taken = known(np.asarray(said)[:, :FIRST], banned)
    photos, alike = Counter(who), Counter(np.array(who)[taken])
    kept_out = people.kept_out() if source in ("lfw", "glint") else set()
    gone = {person for person in photos
            if alike[person] > WRONG_MAX * photos[person] or person in kept_out}
    return np.array([person not in gone for person in who]) & ~taken

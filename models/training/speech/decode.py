"""From odds to a code, as the service does it (vision.speech)."""

import numpy as np

from . import labels


def runs(odds):
    """(class, first frame, end) of each run of frames with one most likely class."""
    best = odds.argmax(0)
    edges = np.flatnonzero(np.diff(best)) + 1
    starts = np.concatenate([[0], edges])
    ends = np.concatenate([edges, [len(best)]])
    return [(int(best[s]), int(s), int(e)) for s, e in zip(starts, ends)]


def classes(odds):
    """What is said, by the most likely class of each frame; odds are logarithms [24, T]."""
    return [n for n, _, _ in runs(odds) if n != labels.BLANK]


def tokens(odds):
    """(class, certainty) of what is said; a silence in which something may be said is counted too.

    The certainty of a word is the highest odds of its class while it lasts; that of a silence is
    what the odds of all else leave at their highest.
    """
    shares = np.exp(odds)
    said = []
    for number, start, end in runs(odds):
        if number == labels.BLANK:
            left = float(shares[labels.BLANK, start:end].min())
            said.append((number, left))
        else:
            said.append((number, float(shares[number, start:end].max())))
    return said


def code(odds, certainty, silence):
    """(language, digits) if every one is certain and they are of one language; else None."""
    said = tokens(odds)
    places = [i for i, (n, _) in enumerate(said) if labels.figure(n)]
    if not places:
        return None
    within = said[places[0]:places[-1] + 1]
    found = [labels.figure(n) for n, _ in within if n != labels.BLANK]
    if None in found or len({language for language, _ in found}) > 1:
        return None
    if any(share < (silence if n == labels.BLANK else certainty) for n, share in within):
        return None
    return found[0][0], "".join(str(f) for _, f in found)

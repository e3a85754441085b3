"""The detector with its second look.

The service cuts what the verifier sees out of the whole picture; here it is cut out of the canvas
that the detector saw, which is as large or smaller.
"""

import numpy as np
import torch

from facetrain import loop, onnx_torch

from .glimpses import covered, cut
from .teacher import Detector, best
from .verifier import AROUND, SEEN, SIDE

"""How far away and how much larger a face and how far its points may be; else a find stays."""
FARTHEST = np.array([1, 1, 1.1, 1.1] + [2] * 10)

"""From this score on a find is looked at again."""
CANDIDATE_SCORE_MIN = 0.3
CANDIDATES_MAX = 200

"""From this score on it is looked at once more, where it was put; as the service's for 0.6."""
AGAIN_SCORE_MIN = 0.45


class Cascade(Detector):
    """A detector whose finds a verifier's ONNX file confirms or refuses, and moves."""

    def __init__(self, path, verifier):
        super().__init__(path)
        self.verifier = onnx_torch.OnnxNet(verifier)

    def look(self, photo, side, score_min):
        finds = best(super().look(photo, side, CANDIDATE_SCORE_MIN))[:CANDIDATES_MAX]
        if not len(finds):
            return finds
        finds, chances, _ = self.again(photo, finds, AGAIN_SCORE_MIN)
        finds[:, 4] = mean_by_odds(finds[:, 4], chances)
        return best(finds[finds[:, 4] >= score_min])

    def again(self, photo, finds, score_min):
        """The finds put where the faces are, and how likely each is one, at last and at first.

        What reaches a score is looked at there, too, and the mean of both log odds counts.
        """
        finds, first = self.once(photo, finds)
        chances = first.copy()
        hopeful = np.flatnonzero(mean_by_odds(finds[:, 4], chances) >= score_min)
        if len(hopeful):
            finds[hopeful], again = self.once(photo, finds[hopeful])
            chances[hopeful] = mean_by_odds(chances[hopeful], again)
        return finds, chances, first

    def once(self, photo, finds):
        crops = loop.as_input(views(photo, finds[:, :4]))
        with torch.no_grad():
            said, where = zip(*[self.verifier(crop[None]) for crop in crops])
        return placed(finds, np.concatenate(where)), np.concatenate(said)[:, 0]


def mean_by_odds(ones, others):
    """The chances whose log odds are the mean of both."""
    odds = np.sqrt(odds_of(ones) * odds_of(others))
    return odds / (1 + odds)


def views(photo, boxes):
    """What the verifier sees of boxes [N,4]: each above what is around it, [N,96,48,3]."""
    photo = covered(photo)
    return np.concatenate([cut(photo, boxes, seen, SIDE) for seen in (SEEN, AROUND)], 1)


def odds_of(chances):
    chances = chances.astype(np.float64).clip(1e-6, 1 - 1e-6)
    return chances / (1 - chances)


def placed(finds, where):
    """Finds with their boxes and points put where the second look saw them."""
    made, size = finds.copy(), finds[:, 2:4]
    middle = finds[:, :2] + size / 2
    made[:, 2:4] = size * np.exp(where[:, 2:4])
    made[:, :2] = middle + where[:, :2] * size - made[:, 2:4] / 2
    points = where[:, 4:].reshape(-1, 5, 2) * size[:, None] + middle[:, None]
    made[:, 5:] = points.reshape(-1, 10)
    can_be = (np.abs(where) <= FARTHEST).all(1) & (where[:, 4:6] != where[:, 6:8]).any(1)
    return np.where(can_be[:, None], made, finds)

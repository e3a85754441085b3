"""The detector with its second look.

The service cuts what the verifier sees out of the whole picture; here it is cut out of the canvas that
the detector saw, which is as large or smaller.
"""

import numpy as np
import torch

from facetrain import loop, onnx_torch

from .glimpses import cut
from .teacher import Detector, best
from .verifier import SEEN, SIDE

"""From this score on a find is looked at again."""
CANDIDATE_SCORE_MIN = 0.3
CANDIDATES_MAX = 200


class Cascade(Detector):
    """A detector whose finds a verifier's ONNX file confirms or refuses."""

    def __init__(self, path, verifier):
        super().__init__(path)
        self.verifier = onnx_torch.OnnxNet(verifier)

    def look(self, photo, side, score_min):
        finds = best(super().look(photo, side, CANDIDATE_SCORE_MIN))[:CANDIDATES_MAX]
        if not len(finds):
            return finds
        finds[:, 4] = np.sqrt(finds[:, 4] * self.chances(photo, finds))
        return finds[finds[:, 4] >= score_min]

    def chances(self, photo, finds):
        """How likely each find is a face."""
        crops = loop.as_input(cut(photo, finds[:, :4], SEEN, SIDE))
        with torch.no_grad():
            said = [float(self.verifier(crop[None])[0]) for crop in crops]
        return np.array(said, np.float32)

"""The pictures we train on, where they come from, and what their names tell.

Terms of each set stand in the model cards; no picture is part of this repository.
"""

import re

import cv2
import numpy as np

from . import gitfiles


class Source:
    """Pictures of one repository.

    pad: border to add, as share of the side, to sets that are cut so tightly that a detector
    sees no surroundings.
    """

    def __init__(self, repo, under, pattern=r".*\.(jpe?g|png)$", pad=0.0, score_min=0.5):
        self.repo, self.under, self.pad, self.score_min = repo, under, pad, score_min
        self.pattern = re.compile(pattern, re.IGNORECASE)

    def names(self):
        return [n for n in gitfiles.names(self.repo, self.under) if self.pattern.search(n)]

    def pictures(self, wanted=None):
        """Yields (path, BGR image) of what can be decoded."""
        for name, body in gitfiles.contents(self.repo, wanted or self.names()):
            image = cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_COLOR)
            if image is not None and min(image.shape[:2]) >= 24:
                yield name, image


SOURCES = {
    "utk": Source("mattans/AgeProgression", "data/UTKFace/unlabeled", pad=0.1),
    "celeba": Source("karthikSingireddy/cs389-hw4", "celebA", pad=0.1),
    "glint": Source("ElisonSherton/Face-Applications", "datasets/celebrity_images", pad=0.3),
    "lfw": Source("braun-steven/dfi-tensorflow", "data/lfw-deepfunneled"),
    "allage": Source("middleyuan/All-Age-Faces-Dataset",
                     "All-Age-Faces Dataset/original images"),
    "scut": Source("qijialiv-cell/SCUT-FBP5500-Beauty-Score", "SCUT-FBP5500_v2/Images"),
    "celebhq": Source("1148030615/pretrain_CelebA", "", r"^\d{5}\.jpg$"),
    "celebtest": Source("Trung-Jeager-2019/validation", "", r"^\d{6}\.jpg$"),
    "keypoints": Source("udacity/P1_Facial_Keypoints", "data", r"^data/(training|test)/.*\.jpg$"),
    "masked": Source("chandrikadeb7/Face-Mask-Detection", "dataset/with_mask", pad=.15,
                     score_min=.4),
    "masked2": Source("X-zhangyang/Real-World-Masked-Face-Dataset", "RWMFD_part_1",
                      score_min=.4),
}

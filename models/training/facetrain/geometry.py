"""Templates and similarity transforms of aligned faces."""

import cv2
import numpy as np

# Shares of a square crop: left eye, right eye, nose tip, mouth corners, as seen in the picture.
TIGHT = np.float32([[.31557, .46157], [.68262, .46157], [.50026, .64051],
                    [.34947, .82469], [.65344, .82469]])
LOOSE = np.float32([[.36, .43], [.64, .43], [.50, .575], [.39, .71], [.61, .71]])
# ArcFace's places at 112 pixels, which many published embedders were trained on.
ARCFACE = np.float32([[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366],
                      [41.5493, 92.3655], [70.7299, 92.2041]]) / 112


def similarity(source, target):
    """2x3 matrix of the similarity that takes source points nearest to target points.

    Least squares after S. Umeyama, IEEE PAMI 13(4), 1991, without reflection.
    """
    source, target = np.float64(source), np.float64(target)
    a, b = source - source.mean(0), target - target.mean(0)
    norm = (a * a).sum()
    real = (a * b).sum() / norm
    imaginary = (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum() / norm
    turn = np.array([[real, -imaginary], [imaginary, real]])
    shift = target.mean(0) - turn @ source.mean(0)
    return np.hstack([turn, shift[:, None]])


def aligned(image, points, template, side, extra=None):
    """The crop of side x side in which the points meet the template.

    Pixel centres lie at whole numbers plus a half, as in the service. extra, a 3x3 matrix in
    pixels of the crop, moves the crop afterwards (augmentation).
    """
    matrix = similarity(points, template * side)
    if extra is not None:
        matrix = (extra @ np.vstack([matrix, [0, 0, 1]]))[:2]
    half = matrix.copy()
    half[:, 2] += matrix[:, :2] @ [0.5, 0.5] - 0.5
    shrinks = np.hypot(*matrix[:, 0]) < 0.6
    if shrinks:
        return cv2.resize(
            cv2.warpAffine(image, half * 2 + [[0, 0, .5], [0, 0, .5]], (2 * side, 2 * side),
                           flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
            (side, side), interpolation=cv2.INTER_AREA)
    return cv2.warpAffine(image, half, (side, side), flags=cv2.INTER_LINEAR,
                          borderMode=cv2.BORDER_REPLICATE)

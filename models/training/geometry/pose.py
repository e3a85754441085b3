"""Yaw, pitch and roll of a face mesh by a rigid fit, signed as the service signs them."""

import numpy as np

from .points import MIRROR

# What neither speech nor looks can move.
STILL = np.array([0, 1, 11, 12, 13, 17, 30, 34, 22, 26, 39, 43, *range(47, 58)])


def canonical(shapes, rounds=3):
    """The mean face [72,3] of many, mirror-symmetric, looking straight ahead."""
    mean = normal(shapes[0])
    for _ in range(rounds):
        turned = []
        for shape in shapes:
            shape = normal(shape)
            turned.append(shape @ rotation(shape, mean).T)
        mean = np.mean(turned, 0)
        mean = normal((mean + mean[MIRROR] * [-1, 1, 1]) / 2)
    return mean


def normal(shape):
    shape = shape - shape[STILL].mean(0)
    return shape / np.sqrt((shape[STILL] ** 2).sum(1).mean())


def rotation(source, target):
    """The 3x3 rotation that turns source nearest to target (Kabsch, Acta Cryst. A32, 1976)."""
    u, _, v = np.linalg.svd(source[STILL].T @ target[STILL])
    flip = np.diag([1, 1, np.sign(np.linalg.det(v.T @ u.T))])
    return v.T @ flip @ u.T


def angles(shape, mean):
    """(yaw, pitch, roll) in degrees: to the right, down, clockwise; x right, y down, z away."""
    r = rotation(mean, normal(shape))
    return np.degrees([np.arctan2(r[2, 0], r[2, 2]), np.arcsin(np.clip(r[2, 1], -1, 1)),
                       np.arctan2(-r[0, 1], r[1, 1])])

"""What happens to faces and pictures before a camera gateway sees them."""

import cv2
import numpy as np

from .patterns import colour, limb, pattern, skin


def darkened(rng, picture):
    """A darker skin and a darker scene: a curve that keeps the lights."""
    power, gain = rng.uniform(1.1, 2.2), rng.uniform(0.55, 1.0)
    table = (np.linspace(0, 1, 256) ** power * gain * 255).astype(np.uint8)
    return cv2.LUT(picture, table)


def tinted(rng, picture):
    """Another light: each colour with its own gain and curve."""
    power, gain = rng.uniform(0.6, 1.5), rng.uniform(0.6, 1.3)
    ramp = np.linspace(0, 1, 256) ** power * gain * 255
    tables = [np.clip(ramp * rng.uniform(0.8, 1.2) + rng.uniform(-12, 12), 0, 255)
              for _ in range(3)]
    return cv2.LUT(picture, np.stack(tables, 1).astype(np.uint8)[None])


def occlude(rng, picture, face):
    """Covers a part of a face that lies on the picture."""
    COVERS[int(rng.integers(len(COVERS)))](rng, picture, face)


def points_of(face):
    return face[5:].reshape(5, 2)


def mask(rng, picture, face):
    """A cloth from the nose to below the chin."""
    eyes, nose, mouth = points_of(face)[:2], points_of(face)[2], points_of(face)[3:]
    across = mouth[1] - mouth[0]
    across = across if np.hypot(*across) > 0.15 * face[2] else eyes[1] - eyes[0]
    down = mouth.mean(0) - eyes.mean(0)
    middle, top = mouth.mean(0), nose + down * rng.uniform(-0.35, 0.05)
    wide = across * rng.uniform(0.75, 1.0)
    bottom = middle + down * rng.uniform(0.45, 0.75)
    corners = np.array([top, nose + wide * 1.0 + down * 0.1, middle + wide, bottom + wide * 0.45,
                        bottom - wide * 0.45, middle - wide, nose - wide * 1.0 + down * 0.1])
    tone = CLOTHS[int(rng.integers(len(CLOTHS)))] if rng.random() < 0.7 else colour(rng)
    shaded(rng, picture, corners, np.array(tone, np.float32))


CLOTHS = ((235, 235, 235), (225, 200, 150), (230, 215, 170), (30, 30, 30), (60, 60, 60),
          (200, 220, 180))


def shaded(rng, picture, corners, tone):
    """A filled shape whose colour runs from one side to the other."""
    low = np.floor(corners.min(0)).astype(int) - 1
    high = np.ceil(corners.max(0)).astype(int) + 2
    low, high = np.maximum(low, 0), np.minimum(high, picture.shape[1::-1])
    if (high - low < 2).any():
        return
    part = picture[low[1] : high[1], low[0] : high[0]]
    share = np.zeros(part.shape[:2], np.uint8)
    cv2.fillPoly(share, [np.round((corners - low) * 8).astype(np.int32)], 255, cv2.LINE_AA, 3)
    ramp = np.linspace(rng.uniform(0.6, 1), rng.uniform(0.6, 1), part.shape[1])
    share = share[..., None] / 255.0
    part[:] = (part * (1 - share) + np.clip(ramp[None, :, None] * tone, 0, 255) * share)


def sunglasses(rng, picture, face):
    eyes = points_of(face)[:2]
    gap = max(np.hypot(*(eyes[1] - eyes[0])), face[2] * 0.25)
    turn = np.degrees(np.arctan2(*(eyes[1] - eyes[0])[::-1]))
    tone = tuple(int(c) for c in rng.integers(0, 60, 3))
    size = max(1, int(gap * rng.uniform(0.28, 0.45))), max(1, int(gap * rng.uniform(0.2, 0.36)))
    for eye in eyes:
        cv2.ellipse(picture, place(eye), size, turn, 0, 360, tone, -1, cv2.LINE_AA)
    cv2.line(picture, place(eyes[0]), place(eyes[1]), tone, max(1, int(gap * 0.06)), cv2.LINE_AA)


def place(point):
    return tuple(int(v) for v in np.clip(np.round(point), -999, 4999))


def cap(rng, picture, face):
    """A hat or hair that covers the forehead."""
    eyes, mouth = points_of(face)[:2], points_of(face)[3:]
    down = mouth.mean(0) - eyes.mean(0)
    across = np.array([down[1], -down[0]]) * rng.uniform(0.8, 1.1)
    low = eyes.mean(0) - down * rng.uniform(0.3, 0.6)
    high = low - down * rng.uniform(0.6, 1.2)
    corners = np.array([low - across, low + across, high + across * 0.8, high - across * 0.8])
    shaded(rng, picture, corners, np.array(colour(rng), np.float32))


def hand(rng, picture, face):
    at = points_of(face)[int(rng.integers(2, 5))] + rng.normal(0, 0.1, 2) * face[2]
    limb(rng, picture, at, max(2.0, face[2] * rng.uniform(0.2, 0.35)))


def bar(rng, picture, face):
    """Something flat across a part of the face."""
    low = face[:2] + rng.uniform(-0.2, 0.75, 2) * face[2:4]
    size = rng.uniform(0.15, 0.5, 2) * face[2:4]
    corners = np.array([low, low + [size[0], 0], low + size, low + [0, size[1]]])
    tone = skin(rng) if rng.random() < 0.4 else np.array(colour(rng), np.float32)
    shaded(rng, picture, corners, tone)


COVERS = (mask, mask, mask, sunglasses, cap, hand, bar)


class Camera:
    """Damage to the whole picture: light, grain, blur, compression, grey."""

    def __init__(self, rng, side):
        self.grains = [(rng.normal(0, 1, (side, side, 3)) * strength).astype(np.int16)
                       for strength in (3, 5, 8, 12, 20, 30)]

    def __call__(self, rng, picture):
        if rng.random() < 0.5:
            picture = tinted(rng, picture)
        if rng.random() < 0.12:
            picture = darkened(rng, darkened(rng, picture))
        if rng.random() < 0.15:
            picture = blurred(rng, picture)
        if rng.random() < 0.25:
            grain = self.grains[int(rng.integers(len(self.grains)))]
            picture = cv2.add(picture, grain, dtype=cv2.CV_8U)
        if rng.random() < 0.12:
            grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
            picture = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
        if rng.random() < 0.3:
            quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 90))]
            picture = cv2.imdecode(cv2.imencode(".jpg", picture, quality)[1], cv2.IMREAD_COLOR)
        return picture


def blurred(rng, picture):
    if rng.random() < 0.6:
        return cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.4, 1.6))
    length = int(rng.integers(2, 8))
    kernel = np.zeros((length, length), np.float32)
    cv2.line(kernel, (0, int(rng.integers(length))), (length - 1, int(rng.integers(length))), 1)
    return cv2.filter2D(picture, -1, kernel / kernel.sum())


def ground(rng, side):
    """A drawn ground, sometimes seen out of focus."""
    picture = pattern(rng, side)
    return cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.5, 3)) if rng.random() < 0.3 else picture

"""Damage that cameras and gates do to faces: what training pictures are spoilt with."""

import cv2
import numpy as np


def light(image, random):
    """Contrast, brightness, gamma and, sometimes, near darkness, by one table."""
    x = np.arange(256) / 255
    gamma = np.exp(random.normal(0, .3))
    if random.random() < .08:
        gamma *= random.uniform(1.8, 3)
    gain, shift = random.uniform(.7, 1.3), random.uniform(-.12, .12)
    table = np.clip(((x ** gamma - .5) * gain + .5 + shift) * 255, 0, 255).astype(np.uint8)
    return cv2.LUT(image, table)


def colours(image, random):
    """A lamp's tint, or no colour at all."""
    if random.random() < .12:
        return cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)
    tint = np.clip(np.arange(256)[:, None] * random.uniform(.85, 1.15, 3), 0, 255)
    return cv2.LUT(image, tint.astype(np.uint8)[None])


def small(image, random, side_min=14, side_max=56):
    """As if the face had been this small in the camera's picture."""
    height, width = image.shape[:2]
    side = int(random.uniform(side_min, side_max))
    little = cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA)
    how = cv2.INTER_LINEAR if random.random() < .7 else cv2.INTER_CUBIC
    return cv2.resize(little, (width, height), interpolation=how)


def blurred(image, random, sigma_max=2.2):
    """Out of focus, or moved while the shutter was open."""
    if random.random() < .5:
        return cv2.GaussianBlur(image, (0, 0), random.uniform(.5, sigma_max))
    length = int(random.integers(3, 10))
    kernel = np.zeros((length, length), np.float32)
    angle = random.uniform(0, np.pi)
    centre = (length - 1) / 2
    for t in np.linspace(-centre, centre, 2 * length):
        kernel[int(round(centre + t * np.sin(angle))), int(round(centre + t * np.cos(angle)))] = 1
    return cv2.filter2D(image, -1, kernel / kernel.sum())


def noisy(image, random, sigma_max=16):
    noise = random.normal(0, random.uniform(2, sigma_max), image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def compressed(image, random, quality_min=15):
    quality = int(random.uniform(quality_min, 70))
    _, body = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(body, cv2.IMREAD_COLOR)


def spectacles(image, eyes, random, dark=None):
    """Glasses drawn over the eyes (two points in pixels); dark lenses when asked, or by chance."""
    image = image.copy()
    left, right = np.float32(eyes)
    span = np.linalg.norm(right - left)
    if span < 4:
        return image
    angle = np.degrees(np.arctan2(*(right - left)[::-1]))
    size = (span * random.uniform(.28, .42), span * random.uniform(.2, .34))
    colour = tuple(int(c) for c in random.uniform(0, 90, 3))
    dark = random.random() < .35 if dark is None else dark
    drop = np.float32([0, span * random.uniform(0, .08)])
    lenses = image.copy()
    for eye in (left + drop, right + drop):
        place = (tuple(float(v) for v in eye), tuple(2 * s for s in size), angle)
        if dark:
            cv2.ellipse(lenses, place, tuple(int(c * .5) for c in colour), -1, cv2.LINE_AA)
        cv2.ellipse(lenses, place, colour, max(1, int(span * random.uniform(.02, .08))),
                    cv2.LINE_AA)
    bridge = [tuple(int(v) for v in p) for p in (left + (right - left) * .38,
                                                  left + (right - left) * .62)]
    cv2.line(lenses, *bridge, colour, max(1, int(span * .04)), cv2.LINE_AA)
    strength = random.uniform(.75, 1)
    return cv2.addWeighted(lenses, strength, image, 1 - strength, 0)


def covered(image, random):
    """A blob or bar of cloth, hair or hand somewhere over the face."""
    image = image.copy()
    side = image.shape[0]
    colour = tuple(int(c) for c in random.uniform(0, 255, 3))
    centre = tuple(int(v) for v in random.uniform(0, side, 2))
    axes = tuple(int(v) for v in random.uniform(.08, .3, 2) * side)
    cv2.ellipse(image, centre, axes, random.uniform(0, 180), 0, 360, colour, -1, cv2.LINE_AA)
    return image


def cut(image, random, share_max=.2):
    """Black where the camera's picture ended, on one side or two: as the service aligns crops."""
    image = image.copy()
    side = image.shape[0]
    for edge in random.choice(4, random.integers(1, 3), replace=False):
        depth = int(random.uniform(.02, share_max) * side)
        turned = np.rot90(image, int(edge))
        turned[:depth] = 0
    return image


def photographic(image, random):
    """The chain that a gate camera may bring: light, lens, size, sensor, codec."""
    image = light(image, random)
    if random.random() < .3:
        image = colours(image, random)
    if random.random() < .22:
        image = small(image, random)
    if random.random() < .18:
        image = blurred(image, random)
    if random.random() < .12:
        image = noisy(image, random)
    if random.random() < .12:
        image = compressed(image, random)
    return image


def shaken(side, random, shift=.03, scale=.06, degrees=6):
    """3x3 matrix in crop pixels: how far detectors put points amiss."""
    s = np.exp(random.normal(0, scale))
    a = np.radians(random.normal(0, degrees))
    c = np.array([side / 2, side / 2])
    turn = s * np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    move = c - turn @ c + random.normal(0, shift * side, 2)
    return np.vstack([np.hstack([turn, move[:, None]]), [0, 0, 1]])

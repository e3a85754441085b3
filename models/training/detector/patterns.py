"""Drawn pictures without a face: repeating patterns, textures, blobs, text, scenes of shapes."""

import cv2
import numpy as np


def colour(rng, low=0, high=256):
    return tuple(int(c) for c in rng.integers(low, high, 3))


def noise(rng, side):
    """Smooth noise of several sizes: clouds, plaster, fur, leaves from afar."""
    picture = np.zeros((side, side, 3), np.float32)
    for cells in rng.choice([3, 6, 12, 24, 48, 96], rng.integers(1, 4), replace=False):
        grain = rng.random((cells, cells, int(rng.choice([1, 3]))), dtype=np.float32)
        grain = cv2.resize(grain, (side, side), interpolation=cv2.INTER_CUBIC)
        picture += grain[..., None] if grain.ndim == 2 else grain
    low, high = picture.min(), picture.max()
    tint = np.array(colour(rng, 60), np.float32)
    return ((picture - low) / (high - low + 1e-6) * tint).astype(np.uint8)


def wave(rng, side):
    """Stripes, wood grain and ripples: a sine over a bent coordinate."""
    y, x = np.mgrid[0:side, 0:side].astype(np.float32) / side
    turn = rng.uniform(0, np.pi)
    along = x * np.cos(turn) + y * np.sin(turn)
    across = y * np.cos(turn) - x * np.sin(turn)
    bend = rng.uniform(0, 0.15) * np.sin(across * rng.uniform(3, 30) + rng.uniform(0, 6))
    if rng.random() < 0.3:
        along = np.hypot(x - rng.random(), y - rng.random())
    value = np.sin((along + bend) * rng.uniform(15, 260))
    if rng.random() < 0.4:
        value = np.sign(value)
    return mixed(rng, value * 0.5 + 0.5)


def mixed(rng, share):
    one, other = np.array(colour(rng), np.float32), np.array(colour(rng), np.float32)
    share = share[..., None].astype(np.float32)
    return (one * share + other * (1 - share)).astype(np.uint8)


def tile(rng, side):
    """A small motif repeated: wallpaper, cloth, brick, grids, lattices."""
    width, height = (int(v) for v in rng.integers(8, 90, 2))
    motif = np.full((height, width, 3), colour(rng), np.uint8)
    for _ in range(int(rng.integers(1, 6))):
        shape(rng, motif)
    columns, rows = side // width + 2, side // height + 2
    if rng.random() < 0.35:
        even = np.tile(motif, (1, columns, 1))
        odd = np.roll(even, width // 2, axis=1)
        picture = np.tile(np.concatenate([even, odd]), (rows // 2 + 1, 1, 1))
    else:
        picture = np.tile(motif, (rows, columns, 1))
    top, left = int(rng.integers(0, height)), int(rng.integers(0, width))
    return np.ascontiguousarray(picture[top : top + side, left : left + side])


def shape(rng, picture):
    """One figure drawn somewhere on the picture."""
    height, width = picture.shape[:2]
    centre = int(rng.integers(0, width)), int(rng.integers(0, height))
    axes = int(rng.integers(1, max(2, width // 2))), int(rng.integers(1, max(2, height // 2)))
    thick = int(rng.choice([-1, -1, 1, 2, 3]))
    kind = rng.integers(0, 4)
    if kind == 0:
        cv2.ellipse(picture, centre, axes, int(rng.integers(0, 180)), 0, 360, colour(rng), thick,
                    cv2.LINE_AA)
    elif kind == 1:
        corner = centre[0] + axes[0], centre[1] + axes[1]
        cv2.rectangle(picture, centre, corner, colour(rng), thick)
    elif kind == 2:
        end = int(rng.integers(0, width)), int(rng.integers(0, height))
        cv2.line(picture, centre, end, colour(rng), max(1, thick), cv2.LINE_AA)
    else:
        points = rng.integers(0, [width, height], (int(rng.integers(3, 7)), 2)).astype(np.int32)
        cv2.fillPoly(picture, [points], colour(rng), cv2.LINE_AA)


def writing(rng, side):
    """Lines of letters."""
    picture = np.full((side, side, 3), colour(rng), np.uint8)
    ink, y = colour(rng), 0
    scale = rng.uniform(0.3, 2.0)
    while y < side:
        y += int(rng.uniform(22, 34) * scale)
        letters = "".join(chr(c) for c in rng.integers(33, 123, 60))
        cv2.putText(picture, letters, (int(rng.integers(-30, 20)), y), int(rng.integers(0, 5)),
                    scale, ink, int(rng.integers(1, 4)), cv2.LINE_AA)
    return picture


def skin(rng):
    """A skin colour, from very dark to very light."""
    light = rng.uniform(0.2, 1.0)
    tint = np.array([rng.uniform(0.50, 0.80), rng.uniform(0.65, 0.88), 1.0])
    return np.clip(tint * 255 * light, 0, 255)


def limbs(rng, side):
    """Skin-coloured ovals and fingers on a plain ground: hands, arms, paws, never a face."""
    picture = noise(rng, side) if rng.random() < 0.5 else np.full((side, side, 3), colour(rng),
                                                                 np.uint8)
    for _ in range(int(rng.integers(1, 6))):
        limb(rng, picture, rng.uniform(0, side, 2), rng.uniform(10, side / 3))
    return picture


def limb(rng, picture, centre, size):
    """A palm with fingers, shaded, drawn at a place."""
    tone = skin(rng)
    turn = rng.uniform(0, 2 * np.pi)
    place = tuple(int(v) for v in centre)
    axes = int(size * rng.uniform(0.4, 0.8)) + 1, int(size * rng.uniform(0.4, 1.0)) + 1
    cv2.ellipse(picture, place, axes, np.degrees(turn), 0, 360, tone, -1, cv2.LINE_AA)
    for i in range(int(rng.integers(0, 6))):
        way = turn + (i - 2) * rng.uniform(0.25, 0.45)
        end = centre + size * rng.uniform(1.0, 1.8) * np.array([np.cos(way), np.sin(way)])
        cv2.line(picture, place, tuple(int(v) for v in end), tone * rng.uniform(0.8, 1.1),
                 max(1, int(size * 0.28)), cv2.LINE_AA)


def scene(rng, side):
    """Figures over a soft ground."""
    picture = noise(rng, side)
    for _ in range(int(rng.integers(3, 25))):
        shape(rng, picture)
    return picture


def icon(rng, side):
    """Round things with two dots or bars that could be taken for eyes, but are no face."""
    picture = PLAIN[int(rng.integers(len(PLAIN)))](rng, side)
    for _ in range(int(rng.integers(1, 8))):
        size = int(rng.uniform(6, side / 4))
        x, y = (int(v) for v in rng.integers(0, side, 2))
        cv2.ellipse(picture, (x, y), (size, int(size * rng.uniform(0.7, 1.4))), 0, 0, 360,
                    colour(rng), -1, cv2.LINE_AA)
        for dx, dy in ((-0.4, -0.2), (0.4, -0.2), (0, 0.4))[: int(rng.integers(1, 4))]:
            cv2.circle(picture, (int(x + dx * size), int(y + dy * size)), max(1, size // 7),
                       colour(rng), -1, cv2.LINE_AA)
    return picture


PLAIN = (noise, wave, tile, writing, scene, limbs)
KINDS = PLAIN + (icon, tile, tile)


def pattern(rng, side):
    """A picture of any kind."""
    return KINDS[int(rng.integers(len(KINDS)))](rng, side)

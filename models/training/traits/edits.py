"""Changes to a face in the loose crop that give it a known trait."""

import cv2
import numpy as np

from facetrain import geometry

from .net import SIDE

FIVE = geometry.LOOSE * SIDE
SPAN = float(FIVE[1, 0] - FIVE[0, 0])


def closed(face, shape, side, share, random):
    """Draws an eye's upper lid down by a share of the way: pixels under the brow stretch."""
    first = 13 if side == 0 else 30
    upper = shape[first:first + 5]
    lower = shape[[first + 4, first + 5, first + 6, first + 7, first]]
    low, high = min(upper[0, 0], upper[-1, 0]), max(upper[0, 0], upper[-1, 0])
    if high - low < 5:
        return face
    x = np.arange(int(low), int(high) + 1)
    order = np.argsort(upper[:, 0])
    lid = np.interp(x, upper[order, 0], upper[order, 1])
    order = np.argsort(lower[:, 0])
    floor = np.interp(x, lower[order, 0], lower[order, 1]) + .6
    lid = np.minimum(lid - 1.2, floor)
    brow = np.minimum(lid - 2, lid - .22 * SPAN)
    target = lid + share * (floor - lid)
    top, bottom = int(brow.min()), int(np.ceil(floor.max())) + 1
    if top < 0 or bottom >= SIDE or x[0] < 0 or x[-1] >= SIDE:
        return face
    y = np.arange(top, bottom)[:, None].astype(np.float32)
    above = brow + (y - brow) * (lid - brow) / np.maximum(target - brow, 1)
    below = np.where(y > target, y, above)
    source = np.where(y < brow, y, below).astype(np.float32)
    columns = np.broadcast_to(x.astype(np.float32), source.shape)
    out = face.copy()
    out[top:bottom, x[0]:x[-1] + 1] = cv2.remap(face, columns, source, cv2.INTER_LINEAR)
    if random.random() < .8:
        lash = [np.stack([x, target - .3], 1).round().astype(np.int32)]
        darker = out.copy()
        cv2.polylines(darker, lash, False, tuple(int(v) for v in random.uniform(5, 50, 3)), 1)
        weight = random.uniform(.3, .8)
        out = cv2.addWeighted(darker, weight, out, 1 - weight, 0)
    return out


def eye_pasted(face, eye, side, random):
    """A photographed eye blended over the face's own, with its light."""
    size = int(SPAN * random.uniform(.72, .95))
    eye = cv2.resize(eye, (size, size), interpolation=cv2.INTER_AREA)
    if random.random() < .5:
        eye = eye[:, ::-1]
    middle = FIVE[side] + random.normal(0, 1, 2) - [0, size * .06]
    x, y = (middle - size / 2).astype(int)
    if x < 0 or y < 0 or x + size > SIDE or y + size > SIDE:
        return face
    under = face[y:y + size, x:x + size].astype(np.float32)
    light = (under.mean((0, 1)) + 4) / (eye.mean((0, 1)) + 4)
    weight = np.zeros((size, size), np.float32)
    cv2.ellipse(weight, (size // 2, size // 2), (int(size * .42), int(size * .34)), 0, 0, 360, 1,
                -1)
    weight = cv2.GaussianBlur(weight, (0, 0), size * .06)[..., None]
    out = face.copy()
    out[y:y + size, x:x + size] = np.clip(
        under * (1 - weight) + eye * np.clip(light, .3, 3) * weight, 0, 255)
    return out


def composite(face, other, random):
    """Two people's faces in one picture: pasted, in parts, or melted into one another."""
    kind = random.choice(4, p=(.45, .2, .25, .1))
    if kind == 2:
        share = random.uniform(.35, .65)
        return cv2.addWeighted(face, share, other, 1 - share, 0)
    weight = np.zeros((SIDE, SIDE), np.float32)
    if kind == 0:
        middle = (SIDE * random.uniform(.48, .52), SIDE * random.uniform(.54, .6))
        size = (SIDE * random.uniform(.46, .62), SIDE * random.uniform(.55, .78))
        cv2.ellipse(weight, (middle, size, random.normal(0, 4)), 1, -1)
    elif kind == 1:
        parts = [(FIVE[0], FIVE[1], .34), (FIVE[3], FIVE[4], .2), (FIVE[2], FIVE[2], .24)]
        one, two, reach = parts[random.integers(3)]
        cv2.line(weight, tuple(int(v) for v in one), tuple(int(v) for v in two), 1,
                 int(2 * reach * SPAN * random.uniform(.9, 1.4)))
    else:
        edge = int(SIDE * random.uniform(.4, .6))
        if random.random() < .5:
            weight[:, edge:] = 1
        else:
            weight[edge:] = 1
    if random.random() < .75:
        weight = cv2.GaussianBlur(weight, (0, 0), random.uniform(.5, 3.5))
    inside = weight > .5
    if random.random() < .5 and inside.any():
        gain = (face[inside].mean(0) + 4) / (other[inside].mean(0) + 4)
        other = np.clip(other * gain, 0, 255)
    weight = weight[..., None]
    return (face * (1 - weight) + other * weight).astype(np.uint8)


def tinted(face, random):
    """A grey face in the colours of some skin, so that grey sets also teach coloured ones."""
    depth = random.uniform(.1, .5)
    curves = np.exp(np.array([depth, depth * random.uniform(.2, .6), -depth * .6]))
    x = np.arange(256)[:, None] / 255
    return cv2.LUT(face, (255 * x ** curves).astype(np.uint8)[None])


def elsewhere(face, other, random, share=1.0):
    """The face before another ground, so that no net learns from how a set was cut.

    share of the usual part of the crop stays.
    """
    weight = np.ones((SIDE, SIDE), np.float32)
    middle = (SIDE * .5, SIDE * random.uniform(.52, .58))
    size = (SIDE * share * random.uniform(.7, .95), SIDE * share * random.uniform(.86, 1.1))
    cv2.ellipse(weight, (middle, size, random.normal(0, 3)), 0, -1)
    weight = cv2.GaussianBlur(weight, (0, 0), random.uniform(.5, 4))[..., None]
    kind = random.random()
    if kind < .4:
        ground = other[::-1] if kind < .2 else cv2.GaussianBlur(other, (0, 0), 6)
    else:
        ground = np.float32(random.uniform(0, 255, 3)) * np.linspace(
            random.uniform(.3, 1), random.uniform(.3, 1), SIDE)[:, None, None]
    return np.clip(face * (1 - weight) + ground * weight, 0, 255).astype(np.uint8)


def drawn(face, random):
    """A photo made to look drawn: flat colours and dark lines."""
    out = face
    for _ in range(2):
        out = cv2.bilateralFilter(out, 7, 60, 5)
    steps = int(random.integers(5, 9))
    out = ((out.astype(np.float32) * steps / 255).round() * 255 / steps)
    grey = cv2.medianBlur(cv2.cvtColor(face, cv2.COLOR_BGR2GRAY), 3)
    lines = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 7, 4)
    out = out * (.25 + .75 * (lines[..., None] / 255))
    hsv = cv2.cvtColor(np.clip(out, 0, 255).astype(np.uint8), cv2.COLOR_BGR2HSV)
    hsv[..., 1] = np.minimum(hsv[..., 1].astype(int) * random.uniform(1.2, 2), 255)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR)


# How far a spread of so many pixels of the crop counts as blur: 0.2, 0.6, 0.8 are the limits
# of the strict, usual and lenient quality control.
SPREADS = (0, .6, 1.1, 2, 3, 5)
BLURS = (.02, .06, .2, .6, .8, 1)


def unsharp(face, random):
    """(face, blur) out of focus, moved, or enlarged from few pixels."""
    spread = abs(random.normal(0, 2.2 if random.random() < .45 else .3))
    kind = random.random()
    if spread < .35:
        return face, np.interp(spread, SPREADS, BLURS)
    if kind < .4:
        out = cv2.GaussianBlur(face, (0, 0), spread)
    elif kind < .6:
        length = max(2, int(round(4 * spread)))
        kernel = np.zeros((length, length), np.float32)
        middle = (length - 1) / 2
        turn = cv2.getRotationMatrix2D((middle, middle), random.uniform(0, 180), 1)
        kernel[int(middle)] = 1
        kernel = cv2.warpAffine(kernel, turn, (length, length))
        out = cv2.filter2D(face, -1, kernel / max(kernel.sum(), .01))
    else:
        side = max(8, int(SIDE / (2 * max(spread, .5))))
        little = cv2.resize(face, (side, side), interpolation=cv2.INTER_AREA)
        out = cv2.resize(little, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    return out, np.interp(spread, SPREADS, BLURS)

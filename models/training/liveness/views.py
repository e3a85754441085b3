"""What a camera does to a scene, and the views of it that the nets get."""

import cv2
import numpy as np

from facetrain import damage

SIDE = 80
SCALES = {"close": 1.1, "mid": 2.7, "wide": 4.0}
NOISE = np.random.default_rng(7).normal(0, 40, (512, 512, 3)).astype(np.int8)


def view(image, box, scale):
    """The box grown about its centre, as far as it fits, moved into the picture, stretched."""
    height, width = image.shape[:2]
    growth = min(scale, (width - 1) / box[2], (height - 1) / box[3])
    size = box[2:] * growth
    corner = np.clip(box[:2] + (box[2:] - size) / 2, 0, np.maximum([width, height] - size, 0))
    step = size / SIDE
    if step.max() >= 2:
        parts = int(min(4, np.ceil(step.max())))
        large = sampled(image, corner, step / parts, SIDE * parts)
        return cv2.resize(large, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return sampled(image, corner, step, SIDE)


def sampled(image, corner, step, side):
    matrix = np.float64([[step[0], 0, corner[0] + step[0] / 2 - .5],
                         [0, step[1], corner[1] + step[1] / 2 - .5]])
    return cv2.warpAffine(image, matrix, (side, side), borderMode=cv2.BORDER_REPLICATE,
                          flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)


def views(image, box):
    return np.stack([view(image, np.float64(box), s) for s in SCALES.values()])


def shaken(box, random):
    """A box as another detector might give it."""
    centre = box[:2] + box[2:] / 2 + random.normal(0, .03, 2) * box[2:]
    size = box[2:] * np.exp(random.normal(0, .05) + random.normal(0, .02, 2))
    return np.concatenate([centre - size / 2, size])


def shrunk(image, box, face_px):
    """The scene with a smaller face."""
    scale = face_px / box[2:].max()
    if scale >= 1:
        return image, box
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return small, box * np.tile(np.array(small.shape[1::-1]) / image.shape[1::-1], 2)


def narrowed(image, box, random):
    """A picture that ends nearer to the face."""
    keep = random.uniform(.3, 1.6, 4) * np.tile(box[2:], 2)
    left, top = np.maximum(box[:2] - keep[:2], 0).astype(int)
    right, bottom = np.ceil(box[:2] + box[2:] + keep[2:]).astype(int)
    return np.ascontiguousarray(image[top:bottom, left:right]), box - [left, top, 0, 0]


def gradient(image, random):
    """Light from one side."""
    height, width = image.shape[:2]
    angle = random.uniform(0, 2 * np.pi)
    x = np.linspace(-1, 1, width, dtype=np.float32)[None] * np.cos(angle)
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None] * np.sin(angle)
    light = 1 + random.uniform(.1, .5) * (x + y)
    return np.clip(image * light[..., None], 0, 255).astype(np.uint8)


def noise(image, random):
    height, width = image.shape[:2]
    top = random.integers(0, 512 - min(height, 511))
    left = random.integers(0, 512 - min(width, 511))
    field = NOISE[top:top + height, left:left + width]
    height, width = field.shape[:2]
    out = image.copy()
    if random.random() < .5:
        field = np.repeat(field[:, :, :1], 3, 2)
    part = out[:height, :width] + field * np.float32(random.uniform(.04, .4))
    out[:height, :width] = np.clip(part, 0, 255)
    return out


def camera(image, random):
    """The same damage for genuine faces and attacks, so that damage alone tells nothing."""
    if random.random() < .7:
        image = damage.light(image, random)
    if random.random() < .2:
        image = gradient(image, random)
    if random.random() < .22:
        image = damage.colours(image, random)
    if random.random() < .22:
        image = damage.blurred(image, random, 1.4)
    if random.random() < .45:
        image = noise(image, random)
    if random.random() < .6:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(random.uniform(25, 92))]
        image = cv2.imdecode(cv2.imencode(".jpg", image, quality)[1], cv2.IMREAD_COLOR)
    return image

"""Genuine photos shown to a camera again: on screens, on paper, with what surrounds them."""

import cv2
import numpy as np


def grating(shape, random, low, high):
    """Two waves a quarter apart, slightly bent: what two grids of nearly one pitch make."""
    height, width = shape
    x = np.linspace(-.5, .5, width, dtype=np.float32)[None] * width
    y = np.linspace(-.5, .5, height, dtype=np.float32)[:, None] * height
    angle, pitch = random.uniform(0, np.pi), np.exp(random.uniform(np.log(low), np.log(high)))
    bend = random.normal(0, .6, 3) / (max(shape) * pitch)
    phase = (np.cos(angle) * x + np.sin(angle) * y) / pitch
    phase = phase + bend[0] * x * x + bend[1] * x * y + bend[2] * y * y + random.random()
    phase *= np.float32(2 * np.pi)
    return np.cos(phase), np.sin(phase)


def moire(image, random):
    """Coloured beats between the dots of a screen and those of a camera, and dark lines."""
    out = image
    for _ in range(random.integers(1, 3)):
        cosine, sine = grating(image.shape[:2], random, 2.1, 26)
        depth = np.exp(random.uniform(np.log(.015), np.log(.15)))
        spread = random.choice([0, 0, 2 * np.pi / 3, random.uniform(0, 1)])
        for c in range(3):
            wave = np.cos(c * spread) * cosine + np.sin(c * spread) * sine
            out[:, :, c] *= 1 + depth * wave
    return out


def resampled(image, random):
    """Each pixel as three upright stripes of light, taken by a camera of another pitch."""
    factor, height, width = 3, *image.shape[:2]
    large = cv2.resize(image, (width * factor, height * factor), interpolation=cv2.INTER_NEAREST)
    dark = random.uniform(.2, .8)
    for c in range(3):
        for stripe in range(3):
            if stripe != 2 - c:
                large[:, stripe::3, c] *= dark
    large[2::3] *= random.uniform(.5, 1)
    large *= 1 / max(large.mean() / max(image.mean(), 1), .2)
    turn = cv2.getRotationMatrix2D((0, 0), random.uniform(-8, 8), 1)
    turn[:, 2] = 0
    back = np.float32([[1 / factor, 0, 0], [0, 1 / factor, 0]])
    taken = cv2.warpAffine(large, turn, (large.shape[1], large.shape[0]),
                           borderMode=cv2.BORDER_REFLECT)
    taken = cv2.warpAffine(taken, back, (width, height), flags=cv2.INTER_LINEAR)
    return cv2.warpAffine(taken, turn, (width, height), borderMode=cv2.BORDER_REFLECT,
                          flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)


def toned(image, random, contrast, lift, tint, colour):
    """Contrast, raised black, tint and saturation of a medium."""
    grey = image.mean(2, keepdims=True)
    image = grey + (image - grey) * random.uniform(*colour)
    image = 255 * cv2.pow(np.clip(image, 0, 300) / 255, random.uniform(*contrast))
    low = random.uniform(*lift)
    return (image * (255 - low) / 255 + low) * random.uniform(*tint, 3).astype(np.float32)


def glare(image, random):
    """A lamp's or window's light on glass or glossy paper."""
    height, width = image.shape[:2]
    small = np.zeros((24, 24), np.float32)
    if random.random() < .5:
        centre = tuple(int(v) for v in random.uniform(0, 24, 2))
        axes = tuple(int(v) for v in random.uniform(1, 7, 2))
        cv2.ellipse(small, centre, axes, random.uniform(0, 180), 0, 360, 1, -1)
    else:
        cv2.fillPoly(small, [random.uniform(-6, 30, (4, 2)).astype(np.int32)], 1)
    small = cv2.GaussianBlur(small, (0, 0), random.uniform(.5, 4))
    light = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)[..., None]
    colour = random.uniform(.85, 1, 3).astype(np.float32) * 255
    return image + light * random.uniform(.1, .8) * (colour - image * .5)


def screen(image, random, other):
    """A photo as a camera sees it on a phone, tablet or monitor."""
    image = image.astype(np.float32)
    if random.random() < .4:
        image = cv2.GaussianBlur(image, (0, 0), random.uniform(.4, 1.4))
    image = toned(image, random, (.7, 1.4), (0, 45), (.88, 1.1), (.7, 1.35))
    if random.random() < .25:
        image = resampled(image, random)
    elif random.random() < .75:
        image = moire(image, random)
    if random.random() < .25:
        rows = np.arange(image.shape[0], dtype=np.float32)[:, None, None]
        wave = np.sin(rows / random.uniform(6, 60) + random.uniform(0, 6))
        image = image * (1 + random.uniform(.02, .12) * wave)
    if random.random() < .45:
        image = glare(image, random)
    if random.random() < .3:
        mirrored = cv2.resize(other, image.shape[1::-1]).astype(np.float32)
        image = image + mirrored * random.uniform(.04, .18)
    if random.random() < .3:
        bloom = cv2.GaussianBlur(image, (0, 0), random.uniform(4, 12))
        image = image + bloom * random.uniform(.05, .3)
    return bytes_of(image)


def printed(image, random):
    """A photo as a camera sees it on paper: fewer colours, dots, grain, folds, bends."""
    image = image.astype(np.float32)
    image = cv2.GaussianBlur(image, (0, 0), random.uniform(.3, 1.6))
    colour = (0, .05) if random.random() < .12 else (.45, 1.05)
    image = toned(image, random, (.75, 1.5), (15, 70), (.88, 1.02), colour)
    if random.random() < .5:
        one, _ = grating(image.shape[:2], random, 2.1, 7)
        two, _ = grating(image.shape[:2], random, 2.1, 7)
        image += (one * two)[..., None] * random.uniform(3, 20)
    if random.random() < .2:
        pitch = random.integers(2, 9)
        image[::pitch] *= random.uniform(.86, 1.1)
    grain = random.normal(0, 1, image.shape[:2]).astype(np.float32)
    grain = cv2.GaussianBlur(grain, (0, 0), random.uniform(.4, 1.5))
    image += grain[..., None] * random.uniform(2, 14)
    if random.random() < .3:
        image = glare(image, random)
    if random.random() < .3:
        image = folded(image, random)
    return bent(bytes_of(image), random) if random.random() < .5 else bytes_of(image)


def folded(image, random):
    """A crease: a line, bright on one side and dark on the other."""
    height, width = image.shape[:2]
    angle, shift = random.uniform(0, np.pi), random.uniform(-.35, .35) * max(height, width)
    x = np.arange(width, dtype=np.float32)[None] - width / 2
    y = np.arange(height, dtype=np.float32)[:, None] - height / 2
    away = np.cos(angle) * x + np.sin(angle) * y - shift
    wide = random.uniform(1, 5)
    step = np.tanh(away / wide / 8) * random.uniform(.02, .15)
    line = np.exp(-(away / wide) ** 2) * random.uniform(-.3, .3)
    return image * (1 + step + line)[..., None]


def bent(image, random):
    """Paper rolled about an upright or lying axis."""
    height, width = image.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    waves, phase = random.uniform(.5, 1.6), random.uniform(0, 6)
    depth = random.uniform(.01, .05)
    x += np.float32(depth * width) * np.sin(np.pi * waves * y / height + phase)
    y += np.float32(depth * height) * np.sin(np.pi * waves * x / width + phase)
    return cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def bytes_of(image):
    return np.clip(image, 0, 255).astype(np.uint8)


def cut(image, box, random):
    """The part of a photo that is shown: the face with more or less around it."""
    height, width = image.shape[:2]
    growth = random.uniform(.12, 1.1, 4) * np.tile(box[2:], 2)
    left, top = np.maximum(box[:2] - growth[:2], 0).astype(int)
    right = int(min(width, np.ceil(box[0] + box[2] + growth[2])))
    bottom = int(min(height, np.ceil(box[1] + box[3] + growth[3])))
    return image[top:bottom, left:right], box - [left, top, 0, 0]


def framed(image, box, random, on_screen):
    """The edge of the medium: a frame of a device, or the white of paper; sometimes none."""
    edge = random.uniform(0, .09, 4) * max(image.shape[:2])
    if on_screen and random.random() < .6:
        edge[int(random.integers(0, 4))] += random.uniform(0, .3) * max(image.shape[:2])
    if random.random() < .2:
        edge[:] = 0
    top, bottom, left, right = (int(e) for e in edge)
    tone = random.uniform(0, 50) if on_screen and random.random() < .75 else \
        random.uniform(150, 245)
    colour = [float(c) for c in np.clip(tone + random.normal(0, 6, 3), 0, 255)]
    image = cv2.copyMakeBorder(image, top, bottom, left, right, cv2.BORDER_CONSTANT, value=colour)
    return image, box + [left, top, 0, 0]


def held_up(image, box, random, background, face_px):
    """The medium before a background, seen a little from the side, often held by a hand."""
    size = int(face_px * 4.3)
    canvas = cv2.resize(background, (size, size))
    scale = face_px / box[2:].max()
    height, width = image.shape[:2]
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    angle = np.radians(random.normal(0, 5))
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    centre = box[:2] + box[2:] / 2
    place = (corners - centre) @ turn.T
    place += random.normal(0, .03, (4, 2)) * np.abs(place).max()
    place += size * random.uniform(.38, .62, 2)
    matrix = cv2.getPerspectiveTransform(corners, place.astype(np.float32))
    flags = cv2.INTER_AREA if scale < .6 else cv2.INTER_LINEAR
    shown = cv2.warpPerspective(image, matrix, (size, size), flags=flags)
    mask = cv2.warpPerspective(np.full((height, width), 255, np.uint8), matrix, (size, size))
    mask = mask.astype(np.float32) / 255
    if random.random() < .4:
        shadow = cv2.blur(mask, (max(1, int(face_px * .15)),) * 2)
        dark = 1 - shadow * random.uniform(.1, .6)
        canvas = cv2.blendLinear(canvas, np.zeros_like(canvas), dark, 1 - dark)
    canvas = cv2.blendLinear(shown, canvas, mask, 1 - mask)
    if random.random() < .45:
        fingers(canvas, place, face_px, random)
    sides = np.float32([box[:2], box[:2] + [box[2], 0], box[:2] + box[2:], box[:2] + [0, box[3]]])
    sides = cv2.perspectiveTransform(sides[None], matrix)[0]
    low, high = sides.min(0), sides.max(0)
    middle, extent = (low + high) / 2, box[2:] * scale
    return canvas, np.concatenate([middle - extent / 2, extent]).astype(np.float32)


def fingers(canvas, place, face_px, random):
    """A thumb, or some fingers, over an edge of the medium."""
    side = int(random.integers(0, 4))
    one, other = place[side], place[(side + 1) % 4]
    skin = np.array([120, 150, 205]) * random.uniform(.35, 1.15) + random.normal(0, 8, 3)
    inwards = place.mean(0) - (one + other) / 2
    inwards /= np.linalg.norm(inwards)
    start = random.uniform(.1, .8)
    for number in range(int(random.integers(1, 5))):
        at = one + (other - one) * (start + .09 * number)
        tip = at + inwards * face_px * random.uniform(.08, .3)
        base = at - inwards * face_px * random.uniform(.3, .8)
        wide = max(2, int(face_px * random.uniform(.14, .22)))
        shade = tuple(float(v) for v in np.clip(skin * random.uniform(.9, 1.05), 0, 255))
        cv2.line(canvas, tuple(int(v) for v in base), tuple(int(v) for v in tip), shade, wide,
                 cv2.LINE_AA)


def attack(image, box, random, background, face_px, on_screen):
    """(picture, box) of a photo shown to the camera."""
    image, box = cut(image, box, random)
    if on_screen:
        image = screen(image, random, background)
    else:
        image = printed(image, random)
    image, box = framed(image, box, random, on_screen)
    return held_up(image, box, random, background, face_px)


def surrounded(image, box, random, background, face_px):
    """A genuine face before a wider background, without any edge: what surrounds it fades in."""
    size = int(face_px * 4.3)
    canvas = cv2.resize(background, (size, size))
    scale = face_px / box[2:].max()
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape[:2]
    mask = np.zeros((height, width), np.float32)
    centre = (box[:2] + box[2:] / 2) * scale
    cv2.ellipse(mask, (tuple(float(v) for v in centre), tuple(float(v) for v in box[2:] * scale
                * random.uniform(1.25, 1.5)), 0), 1, -1)
    drop = centre + [0, box[3] * scale * 1.6]
    cv2.ellipse(mask, (tuple(float(v) for v in drop), tuple(float(v) for v in box[2:] * scale
                * [random.uniform(1.9, 2.7), 2.1]), 0), 1, -1)
    soft = face_px * random.uniform(.04, .12)
    margin = max(2, int(2 * soft))
    mask[:margin] = mask[:, :margin] = mask[:, -margin:] = 0
    mask = cv2.GaussianBlur(mask, (0, 0), soft)
    corner = (size * random.uniform(.4, .6, 2) - centre).astype(int)
    matrix = np.float32([[1, 0, corner[0]], [0, 1, corner[1]]])
    mask = cv2.warpAffine(mask, matrix, (size, size))
    shown = cv2.warpAffine(small, matrix, (size, size))
    box = np.concatenate([centre + corner - box[2:] * scale / 2, box[2:] * scale])
    return cv2.blendLinear(shown, canvas, mask, 1 - mask), box.astype(np.float32)

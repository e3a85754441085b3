"""Things before a face, painted with known outlines, and how much of each part they cover."""

import cv2
import numpy as np

PARTS = ("left eye", "right eye", "nose", "mouth", "left cheek", "right cheek", "chin contour")


GRAIN = np.random.default_rng(0).normal(0, 1, (256, 256, 3)).astype(np.float32)


def grain(shape, random):
    """A piece of noise of deviation 1, cut out of a larger one."""
    x, y = random.integers(0, 256 - shape[0], 2)
    return GRAIN[y:y + shape[0], x:x + shape[1]]


def outlines(p):
    """The seven parts as polygons of pixels, from the 72 points [72,2]."""
    def grown(loop, across, up):
        middle = loop.mean(0)
        return middle + (loop - middle) * [across, up]

    chin_top = p[64] + (p[6] - p[64]) * .15
    return [
        grown(p[13:21], 1.25, 2.2), grown(p[30:38], 1.25, 2.2),
        p[47:57], p[58:66],
        np.array([p[0], p[1], p[2], p[3], p[58], p[50], p[49], p[48], p[18] + (p[49] - p[18]) * .25,
                  p[20] + (p[2] - p[20]) * .2]),
        np.array([p[12], p[11], p[10], p[9], p[62], p[53], p[54], p[55],
                  p[37] + (p[54] - p[37]) * .25, p[35] + (p[10] - p[35]) * .2]),
        np.array([*p[3:10], p[9] * .6 + p[62] * .4, chin_top + (p[63] - p[64]), chin_top,
                  chin_top + (p[65] - p[64]), p[3] * .6 + p[58] * .4]),
    ]


def shares(mask, p):
    """How much of each part the mask (0 or 255) hides, 0 to 1."""
    out = np.zeros(7, np.float32)
    for k, outline in enumerate(outlines(p)):
        part = np.zeros(mask.shape, np.uint8)
        cv2.fillPoly(part, [np.round(outline * 8).astype(np.int32)], 255, shift=3)
        area = cv2.countNonZero(part)
        if area:
            out[k] = cv2.countNonZero(cv2.bitwise_and(part, mask)) / area
    return out


def hide(image, p, random, other):
    """(image, mask) with one thing painted before the face; other is any other picture."""
    kind = random.choice(6, p=(.28, .2, .14, .18, .08, .12))
    painter = (face_mask, hand, hair, dark_lenses, phone, patch)[kind]
    mask = np.zeros(image.shape[:2], np.uint8)
    painter(mask, p, random)
    if kind == 5 or random.random() < .15:
        paint = cv2.resize(other, image.shape[1::-1])
        if random.random() < .5:
            paint = paint[::-1]
    else:
        paint = (cloth, skin, strands, glass, plastic)[kind](image, p, random)
    return blend(image, paint, mask, random), mask


def blend(image, paint, mask, random):
    soft = mask
    if random.random() < .6:
        soft = cv2.GaussianBlur(mask, (0, 0), random.uniform(.4, 1.2))
    weight = soft[..., None] * np.float32(1 / 255)
    return (image + (paint - image.astype(np.float32)) * weight).astype(np.uint8)


def size(p):
    """The distance between the eyes, or as much seen from the side."""
    return max(np.linalg.norm(p[38] - p[21]), .75 * np.linalg.norm((p[58] + p[62]) / 2
                                                                    - (p[21] + p[38]) / 2), 4)


def fill(mask, outline):
    cv2.fillPoly(mask, [np.round(np.float32(outline) * 8).astype(np.int32)], 255, cv2.LINE_8, 3)


def face_mask(mask, p, random):
    """A breathing mask; sometimes worn under the nose or chin, or a scarf."""
    bridge = p[47:49].mean(0) * .5 + p[55:57].mean(0) * .5
    worn = random.random()
    if worn < .7:
        top = bridge + (p[57] - bridge) * random.uniform(-.1, .7)
        sides = random.uniform(.6, 1.6)
    elif worn < .88:
        top = p[57] + (p[60] - p[57]) * random.uniform(.4, .9)
        sides = random.uniform(1.6, 2.4)
    else:
        top = p[64] + (p[6] - p[64]) * random.uniform(-.2, .5)
        sides = random.uniform(2.6, 3.4)
    contour = [along(p, sides), *p[int(np.ceil(sides)):13 - int(np.ceil(sides))],
               along(p, 12 - sides)]
    middle = p[57]
    spread = random.uniform(1.0, 1.1)
    lower = [middle + (c - middle) * spread for c in contour]
    fill(mask, [top, *lower[::-1]] if worn >= .7 else
         [top + (p[47] - p[56]) * .25, *lower, top + (p[56] - p[47]) * .25])


def along(p, place):
    k = min(int(place), 11)
    return p[k] + (p[k + 1] - p[k]) * (place - k)


def hand(mask, p, random):
    """Fingers and a palm that lie over the mouth, a cheek, the nose or an eye."""
    s = size(p)
    target = p[random.choice([57, 60, 64, 21, 38, 2, 10, 4, 8, 6])]
    angle = random.uniform(0, 2 * np.pi)
    ahead = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-ahead[1], ahead[0]])
    width = s * random.uniform(.16, .28)
    for k in range(int(random.integers(1, 5))):
        tip = target + across * (k - 1.5) * width * 1.05 + ahead * s * random.uniform(0, .35)
        root = tip - ahead * s * random.uniform(.7, 1.6) + across * random.normal(0, .1) * s
        cv2.line(mask, *ends(tip, root), 255, max(2, int(width)), cv2.LINE_8)
        if k == 1 and random.random() < .6:
            cv2.circle(mask, ends(root, root)[0], int(s * random.uniform(.3, .6)), 255, -1)


def ends(a, b):
    return tuple(int(v) for v in a), tuple(int(v) for v in b)


def hair(mask, p, random):
    """Locks that hang over an eye, the brow or a cheek."""
    s = size(p)
    side = random.choice([-1, 1])
    place = (p[21] if side < 0 else p[38]) + [side * s * random.uniform(-.5, .5), -s]
    for _ in range(int(random.integers(6, 22))):
        start = place + random.normal(0, .22, 2) * s
        bend = start + [side * random.uniform(-.1, .4) * s, s * random.uniform(.4, 1)]
        stop = bend + [side * random.uniform(-.1, .4) * s, s * random.uniform(.2, 1.4)]
        t = np.linspace(0, 1, 8)[:, None]
        curve = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t * t * stop
        cv2.polylines(mask, [curve.astype(np.int32)], False, 255,
                      max(1, int(s * random.uniform(.05, .16))))


def dark_lenses(mask, p, random):
    """Sunglasses: round, square or one visor."""
    s = size(p)
    wide, high = s * random.uniform(.32, .46), s * random.uniform(.22, .38)
    shape = random.random()
    axis = p[38] - p[21]
    turn = np.degrees(np.arctan2(axis[1], axis[0]))
    down = np.array([-axis[1], axis[0]]) / max(np.linalg.norm(axis), 1) * s * \
        random.uniform(-.05, .1)
    if shape < .15:
        box = ((*(((p[21] + p[38]) / 2 + down)),), (np.linalg.norm(axis) + 1.7 * wide, 1.8 * high),
               turn)
        fill(mask, cv2.boxPoints(tuple(box)))
        return
    for eye in (p[21] + down, p[38] + down):
        if shape < .6:
            cv2.ellipse(mask, (tuple(map(float, eye)), (2 * wide, 2 * high), turn), 255, -1)
        else:
            fill(mask, cv2.boxPoints((tuple(map(float, eye)), (1.9 * wide, 1.7 * high), turn)))
    cv2.line(mask, *ends(p[21] + axis * .3 + down * .5, p[38] - axis * .3 + down * .5), 255,
             max(1, int(s * .06)))


def phone(mask, p, random):
    """A telephone, cup or microphone: an upright slab somewhere over the lower face."""
    s = size(p)
    target = p[random.choice([58, 62, 64, 6, 1, 11, 57])] + random.normal(0, .2, 2) * s
    fill(mask, cv2.boxPoints((tuple(map(float, target)),
                              (s * random.uniform(.4, 1.1), s * random.uniform(.8, 2)),
                              random.normal(0, 25))))


def patch(mask, p, random):
    """Anything with a ragged outline, anywhere."""
    s = size(p)
    centre = p[random.integers(0, 72)] + random.normal(0, .2, 2) * s
    angles = np.sort(random.uniform(0, 2 * np.pi, int(random.integers(4, 10))))
    reach = random.uniform(.3, 1.0) * s * random.uniform(.6, 1.3, len(angles))
    fill(mask, centre + np.stack([np.cos(angles), np.sin(angles)], 1) * reach[:, None])


def shade(shape, random, depth=.25):
    """Light that falls from one side, and folds."""
    x = np.linspace(-.5, .5, shape[1], dtype=np.float32)[None]
    y = np.linspace(-.5, .5, shape[0], dtype=np.float32)[:, None]
    a = random.uniform(0, 2 * np.pi)
    out = 1 + depth * np.float32(np.cos(a)) * 2 * x + depth * np.float32(np.sin(a)) * 2 * y
    if random.random() < .4:
        folds = np.float32(random.uniform(8, 40))
        out += .08 * np.sin(folds * (y + .3 * np.sin(3 * x + np.float32(a))))
    return out[..., None]


def cloth(image, p, random):
    """The colours of masks first, then any, plain or patterned."""
    base = [(235, 235, 235), (215, 190, 150), (30, 30, 32), (120, 110, 100)]
    colour = np.float32(base[random.integers(4)] if random.random() < .7
                        else random.uniform(0, 255, 3))
    paint = np.full(image.shape, colour * np.float32(random.uniform(.55, 1.05)), np.float32)
    if random.random() < .3:
        cells = np.float32(random.normal(0, 40, (*random.integers(3, 24, 2), 3)))
        paint += cv2.resize(cells, image.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    return np.clip(paint * shade(image.shape, random) + 3 * grain(image.shape, random), 0, 255)


def skin(image, p, random):
    """The colour of this face's own cheeks, or another's."""
    spots = np.clip(np.round(p[[2, 10, 57, 48, 55]]).astype(int), 0, image.shape[0] - 1)
    colour = np.median(image[spots[:, 1], spots[:, 0]], 0).astype(np.float32)
    if random.random() < .3:
        colour = np.float32([130, 160, 205]) * np.float32(random.uniform(.35, 1.15))
    paint = colour * random.uniform(.75, 1.2) * shade(image.shape, random, .35)
    return np.clip(paint + 4 * grain(image.shape, random), 0, 255)


def strands(image, p, random):
    """Black, brown, fair, grey or dyed."""
    base = [(25, 22, 20), (40, 60, 90), (90, 140, 180), (150, 150, 150)]
    colour = np.float32(base[random.integers(4)]) * random.uniform(.6, 1.3)
    lines = cv2.resize(random.normal(0, 18, (4, image.shape[1], 1)), image.shape[1::-1])
    return np.clip(colour + lines[..., None] + 5 * grain(image.shape, random), 0, 255)


def glass(image, p, random):
    """A dark lens with, at times, a mirror's gradient."""
    colour = np.float32(random.uniform(5, 70, 3)) * random.uniform(.3, 1)
    paint = colour * shade(image.shape, random, .8)
    if random.random() < .3:
        paint = paint + 50 * np.maximum(0, shade(image.shape, random, 1) - 1)
    see_through = random.uniform(0, .22)
    return np.clip(paint * (1 - see_through) + image * see_through, 0, 255)


def plastic(image, p, random):
    colour = np.float32(random.uniform(0, 255, 3)) * random.uniform(.1, 1)
    return np.clip(colour * shade(image.shape, random, .3), 0, 255) + np.zeros(image.shape)

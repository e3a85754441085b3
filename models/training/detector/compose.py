"""Composes training pictures with known faces from the bank's photos and drawn grounds."""

import cv2
import numpy as np

from .damage import Camera, darkened, ground, occlude, tinted
from .photos import CHIP, shifted, turned

SIZES = ((9, 26, 40), (12, 60, 18), (24, 110, 7), (70, 230, 2))
POOL, SEEN_AGAIN = 1000, 0.88
GROUND_CELLS = 0.35
MIRROR = [1, 0, 2, 4, 3]


class Composer:
    """Makes pictures of one side with their faces [N,15]; score 1 is a face, 0 a doubt."""

    def __init__(self, bank, side, seed):
        self.bank, self.side = bank, side
        self.rng = np.random.default_rng(seed)
        self.camera = Camera(self.rng, side)
        self.pool = []

    def __call__(self):
        """A picture and its faces; most are another look at one made before."""
        if len(self.pool) == POOL and self.rng.random() < SEEN_AGAIN:
            canvas, faces = self.again(*self.pool[int(self.rng.integers(POOL))])
        else:
            canvas, faces = self.fresh()
        canvas = self.camera(self.rng, canvas)
        return mirrored(canvas, faces) if self.rng.random() < 0.5 else (canvas, faces)

    def again(self, canvas, faces):
        """A picture scaled, turned and moved a little."""
        scale, turn = np.exp(self.rng.normal(0, 0.2)), self.rng.normal(0, 5)
        offset = self.rng.uniform(-0.12, 0.12, 2) * self.side + self.side * (scale - 1) / 2
        size = self.side, self.side
        canvas, faces = moved(canvas, faces, scale, turn, offset, size)
        return canvas, cut_off(faces, self.side, self.side)

    def fresh(self):
        way = self.rng.choice(4, p=(0.36, 0.34, 0.22, 0.08))
        canvas, faces = (self.mosaic, self.pasted, self.single, self.empty)[way]()
        faces = faces[(faces[:, 2] > 4) & (faces[:, 3] > 4)] if len(faces) else none()
        for face in faces:
            if face[4] == 1 and self.rng.random() < 0.12:
                occlude(self.rng, canvas, face)
        if len(self.pool) < POOL:
            self.pool.append((canvas, faces))
        self.pool[int(self.rng.integers(len(self.pool)))] = canvas, faces
        return canvas, faces

    def mosaic(self):
        """The picture split into cells, each filled by a photo."""
        canvas = np.zeros((self.side, self.side, 3), np.uint8)
        cells = [(0, 0, self.side, self.side)]
        for _ in range(int(self.rng.choice([1, 1, 2, 4, 6, 9, 15]))):
            cells.sort(key=lambda c: -c[2] * c[3])
            cells += split(self.rng, cells.pop(0))
        faces = [self.fill(canvas, cell) for cell in cells]
        return canvas, np.concatenate(faces)

    def fill(self, canvas, cell):
        left, top, width, height = cell
        draw = self.bank.any_ground if self.rng.random() < GROUND_CELLS else self.bank.any_photo
        photo, faces = draw(self.rng)
        zoom = self.rng.uniform(1.0, 1.25)
        turn = self.rng.normal(0, 12) if self.rng.random() < 0.5 else 0
        scale = max(width / photo.shape[1], height / photo.shape[0]) * zoom
        free = np.array([photo.shape[1] * scale - width, photo.shape[0] * scale - height])
        part, faces = moved(photo, faces, scale, turn, free * self.rng.random(2), (width, height))
        canvas[top : top + height, left : left + width] = self.lit(part)
        return shifted(cut_off(faces, width, height), 1, (left, top))

    def lit(self, part):
        if self.rng.random() < 0.18:
            return darkened(self.rng, part)
        return tinted(self.rng, part) if self.rng.random() < 0.3 else part

    def single(self):
        """One photo, sometimes with black borders, its largest face from small to filling."""
        photo, faces = self.bank.any_photo(self.rng)
        size = np.exp(self.rng.uniform(np.log(24), np.log(self.side * 1.25)))
        main = faces[np.argmax(faces[:, 2] * faces[:, 3] * (faces[:, 4] == 1))]
        scale = size / max(main[2:4])
        centre = (main[:2] + main[2:4] / 2) * scale
        room = max(0.0, self.side / 2 - size / 2) * 1.1
        offset = centre - self.side / 2 + self.rng.uniform(-room, room, 2)
        turn = self.rng.normal(0, 15) if self.rng.random() < 0.6 else 0
        part, faces = moved(photo, faces, scale, turn, offset, (self.side, self.side))
        return self.lit(part), cut_off(faces, self.side, self.side)

    def empty(self):
        """A drawn ground or a part of a photo of things."""
        if self.rng.random() < 0.6:
            return ground(self.rng, self.side), none()
        return self.scenery()

    def scenery(self):
        photo, faces = self.bank.any_ground(self.rng)
        scale = self.side / min(photo.shape[:2]) * self.rng.uniform(1.0, 2.0)
        free = np.array(photo.shape[1::-1]) * scale - self.side
        part, faces = moved(photo, faces, scale, 0, free * self.rng.random(2),
                            (self.side, self.side))
        return part, cut_off(faces, self.side, self.side)

    def pasted(self):
        """Faces with some of their surroundings, pasted onto a ground."""
        drawn = self.rng.random() < 0.4
        canvas, faces = (ground(self.rng, self.side), none()) if drawn else self.scenery()
        low, high, most = SIZES[int(self.rng.integers(len(SIZES)))]
        for _ in range(int(self.rng.integers(1, most + 1))):
            size = np.exp(self.rng.uniform(np.log(low), np.log(high)))
            centre = self.rng.uniform(0, self.side, 2)
            if clear(faces, centre, size):
                faces = np.concatenate([faces, self.paste(canvas, centre, size)])
        return canvas, faces

    def paste(self, canvas, centre, size):
        chip = self.bank.any_chip(self.rng)
        scale = size / chip.side
        turn = self.rng.uniform(-50, 50) if self.rng.random() < 0.35 else self.rng.normal(0, 8)
        reach = int(np.ceil(CHIP * scale / 2)) + 1
        corner = np.round(centre).astype(int) - reach
        picture, matrix = rotated(chip.picture, scale, turn, (2 * reach, 2 * reach))
        share = cv2.warpAffine(self.stencil(chip), matrix, (2 * reach, 2 * reach))
        blend(canvas, self.lit(picture), share, corner)
        faces = turned(chip.faces, matrix)
        inside = [seen(share, f) for f in faces]
        faces = np.array([with_score(f, s) for f, s in zip(faces, inside) if s > 0.25])
        if len(faces):
            faces = shifted(faces, 1, corner)
            faces = cut_off(faces, self.side, self.side)
        return faces.reshape(-1, 15)

    def stencil(self, chip):
        """Which part of a chip is pasted: an oval or a soft rectangle of some reach."""
        share = np.zeros((CHIP, CHIP), np.uint8)
        half = chip.side / 2 * self.rng.uniform(1.1, 1.9, 2)
        middle = CHIP // 2
        if self.rng.random() < 0.5:
            cv2.ellipse(share, (middle, middle), (int(half[0]), int(half[1])), 0, 0, 360, 255, -1)
        else:
            low, high = np.maximum(middle - half, 0), np.minimum(middle + half, CHIP)
            share[int(low[1]) : int(high[1]), int(low[0]) : int(high[0])] = 255
        left, top, right, bottom = (int(v) for v in np.round(chip.covered))
        share[:top] = share[bottom:] = 0
        share[:, :left] = share[:, right:] = 0
        soft = int(self.rng.choice([1, 5, 11, 21]))
        return cv2.blur(share, (soft, soft)) if soft > 1 else share


def none():
    return np.zeros((0, 15), np.float32)


def rotated(picture, scale, turn, size):
    """A picture scaled and turned about its middle, into the middle of that size."""
    if scale < 0.7:
        picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        matrix = centred(CHIP * scale, 1, turn, size)
        return cv2.warpAffine(picture, matrix, size), with_scale(matrix, scale)
    matrix = centred(CHIP, scale, turn, size)
    return cv2.warpAffine(picture, matrix, size), matrix


def with_scale(matrix, scale):
    made = matrix.copy()
    made[:, :2] *= scale
    return made


def centred(side, scale, turn, size):
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), turn, scale)
    matrix[:, 2] += np.array(size) / 2 - side / 2
    return matrix


def moved(photo, faces, scale, turn, offset, size):
    """A part of a scaled and turned photo, starting at an offset, with its faces."""
    middle = np.array(size) / 2 + offset
    matrix = cv2.getRotationMatrix2D(tuple(middle / scale), turn, scale)
    matrix[:, 2] += middle - middle / scale - offset
    source, drawn = photo, matrix
    if scale < 0.7:
        source = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        drawn = with_scale(matrix, 1 / scale)
    edge = cv2.BORDER_CONSTANT if offset.min() < 0 else cv2.BORDER_REPLICATE
    return cv2.warpAffine(source, drawn, size, borderMode=edge), turned(faces, matrix)


def split(rng, cell):
    left, top, width, height = cell
    share = rng.uniform(0.35, 0.65)
    if width > height:
        first = int(width * share)
        return [(left, top, first, height), (left + first, top, width - first, height)]
    first = int(height * share)
    return [(left, top, width, first), (left, top + first, width, height - first)]


def cut_off(faces, width, height):
    """Faces inside the frame; those that it cuts become doubts, or go."""
    low = np.maximum(faces[:, :2], 0)
    high = np.minimum(faces[:, :2] + faces[:, 2:4], [width, height])
    share = np.prod(np.maximum(high - low, 0), 1) / np.maximum(faces[:, 2] * faces[:, 3], 1e-6)
    made = faces[share > 0.2].copy()
    made[share[share > 0.2] < 0.6, 4] = 0
    return made


def seen(share, face):
    """How much of a face's inner box the stencil keeps."""
    x, y = face[:2] + face[2:4] * 0.1
    part = share[max(0, int(y)) : max(0, int(y + face[3] * 0.8)) + 1,
                 max(0, int(x)) : max(0, int(x + face[2] * 0.8)) + 1]
    whole = max(1.0, (face[2] * 0.8 + 1) * (face[3] * 0.8 + 1))
    return part.sum() / 255 / whole


def with_score(face, share):
    made = face.copy()
    made[4] = made[4] if share > 0.65 else 0
    return made


def clear(faces, centre, size):
    """Whether a new face would stand free of those there."""
    middle = faces[:, :2] + faces[:, 2:4] / 2
    far = np.abs(middle - centre) > (faces[:, 2:4] + size) * 0.55
    return bool(far.any(1).all())


def blend(canvas, picture, share, corner):
    low = np.maximum(corner, 0)
    high = np.minimum(corner + picture.shape[1::-1], canvas.shape[1::-1])
    if (high <= low).any():
        return
    inner = low - corner
    size = high - low
    part = slice(inner[1], inner[1] + size[1]), slice(inner[0], inner[0] + size[0])
    target = canvas[low[1] : high[1], low[0] : high[0]]
    weight = share[part][..., None].astype(np.uint16)
    target[:] = ((picture[part] * weight + target * (255 - weight)) // 255).astype(np.uint8)


def mirrored(canvas, faces):
    made = faces.copy()
    width = canvas.shape[1]
    made[:, 0] = width - faces[:, 0] - faces[:, 2]
    points = faces[:, 5:].reshape(-1, 5, 2)[:, MIRROR]
    points[..., 0] = width - points[..., 0]
    made[:, 5:] = points.reshape(-1, 10)
    return np.ascontiguousarray(canvas[:, ::-1]), made

"""Turns pictures of any source into one store of generous face crops with five points."""

import cv2
import numpy as np

from . import paths, yunet

SIDE = 192
SCALE = 1.8
CANVAS = 256
CHUNK = 2000


class Store:
    """Crops of one source: pixels [N,192,192,3] BGR, points [N,5,2] in the crop, names, sizes."""

    def __init__(self, name):
        base = paths.role("faces") / name
        table = np.load(f"{base}.npz", allow_pickle=False)
        self.name = name
        self.names = table["names"]
        self.points = table["points"]
        self.score = table["score"]
        self.face_px = table["face_px"]
        self.pixels = np.memmap(f"{base}.u8", np.uint8, "r").reshape(-1, SIDE, SIDE, 3)


def exists(name):
    return (paths.role("faces") / f"{name}.npz").exists()


def build(name, pictures, score_min=0.5, pad=0.0):
    """Stores the most central large face of each (name, image); pictures without are dropped.

    pad widens tightly cut pictures by a replicated border, as share of their side.
    """
    folder = paths.role("faces")
    table = {"names": [], "points": [], "score": [], "face_px": []}
    seen = 0
    with open(folder / f"{name}.u8", "wb") as out:
        for chunk in chunks(pictures):
            seen += len(chunk)
            for line in cropped(chunk, score_min, pad):
                out.write(line.pop("pixels").tobytes())
                for key, value in line.items():
                    table[key].append(value)
    np.savez(folder / f"{name}.npz", names=np.array(table["names"]),
             points=np.float32(table["points"]), score=np.float32(table["score"]),
             face_px=np.float32(table["face_px"]))
    print(f"{name}: {len(table['names'])} faces of {seen} pictures", flush=True)


def chunks(pictures):
    chunk = []
    for picture in pictures:
        chunk.append(picture)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def cropped(chunk, score_min, pad):
    for name, image, face in located(chunk, score_min, pad):
        yield one(name, image, face, float(face[4]))


def located(chunk, score_min, pad):
    """(name, the picture with its border, [15] box, score, points) of each with a face."""
    boards, scales, images = [], [], []
    for _, image in chunk:
        border = round(pad * max(image.shape[:2]))
        image = cv2.copyMakeBorder(image, *[border] * 4, cv2.BORDER_REPLICATE)
        scale = CANVAS / max(image.shape[:2])
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=how)
        board = np.zeros((CANVAS, CANVAS, 3), np.uint8)
        board[:small.shape[0], :small.shape[1]] = small[:CANVAS, :CANVAS]
        boards.append(board)
        scales.append(scale)
        images.append(image)
    for (name, _), image, scale, faces in zip(
            chunk, images, scales, yunet.detect(np.stack(boards), score_min)):
        face = central(faces, np.array(image.shape[1::-1]) * scale)
        if face is not None:
            face = face.copy()
            face[:4] /= scale
            face[5:] /= scale
            yield name, image, face


def central(faces, size):
    """The face that is large and near the middle; None without any."""
    if not len(faces):
        return None
    middle = faces[:, :2] + faces[:, 2:4] / 2
    away = np.linalg.norm(middle - size / 2, axis=1) / max(size)
    return faces[np.argmax(faces[:, 2:4].max(1) / max(size) - away)]


def one(name, image, face, score):
    side = face[2:4].max() * SCALE
    corner = face[:2] + face[2:4] / 2 - side / 2
    points = face[5:].reshape(5, 2)
    scale = SIDE / side
    matrix = np.array([[scale, 0, -corner[0] * scale], [0, scale, -corner[1] * scale]])
    if scale < 0.6:
        shrink = max(scale * 1.2, 1e-3)
        image = cv2.resize(image, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        matrix[:, :2] /= shrink
    half = matrix.copy()
    half[:, 2] += matrix[:, :2] @ [0.5, 0.5] - 0.5
    pixels = cv2.warpAffine(image, half, (SIDE, SIDE), flags=cv2.INTER_LINEAR,
                            borderMode=cv2.BORDER_REPLICATE)
    return {"names": name, "pixels": pixels, "points": (points - corner) * scale,
            "score": score, "face_px": float(face[2:4].max())}

"""Faces with what surrounds them, genuine and attacks: python3 -m liveness.scenes lfw nuaa."""

import hashlib
import re
import sys

import cv2
import numpy as np

from facetrain import gitfiles, paths, people, split, yunet
from facetrain.sources import Source

REAL, PRINT, REPLAY = 1, 0, 2
FACE_PX = 80
GROWTH = 4.4
CANVAS = 320
CHUNK = 400
FRAMES = 60
NUAA = "imironica/liveness"
NUAA_HELD = {"0004", "0008", "0011", "0014", "0015"}
# Sets of one person each, told from a screen. The sets of the first group share pictures of one
# person of a tutorial, so they stand on the same side.
REPLAY_TRAIN = ("Apfol/liveness-detection-opencv", "D-sourav-M044/Face_recognition",
                "jtboing/liveness-web-demo", "ShubhamLala/Liveliness-Detection_CNN",
                "WOLF-huo/face_liveness", "lestari15/CNN-face-detection")
REPLAY_HELD = ("VishalkrishnaBlaze/Liveness-detection", "alexcamargoweb/liveness-detection",
               "TrickyF0x/twoFactorLivenessDetection")


def digest(name):
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()


def held(name, share=.4):
    """Whether a picture, or a person, is kept back, by the name alone."""
    return int(digest(name)[-8:], 16) < share * 2 ** 32


def some(names, most):
    return sorted(names, key=digest)[:most]


def person(path):
    return path.rsplit("/", 2)[-2]


def lfw():
    """Free people to train on; one photo each of 1,800 of the protocol is kept back."""
    kept, first = set(some(people.protocol(), 1800)), set()
    source = Source("braun-steven/dfi-tensorflow", "data/lfw-deepfunneled")
    chosen = {}
    for name in source.names():
        if person(name) not in people.kept_out():
            chosen[name] = ("lfw", REAL, False)
        elif person(name) in kept - first:
            first.add(person(name))
            chosen[name] = ("lfw", REAL, True)
    return labelled(source, chosen)


def nuaa():
    """Every third frame of each subject."""
    source, chosen = Source(NUAA, "db"), {}
    for name in source.names():
        match = re.match(r"db/(Client|Imposter)Raw/(\d{4})/", name)
        if match and int(digest(name)[:8], 16) % 3 == 0:
            kind = REAL if match[1] == "Client" else PRINT
            chosen[name] = (f"nuaa{match[2]}", kind, match[2] in NUAA_HELD)
    return labelled(source, chosen)


def plain(name, source, most, share=.4):
    return labelled(source, {n: (name, REAL, held(split.key(name, n), share))
                              for n in some(source.names(), most)})


def replay(repo, is_held):
    source, chosen = Source(repo, "dataset", r"dataset/(real|fake)/.*\.(png|jpe?g)$"), {}
    for kind, folder in ((REAL, "/real/"), (REPLAY, "/fake/")):
        for name in some([n for n in source.names() if folder in n], FRAMES):
            chosen[name] = (repo, kind, is_held)
    for row in labelled(source, chosen):
        yield (*row, True)


def replays():
    for repo in REPLAY_TRAIN:
        yield from replay(repo, False)
    for repo in REPLAY_HELD:
        yield from replay(repo, True)


def labelled(source, chosen):
    seen = set()
    for name, body in gitfiles.contents(source.repo, list(chosen)):
        if not body or digest(body.hex()) in seen:
            continue
        seen.add(digest(body.hex()))
        image = cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_COLOR)
        if image is not None and min(image.shape[:2]) >= 48:
            yield (name, image, *chosen[name])


SETS = {
    "lfw": lfw,
    "nuaa": nuaa,
    "replays": replays,
    "allage": lambda: plain("allage", Source("middleyuan/All-Age-Faces-Dataset",
                                             "All-Age-Faces Dataset/original images"), 400),
    "celebtest": lambda: plain("celebtest", Source("Trung-Jeager-2019/validation", "",
                                                   r"^\d{6}\.jpg$"), 500),
    "councillors": lambda: plain("councillors", Source(
        "amauribatisteli/fotos-vereadores-2024", ""), 170),
    "imagenet": lambda: plain("imagenet", Source("EliSchwartz/imagenet-sample-images", "",
                                                 r".*\.JPEG$"), 1000, 0),
}


class Scenes:
    """What was stored: image(i), boxes [N,4] left, top, width, height, kinds, groups, held."""

    def __init__(self, name):
        base = paths.role("liveness") / name
        table = np.load(f"{base}.npz", allow_pickle=False)
        self.boxes, self.kinds, self.groups = table["boxes"], table["kinds"], table["groups"]
        self.held, self.tight, self.sizes = table["held"], table["tight"], table["sizes"]
        self.names = table["names"]
        areas = self.sizes.astype(np.int64).prod(1) * 3
        self.starts = np.concatenate([[0], np.cumsum(areas)])
        self.pixels = np.memmap(f"{base}.u8", np.uint8, "r") if len(areas) else None

    def image(self, i):
        height, width = self.sizes[i]
        return self.pixels[self.starts[i]:self.starts[i + 1]].reshape(height, width, 3)


def build(name, rows, score_min=.6):
    """Stores each (name, image, group, kind, held[, tight]) with the face that YuNet finds."""
    folder = paths.role("liveness")
    table = {k: [] for k in ("names", "boxes", "kinds", "groups", "held", "tight", "sizes")}
    bare, seen = [], 0
    with open(folder / f"{name}.u8", "wb") as out:
        for chunk in chunks(rows):
            seen += len(chunk)
            for row, box in zip(chunk, boxes(chunk, score_min)):
                if box is None:
                    bare.append(row[1])
                    continue
                image, box = window(row[1], box)
                out.write(image.tobytes())
                values = (row[0], box, row[3], row[2], row[4], len(row) > 5, image.shape[:2])
                for key, value in zip(table, values):
                    table[key].append(value)
    np.savez(folder / f"{name}.npz", **{k: np.array(v) for k, v in table.items()})
    if name == "imagenet":
        keep_bare(bare, folder)
    print(f"{name}: {len(table['names'])} faces of {seen} pictures", flush=True)


def keep_bare(images, folder):
    """Pictures without any face: backgrounds, as squares of 240."""
    squares = []
    for image in images:
        side = min(image.shape[:2])
        top, left = (image.shape[0] - side) // 2, (image.shape[1] - side) // 2
        squares.append(cv2.resize(image[top:top + side, left:left + side], (240, 240),
                                  interpolation=cv2.INTER_AREA))
    np.save(folder / "backgrounds.npy", np.stack(squares))


def chunks(rows):
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def boxes(chunk, score_min):
    """The largest face of each picture; tight pictures are looked at with a border."""
    boards, placing = [], []
    for row in chunk:
        image = row[1]
        border = round(.3 * max(image.shape[:2])) if len(row) > 5 else 0
        image = cv2.copyMakeBorder(image, *[border] * 4, cv2.BORDER_REPLICATE)
        scale = CANVAS / max(image.shape[:2])
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        board = np.zeros((CANVAS, CANVAS, 3), np.uint8)
        board[:small.shape[0], :small.shape[1]] = small[:CANVAS, :CANVAS]
        boards.append(board)
        placing.append((scale, border))
    for (scale, border), faces in zip(placing, yunet.detect(np.stack(boards), score_min)):
        if not len(faces):
            yield None
            continue
        face = faces[np.argmax(faces[:, 2] * faces[:, 3])][:4] / scale
        yield face - [border, border, 0, 0]


def window(image, box):
    """What lies within GROWTH boxes of the face, shrunk to a face of at most FACE_PX."""
    height, width = image.shape[:2]
    centre, half = box[:2] + box[2:] / 2, box[2:].max() * GROWTH / 2
    left, top = np.maximum(np.floor(centre - half), 0).astype(int)
    right, bottom = np.minimum(np.ceil(centre + half), [width, height]).astype(int)
    image, box = image[top:bottom, left:right], box - [left, top, 0, 0]
    scale = min(1.0, FACE_PX / box[2:].max())
    if scale < 1:
        small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        shares = np.array(small.shape[1::-1]) / image.shape[1::-1]
        image, box = small, box * np.tile(shares, 2)
    return np.ascontiguousarray(image), box.astype(np.float32)


if __name__ == "__main__":
    for each in sys.argv[1:] or SETS:
        if not (paths.role("liveness") / f"{each}.npz").exists():
            build(each, SETS[each](), .85 if each == "imagenet" else .6)

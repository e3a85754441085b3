"""Gathers the photos to train on, lets the teacher mark their faces, and keeps both as a bank."""

import argparse
import hashlib
import re
import time

import cv2
import numpy as np

from facetrain import gitfiles, paths, people, yunet

from .photos import profiles
from .teacher import Detector, best

SIDE_MAX = 320
MAYBE = 0.3

"""Each source: repository, pattern of its paths, most photos taken, what is known of them.

`looks` are the canvas sides that the teacher sees the photo at, `sure` is the score from which
its find is a face (lower where a face is known to be there), `only` drops photos without a sure
face, `revision` is the commit that has the photos, `side` how large they are kept. Of those with
`profiles`, what lies beyond the most is looked through for faces in profile to train on. Of those
with `shapes`, photos that were made square get the likeliest of these shapes.
"""
SOURCES = {
    "lfw": dict(repo="braun-steven/dfi-tensorflow", path=r"data/lfw-deepfunneled/.*\.jpg",
                most=2900, looks=(320, 640), sure=0.75),
    "utk": dict(repo="mattans/AgeProgression", path=r"data/UTKFace/unlabeled/\d+_\d_\d_.*\.jpg",
                most=12000, looks=(256,), sure=0.75, only=True, profiles=True),
    "aaf": dict(repo="middleyuan/All-Age-Faces-Dataset",
                path=r"All-Age-Faces Dataset/original images/.*\.jpg", most=2000,
                looks=(320,), sure=0.75, only=True, profiles=True),
    "celeba": dict(repo="karthikSingireddy/cs389-hw4", path=r".*\.jpg", most=1500,
                   looks=(192,), sure=0.75, only=True, profiles=True),
    "masks": dict(repo="Qannaf/mask", path=r"data/.*\.jpg", most=1400, looks=(320, 640), sure=0.6),
    "ytf": dict(repo="udacity/P1_Facial_Keypoints", path=r"data/(training|test)/.*\.jpg", most=1500,
                looks=(320,), sure=0.75, profiles=True),
    "rmfd": dict(repo="X-zhangyang/Real-World-Masked-Face-Dataset", path=r"RWMFD.*\.jpg",
                 most=1300, looks=(256,), sure=0.6, only=True),
    "nuaa": dict(repo="imironica/liveness", path=r"db/ClientRaw/.*\.jpg", most=500,
                 looks=(320,), sure=0.75),
    "scut": dict(repo="qijialiv-cell/SCUT-FBP5500-Beauty-Score", path=r".*Images/.*\.jpg",
                 most=1200, looks=(320,), sure=0.75, only=True),
    "wider": dict(repo="vishalw-iitk/Widerface_Yolov5", path=r".*/representative_dataset/.*\.jpg",
                  revision="cbae228a9750b8c6caabf508810d05fb1e1fad5d", most=200, side=416,
                  looks=(416, 832), sure=0.7),
    "imagenet": dict(repo="EliSchwartz/imagenet-sample-images", path=r".*\.JPEG", most=1000,
                     looks=(320, 640), sure=0.8),
    "bsds": dict(repo="BIDS/BSDS500", path=r"BSDS500/data/images/.*\.jpg", most=500,
                 looks=(320, 640), sure=0.8),
    "caltech": dict(repo="FDG2801/Homework2-Caltech101", path=r"101_ObjectCategories/.*\.jpg",
                    most=4000, looks=(320, 640), sure=0.8),
    "coco": dict(repo="lightly-ai/coco128_yolo", path=r"images/train2017/.*\.jpg", most=128,
                 side=416, looks=(416, 832), sure=0.7),
    "flickr": dict(repo="RlNZLER/Image-Text-Matching", path=r"data/images/.*\.jpg", most=8091,
                   revision="56a15d913c3f290e2ee896386ece6076c1eea02e", looks=(320, 640),
                   sure=0.75, shapes=((298, 224), (224, 298))),
    "sport": dict(repo="axelcarlier/lsp", path=r"images/.*\.jpg", most=10000,
                  revision="8fabf3183516b1be5f9d44bd1c516609637e983e", looks=(320, 640), sure=0.75),
}


def names_of(source):
    """Paths of a source's photos, in an order that does not follow their names."""
    names = gitfiles.names(source["repo"], revision=source.get("revision", "HEAD"))
    return sorted((n for n in names if re.fullmatch(source["path"], n)), key=digest)


def digest(name):
    return hashlib.sha256(name.encode()).hexdigest()


def people_kept_out():
    """Names of the people of LFW's view 2, who are for evaluation only."""
    return people.protocol()


def held_out(kind, name, view2):
    """Whether a photo is for evaluation: by person where the source names persons."""
    if kind in ("lfw", "ytf"):
        return person(name) in view2
    if kind == "nuaa":
        return name.split("/")[-2] in ("0003", "0011")
    if kind == "wider":
        return int(digest(name)[:8], 16) % 4 == 0
    return int(digest(name)[:8], 16) % 20 == 0


def person(name):
    """The person whom a path of LFW or of the YouTube faces names: the file without number."""
    return name.split("/")[-1].rsplit("_", 1)[0]


def group(kind, name):
    """1 for dark skin where the source tells, 2 for masks, else 0."""
    if kind == "utk":
        return int(name.split("/")[-1].split("_")[2] in "13")
    return 2 if kind.startswith(("masks", "rmfd")) and "without" not in name else 0


def corrected(kind, name, faces):
    """Finds among animals (ImageNet's n01 and n02) are no faces, or doubts where people fish."""
    if kind != "imagenet":
        return faces
    if re.search(r"/?n02[0-4]", name):
        return faces[:0]
    if re.search(r"/?n0[12]", name):
        faces[:, 4] = np.minimum(faces[:, 4], 0.5)
    return faces


def marked(teacher, photo, source):
    """Faces of a photo by the teacher; the score is replaced by 1 where it is sure."""
    height, width = photo.shape[:2]
    pad = max(height, width) // 8
    room = cv2.copyMakeBorder(photo, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=(0, 0, 0))
    faces = best(np.concatenate([teacher.look(room, s, MAYBE) for s in source["looks"]]))
    faces[:, [0, 1, *range(5, 15)]] -= pad
    faces[faces[:, 4] >= source["sure"], 4] = 1
    return faces


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", nargs="*", default=list(SOURCES))
    given = parser.parse_args()
    cv2.setNumThreads(1)
    folder().mkdir(parents=True, exist_ok=True)
    for kind in given.sources:
        gather(kind, people.development(), people_kept_out())


def folder():
    """Where the bank lies."""
    return paths.work() / "detector" / "bank"


def chosen(kind, left_out, view2):
    """Paths of a source's photos (of LFW those to train on first), and of others to train on."""
    names, most = names_of(SOURCES[kind]), SOURCES[kind]["most"]
    if kind in ("lfw", "ytf"):
        names = [n for n in names if person(n) not in left_out]
        names.sort(key=lambda n: held_out(kind, n, view2))
    return names[:most], {n for n in names[most:] if not held_out(kind, n, view2)}


def gather(kind, left_out, view2):
    """Writes one source's bank: KIND.bin with the pictures, KIND.npz with places and faces."""
    source, began = SOURCES[kind], time.time()
    teacher = Detector(paths.teachers() / yunet.MODEL)
    places, faces, offset = [], [], 0
    with open(folder() / f"{kind}.bin", "wb") as pictures:
        names, others = chosen(kind, left_out, view2)
        others = others if source.get("profiles") else set()
        found = gitfiles.contents(source["repo"], [*names, *sorted(others, key=digest)],
                                  source.get("revision", "HEAD"))
        for name, body in found:
            photo = cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_COLOR)
            if photo is None or min(photo.shape[:2]) < 32:
                continue
            if "shapes" in source:
                photo = unsqueezed(teacher, photo, source)
            photo = reduced(photo, source.get("side", SIDE_MAX))
            marks = corrected(kind, name, marked(teacher, photo, source))
            if source.get("only") and not (marks[:, 4] == 1).any():
                continue
            if name in others and not profiles(marks).any():
                continue
            packed = cv2.imencode(".jpg", photo, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()
            pictures.write(packed)
            faces.extend([[len(places), *face] for face in marks])
            places.append([offset, len(packed), held_out(kind, name, view2), group(kind, name)])
            offset += len(packed)
    np.savez(folder() / f"{kind}.npz", places=np.array(places, np.int64).reshape(-1, 4),
             faces=np.array(faces, np.float32).reshape(-1, 16))
    sure = sum(1 for f in faces if f[5] == 1)
    print(f"{kind}: {len(places)} photos, {sure} faces, {len(faces) - sure} unsure, "
          f"{time.time() - began:.0f} s", flush=True)


def unsqueezed(teacher, photo, source):
    """The photo in the shape whose faces' scores add up to most; without faces, the first."""
    ways = [cv2.resize(photo, shape, interpolation=cv2.INTER_CUBIC) for shape in source["shapes"]]
    return max(ways, key=lambda way: best(teacher.look(way, source["looks"][0], 0.5))[:, 4].sum())


def reduced(photo, side):
    scale = side / max(photo.shape[:2])
    if scale >= 1:
        return photo
    return cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


if __name__ == "__main__":
    main()

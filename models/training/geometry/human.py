"""Video frames with 68 points set by people, cut like the other faces: python3 -m geometry.human"""

import cv2
import numpy as np

from facetrain import crops, gitfiles, paths

from . import points

REPO = "udacity/P1_Facial_Keypoints"
TABLES = {"training": "data/training_frames_keypoints.csv",
          "test": "data/test_frames_keypoints.csv"}
NAME = "marked"


def build():
    """Stores crops whose five points are the people's own, and the 68 points in each crop."""
    table = {"names": [], "points": [], "score": [], "face_px": []}
    marks = []
    with open(paths.role("faces") / f"{NAME}.u8", "wb") as out:
        for name, image, shape in frames():
            five = np.stack([shape[36:42].mean(0), shape[42:48].mean(0), shape[30], shape[48],
                             shape[54]])
            low, high = shape.min(0), shape.max(0)
            low = low - [0, .25 * (high - low)[1]]
            face = np.concatenate([low, high - low, [1], five.ravel()])
            line = crops.one(name, image, face, 1.0)
            scale = crops.SIDE / (face[2:4].max() * crops.SCALE)
            corner = face[:2] + face[2:4] / 2 - face[2:4].max() * crops.SCALE / 2
            out.write(line.pop("pixels").tobytes())
            marks.append((shape - corner) * scale)
            for key, value in line.items():
                table[key].append(value)
    np.savez(paths.role("faces") / f"{NAME}.npz",
             names=np.array(table["names"]), points=np.float32(table["points"]),
             score=np.float32(table["score"]), face_px=np.float32(table["face_px"]))
    np.save(paths.role("geometry") / f"{NAME}68.npy", np.float32(marks))
    print(len(marks), "marked faces")


def frames():
    known = {}
    for folder, table in TABLES.items():
        (_, body), = gitfiles.contents(REPO, [table])
        for line in body.decode().splitlines()[1:]:
            name, *numbers = line.split(",")
            known[f"data/{folder}/{name}"] = np.float32(numbers).reshape(68, 2)
    there = set(gitfiles.names(REPO, "data"))
    for name, body in gitfiles.contents(REPO, [n for n in known if n in there]):
        image = cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_COLOR)
        if image is not None:
            yield name, image, known[name]


def marks():
    """The people's points as the 72: (points [N,72,2] in the stored crop, mask [72])."""
    return points.of_ibug(np.load(paths.role("geometry") / f"{NAME}68.npy"))


if __name__ == "__main__":
    build()

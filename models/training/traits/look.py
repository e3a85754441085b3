"""Draws what the nets say of photos, to look at: python3 -m traits.look PACK SHEET PHOTO..."""

import sys
from pathlib import Path

import cv2
import numpy as np

from facetrain import crops, geometry, teacher

from .labels import EMOTIONS
from .net import OUTPUTS, PARTS, SIDE

ZOOM = 4
COLUMNS = 4
COVERED = ("le", "re", "no", "mo", "lc", "rc", "ch")


def faces(photos):
    """The crops in which the nets see the main face of each photo."""
    pictures = [(str(p), cv2.imread(str(p))) for p in photos]
    for line in crops.cropped(pictures, .5, 0):
        yield line["names"], [geometry.aligned(line["pixels"], line["points"], geometry.LOOSE, s)
                              for s in (SIDE, SIDE * ZOOM)]


def drawn(large, points, lines):
    """One tile: the numbered points over the face, and lines of text below."""
    tile = cv2.copyMakeBorder(large, 0, 15 * len(lines) + 4, 0, 0, cv2.BORDER_CONSTANT)
    for k, (x, y) in enumerate(points.reshape(-1, 2) * SIDE * ZOOM):
        cv2.circle(tile, (int(x), int(y)), 1, (0, 255, 0), -1)
        cv2.putText(tile, str(k), (int(x) + 2, int(y) + 3), 0, .28, (0, 255, 255), 1)
    for k, line in enumerate(lines):
        cv2.putText(tile, line, (3, SIDE * ZOOM + 12 + 15 * k), 0, .42, (255, 255, 255), 1)
    return tile


def described(said):
    """What the traits net says, in words."""
    def best(name, words):
        k = int(said[name].argmax())
        return f"{words[k]} {said[name][k]:.2f}"

    return [f"age {said['age'][0]:.0f}  {best('gender', ('female', 'male'))}  "
            f"{best('race', ('yellow', 'white', 'black', 'arabs'))}  "
            f"{best('type', ('human', 'cartoon'))}",
            f"{best('expression', ('none', 'smile', 'laugh'))}  {best('emotion', EMOTIONS)}  "
            f"{best('glasses', ('bare', 'glasses', 'sun'))}",
            f"eyes {said['eyes'][0]:.2f} {said['eyes'][1]:.2f}  beauty {said['beauty'][0]:.2f}  "
            f"composite {said['composite'][0]:.2f}  blur {said['blur'][0]:.2f}"]


def main(pack, sheet, photos):
    names, pixels = zip(*faces(photos))
    small, large = (np.stack(column) for column in zip(*pixels))
    shape = teacher.run(pack / "geometry.onnx", small, ["points", "pose", "covered"], "BGR",
                        127.5, 1 / 128)
    lines = [[f"{Path(n).stem}  yaw, pitch, roll {r[144]:.0f} {r[145]:.0f} {r[146]:.0f}",
              "covered " + " ".join(f"{c} {v:.2f}" for c, v in zip(COVERED, r[147:]))]
             for n, r in zip(names, shape)]
    if (pack / "traits.onnx").exists():
        widths = [1 if name == "age" else width for name, width in PARTS]
        rows = teacher.run(pack / "traits.onnx", small, OUTPUTS, "BGR", 127.5, 1 / 128)
        for line, row in zip(lines, rows):
            line += described(dict(zip(OUTPUTS, np.split(row, np.cumsum(widths)[:-1]))))
    tiles = [drawn(face, row[:144], line) for face, row, line in zip(large, shape, lines)]
    tiles += [np.zeros_like(tiles[0])] * (-len(tiles) % COLUMNS)
    cv2.imwrite(str(sheet), np.vstack([np.hstack(tiles[i:i + COLUMNS])
                                       for i in range(0, len(tiles), COLUMNS)]))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2], sys.argv[3:])

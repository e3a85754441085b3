"""What the two embedding teachers say of every face: python3 -m embedder.targets utk celeba."""

import sys

import numpy as np

from facetrain import crops, geometry, paths, teacher

CHUNK = 4000


def path(name):
    return paths.work() / "embedder" / f"{name}.npy"


def label(name):
    """Stores [N,384]: 256 numbers of the first teacher, 128 of the second, each of length 1."""
    store = crops.Store(name)
    rows = []
    for start in range(0, len(store.names), CHUNK):
        chosen = range(start, min(start + CHUNK, len(store.names)))
        rows.append(np.hstack([first(store, chosen), second(store, chosen)]))
    path(name).parent.mkdir(exist_ok=True)
    np.save(path(name), np.concatenate(rows))
    print(name, len(store.names), flush=True)


def first(store, chosen):
    faces = cut(store, chosen, geometry.TIGHT, 128)
    return unit(teacher.run("omz_face-reidentification-retail-0095.onnx", faces, ["embedding"]))


def second(store, chosen):
    faces = cut(store, chosen, geometry.ARCFACE, 112)
    return unit(teacher.run("mobilefacenet_128.onnx", faces, ["output"], "RGB",
                            (123.675, 116.28, 103.53), (1 / 58.395, 1 / 57.12, 1 / 57.375)))


def cut(store, chosen, template, side):
    return np.stack([geometry.aligned(store.pixels[i], store.points[i], template, side)
                     for i in chosen])


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


if __name__ == "__main__":
    for each in sys.argv[1:]:
        if not path(each).exists():
            label(each)

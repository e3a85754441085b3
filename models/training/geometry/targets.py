"""What the teachers say of every face's points and pose: python3 -m geometry.targets lfw utk."""

import sys

import numpy as np

from facetrain import crops, geometry, paths, split, teacher

CHUNK = 4000
SIDE = 192


def path(name):
    return paths.role("geometry") / f"{name}.npz"


def label(name, every=1):
    """Stores the mesh in pixels of the stored crop, its score, and three opinions on the pose."""
    store = crops.Store(name)
    chosen = np.arange(0, len(store.names), every)
    chosen = np.array([i for i in chosen if split.free(name, store.names[i])])
    parts = [labelled(store, chosen[i:i + CHUNK]) for i in range(0, len(chosen), CHUNK)]
    np.savez(path(name), chosen=chosen,
             **{key: np.concatenate([p[key] for p in parts]) for key in parts[0]})
    print(name, len(chosen), flush=True)


def labelled(store, chosen):
    frames = [frame(store.points[i]) for i in chosen]
    faces = np.stack([geometry.aligned(store.pixels[i], np.float32(f), geometry.LOOSE, SIDE)
                      for i, f in zip(chosen, frames)])
    said = teacher.run("mp_face_landmark_468.onnx", faces, ["conv2d_21", "conv2d_31"], "RGB",
                       0.0, 1 / 255)
    mesh = said[:, :1404].reshape(-1, 468, 3)
    back = [geometry.similarity(geometry.LOOSE * SIDE, f) for f in frames]
    for rows, matrix in zip(mesh, back):
        rows[:, :2] = rows[:, :2] @ matrix[:, :2].T + matrix[:, 2]
        rows[:, 2] *= np.hypot(*matrix[:, 0])
    return {"mesh": mesh.astype(np.float16), "flag": said[:, 1404], **poses(store, chosen)}


def frame(five):
    """Five points moved so that the crop also holds the far side of a turned head."""
    shape = geometry.similarity(five, geometry.LOOSE)
    nose = shape[:, :2] @ five[2] + shape[:, 2]
    shift = np.linalg.inv(shape[:, :2]) @ [nose[0] - .5, 0]
    back = geometry.similarity(geometry.LOOSE, five)
    fitted = geometry.LOOSE @ back[:, :2].T + back[:, 2]
    return fitted - shift


def poses(store, chosen):
    """Yaw, pitch, roll of OMZ's and FSANet's nets, signed as the service signs them.

    The crops are levelled by the eyes; roll is left out.
    """
    tight = np.stack([level(store, i, 1.0, 60) for i in chosen])
    wide = np.stack([level(store, i, 1.2, 64) for i in chosen])
    omz = teacher.run("omz_head-pose-estimation-adas-0001.onnx", tight,
                      ["angle_y_fc", "angle_p_fc"])
    nets = [teacher.run(f"fsanet-{n}.onnx", wide, ["output"], "BGR", 127.5, 1 / 128)
            for n in ("1x1", "var")]
    return {"omz": omz, "fsanet": -np.mean(nets, 0)[:, :2]}


def level(store, i, scale, side):
    """The face's own square with level eyes, as a detector would cut it."""
    template = (geometry.LOOSE - [.5, .53]) * (1.55 / scale) + [.5, .5]
    return geometry.aligned(store.pixels[i], store.points[i], np.float32(template), side)


if __name__ == "__main__":
    for each in sys.argv[1:]:
        name, _, every = each.partition(":")
        if not path(name).exists():
            label(name, int(every or 1))

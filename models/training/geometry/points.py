"""The 72 points of the service's documents, and how other layouts tell where they lie.

Sides are as seen in the picture. 0-12 contour (0 left temple, 6 chin), 13-21 left eye with its
centre, 22-29 left brow, 30-38 right eye, 39-46 right brow, 47-57 nose, 58-71 mouth.
"""

import numpy as np

COUNT = 72
CHIN = 6
LEFT_EYE, RIGHT_EYE = 21, 38
NOSE_TIP = 57
MOUTH_LEFT, MOUTH_RIGHT = 58, 62

# MediaPipe's mesh: each point is the mean of the vertices listed; the contour is cut evenly.
CONTOUR_LEFT = [127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152]
CONTOUR_RIGHT = [356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152]
MESH = {
    13: [33], 14: [161, 160], 15: [159], 16: [158, 157], 17: [133], 18: [154, 153], 19: [145],
    20: [144, 163], 21: [33, 133, 159, 145],
    22: [70, 46], 23: [63], 24: [105], 25: [66], 26: [107, 55], 27: [65], 28: [52], 29: [53],
    30: [362], 31: [384, 385], 32: [386], 33: [387, 388], 34: [263], 35: [390, 373], 36: [374],
    37: [380, 381], 38: [362, 263, 386, 374],
    39: [336, 285], 40: [296], 41: [334], 42: [293], 43: [300, 276], 44: [283], 45: [282],
    46: [295],
    47: [193], 48: [198], 49: [129], 50: [98], 51: [97], 52: [326], 53: [327], 54: [358],
    55: [420], 56: [417], 57: [1, 4],
    58: [61], 59: [39], 60: [0], 61: [269], 62: [291], 63: [405], 64: [17], 65: [181],
    66: [81], 67: [13], 68: [311], 69: [402], 70: [14], 71: [178],
}

# What becomes of each point in a mirror.
MIRROR = np.array(
    list(range(12, -1, -1))
    + [34, 33, 32, 31, 30, 37, 36, 35, 38] + [43, 42, 41, 40, 39, 46, 45, 44]
    + [17, 16, 15, 14, 13, 20, 19, 18, 21] + [26, 25, 24, 23, 22, 29, 28, 27]
    + [56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 57]
    + [62, 61, 60, 59, 58, 65, 64, 63, 68, 67, 66, 71, 70, 69])


def of_mesh(mesh):
    """The 72 points [N,72,D] of meshes [N,468,D]."""
    out = np.zeros((len(mesh), COUNT, mesh.shape[2]), np.float32)
    for point, vertices in MESH.items():
        out[:, point] = mesh[:, vertices].mean(1)
    out[:, :7] = evenly(mesh[:, CONTOUR_LEFT], 6)
    out[:, 12:5:-1] = evenly(mesh[:, CONTOUR_RIGHT], 6)
    return out


def evenly(lines, parts):
    """Points that cut each polyline [N,V,D] into parts of one length: [N,parts+1,D]."""
    step = np.linalg.norm(np.diff(lines, axis=1), axis=2)
    along = np.concatenate([np.zeros((len(lines), 1)), np.cumsum(step, 1)], 1)
    out = np.empty((len(lines), parts + 1, lines.shape[2]), np.float32)
    for i, (line, length) in enumerate(zip(lines, along)):
        wanted = np.linspace(0, length[-1], parts + 1)
        for d in range(lines.shape[2]):
            out[i, :, d] = np.interp(wanted, length, line[:, d])
    return out


# iBUG's 68 points: what they say of the 72, straight or as a share of a line.
IBUG = {13: 36, 17: 39, 30: 42, 34: 45, 22: 17, 26: 21, 39: 22, 43: 26, 57: 30, 50: 31, 51: 32,
        52: 34, 53: 35, 58: 48, 60: 51, 62: 54, 64: 57, 66: 61, 67: 62, 68: 63, 69: 65, 70: 66,
        71: 67}
IBUG_LINES = {(14, 15, 16): (36, 37, 38, 39), (18, 19, 20): (39, 40, 41, 36),
              (31, 32, 33): (42, 43, 44, 45), (35, 36, 37): (45, 46, 47, 42)}


def of_ibug(rows):
    """(points [N,72,2], mask [72]) of iBUG's 68 points [N,68,2]."""
    out = np.zeros((len(rows), COUNT, 2), np.float32)
    mask = np.zeros(COUNT, bool)
    for point, source in IBUG.items():
        out[:, point] = rows[:, source]
    for wanted, line in IBUG_LINES.items():
        out[:, list(wanted)] = evenly(rows[:, list(line)], 4)[:, 1:-1]
    out[:, :7] = evenly(rows[:, 0:9], 6)
    out[:, 6:13] = evenly(rows[:, 8:17], 6)
    mask[[*IBUG, *range(13), *(p for line in IBUG_LINES for p in line), 21, 38]] = True
    out[:, 21] = out[:, [13, 15, 17, 19]].mean(1)
    out[:, 38] = out[:, [30, 32, 34, 36]].mean(1)
    return out, mask

"""What each cell of the net should answer, and how far its answer is off."""

import numpy as np
import torch
import torch.nn.functional as F

from .net import STRIDES

"""Side of the faces each stride answers for; neighbours share some sizes."""
RANGES = ((0, 38), (28, 92), (70, 1e9))
NEAR, DOUBT = 0.18, 0.32
FOCUS = 2.0
FIELDS = 16


def assigned(faces, side):
    """Targets [cells,16]: state (0 ground, 1 face, 2 ignored), centre, size, ten points."""
    return np.concatenate([level(faces, side // s, s, r) for s, r in zip(STRIDES, RANGES)])


def level(faces, cells, stride, sizes):
    made = np.zeros((cells, cells, FIELDS), np.float32)
    for face in faces[np.argsort(-faces[:, 2] * faces[:, 3])]:
        size = np.sqrt(face[2] * face[3])
        if face[4] < 1:
            made[around(face, 0.6 * face[2:4], stride)][..., 0] = 2
            continue
        if sizes[0] / 1.5 <= size < sizes[1] * 1.5:
            made[around(face, np.maximum(DOUBT * face[2:4], 1.1 * stride), stride)][..., 0] = 2
        if sizes[0] <= size < sizes[1]:
            near = around(face, np.maximum(NEAR * face[2:4], 0.6 * stride), stride)
            made[near] = [1, *(face[:2] + face[2:4] / 2), *face[2:4], *face[5:], 0]
    return made.reshape(-1, FIELDS)


def around(face, reach, stride):
    """The cells whose place is nearer to a face's centre than the reach, as row and column."""
    centre = face[:2] + face[2:4] / 2
    low = np.maximum(np.ceil((centre - reach) / stride), 0).astype(int)
    high = np.maximum(np.floor((centre + reach) / stride) + 1, 0).astype(int)
    return slice(low[1], high[1]), slice(low[0], high[0])


def flattened(maps):
    """The three maps as one list of cells [N,cells,16] with each cell's place and stride."""
    cells, places = [], []
    for stride, x in zip(STRIDES, maps):
        height, width = x.shape[2:]
        cells.append(x.permute(0, 2, 3, 1).reshape(x.shape[0], -1, x.shape[1]))
        y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
        place = torch.stack([x, y, torch.ones_like(x)], -1) * stride
        places.append(place.reshape(-1, 3).float())
    return torch.cat(cells, 1), torch.cat(places)


def loss(maps, targets):
    """Object, class, box and point losses of a batch against detector.distil's targets."""
    made, places = flattened([m.float() for m in maps])
    wanted = targets[..., 0]
    known = wanted >= 0
    count = targets[..., 2].sum().clamp(min=1)
    boxed = targets[..., 2] > 0
    weight = targets[..., 2][boxed]
    found, truth = made[boxed], targets[boxed]
    box, points = parts(found, places.expand(made.shape[0], -1, -1)[boxed])
    _, penalty = compared(box, truth[:, 3:7])
    size = truth[:, 5:7].mean(1, keepdim=True)
    far = F.smooth_l1_loss(points / size, truth[:, 7:17] / size, beta=0.03, reduction="none")
    cls = F.binary_cross_entropy_with_logits(found[:, 0], truth[:, 1], reduction="none")
    return {"obj": focal(made[..., 1], wanted.clamp(min=0), known) / count,
            "cls": 0.5 * (weight * cls).sum() / count,
            "box": 2.0 * (weight * penalty).sum() / count,
            "points": 5.0 * (weight * far.mean(1)).sum() / count}


def focal(logits, wanted, counted):
    """Cross-entropy with shares as targets that looks away from what is already near."""
    entropy = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    focus = (wanted - logits.detach().sigmoid()).abs() ** FOCUS
    return (entropy * focus * (1 + wanted) * counted).sum()


def parts(found, place):
    """Box (centre, size) and points of cells, in pixels."""
    at, stride = place[:, :2], place[:, 2:]
    centre = at + found[:, 2:4] * stride
    size = found[:, 4:6].clamp(-6, 6).exp() * stride
    return torch.cat([centre, size], 1), at.repeat(1, 5) + found[:, 6:16] * stride


def compared(made, wanted):
    """Overlap of boxes given as centre and size, and a penalty that also sees their distance."""
    low = torch.maximum(made[:, :2] - made[:, 2:] / 2, wanted[:, :2] - wanted[:, 2:] / 2)
    high = torch.minimum(made[:, :2] + made[:, 2:] / 2, wanted[:, :2] + wanted[:, 2:] / 2)
    common = (high - low).clamp(min=0).prod(1)
    overlap = common / (made[:, 2:].prod(1) + wanted[:, 2:].prod(1) - common + 1e-6)
    apart = (made[:, :2] - wanted[:, :2]) / wanted[:, 2:]
    ratio = (made[:, 2:] / wanted[:, 2:]).log()
    off = F.smooth_l1_loss(torch.cat([apart, ratio], 1), torch.zeros_like(made), beta=0.1,
                           reduction="none").mean(1)
    return overlap, 1 - overlap + off

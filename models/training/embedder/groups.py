"""Figures by sex, age and skin of a held-out set: python3 -m embedder.groups embedder.onnx.

LFW names its people but says nothing of them, so the labels are measured: sex and age by a
published net (age-gender-recognition-retail-0013), of each person the mean over all photos; skin by
the individual typology angle of the cheeks (Chardon et al., 1991), which the light moves, too. Read
differences between groups, not the figures themselves.
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np

from facetrain import crops, teacher

from . import lfw
from .evaluate import embedded

NET = "omz_age-gender-recognition-retail-0013.onnx"
SIDE, GROWTH = 62, 1.1
FAR = 1e-4
LIGHT, DARK = 28, 10


def labels(store, index):
    """Share of male, years and skin angle of each photo."""
    middle, half = crops.SIDE / 2, crops.SIDE / crops.SCALE * GROWTH / 2
    part = slice(round(middle - half), round(middle + half))
    faces = np.stack([cv2.resize(store.pixels[i][part, part], (SIDE, SIDE),
                                 interpolation=cv2.INTER_AREA) for i in index])
    male = teacher.run(NET, faces, ["prob"])[:, 1]
    years = 100 * teacher.run(NET, faces, ["age_conv3"])[:, 0]
    return male, years, np.array([skin(store.pixels[i], store.points[i]) for i in index])


def skin(picture, points):
    """Degrees: the larger, the lighter. The lighter cheek counts, for the other lies in shade."""
    angles = []
    for eye, corner in ((points[0], points[3]), (points[1], points[4])):
        x, y = (eye * .45 + corner * .55).round().astype(int)
        reach = max(2, round(np.linalg.norm(points[0] - points[1]) * .08))
        patch = picture[max(0, y - reach):y + reach + 1, max(0, x - reach):x + reach + 1]
        lab = cv2.cvtColor(np.float32(patch) / 255, cv2.COLOR_BGR2LAB).reshape(-1, 3)
        light, _, yellow = np.median(lab, 0)
        angles.append(np.degrees(np.arctan2(light - 50, max(yellow, 1e-3))))
    return max(angles)


def groups(male, years, angle):
    """Which people belong to which group."""
    return {
        "women": male < .35, "men": male > .65,
        "under 30": years < 30, "30 to 50": (years >= 30) & (years < 50), "over 50": years >= 50,
        "light skin": angle > LIGHT, "medium skin": (angle <= LIGHT) & (angle > DARK),
        "dark skin": angle <= DARK,
    }


def figures(rows, person, group):
    """At the threshold of all pairs: who of a group is known again, and mistaken within it."""
    cosines = rows @ rows.T
    upper = np.triu(np.ones_like(cosines, bool), 1)
    same = person[:, None] == person[None]
    strangers = np.sort(cosines[upper & ~same])[::-1]
    threshold = strangers[int(FAR * len(strangers))]
    table = {}
    for name, members in group.items():
        inside = upper & members[person][:, None] & members[person][None]
        genuine, impostor = cosines[inside & same], cosines[inside & ~same]
        table[name] = {"people": int(members.sum()), "genuine": len(genuine),
                       "tar": round(float((genuine >= threshold).mean()), 4),
                       "far": float(f"{(impostor >= threshold).mean():.2g}")}
    return table


def main(path):
    evaluation = lfw.Evaluation()
    names = list(evaluation.rows)
    person = np.unique([lfw.person(n) for n in names], return_inverse=True)[1]
    count = np.bincount(person)
    told = [np.bincount(person, values) / count
            for values in labels(crops.Store("lfw"), evaluation.index)]
    rows = embedded(path, evaluation.faces)
    print(json.dumps(figures(rows, person, groups(*told)), indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())

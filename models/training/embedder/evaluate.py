"""Held-out figures of an exported embedder: python3 -m embedder.evaluate embedder.onnx ...

LFW view 2, its 6,000 pairs, by the published ten folds, with and without those of people whom the
shipped net may have seen (lfw.seen); and all pairs of its photos, whose 30 million impostors carry
rates down to 1e-5 and the score scale.
"""

import json
import sys
from pathlib import Path

import numpy as np

from facetrain import teacher

from . import lfw


def embedded(path, faces):
    rows = teacher.run(path, faces, ["embedding"], mean=127.5, factor=1 / 128)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def all_pairs(rows, people):
    """Cosines of every genuine and every impostor pair."""
    people = np.unique(people, return_inverse=True)[1]
    genuine, impostor = [], []
    for start in range(0, len(rows), 500):
        part = slice(start, start + 500)
        cosines = rows[part] @ rows.T
        later = np.arange(len(rows))[None] > np.arange(start, start + len(cosines))[:, None]
        same = people[part][:, None] == people[None]
        genuine.append(cosines[later & same])
        impostor.append(cosines[later & ~same])
    return np.concatenate(genuine), np.sort(np.concatenate(impostor))[::-1]


def rates(genuine, impostor):
    """Threshold and share of genuine pairs accepted at shares of impostors accepted."""
    table = {}
    for far in (1e-1, 1e-2, 1e-3, 1e-4, 1e-5):
        threshold = float(impostor[int(far * len(impostor))])
        table[f"{far:g}"] = {"cosine": round(threshold, 4),
                             "tar": round(float((genuine >= threshold).mean()), 4)}
    return table


def unseen(rows, people):
    """Rates over the pairs of nobody whom the net may have seen."""
    chosen = np.array([person not in lfw.seen() for person in people])
    genuine, impostor = all_pairs(rows[chosen], np.array(people)[chosen])
    return {"genuine": len(genuine), "impostor": len(impostor), **rates(genuine, impostor)}


def main(paths):
    evaluation = lfw.Evaluation()
    people = [lfw.person(photo) for photo in evaluation.rows]
    for path in paths:
        rows = embedded(path, evaluation.faces)
        genuine, impostor = all_pairs(rows, people)
        print(json.dumps({
            "file": path.name, "photos": len(rows), "view2": evaluation.figures(rows),
            "view2Unseen": evaluation.figures(rows, lfw.seen()),
            "allPairsUnseen": unseen(rows, people),
            "genuine": len(genuine), "impostor": len(impostor),
            "allPairs": rates(genuine, impostor),
            "medianGenuine": round(float(np.median(genuine)), 4),
            "lowestImpostor": round(float(impostor[-1]), 4)}, indent=1))


if __name__ == "__main__":
    main([Path(path).resolve() for path in sys.argv[1:]])

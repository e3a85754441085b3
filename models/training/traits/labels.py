"""What is known of each face: one row of numbers, with NAN where nothing is known."""

import re

import numpy as np

from facetrain import gitfiles

FIELDS = ("age", "gender", "race", "expression", "emotion", "glasses", "left", "right", "beauty",
          "attractive", "type", "composite", "blur")
COLUMN = {name: k for k, name in enumerate(FIELDS)}

NONE, SMILE, LAUGH, SMILE_OR_LAUGH = 0, 1, 2, 3
EMOTIONS = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
HAPPY, NEUTRAL, NOT_HAPPY = 3, 6, 7
BARE, COMMON, SUN, COMMON_OR_SUN = 0, 1, 2, 3
HUMAN, CARTOON = 0, 1
YELLOW, WHITE, BLACK, ARABS = 0, 1, 2, 3

# UTKFace: 0 white, 1 black, 2 Asian, 3 Indian, 4 others (Hispanic, Latin, Middle Eastern).
UTK_RACES = (WHITE, BLACK, YELLOW, ARABS, ARABS)
CELEBA_LIST = ("zgjsxx/face-property-detection-pytorch", "list_attr_celeba.txt")
ALLAGE_LISTS = ("middleyuan/All-Age-Faces-Dataset",
                ["All-Age-Faces Dataset/image sets/train.txt",
                 "All-Age-Faces Dataset/image sets/val.txt"])
SCUT_LIST = ("qijialiv-cell/SCUT-FBP5500-Beauty-Score",
             "SCUT-FBP5500_v2/train_test_files/All_labels.txt")
CK = {"anger": 0, "disgust": 1, "fear": 2, "happy": 3, "sadness": 4, "surprise": 5}


def of(source, names):
    """Rows [N, fields] for the pictures of a source."""
    rows = np.full((len(names), len(FIELDS)), np.nan, np.float32)
    rows[:, COLUMN["type"]] = CARTOON if source == "anime" else HUMAN
    reader = {"utk": utk, "allage": allage, "celeba": celeba, "celebtest": celeba, "scut": scut,
              "fer": fer, "ck": ck, "smiles": smiles, "nuaa": nuaa}.get(source)
    if reader:
        known = reader(names)
        for row, line in zip(rows, known):
            for field, value in line.items():
                row[COLUMN[field]] = value
    return rows


def utk(names):
    for name in names:
        found = re.match(r"(\d+)_([01])_([0-4])_\d+", name.rsplit("/", 1)[-1])
        if found:
            age, gender, race = map(int, found.groups())
            yield {"age": age, "gender": 1 - gender, "race": UTK_RACES[race]}
        else:
            yield {}


def allage(names):
    gender = {}
    for _, body in gitfiles.contents(*ALLAGE_LISTS):
        gender.update(line.split() for line in body.decode().splitlines() if line.strip())
    for name in names:
        name = name.rsplit("/", 1)[-1]
        line = {"age": int(re.search(r"A(\d+)", name).group(1)), "race": YELLOW}
        if name in gender:
            line["gender"] = int(gender[name])
        yield line


def celeba(names):
    (_, body), = gitfiles.contents(CELEBA_LIST[0], [CELEBA_LIST[1]])
    _, titles, *lines = body.decode().splitlines()
    place = {title: k + 1 for k, title in enumerate(titles.split())}
    table = {line.split(None, 1)[0]: line.split() for line in lines}

    def says(row, title):
        return row[place[title]] == "1"

    for name in names:
        row = table.get(name.rsplit("/", 1)[-1])
        if row is None:
            yield {}
            continue
        smiling, mouth = says(row, "Smiling"), says(row, "Mouth_Slightly_Open")
        yield {"gender": says(row, "Male"), "attractive": says(row, "Attractive"),
               "glasses": COMMON_OR_SUN if says(row, "Eyeglasses") else BARE,
               "expression": (LAUGH if mouth else SMILE) if smiling else NONE,
               "emotion": HAPPY if smiling else NOT_HAPPY}


def scut(names):
    (_, body), = gitfiles.contents(SCUT_LIST[0], [SCUT_LIST[1]])
    marks = dict(line.split() for line in body.decode().splitlines() if line.strip())
    for name in names:
        name = name.rsplit("/", 1)[-1]
        yield {"gender": name[1] == "M", "race": YELLOW if name[0] == "A" else WHITE,
               "emotion": NEUTRAL,
               **({"beauty": (float(marks[name]) - 1) / 4} if name in marks else {})}


def fer(names):
    for name in names:
        emotion = EMOTIONS.index(name.split("/")[-2])
        yield {"emotion": emotion, "expression": SMILE_OR_LAUGH if emotion == HAPPY else NONE}


def ck(names):
    for name in names:
        emotion = CK.get(name.split("/")[-2])
        yield {} if emotion is None else {
            "emotion": emotion, "expression": SMILE_OR_LAUGH if emotion == HAPPY else NONE}


def smiles(names):
    for name in names:
        yield {"expression": SMILE_OR_LAUGH if "/positives/" in name else NONE}


def nuaa(names):
    for name in names:
        worn = name.rsplit("/", 1)[-1].split("_")[1] == "01"
        yield {"emotion": NEUTRAL, "glasses": COMMON if worn else BARE}

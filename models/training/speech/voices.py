"""Codes spoken by programs: espeak-ng for the training, flite kept back."""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from facetrain import paths

from . import labels, sound

VARIANTS = """m1 m2 m3 m4 m5 m6 m7 m8 f1 f2 f3 f4 f5 klatt klatt2 klatt3 klatt4 Alex Alicia Andrea
Andy Annie Denis Diogo Gene Henrique Hugo Jacky Lee Marco Mario Michael Mike Nguyen Storm adam anika
antonio aunty belinda benjamin boris caleb david ed edward grandma grandpa gustave iven john linda
max michel norbert pablo paul pedro steph travis victor zac""".split()
ENGLISH = "en-us en-gb en-gb-x-rp en-gb-scotland en-029 en-us-nyc en-gb-x-gbcwmd".split()
MANDARIN = "cmn-latn-pinyin"
FLITE = "kal kal16 awb rms slt".split()


def words(language, code, extras):
    """A code as text; extras: say oh and yao."""
    if language == "cmn":
        return [labels.MANDARIN[10 if d == 1 and extras else d] for d in code]
    return [labels.ENGLISH[10 if d == 0 and extras else d] for d in code]


def classes(language, code, extras):
    extra = labels.EXTRA[language]
    return [labels.label(language, d, extras and d == extra) for d in code]


def espeak(language, text, random):
    voice = MANDARIN if language == "cmn" else str(random.choice(ENGLISH))
    voice += "+" + str(random.choice(VARIANTS)) if random.random() < .9 else ""
    raw = subprocess.run(
        ["espeak-ng", "-v", voice, "-s", str(random.integers(120, 210)),
         "-p", str(random.integers(20, 80)), "-g", str(random.integers(0, 12)), "--stdout", text],
        check=True, capture_output=True).stdout
    samples = np.frombuffer(raw[44:len(raw) // 2 * 2], np.int16)
    return sound.whole(sound.stretched(samples.astype(np.float32), 22050 / sound.RATE))


def spoken(language, random, length):
    """(samples, classes) of a random code."""
    code = random.integers(0, 10, length)
    extras = random.random() < .25
    pause = random.choice(["", " ", ", "], p=[.3, .3, .4] if language == "cmn" else [0, .5, .5])
    text = str(pause).join(words(language, code, extras))
    return espeak(language, text, random), classes(language, code, extras)


def kept_back(voice, code):
    """A code in English by a program that nothing was trained on."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "code.wav"
        text = ", ".join(words("en", code, False))
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", path], check=True)
        return sound.read(path.read_bytes())


def main(count):
    """Writes as many codes, of either language: python3 -m speech.voices 2500."""
    random = np.random.default_rng(20266)
    rows, numbers = [], np.zeros((count, 12), np.int64)
    for place in range(count):
        said, classes_ = spoken("cmn" if place % 2 else "en", random, int(random.integers(1, 7)))
        rows.append(said[:int(3.6 * sound.RATE)] if len(said) < 3.6 * sound.RATE else said[:0])
        if len(rows[-1]):
            numbers[place, :len(classes_)] = classes_
    kept = [i for i, row in enumerate(rows) if len(row)]
    np.savez(paths.work() / "speech" / "synthetic.npz", numbers=numbers[kept],
             samples=np.concatenate(rows), ends=np.cumsum([len(rows[i]) for i in kept]))
    print(len(kept), "codes spoken")


if __name__ == "__main__":
    main(int(sys.argv[1]))

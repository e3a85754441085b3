"""Reads every recording once into one pool per part: python3 -m speech.recordings.

Who speaks in one part speaks in no other. Trained on: 4 of 6 FSDD speakers, three quarters of the
Speech Commands speakers, two of zchliu's three (its 30 folders are ten takes of three men, by
their pitch), the first nine of Sherry-XLL's twenty, all who recite in XJTU's, five readers of
Mandarin syllables and words, 24 of 34 students' words that are no digits. Collections that only
test names are not trained on.
"""

import re
import subprocess
import zlib

import numpy as np

from facetrain import gitfiles, paths

from . import labels, sound

PARTS = ("train", "dev", "test")
FSDD = "Jakobovski/free-spoken-digit-dataset"
COMMANDS = {"anshulgupta0803/isolated-speech-commands": "recipe/audio",
            "vinsis/speech-commands-recognition": "speech_commands_v0.01"}
STUDENTS = "zchliu/2020-Fall"
SHERRY = "Sherry-XLL/Digital-Recognition-DTW_HMM_GMM"
ZHENGYIMA = "zhengyima/DTW_Digital_Voice_Recognition"
INSPEKTRAL = "inspektral/audioMNIST-classifier"
SYLLABLES = {"davinfifield/mp3-chinese-pinyin-sound": "mp3", "cmguo/PinYinSound": "",
             "xvk3/pinyin": "", "hugolpz/audio-cmn": "64k/syllabs"}
WORDS_OF_ONE = "hugolpz/audio-cmn"
OTHER_STUDENTS = "zhongyuchen/DSPSpeech-20"
RECITED = "Zephyrus-w/AudioReg_2023_DSP_XJTU"
# What a listener who does not mind the tone takes for a digit.
NEAR = set("ling lin yi er e san shan si shi wu liu niu qi ji ba pa jiu qiu yao".split())
WORDS = "zero one two three four five six seven eight nine".split()
OTHER_WORDS = """down go left right up bed bird cat dog happy house marvin sheila tree wow yes
no""".split()
FIGURES = "零一二三四五六七八九"
FSDD_HELD = {"george", "lucas"}
SECONDS_MAX = 1.6


def chance(text, of):
    """The same number below of, each time, for a name."""
    return zlib.crc32(text.encode()) % of


def stem(path):
    return path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def matching(repo, under, pattern):
    """(path, groups) of the repository's files of that form, in git's order."""
    for path in gitfiles.names(repo, under):
        found = re.fullmatch(pattern, path[len(under):].lstrip("/"))
        if found:
            yield path, found.groups()


def fsdd():
    """Every third take."""
    for path, (figure, who, take) in matching(FSDD, "recordings", r"(\d)_(\w+)_(\d+)\.wav"):
        if int(take) % 3 == 0:
            part = "test" if who in FSDD_HELD else "train"
            yield FSDD, path, labels.label("en", int(figure)), f"fsdd-{who}", part


def commands():
    """Speech Commands, as two repositories hold parts of it."""
    for repo, under in COMMANDS.items():
        for path, (word, who) in matching(repo, under, r"(\w+)/(\w+)_nohash_\d\.wav"):
            rare = repo.startswith("vinsis") and word in WORDS
            if word not in WORDS + OTHER_WORDS or not rare and chance(
                    path.rsplit("/", 1)[-1], 2 if word in WORDS else 8):
                continue
            number = labels.label("en", WORDS.index(word)) if word in WORDS else labels.OTHER
            yield repo, path, number, f"sc-{who}", "train" if chance(who, 4) else "test"


def students():
    under = "DSP/homework3/DTW/SpeechData"
    for path, (person, figure) in matching(STUDENTS, under, r"p(\d+)/(\d)\.wav"):
        part = "train" if int(person) <= 20 else "dev"
        yield STUDENTS, path, labels.label("cmn", int(figure)), f"zchliu-{int(person):02}", part
    for path, (take, figure) in matching(SHERRY, "records", r"digit_\d/(\d+)_(\d)\.wav"):
        part = "train" if int(take) <= 9 else "test"
        yield SHERRY, path, labels.label("cmn", int(figure)), f"sherry-{int(take):02}", part


def strangers():
    """Collections of which nothing at all was trained on."""
    for language, under in (("cmn", "data"), ("en", "data_en")):
        for path, (figure,) in matching(ZHENGYIMA, under, r"(\d)-\d\.wav"):
            number = labels.label(language, int(figure))
            yield ZHENGYIMA, path, number, f"zhengyima-{language}", "test"
    for path, (who, figure) in matching(INSPEKTRAL, "predict_data", r"\w+/(\w+)_0(\d)\.wav"):
        yield INSPEKTRAL, path, labels.label("en", int(figure)), f"inspektral-{who}", "test"


def syllables():
    for repo, under in SYLLABLES.items():
        for path, (name,) in matching(repo, under, r"(?:cmn-)?([a-z]+\d)\.mp3"):
            who = repo.split("/")[0]
            if name in labels.MANDARIN:
                number = labels.FIRST["cmn"] + labels.MANDARIN.index(name)
                yield repo, path, number, who, "train"
            elif name[:-1] not in NEAR and chance(name, 150) == 0:
                yield repo, path, labels.OTHER, who, "train"


def words():
    """Digits, and words of two and more characters, of one reader."""
    for path, (name,) in matching(WORDS_OF_ONE, "64k/hsk", r"cmn-(.+)\.mp3"):
        if name in FIGURES:
            number = labels.label("cmn", FIGURES.index(name))
            yield WORDS_OF_ONE, path, number, "tan", "train"
        elif len(name) > 1 and not set(name) & set(FIGURES) and chance(name, 300) == 0:
            yield WORDS_OF_ONE, path, labels.OTHER, "tan", "train"


def spoken_words():
    """Third takes of every third word."""
    people = {}
    for path, (who, word) in matching(OTHER_STUDENTS, "speech_data", r"(\d+)/\1-(\d\d)-03\.wav"):
        place = people.setdefault(who, len(people))
        if int(word) % 3 == 0:
            part = "train" if place < 24 else "test"
            yield OTHER_STUDENTS, path, labels.OTHER, f"dsp-{who}", part


def recited():
    """(samples, class, speaker) of the digits that students say in their order, one by one."""
    paths_ = [n for n in gitfiles.names(RECITED, "dataset/original") if n.endswith(".wav")]
    for path, body in gitfiles.contents(RECITED, paths_):
        said = sound.apart(sound.read(body))
        if len(said) == 10:
            for figure, samples in enumerate(said):
                yield samples, labels.label("cmn", figure), f"xjtu-{stem(path)}"


def everything():
    """(repository, path, class, speaker, part) of each recording."""
    for source in (fsdd, commands, students, strangers, syllables, words, spoken_words):
        yield from source()


def language_of(number, repo):
    known = labels.figure(number)
    return known[0] if known else "en" if repo in COMMANDS else "cmn"


def lossy(samples, rate_kbit):
    """The same through AAC."""
    encoded = subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "s16le", "-ar", "16000", "-ac", "1", "-i", "-", "-c:a",
         "aac", "-b:a", f"{rate_kbit}k", "-f", "adts", "-"],
        check=True, input=samples.tobytes(), capture_output=True).stdout
    decoded = subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "aac", "-i", "-", "-f", "s16le", "-"],
        check=True, input=encoded, capture_output=True).stdout
    result = np.frombuffer(decoded, np.int16)[1024:]
    return np.pad(result[:len(samples)], (0, max(0, len(samples) - len(result))))


def rows():
    """(part, samples, class, language, speaker) of each that can be read."""
    known = {}
    for repo, path, *rest in everything():
        known.setdefault(repo, {})[path] = rest
    for repo, files in known.items():
        for path, body in gitfiles.contents(repo, files):
            number, who, part = files[path]
            samples = sound.trimmed(sound.read(body))[:int(SECONDS_MAX * sound.RATE)]
            if len(samples) > sound.RATE // 10:
                yield part, samples, number, language_of(number, repo), who
    for samples, number, who in recited():
        yield "train", sound.trimmed(samples), number, "cmn", who


def main():
    store = paths.work() / "speech"
    store.mkdir(exist_ok=True)
    tables = {part: [] for part in PARTS}
    for part, *row in rows():
        tables[part].append(row)
    for part, table in tables.items():
        samples, numbers, languages, speakers = zip(*table)
        joined = np.concatenate(samples)
        np.savez(store / f"recordings-{part}.npz", samples=joined,
                 lossy=lossy(joined, 24) if part == "train" else joined[:0],
                 ends=np.cumsum([len(s) for s in samples]), labels=numbers,
                 languages=languages, speakers=speakers)
        print(part, len(table), "recordings", round(len(joined) / sound.RATE / 60, 1), "minutes",
              len(set(speakers)), "speakers", flush=True)


if __name__ == "__main__":
    main()

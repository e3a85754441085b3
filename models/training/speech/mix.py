"""Training samples: digits and other speech of one speaker, or a program's, in rooms and noise."""

import numpy as np

from facetrain import paths

from . import labels, sound, voices

FRAMES = 400
LENGTH = sound.WINDOW + (FRAMES - 1) * sound.HOP
TOKENS_MAX = 12


class Recordings:
    """One part of the pool."""

    def __init__(self, part):
        with np.load(paths.work() / "speech" / f"recordings-{part}.npz") as table:
            self.samples, self.lossy = table["samples"], table["lossy"]
            self.ends, self.labels = table["ends"], table["labels"]
            self.languages, self.speakers = table["languages"], table["speakers"]
        self.starts = np.concatenate([[0], self.ends[:-1]])
        self.others = {lang: self.where(labels.OTHER, lang) for lang in labels.FIRST}
        self.people = {lang: sorted(set(self.speakers[(self.languages == lang)
                                                      & (self.labels != labels.OTHER)]))
                       for lang in labels.FIRST}
        self.table = {}
        for place, (number, speaker) in enumerate(zip(self.labels, self.speakers)):
            self.table.setdefault((int(number), str(speaker)), []).append(place)
        self.by_label = {n: np.flatnonzero(self.labels == n) for n in range(labels.COUNT)}

    def where(self, number, language):
        return np.flatnonzero((self.labels == number) & (self.languages == language))

    def take(self, place, random):
        store = self.lossy if len(self.lossy) and random.random() < .3 else self.samples
        return store[self.starts[place]:self.ends[place]].astype(np.float32) / 32768


class Synthetic:
    """Codes spoken by espeak-ng beforehand."""

    def __init__(self, name="synthetic"):
        with np.load(paths.work() / "speech" / f"{name}.npz") as table:
            self.samples, self.ends = table["samples"], table["ends"]
            self.numbers = table["numbers"]
        self.starts = np.concatenate([[0], self.ends[:-1]])

    def take(self, random):
        place = random.integers(len(self.ends))
        samples = self.samples[self.starts[place]:self.ends[place]].astype(np.float32) / 32768
        return samples, [int(n) for n in self.numbers[place] if n]


def like(samples, random, spread_db=3):
    """The same at one loudness, more or less."""
    level = np.sqrt((samples ** 2).mean()) + 1e-6
    return samples * (.1 / level * 10 ** (random.normal(0, spread_db) / 20))


def digits(pool, language, random):
    """(sound, class) of digits of one speaker; where he said it not, of another."""
    people = pool.people[language]
    whole = [p for p in people if not p.startswith("sc-")]
    speaker = random.choice(whole if random.random() < .6 else people)
    hasty = random.random() < .5
    pace = np.exp(random.normal(0, .1)) * (1.15 if hasty else 1)
    first = labels.FIRST[language]
    for _ in range(random.integers(1, 9)):
        count = 11 if language == "cmn" and random.random() < .3 else 10
        number = first + random.integers(0, count)
        known = pool.table.get((number, str(speaker)))
        if known is None or random.random() < .1:
            known = pool.by_label[number]
        clip = pool.take(known[random.integers(len(known))], random)
        yield sound.stretched(clip, pace * np.exp(random.normal(0, .04))), number


def other(pool, language, random):
    places = pool.others[language]
    clip = pool.take(places[random.integers(len(places))], random)
    return sound.stretched(clip, np.exp(random.normal(0, .1))), labels.OTHER


def gap(random):
    """Seconds from the end of a word to the next; the recordings have 0.06 of silence at both."""
    share = random.random()
    if share < .4:
        return random.uniform(-.16, -.04)
    return random.uniform(-.04, .15) if share < .75 else random.uniform(.15, .6)


def words(pool, synthetic, random):
    """Clips of one utterance in their order, each with its classes."""
    kind = random.random()
    language = "cmn" if random.random() < .55 else "en"
    if kind < .06:
        return []
    if kind < .3:
        samples, numbers = synthetic.take(random)
        return [(sound.stretched(samples, np.exp(random.normal(0, .1))), numbers)]
    spoken = [(clip, [n]) for clip, n in digits(pool, language, random)] if kind > .36 else []
    for _ in range(random.integers(0, 3) if random.random() < .3 or not spoken else 0):
        clip, number = other(pool, language, random)
        spoken.insert(random.integers(0, len(spoken) + 1), (clip, [number]))
    return spoken


def utterance(pool, synthetic, random):
    """(samples [LENGTH], classes, what is heard in each second frame: -100 where it is open)."""
    canvas, numbers = np.zeros(LENGTH, np.float32), []
    heard = np.zeros(FRAMES // 2, np.int64)
    at = int(random.uniform(0, .5) * sound.RATE)
    for clip, said in words(pool, synthetic, random):
        if at + len(clip) > LENGTH - 1600 or len(numbers) + len(said) > TOKENS_MAX:
            if numbers:
                break
            clip, said = clip[:0], []
        edge = min(160, len(clip) // 2)
        clip = like(clip, random) if len(clip) else clip
        if edge:
            ramp = np.linspace(0, 1, edge, dtype=np.float32)
            clip[:edge] *= ramp
            clip[-edge:] *= ramp[::-1]
        canvas[at:at + len(clip)] += clip
        mark(heard, at, len(clip), said)
        numbers += said
        at = max(0, at + len(clip) + int(gap(random) * sound.RATE))
    return canvas, numbers, heard


def mark(heard, start, length, said):
    """A word shows from its middle on; where it begins and ends is left to the net."""
    step = 2 * sound.HOP
    first, count = start // step, length / step
    heard[first:int(first + count)] = -100
    if len(said) == 1 and length:
        heard[int(first + .5 * count):int(first + .7 * count) + 1] = said[0]


def coloured(length, random):
    """Noise whose power falls with the frequency, more or less."""
    spectrum = np.fft.rfft(random.standard_normal(length).astype(np.float32))
    spectrum *= np.maximum(np.arange(len(spectrum)), 8) ** -random.uniform(0, 1.2)
    noise = np.fft.irfft(spectrum, length)
    return noise / noise.std()


def babble(pool, random, length):
    """Several people at a distance."""
    sum_ = np.zeros(length, np.float32)
    for _ in range(random.integers(6, 14)):
        clip = pool.take(random.integers(len(pool.ends)), random)
        at = random.integers(0, length - 1600)
        part = like(clip, random)[:length - at]
        sum_[at:at + len(part)] += part
    return sum_ / (sum_.std() + 1e-6)


def room(canvas, random):
    """Echoes, a microphone's colour and what a line lets through, all in one spectrum."""
    size = 1 << int(np.ceil(np.log2(LENGTH + 8000)))
    spectrum = np.fft.rfft(canvas, size)
    if random.random() < .45:
        seconds = random.uniform(.08, .5)
        count = int(min(.5, seconds) * sound.RATE)
        tail = random.standard_normal(count) * 10 ** (-3 * np.arange(count) / sound.RATE / seconds)
        tail *= random.uniform(.05, .5) / (np.sqrt((tail ** 2).sum()) + 1e-6)
        tail[0] = 1
        spectrum *= np.fft.rfft(tail, size)
    hertz = np.arange(len(spectrum)) * sound.RATE / size
    knots = np.array([0, 150, 400, 1000, 2500, 5000, 8000])
    spectrum *= 10 ** (np.interp(hertz, knots, random.normal(0, 3, len(knots))) / 20)
    if random.random() < .4:
        top = random.uniform(3300, 4000) if random.random() < .6 else random.uniform(4000, 7500)
        spectrum *= 1 / (1 + (hertz / top) ** 24)
    if random.random() < .2:
        spectrum *= 1 / (1 + (random.uniform(80, 300) / np.maximum(hertz, 1)) ** 8)
    return np.fft.irfft(spectrum, size)[:LENGTH]


def sample(pool, synthetic, random):
    """(levelled features [BANDS, FRAMES], classes padded by zeros, their count, frames)."""
    canvas, numbers, heard = utterance(pool, synthetic, random)
    canvas = room(canvas, random)
    decibels = random.uniform(5, 45) if numbers else random.uniform(0, 10)
    noise = babble(pool, random, LENGTH) if random.random() < .2 else coloured(LENGTH, random)
    canvas = canvas + noise * (.1 * 10 ** (-decibels / 20))
    if random.random() < .05:
        top = np.abs(canvas).max() * random.uniform(.3, .8)
        canvas = np.clip(canvas, -top, top)
    features = sound.levelled(sound.bands(canvas.astype(np.float32)))
    padded = np.zeros(TOKENS_MAX, np.int64)
    padded[:len(numbers)] = numbers
    return features.astype(np.float16), padded, np.int64(len(numbers)), heard

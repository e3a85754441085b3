"""Sound as numbers: reading, resampling, trimming, and the figures the net is given.

Features are defined here and once more in the service (vision.speech); a golden test there holds
the two together.
"""

import io
import subprocess
import wave

import numpy as np

RATE = 16000
WINDOW, HOP, BANDS = 512, 160, 40
LOWEST_HZ, HIGHEST_HZ = 60.0, 7600.0
LOUD_SHARE, DEPTH, FLOOR = .98, 14.0, 1e-10


def decoded(body, rate=RATE):
    """The first channel of any file's bytes, by ffmpeg."""
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", "-", "-ac", "1", "-ar", str(rate), "-f", "s16le", "-"],
        check=True, input=body, capture_output=True).stdout
    return np.frombuffer(raw, np.int16)


def read(body):
    """A file's bytes as 16 kHz, one channel; plain WAV without another process."""
    try:
        with wave.open(io.BytesIO(body)) as file:
            plain = file.getsampwidth() == 2 and file.getnchannels() == 1
            rate, raw = file.getframerate(), file.readframes(file.getnframes())
    except (wave.Error, EOFError):
        plain = False
    if not plain or rate not in (8000, 16000, 44100):
        return decoded(body)
    samples = np.frombuffer(raw[:len(raw) // 2 * 2], np.int16)
    if rate == RATE:
        return samples
    return whole(stretched(samples.astype(np.float32), rate / RATE))


def whole(samples):
    return np.clip(np.round(samples), -32768, 32767).astype(np.int16)


def stretched(samples, speed):
    """The same played so much faster, pitch included; by the Fourier transform."""
    count = len(samples)
    target = max(2, int(round(count / speed)))
    spectrum = np.fft.rfft(samples)
    kept = np.zeros(target // 2 + 1, complex)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    return (np.fft.irfft(kept, target) * (target / count)).astype(np.float32)


def loudness(samples, step=160):
    """Decibels of each hundredth second."""
    count = len(samples) // step
    blocks = samples[:count * step].astype(np.float32).reshape(count, step)
    return 10 * np.log10((blocks ** 2).mean(1) + 1)


def trimmed(samples, below=32, pad=6):
    """The stretch around the loudest moment, as long as it is not silent for 0.2 s."""
    level = loudness(samples)
    if len(level) < 5:
        return samples
    floor = max(level.max() - below, np.percentile(level, 10) + 6)
    spoken = np.flatnonzero(level > min(floor, level.max() - 10))
    peak = int(level.argmax())
    first = last = peak
    for place in spoken[spoken > peak]:
        if place - last > 20:
            break
        last = place
    for place in spoken[spoken < peak][::-1]:
        if first - place > 20:
            break
        first = place
    return samples[max(0, first - pad) * 160:(last + pad + 1) * 160]


def apart(samples, break_s=.22, shortest_s=.2, pad_s=.08, quiet=.08):
    """What is said between silences of break_s and more, each with a little silence around it."""
    step = RATE // 100
    blocks = samples[:len(samples) // step * step].astype(np.float32).reshape(-1, step)
    loud = np.convolve(np.sqrt((blocks ** 2).mean(1)), np.ones(3) / 3, "same")
    floor, top = np.percentile(loud, 15), np.percentile(loud, 97)
    spoken = np.flatnonzero(loud > floor + quiet * (top - floor))
    words = np.split(spoken, np.flatnonzero(np.diff(spoken) > break_s * 100) + 1)
    pad = int(pad_s * RATE)
    return [samples[max(0, w[0] * step - pad):(w[-1] + 1) * step + pad]
            for w in words if len(w) and w[-1] - w[0] >= shortest_s * 100]


def bank():
    """Triangles of equal width in mel, [BANDS, WINDOW / 2 + 1]."""
    def mel(hertz):
        return 2595 * np.log10(1 + hertz / 700)
    edges = np.linspace(mel(LOWEST_HZ), mel(HIGHEST_HZ), BANDS + 2)
    hertz = 700 * (10 ** (edges / 2595) - 1)
    bins = np.arange(WINDOW // 2 + 1) * RATE / WINDOW
    rise = (bins - hertz[:-2, None]) / (hertz[1:-1] - hertz[:-2])[:, None]
    fall = (hertz[2:, None] - bins) / (hertz[2:] - hertz[1:-1])[:, None]
    return np.clip(np.minimum(rise, fall), 0, None).astype(np.float32)


BANK = bank()
HANN = (.5 - .5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(np.float32)


def bands(samples):
    """Natural logarithm of the energy in each band [BANDS, frames], samples from -1 to 1."""
    count = 1 + max(0, len(samples) - WINDOW) // HOP
    padded = np.pad(samples, (0, max(0, WINDOW - len(samples))))
    frames = np.lib.stride_tricks.as_strided(
        padded, (count, WINDOW), (padded.strides[0] * HOP, padded.strides[0]))
    power = np.abs(np.fft.rfft(frames * HANN, axis=1)).astype(np.float32) ** 2
    return np.log(BANK @ power.T + FLOOR)


def levelled(logs):
    """What the loud frames have stands at one, everything DEPTH below at minus one."""
    energy = np.sort(np.logaddexp.reduce(logs, 0))
    loud = energy[int(LOUD_SHARE * (len(energy) - 1))]
    return np.maximum(logs - loud, -DEPTH) * (2 / DEPTH) + 1


def planes(level):
    """The three planes of the net's input: level, its change, and the change of that."""
    first = change(level)
    return np.stack([level, first, change(first)])


def change(level):
    """Half the difference of the next frame but one and the last but one, edges repeated."""
    wide = np.pad(level, ((0, 0), (2, 2)), "edge")
    return (wide[:, 4:] - wide[:, :-4]) / 2

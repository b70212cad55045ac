"""Synthesise the game's sounds with numpy and write them as OGG.

Usage: build_sounds.py OUT_FOLDER

Needs soundfile; not needed to play. Everything here is made of sines and filtered noise: there is no sample
by anyone else.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import soundfile

RATE = 44_100
Wave = np.ndarray  # (samples,) or (samples, 2), within -1 and 1


def tone(pitch: float, seconds: float, overtones: tuple[float, ...] = (1.0, 0.4, 0.15), decay: float = 8.0) -> Wave:
    """A struck tone: quick attack, exponential decay."""
    time = np.arange(int(seconds * RATE)) / RATE
    envelope = np.minimum(1.0, time / 0.004) * np.exp(-decay * time)
    wave = sum(gain * np.sin(2 * np.pi * pitch * (n + 1) * time) for n, gain in enumerate(overtones))
    return np.asarray(wave * envelope)


def click() -> Wave:
    return tone(1320, 0.06, (1.0, 0.2), 60) * 0.4


def confirm() -> Wave:
    low, high = tone(660, 0.25), tone(990, 0.35)
    wave = np.zeros(3000 + len(high))
    wave[: len(low)] += low
    wave[3000:] += high
    return wave * 0.32


def alarm() -> Wave:
    steps = [tone(220 * 2 ** (step / 12), 0.18, (1.0, 0.6, 0.4, 0.3), 4) for step in (7, 6, 7, 6)]
    return np.concatenate(steps) * 0.3


def tick() -> Wave:
    return tone(1760, 0.22, (1.0, 0.15), 22) * 0.3


def chord(pitches: tuple[float, ...], apart: float, seconds: float, decay: float) -> Wave:
    """Soft tones that enter one after the other, `apart` seconds from each other, and ring together."""
    wave = np.zeros(int((seconds + apart * len(pitches)) * RATE))
    for place, pitch in enumerate(pitches):
        start = int(place * apart * RATE)
        note = tone(pitch, seconds, (1.0, 0.25, 0.08), decay)
        wave[start : start + len(note)] += note
    fade = np.linspace(1.0, 0.0, RATE // 10)
    wave[-len(fade) :] *= fade
    return np.asarray(wave / np.abs(wave).max() * 0.4)


def turn() -> Wave:
    return chord((220.0, 330.0), 0.07, 0.7, 5) * 0.8


def treaty() -> Wave:
    return chord((392.0, 493.9, 587.3), 0.1, 0.9, 4)


def deploy() -> Wave:
    """A slow rise over two octaves: something large is let go."""
    time = np.arange(int(1.8 * RATE)) / RATE
    pitch = 82.4 * 2 ** (2 * (time / 1.8) ** 1.5)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    envelope = np.sin(np.pi * time / 1.8) ** 1.5
    return np.asarray((np.sin(phase) + 0.35 * np.sin(2 * phase) + 0.15 * np.sin(3 * phase)) * envelope * 0.28)


def good() -> Wave:
    return chord((261.6, 329.6, 392.0, 523.3), 0.16, 2.2, 2)


def mixed() -> Wave:
    return chord((261.6, 311.1, 392.0, 440.0), 0.18, 2.2, 2)


def bad() -> Wave:
    return chord((220.0, 207.7, 155.6, 110.0), 0.3, 2.4, 1.8)


def pad(seed: int = 4, seconds: int = 32) -> Wave:
    """A loop without a seam: partials of whole cycles and circular noise."""
    dice = np.random.default_rng(seed)
    samples = RATE * seconds
    time = np.arange(samples) / RATE
    wave = np.zeros((samples, 2))
    for root, gain in ((55.0, 0.5), (82.4, 0.35), (110.0, 0.3), (130.8, 0.22), (164.8, 0.16)):
        for channel in (0, 1):
            for detune in (-0.12, 0.0, 0.11):
                pitch = round((root + detune) * seconds) / seconds
                swell = dice.integers(1, 6) / seconds
                slow = 0.6 + 0.4 * np.sin(2 * np.pi * swell * time + dice.random() * 2 * np.pi)
                wave[:, channel] += gain / 3 * slow * np.sin(2 * np.pi * pitch * time + dice.random() * 2 * np.pi)
    spectrum = np.fft.rfft(dice.normal(size=samples))
    spectrum *= 1 / (1 + (np.fft.rfftfreq(samples, 1 / RATE) / 300) ** 2)
    air = np.fft.irfft(spectrum, samples)
    wave += (air / np.abs(air).max() * 0.08)[:, None]
    return np.asarray(wave / np.abs(wave).max() * 0.6)


def main(folder: str) -> None:
    for make in (click, tick, confirm, turn, treaty, deploy, alarm, good, mixed, bad, pad):
        out = Path(folder, f"{make.__name__}.ogg")
        wave = make()
        with soundfile.SoundFile(out, "w", RATE, 1 if wave.ndim == 1 else 2, "VORBIS", format="OGG") as file:
            for start in range(0, len(wave), RATE):  # in pieces: one long write overflows the encoder's stack
                file.write(wave[start : start + RATE])
        print(out.name, out.stat().st_size // 1024, "KB")


if __name__ == "__main__":
    main(*sys.argv[1:])

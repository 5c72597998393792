"""Voices, rooms and noise made by arithmetic, so that figures about sound are the same on every machine."""

import numpy as np
from numpy.typing import NDArray

from drivers.api.sound import BLOCK, RATE_HZ

Wave = NDArray[np.float64]
"""Sound between -1 and 1 at RATE_HZ."""
_FORMANTS_HZ = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410))
"""Of the five vowels a, i, u, e, o. Source: Peterson and Barney, 1952."""
_TOP_HZ = 7000


def speech(seed: int, length_s: float, level_db: float = -20.0) -> Wave:
    """Someone who talks without a word: syllables of a breath and a vowel, with pauses between phrases.

    `level_db` is the effective value of the whole against full scale.
    """
    rng = np.random.default_rng(seed)
    pitch_hz = float(rng.uniform(95, 230))
    voice = np.zeros(round(length_s * RATE_HZ))
    at = 0
    while at < len(voice):
        syllable = _syllable(rng, pitch_hz)[: len(voice) - at]
        voice[at : at + len(syllable)] += syllable
        at += len(syllable) + round(rng.choice((0.02, 0.04, 0.35), p=(0.5, 0.35, 0.15)) * RATE_HZ)
    return at_level(voice, level_db)


def noise(seed: int, length_s: float, level_db: float) -> Wave:
    """The air of a room: noise that falls off towards the top."""
    white = np.random.default_rng(seed).standard_normal(round(length_s * RATE_HZ))
    spectrum = np.fft.rfft(white)
    spectrum *= 1 / (1 + np.fft.rfftfreq(len(white), 1 / RATE_HZ) / 500)
    return at_level(np.fft.irfft(spectrum, len(white)), level_db)


def echo_of(played: Wave, seed: int, path_ms: float = 60.0, loss_db: float = 6.0) -> Wave:
    """What comes back of `played`: late by `path_ms`, out of a room that rings for 80 ms, quieter by `loss_db`."""
    tail = round(0.08 * RATE_HZ)
    room = np.random.default_rng(seed).standard_normal(tail) * np.exp(-np.arange(tail) / (0.02 * RATE_HZ))
    room *= 10 ** (-loss_db / 20) / np.sqrt(np.sum(room**2))
    answer = np.concatenate([np.zeros(round(path_ms * RATE_HZ / 1000)), room])
    size = 1 << int(np.ceil(np.log2(len(played) + len(answer))))
    return np.fft.irfft(np.fft.rfft(played, size) * np.fft.rfft(answer, size), size)[: len(played)]


def at_level(wave: Wave, level_db: float) -> Wave:
    """`wave` with this effective value."""
    return wave * 10 ** ((level_db - level(wave)) / 20)


def level(wave: Wave) -> float:
    """Effective value in decibels against full scale."""
    return float(10 * np.log10(np.mean(wave**2) + 1e-12))


def blocks(wave: Wave) -> list[bytes]:
    """As a sound card gives it; what does not fill a block is left out."""
    pcm = np.clip(np.round(wave * 32767), -32768, 32767).astype(np.int16).tobytes()
    return [pcm[at : at + 2 * BLOCK] for at in range(0, len(pcm) - 2 * BLOCK + 1, 2 * BLOCK)]


def wave_of(pcm: list[bytes]) -> Wave:
    """Blocks as one wave."""
    return np.frombuffer(b"".join(pcm), np.int16) / 32767


def _syllable(rng: np.random.Generator, pitch_hz: float) -> Wave:
    """A consonant of noise, and a vowel whose pitch glides, with breath in it as every voice has."""
    hiss = _swell(rng.standard_normal(round(rng.uniform(0.03, 0.09) * RATE_HZ))) * rng.uniform(0.02, 0.12)
    length = round(rng.uniform(0.09, 0.24) * RATE_HZ)
    glide = pitch_hz * np.linspace(rng.uniform(0.9, 1.1), rng.uniform(0.8, 1.2), length)
    phase = 2 * np.pi * np.cumsum(glide) / RATE_HZ
    formants = rng.choice(_FORMANTS_HZ) * rng.uniform(0.9, 1.1)
    vowel = 0.05 * rng.standard_normal(length)
    for harmonic in range(1, int(_TOP_HZ / pitch_hz)):
        hz = harmonic * pitch_hz
        strength = sum(1 / (1 + ((hz - formant) / 120) ** 2) for formant in formants) + 0.01
        vowel += strength / harmonic**0.5 * np.sin(harmonic * phase + rng.uniform(0, 2 * np.pi))
    return np.concatenate([hiss, _swell(vowel) * rng.uniform(0.15, 0.35)])


def _swell(wave: Wave) -> Wave:
    edge = min(len(wave) // 2, round(0.015 * RATE_HZ))
    ramp = np.sin(np.linspace(0, np.pi / 2, edge)) ** 2
    shaped = wave.copy()
    shaped[:edge] *= ramp
    shaped[len(wave) - edge :] *= ramp[::-1]
    return shaped

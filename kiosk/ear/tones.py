"""The counter's own tones, as samples. Source: LOOK section 6; the attendant's tone is our own."""

import numpy as np
from numpy.typing import NDArray

from drivers.api.sound import RATE_HZ
from kiosk.ear.plan import ToneName

Samples = NDArray[np.float32]
_LEVEL = 0.3 * 32767
_SOFT_S = 0.006
"""Each beep swells and dies away, so that it does not click."""

_TRIAL_HZ = (196.0, 247.0, 294.0, 392.0, 330.0, 262.0, 220.0, 175.0)
_TRIAL_NOTE_S = 0.25
_TRIAL_HARMONICS = 24

_BEEPS: dict[ToneName, tuple[tuple[float, float], ...]] = {
    "key": ((1000, 0.06),),
    "early": ((500, 0.12), (0, 0.08), (500, 0.12)),
    "turn": ((660, 0.3), (880, 0.3), (660, 0.3)),
    "still_there": ((800, 0.5), (0, 0.25), (800, 0.5), (0, 0.25), (800, 0.5)),
    "lost": ((880, 0.3), (660, 0.3)),
    "back": ((660, 0.3), (880, 0.3)),
    "attendant": ((988, 0.4), (784, 0.6)),
}
"""Hertz (0 is a pause) and seconds of each beep."""


def make_tones() -> dict[ToneName, Samples]:
    """All tones at RATE_HZ, in the range of signed 16 bit."""
    tones = {name: np.concatenate([_beep(*beep) for beep in beeps]) for name, beeps in _BEEPS.items()}
    return {**tones, "trial": np.concatenate([_note(hz) for hz in _TRIAL_HZ])}


def _beep(hz: float, length_s: float) -> Samples:
    times = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    swell = np.minimum(1.0, np.minimum(times, times[::-1]) / _SOFT_S)
    return (_LEVEL * swell * np.sin(2 * np.pi * hz * times)).astype(np.float32)


def _note(hz: float) -> Samples:
    """Struck, and as rich as a voice: an echo canceller learns nothing from beeps, and neither does who listens."""
    times = np.arange(round(_TRIAL_NOTE_S * RATE_HZ)) / RATE_HZ
    hiss = np.random.default_rng(round(hz)).standard_normal(len(times)) * np.exp(-times / 0.03)
    glide = hz * (times + 0.004 * np.sin(2 * np.pi * 5 * times))
    rich = sum(np.sin(2 * np.pi * part * glide + part**2) / part**0.6 for part in range(1, _TRIAL_HARMONICS))
    note = (hiss + 0.6 * rich) * np.minimum(1.0, np.minimum(times, times[::-1]) / _SOFT_S)
    struck: Samples = (_LEVEL * note / np.abs(note).max()).astype(np.float32)
    return struck

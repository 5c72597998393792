"""A voice of the pretend world: a tone a letter, as long as the letter would take, so that texts sound different."""

import numpy as np

from drivers.api.errors import DeviceLost
from drivers.api.speech import LONGEST, RATE_HZ
from drivers.speech.options import MockSpeechOptions

_LEVEL = 0.3 * 32767
_LOWEST_HZ, _STEP_HZ, _STEPS = 500, 25, 40
"""Within what old ears hear well."""
_SOFT_S = 0.004


class MockSpeech:
    """Knows no language: every letter and digit sounds, spaces and marks do not."""

    mock = True

    def __init__(self, options: MockSpeechOptions) -> None:
        self._open = False

    def open(self) -> None:
        """As promised."""
        self._open = True

    def close(self) -> None:
        """As promised."""
        self._open = False

    def speak(self, text: str, kana_per_min: int) -> bytes:
        """As promised."""
        if len(text) > LONGEST:
            raise ValueError(f"{len(text)} letters at once")
        if not self._open:
            raise DeviceLost("mock speech: not open")
        return b"".join(_tone(letter, 60 / kana_per_min) for letter in text if letter.isalnum())


def _tone(letter: str, length_s: float) -> bytes:
    times = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    hertz = _LOWEST_HZ + _STEP_HZ * (ord(letter) % _STEPS)
    swell = np.minimum(1.0, (np.minimum(times, times[::-1]) + 1 / RATE_HZ) / _SOFT_S)
    return (_LEVEL * swell * np.sin(2 * np.pi * hertz * times + 0.5)).astype(np.int16).tobytes()

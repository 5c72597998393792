"""OpenJTalk with the voice "Mei": reads kanji by its own dictionary, on this machine, with no line to anybody."""

import contextlib
import importlib
import importlib.util
import io
import math
from types import ModuleType

import numpy as np

from drivers.api.errors import DeviceLost, DeviceMissing
from drivers.api.speech import LONGEST, RATE_HZ
from drivers.speech.options import OpenJTalkOptions

LIBRARY = "pyopenjtalk"
_OWN_KANA_PER_MIN = 490
_POWER = 1.39
"""Measured on sentences of the guides between its speeds 0.5 and 1, within 2 %."""
_SLOWEST, _QUICKEST = 0.2, 2.0
_HEARD = 200
"""Of 32767: what is softer at the ends is the breath of the model and no sound."""
_LEAD = RATE_HZ // 100
READING = {"use_sudachi_kanji_yomi": False}
"""The library's second dictionary is 190 MB, costs 60 MB of memory and reads two of our 2,100 texts otherwise: those
stand in our lexicon."""


class OpenJTalk:
    """Its library is loaded by `open`, and stays loaded: it cannot be let go of."""

    mock = False

    def __init__(self, options: OpenJTalkOptions) -> None:
        self._library: ModuleType | None = None

    def open(self) -> None:
        """As promised."""
        if self._library is None:
            self._library = _loaded()
            self.speak("はい", 600)

    def close(self) -> None:
        """As promised."""
        self._library = None

    def speak(self, text: str, kana_per_min: int) -> bytes:
        """As promised."""
        if len(text) > LONGEST:
            raise ValueError(f"{len(text)} letters at once")
        if self._library is None:
            raise DeviceLost("openjtalk: not open")
        if not any(letter.isalnum() for letter in text):
            return b""
        wave, _rate = self._library.tts(text, speed=_speed(kana_per_min), **READING)
        return _trimmed(np.clip(wave, -32768, 32767).astype(np.int16))


def is_installed() -> bool:
    """Whether its library is there; looks without loading it."""
    return importlib.util.find_spec(LIBRARY) is not None


def _speed(kana_per_min: int) -> float:
    return min(max(math.pow(kana_per_min / _OWN_KANA_PER_MIN, _POWER), _SLOWEST), _QUICKEST)


def _loaded() -> ModuleType:
    """What it says at its start is about parts that we do not use, and not for people."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            return importlib.import_module(LIBRARY)
        except (ImportError, OSError) as error:
            raise DeviceMissing(
                f"openjtalk: {LIBRARY} does not load ({type(error).__name__}); make setup brings it"
            ) from None


def _trimmed(samples: "np.ndarray[tuple[int], np.dtype[np.int16]]") -> bytes:
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > _HEARD)
    if not len(loud):
        return b""
    return samples[max(0, int(loud[0]) - _LEAD) : int(loud[-1]) + _LEAD].tobytes()

"""Follows how loud the sound of an ear is, for the bars that a person looks at."""

import math

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.levels import Levels

Samples = NDArray[np.float32]
_PEAK_FALLS = 0.94
"""From block to block: to a tenth within 0.4 s."""
_SMOOTH = 0.1
"""What one block counts in an effective value of a tenth of a second."""
_FULL_SCALE = 32768.0


class Meter:
    """Belongs to the child; told of every block."""

    def __init__(self) -> None:
        self._peak = 0.0
        self._captured = 0.0
        self._sent = 0.0
        self._played = 0.0
        self._far = 0.0

    def hear(self, captured: bytes, sent: bytes, played: bytes, far: Samples) -> Levels:
        """One block of each; `sent` is empty when nothing was. `far`: what of the played block is the other
        end's voice, in the range of signed 16 bit."""
        wave = _wave(captured)
        self._peak = max(float(np.abs(wave).max()), self._peak * _PEAK_FALLS)
        self._captured += _SMOOTH * (_power(wave) - self._captured)
        self._sent += _SMOOTH * (_power(_wave(sent)) - self._sent)
        self._played += _SMOOTH * (_power(_wave(played)) - self._played)
        self._far += _SMOOTH * (_power(far / np.float32(_FULL_SCALE)) - self._far)
        effective = map(math.sqrt, (self._captured, self._sent, self._played, self._far))
        return Levels(self._peak, *effective)


def _wave(block: bytes) -> Samples:
    return np.frombuffer(block, np.int16).astype(np.float32) / np.float32(_FULL_SCALE)


def _power(wave: Samples) -> float:
    return float(np.dot(wave, wave)) / len(wave) if len(wave) else 0.0

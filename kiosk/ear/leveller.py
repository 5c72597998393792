"""Brings a quiet speaker up and a loud one down, slowly, and never anything else: not the room, not the other end."""

import math

import numpy as np
from numpy.typing import NDArray

from drivers.api.sound import BLOCK

Samples = NDArray[np.float32]

LOWEST_DB, HIGHEST_DB = -6.0, 15.0
_WANTED_DB = -20.0
"""Effective value of somebody who speaks, against full scale, that the other end should hear."""
_RISE_DB, _FALL_DB = 0.04, 0.08
"""Change of gain in one block of speech: 4 and 8 dB a second."""
_SPEECH_SHARE = 0.03
"""How much one block of speech counts in how loud the speaker is: a third of a second is remembered."""
_QUIET_BLOCKS = 50
"""So long after the other end's last word its echo may still be in the room, and in the sound card."""
_CEILING = 0.89 * 32767
_RECOVERY = 1.006
"""How the limit rises again from block to block: 5 dB a second."""
_FULL_SCALE = 32768.0
_NOTHING = 1e-12


class Leveller:
    """Gain and limiter for one direction of one line; 10 ms blocks in the range of signed 16 bit.

    The gain moves only in blocks in which the near side speaks and the far side has been silent for a while. In all
    others it stays, so that neither what is left of the echo nor the noise of the room is ever brought up.
    """

    def __init__(self) -> None:
        self.gain_db = 0.0
        self._near = _Talk(least_db=-58.0)
        self._far = _Talk(least_db=-55.0)
        self._far_quiet = _QUIET_BLOCKS
        self._speech = 0.0
        self._limit = math.inf
        self._applied = 1.0

    def hear_far(self, block: Samples) -> None:
        """The block that is played now."""
        speaks = self._far.speaks(power_of(block))
        self._far_quiet = 0 if speaks else self._far_quiet + 1

    def raise_near(self, block: Samples) -> Samples:
        """The captured block, cleaned of echo and noise, at its new level; never above full scale."""
        power = power_of(block)
        if self._near.speaks(power) and self._far_quiet >= _QUIET_BLOCKS:
            self._follow(power)
        return self._limited(block)

    def _follow(self, power: float) -> None:
        self._speech += _SPEECH_SHARE * (power - self._speech) if self._speech else power
        wanted_db = min(HIGHEST_DB, max(LOWEST_DB, _WANTED_DB - _decibels(self._speech)))
        self.gain_db += min(_RISE_DB, max(-_FALL_DB, wanted_db - self.gain_db))

    def _limited(self, block: Samples) -> Samples:
        peak = float(np.abs(block).max())
        self._limit = min(self._limit * _RECOVERY, _CEILING / max(peak, 1.0))
        before, self._applied = self._applied, min(10 ** (self.gain_db / 20), self._limit)
        if self._applied <= before:  # at once: the first sample may be the loudest
            return block * np.float32(self._applied)
        return block * np.linspace(before, self._applied, BLOCK, dtype=np.float32)


class _Talk:
    """Tells speech from what is always there: well above the quietest moment of the last seconds."""

    _SMOOTH = 0.15
    """The level of one block of noise is chance; of ten, much less so."""
    _ABOVE_DB = 10.0
    _LOUDEST_NOISE_DB = -45.0
    _WARM_UP_BLOCKS = 50
    """What cleans the sound must first learn what noise is: until then its output says nothing."""
    _WINDOW_BLOCKS = 150
    """The quietest moment of this window and the one before: 1.5 to 3 s, in which whoever speaks takes breath."""

    def __init__(self, least_db: float) -> None:
        self._least_db = least_db
        self._power = 0.0
        self._blocks = 0
        self._before_db = self._now_db = self._LOUDEST_NOISE_DB

    def speaks(self, power: float) -> bool:
        self._blocks += 1
        if self._blocks < self._WARM_UP_BLOCKS:
            self._power = power
            return False
        self._power += self._SMOOTH * (power - self._power)
        level_db = _decibels(self._power)
        if self._blocks % self._WINDOW_BLOCKS == 0:
            self._before_db, self._now_db = self._now_db, self._LOUDEST_NOISE_DB
        self._now_db = min(self._now_db, level_db)
        return level_db > max(self._least_db, min(self._before_db, self._now_db) + self._ABOVE_DB)


def power_of(block: Samples) -> float:
    """Mean square against full scale; 0 to 1."""
    return float(np.dot(block, block)) / len(block) / _FULL_SCALE**2


def _decibels(power: float) -> float:
    return 10 * math.log10(max(power, _NOTHING))

"""What parent and child tell each other at every block, in shared memory: line, volume, tones and what is read aloud;
levels back."""

from kiosk.domain.levels import Levels
from kiosk.ear.plan import TONES, ToneName
from kiosk.worker.segment import Segment

_WORDS = 16
_LINE, _VOLUME, _TONE, _ALOUD_FROM, _LEVELS = range(5)
_LEVEL_NAMES = ("peak", "captured", "sent", "played", "far")
_UNIT = 1e6
"""Levels are shares of full scale, and words are whole numbers."""


class EarControl:
    """The wishes are written by the parent and read by the child; of the levels it is the other way round."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._words = segment.words_at(0, _WORDS)

    @classmethod
    def create(cls) -> "EarControl":
        """For the parent. The line is closed."""
        return cls(Segment.create(8 * _WORDS))

    @classmethod
    def attach(cls, name: str) -> "EarControl":
        """For the child."""
        return cls(Segment.attach(name))

    @property
    def name(self) -> str:
        """What the child needs to attach."""
        return self._segment.name

    def set_line(self, opening: int) -> None:
        """0 closes the line; each opening has a number of its own, so that a short closing is not overlooked."""
        self._words[_LINE] = opening

    def opening(self) -> int:
        """0 while voice must not pass, else the number of this opening."""
        return int(self._words[_LINE])

    def set_volume(self, step: int) -> None:
        """1 to 5."""
        self._words[_VOLUME] = step

    def volume(self) -> int:
        """1 to 5."""
        return int(self._words[_VOLUME])

    def ask_tone(self, name: ToneName) -> None:
        """The next block begins this tone; an unfinished one is cut off."""
        asked_before = self._words[_TONE] // len(TONES)
        self._words[_TONE] = (asked_before + 1) * len(TONES) + TONES.index(name)

    def tone(self) -> tuple[int, ToneName]:
        """How many tones were asked for so far, and the last of them."""
        word = self._words[_TONE]
        return word // len(TONES), TONES[word % len(TONES)]

    def set_aloud_from(self, position: int) -> None:
        """What was written to be read aloud before this position of its ring is not to be heard any more."""
        self._words[_ALOUD_FROM] = position

    def aloud_from(self) -> int:
        """0 before anything was stopped."""
        return int(self._words[_ALOUD_FROM])

    def set_levels(self, levels: Levels) -> None:
        """For the child."""
        for at, name in enumerate(_LEVEL_NAMES, start=_LEVELS):
            self._words[at] = round(getattr(levels, name) * _UNIT)

    def levels(self) -> Levels:
        """All zero before the first block."""
        return Levels(*(word / _UNIT for word in self._words[_LEVELS : _LEVELS + len(_LEVEL_NAMES)]))

    def close(self) -> None:
        """For the child: lets go."""
        self._words.release()
        self._segment.close()

    def destroy(self) -> None:
        """For the parent, once, when the child is dead."""
        self._words.release()
        self._segment.destroy()

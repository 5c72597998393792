"""One reading: its clauses, what of them has become sound, how much was handed on, and which sentence is heard."""

from kiosk.domain.clauses import Clause

RATE_HZ = 48_000
SAMPLE_BYTES = 2
AHEAD = 3
"""Clauses that are made before they are needed."""


class Script:
    """Belongs to one reading; whoever holds it sees to it that one thread at a time does."""

    def __init__(self, number: int, clauses: list[Clause], kana_per_min: int) -> None:
        self.number = number
        self.clauses = clauses
        self.kana_per_min = kana_per_min
        self.said = -1
        """The sentence that was last told to be heard."""
        self._sounds: dict[int, bytearray] = {}
        self._whole: set[int] = set()
        self._at = 0
        self._offset = 0
        self._handed = 0
        self._begins: list[tuple[int, int]] = []

    def wanted(self) -> int | None:
        """The clause that is to be made next; None while enough is there."""
        soon = range(self._at, min(self._at + AHEAD, len(self.clauses)))
        return next((index for index in soon if index not in self._sounds), None)

    def begin_sound(self, index: int) -> None:
        """That clause is being made."""
        self._sounds[index] = bytearray()

    def give_up(self, index: int) -> None:
        """It was not made after all, because who made it died."""
        if index not in self._whole:
            self._sounds.pop(index, None)

    def add_sound(self, index: int, samples: bytes | bytearray, last: bool) -> None:
        """What was made of it, and after the last part the pause."""
        sound = self._sounds.setdefault(index, bytearray())
        sound += samples
        if last:
            sound += bytes(round(self.clauses[index].pause_s * RATE_HZ) * SAMPLE_BYTES)
            self._whole.add(index)

    def next_samples(self, most: int) -> bytes:
        """At most so many bytes of what is to be handed on; none while they are not made yet, or at the end."""
        if self._at not in self._whole:
            return b""
        return bytes(self._sounds[self._at][self._offset : self._offset + most])

    def handed_on(self, samples: int) -> None:
        """So many of them were taken."""
        if samples and self._offset == 0:
            self._begins.append((self._handed, self.clauses[self._at].sentence))
        self._handed += samples
        self._offset += samples * SAMPLE_BYTES
        if self._offset >= len(self._sounds[self._at]):
            self._overwrite(self._at)
            self._at, self._offset = self._at + 1, 0

    @property
    def all_handed_on(self) -> bool:
        """Whether nothing is left but what waits to be heard."""
        return self._at >= len(self.clauses)

    def sentence_heard(self, waiting: int) -> int:
        """The one that sounds now while so many samples wait; -1 before the first."""
        heard = self._handed - waiting
        return next((sentence for begin, sentence in reversed(self._begins) if begin <= heard), -1)

    def forget(self) -> None:
        """Overwrites all sound."""
        for index in list(self._sounds):
            self._overwrite(index)

    def _overwrite(self, index: int) -> None:
        sound = self._sounds[index]
        sound[:] = bytes(len(sound))
        sound.clear()

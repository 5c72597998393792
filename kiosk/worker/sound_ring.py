"""A ring of sound in shared memory: one writer that never waits, one reader that never lags."""

from kiosk.worker.segment import Segment

_WORDS = 8  # word 0: bytes written since creation; word 1: bytes read; each side writes only its own


class SoundRing:
    """A stream of bytes between two processes. The writer overwrites the oldest; the reader notices and skips."""

    def __init__(self, segment: Segment, capacity: int) -> None:
        self._segment = segment
        self._capacity = capacity
        self._words = segment.words_at(0, _WORDS)

    @classmethod
    def create(cls, capacity: int) -> "SoundRing":
        """For the parent: a new ring of `capacity` bytes."""
        return cls(Segment.create(8 * _WORDS + capacity), capacity)

    @classmethod
    def attach(cls, name: str, capacity: int) -> "SoundRing":
        """For the child."""
        return cls(Segment.attach(name), capacity)

    @property
    def name(self) -> str:
        """What the child needs to attach."""
        return self._segment.name

    @property
    def waiting(self) -> int:
        """Bytes that were written and not read yet; more than the capacity when the reader lags."""
        return int(self._words[0] - self._words[1])

    @property
    def written(self) -> int:
        """Bytes that were written since creation."""
        return int(self._words[0])

    def waiting_from(self, position: int) -> int:
        """Of what was written from that position on, the bytes that were not read yet."""
        return int(self._words[0] - max(self._words[1], position))

    def write(self, sound: bytes) -> None:
        """Adds `sound`, at most half the capacity at once."""
        if 2 * len(sound) > self._capacity:
            raise ValueError(f"{len(sound)} bytes at once in a ring of {self._capacity}")
        written = self._words[0]
        start = written % self._capacity
        first = min(len(sound), self._capacity - start)
        self._put(start, sound[:first])
        self._put(0, sound[first:])
        self._words[0] = written + len(sound)

    def read(self, length: int, keep: int) -> bytes:
        """The next `length` bytes, or none while fewer are there: those stay, and the next read finds enough.

        When more than `keep` waits, the reader has lagged: all but the newest third of it is skipped.
        """
        written = self._words[0]
        position = self._words[1]
        if written - position > max(keep, length):
            position = self._words[1] = written - max(keep // 3, length)
        if written - position < length:
            return b""
        start = position % self._capacity
        first = min(length, self._capacity - start)
        sound = self._get(start, first) + self._get(0, length - first)
        self._words[1] = position + length
        overwritten = self._words[0] - self._capacity > position
        return b"" if overwritten else sound

    def drop(self, length: int) -> None:
        """For the reader: leaves out so many of the bytes that wait, at most all of them."""
        self._words[1] = min(self._words[0], self._words[1] + length)

    def skip_to(self, position: int) -> None:
        """For the reader: what was written before that position is not read any more."""
        self._words[1] = max(self._words[1], position)

    def skip(self) -> None:
        """For the reader: forgets what is waiting."""
        self._words[1] = self._words[0]

    def wipe(self) -> None:
        """Overwrites the sound; the positions stay, so either side may do it."""
        self._put(0, bytes(self._capacity))

    def close(self) -> None:
        """For the child: lets go."""
        self._words.release()
        self._segment.close()

    def destroy(self) -> None:
        """For the parent, once, when the child is dead: zeroes and removes."""
        self._words.release()
        self._segment.destroy()

    def _put(self, start: int, sound: bytes) -> None:
        with self._segment.bytes_at(8 * _WORDS + start, len(sound)) as view:
            view[:] = sound

    def _get(self, start: int, length: int) -> bytes:
        with self._segment.bytes_at(8 * _WORDS + start, length) as view:
            return bytes(view)

"""A newest-only ring of frames in shared memory: a slow reader costs frames, never memory, delay or torn pictures."""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.worker.segment import Segment

SLOTS = 3
_RING_WORDS = 8  # word 0: number of frames published so far, 0 when cleared
_SLOT_WORDS = 16  # stamp, number, taken_ns, width, height, gate, length, number of the sheet, 8 words of its pose
_POSE_NUMBERS = 8
_READ_TRIES = 3


@dataclass(frozen=True)
class FrameMark:
    """What is known of a frame besides its pixels. `taken_ns` is time.monotonic_ns(); `gate` as in domain.privacy;
    `sheet` is the number of the sheet in it, 0 for none, and `pose` where it lies: eight numbers as in domain.pose."""

    number: int
    taken_ns: int
    width: int
    height: int
    gate: int
    sheet: int = 0
    pose: tuple[float, ...] = ()


@dataclass(frozen=True)
class RingFrame:
    """A frame copied out of a ring; `pixels` is the receiver's own."""

    mark: FrameMark
    pixels: bytearray


class FrameRing:
    """One writer, one reader. Each slot carries a stamp, odd while it is written: a reader that finds the stamp
    changed after copying throws the copy away. The writer would have to lap it by two frames for that to happen.
    """

    def __init__(self, segment: Segment, capacity: int) -> None:
        self._segment = segment
        self._capacity = capacity
        self._words = segment.words_at(0, _RING_WORDS + SLOTS * _SLOT_WORDS)
        self._published = 0
        self._length = 0

    @classmethod
    def create(cls, capacity: int) -> "FrameRing":
        """For the reader in the parent: a new ring whose frames have at most `capacity` bytes."""
        return cls(Segment.create(8 * (_RING_WORDS + SLOTS * _SLOT_WORDS) + SLOTS * capacity), capacity)

    @classmethod
    def attach(cls, name: str, capacity: int) -> "FrameRing":
        """For the writer in the child."""
        return cls(Segment.attach(name), capacity)

    @property
    def name(self) -> str:
        """What the writer needs to attach."""
        return self._segment.name

    def begin(self, length: int) -> NDArray[np.uint8]:
        """The next slot, `length` bytes, to draw into; nobody reads it before `commit`."""
        if length > self._capacity:
            raise ValueError(f"frame of {length} bytes in a ring for {self._capacity}")
        self._published += 1
        self._length = length
        self._words[self._slot(self._published)] = 2 * self._published - 1
        return np.frombuffer(self._pixels(self._published, length), np.uint8)

    def commit(self, mark: FrameMark) -> None:
        """Publishes what was drawn since `begin`."""
        at = self._slot(self._published)
        fields = (mark.number, mark.taken_ns, mark.width, mark.height, mark.gate, self._length, mark.sheet)
        for offset, value in enumerate(fields, start=1):
            self._words[at + offset] = value
        if mark.sheet:
            self._words[at + 8 : at + 8 + _POSE_NUMBERS] = _whole(mark.pose)
        self._words[at] = 2 * self._published
        self._words[0] = self._published

    def abandon(self) -> None:
        """Takes back what was drawn since `begin`: the slot is zeroed."""
        self._erase(self._published)

    def newest(self, after_number: int) -> RingFrame | None:
        """A copy of the newest frame, or None when there is none with a number above `after_number`."""
        for _ in range(_READ_TRIES):
            count = self._words[0]
            if count == 0:
                return None
            at = self._slot(count)
            if self._words[at] != 2 * count:
                continue
            number, taken_ns, width, height, gate, length, sheet = self._words[at + 1 : at + 8]
            pose = _numbers(self._words[at + 8 : at + 8 + _POSE_NUMBERS]) if sheet else ()
            if number <= after_number:
                return None
            with self._pixels(count, length) as view:
                pixels = bytearray(view)
            if self._words[at] == 2 * count:
                return RingFrame(FrameMark(number, taken_ns, width, height, gate, sheet, pose), pixels)
        return None

    def clear(self) -> None:
        """For the writer: nothing is published any more and every slot is zeroed."""
        self._words[0] = 0
        for count in range(SLOTS):
            self._erase(count)

    def zero(self) -> None:
        """For the reader: overwrites everything while the ring still stands."""
        self._segment.zero()

    def close(self) -> None:
        """For the writer: lets go."""
        self._words.release()
        self._segment.close()

    def destroy(self) -> None:
        """For the reader, once, when the writer is dead: zeroes and removes."""
        self._words.release()
        self._segment.destroy()

    def _slot(self, count: int) -> int:
        return _RING_WORDS + (count % SLOTS) * _SLOT_WORDS

    def _pixels(self, count: int, length: int) -> memoryview:
        start = 8 * (_RING_WORDS + SLOTS * _SLOT_WORDS) + (count % SLOTS) * self._capacity
        return self._segment.bytes_at(start, length)

    def _erase(self, count: int) -> None:
        at = self._slot(count)
        for word in range(at, at + _SLOT_WORDS):
            self._words[word] = 0
        np.frombuffer(self._pixels(count, self._capacity), np.uint8).fill(0)


def _whole(numbers: tuple[float, ...]) -> memoryview:
    """The bits of floating numbers, as words."""
    return memoryview(struct.pack(f"{_POSE_NUMBERS}d", *numbers)).cast("q")


def _numbers(words: memoryview) -> tuple[float, ...]:
    return struct.unpack(f"{_POSE_NUMBERS}d", words.tobytes())

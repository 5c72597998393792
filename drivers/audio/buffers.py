"""What lies between a sound card's own threads and the one that drives it: two short queues that count their gaps."""

import threading
from collections import deque

from drivers.api.sound import BLOCK

LATE_BLOCKS = 20
"""A microphone keeps so many blocks for a late reader, a loudspeaker takes so many ahead."""
TRIM_EVERY = 100
"""Blocks between two looks at how much always waits."""
CUSHION_BLOCKS = 1
SILENCE = bytes(2 * BLOCK)


class Captured:
    """Blocks from the microphone. Who reads too late finds a gap, and gets what is new; what always waits although the
    reader is on time again is dropped."""

    def __init__(self) -> None:
        self.overruns = 0
        self._blocks: deque[bytes] = deque()
        self._late = False
        self._taken = 0
        self._least = LATE_BLOCKS
        self._changed = threading.Condition()

    @property
    def waiting(self) -> int:
        """Blocks that nobody took yet."""
        return len(self._blocks)

    def put(self, block: bytes) -> None:
        """For the sound card: never waits."""
        with self._changed:
            if len(self._blocks) == LATE_BLOCKS:
                self._blocks.clear()
                self.overruns += not self._late
                self._late = True
            self._blocks.append(block)
            self._changed.notify()

    def take(self, timeout_s: float) -> bytes | None:
        """The next block, or None when none came in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._blocks, timeout_s):
                return None
            self._late = False
            block = self._blocks.popleft()
            self._trim()
            return block

    def _trim(self) -> None:
        self._least = min(self._least, len(self._blocks))
        self._taken += 1
        if self._taken < TRIM_EVERY:
            return
        for _ in range(self._least):
            self._blocks.popleft()
        self._taken, self._least = 0, LATE_BLOCKS


class Playout:
    """Blocks for the loudspeaker. Its clock is not the microphone's: what always waits, because it is the slower one,
    is dropped, so that the delay does not grow by the hour."""

    def __init__(self) -> None:
        self.underruns = 0
        self._blocks: deque[bytes] = deque()
        self._begun = self._dry = False
        self._taken = 0
        self._least = LATE_BLOCKS
        self._changed = threading.Condition()

    @property
    def waiting(self) -> int:
        """Blocks that the sound card did not take yet."""
        return len(self._blocks)

    def give(self, block: bytes, timeout_s: float) -> bool:
        """Waits while enough lies ahead; False when nothing was taken in time."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._blocks) < LATE_BLOCKS, timeout_s):
                return False
            self.underruns += self._begun and self._dry
            self._begun, self._dry = True, False
            self._blocks.append(block)
            return True

    def take(self) -> bytes:
        """For the sound card: never waits; silence when there is nothing."""
        with self._changed:
            self._changed.notify()
            if not self._blocks:
                self._dry = True
                self._least = 0
                return SILENCE
            self._least = min(self._least, len(self._blocks))
            block = self._blocks.popleft()
            self._trim()
            return block

    def _trim(self) -> None:
        self._taken += 1
        if self._taken < TRIM_EVERY:
            return
        for _ in range(self._least - CUSHION_BLOCKS):
            self._blocks.popleft()
        self._taken, self._least = 0, LATE_BLOCKS

"""What a microphone with its loudspeaker promises. They are one device here, because an echo canceller needs both."""

from dataclasses import dataclass
from typing import Protocol

RATE_HZ = 48_000
BLOCK = 480
"""Samples of one block: 10 ms, one channel, signed 16 bit, native byte order: 960 bytes."""


@dataclass(frozen=True)
class SoundHealth:
    """`open`, and how often playout ran dry or capture ran over since opening.

    `delay_ms`: how long a block given to `play` now will take until its echo comes out of `capture`, without the way
    through the air: what waits in both directions, and what the sound card says of itself.
    """

    open: bool
    underruns: int = 0
    overruns: int = 0
    detail: str = ""
    delay_ms: int = 0


class Sound(Protocol):
    """Microphone and playout, driven by one thread."""

    mock: bool

    def open(self) -> None:
        """Starts both directions. Raises DeviceMissing or DeviceBusy."""

    def close(self) -> None:
        """Stops; may be called twice."""

    def capture(self, timeout_s: float) -> bytes | None:
        """The next block of BLOCK samples, or None when none came in time. Raises DeviceLost."""

    def play(self, block: bytes) -> None:
        """Gives one block to the loudspeaker. Raises DeviceLost."""

    def health(self) -> SoundHealth:
        """How it does; never raises, never blocks."""

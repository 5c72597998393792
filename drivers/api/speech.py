"""What a voice promises: Japanese text in, sound out, the same for the same text, and nothing of it kept."""

from typing import Protocol

from drivers.api.sound import RATE_HZ

__all__ = ["LONGEST", "RATE_HZ", "Speech"]

LONGEST = 200
"""Letters that a voice is given at once."""


class Speech(Protocol):
    """One voice, driven by one thread."""

    mock: bool

    def open(self) -> None:
        """Loads the voice and speaks once to nobody, so that what follows is quick. Raises DeviceMissing."""

    def close(self) -> None:
        """Lets go of it; may be called twice."""

    def speak(self, text: str, kana_per_min: int) -> bytes:
        """`text` (Japanese, at most LONGEST letters) as samples: signed 16 bit, one channel, RATE_HZ, native byte
        order, without silence before and after; none where nothing in it can be spoken. `kana_per_min` is the pace
        without pauses, 100 to 900. Raises DeviceLost while it is not open, ValueError for a longer text."""

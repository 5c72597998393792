"""What this end's pictures may take of the line: both eyes out of one purse, so that no queue stands before a voice, a
mark or a sharp picture."""

import threading
import time
from collections.abc import Callable

from kiosk.domain.ids import EyeName

FIRST_BITS_PER_S = 1_000_000
"""Until the other end's first estimate."""
SHARES: dict[EyeName, float] = {"document": 0.7, "face": 0.4}
"""Of the line, for which each encoder is set. Together they are more than there is, because one of them often rests."""
_OWES_AT_MOST_S: dict[EyeName, float] = {"document": 0.10, "face": 0.05}
"""The line's time that pictures which went already may still need when the next one goes: the page goes first."""
_AGAIN_OWES_AT_MOST_S = 0.25
_FACE_EVERY_S = 0.5
"""A face that never has its turn goes so often."""


class PictureBudget:
    """One connection's; asked by both tracks, told by both encoders, of whatever thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._bits_per_s = FIRST_BITS_PER_S
        self._owed_bits = 0.0
        self._at_s = clock()

    def told(self, bits_per_s: int) -> None:
        """What the other end believes that both eyes can have."""
        with self._lock:
            self._pay()
            self._bits_per_s = bits_per_s

    def spent(self, length: int) -> None:
        """A picture of so many bytes is on its way."""
        with self._lock:
            self._pay()
            self._owed_bits += 8 * length

    def allows(self, eye: EyeName, last_s: float) -> bool:
        """Whether a picture of that eye may go, whose last one went at `last_s`."""
        with self._lock:
            self._pay()
            owed_s = self._owed_bits / self._bits_per_s
            if eye == "face" and self._at_s - last_s >= _FACE_EVERY_S:
                return owed_s < _OWES_AT_MOST_S["document"]
            return owed_s < _OWES_AT_MOST_S[eye]

    def allows_again(self) -> bool:
        """Whether a packet that was lost may go once more: on a line that is too full, packets sent again push out
        others, which are then asked for as well."""
        with self._lock:
            self._pay()
            return self._owed_bits < _AGAIN_OWES_AT_MOST_S * self._bits_per_s

    def _pay(self) -> None:
        now_s = self._clock()
        self._owed_bits = max(0.0, self._owed_bits - (now_s - self._at_s) * self._bits_per_s)
        self._at_s = now_s

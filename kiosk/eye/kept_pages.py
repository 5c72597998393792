"""The pieces of those sheets that the resident takes home: copies of what goes to the other end, and nothing else."""

import threading
from typing import Final

from kiosk.domain.still import StillPiece

MOST_BYTES: Final = 2_000_000
"""Of one sheet, more than any whole one takes."""


class KeptPages:
    """All methods may be called by any thread. Nothing is kept of a sheet before it is asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: dict[int, list[StillPiece]] = {}

    def keep(self, number: int, on: bool) -> None:
        """From the next whole picture of this sheet on; or not any more, and nothing of it is left."""
        with self._lock:
            if on:
                self._pages.setdefault(number, [])
            else:
                self._pages.pop(number, None)

    def put(self, piece: StillPiece) -> bool:
        """One more piece of any sheet, in the order in which the other end gets them. True if that is too much of one:
        nothing of it is left, and it is wanted anew, as a whole."""
        with self._lock:
            kept = self._pages.get(piece.sheet)
            if kept is None or not (kept or piece.is_whole):
                return False
            kept[:] = [one for one in kept if not _covers(piece, one)] + [piece]
            full = sum(len(one.data) for one in kept) > MOST_BYTES
            if full:
                kept.clear()
            return full

    def pieces(self, number: int) -> tuple[StillPiece, ...]:
        """The whole picture and what lies over it; nothing while there is no whole one."""
        with self._lock:
            return tuple(self._pages.get(number, ()))

    def forget(self) -> None:
        """The visit is over."""
        with self._lock:
            self._pages.clear()


def _covers(new: StillPiece, old: StillPiece) -> bool:
    """Whether nothing of the old one is seen below the new one. The same page may have come at another scale, which
    only a whole picture can begin."""
    if new.is_whole:
        return True
    left, top, right, bottom = new.area
    return left <= old.area[0] and top <= old.area[1] and old.area[2] <= right and old.area[3] <= bottom

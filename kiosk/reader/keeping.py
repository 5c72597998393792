"""The pieces of the other end's sheets as they came, encoded: a visit's sheets in the room of a few photographs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kiosk.domain.page_list import Kept
from kiosk.domain.still import Area, StillPiece
from kiosk.reader.plan import Size

MOST_SHEETS = 24
MOST_BYTES_IN_ALL = 6_000_000
MOST_BYTES_OF_ONE = 1_000_000
MOST_PIECES = 400
MOST_REMEMBERED = 200
"""Sheets of which it is known why nothing is kept."""
_PILE = 32
"""Pieces of one sheet among which it is worth while to look for those that nobody would see."""


@dataclass
class KeptPiece:
    """One rectangle of a sheet; `data` is overwritten when it goes."""

    area: Area
    data: bytearray = field(repr=False)

    @property
    def size(self) -> Size:
        """Width and height of the rectangle."""
        left, top, right, bottom = self.area
        return right - left, bottom - top

    def overwrite(self) -> None:
        """Nothing of it stays."""
        self.data[:] = bytes(len(self.data))


class KeptSheet:
    """The whole of one sheet and what came after it, in order. `rested`: it was seen as a still at least once."""

    def __init__(self, sheet: int, page_px: Size) -> None:
        self.sheet = sheet
        self.page_px = page_px
        self.pieces: list[KeptPiece] = []
        self.rested = False
        self._look_at = _PILE

    @property
    def length(self) -> int:
        """Bytes of all pieces."""
        return sum(len(piece.data) for piece in self.pieces)

    def add(self, piece: StillPiece) -> bool:
        """One more; False where that is too much for one sheet, even without what later pieces cover."""
        self.pieces.append(KeptPiece(piece.area, bytearray(piece.data)))
        if piece.is_whole or len(self.pieces) > self._look_at or self._is_full:
            self._drop_covered()
        return not self._is_full

    def overwrite(self) -> None:
        """Nothing of it stays."""
        for piece in self.pieces:
            piece.overwrite()
        self.pieces = []

    @property
    def _is_full(self) -> bool:
        return len(self.pieces) > MOST_PIECES or self.length > MOST_BYTES_OF_ONE

    def _drop_covered(self) -> None:
        seen = still_seen([piece.area for piece in self.pieces])
        for piece, is_seen in zip(self.pieces, seen, strict=True):
            if not is_seen:
                piece.overwrite()
        self.pieces = [piece for piece, is_seen in zip(self.pieces, seen, strict=True) if is_seen]
        self._look_at = max(_PILE, 2 * len(self.pieces))


class Keeping:
    """At most MOST_SHEETS and MOST_BYTES_IN_ALL; the sheet of which nothing was heard for the longest goes first."""

    def __init__(self) -> None:
        self._sheets: dict[int, KeptSheet] = {}
        self._gone: dict[int, Kept] = {}

    @property
    def states(self) -> Mapping[int, Kept]:
        """What is kept of each sheet of which a still was seen."""
        return self._gone | {number: Kept.HERE for number, kept in self._sheets.items() if kept.rested}

    def of(self, sheet: int) -> KeptSheet | None:
        """What is kept of a sheet that was seen as a still."""
        kept = self._sheets.get(sheet)
        return kept if kept is not None and kept.rested else None

    def take(self, piece: StillPiece) -> None:
        """A piece that belongs to its page. A part of a sheet whose whole is not kept is not kept, either."""
        kept = self._sheets.pop(piece.sheet, None)
        if kept is not None and kept.page_px != piece.page_px:
            kept.overwrite()
            kept = None
        if kept is None:
            if not piece.is_whole:
                return
            kept = KeptSheet(piece.sheet, piece.page_px)
        self._sheets[piece.sheet] = kept
        if not kept.add(piece):
            self.drop(piece.sheet, Kept.NO_ROOM)
        while len(self._sheets) > MOST_SHEETS or sum(one.length for one in self._sheets.values()) > MOST_BYTES_IN_ALL:
            self.drop(next(iter(self._sheets)), Kept.NO_ROOM)

    def rest(self, sheet: int) -> None:
        """That sheet is seen as a still."""
        kept = self._sheets.pop(sheet, None)
        if kept is not None:
            self._sheets[sheet] = kept
            kept.rested = True
            self._gone.pop(sheet, None)

    def drop(self, sheet: int, why: Kept) -> None:
        """Overwrites what is kept of a sheet; `why` is remembered of one that was seen."""
        kept = self._sheets.pop(sheet, None)
        if kept is not None:
            if kept.rested and why is not Kept.NONE:
                self._gone[sheet] = why
            kept.overwrite()
        while len(self._gone) > MOST_REMEMBERED:
            del self._gone[next(iter(self._gone))]

    def clear(self, why: Kept) -> None:
        """Overwrites all."""
        while self._sheets:
            self.drop(next(iter(self._sheets)), why)

    def begin_anew(self) -> None:
        """Another visit: nothing is known of any sheet."""
        self.clear(Kept.NONE)
        self._gone.clear()


def still_seen(areas: Sequence[Area]) -> list[bool]:
    """Of rectangles that were laid over each other in that order: which ones the later ones do not cover together."""
    if not areas:
        return []
    across = sorted({side for area in areas for side in (area[0], area[2])})
    down = sorted({side for area in areas for side in (area[1], area[3])})
    column = {side: place for place, side in enumerate(across)}
    row = {side: place for place, side in enumerate(down)}
    covered = np.zeros((len(down), len(across)), np.bool_)
    seen = []
    for left, top, right, bottom in reversed(areas):
        cells = covered[row[top] : row[bottom], column[left] : column[right]]
        seen.append(not cells.all())
        cells[:] = True
    return seen[::-1]

"""A far page whose reader reads when the test says so, with the child's own decoder."""

import threading
from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.ids import Side
from kiosk.domain.page import Page, sheet_id
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.still import Area, StillPiece
from kiosk.reader.child import bands, decoded
from kiosk.reader.far_page import FarPage
from kiosk.reader.plan import BadPicture, Size
from kiosk.reader.reader import Read, Reader
from tests.unit.reader.pictures import drawn, webp

PAGE_PX: Size = (120, 160)
Pixels = NDArray[np.uint8]


class ReaderByHand(Reader):
    """Takes pictures and reads none before it is told to."""

    def __init__(self, on_read: Callable[[Read], None], on_idle: Callable[[], None]) -> None:
        super().__init__(on_read, on_idle)
        self.idle = on_idle
        self.is_full = False
        self.may_start = threading.Event()
        self.may_start.set()
        self.turns: list[str] = []
        self.last: Read | None = None
        self._tell = on_read
        self._pictures: deque[tuple[int, bytes | bytearray, Size]] = deque()

    def start(self) -> None:
        assert self.may_start.wait(10.0)
        self.turns.append("start")

    def stop(self) -> None:
        self.turns.append("stop")

    def read(self, ticket: int, picture: bytes | bytearray, size: Size) -> bool:
        if not self.is_full:
            self._pictures.append((ticket, picture, size))
        return not self.is_full

    def forget(self) -> None:
        """What waits stays: the page has to bear results that are too late."""

    @property
    def waiting(self) -> int:
        return len(self._pictures)

    def read_next(self, count: int = 1) -> None:
        for _ in range(count):
            ticket, picture, size = self._pictures.popleft()
            self.last = _read(ticket, picture, size)
            self._tell(self.last)


class FarBench:
    """A far page in a call, its slot, and what it said."""

    def __init__(self, side: Side = "van") -> None:
        self.slot = Slot()
        self.sharp: list[bool] = []
        self.pages = {number: Page(sheet_id(side, number), 210.0, 280.0) for number in range(1, 9)}
        self.readers: list[ReaderByHand] = []
        self.far = FarPage(side, self.slot, self.sharp.append, lambda number: self.pages.get(number), self._made)

    def _made(self, on_read: Callable[[Read], None], on_idle: Callable[[], None]) -> ReaderByHand:
        self.readers.append(ReaderByHand(on_read, on_idle))
        return self.readers[-1]

    @property
    def reader(self) -> ReaderByHand:
        return self.readers[0]

    def send(self, *pieces: StillPiece) -> None:
        """Those pieces come, and are read at once."""
        for piece in pieces:
            self.far.piece(piece)
        self.reader.read_next(self.reader.waiting)

    @property
    def shown(self) -> Picture | None:
        """The still that lies over the video."""
        return self.slot.newest()

    def shows(self, pixels: Pixels) -> bool:
        """Whether that (height, width, 3) page is what is seen."""
        shown = self.shown
        return shown is not None and bytes(shown.data) == b"".join(bands(pixels))


def page_of(sheet: int, size: Size = PAGE_PX) -> Pixels:
    """How that sheet looks."""
    return drawn(*size, seed=100 + sheet)


def piece_of(sheet: int, pixels: Pixels, area: Area | None = None, needed: bool = True) -> StillPiece:
    """All of a page, or an area of it, without loss."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = area or (0, 0, width, height)
    picture = webp(np.ascontiguousarray(pixels[top:bottom, left:right]), 101)
    return StillPiece(sheet, (width, height), (left, top, right, bottom), picture, needed)


def patched(pixels: Pixels, area: Area, seed: int) -> Pixels:
    """The page with other print in one area."""
    left, top, right, bottom = area
    changed = pixels.copy()
    changed[top:bottom, left:right] = drawn(right - left, bottom - top, seed)
    return changed


def _read(ticket: int, picture: bytes | bytearray, size: Size) -> Read:
    try:
        return Read(ticket, size, bytearray(b"".join(bands(decoded(picture, size)))))
    except BadPicture as bad:
        return Read(ticket, size, None, bad.why)

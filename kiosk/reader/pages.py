"""The pages that are kept of the other end's sheets, as large as they came, and few."""

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.picture import Picture
from kiosk.domain.still import Area
from kiosk.reader.plan import Size
from kiosk.reader.thumbnail import thumbnail

KEPT_PAGES = 3
"""A sheet that comes back is there at once; more would be memory that strangers fill."""
Pixels = NDArray[np.uint8]


class SheetPage:
    """One sheet as its pieces show it. Each piece that is asked for has a ticket; they rise, and are read in order."""

    def __init__(self, sheet: int, page_px: Size) -> None:
        self.sheet = sheet
        self.page_px = page_px
        self.changed = False
        self.rests_anew = False
        self.has_thumb = False
        self._pixels: Pixels | None = None
        self._last_asked = 0
        self._last_read = 0
        self._settled_at: int | None = None

    def ask(self, ticket: int, needed: bool) -> None:
        """A piece is being read; after a needed one the page is not as it lies there until the sheet rests again."""
        self._last_asked = ticket
        if needed:
            self._settled_at = None

    def rest(self) -> None:
        """It looks as everything that was asked up to now shows it."""
        self._settled_at = self._last_asked
        self.rests_anew = True

    def paste(self, ticket: int, area: Area, pixels: bytearray) -> None:
        """The BGRA pixels of one area are here."""
        left, top, right, bottom = area
        if self._pixels is None:
            self._pixels = np.zeros((self.page_px[1], self.page_px[0], 4), np.uint8)
        self._pixels[top:bottom, left:right] = np.frombuffer(pixels, np.uint8).reshape(bottom - top, right - left, 4)
        self._last_read = ticket
        self.changed = True
        self.has_thumb = False

    @property
    def can_be_shown(self) -> bool:
        """Whether it is as the sheet lies there: all is read that came before it was said to rest."""
        return self._settled_at is not None and self._settled_at <= self._last_read

    def copy(self) -> bytearray:
        """Its BGRA pixels, row by row without gaps; only of a page that can be shown."""
        assert self._pixels is not None
        copied = bytearray(self._pixels.nbytes)
        np.frombuffer(copied, np.uint8).reshape(self._pixels.shape)[:] = self._pixels
        return copied

    def thumb(self, now_s: float) -> Picture:
        """How it looks from afar; only of a page that can be shown."""
        assert self._pixels is not None
        self.has_thumb = True
        return thumbnail(self._pixels, self._last_read, now_s)

    def overwrite(self) -> None:
        """Nothing of it stays."""
        if self._pixels is not None:
            self._pixels.fill(0)


class Pages:
    """At most KEPT_PAGES, by the number of their sheet; the one that was named least recently goes first."""

    def __init__(self) -> None:
        self._kept: dict[int, SheetPage] = {}

    def named(self, sheet: int) -> SheetPage | None:
        """The page of that sheet, if one is kept."""
        page = self._kept.pop(sheet, None)
        if page is not None:
            self._kept[sheet] = page
        return page

    def begin(self, sheet: int, page_px: Size) -> SheetPage:
        """A new page, instead of the one that was there, or of the oldest."""
        self.drop(sheet)
        while len(self._kept) >= KEPT_PAGES:
            self.drop(next(iter(self._kept)))
        page = self._kept[sheet] = SheetPage(sheet, page_px)
        return page

    def holds(self, page: SheetPage) -> bool:
        """Whether that very page is still kept."""
        return self._kept.get(page.sheet) is page

    def without_thumb(self) -> list[SheetPage]:
        """Those that can be shown, and have changed since they were last made small."""
        return [page for page in self._kept.values() if page.can_be_shown and not page.has_thumb]

    def drop(self, sheet: int) -> None:
        """Overwrites and forgets the page of that sheet, if there is one."""
        page = self._kept.pop(sheet, None)
        if page is not None:
            page.overwrite()

    def clear(self) -> None:
        """Overwrites and forgets all."""
        while self._kept:
            self.drop(next(iter(self._kept)))

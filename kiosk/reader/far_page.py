"""The other end's sheet as a still: its pieces become a page, which lies over the video while the sheet rests."""

import threading
import time
from collections.abc import Callable

from kiosk.domain.ids import Side
from kiosk.domain.page import Page, sheet_id
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.pose import Pose, whole
from kiosk.domain.still import Area, StillPiece
from kiosk.reader.arriving import overwrite
from kiosk.reader.in_turn import InTurn
from kiosk.reader.pages import Pages, SheetPage
from kiosk.reader.reader import Read, Reader

LAY_EVERY_S = 0.25
"""Each laying copies a page and has it scaled anew."""
MakeReader = Callable[[Callable[[Read], None], Callable[[], None]], Reader]


class FarPage:
    """All methods may be called by any thread and return at once, `forget` and `end` within a few hundredths of a
    second, and `ended` when it is told to.

    `page_of` is asked which page a sheet is, `on_sharp` is told whenever what is shown changes between a still and
    video; both, and the listeners of `slot`, are called by the thread that calls here or by the reader's watch, must
    return at once and wait for nobody. A sheet whose page is not known yet is tried again until it is.
    """

    def __init__(
        self,
        side: Side,
        slot: Slot,
        on_sharp: Callable[[bool], None],
        page_of: Callable[[int], Page | None],
        make_reader: MakeReader = Reader,
    ) -> None:
        self._side = side
        self._slot = slot
        self._on_sharp = on_sharp
        self._page_of = page_of
        self._lock = threading.RLock()
        self._open = False
        self._turn = 0
        self._pages = Pages()
        self._ticket = 0
        self._asked: dict[int, tuple[SheetPage, Area]] = {}
        self._resting: SheetPage | None = None
        self._shown: SheetPage | None = None
        self._laid = 0
        self._laid_s = 0.0
        self._reader = make_reader(self._on_read, self._on_idle)
        self._steps = InTurn("far page")

    def begin(self) -> None:
        """A call begins, or its first still: pieces are taken as soon as a reader is there for them."""
        with self._lock:
            self._turn += 1
            turn = self._turn
        self._steps.ask(lambda: self._start(turn))

    def piece(self, piece: StillPiece) -> None:
        """A piece is here, whole. One that does not fit what is known of its sheet makes that sheet unknown."""
        with self._lock:
            if self._open and piece.sheet > 0 and not self._take(piece):
                self._pages.drop(piece.sheet)
            self._take_away_unless_kept()

    def rests(self, sheet: int) -> bool:
        """That sheet lies still and looks as its needed pieces up to now show it; 0: something moves. False where
        nothing is known of that sheet.

        Needed pieces that come afterwards change the page, and are not shown before the sheet rests again: what was
        laid stays until then.
        """
        with self._lock:
            page = self._pages.named(sheet)
            self._resting = page
            if self._shown is not page:
                self._take_away()
            if page is not None:
                page.rest()
                self._lay_if_due()
            return page is not None or sheet == 0

    def forget(self) -> None:
        """Nothing of all that may be seen any more: all of it is overwritten."""
        with self._lock:
            self._asked.clear()
            self._pages.clear()
            self._take_away_unless_kept()
        self._reader.forget()  # waits for a callback, which waits for the lock

    def end(self) -> None:
        """The call is over: everything is forgotten at once, and the reader ended in a thread beside."""
        with self._lock:
            self._open = False
            self._turn += 1
        self.forget()
        self._steps.ask(self._reader.stop)

    def ended(self, within_s: float) -> bool:
        """Waits until what `begin` and `end` have begun is done; False if that took longer."""
        return self._steps.done(within_s)

    def _start(self, turn: int) -> None:
        """On the thread beside. What comes before the reader is there would be lost with the one that is ended."""
        self._reader.start()
        with self._lock:
            self._open = turn == self._turn

    # --- on the watch thread ----------------------------------------------------------------------

    def _on_read(self, read: Read) -> None:
        with self._lock:
            page, area = self._asked.pop(read.ticket, (None, None))
            if page is not None and area is not None and self._pages.holds(page):
                if read.pixels is None:
                    self._pages.drop(page.sheet)
                    self._take_away_unless_kept()
                else:
                    page.paste(read.ticket, area, read.pixels)
                    self._lay_if_due()
        if read.pixels is not None:
            overwrite(read.pixels)

    def _on_idle(self) -> None:
        with self._lock:
            self._lay_if_due()

    # --- under the lock ---------------------------------------------------------------------------

    def _take(self, piece: StillPiece) -> bool:
        """Whether the piece belongs to its page and is being read."""
        if not piece.fits:
            return False
        page = self._pages.named(piece.sheet)
        if page is None or page.page_px != piece.page_px:
            if not piece.is_whole:
                return False
            page = self._pages.begin(piece.sheet, piece.page_px)
        left, top, right, bottom = piece.area
        self._ticket += 1
        if not self._reader.read(self._ticket, piece.data, (right - left, bottom - top)):
            return False
        page.ask(self._ticket, piece.needed)
        self._asked[self._ticket] = page, piece.area
        return True

    def _lay_if_due(self) -> None:
        page = self._resting
        if page is None or not page.can_be_shown:
            return
        if page is self._shown:
            soon = not page.rests_anew and time.monotonic() < self._laid_s + LAY_EVERY_S
            if soon or not page.changed:
                return
        pose = self._pose(page)
        if pose is not None:
            self._lay(page, pose)

    def _pose(self, page: SheetPage) -> Pose | None:
        known = self._page_of(page.sheet)
        if known is None or known.width_mm <= 0 or known.height_mm <= 0:
            return None
        return whole(Page(sheet_id(self._side, page.sheet), known.width_mm, known.height_mm))

    def _lay(self, page: SheetPage, pose: Pose) -> None:
        width, height = page.page_px
        self._laid += 1
        self._laid_s = time.monotonic()
        self._slot.lay(
            Picture(
                data=page.copy(),
                width=width,
                height=height,
                stride=4 * width,
                number=self._laid,
                taken_s=self._laid_s,
                source_width=width,
                source_height=height,
                pose=pose,
                sharp=True,
            )
        )
        page.changed = page.rests_anew = False
        was_video, self._shown = self._shown is None, page
        if was_video:
            self._on_sharp(True)

    def _take_away_unless_kept(self) -> None:
        if self._resting is not None and not self._pages.holds(self._resting):
            self._resting = None
            self._take_away()

    def _take_away(self) -> None:
        if self._shown is not None:
            self._shown = None
            self._slot.lay(None)
            self._on_sharp(False)

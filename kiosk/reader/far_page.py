"""The other end's sheets as stills: one that rests lies over the video; an older one, when somebody wants to see it."""

import threading
import time
from collections.abc import Callable, Mapping

from kiosk.domain.ids import Side
from kiosk.domain.page import Page, sheet_id
from kiosk.domain.page_list import Kept
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.pose import Pose, whole
from kiosk.domain.still import Area, StillPiece
from kiosk.domain.thumbs import Thumbs
from kiosk.reader.arriving import overwrite
from kiosk.reader.in_turn import InTurn
from kiosk.reader.keeping import Keeping, KeptSheet
from kiosk.reader.opening import Opening
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

    Where it `keeps`, the pieces of every sheet that rested stay as they came, within the limits of `keeping.py`;
    `on_kept` is told what is kept whenever that changes, under the same conditions, and `thumbs` holds how such sheets
    look. An older sheet is read again from its pieces when it is to be shown, and lies over the video instead of the
    one that rests.
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
        self.on_kept: Callable[[Mapping[int, Kept]], None] = _nobody
        self._on_unknown: Callable[[int], None] = _nobody
        self.thumbs = Thumbs()
        self.keeps = True
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
        self._keeping = Keeping()
        self._told: Mapping[int, Kept] = {}
        self._opening: Opening | None = None
        self._reader = make_reader(self._on_read, self._on_idle)
        self._steps = InTurn("far page")

    def begin(self) -> None:
        """A call begins, or its first still: pieces are taken as soon as a reader is there for them."""
        with self._lock:
            self._turn += 1
            turn = self._turn
        self._steps.ask(lambda: self._start(turn))

    def listen(self, on_unknown: Callable[[int], None]) -> None:
        """Told when a sheet that rests has become unknown after all; under the conditions of `on_sharp`."""
        self._on_unknown = on_unknown

    def piece(self, piece: StillPiece) -> None:
        """A piece is here, whole. One that does not fit what is known of its sheet makes that sheet unknown."""
        with self._lock:
            if self._open and piece.sheet > 0:
                if self._take(piece):
                    self._keep(piece)
                else:
                    self._make_unknown(piece.sheet)
            self._take_away_unless_kept()
            self._tell_kept()

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
                self._keeping.rest(sheet)
                self._lay_if_due()
                self._tell_kept()
            return page is not None or sheet == 0

    def show(self, sheet: int | None) -> None:
        """An older sheet is to be seen instead of what lies there now, as soon as it is read; None: not any more. Where
        nothing is kept of it, what lies there is seen."""
        with self._lock:
            self._put_back()
            kept = self._keeping.of(sheet) if sheet is not None else None
            if kept is not None:
                self._take_away()
                self._opening = Opening(kept)
                self._open_more()
            self._lay_if_due()

    def forget(self) -> None:
        """Nothing of all that may be seen any more: all of it is overwritten."""
        with self._lock:
            self._asked.clear()
            self._pages.clear()
            self._keeping.clear(Kept.HIDDEN)
            self._put_back()
            self._take_away_unless_kept()
            self._tell_kept()
        self._reader.forget()  # waits for a callback, which waits for the lock

    def end(self) -> None:
        """The call is over: everything is forgotten at once, and the reader ended in a thread beside."""
        with self._lock:
            self._open = False
            self._turn += 1
        self.forget()
        with self._lock:
            self._keeping.begin_anew()
            self._tell_kept()
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
                    self._make_unknown(page.sheet)
                    self._take_away_unless_kept()
                else:
                    page.paste(read.ticket, area, read.pixels)
                    self._lay_if_due()
            elif self._opening is not None and read.ticket == self._opening.ticket:
                self._open_with(self._opening, read.pixels)
            self._tell_kept()
        if read.pixels is not None:
            overwrite(read.pixels)

    def _on_idle(self) -> None:
        with self._lock:
            self._lay_if_due()
            self._open_more()
            for page in self._pages.without_thumb():
                if self._keeping.of(page.sheet) is not None:
                    self.thumbs.put(page.sheet, page.thumb(time.monotonic()))

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

    def _keep(self, piece: StillPiece) -> None:
        if self.keeps:
            self._keeping.take(piece)
        if self._opening is not None:
            kept = self._keeping.of(self._opening.sheet)
            if kept is None:
                self._put_back()
            elif piece.sheet == kept.sheet:
                self._open_anew(kept)

    def _make_unknown(self, sheet: int) -> None:
        rests = self._resting is not None and self._resting.sheet == sheet
        self._pages.drop(sheet)
        self._keeping.drop(sheet, Kept.NONE)
        if rests:
            self._on_unknown(sheet)
        if self._opening is not None and self._opening.sheet == sheet:
            self._put_back()

    def _tell_kept(self) -> None:
        states = self._keeping.states
        if states != self._told:
            self._told = states
            self.thumbs.keep_only([sheet for sheet, kept in states.items() if kept is Kept.HERE])
            self.on_kept(states)

    # --- an older sheet, under the lock -----------------------------------------------------------

    def _open_more(self) -> None:
        """One piece at a time, so that what comes of the sheet that lies there finds room."""
        opening = self._opening
        if opening is None:
            return
        piece = opening.next
        if piece is not None:
            self._ticket += 1
            if self._reader.read(self._ticket, piece.data, piece.size):
                opening.asked(self._ticket)
        pose = self._pose(opening.page) if opening.is_read else None
        if pose is not None:
            self._slot.lay(self._picture(opening.page, pose))
            opening.overwrite()
            opening.laid = True

    def _open_with(self, opening: Opening, pixels: bytearray | None) -> None:
        if pixels is None:
            self._make_unknown(opening.sheet)
        else:
            opening.paste(pixels)
            self._open_more()

    def _open_anew(self, kept: KeptSheet) -> None:
        """More of it has come: what is seen stays until that is read."""
        if self._opening is not None:
            self._opening.overwrite()
        self._opening = Opening(kept)
        self._open_more()

    def _put_back(self) -> None:
        """The older sheet goes; what lies there can be seen again."""
        opening, self._opening = self._opening, None
        if opening is not None:
            opening.overwrite()
            self._slot.lay(None)

    # --- the sheet that lies there, under the lock ------------------------------------------------

    def _lay_if_due(self) -> None:
        page = self._resting
        if page is None or not page.can_be_shown or self._opening is not None:
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

    def _picture(self, page: SheetPage, pose: Pose) -> Picture:
        width, height = page.page_px
        self._laid += 1
        self._laid_s = time.monotonic()
        return Picture(
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

    def _lay(self, page: SheetPage, pose: Pose) -> None:
        self._slot.lay(self._picture(page, pose))
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


def _nobody(_told: object) -> None:
    return None

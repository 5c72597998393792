"""What lies in the trays, for both ends to know; and the two touches that let a sheet be seen.

The first touch lays the sheet open on its own screen alone, as the other end would see it. The second, which may not
come before the eye has opened it and a moment has passed, lets it go out. A sheet that the eye knows needs no second
one: nothing private of it is open.
"""

from collections.abc import Callable
from typing import Generic

from kiosk.domain.annotation import Canvas
from kiosk.domain.call import CallState
from kiosk.domain.ids import Side, other, side_of
from kiosk.domain.lying import Lying
from kiosk.domain.page import Page, sheet_number
from kiosk.domain.sharing import SharingState
from kiosk.flows.core import Core, log
from kiosk.flows.moment import Moment
from kiosk.flows.store import Snap
from kiosk.wire.peer import Lies

MOST_HEARD = 200
"""Sheets of the other end in one call: more than anybody lays down, and not enough to fill a memory."""
READ_FOR_S = 0.8
"""A finger that still rests from the first touch, or touches twice, must not answer what nobody could read yet."""


class PaperFlow(Generic[Snap]):
    """Keeps `lying` of the snapshot, and the sheets among the pages of its canvas, the same way at kiosk and desk.

    A sheet becomes a page when it is seen for the first time. Until then the other end hears nothing of it.
    """

    def __init__(self, core: Core[Snap]) -> None:
        """`on_yes` and `on_no` step the sharing."""
        self._core = core
        self._me = side_of(core.role)
        self._shown: set[int] = set()
        self._laid = 0
        self._reading = Moment(core.ports.clock, READ_FOR_S, self._ask)
        self._open = False
        self.on_yes: Callable[[], None] = _nothing
        self.on_no: Callable[[], None] = _nothing
        core.store.listen(self._changed)

    # --- what lies there ---

    def on_lying(self, lying: Lying) -> None:
        """This end's eye says what it sees."""
        if not lying.number:  # another child of it: that one knows no sheet of the one before
            self._shown.clear()
            self._laid = 0
        now = self._core.now
        if lying != now.lying.get(self._me):
            self._core.store.change(lying={**now.lying, self._me: lying})
            if self._open:
                self._tell_lying()

    def theirs(self, message: Lies) -> None:
        """The other end's eye; a page that nobody could look at changes nothing."""
        side, lying, now = other(self._me), _heard(message), self._core.now
        before = now.lying.get(side, Lying())
        if before.shown and (before.number, before.shown) != (lying.number, lying.shown):
            self._core.ports.media.put_aside("document")  # a picture may stand still here, or be the last that came
        page, marks = lying.page(side), now.marks
        if page is not None and page.id not in marks.pages and len(_sheets(marks, side)) >= MOST_HEARD:
            log.warning("too many sheets of the other end")
            return
        marks = marks if page is None else marks.with_page(page)
        self._core.store.change(lying={**now.lying, side: lying}, marks=marks)

    def on_sharp(self, sharp: bool) -> None:
        """The other end's paper is shown as a still from now on, or as video again; without a call as neither."""
        call = self._core.now.call
        self._core.store.change(sharp=sharp and call is not None and call.state is not CallState.ENDED)

    def tell_all(self) -> None:
        """After each new generation: every sheet that was seen, because marks lie on them, and what lies there now."""
        if self._open:
            for number, page in _sheets(self._core.now.marks, self._me):
                self._tell(Lying(number, page.width_mm, page.height_mm))
            self._tell_lying()

    def forget(self) -> None:
        """The call is over: what was shown in it is not shown to the next one."""
        self._let_be(*self._shown)
        now = self._core.now
        mine = {side: lying for side, lying in now.lying.items() if side == self._me}
        self._core.store.change(lying=mine, sharp=False)

    def _tell_lying(self) -> None:
        """To the other end, while it sees the tray; a sheet that it sees is a page from now on."""
        now = self._core.now
        lying = now.lying.get(self._me)
        if lying is None:
            return
        page = lying.page(self._me) if lying.open else None
        if page is not None:
            self._core.store.change(marks=now.marks.with_page(page))
        self._tell(lying)

    # --- letting it be seen ---

    def answer(self, yes: bool) -> None:
        """見せる or 見せない; the first counts only once it was asked."""
        if self._core.now.sharing.mine is not SharingState.ASKING:
            return
        if not yes:
            self.on_no()
        elif self._core.now.asked:
            self._laid = 0
            self.on_yes()

    def _changed(self, snapshot: Snap) -> None:
        opened = snapshot.sharing.mine is SharingState.OPEN
        if opened is not self._open:
            self._open = opened
            self.tell_all()
        if snapshot.sharing.mine is SharingState.ASKING and snapshot.disclosure is None:
            lying = snapshot.lying.get(self._me, Lying())
            # what was told before the eye began to look for a telephone, elsewhere, or for paper again, is no answer
            self._follow(lying if self._is_wanted(lying) else Lying())
        else:
            self._take_back()

    def _follow(self, lying: Lying) -> None:
        """The sheet that lies there now is the one that is asked about, as soon as it was there to be looked at."""
        if lying.held and lying.number == self._laid:
            self._let_read(lying.open and not lying.veiled and self._in_sight)
        elif not lying.held:
            self._let_read(False)
        elif lying.form or (lying.number in self._shown and not lying.phone):
            # known, or let be seen before, as no telephone is that may show something else now: once its eye opens it
            self._take_back()
            if lying.open and not lying.shown:
                self.on_yes()
        else:
            self._take_back()
            self._laid = lying.number
            self._shown.add(lying.number)
            self._core.ports.eyes.show_sheet(lying.number, True)

    @property
    def _in_sight(self) -> bool:
        """A sheet that is asked about stands alone on the resident's screen; a clerk may look at another tab."""
        return self._me == "van" or self._core.now.front == self._me

    def _is_wanted(self, lying: Lying) -> bool:
        phone = self._core.now.phone if self._me == "van" else None
        return (lying.phone, lying.cable) == (phone is not None, phone is not None and phone.cable)

    def _let_read(self, seen: bool) -> None:
        """Asks when it was seen for a moment; takes the question back when it is not seen any more."""
        if seen:
            self._reading.there()
        elif self._reading.gone():
            self._core.store.change(asked=0)

    def _ask(self) -> None:
        self._core.store.change(asked=self._laid)

    def _take_back(self) -> None:
        """What lies open here alone closes, and is not asked about any more."""
        self._let_read(False)
        if self._laid and not self._open:
            laid, self._laid = self._laid, 0
            self._let_be(laid)

    def _let_be(self, *numbers: int) -> None:
        for number in numbers:
            self._shown.discard(number)
            self._core.ports.eyes.show_sheet(number, False)

    def _tell(self, lying: Lying) -> None:
        call = self._core.now.call
        if call is not None and call.connected:
            self._core.ports.media.send(_said(lying))


def _sheets(marks: Canvas, side: Side) -> list[tuple[int, Page]]:
    """The sheets of a side among the pages, with their numbers."""
    numbers = ((sheet_number(page.id, side), page) for page in marks.pages.values())
    return [(number, page) for number, page in numbers if number is not None]


def _said(lying: Lying) -> Lies:
    return Lies(
        number=lying.number,
        width=round(lying.width_mm * 100),
        height=round(lying.height_mm * 100),
        form=lying.form,
        held=lying.held,
        open=lying.open,
        unknown=lying.unknown,
        filled=lying.filled,
        shown=lying.shown,
        phone=lying.phone,
        dark=lying.dark,
        veiled=lying.veiled,
        cable=lying.cable,
        unplugged=lying.unplugged,
    )


def _heard(message: Lies) -> Lying:
    sized = message.width > 0 and message.height > 0
    return Lying(
        number=message.number if sized else 0,
        width_mm=message.width / 100,
        height_mm=message.height / 100,
        form=message.form,
        held=message.held and sized,
        open=message.open,
        unknown=message.unknown,
        filled=message.filled,
        shown=message.shown,
        phone=message.phone,
        dark=message.dark,
        veiled=message.veiled,
        cable=message.cable,
        unplugged=message.unplugged,
    )


def _nothing() -> None:
    return None

"""What lies in the trays, for both ends to know; and the two touches that let a sheet be seen.

The first touch lays the sheet open on its own screen alone, as the other end would see it. The second, which may not
come before the eye has opened it and a moment has passed, lets it go out. A sheet that the eye knows needs no second
one: nothing private of it is open.
"""

from collections.abc import Callable
from typing import Generic

from kiosk.domain.ids import Side, other, side_of
from kiosk.domain.lying import Lying
from kiosk.domain.page import SHEETS
from kiosk.domain.sharing import SharingState
from kiosk.flows.core import Core, log
from kiosk.flows.store import Snap
from kiosk.wire.peer import Lies

READ_FOR_S = 0.8
"""A finger that still rests from the first touch, or touches twice, must not answer what nobody could read yet."""


class PaperFlow(Generic[Snap]):
    """Keeps `lying` of the snapshot, and the pages of its canvas, the same way at kiosk and desk."""

    def __init__(self, core: Core[Snap]) -> None:
        """`on_yes` and `on_no` step the sharing."""
        self._core = core
        self._me = side_of(core.role)
        self._mine: dict[int, Lying] = {}
        self._shown: set[int] = set()
        self._asked = 0
        self._asked_s: float | None = None
        self._theirs = 0
        self.on_yes: Callable[[], None] = _nothing
        self.on_no: Callable[[], None] = _nothing
        core.store.listen(self._changed)

    # --- what lies there ---

    def on_lying(self, lying: Lying) -> None:
        """This end's eye says what it sees."""
        before = self._core.now.lying.get(self._me)
        if lying == before:
            return
        if lying.number:
            self._mine[lying.number] = lying
        elif before is not None and before.number:
            self._mine.clear()  # another child: it does not know the sheets of the one before
            self._shown.clear()
            self._asked, self._asked_s = 0, None
        self._put_mine(lying)
        call = self._core.now.call
        if call is not None and call.connected:
            self._tell(lying)

    def theirs(self, message: Lies) -> None:
        """The other end's eye; a page that nobody could look at changes nothing."""
        lying = _heard(message)
        page = lying.page(other(self._me))
        if page is not None and (page.id not in self._core.now.marks.pages):
            if self._theirs >= SHEETS:
                log.warning("too many sheets of the other end")
                return
            self._theirs += 1
        self._put(other(self._me), lying)

    def tell_all(self) -> None:
        """After each new generation: every sheet, because marks lie on them, and at last what lies there now."""
        lying = self._core.now.lying.get(self._me)
        if lying is None:
            return
        for known in self._mine.values():
            if known.number != lying.number:
                self._tell(known)
        self._tell(lying)

    def forget(self) -> None:
        """The call is over: what was shown in it is not shown to the next one."""
        self._let_be(*self._shown)
        self._theirs = 0
        lying = self._core.now.lying.get(self._me)
        self._mine = {lying.number: lying} if lying is not None and lying.number else {}
        self._core.store.change(lying={} if lying is None else {self._me: lying})
        if lying is not None:
            self._put_mine(lying)

    # --- letting it be seen ---

    def answer(self, yes: bool) -> None:
        """見せる or 見せない; the first counts only once the sheet could be looked at."""
        if self._core.now.sharing.mine is not SharingState.ASKING:
            return
        if not yes:
            self.on_no()
        elif self._asked_s is not None and self._core.ports.clock.monotonic() - self._asked_s >= READ_FOR_S:
            self._asked, self._asked_s = 0, None
            self.on_yes()

    def _changed(self, snapshot: Snap) -> None:
        if snapshot.sharing.mine is SharingState.ASKING:
            self._follow(snapshot.lying.get(self._me, Lying()))
        elif self._asked and snapshot.sharing.mine is not SharingState.OPEN:
            asked, self._asked, self._asked_s = self._asked, 0, None
            self._let_be(asked)

    def _follow(self, lying: Lying) -> None:
        """The sheet that lies there now is the one that is asked about."""
        if not lying.held:
            self._asked_s = None
        elif lying.number == self._asked:
            if lying.open and self._asked_s is None:
                self._asked_s = self._core.ports.clock.monotonic()
        elif lying.form or lying.number in self._shown:  # known, or let be seen before: as soon as its eye opens it
            self._stop_asking()
            if lying.open:
                self.on_yes()
        else:
            self._stop_asking()
            self._asked = lying.number
            self._shown.add(lying.number)
            self._core.ports.eyes.show_sheet(lying.number, True)

    def _stop_asking(self) -> None:
        if self._asked:
            asked, self._asked, self._asked_s = self._asked, 0, None
            self._let_be(asked)

    def _let_be(self, *numbers: int) -> None:
        for number in numbers:
            self._shown.discard(number)
            self._core.ports.eyes.show_sheet(number, False)

    # --- inside ---

    def _put_mine(self, lying: Lying) -> None:
        self._put(self._me, lying)

    def _put(self, side: Side, lying: Lying) -> None:
        now = self._core.now
        page = lying.page(side)
        marks = now.marks if page is None else now.marks.with_page(page)
        self._core.store.change(lying={**now.lying, side: lying}, marks=marks)

    def _tell(self, lying: Lying) -> None:
        self._core.ports.media.send(_said(lying))


def _said(lying: Lying) -> Lies:
    return Lies(
        number=lying.number,
        width=round(lying.width_mm * 100),
        height=round(lying.height_mm * 100),
        form=lying.form,
        held=lying.held,
        open=lying.open,
        unknown=lying.unknown,
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
    )


def _nothing() -> None:
    return None

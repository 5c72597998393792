"""印刷に のせる: a sheet of the call goes home on paper with the marks on it, by the resident's touch alone."""

from kiosk.domain import intents
from kiosk.domain.page import sheet_id
from kiosk.domain.printing import UNDER_WAY
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.domain.taken_page import TakenPage
from kiosk.domain.taking import takable
from kiosk.flows.core import Core


class TakingFlow:
    """Keeps `taken` of the snapshot, whose marks follow the call's until it is over, and tells the eye which sheets'
    pictures to keep. Whoever wipes the visit empties both."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self._core = core
        core.store.listen(self._changed)

    def do(self, wish: intents.TakePage | intents.LeavePages) -> None:
        """The resident's touch; a sheet that is not in front any more is not taken."""
        now = self._core.now
        if now.slip.state in UNDER_WAY:
            return  # a job that waits for paper would print them all the same
        if isinstance(wish, intents.LeavePages):
            self._leave(*(one.number for one in now.taken))
        elif not wish.on:
            self._leave(wish.number)
        elif (page := takable(now)) is not None and page.number == wish.number:
            self._core.ports.eyes.keep_sheet(page.number, True)
            self._core.store.change(taken=(*now.taken, page))

    def _leave(self, *numbers: int) -> None:
        for number in numbers:
            self._core.ports.eyes.keep_sheet(number, False)
        self._core.store.change(taken=tuple(one for one in self._core.now.taken if one.number not in numbers))

    def _changed(self, now: KioskSnapshot) -> None:
        followed = tuple(_followed(one, now) for one in now.taken)
        if followed != now.taken:
            self._core.store.change(taken=followed)


def _followed(page: TakenPage, now: KioskSnapshot) -> TakenPage:
    """When a call is over, its canvas is, too."""
    where = sheet_id("van", page.number)
    return page.followed(now.marks.on(where) if where in now.marks.pages else None)

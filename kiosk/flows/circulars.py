"""Circulars as a resident reads them alone: the list, the search, one of them page by page."""

from dataclasses import replace

from kiosk.domain import circular_intents as asks
from kiosk.domain.circular import Circular, CircularId, shown, without_title
from kiosk.domain.circular_reading import MOST_TYPED, AtCirculars, Paper, PaperState
from kiosk.domain.kana import typed
from kiosk.domain.outside import circular_outside, may_show_circular
from kiosk.domain.snapshot import Hint, KioskSnapshot, Look
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core
from kiosk.flows.ports import CircularOpened, CircularsListed

_OVER = (VisitState.HOME, VisitState.WAITING, VisitState.TALKING, VisitState.FINISHING)


class CircularFlow:
    """Keeps `at_circulars` of the snapshot from the topic's card on. What was opened before is not told any more: each
    opening has a number."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self._core = core
        self._asked = 0
        self._there = core.now.at_circulars is not None
        self._look = core.now.look
        core.store.listen(self._changed)

    def do(self, intent: asks.CircularIntent) -> None:
        """What a resident asked for. What the list has no more is said."""
        at = self._core.now.at_circulars
        if at is None or self._core.now.visit is not VisitState.ALONE:
            return
        match intent:
            case asks.OpenCircular(circular):
                self._open(at, circular)
            case asks.TurnListPart(part):
                self._set(replace(at, part=max(part, 0)))
            case asks.GoBackInCirculars():
                self.back()
            case asks.ShowFound():
                self._show_found(at)
            case asks.ShowAllCirculars():
                self._set(AtCirculars())
            case asks.SearchCirculars() | asks.TypeSearch() | asks.EraseSearch():
                self._set(_searching(at, intent))
            case asks.ShowCircularOutside(on):
                self._set(replace(at, outside=on and may_show_circular(self._core.now)))
            case asks.TurnPage() | asks.EnlargePage() | asks.ReadFrom():
                self._move(at, intent)

    def back(self) -> bool:
        """もどる; False where only the list of all is open."""
        at = self._core.now.at_circulars
        before = at.back() if at is not None else None
        if before is not None:
            self._set(before)
        return before is not None

    def on_circulars(self, event: CircularsListed | CircularOpened) -> None:
        """The list, or what is in the circular that was asked for."""
        if isinstance(event, CircularsListed):
            self._core.store.change(circulars=event.circulars, circulars_heard=event.heard)
            self._came()
        elif event.number == self._asked:
            self._opened(event)

    def _set(self, at: AtCirculars) -> None:
        """A circular that is left is closed below, too."""
        before = self._core.now.at_circulars
        self._core.store.change(at_circulars=at)
        if before is not None and before.opened is not None and at.opened is None:
            self._close()

    def _close(self) -> None:
        self._asked += 1
        self._core.ports.circulars.close()

    def _open(self, at: AtCirculars, wanted: CircularId) -> None:
        now = self._core.now
        there = shown(now.circulars or (), now.clock.date())
        circular = next((one for one in there if one.id == wanted), None)
        if circular is None:
            self._core.hint(Hint.CIRCULAR_GONE)
            return
        self._set(AtCirculars(at.part, at.search, opened=circular))
        if not circular.coming:
            self._ask(circular, 0)

    def _came(self) -> None:
        """Who waits for one that is coming reads it as soon as it is there; one that will not come is said to be
        gone."""
        at = self._core.now.at_circulars
        if at is None or at.opened is None or not at.opened.coming:
            return
        now = next((one for one in self._core.now.circulars or () if one.id == at.opened.id), None)
        if now is None:
            self._core.hint(Hint.CIRCULAR_GONE)
            self._set(AtCirculars(at.part, at.search))
        elif not now.coming:
            self._set(replace(at, opened=now))
            self._ask(now, 0)

    def _ask(self, circular: Circular, page: int) -> None:
        self._asked += 1
        self._core.ports.circulars.open(self._asked, circular, page)

    def _opened(self, event: CircularOpened) -> None:
        at = self._core.now.at_circulars
        if at is None or at.opened is None:
            return
        state = PaperState.REFUSED if event.refused else PaperState.THERE
        paper = Paper(state, event.pages, event.size, event.text, without_title(at.opened, event.blocks), event.missing)
        self._core.store.change(at_circulars=replace(at, paper=paper, band=min(at.band, paper.bands - 1)))

    def _show_found(self, at: AtCirculars) -> None:
        if at.search:
            self._set(AtCirculars(search=at.search))
        else:
            self._core.hint(Hint.NOTHING_TYPED)

    def _move(self, at: AtCirculars, intent: asks.TurnPage | asks.EnlargePage | asks.ReadFrom) -> None:
        if at.opened is None or at.paper.state is not PaperState.THERE:
            return
        if isinstance(intent, asks.ReadFrom):
            self._set(replace(at, first=min(max(intent.block, 0), max(len(at.paper.blocks) - 1, 0))))
        elif isinstance(intent, asks.EnlargePage):
            self._set(replace(at, large=intent.on, band=0))
        else:
            then = at.turned(intent.by)
            if then.page != at.page:
                then = replace(then, paper=replace(then.paper, state=PaperState.OPENING, text="", missing=False))
                self._ask(at.opened, then.page)
            self._set(then)

    def _changed(self, now: KioskSnapshot) -> None:
        """The list is read anew when somebody comes to it. A place in the queue, and the wipe, end the reading. What
        was sent outside does not come back there with a monitor."""
        look, self._look = self._look, now.look
        there, self._there = self._there, now.at_circulars is not None
        if now.at_circulars is None:
            if there:
                self._close()
            return
        if now.visit in _OVER:
            self._core.store.change(at_circulars=None)
        elif not there:
            self._core.ports.circulars.look()
        elif now.at_circulars.outside and not circular_outside(now):
            self._core.store.change(at_circulars=replace(now.at_circulars, outside=False))
        elif _reads(look) != _reads(now.look) and now.at_circulars.part:
            self._core.store.change(at_circulars=replace(now.at_circulars, part=0))


def _searching(at: AtCirculars, intent: asks.SearchCirculars | asks.TypeSearch | asks.EraseSearch) -> AtCirculars:
    if isinstance(intent, asks.SearchCirculars):
        search = at.search if at.typing else ""
        return AtCirculars(search=search, typing=True, plane=intent.plane)
    if not at.typing:
        return at
    after = typed(at.search, intent.letter) if isinstance(intent, asks.TypeSearch) else at.search[:-1]
    return replace(at, search=after[:MOST_TYPED])


def _reads(look: Look) -> tuple[int, str]:
    return look.letters, look.language

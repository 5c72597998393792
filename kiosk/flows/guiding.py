"""Leads through a guide, alone or together: whoever moves last is followed at both ends, also after a reconnection."""

from collections.abc import Callable
from dataclasses import replace
from typing import Generic

from kiosk.domain import guide_intents as asks
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guiding import NO_LINE, Guiding, Tick, chosen, onward
from kiosk.domain.ids import Side, other, side_of
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Ends, KioskSnapshot, Look
from kiosk.flows.core import Core, log
from kiosk.flows.store import Snap
from kiosk.wire.peer import GuideAt

MOST_TICKS = 200


class GuideFlow(Generic[Snap]):
    """Keeps `guiding` of the snapshot. In a call it is one value with a count and an author, as what is lit is: the
    later word holds at both ends, whatever the order of arrival."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._me = side_of(core.role)
        self._stamp: tuple[int, Side] = (0, "office")
        self._said: GuideAt | None = None
        self._pages = _pages_shown(core.now)
        self._look = _look(core.now)
        core.store.listen(self._changed)

    def do(self, intent: asks.GuideIntent) -> None:
        """What a person asked for; meant for another step than the one that is shown it changes nothing."""
        match intent:
            case asks.OpenGuide(at):
                self._move(at)
            case asks.PutGuideAside():
                self.put_aside()
            case asks.ReadWhileWaiting():
                self._read()
            case asks.GoOn(at):
                self._here(at, lambda: self._move(onward(self._core.now.guides, at)))
            case asks.GoBackInGuide(at):
                self._here(at, lambda: self._set(self.now.back(self._me) if self.now else None))
            case asks.ChooseWay(at, index):
                self._here(at, lambda: self._move(chosen(self._core.now.guides, at, index)))
            case asks.TickThing(at, index):
                self._here(at, lambda: self._tick(index))
            case asks.PointAtLine(at, index):
                self._here(at, lambda: self._point(index))
            case asks.TurnPart(at, part):
                self._here(at, lambda: self._turn(part))

    @property
    def now(self) -> Guiding | None:
        """Where somebody is in a guide."""
        return self._core.now.guiding

    @property
    def shown(self) -> bool:
        """Whether it stands on the screen, where there is room for it."""
        return self.now is not None and self.now.shown

    def back(self) -> bool:
        """もどる: to the part before, then to the step before; False where there is none."""
        if self.now is not None and self.now.part:
            self._turn(self.now.part - 1)
            return True
        before = self.now.back(self._me) if self.now is not None else None
        self._set(before)
        return before is not None

    def put_aside(self) -> bool:
        """Whether there was anything to put aside."""
        if self.now is None or not self.now.shown:
            return False
        self._set(replace(self.now, shown=False, by=self._me, line=NO_LINE))
        return True

    def _here(self, at: At, verb: Callable[[], None]) -> None:
        if self.now is not None and self.now.at == at:
            verb()

    def _move(self, at: At | None) -> None:
        """There, if the counter has it; alone at a desk there is nobody to lead."""
        if at is None or self._core.now.guides.step(at) is None:
            return
        self._set(self.now.moved(at, self._me) if self.now is not None else Guiding(at, by=self._me))

    def _read(self) -> None:
        if self.now is not None:
            self._set(replace(self.now, shown=True, by=self._me))

    def _tick(self, index: int) -> None:
        step = self._core.now.guides.step(self.now.at) if self.now is not None else None
        if self.now is not None and step is not None and 0 <= index < len(step.bring):
            ticked = self.now.ticked(index, self._me)
            self._set(ticked if len(ticked.ticks) <= MOST_TICKS else self.now)

    def _point(self, index: int) -> None:
        step = self._core.now.guides.step(self.now.at) if self.now is not None else None
        if self.now is not None and step is not None and 0 <= index < len(step.lines):
            line = NO_LINE if self.now.line == index else index
            self._set(replace(self.now, line=line, by=self._me))

    def _turn(self, part: int) -> None:
        """Nobody else is told: the other end's letters have another size."""
        if self.now is not None and part >= 0:
            self._core.store.change(guiding=replace(self.now, part=part, line=NO_LINE))

    def _set(self, guiding: Guiding | None) -> None:
        if guiding is None or guiding == self.now:
            return
        self._core.store.change(guiding=guiding)
        self._tell()

    def _tell(self) -> None:
        call, now = self._core.now.call, self.now
        if call is None or now is None:
            return
        self._stamp = self._stamp[0] + 1, self._me
        ticks = tuple((tick.at.guide, tick.at.step, tick.nth) for tick in sorted(now.ticks))
        self._said = GuideAt(self._stamp[0], now.at.guide, now.at.step, now.shown, ticks, now.line)
        self._core.ports.media.send(self._said)

    def theirs(self, message: GuideAt) -> None:
        """The other end moved. A step that is not in these guides is answered with where this end is."""
        stamp = message.n, other(self._me)
        if stamp <= self._stamp:
            return
        self._stamp = stamp
        at = At(GuideId(message.guide), StepId(message.step))
        if self._core.now.guides.step(at) is None:
            log.warning("the other end opened a guide that is not here")
            self._tell()
            return
        moved = self.now.moved(at, other(self._me)) if self.now is not None else Guiding(at, by=other(self._me))
        ticks = frozenset(Tick(At(GuideId(guide), StepId(step)), nth) for guide, step, nth in message.ticks)
        part = moved.part if message.line == NO_LINE else 0
        told = replace(moved, ticks=ticks, shown=message.shown, line=message.line, part=part)
        self._core.store.change(guiding=told)

    def tell_all(self) -> None:
        """After each new generation: this end's last word, if it was the last of both; at first, where a resident
        already is."""
        if self._said is None and self._stamp[0] == 0 and self.now is not None and self._me == "van":
            self._tell()
        elif self._said is not None and self._stamp == (self._said.n, self._me):
            self._core.ports.media.send(self._said)

    def call_ended(self) -> None:
        """Of a call nothing is left to be told; where a resident is in a guide belongs to the visit."""
        self._stamp, self._said = (0, "office"), None
        self._core.store.change(guiding=self.now if self._me == "van" else None)

    def _changed(self, snapshot: Snap) -> None:
        """A page that is laid open comes before the guide. Other letters make other parts."""
        look, self._look = self._look, _look(snapshot)
        if look != self._look and self.now is not None and self.now.part:
            self._turn(0)
        pages, self._pages = self._pages, _pages_shown(snapshot)
        if self._me == "van" and self._pages - pages and self.shown and snapshot.call is not None:
            self.put_aside()


def _look(snapshot: Ends) -> Look:
    """How a resident reads; a clerk's letters have one size."""
    return snapshot.look if isinstance(snapshot, KioskSnapshot) else Look()


def _pages_shown(snapshot: Ends) -> frozenset[str]:
    """What stands on the screen of shared pages, and the field of it that is lit."""
    sharing = snapshot.sharing
    shown = {
        "own": sharing.paper_shown and sharing.mine is not SharingState.CLOSED,
        "theirs": sharing.theirs is SharingState.OPEN,
        "board": snapshot.board.open,
    }
    if snapshot.lit is not None and snapshot.lit.field:
        shown[f"field {snapshot.lit.field}"] = sharing.paper_shown
    return frozenset(name for name, there in shown.items() if there)

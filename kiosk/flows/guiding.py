"""Leads through a guide, alone or together: whoever moves last is followed at both ends, also after a reconnection."""

from dataclasses import replace
from typing import Generic

from kiosk.domain import guide_intents as asks
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guiding import NO_LINE, Guiding, Tick, asked
from kiosk.domain.ids import Side, other, side_of
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Ends, KioskSnapshot, Look
from kiosk.flows.core import Core, log
from kiosk.flows.store import Snap
from kiosk.wire.peer import GuideAt


class GuideFlow(Generic[Snap]):
    """Keeps `guiding` of the snapshot. In a call it is one value with a count and an author, as what is lit is: the
    later word holds at both ends, whatever the order of arrival."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._me = side_of(core.role)
        self._stamp: tuple[int, Side] = (0, "office")
        self._said: GuideAt | None = None
        self._before = _before_a_guide(core.now)
        self._look = _look(core.now)
        core.store.listen(self._changed)

    def do(self, intent: asks.GuideIntent) -> None:
        """What a person asked for. Of another part the other end is not told: its letters have another size."""
        then = asked(self._core.now.guides, self.now, intent, self._me)
        if isinstance(intent, asks.TurnPart):
            self._core.store.change(guiding=then)
        else:
            self._set(then)

    @property
    def now(self) -> Guiding | None:
        """Where somebody is in a guide."""
        return self._core.now.guiding

    def back(self) -> bool:
        """もどる within the guide; False where it leads out of it."""
        wish = self.now.way_back() if self.now is not None else None
        if wish is not None:
            self.do(wish)
        return wish is not None

    def put_aside(self) -> bool:
        """Whether there was anything to put aside."""
        shown = self.now is not None and self.now.shown
        self.do(asks.PutGuideAside())
        return shown

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
        """The other end moved. A step that is not in these guides is answered with where this end is, and one that
        would cover what the resident is deciding on is kept aside."""
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
        if told.shown and self._me == "van" and _deciding(self._core.now):
            self._set(told.put_aside(self._me))
        else:
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
        """What is laid open, lit or asked for comes before the guide. Other letters make other parts."""
        look, self._look = self._look, _look(snapshot)
        if look != self._look and self.now is not None and self.now.part:
            self.do(asks.TurnPart(self.now.at, 0))
        before, self._before = self._before, _before_a_guide(snapshot)
        if self._me == "van" and self._before - before and snapshot.call is not None:
            self.put_aside()


def _look(snapshot: Ends) -> Look:
    """How a resident reads; a clerk's letters have one size."""
    return snapshot.look if isinstance(snapshot, KioskSnapshot) else Look()


def _deciding(snapshot: Ends) -> bool:
    """Whether a resident has something to answer that nobody may push aside: what the other end is to see."""
    return snapshot.sharing.mine is SharingState.ASKING or snapshot.disclosure is not None


def _before_a_guide(snapshot: Ends) -> frozenset[str]:
    """What stands on the screen of shared pages, the field of it that is lit, and what the clerk asks for."""
    sharing = snapshot.sharing
    there = {
        "own": sharing.paper_shown and sharing.mine in (SharingState.OPEN, SharingState.HIDDEN),
        "theirs": sharing.theirs is SharingState.OPEN,
        "board": snapshot.board.open,
        "paper asked for": sharing.mine is SharingState.OFFERED,
        "field asked for": snapshot.wish is not None,
        "deciding": _deciding(snapshot),
    }
    if snapshot.lit is not None and snapshot.lit.field:
        there[f"field {snapshot.lit.field}"] = sharing.paper_shown
    return frozenset(name for name, is_so in there.items() if is_so)

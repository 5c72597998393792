"""What an unattended end touches next: the shortest visit again and again, as orders on the command line say."""

from dataclasses import dataclass
from typing import Protocol

from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.guide_intents import TalkToClerk
from kiosk.domain.ids import TopicId
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, Ends, Health, HubState, KioskSnapshot
from kiosk.domain.visit import VisitState


class Play(Protocol):
    """Asked after every change and a few times a second."""

    @property
    def draws(self) -> bool:
        """Whether strokes are to be drawn on a paper that lies open."""

    def next(self, snapshot: Ends) -> intents.Intent | None:
        """What is touched now."""


@dataclass(frozen=True)
class Routine:
    """What a plain run does by itself; without a topic nobody begins a visit."""

    topic: TopicId | None
    answer: bool
    share: bool
    draw: bool


class RoutinePlay:
    """Touches each key as soon as it is there."""

    def __init__(self, routine: Routine) -> None:
        self._routine = routine
        self._done: set[str] = set()

    @property
    def draws(self) -> bool:
        """As promised."""
        return self._routine.draw

    def next(self, snapshot: Ends) -> intents.Intent | None:
        """As promised."""
        if snapshot.hub is not HubState.ONLINE:
            self._done.clear()  # what was asked of a hub that went away is asked of it again
            return None
        if isinstance(snapshot, KioskSnapshot):
            return self._kiosk_next(snapshot)
        return self._desk_next(snapshot) if isinstance(snapshot, DeskSnapshot) else None

    def _kiosk_next(self, snapshot: KioskSnapshot) -> intents.Intent | None:
        if self._routine.topic is None:
            return None
        call = snapshot.call
        if snapshot.question is not None:
            return intents.Answer(yes=True)
        if snapshot.visit in (VisitState.HOME, VisitState.CHOOSING):
            self._done.clear()
            return intents.ChooseTopic(self._routine.topic)
        if snapshot.visit is VisitState.ALONE:
            return self._once("talk", TalkToClerk())
        if snapshot.visit is VisitState.ASKING:
            return self._once("confirm", intents.Confirm())
        if snapshot.visit is VisitState.WAITING and call is not None and call.state is CallState.RINGING:
            return self._once(f"start {call.id}", intents.StartTalking())
        if snapshot.visit is VisitState.WAITING and snapshot.ticket is not None and snapshot.ticket.set_aside:
            return intents.QueueAgain()
        if snapshot.visit is VisitState.FINISHING:
            return self._once("finish", intents.Finish())
        return self._share(snapshot)

    def _desk_next(self, snapshot: DeskSnapshot) -> intents.Intent | None:
        if snapshot.must_choose_outcome:
            return self._once("outcome", intents.ChooseOutcome(snapshot.city.outcomes[0].code))
        if snapshot.call is None:
            self._done.discard("outcome")
            if self._routine.answer and snapshot.queue:
                return self._once(f"answer {snapshot.queue[0].ticket}", intents.AnswerNext())
            return None
        return self._share(snapshot)

    def _share(self, snapshot: Ends) -> intents.Intent | None:
        call = snapshot.call
        seeing = snapshot.document.health is Health.OK and snapshot.sharing.mine is SharingState.CLOSED
        ready = seeing and call is not None and call.state is CallState.TALKING
        if self._routine.share and ready and call is not None:
            return self._once(f"share {call.id}", intents.ShowPaper())
        return None

    def _once(self, what: str, intent: intents.Intent) -> intents.Intent | None:
        if what in self._done:
            return None
        self._done.add(what)
        return intent

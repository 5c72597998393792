"""Random visits with a seed: how long people wait, talk and show their papers, and who loses patience."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from time import monotonic

from kiosk.domain import intents
from kiosk.domain.call import CallState
from kiosk.domain.guide_intents import TalkToClerk
from kiosk.domain.ids import TopicId
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, Ends, Health, HubState, KioskSnapshot
from kiosk.domain.visit import VisitState

AGAIN_S = 5.0
"""What has had no effect is touched again, as people do."""
CALL_S = (20.0, 240.0)
REST_S = (20.0, 26.0)
"""Between two visits; long enough for a counter to come to rest, so that it can be looked at."""
_LIVE = (CallState.TALKING, CallState.RECONNECTING)


@dataclass(frozen=True)
class Talk:
    """Whims of one call. Seconds since the talk began; None for never."""

    share_s: float | None
    hide_s: float | None
    hang_up_s: float | None
    draws: bool


@dataclass(frozen=True)
class Whims:
    """Whims of one visit, of a resident or a clerk: seconds until a topic is chosen or the next is called, until a call
    that rings is taken, and until a place in the queue is given up (None for never)."""

    begin_s: float
    accept_s: float
    leave_s: float | None
    talk: Talk


def resident_whims(seed: int, turn: int, scale: float) -> Whims:
    """Half of the residents leave the end of the call to the clerk; some go while they wait, some come late."""
    random = Random(f"resident {seed} {turn}")  # noqa: S311  # whims, no secrets
    return Whims(
        begin_s=random.uniform(*REST_S),
        accept_s=random.uniform(8, 12) if random.random() < 0.1 else random.uniform(0.5, 3),
        leave_s=random.uniform(0.5, 2) if random.random() < 0.15 else None,
        talk=_talk(random, scale, ends=random.random() < 0.5),
    )


def clerk_whims(seed: int, turn: int, scale: float) -> Whims:
    """Some clerks are out for a while."""
    random = Random(f"clerk {seed} {turn}")  # noqa: S311  # whims, no secrets
    away_s = random.uniform(12, 25) if random.random() < 0.1 else random.uniform(1, 5)
    return Whims(begin_s=away_s, accept_s=0.0, leave_s=None, talk=_talk(random, scale, ends=True))


def _talk(random: Random, scale: float, ends: bool) -> Talk:
    lasts_s = random.uniform(*CALL_S) * scale
    shares, hides = random.random() < 0.7, random.random() < 0.6
    return Talk(
        share_s=random.uniform(0.05, 0.3) * lasts_s if shares else None,
        hide_s=random.uniform(0.5, 0.9) * lasts_s if shares and hides else None,
        hang_up_s=lasts_s if ends else None,
        draws=random.random() < 0.6,
    )


class RandomPlay:
    """One end of random visits."""

    def __init__(self, seed: int, scale: float, topic: TopicId | None, clock: Callable[[], float] = monotonic) -> None:
        """`scale` shortens calls. A kiosk needs a topic."""
        self._seed = seed
        self._scale = scale
        self._topic = topic
        self._clock = clock
        self._turn = 0
        self._over = False
        self._whims = self._draw_whims()
        self._stage = ""
        self._due_s = 0.0
        self._call = ""
        self._call_began_s = 0.0
        self._done: set[str] = set()

    @property
    def draws(self) -> bool:
        """As promised."""
        return self._whims.talk.draws

    def next(self, snapshot: Ends) -> intents.Intent | None:
        """As promised."""
        if snapshot.call is not None and snapshot.call.state in _LIVE and snapshot.question is None:
            return self._in_call(snapshot, snapshot.call.id)
        if isinstance(snapshot, KioskSnapshot):
            wish = self._resident(snapshot)
        else:
            wish = self._clerk(snapshot) if isinstance(snapshot, DeskSnapshot) else None
        if wish is None:
            self._stage = ""
            return None
        stage, after_s, intent = wish
        return intent if self._due(stage, after_s) else None

    def _draw_whims(self) -> Whims:
        draw = clerk_whims if self._topic is None else resident_whims
        return draw(self._seed, self._turn, self._scale)

    def _resident(self, snapshot: KioskSnapshot) -> tuple[str, float, intents.Intent] | None:
        whims, ticket, call = self._whims, snapshot.ticket, snapshot.call
        if snapshot.question is not None:
            return f"question {snapshot.question}", 1.0, intents.Answer(yes=True)
        if snapshot.visit is VisitState.FINISHING:
            return "finishing", 2.0, intents.Finish()
        if snapshot.visit in (VisitState.WAITING, VisitState.WIPING):
            self._over = True  # a place that was given up leads back to the topics, where another one begins
        elif self._over and snapshot.visit in (VisitState.HOME, VisitState.CHOOSING):
            self._over = False
            self._next_turn()
        if snapshot.hub is not HubState.ONLINE or self._topic is None:
            return None
        if snapshot.visit in (VisitState.HOME, VisitState.CHOOSING):
            return "home", whims.begin_s, intents.ChooseTopic(self._topic)
        if snapshot.visit is VisitState.ALONE:
            return "alone", 1.0, TalkToClerk()
        if snapshot.visit is VisitState.ASKING:
            return "asking", 1.0, intents.Confirm()
        if snapshot.visit is not VisitState.WAITING:
            return None
        if call is not None and call.state is CallState.RINGING:
            return f"ringing {call.id}", whims.accept_s, intents.StartTalking()
        if ticket is not None and ticket.set_aside:
            return "set aside", 2.0, intents.QueueAgain()
        return ("waiting", whims.leave_s, intents.LeaveQueue()) if whims.leave_s is not None else None

    def _clerk(self, snapshot: DeskSnapshot) -> tuple[str, float, intents.Intent] | None:
        if snapshot.must_choose_outcome:
            codes = [outcome.code for outcome in snapshot.city.outcomes]
            return "outcome", 1.5, intents.ChooseOutcome(codes[self._turn % len(codes)])
        if snapshot.call is None and snapshot.queue and snapshot.hub is HubState.ONLINE:
            return f"queue {snapshot.queue[0].ticket}", self._whims.begin_s, intents.AnswerNext()
        return None

    def _in_call(self, snapshot: Ends, call: str) -> intents.Intent | None:
        now_s = self._clock()
        if call != self._call:
            self._call, self._call_began_s, self._stage = call, now_s, ""
            self._done.clear()
            if isinstance(snapshot, DeskSnapshot):
                self._next_turn()
        talk, talked_s = self._whims.talk, now_s - self._call_began_s
        if self._is_time("share", talk.share_s, talked_s) and snapshot.document.health is Health.OK:
            return intents.ShowPaper()
        if self._is_time("hide", talk.hide_s, talked_s) and snapshot.sharing.mine is SharingState.OPEN:
            return intents.HidePaper()
        if talk.hang_up_s is None or talked_s < talk.hang_up_s or not self._due("hang up", 0.0):
            return None
        if isinstance(snapshot, DeskSnapshot) and snapshot.outcome_code is None:
            self._stage = ""  # the call is ended with the next look
            return intents.ChooseOutcome(snapshot.city.outcomes[self._turn % len(snapshot.city.outcomes)].code)
        return intents.EndCall()

    def _next_turn(self) -> None:
        self._turn += 1
        self._whims = self._draw_whims()

    def _is_time(self, what: str, at_s: float | None, talked_s: float) -> bool:
        """Once a call."""
        if at_s is None or talked_s < at_s or what in self._done:
            return False
        self._done.add(what)
        return True

    def _due(self, stage: str, after_s: float) -> bool:
        """Whether the stage has been stood in for so long; then, again, each AGAIN_S."""
        now_s = self._clock()
        if stage != self._stage:
            self._stage, self._due_s = stage, now_s + after_s
        if now_s < self._due_s:
            return False
        self._due_s = now_s + AGAIN_S
        return True

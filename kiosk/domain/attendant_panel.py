"""The attendant's panel: a number opens it, a wrong one makes it wait, and nothing locks it for good."""

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Final, TypeAlias

from kiosk.domain.table import Row, Table, refuse

LEAST_DIGITS: Final = 6
MOST_DIGITS: Final = 8
CLOSES_AFTER_S: Final = 60.0
"""Without a touch."""
LONGEST_DELAY_S: Final = 60.0


class PanelState(StrEnum):
    """Where the panel stands. Unavailable: there is no number that could open it."""

    CLOSED = "closed"
    UNAVAILABLE = "unavailable"
    ASKING = "asking"
    CHECKING = "checking"
    DELAYED = "delayed"
    OPEN = "open"


class PanelEvent(StrEnum):
    """What can happen to it. Too early: it is opened again while a wrong number still makes it wait."""

    OPENED = "opened"
    TOO_EARLY = "too_early"
    NO_NUMBER = "no_number"
    TYPED = "typed"
    RIGHT = "right"
    WRONG = "wrong"
    WAITED = "waited"
    LEFT = "left"


class PanelEffect(StrEnum):
    """What the flow does when a row says so."""

    SHUFFLE = "shuffle"
    CHECK = "check"
    COUNT_DOWN = "count_down"


class PanelPart(StrEnum):
    """What an open panel shows: how the devices do with all keys, or one thing that is asked about."""

    MAIN = "main"
    STOP = "stop"
    END_VISIT = "end_visit"
    RESTART = "restart"


class NumberFound(StrEnum):
    """What is known of the number's file: there is one, there is none, or it cannot be used."""

    THERE = "there"
    MISSING = "missing"
    BROKEN = "broken"


S: TypeAlias = PanelState
V: TypeAlias = PanelEvent
F: TypeAlias = PanelEffect
_TO_OPEN = (V.OPENED, V.TOO_EARLY)
_ANSWERS = (V.RIGHT, V.WRONG)

ATTENDANT_PANEL: Table[PanelState, PanelEvent, PanelEffect] = Table(
    name="attendant_panel",
    start=S.CLOSED,
    rows={
        (S.CLOSED, V.OPENED): Row(S.ASKING, (F.SHUFFLE,)),
        (S.CLOSED, V.TOO_EARLY): Row(S.DELAYED, (F.SHUFFLE, F.COUNT_DOWN)),
        (S.CLOSED, V.NO_NUMBER): Row(S.UNAVAILABLE),
        (S.UNAVAILABLE, V.LEFT): Row(S.CLOSED),
        (S.ASKING, V.TYPED): Row(S.CHECKING, (F.CHECK,)),
        (S.ASKING, V.LEFT): Row(S.CLOSED),
        (S.CHECKING, V.RIGHT): Row(S.OPEN),
        (S.CHECKING, V.WRONG): Row(S.DELAYED, (F.SHUFFLE, F.COUNT_DOWN)),
        (S.CHECKING, V.NO_NUMBER): Row(S.UNAVAILABLE),
        (S.CHECKING, V.LEFT): Row(S.CLOSED),
        (S.DELAYED, V.WAITED): Row(S.ASKING),
        (S.DELAYED, V.LEFT): Row(S.CLOSED),
        (S.OPEN, V.LEFT): Row(S.CLOSED),
    },
    refused=refuse(
        PanelState,
        PanelEvent,
        (S.CLOSED, (V.TYPED, *_ANSWERS, V.WAITED, V.LEFT)),
        (S.UNAVAILABLE, (*_TO_OPEN, V.NO_NUMBER, V.TYPED, *_ANSWERS, V.WAITED)),
        (S.ASKING, (*_TO_OPEN, V.NO_NUMBER, *_ANSWERS, V.WAITED)),
        (S.CHECKING, (*_TO_OPEN, V.TYPED, V.WAITED)),
        (S.DELAYED, (*_TO_OPEN, V.NO_NUMBER, V.TYPED, *_ANSWERS)),
        (S.OPEN, (*_TO_OPEN, V.NO_NUMBER, V.TYPED, *_ANSWERS, V.WAITED)),
    ),
)


def delay_s(wrong: int) -> float:
    """How long the panel waits after so many wrong numbers in a row, in seconds: 1, 2, 4 … and never more than 60."""
    return min(2.0 ** (wrong - 1), LONGEST_DELAY_S) if wrong else 0.0


@dataclass(frozen=True)
class AttendantPanel:
    """What the screens know. `order`: which digit lies on each of the ten keys. `typed`: how many digits, never which.
    `wait_s`: whole seconds until the next number may be typed. `page`: of the stops, counted from 0. `found`: why the
    panel is unavailable."""

    state: PanelState = PanelState.CLOSED
    order: tuple[int, ...] = field(default=(), repr=False)
    typed: int = 0
    wait_s: int = 0
    part: PanelPart = PanelPart.MAIN
    page: int = 0
    found: NumberFound = NumberFound.THERE

    @property
    def shown(self) -> bool:
        """Whether it stands over the screen."""
        return self.state is not PanelState.CLOSED


def number_fault(number: str) -> str:
    """Why this cannot be an attendant's number, for whoever sets it; empty if it can. Never repeats the number."""
    digits = [int(sign) for sign in number] if all(sign in "0123456789" for sign in number) else []
    if not LEAST_DIGITS <= len(digits) <= MOST_DIGITS:
        return f"the number must have {LEAST_DIGITS} to {MOST_DIGITS} digits, and nothing else"
    steps = {(after - before) % 10 for before, after in pairwise(digits)}
    if steps == {0}:
        return "the number repeats one digit: whoever tries that first is in; take another one"
    if steps in ({1}, {9}):
        return "the number counts up or down: whoever tries that first is in; take another one"
    return ""

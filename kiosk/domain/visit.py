"""A visit: a resident's stay at the counter, from the first touch to the wipe."""

from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.table import Row, Table, refuse


class VisitState(StrEnum):
    """Where a visit stands."""

    HOME = "home"
    CHOOSING = "choosing"
    ALONE = "alone"
    ASKING = "asking"
    WAITING = "waiting"
    TALKING = "talking"
    FINISHING = "finishing"
    WIPING = "wiping"


class VisitEvent(StrEnum):
    """What can happen to a visit."""

    TOUCHED = "touched"
    TOPIC_CHOSEN = "topic_chosen"
    GUIDE_OPENED = "guide_opened"
    CONFIRMED = "confirmed"
    WENT_BACK = "went_back"
    CALL_STARTED = "call_started"
    CALL_ENDED = "call_ended"
    PASSED_ON = "passed_on"
    DONE = "done"
    IDLED_OUT = "idled_out"
    FAILED = "failed"
    WIPED = "wiped"


class VisitEffect(StrEnum):
    """What flows do when a row says so."""

    OPEN_VISIT = "open_visit"
    ASK_FOR_TICKET = "ask_for_ticket"
    CANCEL_TICKET = "cancel_ticket"
    END_CALL = "end_call"
    WIPE = "wipe"


S: TypeAlias = VisitState
V: TypeAlias = VisitEvent
F: TypeAlias = VisitEffect
_END_ANYHOW = (V.IDLED_OUT, V.FAILED)


def _ending(state: S, *first: F) -> dict[tuple[S, V], Row[S, F]]:
    return {(state, event): Row(S.WIPING, (*first, F.WIPE)) for event in _END_ANYHOW}


VISIT: Table[VisitState, VisitEvent, VisitEffect] = Table(
    name="visit",
    start=S.HOME,
    rows={
        (S.HOME, V.TOUCHED): Row(S.CHOOSING, (F.OPEN_VISIT,)),
        (S.HOME, V.TOPIC_CHOSEN): Row(S.ASKING, (F.OPEN_VISIT,)),
        (S.HOME, V.GUIDE_OPENED): Row(S.ALONE, (F.OPEN_VISIT,)),
        (S.HOME, V.FAILED): Row(S.WIPING, (F.WIPE,)),
        (S.CHOOSING, V.TOUCHED): Row(S.CHOOSING),
        (S.CHOOSING, V.TOPIC_CHOSEN): Row(S.ASKING),
        (S.CHOOSING, V.GUIDE_OPENED): Row(S.ALONE),
        (S.CHOOSING, V.DONE): Row(S.WIPING, (F.WIPE,)),
        **_ending(S.CHOOSING),
        (S.ALONE, V.TOUCHED): Row(S.ALONE),
        (S.ALONE, V.GUIDE_OPENED): Row(S.ALONE),
        (S.ALONE, V.TOPIC_CHOSEN): Row(S.ASKING),
        (S.ALONE, V.WENT_BACK): Row(S.CHOOSING),
        (S.ALONE, V.DONE): Row(S.FINISHING),
        **_ending(S.ALONE),
        (S.ASKING, V.TOUCHED): Row(S.ASKING),
        (S.ASKING, V.CONFIRMED): Row(S.WAITING, (F.ASK_FOR_TICKET,)),
        (S.ASKING, V.WENT_BACK): Row(S.CHOOSING),
        **_ending(S.ASKING),
        (S.WAITING, V.TOUCHED): Row(S.WAITING),
        (S.WAITING, V.WENT_BACK): Row(S.CHOOSING, (F.CANCEL_TICKET,)),
        (S.WAITING, V.CALL_STARTED): Row(S.TALKING),
        **_ending(S.WAITING, F.CANCEL_TICKET),
        (S.TALKING, V.TOUCHED): Row(S.TALKING),
        (S.TALKING, V.CALL_ENDED): Row(S.FINISHING),
        # Another clerk takes over: the ticket waits at its old place, so mostly first.
        (S.TALKING, V.PASSED_ON): Row(S.WAITING),
        **_ending(S.TALKING, F.END_CALL),
        (S.FINISHING, V.TOUCHED): Row(S.FINISHING),
        (S.FINISHING, V.DONE): Row(S.WIPING, (F.WIPE,)),
        **_ending(S.FINISHING),
        (S.WIPING, V.WIPED): Row(S.HOME),
        (S.WIPING, V.TOUCHED): Row(S.WIPING),
        (S.WIPING, V.FAILED): Row(S.WIPING, (F.WIPE,)),
    },
    refused=refuse(
        VisitState,
        VisitEvent,
        (
            S.HOME,
            (
                V.CONFIRMED,
                V.WENT_BACK,
                V.CALL_STARTED,
                V.CALL_ENDED,
                V.PASSED_ON,
                V.DONE,
                V.IDLED_OUT,
                V.WIPED,
            ),
        ),
        (S.CHOOSING, (V.CONFIRMED, V.WENT_BACK, V.CALL_STARTED, V.CALL_ENDED, V.PASSED_ON, V.WIPED)),
        (S.ALONE, (V.CONFIRMED, V.CALL_STARTED, V.CALL_ENDED, V.PASSED_ON, V.WIPED)),
        (S.ASKING, (V.TOPIC_CHOSEN, V.GUIDE_OPENED, V.CALL_STARTED, V.CALL_ENDED, V.PASSED_ON, V.DONE, V.WIPED)),
        (S.WAITING, (V.TOPIC_CHOSEN, V.GUIDE_OPENED, V.CONFIRMED, V.CALL_ENDED, V.PASSED_ON, V.DONE, V.WIPED)),
        (
            S.TALKING,
            (V.TOPIC_CHOSEN, V.GUIDE_OPENED, V.CONFIRMED, V.WENT_BACK, V.CALL_STARTED, V.DONE, V.WIPED),
        ),
        (
            S.FINISHING,
            (
                V.TOPIC_CHOSEN,
                V.GUIDE_OPENED,
                V.CONFIRMED,
                V.WENT_BACK,
                V.CALL_STARTED,
                V.CALL_ENDED,
                V.PASSED_ON,
                V.WIPED,
            ),
        ),
        (
            S.WIPING,
            (
                V.TOPIC_CHOSEN,
                V.GUIDE_OPENED,
                V.CONFIRMED,
                V.WENT_BACK,
                V.CALL_STARTED,
                V.CALL_ENDED,
                V.PASSED_ON,
                V.DONE,
                V.IDLED_OUT,
            ),
        ),
    ),
)

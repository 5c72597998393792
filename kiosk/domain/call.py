"""A call: what two people share, above the connections that come and go under it.

The kiosk and the desk step the same table. A call rings at the kiosk once a desk has claimed its ticket.
"""

from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.table import Row, Table, refuse


class CallState(StrEnum):
    """Where a call stands."""

    RINGING = "ringing"
    CONNECTING = "connecting"
    TALKING = "talking"
    HOLDING = "holding"
    RECONNECTING = "reconnecting"
    ENDED = "ended"


class CallEvent(StrEnum):
    """What can happen to a call."""

    ACCEPTED = "accepted"
    CONNECTED = "connected"
    LOST = "lost"
    HELD = "held"
    RESUMED = "resumed"
    SET_ASIDE = "set_aside"
    HUNG_UP_HERE = "hung_up_here"
    HUNG_UP_THERE = "hung_up_there"
    GAVE_UP = "gave_up"


class CallEffect(StrEnum):
    """What flows do when a row says so."""

    TELL_ACCEPTED = "tell_accepted"
    NEW_GENERATION = "new_generation"
    TELL_HELD = "tell_held"
    TELL_RESUMED = "tell_resumed"
    TELL_ENDED = "tell_ended"
    CLOSE_GENERATION = "close_generation"


class EndReason(StrEnum):
    """Why a call ended; codes only, they may be logged."""

    RESIDENT = "resident"
    CLERK = "clerk"
    LOST = "lost"
    SET_ASIDE = "set_aside"
    PASSED_ON = "passed_on"
    IDLE = "idle"
    FAILED = "failed"


S: TypeAlias = CallState
V: TypeAlias = CallEvent
F: TypeAlias = CallEffect

_ENDINGS: dict[V, tuple[F, ...]] = {
    V.HUNG_UP_HERE: (F.TELL_ENDED, F.CLOSE_GENERATION),
    V.HUNG_UP_THERE: (F.CLOSE_GENERATION,),
    V.GAVE_UP: (F.TELL_ENDED, F.CLOSE_GENERATION),
}


def _ending(state: S) -> dict[tuple[S, V], Row[S, F]]:
    return {(state, event): Row(S.ENDED, effects) for event, effects in _ENDINGS.items()}


CALL: Table[CallState, CallEvent, CallEffect] = Table(
    name="call",
    start=S.RINGING,
    rows={
        # The connection is built while it rings, behind shut gates: after the touch only pictures are missing.
        (S.RINGING, V.ACCEPTED): Row(S.CONNECTING, (F.TELL_ACCEPTED,)),
        (S.RINGING, V.SET_ASIDE): Row(S.ENDED, (F.TELL_ENDED, F.CLOSE_GENERATION)),
        (S.RINGING, V.CONNECTED): Row(S.RINGING),
        (S.RINGING, V.LOST): Row(S.RINGING, (F.NEW_GENERATION,)),
        **_ending(S.RINGING),
        (S.CONNECTING, V.CONNECTED): Row(S.TALKING),
        (S.CONNECTING, V.LOST): Row(S.RECONNECTING, (F.NEW_GENERATION,)),
        **_ending(S.CONNECTING),
        (S.TALKING, V.CONNECTED): Row(S.TALKING),
        (S.TALKING, V.LOST): Row(S.RECONNECTING, (F.NEW_GENERATION,)),
        (S.TALKING, V.HELD): Row(S.HOLDING, (F.TELL_HELD,)),
        **_ending(S.TALKING),
        (S.HOLDING, V.CONNECTED): Row(S.HOLDING),
        (S.HOLDING, V.LOST): Row(S.RECONNECTING, (F.NEW_GENERATION,)),
        (S.HOLDING, V.RESUMED): Row(S.TALKING, (F.TELL_RESUMED,)),
        **_ending(S.HOLDING),
        (S.RECONNECTING, V.CONNECTED): Row(S.TALKING),
        (S.RECONNECTING, V.LOST): Row(S.RECONNECTING, (F.NEW_GENERATION,)),
        **_ending(S.RECONNECTING),
    },
    refused=refuse(
        CallState,
        CallEvent,
        (S.RINGING, (V.HELD, V.RESUMED)),
        (S.CONNECTING, (V.ACCEPTED, V.HELD, V.RESUMED, V.SET_ASIDE)),
        (S.TALKING, (V.ACCEPTED, V.RESUMED, V.SET_ASIDE)),
        (S.HOLDING, (V.ACCEPTED, V.HELD, V.SET_ASIDE)),
        (S.RECONNECTING, (V.ACCEPTED, V.HELD, V.RESUMED, V.SET_ASIDE)),
        (S.ENDED, tuple(CallEvent)),
    ),
)

"""Who may see what a camera sees, and when an untouched visit ends: the rules that hold before all others."""

from dataclasses import dataclass
from enum import IntEnum

from kiosk.domain.call import CallState
from kiosk.domain.ids import EyeName
from kiosk.domain.sharing import SharingState
from kiosk.domain.visit import VisitState


class Gate(IntEnum):
    """The four positions of an eye's gate. Written into shared memory, so the numbers are fixed."""

    SHUT = 0
    LOCAL = 1
    SENT = 2
    CALIBRATE = 3


@dataclass(frozen=True)
class Scene:
    """All that the decision about a gate rests on."""

    visit: VisitState
    call: CallState | None = None
    sharing: SharingState = SharingState.CLOSED
    face_hidden: bool = False
    calibrating: bool = False
    embedded_lost: bool = False
    photo: bool = False
    phone: bool = False


def decide_gate(eye: EyeName, scene: Scene) -> Gate:
    """The position of one eye's gate. Anything not listed as open is shut.

    A desk has no visit of its own; it passes the state TALKING while its call lives, else HOME.
    """
    if scene.calibrating:
        return Gate.CALIBRATE if scene.visit is VisitState.HOME and scene.call is None else Gate.SHUT
    if scene.embedded_lost:
        return Gate.SHUT
    if scene.visit is VisitState.ALONE and scene.photo and eye == "face" and not scene.face_hidden:
        return Gate.LOCAL  # somebody looks at himself, by his own touch
    if scene.visit is VisitState.ALONE and scene.phone and eye == "document":
        return Gate.LOCAL  # the own telephone, large on the own screen
    if scene.visit is not VisitState.TALKING:
        return Gate.SHUT
    asking = eye == "document" and scene.sharing is SharingState.ASKING
    wanted = not scene.face_hidden if eye == "face" else asking or scene.sharing is SharingState.OPEN
    if not wanted:
        return Gate.SHUT
    if scene.call is CallState.TALKING and not asking:
        return Gate.SENT
    if scene.call in (CallState.TALKING, CallState.RECONNECTING):
        return Gate.LOCAL  # own pictures stay on the own screen; the lamp says so
    return Gate.SHUT


@dataclass(frozen=True)
class IdleRules:
    """Seconds without a touch, as data (settings may change them). Source: SCREENS 1, row "Time"."""

    ask_after_s: float = 90.0
    wipe_after_asking_s: float = 30.0
    waiting_ask_every_s: float = 180.0
    answer_within_s: float = 30.0
    set_aside_wipe_s: float = 120.0
    lost_phone_number_s: float = 60.0
    lost_end_s: float = 120.0
    left_seat_s: float = 30.0
    attendant_repeat_s: float = 10.0
    attendant_for_s: float = 60.0
    phone_ask_after_s: float = 300.0


IDLE_WATCHED = frozenset({VisitState.CHOOSING, VisitState.ALONE, VisitState.ASKING, VisitState.FINISHING})
"""States in which a visit without touches is asked for, then wiped."""

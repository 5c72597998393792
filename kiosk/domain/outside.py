"""What a resident shows on the large screen: which paper or circular may go there, and how long that lasts."""

from kiosk.domain.call import CallState
from kiosk.domain.circular_reading import PaperState
from kiosk.domain.ids import Side
from kiosk.domain.monitors import Moment
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.domain.surfaces import page_of, shared
from kiosk.domain.visit import VisitState


def paper_in_front(snapshot: KioskSnapshot) -> Side | None:
    """The paper that the resident looks at, by the side on whose tray it lies; None while there is none."""
    if snapshot.front == "board":
        return None
    sides: tuple[Side, ...] = (snapshot.front, "van", "office")
    return next((side for side in sides if _for_all(snapshot, side) and page_of(snapshot, side) is not None), None)


def may_stay_outside(snapshot: KioskSnapshot) -> bool:
    """Whether a consent still holds: for that paper, as long as it is open, on the monitors that were there then.
    Another sheet in the same tray is another paper."""
    plugged, side = snapshot.monitors, snapshot.outside
    if side is None or not (plugged.embedded and plugged.external):
        return False
    return _for_all(snapshot, side) and page_of(snapshot, side) == snapshot.outside_page


def _for_all(snapshot: KioskSnapshot, side: Side) -> bool:
    """Whether a paper may be seen by whoever stands there: never one of which a private field lies open."""
    return shared(snapshot, "van", side) and not (side == "van" and snapshot.disclosure is not None)


def may_show_circular(snapshot: KioskSnapshot) -> bool:
    """Whether a circular is read that can be seen, and both monitors are there."""
    at, plugged = snapshot.at_circulars, snapshot.monitors
    if at is None or at.opened is None or at.paper.state is PaperState.REFUSED or at.paper.missing:
        return False
    return snapshot.visit is VisitState.ALONE and plugged.embedded and plugged.external


def circular_outside(snapshot: KioskSnapshot) -> bool:
    """Whether a circular stands on the large screen now."""
    return snapshot.at_circulars is not None and snapshot.at_circulars.outside and may_show_circular(snapshot)


def may_show_phone(snapshot: KioskSnapshot) -> bool:
    """Whether the own telephone lies there for who reads alone, and both monitors are there: a class has no clerk."""
    plugged = snapshot.monitors
    return snapshot.visit is VisitState.ALONE and snapshot.phone is not None and plugged.embedded and plugged.external


def moment_of(snapshot: KioskSnapshot) -> Moment:
    """What the decision about the monitors needs of the snapshot. While the line is mended a paper is for the
    resident's own screen only, as the lamp says."""
    call = snapshot.call
    return Moment(
        consent=snapshot.outside is not None,
        paper_open=call is not None and call.state is CallState.TALKING and may_stay_outside(snapshot),
        in_visit=snapshot.visit not in (VisitState.HOME, VisitState.WIPING),
        circular=circular_outside(snapshot),
        phone=snapshot.phone_outside and may_show_phone(snapshot),
    )

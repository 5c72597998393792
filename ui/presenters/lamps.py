"""The words of the lamps: functions of what the eye itself has confirmed, never of what was asked for."""

from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Ends, KioskSnapshot
from ui.presenters.parts import LampKind, LampView, Text

_LIT = {Gate.SENT: LampKind.SENT, Gate.LOCAL: LampKind.LOCAL}


def face_lamp(snapshot: Ends, text: Text) -> LampView:
    """What leaves the face camera."""
    lit = _LIT.get(snapshot.face.gate)
    if lit is LampKind.SENT:
        return LampView(lit, text("lamp.face.sent"))
    if lit is LampKind.LOCAL:
        return LampView(lit, text("lamp.face.local"))
    if snapshot.face_hidden:
        return LampView(LampKind.HIDDEN, text("lamp.face.hidden"))
    return LampView(LampKind.SHUT, text("lamp.face.shut"))


def paper_lamp(snapshot: Ends, text: Text) -> LampView:
    """What leaves the document camera."""
    lit = _LIT.get(snapshot.document.gate)
    if snapshot.phone is not None and isinstance(snapshot, KioskSnapshot):
        return _phone_lamp(snapshot, lit, text)
    if lit is LampKind.SENT:
        return LampView(lit, text("lamp.paper.sent"))
    if lit is LampKind.LOCAL:
        return LampView(lit, text("lamp.paper.local"))
    if snapshot.sharing.mine is SharingState.HIDDEN:
        return LampView(LampKind.HIDDEN, text("lamp.paper.hidden"))
    return LampView(LampKind.SHUT, text("lamp.paper.shut"))


def _phone_lamp(snapshot: KioskSnapshot, lit: LampKind | None, text: Text) -> LampView:
    """Of a telephone nothing is seen while a secret is typed, wherever the gate stands: its eye says so."""
    lying = snapshot.lying.get("van")
    if lying is not None and lying.veiled:
        return LampView(LampKind.HIDDEN, text("lamp.phone.hidden"))
    if lit is LampKind.SENT:
        return LampView(lit, text("lamp.phone.sent"))
    if lit is LampKind.LOCAL:
        return LampView(lit, text("lamp.phone.local"))
    if snapshot.sharing.mine is SharingState.HIDDEN:
        return LampView(LampKind.HIDDEN, text("lamp.phone.hidden"))
    return LampView(LampKind.SHUT, text("lamp.paper.shut"))

"""The words of the lamps: functions of what the eye itself has confirmed, never of what was asked for."""

from collections.abc import Mapping

from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Ends, KioskSnapshot
from ui.presenters.parts import LampKind, LampView, Text

_LIT = {Gate.SENT: LampKind.SENT, Gate.LOCAL: LampKind.LOCAL}


def face_lamp(snapshot: Ends, text: Text) -> LampView:
    """What leaves the face camera."""
    words = {
        LampKind.SENT: text("lamp.face.sent"),
        LampKind.LOCAL: text("lamp.face.local"),
        LampKind.HIDDEN: text("lamp.face.hidden"),
        LampKind.SHUT: text("lamp.face.shut"),
    }
    return _lamp(_LIT.get(snapshot.face.gate), snapshot.face_hidden, words)


def paper_lamp(snapshot: Ends, text: Text) -> LampView:
    """What leaves the document camera."""
    lit, hidden = _LIT.get(snapshot.document.gate), snapshot.sharing.mine is SharingState.HIDDEN
    if snapshot.phone is not None and isinstance(snapshot, KioskSnapshot):
        return _phone_lamp(snapshot, lit, text)
    words = {
        LampKind.SENT: text("lamp.paper.sent"),
        LampKind.LOCAL: text("lamp.paper.local"),
        LampKind.HIDDEN: text("lamp.paper.hidden"),
        LampKind.SHUT: text("lamp.paper.shut"),
    }
    return _lamp(lit, hidden, words)


def _phone_lamp(snapshot: KioskSnapshot, lit: LampKind | None, text: Text) -> LampView:
    """Of a telephone nothing is seen while a secret is typed, wherever the gate stands: its eye says so."""
    lying = snapshot.lying.get("van")
    veiled = lying is not None and lying.veiled
    words = {
        LampKind.SENT: text("lamp.phone.sent"),
        LampKind.LOCAL: text("lamp.cable.local") if lying is not None and lying.cable else text("lamp.phone.local"),
        LampKind.HIDDEN: text("lamp.phone.hidden"),
        LampKind.SHUT: text("lamp.paper.shut"),
    }
    return _lamp(None if veiled else lit, veiled or snapshot.sharing.mine is SharingState.HIDDEN, words)


def _lamp(lit: LampKind | None, hidden: bool, words: Mapping[LampKind, str]) -> LampView:
    """What is lit goes before what somebody has hidden: the eye may not have followed yet."""
    kind = lit or (LampKind.HIDDEN if hidden else LampKind.SHUT)
    return LampView(kind, words[kind])

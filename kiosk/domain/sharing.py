"""Sharing of one document camera: who opened it, who asked, and how it closes. One machine per side."""

from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.table import Row, Table, refuse


class SharingState(StrEnum):
    """What the other end may see of this side's paper. ASKING: it lies open on its own screen alone, as the other end
    would see it, until whoever sits there has said yes."""

    CLOSED = "closed"
    OFFERED = "offered"
    ASKING = "asking"
    OPEN = "open"
    HIDDEN = "hidden"


class SharingEvent(StrEnum):
    """What can happen to a shared surface."""

    ASKED = "asked"
    LAID_OPEN = "laid_open"
    OPENED = "opened"
    HID = "hid"
    CLOSED = "closed_it"
    CALL_ENDED = "call_ended"


class SharingEffect(StrEnum):
    """What flows do when a row says so."""

    TELL_SHARING = "tell_sharing"


S: TypeAlias = SharingState
V: TypeAlias = SharingEvent
F: TypeAlias = SharingEffect
_TELL = (F.TELL_SHARING,)

SHARING: Table[SharingState, SharingEvent, SharingEffect] = Table(
    name="sharing",
    start=S.CLOSED,
    rows={
        (S.CLOSED, V.ASKED): Row(S.OFFERED, _TELL),
        (S.CLOSED, V.LAID_OPEN): Row(S.ASKING, _TELL),
        (S.CLOSED, V.OPENED): Row(S.OPEN, _TELL),
        (S.CLOSED, V.CALL_ENDED): Row(S.CLOSED),
        (S.OFFERED, V.ASKED): Row(S.OFFERED),
        (S.OFFERED, V.LAID_OPEN): Row(S.ASKING, _TELL),
        (S.OFFERED, V.OPENED): Row(S.OPEN, _TELL),
        (S.OFFERED, V.CLOSED): Row(S.CLOSED, _TELL),
        (S.OFFERED, V.CALL_ENDED): Row(S.CLOSED),
        (S.ASKING, V.ASKED): Row(S.ASKING),
        (S.ASKING, V.OPENED): Row(S.OPEN, _TELL),
        (S.ASKING, V.HID): Row(S.HIDDEN, _TELL),
        (S.ASKING, V.CLOSED): Row(S.CLOSED, _TELL),
        (S.ASKING, V.CALL_ENDED): Row(S.CLOSED),
        (S.OPEN, V.ASKED): Row(S.OPEN),
        (S.OPEN, V.LAID_OPEN): Row(S.ASKING, _TELL),
        (S.OPEN, V.HID): Row(S.HIDDEN, _TELL),
        (S.OPEN, V.CLOSED): Row(S.CLOSED, _TELL),
        (S.OPEN, V.CALL_ENDED): Row(S.CLOSED),
        (S.HIDDEN, V.ASKED): Row(S.HIDDEN),
        (S.HIDDEN, V.LAID_OPEN): Row(S.ASKING, _TELL),
        (S.HIDDEN, V.OPENED): Row(S.OPEN, _TELL),
        (S.HIDDEN, V.CLOSED): Row(S.CLOSED, _TELL),
        (S.HIDDEN, V.CALL_ENDED): Row(S.CLOSED),
    },
    refused=refuse(
        SharingState,
        SharingEvent,
        (S.CLOSED, (V.HID, V.CLOSED)),
        (S.OFFERED, (V.HID,)),
        (S.ASKING, (V.LAID_OPEN,)),
        (S.OPEN, (V.OPENED,)),
        (S.HIDDEN, (V.HID,)),
    ),
)

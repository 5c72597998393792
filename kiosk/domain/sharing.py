"""Sharing of one document camera: who opened it, who asked, and how it closes. One machine per side."""

from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.table import Row, Table, refuse


class SharingState(StrEnum):
    """What the other end may see of this side's paper."""

    CLOSED = "closed"
    OFFERED = "offered"
    OPEN = "open"
    HIDDEN = "hidden"


class SharingEvent(StrEnum):
    """What can happen to a shared surface."""

    ASKED = "asked"
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
        (S.CLOSED, V.OPENED): Row(S.OPEN, _TELL),
        (S.CLOSED, V.CALL_ENDED): Row(S.CLOSED),
        (S.OFFERED, V.ASKED): Row(S.OFFERED),
        (S.OFFERED, V.OPENED): Row(S.OPEN, _TELL),
        (S.OFFERED, V.CLOSED): Row(S.CLOSED, _TELL),
        (S.OFFERED, V.CALL_ENDED): Row(S.CLOSED),
        (S.OPEN, V.ASKED): Row(S.OPEN),
        (S.OPEN, V.HID): Row(S.HIDDEN, _TELL),
        (S.OPEN, V.CLOSED): Row(S.CLOSED, _TELL),
        (S.OPEN, V.CALL_ENDED): Row(S.CLOSED),
        (S.HIDDEN, V.ASKED): Row(S.HIDDEN),
        (S.HIDDEN, V.OPENED): Row(S.OPEN, _TELL),
        (S.HIDDEN, V.CLOSED): Row(S.CLOSED, _TELL),
        (S.HIDDEN, V.CALL_ENDED): Row(S.CLOSED),
    },
    refused=refuse(
        SharingState,
        SharingEvent,
        (S.CLOSED, (V.HID, V.CLOSED)),
        (S.OFFERED, (V.HID,)),
        (S.OPEN, (V.OPENED,)),
        (S.HIDDEN, (V.HID,)),
    ),
)

"""A private field of a known form that the resident lets be seen: one at a time, and by two touches of its own."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.form import FieldId, FormField


class DisclosureState(StrEnum):
    """LAID: the eye is to open it on the own screen alone. ASKED: it can be seen there, and the second touch counts.
    SENT: the other end sees it. CLOSING: it goes, and nothing is sent before the eye has said that it is gone."""

    LAID = "laid"
    ASKED = "asked"
    SENT = "sent"
    CLOSING = "closing"


@dataclass(frozen=True)
class Disclosure:
    """Of the sheet of that number in the van's tray."""

    sheet: int
    field: FieldId
    state: DisclosureState = DisclosureState.LAID


@dataclass(frozen=True)
class FieldWish:
    """The private field that the clerk asks to see, as both ends know it: to be shown, never obeyed."""

    sheet: int
    field: FieldId


def private_field(fields: tuple[FormField, ...], field: str) -> FormField | None:
    """The private one of that id; None for any other, because that is seen anyway."""
    return next((one for one in fields if one.private and one.id == field), None)

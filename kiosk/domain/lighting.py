"""What both ends look at on a known form: a field that is lit and explained, and those that are still to be filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.domain.form import FieldId, Form, FormField
from kiosk.domain.ids import Side
from kiosk.domain.lying import Lying
from kiosk.domain.page import Point
from kiosk.domain.sample import ClerksSample, Placed, placed_over

NO_FIELD = FieldId("")
LIT_SIDE: Final[Side] = "van"
"""What is filled in is the resident's; a clerk's form is only shown."""
_NEAR_MM = 1.5


@dataclass(frozen=True)
class Lit:
    """On the sheet of that number under a side's camera: the field that is lit, "" for none, and whether those that are
    `missing` are shown, and a `sample` over what is empty."""

    side: Side
    sheet: int
    field: FieldId = NO_FIELD
    missing: bool = False
    sample: bool = False

    @property
    def anything(self) -> bool:
        """Whether there is anything to be seen of it."""
        return bool(self.field) or self.missing or self.sample

    def lies_on(self, side: Side, lying: Lying | None) -> bool:
        """Whether it is about the sheet that lies there."""
        return lying is not None and (self.side, self.sheet) == (side, lying.number)


def form_seen(lying: Lying | None, forms: Mapping[str, Form]) -> Form | None:
    """The known form that lies there and may be seen; None for any other sheet."""
    return forms.get(lying.form) if lying is not None and lying.held and lying.open else None


def field_at(form: Form, point: Point) -> FormField | None:
    """The field that lies there, or that the print there names; the smallest, where one lies in another."""
    there = [one for one in form.fields if _holds(one, point)]
    return min(there, key=lambda one: one.box.width * one.box.height, default=None)


def field_lit(lit: Lit | None, side: Side, lying: Lying | None, forms: Mapping[str, Form]) -> FormField | None:
    """The field that is lit on a side's sheet now: not while another sheet lies there, or none."""
    form = form_seen(lying, forms)
    if form is None or lit is None or not lit.lies_on(side, lying):
        return None
    return next((one for one in form.fields if one.id == lit.field), None)


def fields_missing(
    lit: Lit | None, side: Side, lying: Lying | None, forms: Mapping[str, Form]
) -> tuple[FormField, ...] | None:
    """The fields in which something must stand, and nothing does; None where nobody asks for them, or nobody has looked
    yet."""
    form = form_seen(lying, forms)
    if form is None or lying is None or lying.filled is None or not asks_for_missing(lit, side, lying):
        return None
    return form.still_needed({FieldId(one) for one in lying.filled})


def asks_for_missing(lit: Lit | None, side: Side, lying: Lying | None) -> bool:
    """Whether missing fields of the sheet that lies there are asked for."""
    return lit is not None and lit.missing and lit.lies_on(side, lying)


def asks_for_sample(lit: Lit | None, side: Side, lying: Lying | None) -> bool:
    """Whether a sample is to lie over the sheet that lies there."""
    return lit is not None and lit.sample and lit.lies_on(side, lying)


def sample_shown(
    lit: Lit | None,
    side: Side,
    lying: Lying | None,
    forms: Mapping[str, Form],
    clerks: ClerksSample | None = None,
) -> Placed:
    """What a sample says, and where, in millimetres of the sheet: not where somebody has written."""
    form = form_seen(lying, forms)
    if form is None or lying is None or not asks_for_sample(lit, side, lying):
        return ()
    own = clerks.words if clerks is not None and side == "van" and clerks.sheet == lying.number else {}
    return placed_over(form, frozenset(lying.filled or ()), own)


def _holds(one: FormField, point: Point) -> bool:
    x, y = point
    return any(
        box.x - _NEAR_MM <= x <= box.right + _NEAR_MM and box.y - _NEAR_MM <= y <= box.bottom + _NEAR_MM
        for box in (one.box, one.label)
    )

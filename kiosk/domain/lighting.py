"""The field of a known form that both ends look at: it is lit on the sheet, and what is to be written there is said."""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.form import FieldId, Form, FormField
from kiosk.domain.ids import Side
from kiosk.domain.lying import Lying
from kiosk.domain.page import Point

_NEAR_MM = 1.5


@dataclass(frozen=True)
class Lit:
    """A field of the sheet of that number under a side's camera."""

    side: Side
    sheet: int
    field: FieldId


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
    if form is None or lying is None or lit is None or (lit.side, lit.sheet) != (side, lying.number):
        return None
    return next((one for one in form.fields if one.id == lit.field), None)


def _holds(one: FormField, point: Point) -> bool:
    x, y = point
    return any(
        box.x - _NEAR_MM <= x <= box.right + _NEAR_MM and box.y - _NEAR_MM <= y <= box.bottom + _NEAR_MM
        for box in (one.box, one.label)
    )

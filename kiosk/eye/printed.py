"""A blank form as files and numbers, for whoever reads files and needs no pixels."""

from dataclasses import dataclass

from kiosk.domain.form import BLANK_PX_PER_MM, Form
from kiosk.vision.form_template import FieldArea


class NoPicture(ValueError):
    """A file that should be a picture is none; `what` says which: the id of a form, or the table that it shows."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}: not a picture")
        self.what = what


@dataclass(frozen=True)
class Printed:
    """A picture file of `px_per_mm` of a page of `size` millimetres, and the page's fields."""

    id: str
    size: tuple[float, float]
    px_per_mm: float
    picture: bytes
    fields: tuple[FieldArea, ...]


def printed_form(form: Form, picture: bytes) -> Printed:
    """A form as its folder holds it."""
    fields = tuple(FieldArea(one.id, one.box, one.label, one.required, one.private) for one in form.fields)
    return Printed(form.id, form.page_mm, BLANK_PX_PER_MM, picture, fields)

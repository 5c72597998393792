"""Forms as the paper's eye knows them, and what their pictures say about them before anybody relies on them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.form import BLANK_PX_PER_MM, Box, FieldId, Form, FormId
from kiosk.eye.printed import NoPicture, Printed, printed_form
from kiosk.vision.boxes import ruled_boxes
from kiosk.vision.form_template import FormTemplate
from kiosk.vision.geometry import Gray
from kiosk.vision.recogniser import PX_PER_MM, Recogniser

_INK_BELOW = 180
_LEAST_INK_MM2 = 1.5
"""Less print than a small letter names nothing."""
_RULE_MM = 0.8
"""So near its sides a label may be ruled: that names nothing either."""
_PAPER_FROM = 235
_EDGE_PX = 6


class PictureFault(NamedTuple):
    """What is wrong with a form's blank page, or with the label of a field on it."""

    form: FormId
    label_of: FieldId | None
    words: str


def template_of(printed: Printed) -> FormTemplate:
    """A form for the recogniser. Raises NoPicture."""
    blank = decoded(printed.picture, cv2.IMREAD_GRAYSCALE, printed.id)
    return FormTemplate(printed.id, printed.size, blank, printed.px_per_mm, printed.fields)


def decoded(file: bytes, mode: int, what: str) -> NDArray[np.uint8]:
    """The pixels of a picture file, grey or in colours as OpenCV's `mode` says. Raises NoPicture about `what`."""
    picture = cv2.imdecode(np.frombuffer(file, np.uint8), mode) if file else None
    if picture is None:
        raise NoPicture(what)
    return np.asarray(picture, np.uint8)


def as_png(page: Gray) -> bytes:
    """A grey page as the file that `template_of` reads; the same bytes for the same page."""
    return bytes(cv2.imencode(".png", page, [cv2.IMWRITE_PNG_COMPRESSION, 9])[1])


def boxes_of(page: Gray) -> list[tuple[Box, int]]:
    """Ruled boxes of a page at BLANK_PX_PER_MM, in millimetres, and how many squares for ticks are in each."""
    found = [(one.area, one.ticks) for one in ruled_boxes(page, BLANK_PX_PER_MM)]
    return [(Box(*(round(side, 2) for side in (a.x, a.y, a.width, a.height))), ticks) for a, ticks in found]


def picture_faults(forms: Sequence[tuple[Form, bytes]]) -> Iterator[PictureFault]:
    """What the pictures of blank pages say against their forms, and forms that are taken for each other."""
    templates: list[FormTemplate] = []
    for form, picture in forms:
        try:
            templates.append(template_of(printed_form(form, picture)))
        except NoPicture:
            yield PictureFault(form.id, None, "the blank page is broken; make its PNG anew")
            continue
        yield from _print_faults(templates[-1])
    for template in templates:
        yield from _likeness_faults(template, [other for other in templates if other is not template])


def _print_faults(template: FormTemplate) -> Iterator[PictureFault]:
    blank, form = template.blank, FormId(template.id)
    edges = (blank[:_EDGE_PX], blank[-_EDGE_PX:], blank[:, :_EDGE_PX], blank[:, -_EDGE_PX:])
    if any(np.median(part) < _PAPER_FROM for part in (blank, *edges)):
        yield PictureFault(form, None, "the blank page must be print on white, up to its edges")
    for field in template.fields:
        at = field.label.grown(-_RULE_MM).in_pixels(template.px_per_mm, blank.shape)
        if (blank[at] < _INK_BELOW).sum() < _LEAST_INK_MM2 * template.px_per_mm**2:
            yield PictureFault(form, FieldId(field.id), "nothing is printed there that could name it")


def _likeness_faults(template: FormTemplate, others: Sequence[FormTemplate]) -> Iterator[PictureFault]:
    """The blank page itself must be recognised, and must be unknown to whoever knows all other forms."""
    here, form = _as_a_sheet(template), FormId(template.id)
    if Recogniser([template]).recognise(here, template.size) is None:
        yield PictureFault(form, None, "it is not recognised: print more on it than boxes")
    wrong = Recogniser(others).recognise(here, template.size)
    if wrong is not None:
        yield PictureFault(
            form, None, f"it is taken for '{wrong.form.id}': give one of them another title or other labels"
        )


def _as_a_sheet(template: FormTemplate) -> Gray:
    shape = (round(template.size[0] * PX_PER_MM), round(template.size[1] * PX_PER_MM))
    return np.asarray(cv2.resize(template.blank, shape, interpolation=cv2.INTER_AREA), np.uint8)

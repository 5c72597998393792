"""A field without writing is found; a tick and a pencil count as writing."""

import cv2
import numpy as np
import pytest

from kiosk.vision.blanks import BlankWatch
from kiosk.vision.geometry import rectified
from kiosk.vision.recogniser import PX_PER_MM, Recogniser
from tests.support.paper_scenes import filled, read_form
from tests.support.paper_world import TEXTURE_PX_PER_MM, Thing, World, sheet, write


def _empty(thing: Thing, name: str) -> set[str]:
    world = World("wood", 31)
    lies = thing.at(300, 166, -3)
    gray = np.asarray(cv2.cvtColor(world.picture([lies]), cv2.COLOR_BGR2GRAY), np.uint8)
    page = rectified(gray, world.place(lies), lies.size, PX_PER_MM)
    form = read_form(name)[0]
    known = Recogniser([form]).recognise(page, lies.size)
    assert known is not None
    required = {field.id for field in form.fields if field.required}
    return required - set(BlankWatch(form).filled(page, known.fit))


@pytest.mark.parametrize("name", ["juminhyo", "inkan", "zei", "koseki"])
def test_required_fields_left_empty_are_named_and_no_others(name: str) -> None:
    form = read_form(name)[0]
    required = [field.id for field in form.fields if field.required]
    left_out = required[::3]
    assert _empty(filled(name, 41, left_out)[0], name) == set(left_out)


def test_on_a_blank_form_all_required_fields_are_empty() -> None:
    form, blank = read_form("zei")
    assert _empty(sheet(blank), "zei") == {field.id for field in form.fields if field.required}


def test_a_tick_over_a_printed_box_and_pale_pencil_are_writing() -> None:
    form, blank = read_form("juminhyo")
    page = blank.copy()
    name, kind = (next(field for field in form.fields if field.id == wanted) for wanted in ("name", "kind"))
    write(page, (name.area.x, name.area.y, name.area.width, name.area.height), 5, ink=165)
    x, y = (round(value * TEXTURE_PX_PER_MM) for value in (kind.area.x + 3, kind.area.y + 2))
    cv2.polylines(page, [np.array([[x, y], [x + 5, y + 9], [x + 16, y - 9]])], False, 50, 3, cv2.LINE_AA)
    empty = _empty(sheet(page), "juminhyo")
    assert "name" not in empty
    assert "kind" not in empty
    assert "birth" in empty

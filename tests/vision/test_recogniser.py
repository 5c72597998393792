"""A form is known by its print, any way up; another edition and a strange page are unknown."""

import cv2
import numpy as np
import pytest

from kiosk.vision.geometry import Gray, rectified
from kiosk.vision.recogniser import PX_PER_MM, Recogniser
from tests.support.paper_scenes import filled, form_names, read_form
from tests.support.paper_world import Thing, World, blank_page, sheet, write

NAMES = form_names()


@pytest.fixture(scope="module")
def knows_all() -> Recogniser:
    return Recogniser([read_form(name)[0] for name in NAMES])


def _page(thing: Thing, degrees: float, seed: int = 1) -> tuple[Gray, tuple[float, float]]:
    """The thing as a finder would hand it on: rectified as it lies."""
    world = World("grey", seed)
    lies = thing.at(300, 166, degrees)
    gray = np.asarray(cv2.cvtColor(world.picture([lies]), cv2.COLOR_BGR2GRAY), np.uint8)
    return rectified(gray, world.place(lies), lies.size, PX_PER_MM), lies.size


@pytest.mark.parametrize("name", NAMES)
def test_a_filled_form_is_recognised(knows_all: Recogniser, name: str) -> None:
    page, size = _page(filled(name, 7)[0], 3)
    known = knows_all.recognise(page, size)
    assert known is not None
    assert known.form.id == name
    assert known.quarters == 0
    assert np.abs(known.fit - np.eye(3)).max() < 1.0


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_it_is_recognised_whichever_way_it_lies(knows_all: Recogniser, quarters: int) -> None:
    page, _ = _page(filled("zei", 8)[0], 0)
    lying = np.ascontiguousarray(np.rot90(page, quarters))
    size = (210.0, 297.0) if quarters % 2 == 0 else (297.0, 210.0)
    known = knows_all.recognise(lying, size)
    assert known is not None
    assert (known.form.id, known.quarters) == ("zei", quarters)


@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_nobody_knows_is_unknown_also_if_there_is_another_edition_of_it(name: str) -> None:
    others = Recogniser([read_form(other)[0] for other in NAMES if other != name])
    page, size = _page(filled(name, 9)[0], -2)
    assert others.recognise(page, size) is None


def test_a_letter_and_an_empty_page_are_unknown(knows_all: Recogniser) -> None:
    letter = blank_page()
    for line in range(12):
        write(letter, (20, 30 + 14 * line, 160, 12), line)
    for page in (letter, blank_page()):
        seen, size = _page(sheet(page), 1)
        assert knows_all.recognise(seen, size) is None


def test_a_form_with_a_printed_block_that_it_should_not_have_is_unknown(knows_all: Recogniser) -> None:
    _, blank = read_form("juminhyo")
    page = blank.copy()
    for row in range(7):
        cv2.putText(page, "ZUSATZ 7", (260, 1330 + 28 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 20, 3, cv2.LINE_AA)
    seen, size = _page(sheet(page), 0)
    assert knows_all.recognise(seen, size) is None

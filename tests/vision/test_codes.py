"""Square codes are found by their texture, whatever they say; writing is none."""

import cv2
import numpy as np
import pytest
import segno

from kiosk.vision.codes import code_areas
from kiosk.vision.geometry import Floats, Gray
from kiosk.vision.recogniser import PX_PER_MM
from tests.support.number_pages import Written, share_within
from tests.support.paper_scenes import read_form
from tests.support.paper_world import TEXTURE_PX_PER_MM, Pixels, blank_page
from tests.support.text_pages import text_pages

AT_MM = (105.0, 140.0)
CLOSE_PX_PER_MM = 6.0


def page_with(code: segno.QRCode, side_mm: float, degrees: float) -> tuple[Pixels, Floats]:
    """A page with a code, and the corners of that in millimetres."""
    squares = np.array([[255 * (not dark) for dark in row] for row in code.matrix], np.uint8)
    large = cv2.resize(squares, None, fx=24, fy=24, interpolation=cv2.INTER_NEAREST)
    factor = side_mm * TEXTURE_PX_PER_MM / len(large)
    turn = cv2.getRotationMatrix2D((len(large) / 2, len(large) / 2), degrees, factor)
    turn[:, 2] = turn[:, 2] + np.array(AT_MM) * TEXTURE_PX_PER_MM - len(large) / 2
    page = blank_page()
    drawn = cv2.warpAffine(255 - large, turn, page.shape[::-1], flags=cv2.INTER_AREA)
    page[:] = np.minimum(page, 255 - 0.85 * drawn).astype(np.uint8)
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * len(large)
    return page, np.asarray((corners @ turn[:, :2].T + turn[:, 2]) / TEXTURE_PX_PER_MM, np.float64)


def seen(page: Pixels, px_per_mm: float, seed: int = 3) -> Gray:
    return Written(page, (), "white", seed).seen(px_per_mm)


@pytest.mark.parametrize(("side_mm", "degrees"), [(10.0, 33), (16.0, 180), (42.0, 20)])
def test_a_code_is_closed_whatever_its_size_and_turn(side_mm: float, degrees: float) -> None:
    code = segno.make("123456789018", error="m", micro=False)
    page, corners = page_with(code, side_mm, degrees)
    assert share_within(corners[None], code_areas(seen(page, CLOSE_PX_PER_MM), CLOSE_PX_PER_MM)) > 0.95


def test_a_code_that_holds_much_is_closed_too() -> None:
    page, corners = page_with(segno.make("1234567890" * 8, error="l"), 20.0, 5.0)
    assert share_within(corners[None], code_areas(seen(page, CLOSE_PX_PER_MM), CLOSE_PX_PER_MM)) > 0.95


def test_of_a_code_under_a_finger_the_rest_is_closed() -> None:
    page, corners = page_with(segno.make("123456789018", error="m", micro=False), 24.0, 0.0)
    low, high = corners.min(axis=0), corners.max(axis=0)
    finger = (slice(None), slice(round((high[0] - 7) * TEXTURE_PX_PER_MM), round((high[0] + 10) * TEXTURE_PX_PER_MM)))
    page[finger] = 215
    rest = np.array([[low[0], low[1]], [high[0] - 7, low[1]], [high[0] - 7, high[1]], [low[0], high[1]]])
    assert share_within(rest[None], code_areas(seen(page, CLOSE_PX_PER_MM), CLOSE_PX_PER_MM)) > 0.9


def test_writing_tables_and_forms_are_no_codes() -> None:
    pages = [*(one.written.page for one in text_pages(4)), read_form("mycard")[1]]
    assert [area for page in pages for area in code_areas(seen(page, PX_PER_MM), PX_PER_MM)] == []

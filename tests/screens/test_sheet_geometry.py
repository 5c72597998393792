"""Where a page lies in its widget: whatever zoom, turn, place and pose, a point goes to the screen and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from kiosk.domain.page import PAGES, board_id, tray_id
from kiosk.domain.pose import Pose, whole
from kiosk.domain.reading import ZOOMS, Reading
from ui.widgets.mark_layer import PALM_PX, is_palm
from ui.widgets.placing import Sheet, place_of

readings = st.builds(
    Reading, st.integers(0, len(ZOOMS) - 1), st.integers(0, 3), st.tuples(st.floats(0, 1), st.floats(0, 1))
)
boxes = st.builds(QSizeF, st.floats(50, 4000), st.floats(50, 2200))
pages = st.sampled_from([PAGES[tray_id("van")], PAGES[board_id(1)]])
turns = st.floats(-0.2, 0.2)
tilts = st.floats(-0.3, 0.3)
"""How much nearer one edge of the page lies than the other."""


@given(boxes, pages, readings, st.floats(0, 1), st.floats(0, 1), turns, tilts)
def test_a_point_goes_to_the_screen_and_back(  # type: ignore[no-untyped-def]
    box: QSizeF, page, reading: Reading, x: float, y: float, b: float, tilt: float
) -> None:
    place = place_of(box, QSizeF(page.width_mm, page.height_mm), reading)
    flat = whole(page).matrix
    away = tilt * flat[0], tilt * flat[4]
    pose = Pose(page.id, (flat[0], flat[0] * b, 0.01, -flat[4] * b, flat[4], -0.01, *away))
    sheet = Sheet(page, pose, place, reading.quarters, QRectF(0, 0, box.width(), box.height()))
    point = x * page.width_mm, y * page.height_mm
    assert sheet.to_mm(sheet.to_px(point)) == pytest.approx(point, abs=1e-6)


@given(boxes, pages, readings)
def test_an_enlarged_page_leaves_no_gap_that_it_could_fill(box: QSizeF, page, reading: Reading) -> None:  # type: ignore[no-untyped-def]
    place = place_of(box, QSizeF(page.width_mm, page.height_mm), reading)
    for low, high, start, end in (
        (0.0, box.width(), place.left(), place.right()),
        (0.0, box.height(), place.top(), place.bottom()),
    ):
        if end - start > high:
            assert start <= low + 1e-6
            assert end >= high - 1e-6
        else:
            assert (start + end) / 2 == pytest.approx(high / 2)


@given(boxes, pages, st.integers(0, 3))
def test_without_zoom_the_whole_page_is_seen(box: QSizeF, page, quarters: int) -> None:  # type: ignore[no-untyped-def]
    place = place_of(box, QSizeF(page.width_mm, page.height_mm), Reading(0, quarters))
    assert QRectF(-1e-6, -1e-6, box.width() + 2e-6, box.height() + 2e-6).contains(place)


def test_turned_once_the_upper_left_corner_is_at_the_upper_right() -> None:
    page = PAGES[board_id(1)]
    sheet = Sheet(page, whole(page), QRectF(0, 0, 225, 400), 1)
    assert sheet.to_px((0.0, 0.0)) == QPointF(225, 0)
    assert sheet.to_px((400.0, 0.0)) == QPointF(225, 400)
    assert sheet.px_per_mm == pytest.approx(1.0)


def test_the_ball_of_a_hand_is_no_finger() -> None:
    assert is_palm(QSizeF(PALM_PX + 1, 20))
    assert not is_palm(QSizeF(40, 50))
    assert not is_palm(QSizeF(0, 0)), "a glass that does not tell"

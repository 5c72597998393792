"""Planes and turns take points there and back again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.vision.geometry import Shift, corners, plane_of, project, rectified, scaled, turned

SIZE = (210.0, 297.0)
LYING = np.array([[412.0, 101.0], [1093.0, 96.0], [1101.0, 1060.0], [405.0, 1052.0]])


def test_a_page_lies_on_its_corners() -> None:
    assert project(plane_of(SIZE, LYING), corners(SIZE)) == pytest.approx(LYING, abs=1e-3)


@given(st.floats(-300, 300), st.floats(-300, 300), st.floats(-3, 3), st.floats(0, 210), st.floats(0, 297))
def test_a_motion_keeps_lengths(x: float, y: float, angle: float, a: float, b: float) -> None:
    points = np.array([[0.0, 0.0], [a, b]])
    moved = project(Shift(x, y, angle).matrix(), points)
    assert np.linalg.norm(moved[1] - moved[0]) == pytest.approx(np.hypot(a, b), abs=1e-6)


@pytest.mark.parametrize("quarters", range(4))
def test_a_turned_page_shows_the_same_as_a_turned_picture(quarters: int) -> None:
    rng = np.random.default_rng(1)
    picture = np.kron(rng.integers(0, 255, (6, 4)), np.ones((20, 20))).astype(np.uint8)
    size = (80.0, 120.0)
    upright = size if quarters % 2 == 0 else size[::-1]
    seen = rectified(picture, turned(size, quarters), upright, 1.0)
    wanted = np.rot90(picture, -quarters)
    inner = np.abs(seen.astype(int) - wanted)[2:-2, 2:-2]
    assert np.median(inner) == 0
    assert (inner > 0).mean() < 0.25  # cells' borders alone: pixel centres differ by half a pixel


def test_a_smaller_picture_has_its_pixel_centres_where_they_were() -> None:
    half = scaled(np.eye(3), 0.5)
    assert project(half, np.array([[0.5, 0.5]])) == pytest.approx(np.array([[0.0, 0.0]]))

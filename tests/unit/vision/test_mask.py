"""Only the tray can be seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.vision.mask import FLAT, Opening, cut_out, mask_outside


def test_without_a_tray_nothing_can_be_seen() -> None:
    pixels = np.full((4, 6, 3), 7, np.uint8)
    mask_outside(pixels, None)
    assert (pixels == FLAT).all()


def test_the_tray_stays_and_everything_around_it_is_flat() -> None:
    pixels = np.full((10, 20, 3), 7, np.uint8)
    mask_outside(pixels, Opening(0.25, 0.1, 0.5, 0.8))
    assert (pixels[2:8, 6:14] == 7).all()
    pixels[2:8, 6:14] = FLAT
    assert (pixels == FLAT).all()


@given(*(st.floats(0.01, 0.49) for _ in range(4)), st.integers(8, 60), st.integers(8, 60))
def test_a_pixel_that_lies_only_partly_in_the_tray_is_masked(
    left: float, top: float, width: float, height: float, columns: int, rows: int
) -> None:
    pixels = np.full((rows, columns, 3), 7, np.uint8)
    mask_outside(pixels, Opening(left, top, width, height))
    for row, column in np.argwhere(pixels[:, :, 0] == 7):
        assert left * columns <= column and column + 1 <= (left + width) * columns
        assert top * rows <= row and row + 1 <= (top + height) * rows


@pytest.mark.parametrize(
    "sides", [(-0.1, 0, 1, 1), (0, 0, 1.1, 1), (0.5, 0, 0.6, 1), (0, 0.5, 1, 0.6), (0, 0, 0, 1), (0, 0, 1, 0)]
)
def test_a_tray_that_does_not_lie_in_the_picture_is_refused(sides: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="opening"):
        Opening(*sides)


def test_what_is_cut_out_is_what_the_mask_left_and_fits_the_encoder() -> None:
    pixels = np.full((721, 1281, 3), 7, np.uint8)
    opening = Opening(0.25, 0.03, 0.5, 0.94)
    mask_outside(pixels, opening)
    part = cut_out(pixels, opening)
    assert (part == 7).all()
    assert (pixels == 7).sum() == part.size, "nothing else was left"
    assert part.shape[0] % 2 == 0 and part.shape[1] % 2 == 0
    assert cut_out(pixels, None) is pixels

"""Numbers of ten to fourteen digits are filled, however they are written; text stays readable."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.vision.digits import digit_runs
from kiosk.vision.geometry import Floats, Gray
from tests.support.number_pages import STYLES, share_within, written_page
from tests.support.paper_world import TEXTURE_PX_PER_MM, blank_page, write_digits
from tests.support.text_pages import TextPage, printed_lines, text_pages

PX_PER_MM = 3.0
MOST_OPEN = 0.05
FORMS = Path(__file__).resolve().parents[1] / "samples" / "forms"


def page_with(digits: str, height_mm: float = 4.0) -> tuple[Gray, Floats]:
    """A white page as the eye sees it at PX_PER_MM, and the corners of what was printed on it."""
    page = blank_page((148.0, 105.0))
    quad = write_digits(page, digits, (20.0, 50.0), height_mm, cv2.FONT_HERSHEY_SIMPLEX)
    return seen(page), quad


def seen(page: Gray, px_per_mm: float = PX_PER_MM) -> Gray:
    """From straight above in even light."""
    factor = px_per_mm / TEXTURE_PX_PER_MM
    soft = cv2.GaussianBlur(page, (0, 0), 1.2)
    return np.asarray(cv2.resize(soft, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)


def filled_lines(page: TextPage) -> int:
    runs = digit_runs(seen(page.written.page), PX_PER_MM)
    return sum(share_within(line[None], runs) > 0.2 for line in page.lines)


@pytest.mark.parametrize("seed", range(20, 24))
def test_numbers_are_filled_in_each_way_of_writing_at_any_turn_under_the_camera(seed: int) -> None:
    written = written_page(seed, STYLES)
    runs = digit_runs(written.seen(PX_PER_MM), PX_PER_MM)
    assert len(written.groups) >= 5
    assert [group for group in written.groups if group.left_open(runs) > MOST_OPEN] == []


def test_a_number_is_filled_in_the_finer_picture_of_a_better_camera() -> None:
    written = written_page(12, ["plain", "pen in boxes", "pen"])
    runs = digit_runs(seen(written.page, 6.0), 6.0)
    assert [group for group in written.groups if group.left_open(runs) > MOST_OPEN] == []


def test_a_number_on_a_sheet_that_is_read_upside_down_is_filled_at_the_same_place() -> None:
    page, quad = page_with("1234 5678 9012")
    turned = np.ascontiguousarray(np.rot90(page, 2))
    size = np.array([148.0, 105.0])
    assert share_within(quad[None], digit_runs(page, PX_PER_MM)) > 0.9
    assert share_within((size - quad)[None], digit_runs(turned, PX_PER_MM)) > 0.9


def test_fresh_ink_alone_is_searched_on_flat_grey() -> None:
    page, quad = page_with("123456789012", 5.0)
    coarse = cv2.resize(page, None, fx=2 / 3, fy=2 / 3, interpolation=cv2.INTER_AREA)
    flat = np.asarray(np.clip(coarse.astype(np.int16) - 127, 0, 128), np.uint8)
    assert share_within(quad[None], digit_runs(flat, 2.0)) > 0.95


def test_twelve_empty_boxes_are_filled_before_anybody_writes_in_them() -> None:
    page = blank_page((148.0, 105.0))
    for index in range(12):
        left = round((20 + 7 * index) * TEXTURE_PX_PER_MM)
        cv2.rectangle(page, (left, 240), (left + 42, 282), 90, 2)
    row = np.array([[(20.0, 40.0), (104.0, 40.0), (104.0, 47.0), (20.0, 47.0)]])
    assert share_within(row, digit_runs(seen(page), PX_PER_MM)) > 0.99


def with_boxes(count: int, pitch_mm: float) -> Gray:
    """A page with so many boxes of 8 by 10 mm, a digit by pen in each."""
    page = blank_page((148.0, 105.0))
    for index in range(count):
        left = 20 + pitch_mm * index
        low, high = ((round(value * TEXTURE_PX_PER_MM) for value in at) for at in ((left, 40), (left + 8, 50)))
        cv2.rectangle(page, tuple(low), tuple(high), 60, 2)
        write_digits(page, str(index + 3), (left + 1.5, 48.5), 6.5, cv2.FONT_HERSHEY_SIMPLEX, pen_seed=index + 1)
    return page


@pytest.mark.parametrize("pitch_mm", [8.0, 11.0])
def test_the_four_boxes_of_a_pin_are_filled(pitch_mm: float) -> None:
    last = 20 + 3 * pitch_mm + 8
    row = np.array([[(20.0, 40.0), (last, 40.0), (last, 50.0), (20.0, 50.0)]])
    assert share_within(row, digit_runs(seen(with_boxes(4, pitch_mm)), PX_PER_MM)) > 0.97


@pytest.mark.parametrize(("count", "pitch_mm"), [(2, 8.0), (3, 11.0), (5, 11.0), (4, 24.0)])
def test_some_boxes_that_are_no_pins_stay_open(count: int, pitch_mm: float) -> None:
    assert digit_runs(seen(with_boxes(count, pitch_mm)), PX_PER_MM) == []


def test_seven_digits_of_a_postcode_stay_open() -> None:
    page, _ = page_with("123 4567")
    assert digit_runs(page, PX_PER_MM) == []


def test_ten_digits_of_a_telephone_number_are_filled() -> None:
    page, quad = page_with("012 345 6789")
    assert share_within(quad[None], digit_runs(page, PX_PER_MM)) > 0.95


def test_an_empty_page_and_one_without_any_light_have_no_numbers() -> None:
    assert digit_runs(seen(blank_page()), PX_PER_MM) == []
    assert digit_runs(np.zeros((300, 200), np.uint8), PX_PER_MM) == []


def test_letters_lists_tables_and_receipts_stay_readable() -> None:
    pages = text_pages(5)
    filled = {page.name: filled_lines(page) for page in pages}
    assert sum(filled.values()) <= 0.05 * sum(len(page.lines) for page in pages), filled


def test_a_form_that_nobody_knows_stays_readable() -> None:
    form = np.asarray(cv2.imread(str(FORMS / "koseki.png"), cv2.IMREAD_GRAYSCALE), np.uint8)
    lines = printed_lines(form)
    assert len(lines) > 15
    runs = digit_runs(seen(form), PX_PER_MM)
    assert sum(share_within(line[None], runs) > 0.2 for line in lines) <= 0.05 * len(lines) + 1

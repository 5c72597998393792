"""Sharp pictures of a resting sheet: what goes first, what goes again, and what never goes twice."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from kiosk.domain.still import StillPiece
from kiosk.vision.geometry import Floats
from kiosk.vision.mask import FLAT
from kiosk.vision.still_changes import TILE_PX, rectangles
from kiosk.vision.stills import WHOLE_BYTES, StillMade, Told, make_still
from tests.support.paper_world import World, blank_page, sheet, write

Pixels = NDArray[np.uint8]

A4 = (210.0, 297.0)
CAMERA = (1500, 2100)
MIDDLE = (CAMERA[0] / 6.5 / 2, CAMERA[1] / 6.5 / 2)


def letter(lines: int = 34) -> Pixels:
    """A page of print: boxes, a heading and lines of small signs."""
    page = blank_page()
    rng = np.random.default_rng(3)
    cv2.putText(page, "JUMINHYO 2026", (120, 140), cv2.FONT_HERSHEY_SIMPLEX, 2.2, 30, 5, cv2.LINE_AA)
    for line in range(lines):
        words = "".join(rng.choice(list("abcdefghkmnprstuwxyz  "), 62))
        cv2.putText(page, words, (90, 240 + 44 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.62, 50, 1, cv2.LINE_AA)
    cv2.rectangle(page, (90, 1200), (1160, 1330), 60, 2)
    return page


class Camera:
    """Takes pictures of one page, and knows where it lies."""

    def __init__(self, page: Pixels) -> None:
        self.world = World("grey", 5, 6.5, CAMERA)
        self.page = page
        self.filled: tuple[int, int, int, int] | None = None

    def still(self, before: Told | None, x: float = 0.0, degrees: float = 0.0, first_bytes: int = 50_000) -> StillMade:
        """What is sent of it where it lies now."""
        thing = sheet(self.page).at(MIDDLE[0] + x, MIDDLE[1] + x, degrees)
        picture = self.world.picture([thing])
        plane = self.plane(x, degrees)
        if self.filled is not None:
            left, top, right, bottom = self.filled
            quad = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)
            corners = cv2.perspectiveTransform(quad.reshape(-1, 1, 2), plane).round().astype(np.int32)
            cv2.fillConvexPoly(picture, corners, (FLAT, FLAT, FLAT))
        return make_still(picture, plane, A4, first_bytes, before)

    def plane(self, x: float, degrees: float) -> Floats:
        return self.world.place(sheet(self.page).at(MIDDLE[0] + x, MIDDLE[1] + x, degrees))


def put_together(pieces: tuple[StillPiece, ...], onto: Pixels | None = None) -> Pixels:
    """The page as the other end has it."""
    page = onto
    for piece in pieces:
        left, top, right, bottom = piece.area
        seen = np.asarray(cv2.imdecode(np.frombuffer(piece.data, np.uint8), cv2.IMREAD_COLOR))
        seen = cv2.resize(seen, (right - left, bottom - top), interpolation=cv2.INTER_CUBIC)
        if page is None:
            assert piece.is_whole, "the whole page goes first"
            page = seen.astype(np.uint8)
        else:
            page[top:bottom, left:right] = seen
    assert page is not None
    return page


def sharpened(made: StillMade) -> tuple[StillPiece, ...]:
    return made.sharpen() if made.sharpen is not None else ()


def truth(page: Pixels, page_px: tuple[int, int]) -> Pixels:
    return np.asarray(cv2.resize(page, page_px, interpolation=cv2.INTER_AREA), np.uint8)


def likeness(seen: Pixels, page: Pixels) -> float:
    """How well what is seen correlates with the page in truth."""
    gray = cv2.cvtColor(seen, cv2.COLOR_BGR2GRAY)
    return float(np.corrcoef(gray.ravel(), truth(page, (seen.shape[1], seen.shape[0])).ravel())[0, 1])


def test_the_whole_page_goes_first_and_then_its_print_sharper() -> None:
    camera = Camera(letter())

    made = camera.still(None)

    (first,), sharper = made.pieces, sharpened(made)
    assert first.is_whole and first.needed
    assert first.page_px[0] / A4[0] > 6.0, "at the camera's own scale"
    assert all(not piece.needed and not piece.is_whole and piece.fits for piece in sharper) and sharper
    assert likeness(put_together((first, *sharper)), camera.page) > likeness(put_together((first,)), camera.page) > 0.8


@pytest.mark.parametrize("first_bytes", [25_000, 50_000, 100_000])
def test_the_first_picture_has_the_size_that_the_line_carries(first_bytes: int) -> None:
    made = Camera(letter()).still(None, first_bytes=first_bytes)

    assert 0.6 * first_bytes < len(made.pieces[0].data) < 1.3 * first_bytes
    assert sum(len(piece.data) for piece in (*made.pieces, *sharpened(made))) < 1.25 * WHOLE_BYTES


def test_a_page_with_little_print_takes_less() -> None:
    made = Camera(letter(lines=2)).still(None)

    assert len(made.pieces[0].data) < 50_000
    assert likeness(put_together(made.pieces), letter(lines=2)) > 0.8


@pytest.mark.parametrize(("x", "degrees"), [(0.0, 0.0), (6.0, 0.0), (0.3, 0.0), (-4.0, 3.5)])
def test_a_sheet_that_was_nudged_or_turned_is_not_sent_again(x: float, degrees: float) -> None:
    camera = Camera(letter())
    before = camera.still(None).told

    assert camera.still(before, x, degrees).pieces == ()


def test_a_name_that_was_written_goes_alone_and_is_small() -> None:
    camera = Camera(letter())
    first = camera.still(None)
    write(camera.page, (20.0, 203.0, 90.0, 16.0), seed=4)

    made = camera.still(first.told, x=1.0, degrees=0.5)

    assert 0 < sum(len(piece.data) for piece in made.pieces) <= 10_000
    assert all(piece.needed and not piece.is_whole for piece in made.pieces)
    before, after = put_together(first.pieces), put_together(made.pieces, put_together(first.pieces))
    box = (slice(1310, 1430), slice(140, 720))
    part = truth(camera.page, (after.shape[1], after.shape[0]))[box]
    assert likeness(after[box], part) > 0.85 > likeness(before[box], part)


def test_what_was_covered_since_goes_again_as_flat_grey() -> None:
    camera = Camera(letter())
    first = camera.still(None)
    camera.filled = (40, 100, 120, 130)

    made = camera.still(first.told)

    after = put_together(made.pieces, put_together(first.pieces))
    inside = after[round(102 * 6.5) : round(128 * 6.5), round(42 * 6.5) : round(118 * 6.5)].astype(np.int16)
    assert np.abs(inside - FLAT).max() < 12


def test_changes_too_small_to_be_sent_add_up_until_they_are() -> None:
    camera = Camera(letter(lines=4))
    told, sent = camera.still(None).told, 0
    for step in range(8):  # a pencil line that grows by a hair each time
        cv2.line(camera.page, (300, 900), (300 + 9 * step, 900), 120, 2, cv2.LINE_AA)
        made = camera.still(told)
        told, sent = made.told, sent + len(made.pieces)
    assert sent > 0


@given(arrays.arrays(np.bool_, st.tuples(st.integers(1, 12), st.integers(1, 9))))
def test_rectangles_hold_exactly_the_tiles_that_changed(tiles: NDArray[np.bool_]) -> None:
    page_px = (tiles.shape[1] * TILE_PX - 7, tiles.shape[0] * TILE_PX - 30)
    covered = np.zeros((page_px[1], page_px[0]), np.int64)
    for left, top, right, bottom in rectangles(tiles, page_px):
        covered[top:bottom, left:right] += 1
    wanted = np.kron(tiles, np.ones((TILE_PX, TILE_PX), np.int64))[: page_px[1], : page_px[0]]
    assert np.array_equal(covered, wanted)


def test_a_page_that_moved_before_it_was_sharp_is_sharpened_as_it_lies_then() -> None:
    camera = Camera(letter())
    first = camera.still(None)
    write(camera.page, (20.0, 203.0, 90.0, 16.0), seed=4)

    again = camera.still(first.told, x=2.0)

    assert sharpened(again), "as nobody has told the sharper pieces of the first look"
    seen = put_together((*again.pieces, *sharpened(again)), put_together(first.pieces))
    assert likeness(seen, camera.page) > 0.8

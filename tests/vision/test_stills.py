"""Sharp pictures of a resting sheet: what goes first, what goes again, and what never goes twice."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray

from kiosk.domain.still import WHOLE_BYTES, StillPiece
from kiosk.vision.flat import fill_flat
from kiosk.vision.geometry import Floats
from kiosk.vision.mask import FLAT
from kiosk.vision.still_changes import TILE_PX, rectangles
from kiosk.vision.stills import Lying, StillMade, Told, make_still
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
        filled = np.zeros(picture.shape[:2], np.uint8)
        if self.filled is not None:
            left, top, right, bottom = self.filled
            quad = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)
            corners = cv2.perspectiveTransform(quad.reshape(-1, 1, 2), plane).round().astype(np.int32)
            cv2.fillConvexPoly(filled, corners, 255)
        fill_flat(picture, filled)
        return make_still(Lying(picture, filled, plane, A4), first_bytes, before)

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


def away_from_flat(page: Pixels, left: float, top: float, right: float, bottom: float) -> NDArray[np.int16]:
    """Grey levels between what is seen in that part of an A4 page, in millimetres, and what is covered."""
    px_per_mm = page.shape[1] / A4[0]
    x0, y0, x1, y1 = (round(mm * px_per_mm) for mm in (left, top, right, bottom))
    return np.abs(page[y0:y1, x0:x1].astype(np.int16) - FLAT)


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
    assert away_from_flat(after, 42, 102, 118, 128).max() < 12


def test_of_a_page_that_is_covered_for_the_most_part_only_that_goes_and_as_flat_grey() -> None:
    """The page has no print there by which it would be noticed, and grey is not a dimmer lamp."""
    camera = Camera(letter(lines=3))
    first = camera.still(None)
    camera.filled = (5, 75, 205, 292)

    made = camera.still(first.told)

    after = put_together(made.pieces, put_together(first.pieces))
    assert away_from_flat(after, 10, 80, 200, 288).max() < 12
    assert min(piece.area[1] for piece in made.pieces) > (75 * 6) - TILE_PX, "the heading is there already"


def test_a_narrow_cover_over_pale_grey_print_goes_too() -> None:
    """What is covered differs little from what covers it; it may not be seen all the same."""
    camera = Camera(blank_page())
    cv2.rectangle(camera.page, (200, 600), (700, 800), 148, -1)
    first = camera.still(None)
    camera.filled = (45, 110, 105, 114)

    made = camera.still(first.told)

    after = put_together(made.pieces, put_together(first.pieces))
    assert away_from_flat(after, 50, 111.5, 100, 112.5).max() < 8


def test_changes_too_small_to_be_sent_add_up_until_they_are() -> None:
    camera = Camera(letter(lines=4))
    cv2.line(camera.page, (300, 900), (420, 900), 120, 2, cv2.LINE_AA)
    told = camera.still(None).told
    sent = []
    for step in range(1, 13):  # a pencil line that grows by a third of a millimetre each time
        cv2.line(camera.page, (300, 900), (420 + 2 * step, 900), 120, 2, cv2.LINE_AA)
        made = camera.still(told)
        told = made.told
        sent.append(len(made.pieces))
    assert sent[0] == 0, "one step alone is too small"
    assert any(sent)


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

"""A copy of a sheet on the slip: what was flat is flat, marks lie where they were drawn, it never costs the rest."""

import dataclasses
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from PIL import Image

from kiosk.app.slips import slip_maker
from kiosk.domain.annotation import Stroke, StrokeId, Tool
from kiosk.domain.guide import Guides
from kiosk.domain.ids import Side
from kiosk.domain.languages import EASY_JAPANESE, LANGUAGES
from kiosk.domain.mark_style import INK
from kiosk.domain.page import Point, sheet_id
from kiosk.domain.slip_sheet import LEAST_PT
from kiosk.domain.still import Area, StillPiece
from kiosk.domain.taken_page import TakenPage
from kiosk.records.page_picture import MOST_SIDE_PX, page_picture
from tests.support.slips import letter_sizes_pt, pages, slip_of
from tests.support.texts import catalogues

PX = (840, 1188)
"""Four pixels a millimetre of A4."""
FLAT = (128, 128, 128)
PRIVATE: Area = (400, 800, 760, 880)
Pixels = NDArray[np.uint8]


def webp(pixels: Pixels) -> bytes:
    out = BytesIO()
    Image.fromarray(pixels).save(out, "WEBP", quality=60)
    return out.getvalue()


def sheet_pixels(size: tuple[int, int] = PX) -> Pixels:
    """White, with a black bar at the left and a private field that the eye has filled."""
    page = np.full((size[1], size[0], 3), 255, np.uint8)
    page[100:300, 40:80] = 0
    left, top, right, bottom = PRIVATE
    page[top:bottom, left:right] = FLAT
    return page


WHOLE = StillPiece(7, PX, (0, 0, *PX), webp(sheet_pixels()))


def stroke(clock: int, author: Side, tool: Tool, *points: Point) -> Stroke:
    return Stroke(StrokeId(clock, author), sheet_id("van", 7), tool, points)


def printed(strokes: tuple[Stroke, ...] = (), language: str = "ja", pieces: tuple[StillPiece, ...] = (WHOLE,)) -> bytes:
    slip = dataclasses.replace(slip_of(language=language), taken=(TakenPage(7, 210.0, 297.0, strokes),))
    return slip_maker(lambda number: pieces if number == 7 else ()).pdf(slip, Guides())


def copy_of(pdf: bytes) -> Pixels:
    """The sheet's place on the last side, cut out by its black frame, at two pixels a point."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        side = np.asarray(document[len(document) - 1].render(scale=2.0).to_pil().convert("RGB"), np.uint8)
    finally:
        document.close()
    dark = (side < 60).all(axis=2)
    rows = np.flatnonzero(dark.mean(axis=1) > 0.7)
    columns = np.flatnonzero(dark.mean(axis=0) > 0.7)
    return side[rows[0] + 4 : rows[-1] - 3, columns[0] + 4 : columns[-1] - 3]


def at(copy: Pixels, x_mm: float, y_mm: float) -> tuple[int, ...]:
    row, column = round(y_mm / 297 * (copy.shape[0] - 1)), round(x_mm / 210 * (copy.shape[1] - 1))
    return tuple(int(part) for part in copy[row, column])


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def drawn(copy: Pixels, x_mm: float, y_mm: float, author: Side) -> bool:
    """Whether a line in the author's colour goes through that place, give or take half a millimetre."""
    steps = (-0.5, -0.25, 0.0, 0.25, 0.5)
    return any(near(at(copy, x_mm + dx, y_mm + dy), colour(author)) for dx in steps for dy in steps)


def colour(author: Side) -> tuple[int, ...]:
    return tuple(bytes.fromhex(INK[author][1:]))


def test_what_the_eye_filled_is_flat_on_paper_and_the_rest_is_there() -> None:
    copy = copy_of(printed())
    left, top, right, bottom = (edge / 4 for edge in PRIVATE)
    inside = [at(copy, x, y) for x in np.linspace(left + 1, right - 1, 40) for y in np.linspace(top + 1, bottom - 1, 9)]
    assert all(near(one, FLAT, 4) for one in inside)
    assert near(at(copy, 15, 50), (0, 0, 0)) and near(at(copy, 150, 50), (255, 255, 255))


@pytest.mark.parametrize(
    ("tool", "points", "where"),
    [
        (Tool.PEN, ((60.0, 60.0), (120.0, 60.0), (120.0, 100.0)), (120.0, 80.0)),
        (Tool.CIRCLE, ((60.0, 60.0), (120.0, 100.0)), (90.0, 60.0)),
        (Tool.ARROW, ((60.0, 60.0), (70.0, 70.0), (120.0, 60.0)), (90.0, 60.0)),
    ],
)
def test_marks_lie_where_they_were_drawn_in_the_colour_of_their_author(
    tool: Tool, points: tuple[Point, ...], where: Point
) -> None:
    for author in ("van", "office"):
        copy = copy_of(printed((stroke(1, author, tool, *points),)))
        assert drawn(copy, *where, author)
        assert near(at(copy, where[0], where[1] + 25.0), (255, 255, 255))


def test_a_highlighter_lets_print_be_read_below_it() -> None:
    copy = copy_of(printed((stroke(1, "office", Tool.HIGHLIGHTER, (5.0, 50.0), (60.0, 50.0)),)))
    on_print, on_paper = at(copy, 15, 50), at(copy, 40, 50)
    assert sum(on_print) < 0.5 * sum(on_paper) and not near(on_paper, (255, 255, 255))


def test_what_was_changed_lies_over_what_was_there_before() -> None:
    written = StillPiece(7, PX, (400, 400, 480, 440), webp(np.zeros((40, 80, 3), np.uint8)))
    assert near(at(copy_of(printed()), 110, 105), (255, 255, 255))
    assert near(at(copy_of(printed(pieces=(WHOLE, written))), 110, 105), (0, 0, 0))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_it_is_whose_marks_these_are_and_that_it_shows_what_was_written(language: str) -> None:
    strokes = (
        stroke(1, "office", Tool.CIRCLE, (30.0, 60.0), (60.0, 100.0)),
        stroke(2, "van", Tool.PEN, (30.0, 160.0), (60.0, 180.0)),
        stroke(3, "office", Tool.HERE, (150.0, 200.0)),
    )
    pdf, text = printed(strokes, language), catalogues()[language]
    *words, last = pages(pdf)
    if language != EASY_JAPANESE:  # there readings stand between the words
        for said in ("slip.copy", "slip.copy.note", "outside.van", "outside.office", "mark.here"):
            assert "".join(text(said).split()) in last
        assert "".join(text("slip.copy.with").split()) in words[0]
        assert "".join(text("slip.nothing_personal").split()) not in "".join(words)
        assert min(letter_sizes_pt(pdf)) >= LEAST_PT


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (StillPiece(7, PX, (0, 0, *PX), b"RIFF no picture"),),
        (StillPiece(7, PX, (0, 0, *PX), WHOLE.data[:200]),),
        (WHOLE, StillPiece(7, (900, 1200), (0, 0, 10, 10), WHOLE.data)),
    ],
)
def test_a_sheet_without_a_picture_costs_nothing_of_the_slip_which_says_so(pieces: tuple[StillPiece, ...]) -> None:
    sides = pages(printed(pieces=pieces))
    text = catalogues()["ja"]
    assert len(sides) == 1
    assert "".join(text("slip.copy.lost").split()) in sides[0]
    assert "".join(text("slip.nothing_personal").split()) in sides[0]
    assert "".join(text("slip.heading").split()) in sides[0]


def test_a_page_of_many_pixels_is_made_smaller() -> None:
    large = (2100, 2970)
    whole = StillPiece(7, large, (0, 0, *large), webp(sheet_pixels(large)))
    picture = page_picture((whole,))
    assert picture is not None
    with Image.open(BytesIO(picture)) as made:
        assert max(made.size) == MOST_SIDE_PX

"""One private field that the resident shows: it alone, in moving pictures alone, and gone in the picture after."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.mock_room.state import Paper
from kiosk.app.places import assets
from kiosk.content.forms import read_forms
from kiosk.domain.form import Box, FieldId, FormField, FormId
from kiosk.domain.privacy import Gate
from kiosk.domain.still import Resting, StillPiece
from kiosk.eye.plan import NUMBERS_EACH
from kiosk.eye.printed import printed_form
from kiosk.records.page_picture import page_picture
from kiosk.vision.geometry import Floats
from kiosk.vision.mask import FLAT
from tests.support.tray_watch import A4_MM, TrayWatch
from tests.support.watched_tray import A4, PX_PER_MM, Tray, watched_tray

FORM = FormId("kojin-bango-card")
KNOWN = {one.form.id: one for one in read_forms(assets() / "forms") if one.form.id == FORM}
FIELDS: dict[str, FormField] = {one.id: one for one in KNOWN[FORM].form.fields}
ID, CODE = FieldId("application-id"), FieldId("code")
SHEET = NUMBERS_EACH + 1


@pytest.fixture(scope="module")
def laid() -> Iterator[Tray]:
    """A known form lies there, open but for its private fields."""
    with watched_tray(tuple(printed_form(one.form, one.blank) for one in KNOWN.values())) as made:
        made.paper = Paper(f"form.{FORM}")
        made.until(SHEET)
        yield made


@pytest.fixture
def tray(laid: Tray) -> Tray:
    """As it was at the beginning."""
    laid.open(Gate.LOCAL)
    laid.bench.eye.show_field(SHEET, "")
    laid.see()
    assert laid.lying.open and not laid.lying.shown
    return laid


def flat(tray: Tray, field: str) -> float:
    """The share of a field that nobody sees in the next picture, without its rim."""
    page = tray.page(tray.see(), margin_mm=0.0)
    box = FIELDS[field].box.grown(-1.0)
    area = page[box.in_pixels(PX_PER_MM, page.shape)]
    return float((area == FLAT).all(axis=2).mean())


def test_it_is_seen_alone_and_gone_in_the_next_picture(tray: Tray) -> None:
    assert flat(tray, ID) == flat(tray, CODE) == 1.0
    tray.bench.eye.show_field(SHEET, ID)
    assert flat(tray, ID) < 0.05
    assert tray.lying.shown == ID
    assert flat(tray, CODE) == 1.0
    tray.bench.eye.show_field(SHEET, "")
    assert flat(tray, ID) == 1.0
    assert tray.lying.shown == ""


@pytest.mark.parametrize(
    ("number", "field"), [(SHEET + 1, ID), (SHEET + NUMBERS_EACH, ID), (SHEET, "photo"), (SHEET, "no-such-field")]
)
def test_nothing_opens_by_another_sheets_number_or_another_name(tray: Tray, number: int, field: str) -> None:
    tray.bench.eye.show_field(number, field)
    assert flat(tray, ID) == flat(tray, CODE) == 1.0
    assert tray.lying.shown == ""


def test_no_sharp_picture_is_made_while_it_is_seen_and_none_ever_shows_it(tray: Tray) -> None:
    tray.open(Gate.SENT)
    before = tray.news(30)
    assert any(isinstance(one, Resting) and one.sheet == SHEET for one in before)
    tray.bench.eye.show_field(SHEET, ID)
    assert tray.news(30) == [Resting(0)], "from the first picture on, the other end sees video"
    tray.bench.eye.show_field(SHEET, "")
    after = tray.news(30)
    assert [one for one in after if isinstance(one, Resting)] == [Resting(SHEET)]
    for piece in (one for one in after if isinstance(one, StillPiece)):
        left, top, right, bottom = (side / piece.page_px[0] * A4_MM[0] for side in piece.area)
        assert not FIELDS[ID].box.overlaps(Box(left, top, right - left, bottom - top), 0.0)


def test_the_copy_that_goes_home_on_paper_is_as_closed_as_what_the_other_end_got(tray: Tray) -> None:
    tray.open(Gate.SENT)
    tray.news(12)
    stills = tray.bench.eye.stills
    assert stills.kept.pieces(SHEET) == (), "nothing is kept before anybody asks"
    stills.keep(SHEET, True)
    told = [one for one in tray.news(20) if isinstance(one, StillPiece)]
    assert stills.kept.pieces(SHEET) == tuple(told) and told[0].is_whole
    picture = page_picture(stills.kept.pieces(SHEET))
    assert picture is not None
    page = np.asarray(cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR), np.uint8)
    px_per_mm = page.shape[0] / A4[1]
    for name, field in FIELDS.items():
        part = page[field.box.grown(-1.5).in_pixels(px_per_mm, page.shape)].astype(int)
        near_flat = (abs(part - FLAT) <= 6).all()
        assert near_flat == field.private, name
    tray.bench.eye.set_gate(Gate.SHUT)
    assert stills.kept.pieces(SHEET) == tuple(told), "what was hidden afterwards is the resident's all the same"
    stills.keep(SHEET, False)


def test_another_child_knows_of_no_field_that_was_shown(tray: Tray) -> None:
    tray.bench.eye.show_field(SHEET, ID)
    tray.bench.replace(lost=True)
    tray.open(Gate.LOCAL)
    tray.until(2 * NUMBERS_EACH + 1)
    assert flat(tray, ID) == 1.0


def row_in(box: Box) -> Floats:
    """The corners of a row of digits that fills a box."""
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def test_a_number_is_seen_with_its_field_and_not_where_it_goes_on_beyond_it() -> None:
    tray, paper = TrayWatch(), Paper(f"form.{FORM}")
    sheet = tray.lies_still(paper).sheet
    assert sheet is not None and sheet.form is not None and sheet.form.form.id == FORM
    within, beyond = FIELDS[ID].box, FIELDS[ID].box._replace(width=FIELDS[ID].box.width + 20.0)

    def seen(row: Box) -> float:
        sheet.closed_areas[:] = [row_in(row)]
        sheet.shown_field = ID
        tray.see(paper)
        box = FIELDS[ID].box.grown(-2.0)
        return 1.0 - tray.filled(_area(tray, paper, box))

    assert seen(within) > 0.95
    assert seen(beyond) < 0.05


def _area(tray: TrayWatch, paper: Paper, box: Box) -> NDArray[np.bool_]:
    return tray.area(paper, A4_MM, (box.x, box.y, box.width, box.height))

"""Sharp pictures out of an eye: when a sheet rests, masked like everything that leaves it, and never past the gate."""

from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.mock_room.state import Paper, Thing
from kiosk.app.places import assets
from kiosk.content.forms import read_forms
from kiosk.domain.form import FormId
from kiosk.domain.privacy import Gate
from kiosk.domain.still import Coming, Resting, StillPiece
from kiosk.eye.paper_watch import Look
from kiosk.eye.plan import NUMBERS_EACH
from kiosk.eye.printed import printed_form
from kiosk.eye.still_watch import Sharp, _Job
from kiosk.eye.stills import StillNews
from kiosk.vision.mask import FLAT, Opening
from kiosk.vision.paper import RESTS_AFTER_S
from tests.support.watched_tray import A4, FPS, Tray, watched_tray

FIRST = NUMBERS_EACH + 1
FORM = FormId("inkan-shomei")
KNOWN = {one.form.id: one for one in read_forms(assets() / "forms") if one.form.id == FORM}
Pixels = NDArray[np.uint8]


@pytest.fixture(scope="module")
def tray() -> Iterator[Tray]:
    """With one known form; each test lays down its own paper."""
    forms = tuple(printed_form(one.form, one.blank) for one in KNOWN.values())
    with watched_tray(forms) as made:
        yield made


def lay(tray: Tray, paper: Paper | None) -> None:
    """Another sheet, behind a gate that lets nothing out; then it opens."""
    tray.open(Gate.SHUT)
    tray.open(Gate.LOCAL)
    tray.paper = None
    tray.news(12)
    tray.paper = paper
    if paper is not None:
        for _ in range(60):
            tray.see()
            tray.finish_thinking()
            if tray.lying.held:
                break
        assert tray.lying.held
    tray.open(Gate.SENT)


def until_it_is_being_made(tray: Tray) -> None:
    news = None
    while news is None:
        tray.see()
        news = tray.bench.eye.stills.take()
    assert isinstance(news, Coming)


def page_of(pieces: list[StillPiece], elsewhere: int = 0) -> Pixels:
    page = np.full((pieces[0].page_px[1], pieces[0].page_px[0], 3), elsewhere, np.uint8)
    for piece in pieces:
        left, top, right, bottom = piece.area
        seen = np.asarray(cv2.imdecode(np.frombuffer(piece.data, np.uint8), cv2.IMREAD_COLOR))
        page[top:bottom, left:right] = cv2.resize(seen, (right - left, bottom - top))
    return page


def pieces_of(news: list[StillNews]) -> list[StillPiece]:
    return [one for one in news if isinstance(one, StillPiece)]


def test_a_known_form_that_rests_is_told_whole_and_without_its_private_fields(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))

    news = tray.news(round(RESTS_AFTER_S * FPS) + 6)

    first = next(one for one in news if isinstance(one, StillPiece))
    assert isinstance(news[0], Coming) and news[1] is first and first.is_whole
    assert news[2] == Resting(first.sheet) and tray.lying.number == first.sheet
    page, scale = page_of(pieces_of(news)), first.page_px[0] / A4[0]
    form = KNOWN[FORM].form
    private = [one for one in form.fields if one.private]
    assert private
    for one in private:
        box = one.box
        area = page[
            round((box.y + 0.5) * scale) : round((box.bottom - 0.5) * scale),
            round((box.x + 0.5) * scale) : round((box.right - 0.5) * scale),
        ]
        assert np.abs(area.astype(np.int16) - FLAT).max() <= 24, f"{one.id} was seen"
    assert (np.abs(page.astype(np.int16) - FLAT).max(axis=2) > 60).mean() > 0.5, "the rest is there"


def test_what_is_written_goes_alone_and_movement_is_told_at_once(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    first = pieces_of(tray.news(14))
    assert sum(one.is_whole for one in first) == 1
    line = ((30.0, 100.0), (60.0, 108.0), (90.0, 100.0))
    tray.paper = Paper(f"form.{FORM}", strokes=(line,))

    news = tray.news(40)

    assert news[0] == Resting(0)
    assert isinstance(news[-1], Resting) and news[-1].sheet == tray.lying.number
    changed = pieces_of(news)
    assert changed and all(one.needed and not one.is_whole for one in changed)
    assert sum(len(one.data) for one in changed) < 10_000


def test_a_card_that_was_laid_on_the_sheet_is_flat_in_every_piece(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    before = pieces_of(tray.news(14))
    tray.things = (Thing("card", x_mm=20.0, y_mm=40.0),)

    news = tray.news(30)

    tray.things = ()
    assert isinstance(news[-1], Resting) and news[-1].sheet, "the rest of the sheet may be read meanwhile"
    since = pieces_of(news)
    scale = since[0].page_px[0] / A4[0]
    left, top = (A4[0] / 2 + 20.0 - 40.0) * scale, (A4[1] / 2 + 40.0 - 24.0) * scale
    card = np.s_[round(top) : round(top + 48.0 * scale), round(left) : round(left + 80.0 * scale)]
    for page in (page_of([*before, *since]), *(page_of([piece], FLAT) for piece in since)):
        assert np.abs(page[card].astype(np.int16) - FLAT).max() <= 24


def test_an_unknown_sheet_is_not_told_before_it_was_let_be_seen(tray: Tray) -> None:
    lay(tray, Paper("tsuchi"))
    assert tray.news(20) == []

    tray.bench.eye.show_sheet(tray.lying.number, True)

    assert pieces_of(tray.news(14))[0].sheet == tray.lying.number


@pytest.mark.parametrize("gate", [Gate.CALIBRATE, Gate.SHUT])
def test_behind_another_gate_nothing_is_made_and_what_waited_is_gone(tray: Tray, gate: Gate) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    for _ in range(14):
        tray.see()
        tray.finish_thinking()
    closings = tray.bench.eye.stills.closings

    tray.open(gate)

    assert tray.bench.eye.stills.take() is None
    assert tray.bench.eye.stills.closings > closings
    assert tray.news(14) == []


def test_while_the_line_is_lost_nothing_leaves_and_nothing_goes_twice(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    for _ in range(14):
        tray.see()
        tray.finish_thinking()
    closings = tray.bench.eye.stills.closings

    tray.open(Gate.LOCAL)

    assert tray.news(8) == [] and tray.bench.eye.stills.held
    tray.open(Gate.SENT)
    assert tray.bench.eye.stills.closings == closings
    assert sum(one.is_whole for one in pieces_of(tray.news(30))) == 1, "what waited goes on, and nothing is made anew"


def test_what_moves_while_the_line_is_lost_rests_no_more_and_only_changes_go(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    tray.news(20)
    tray.open(Gate.LOCAL)
    line = ((30.0, 100.0), (60.0, 108.0), (90.0, 100.0))
    tray.paper = Paper(f"form.{FORM}", strokes=(line,))
    tray.news(20)

    tray.open(Gate.SENT)

    news = tray.news(20)
    assert news[0] == Resting(0)
    changed = pieces_of(news)
    assert changed and all(one.needed and not one.is_whole for one in changed)
    assert isinstance(news[-1], Resting) and news[-1].sheet == tray.lying.number


def test_a_picture_that_was_being_made_when_the_line_was_lost_is_made_anew(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    until_it_is_being_made(tray)
    tray.open(Gate.LOCAL)
    assert tray.news(8) == []

    tray.open(Gate.SENT)

    news = tray.news(20)
    assert sum(one.is_whole for one in pieces_of(news)) == 1
    assert any(isinstance(one, Resting) and one.sheet for one in news)


def test_a_picture_that_came_out_of_the_eye_too_late_is_not_taken_for_sent(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    until_it_is_being_made(tray)
    tray.finish_thinking()
    tray.bench.eye._gate = Gate.LOCAL  # the child has not noticed yet
    tray.see()
    tray.bench.eye._gate = Gate.SENT

    assert sum(one.is_whole for one in pieces_of(tray.news(20))) == 1


def test_after_the_gate_was_closed_the_whole_page_goes_again(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    tray.news(14)
    tray.open(Gate.SHUT)
    tray.news(2)
    tray.open(Gate.SENT)

    assert sum(one.is_whole for one in pieces_of(tray.news(30))) == 1


def test_a_sheet_that_the_other_end_has_lost_goes_as_a_whole_again(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    tray.news(14)
    tray.bench.eye.stills.begin_again(tray.lying.number)

    news = tray.news(8)

    assert sum(one.is_whole for one in pieces_of(news)) == 1
    assert any(isinstance(one, Resting) for one in news)


def test_a_sheet_goes_as_a_whole_again_even_if_another_one_was_asked_for_in_the_same_moment(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    tray.news(14)
    tray.bench.eye.stills.begin_again(tray.lying.number)
    tray.bench.eye.stills.begin_again(tray.lying.number + 1)

    assert sum(one.is_whole for one in pieces_of(tray.news(8))) == 1


def test_what_is_sharper_follows_while_nothing_moves(tray: Tray) -> None:
    tray.bench.eye.stills.want(25_000)
    lay(tray, Paper(f"form.{FORM}"))

    news = tray.news(20)

    rests = next(index for index, one in enumerate(news) if isinstance(one, Resting))
    sharper = pieces_of(news[rests:])
    assert sharper and not any(one.needed or one.is_whole for one in sharper)


def test_a_gate_that_closed_between_two_pictures_has_closed(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    tray.news(20)

    tray.open(Gate.SHUT)
    tray.open(Gate.SENT)

    assert sum(one.is_whole for one in pieces_of(tray.news(20))) == 1


def test_a_picture_of_a_sheet_that_moved_before_it_was_made_is_thrown_away(tray: Tray) -> None:
    lay(tray, Paper(f"form.{FORM}"))
    until_it_is_being_made(tray)
    tray.finish_thinking()
    tray.paper = Paper(f"form.{FORM}", x_mm=6.0)

    moved = tray.news(3)

    assert moved[:1] == [Resting(0)] and pieces_of(moved) == []
    assert sum(one.is_whole for one in pieces_of(tray.news(30))) == 1


def test_of_the_cameras_own_picture_nothing_beside_the_tray_is_told() -> None:
    plane = np.array([[4.0, 0, 300.0], [0, 4.0, 20.0], [0, 0, 1.0]])
    look = Look(np.zeros((540, 960), np.uint8), 1, plane, A4, 1.0)
    own = np.full((1620, 2880, 3), 250, np.uint8)
    picture = Sharp(np.full((1080, 1920, 3), FLAT, np.uint8), own.copy, 1)
    job = _Job(picture, Opening(0.3, 0.0, 0.7, 1.0), look, 50_000, None)

    made = job.run()

    assert made is not None
    page = page_of(list(made.pieces)).astype(np.int16)
    beside = round((0.3 * 1920 - 300) / 4.0 / A4[0] * page.shape[1])
    assert np.abs(page[:, : beside - 8] - FLAT).max() <= 12
    assert page[:, beside + 8 :].min() > 200

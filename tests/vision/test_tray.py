"""The pretended tray is real enough for the paper's eye: forms, letters, cards, memos and hands on it are taken for
what they are."""

import copy

import msgspec
import pytest

from drivers.mock_room.state import Paper, Place, Thing, ThingKind
from kiosk.vision.errands import Finding
from kiosk.vision.paper import REMEMBERED
from tests.support.tray_watch import A4_MM, CARD_MM, MEMO_MM, TrayWatch

FORM = Paper("form.juminhyo", turn_deg=4.0)
LETTER = Paper("tsuchi", x_mm=3.0, turn_deg=2.0)
NUMBER_MM = (72.0, 133.0, 53.5, 4.5)
"""Where the letter's number stands on its page: left, top, width, height."""


@pytest.mark.parametrize(("place", "size"), [("van", (1920, 1080)), ("office", (1280, 720))])
def test_a_known_form_opens_within_a_second_and_a_half_of_quiet(place: Place, size: tuple[int, int]) -> None:
    tray = TrayWatch(place, size)
    sights = (tray.see(FORM) for _ in range(90))
    opened = next(sight for sight in sights if sight.sheet is not None and sight.sheet.open)
    assert opened.stillness.still_s <= 1.5
    assert opened.sheet is not None and opened.sheet.form is not None
    assert opened.sheet.form.form.id == "juminhyo"
    assert opened.sheet.free
    assert tray.error_mm(opened, FORM) < 1.0


def test_a_form_is_held_when_it_is_nudged_and_when_it_is_turned() -> None:
    tray = TrayWatch()
    first = tray.lies_still(FORM).sheet
    for paper in (Paper(FORM.name, 5.0, 0.0, 4.0), Paper(FORM.name, 5.0, 0.0, 8.0)):
        sights = [tray.see(paper) for _ in range(4)]
        assert all(sight.sheet is first for sight in sights)
        assert tray.error_mm(sights[-1], paper) < 1.0
    assert tray.filled(tray.area(paper, A4_MM, (15, 60, 180, 150))) < 0.05, "all but its edge is seen"


@pytest.mark.parametrize(("kind", "size_mm"), [("card", CARD_MM), ("memo", MEMO_MM)])
def test_what_is_laid_on_a_released_form_is_filled_in_the_same_picture(
    kind: ThingKind, size_mm: tuple[float, float]
) -> None:
    tray = TrayWatch()
    sheet = tray.lies_still(FORM).sheet
    assert sheet is not None and sheet.open
    tray.eye.release(sheet)
    thing = Thing(kind, 10.0, -40.0, 7.0)
    under = tray.area(thing, size_mm)
    tray.see(FORM)
    assert tray.filled(under) < 0.05
    for _ in range(8):
        assert tray.see(FORM, thing).sheet is sheet
        assert tray.filled(under) > 0.99
    tray.see(FORM)
    assert tray.filled(under) < 0.05


def test_a_hand_that_reaches_over_a_form_is_seen_and_what_it_pushes_there_is_not() -> None:
    tray = TrayWatch()
    sheet = tray.lies_still(FORM).sheet
    hand = Thing("hand", 30.0, 160.0, -8.0)
    seen = []
    while hand.y_mm > -20:
        hand = msgspec.structs.replace(hand, y_mm=hand.y_mm - 16)
        assert tray.see(FORM, hand).sheet is sheet
        skin = tray.skin_over(FORM)
        seen += [tray.filled(skin)] if skin.sum() > 2000 else []
    assert len(seen) > 6
    assert max(seen) < 0.5
    card = Thing("card", 20.0, -40.0, 5.0)
    assert tray.see(FORM, card, hand).sheet is sheet
    assert tray.filled(tray.area(card, CARD_MM) & ~tray.skin_over(FORM)) > 0.98


def test_a_letter_stays_closed_until_it_is_released_and_its_number_even_then() -> None:
    tray = TrayWatch()
    sight = tray.lies_still(LETTER)
    sheet = sight.sheet
    assert sheet is not None
    assert (sheet.form, sheet.free, sheet.open) == (None, True, False)
    assert tray.filled(tray.area(LETTER, A4_MM)) > 0.99
    tray.eye.release(sheet)
    tray.see(LETTER)
    assert tray.filled(tray.area(LETTER, A4_MM, NUMBER_MM)) > 0.99
    assert tray.filled(tray.area(LETTER, A4_MM)) < 0.1


def test_a_letter_whose_number_is_filled_shows_it_nowhere_while_it_is_pushed() -> None:
    tray = TrayWatch()
    sheet = tray.lies_still(LETTER).sheet
    assert sheet is not None
    tray.eye.release(sheet)
    for step in range(1, 7):
        paper = Paper(LETTER.name, LETTER.x_mm - 2.0 * step, 1.0 * step, LETTER.turn_deg + step)
        tray.see(paper)
        assert tray.filled(tray.area(paper, A4_MM, NUMBER_MM)) > 0.95


def test_a_visit_with_many_sheets_remembers_the_last_ones() -> None:
    tray = TrayWatch()
    first = tray.lies_still(LETTER).sheet
    assert first is not None
    for _ in range(2 * REMEMBERED):
        another = copy.copy(first)
        another.number = 0
        tray.eye.take(Finding(sheet=another))
    assert len(tray.eye.sheets) == REMEMBERED
    assert first not in tray.eye.sheets
    assert [sheet.number for sheet in tray.eye.sheets] == list(range(REMEMBERED + 2, 2 * REMEMBERED + 2))

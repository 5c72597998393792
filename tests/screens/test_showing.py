"""The second touch that lets a sheet be seen stands far from the first, wherever that was."""

import dataclasses
import math

import pytest
from PySide6.QtCore import QPoint, QRect

from kiosk.domain.intents import LetBeSeen, ShowPaper
from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, JAPANESE
from kiosk.domain.phone_intents import UseCable
from kiosk.domain.sheet_intents import DiscloseField
from kiosk.domain.snapshot import KioskSnapshot, Look
from tests.support.scenes import kiosk_scenes
from ui.widgets.key import Key
from ui.widgets.words import Words
from ui.windows.embedded import EmbeddedWindow

PX_PER_MM = 3.6
"""A 24-inch monitor of 1920 x 1080."""
APART_MM = 150
FIRST = ("call_face", "call_face_asked", "call_paper_hidden", "call_paper_covered", "call_both_papers_covered")
LOOKS = [Look(letters, language=language) for language in (JAPANESE, EASY_JAPANESE, ENGLISH) for letters in (1, 2, 3)]


def middle_of(window: EmbeddedWindow, scene: KioskSnapshot, wish: object) -> QPoint:
    window.show_snapshot(scene)
    keys = [key for key in window.canvas.findChildren(Key) if key.isVisible() and key.view and key.view.wish == wish]
    assert len(keys) == 1
    return QRect(keys[0].mapTo(window.canvas, QPoint(0, 0)), keys[0].size()).center()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language}-{look.letters}")
@pytest.mark.parametrize("first", FIRST)
def test_yes_is_not_under_the_finger_that_asked(embedded: EmbeddedWindow, first: str, look: Look) -> None:
    scenes = {name: dataclasses.replace(scene, look=look) for name, scene in kiosk_scenes().items()}
    asked = middle_of(embedded, scenes[first], ShowPaper())
    for asking in ("call_paper_asking", "call_paper_asking_attendant"):
        yes = middle_of(embedded, scenes[asking], LetBeSeen(yes=True))
        assert math.hypot(yes.x() - asked.x(), yes.y() - asked.y()) >= APART_MM * PX_PER_MM


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language}-{look.letters}")
@pytest.mark.parametrize("first", ["call_paper_lit_private", "call_paper_field_wanted"])
def test_yes_to_a_private_field_is_not_under_the_finger_that_asked_either(
    embedded: EmbeddedWindow, first: str, look: Look
) -> None:
    scenes = {name: dataclasses.replace(scene, look=look) for name, scene in kiosk_scenes().items()}
    asked = middle_of(embedded, scenes[first], DiscloseField())
    yes = middle_of(embedded, scenes["call_paper_field_asking"], LetBeSeen(yes=True))
    assert math.hypot(yes.x() - asked.x(), yes.y() - asked.y()) >= APART_MM * PX_PER_MM


def test_a_private_field_that_is_seen_can_be_hidden_by_one_touch_and_so_can_the_paper(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(kiosk_scenes()["call_paper_field_shown"])
    assert embedded.key("key.field.close") is not None
    assert embedded.key("key.hide_paper") is not None
    assert embedded.key("key.field.show") is None


def test_no_key_is_left_out_while_one_draws_and_a_private_field_is_seen(embedded: EmbeddedWindow) -> None:
    scene = kiosk_scenes()["call_paper_field_shown_drawing"]
    for full in (False, True):
        embedded.show_snapshot(dataclasses.replace(scene, full_screen=full))
        for name in ("key.field.close", "key.hide_paper", "key.clear_marks", "key.apart", "key.tools.close"):
            assert embedded.key(name) is not None, name


def test_nothing_is_asked_while_nothing_can_be_seen(embedded: EmbeddedWindow) -> None:
    for name in ("call_paper_no_sheet", "call_paper_judged", "call_paper_covered", "call_paper_field_laid"):
        embedded.show_snapshot(kiosk_scenes()[name])
        assert embedded.key("key.sheet.yes") is None, name


def test_a_sheet_that_fills_the_screen_unseen_can_be_hidden_and_not_shown(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(kiosk_scenes()["call_paper_covered_full"])
    assert embedded.key("key.hide_paper") is not None
    assert embedded.key("key.show_paper") is None


def test_while_the_line_is_mended_what_lies_open_here_can_be_hidden(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(kiosk_scenes()["trouble_asking"])
    assert embedded.key("key.hide_paper") is not None
    assert embedded.key("key.show_paper") is None


def test_a_sheet_that_is_taken_away_is_asked_for_in_words(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(kiosk_scenes()["call_paper_sheet_away"])
    said = [words.text for words in embedded.canvas.findChildren(Words) if words.isVisible()]
    assert any(words.startswith("紙を 台に 置いて") for words in said)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language}-{look.letters}")
@pytest.mark.parametrize(("first", "on"), [("call_phone_may_cable", True), ("call_cable_wait", False)])
def test_yes_to_a_telephone_is_not_under_the_finger_that_chose_how_it_comes(
    embedded: EmbeddedWindow, first: str, on: bool, look: Look
) -> None:
    scenes = {name: dataclasses.replace(scene, look=look) for name, scene in kiosk_scenes().items()}
    chose = middle_of(embedded, scenes[first], UseCable(on=on))
    yes = middle_of(embedded, scenes["call_cable_asking"], LetBeSeen(yes=True))
    assert math.hypot(yes.x() - chose.x(), yes.y() - chose.y()) >= APART_MM * PX_PER_MM


@pytest.mark.parametrize(
    ("scene", "there"),
    [
        ("call_phone_may_cable", True),
        ("call_cable_wait", True),
        ("call_cable_silent", True),
        ("phone_may_cable", True),
        ("cable_wait", True),
        ("call_phone_lay", False),  # no device at the end of a cable
        ("phone_lay", False),
        ("call_cable_asking", False),  # it is seen
        ("phone", False),
    ],
)
def test_the_cable_is_offered_while_nothing_is_seen_and_hiding_while_something_is(
    embedded: EmbeddedWindow, scene: str, there: bool
) -> None:
    embedded.show_snapshot(kiosk_scenes()[scene])
    assert (embedded.key("key.phone.cable") is not None) is there
    if scene.startswith("call"):
        assert (embedded.key("key.hide_paper") is None) is there

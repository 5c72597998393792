"""Every resident screen at every look: nothing clipped, nothing overlapping, everything large enough to touch."""

import dataclasses
from itertools import combinations, product

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.languages import JAPANESE, LANGUAGES
from kiosk.domain.snapshot import Health, KioskSnapshot, Look
from tests.support.pictures import empty_slots
from tests.support.scenes import CALL, CALLED, PAPER, TALKING, TROUBLE, kiosk_scenes
from tests.support.stages import make_stage
from ui.theme.measures import GAP_PX
from ui.widgets.focus_ring import FocusRing
from ui.widgets.kana_board import GAP_PX as KANA_GAP_PX
from ui.widgets.key import Key
from ui.widgets.painted import Painted
from ui.widgets.video import VideoSurface
from ui.widgets.words import Words
from ui.windows.confined import EVERYWHERE
from ui.windows.embedded import EmbeddedWindow

LOOKS = [Look(letters, contrast) for letters, contrast in product((1, 2, 3), (False, True))]
SPOKEN = {
    JAPANESE: LOOKS,
    **{language: [Look(letters, language=language) for letters in (1, 2, 3)] for language in LANGUAGES[1:]},
}
LEAST_KEY_PX = 72
VEILED_BY = ("question", "key.language.", "key.panel.", "key.sound.")


def _look_name(look: Look) -> str:
    return f"{look.language}-letters{look.letters}{'-contrast' if look.high_contrast else ''}"


def place_of(widget: Painted, window: EmbeddedWindow) -> QRect:
    return QRect(widget.mapTo(window.canvas, QPoint(0, 0)), widget.size())


def visible_keys(window: EmbeddedWindow) -> list[Key]:
    return [key for key in window.canvas.findChildren(Key) if key.isVisible()]


def clipped_words(window: EmbeddedWindow) -> list[str]:
    return [w.overflow() for w in window.canvas.findChildren(Painted) if w.isVisible() and w.overflow()]


def keys_too_near(keys: list[Key], window: EmbeddedWindow) -> list[tuple[str, str]]:
    """Keys between which a finger has too little room; what lies under a veil is out of reach."""
    veil = next((name for name in VEILED_BY if any(name in key.objectName() for key in keys)), None)
    places = [(key.objectName(), place_of(key, window)) for key in keys]
    near: list[tuple[str, str]] = []
    for (name, one), (other_name, other) in combinations(places, 2):
        gap = KANA_GAP_PX if "kana" in name and "kana" in other_name else GAP_PX
        covered = veil is not None and (veil in name) != (veil in other_name)
        if not covered and one.adjusted(-gap + 1, -gap + 1, gap - 1, gap - 1).intersects(other):
            near.append((name, other_name))
    return near


def words_over_others(window: EmbeddedWindow) -> list[tuple[str, str]]:
    """Sentences of one parent that lie over each other."""
    words = [w for w in window.canvas.findChildren(Words) if w.isVisible() and w.text]
    return [
        (one.text, other.text)
        for one, other in combinations(words, 2)
        if one.parentWidget() is other.parentWidget()
        and one.geometry().adjusted(2, 2, -2, -2).intersects(other.geometry())
    ]


def words_outside_parents(window: EmbeddedWindow) -> list[str]:
    widgets = [w for w in window.canvas.findChildren(Painted) if w.isVisible() and not isinstance(w, FocusRing)]
    return [f"{w.accessibleName()} {w.geometry()}" for w in widgets if not _parent_of(w).rect().contains(w.geometry())]


def _parent_of(widget: QWidget) -> QWidget:
    parent = widget.parentWidget()
    assert parent is not None
    return parent


@pytest.mark.parametrize("scene", kiosk_scenes())
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_clipped_or_covered_and_every_key_can_be_hit(
    walked: EmbeddedWindow, scene: str, language: str
) -> None:
    embedded = walked
    for look in SPOKEN[language]:
        embedded.show_snapshot(dataclasses.replace(kiosk_scenes()[scene], look=look))
        assert clipped_words(embedded) == [], look
        assert words_over_others(embedded) == [], look
        assert words_outside_parents(embedded) == [], look
        keys = visible_keys(embedded)
        assert [k.objectName() for k in keys if min(k.width(), k.height()) < LEAST_KEY_PX] == [], look
        assert keys_too_near(keys, embedded) == [], look


@pytest.mark.parametrize("look", LOOKS, ids=_look_name)
def test_the_attendant_is_called_from_the_same_place_on_every_screen(embedded: EmbeddedWindow, look: Look) -> None:
    places = set()
    for snapshot in kiosk_scenes().values():
        embedded.show_snapshot(dataclasses.replace(snapshot, look=look))
        key = embedded.key("key.attendant")
        assert key is not None
        places.add(place_of(key, embedded).getRect())
    assert len(places) == 1


@pytest.mark.parametrize("look", LOOKS, ids=_look_name)
@pytest.mark.parametrize("base", [TALKING, PAPER, CALLED], ids=["face", "paper", "called"])
def test_a_long_name_and_section_do_not_break_a_call(embedded: EmbeddedWindow, base: KioskSnapshot, look: Look) -> None:
    assert base.call is not None
    call = dataclasses.replace(
        CALL,
        state=base.call.state,
        clerk_name="長谷川小百合エリザベート",
        section_name="くらし安心・多文化共生推進総合支援課",
    )
    embedded.show_snapshot(dataclasses.replace(base, call=call, look=look))
    assert clipped_words(embedded) == []
    assert words_outside_parents(embedded) == []


@pytest.mark.parametrize("look", LOOKS, ids=_look_name)
@pytest.mark.parametrize("base", [TALKING, PAPER, TROUBLE], ids=["face", "paper", "trouble"])
def test_words_stand_in_the_place_of_pictures_that_have_not_come(
    qtbot: QtBot, fonts: None, base: KioskSnapshot, look: Look
) -> None:
    window = EmbeddedWindow(make_stage(empty_slots()), list[object]().append)
    window.confine(EVERYWHERE)
    qtbot.addWidget(window)
    window.show()
    window.show_snapshot(dataclasses.replace(base, look=look))
    assert clipped_words(window) == []
    lost = dataclasses.replace(base.face, health=Health.LOST)
    window.show_snapshot(dataclasses.replace(base, look=look, face=lost, document=lost))
    assert clipped_words(window) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("base", [TALKING, PAPER], ids=["face", "paper"])
def test_words_stand_in_the_place_of_the_own_face_that_is_not_drawn(
    qtbot: QtBot, fonts: None, base: KioskSnapshot, language: str
) -> None:
    window = EmbeddedWindow(make_stage(empty_slots()), list[object]().append)
    window.confine(EVERYWHERE)
    qtbot.addWidget(window)
    window.show()
    for look in SPOKEN[language]:
        window.show_snapshot(dataclasses.replace(base, look=look, preview_off=True))
        assert clipped_words(window) == [], look


def test_a_change_of_letters_shows_at_once(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(TALKING)
    key = embedded.key("key.letters")
    assert key is not None
    before = key.size()
    embedded.show_snapshot(dataclasses.replace(TALKING, look=Look(letters=3)))
    assert key.size() != before


@pytest.mark.parametrize("look", LOOKS, ids=_look_name)
@pytest.mark.parametrize("scene", ["call_paper", "call_paper_attendant", "call_both_papers"])
def test_the_clerks_face_beside_a_paper_keeps_its_hair_and_chin(
    embedded: EmbeddedWindow, scene: str, look: Look
) -> None:
    """At least four fifths of the height of a 16:9 picture are seen."""
    embedded.show_snapshot(dataclasses.replace(kiosk_scenes()[scene], look=look))
    faces = [video for video in embedded.canvas.findChildren(VideoSurface, "video.their_face") if video.isVisible()]
    assert [0.8 * face.width() * 9 / 16 <= face.height() for face in faces] == [True]


@pytest.mark.parametrize("look", LOOKS, ids=_look_name)
def test_a_lost_log_is_seen_in_the_strip_and_keeps_clear_of_the_line(embedded: EmbeddedWindow, look: Look) -> None:
    for scene in ("home_unkept", "call_paper_unkept", "confirm_unkept"):
        embedded.show_snapshot(dataclasses.replace(kiosk_scenes()[scene], look=look))
        said = [w for w in embedded.canvas.findChildren(Words) if w.isVisible() and w.text.startswith("記録が できま")]
        assert len(said) == 1
        strip = [w for w in _parent_of(said[0]).findChildren(Words) if w.isVisible() and w.text]
        grown = said[0].geometry().adjusted(-GAP_PX + 1, 0, GAP_PX - 1, 0)
        assert [w.text for w in strip if w is not said[0] and w.geometry().intersects(grown)] == []

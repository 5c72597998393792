"""A guide on the resident's screen: nothing of a step is out of reach, however large the letters are."""

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from kiosk.app.guides import our_guides
from kiosk.content.guides import look_at_guides
from kiosk.domain import guide_intents as asks
from kiosk.domain import intents
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guiding import Guiding
from kiosk.domain.languages import LANGUAGES
from kiosk.domain.readings import plain
from kiosk.domain.snapshot import KioskSnapshot, Look
from tests.screens.test_layout import clipped_words, keys_too_near, visible_keys, words_outside_parents
from tests.support.scenes import HOME, kiosk_scenes
from ui.presenters.parts import KeyKind, LampKind
from ui.screens.resident.guide_pane import GuidePane
from ui.widgets.key import Key
from ui.widgets.painted import Painted
from ui.widgets.picture import Picture
from ui.widgets.sentence import Sentence
from ui.widgets.surfaces import Lamp
from ui.widgets.words import Words
from ui.windows.embedded import EmbeddedWindow

SCENES = kiosk_scenes()
OURS = look_at_guides(our_guides()).guides()
LOOKS = [Look(letters, language=language) for letters, language in product((1, 2, 3), LANGUAGES)]


def key(window: EmbeddedWindow, name: str) -> Key | None:
    return next((one for one in visible_keys(window) if one.objectName() == name), None)


def seen(window: EmbeddedWindow) -> set[str]:
    """What stands on the sheet: sentences, and keys that are no way on or back."""
    pane = next(pane for pane in window.canvas.findChildren(GuidePane) if pane.isVisible())
    sentences = {one.text for one in pane.findChildren(Sentence) if one.isVisible() and one.text}
    keys = {one.view.words for one in pane.findChildren(Key) if one.isVisible() and one.view and _inner(one)}
    return sentences | keys


def _inner(one: Key) -> bool:
    return ".choice." in one.objectName() or ".bring." in one.objectName()


def wanted(snapshot: KioskSnapshot) -> set[str]:
    assert snapshot.guiding is not None
    step = snapshot.guides.step(snapshot.guiding.at, snapshot.look.language)
    assert step is not None
    return {*step.lines, *(one.words for one in step.choices), *step.bring}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language}-{look.letters}")
@pytest.mark.parametrize("scene", ["guide", "guide_lines", "guide_asked", "guide_bring", "call_guide_choose"])
def test_part_by_part_everything_of_a_step_is_seen_and_nothing_twice(
    embedded: EmbeddedWindow, scene: str, look: Look
) -> None:
    """As with a finger: つづき until there is no more, and 前へ back to the first part."""
    snapshot = replace(SCENES[scene], look=look)
    found: list[set[str]] = []
    while True:
        embedded.show_snapshot(snapshot)
        found.append(seen(embedded))
        more = key(embedded, "key.guide.more")
        if more is None:
            break
        assert more.view is not None
        assert isinstance(more.view.wish, asks.TurnPart)
        assert snapshot.guiding is not None
        snapshot = replace(snapshot, guiding=replace(snapshot.guiding, part=more.view.wish.part))
    assert set().union(*found) == wanted(snapshot)
    assert sum(map(len, found)) == len(wanted(snapshot))
    for part in range(len(found) - 1, 0, -1):
        less = key(embedded, "key.guide.less")
        assert less is not None
        assert less.view is not None
        assert snapshot.guiding is not None
        assert less.view.wish == asks.TurnPart(snapshot.guiding.at, part - 1)
        snapshot = replace(snapshot, guiding=replace(snapshot.guiding, part=part - 1))
        embedded.show_snapshot(snapshot)
        assert seen(embedded) == found[part - 1]


def test_with_the_smallest_letters_a_step_is_whole_and_has_its_picture(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(SCENES["guide_asked"])
    assert key(embedded, "key.guide.more") is None
    pictures = [one for one in embedded.canvas.findChildren(Picture) if one.isVisible()]
    assert [one.name for one in pictures] == ["form_qr"]
    assert pictures[0].width() >= 260


def test_a_sentence_that_is_pointed_at_is_seen_whatever_part_it_is_in(embedded: EmbeddedWindow) -> None:
    for line in range(4):
        snapshot = replace(SCENES["call_guide"], look=Look(3))
        assert snapshot.guiding is not None
        embedded.show_snapshot(replace(snapshot, guiding=replace(snapshot.guiding, line=line)))
        step = snapshot.guides.step(snapshot.guiding.at)
        assert step is not None
        assert step.lines[line] in seen(embedded)


def test_the_sentence_pointed_at_is_lit_in_the_colour_of_here_and_underlined(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(SCENES["call_guide"])
    lit, dark = (
        next(one for one in embedded.canvas.findChildren(Sentence) if one.isVisible() and one.text.startswith(words))
        for words in ("封筒が なくても", "期限の 2か月")
    )
    assert _colours(lit.grab().toImage()) >= {"#fff0b3"}
    assert "#fff0b3" not in _colours(dark.grab().toImage())


def _colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 3)}


def test_the_lamp_of_a_paper_behind_the_guide_says_what_becomes_of_it(embedded: EmbeddedWindow) -> None:
    said = []
    for scene in ("call_guide_paper", "call_guide_paper_hidden", "call_guide"):
        embedded.show_snapshot(SCENES[scene])
        lamps = [one.view for one in embedded.canvas.findChildren(Lamp) if one.isVisible()]
        said.append([(lamp.kind, plain(lamp.words)) for lamp in lamps if "紙" in plain(lamp.words)])
    assert said == [
        [(LampKind.SENT, "紙が 相手に 見えています")],
        [(LampKind.HIDDEN, "紙を かくしています")],
        [],
    ]


def test_every_key_asks_for_what_it_says(embedded: EmbeddedWindow, asked: list[intents.Intent]) -> None:
    here = SCENES["guide_asked"].guiding
    assert here is not None
    embedded.show_snapshot(SCENES["guide_asked"])
    for name in ("key.guide.back", "key.guide.talk", "key.guide.next"):
        one = key(embedded, name)
        assert one is not None
        QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    meant = [wish for wish in asked if not isinstance(wish, intents.Touched)]
    assert meant == [asks.GoBackInGuide(here.at), asks.TalkToClerk(), asks.GoOn(here.at)]


def test_where_a_guide_ends_with_the_clerk_that_key_is_the_one_to_press(embedded: EmbeddedWindow) -> None:
    for scene, filled in (("guide_clerk", "key.guide.talk"), ("guide_bring", "key.guide.finish")):
        embedded.show_snapshot(SCENES[scene])
        kinds = {one.objectName(): one.view.kind for one in visible_keys(embedded) if one.view}
        assert [name for name, kind in kinds.items() if kind is KeyKind.FILLED] == [filled]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", "つぎは 令和8年(2026年)11月22日(日) です。"),
        ("en", "The next one is Sunday 22 November 2026, in all of Japan."),
    ],
)
def test_days_that_move_are_computed_and_said_as_the_language_says_them(
    embedded: EmbeddedWindow, language: str, words: str
) -> None:
    there = Guiding(At(GuideId("card-renew"), StepId("sunday")))
    embedded.show_snapshot(replace(SCENES["guide"], guides=OURS, guiding=there, look=Look(language=language)))
    assert words in seen(embedded)


def test_who_waits_is_told_how_far_the_queue_is(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(SCENES["guide_waiting"])
    assert "順番まで 前に 1人" in " ".join(w.accessibleName() for w in embedded.findChildren(Words) if w.isVisible())
    embedded.show_snapshot(SCENES["waiting_with_guide"])
    assert key(embedded, "key.guide.read") is not None


def _said(window: EmbeddedWindow) -> str:
    pane = next(pane for pane in window.canvas.findChildren(GuidePane) if pane.isVisible())
    return " ".join(one.accessibleName() for one in pane.findChildren(Painted) if one.isVisible())


def test_an_unconfirmed_fact_says_so_and_a_confirmed_one_does_not(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(SCENES["guide_asked"])
    assert "役所で 確認中です" in _said(embedded)
    embedded.show_snapshot(SCENES["guide_lines"])
    assert "確認中" not in _said(embedded)


@pytest.mark.parametrize("letters", [1, 3])
@pytest.mark.parametrize("guide", [guide.id for guide in OURS])
def test_every_step_that_is_shipped_has_room_in_every_language(
    embedded: EmbeddedWindow, guide: str, letters: int
) -> None:
    made = OURS.guide(guide)
    assert made is not None
    alone = replace(SCENES["guide"], guides=OURS, city=HOME.city)
    for language, step in product(LANGUAGES, made.steps):  # a change of language dresses all screens anew
        place = Guiding(At(GuideId(guide), StepId(step.id)), trail=(At(GuideId(guide), made.steps[0].id),))
        for part in range(3):
            snapshot = replace(alone, guiding=replace(place, part=part), look=Look(letters, language=language))
            embedded.show_snapshot(snapshot)
            assert clipped_words(embedded) == [], (step.id, language)
            assert words_outside_parents(embedded) == [], (step.id, language)
            assert keys_too_near(visible_keys(embedded), embedded) == [], (step.id, language)
            if key(embedded, "key.guide.more") is None:
                break
        else:
            pytest.fail(f"{step.id} in {language} has more than three parts: {plain(step.title)}")

"""Reading aloud on the screen: the key is everywhere, what sounds is lit, and nothing is clipped while it reads."""

import dataclasses

import pytest

from kiosk.domain import aloud_intents as asks
from kiosk.domain.aloud import Aloud, AloudState
from kiosk.domain.intents import Intent
from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, JAPANESE, LANGUAGES
from kiosk.domain.snapshot import Health, KioskSnapshot, Look, SoundStatus
from tests.screens.test_layout import clipped_words, keys_too_near, visible_keys, words_outside_parents
from tests.support.scenes import HOME, TALKING, kiosk_scenes
from tests.support.texts import catalogues
from ui.presenters.aloud import present_aloud
from ui.presenters.localised import localised
from ui.presenters.sound import present_sound
from ui.widgets.sentence import LitWords
from ui.windows.embedded import EmbeddedWindow

SCENES = kiosk_scenes()
GUIDE, LINES = SCENES["guide"], SCENES["guide_lines"]
LOOKS = [Look(letters, language=language) for language in (JAPANESE, EASY_JAPANESE) for letters in (1, 2, 3)]
LARGEST = [look for look in LOOKS if look.letters == 3]


def said(snapshot: KioskSnapshot) -> list[str]:
    return list(present_aloud(localised(snapshot), catalogues()[snapshot.look.language]).sentences)


def at_place(snapshot: KioskSnapshot, place: str, state: AloudState = AloudState.READING) -> KioskSnapshot:
    """While the sentence of that place sounds."""
    spoken = present_aloud(localised(snapshot), catalogues()[snapshot.look.language])
    index = next((at for at, one in enumerate(spoken.said) if one.place == place), -1)
    return dataclasses.replace(snapshot, aloud=Aloud(state, spoken.page, index))


def lit(window: EmbeddedWindow) -> list[str]:
    return [one.text for one in window.canvas.findChildren(LitWords) if one.isVisible() and one.lit]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_but_the_wipe_has_something_to_say(language: str) -> None:
    for name, scene in SCENES.items():
        assert bool(said(dataclasses.replace(scene, look=Look(language=language)))) is (name != "wiping"), name


def test_every_screen_but_the_wipe_has_the_key(embedded: EmbeddedWindow) -> None:
    for name in ("home", "confirm", "waiting", "called", "call_face", "call_paper", "guide", "finish", "wiping"):
        embedded.show_snapshot(SCENES[name])
        key = embedded.key("key.aloud")
        if name == "wiping":
            assert key is None
        else:
            assert key is not None and key.view is not None, name
            assert key.view.wish == asks.ReadAloud(), name


def test_the_same_screen_in_another_language_or_another_part_of_a_step_is_another_page() -> None:
    text = catalogues()
    assert GUIDE.guiding is not None
    later = dataclasses.replace(GUIDE, guiding=dataclasses.replace(GUIDE.guiding, part=1))
    easy = dataclasses.replace(GUIDE, look=Look(language=EASY_JAPANESE))
    pages = [present_aloud(localised(one), text[one.look.language]).page for one in (GUIDE, later, easy, HOME)]
    assert len(set(pages)) == 4


def test_home_is_read_from_the_greeting_to_the_last_card() -> None:
    words = said(HOME)
    assert words[:3] == ["おはようございます", "ご用件を えらんでください", "下の 四角を 指で 1回 さわってください。"]
    assert words[3:] == [part for topic in HOME.city.topics for part in (topic.title, topic.hint)]


def test_what_a_clerk_types_or_a_paper_says_is_never_read() -> None:
    for name in ("caption_face", "caption_paper", "board", "call_paper_lit_private", "call_paper_field_shown"):
        assert said(SCENES[name]) == ["市民課の 佐藤さんと お話し中です。"], name


def test_a_question_is_read_before_what_it_covers() -> None:
    assert said(SCENES["call_face_question"])[0] == "話を おわりますか"


def test_the_sentence_that_sounds_is_lit_and_no_other(embedded: EmbeddedWindow) -> None:
    embedded.show_snapshot(at_place(LINES, "title"))
    title = lit(embedded)
    embedded.show_snapshot(at_place(LINES, "line.1"))
    second = lit(embedded)
    assert [len(title), len(second)] == [1, 1]
    assert title != second
    embedded.show_snapshot(at_place(LINES, "line.1", AloudState.READ))
    assert lit(embedded) == []


@pytest.mark.parametrize("look", LARGEST)
def test_with_large_letters_the_part_that_is_read_comes_by_itself(embedded: EmbeddedWindow, look: Look) -> None:
    for scene in (GUIDE, LINES, SCENES["guide_bring"]):
        snapshot = dataclasses.replace(scene, look=look)
        spoken = present_aloud(localised(snapshot), catalogues()[look.language])
        for one in spoken.said:
            embedded.show_snapshot(at_place(snapshot, one.place))
            kind, _, number = one.place.partition(".")
            if kind == "line":
                assert lit(embedded) == [one.words]
            elif kind == "inner":
                names = [key.objectName() for key in visible_keys(embedded)]
                assert any(name.startswith("key.guide.") and name.endswith(f".{number}") for name in names)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", [AloudState.READING, AloudState.READ])
def test_nothing_is_clipped_while_it_reads_or_has_read(embedded: EmbeddedWindow, look: Look, state: AloudState) -> None:
    for scene in (HOME, GUIDE, TALKING, SCENES["confirm"]):
        embedded.show_snapshot(at_place(dataclasses.replace(scene, look=look), "title", state))
        assert clipped_words(embedded) == []
        assert words_outside_parents(embedded) == []
        assert keys_too_near(visible_keys(embedded), embedded) == []


def test_the_keys_ask_for_what_they_say(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    wanted: list[tuple[KioskSnapshot, dict[str, Intent]]] = [
        (GUIDE, {"key.aloud": asks.ReadAloud()}),
        (
            at_place(GUIDE, "title"),
            {
                "key.aloud": asks.StopReading(),
                "key.aloud.again": asks.ReadAloud(),
                "key.aloud.pace": asks.ReadSlowly(on=False),
            },
        ),
        (
            at_place(GUIDE, "title", AloudState.READ),
            {"key.aloud": asks.ReadAloud(), "key.aloud.pace": asks.ReadSlowly(on=False)},
        ),
        (at_place(TALKING, "", AloudState.WAITING), {"key.aloud": asks.StopReading()}),
    ]
    for snapshot, keys in wanted:
        embedded.show_snapshot(snapshot)
        for name, wish in keys.items():
            key = embedded.key(name)
            assert key is not None and key.view is not None, name
            assert key.view.wish == wish


def test_whose_voice_it_is_stands_in_the_panel_of_the_sound_and_a_mock_owes_nobody() -> None:
    checked = dataclasses.replace(HOME, sound=SoundStatus(Health.OK, checked=True), voice=Health.OK)
    text = catalogues()[JAPANESE]
    there, none, mock = (
        present_sound(one, text)
        for one in (
            checked,
            dataclasses.replace(checked, voice=None),
            dataclasses.replace(checked, other_mocks=("speech",)),
        )
    )
    assert there is not None and none is not None and mock is not None
    assert "Mei" in there.credit and "CC BY 3.0" in there.credit
    assert (none.credit, mock.credit) == ("", "")


def test_english_has_no_voice_and_the_key_says_so_in_english() -> None:
    assert "voice" in catalogues()[ENGLISH]("hint.no_voice_in_language")

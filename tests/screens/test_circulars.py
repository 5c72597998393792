"""Circulars on the screen: every block is within reach, nothing of a page is skipped, and all of it is read aloud."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from kiosk.domain import circular_intents as asks
from kiosk.domain.aloud import Aloud, AloudState
from kiosk.domain.circular import MAX_BLOCK, Block
from kiosk.domain.circular_reading import AtCirculars, Paper, PaperState
from kiosk.domain.intents import Intent
from kiosk.domain.languages import EASY_JAPANESE, LANGUAGES
from kiosk.domain.monitors import Placement, Showing
from kiosk.domain.readings import has_readings
from kiosk.domain.snapshot import HubState, KioskSnapshot, Look
from tests.screens.test_layout import clipped_words, words_outside_parents
from tests.support.circular_scenes import TEXT, text_paper
from tests.support.scenes import kiosk_scenes
from tests.support.texts import catalogues, japanese
from ui.presenters.aloud import present_aloud
from ui.presenters.circulars import MOST_SHOWN, present_circular_page, present_circular_text, present_circulars
from ui.presenters.frame import present_frame
from ui.widgets.sentence import LitWords
from ui.widgets.words import Words
from ui.windows.embedded import EmbeddedWindow
from ui.windows.external import ExternalWindow

SCENES = kiosk_scenes()
MINE = {name: scene for name, scene in SCENES.items() if name.startswith("circular")}
JA = japanese()
LOOKS = [Look(letters, language=language) for letters, language in product((1, 3), LANGUAGES)]


def shown_words(window: EmbeddedWindow) -> set[str]:
    return {words.text for words in window.canvas.findChildren(Words) if words.isVisible() and words.text}


def at(**change: object) -> KioskSnapshot:
    scene = SCENES["circular_text"]
    assert scene.at_circulars is not None
    return replace(scene, at_circulars=replace(scene.at_circulars, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language}-{look.letters}")
def test_every_block_of_a_text_is_met_on_the_way_to_its_end(
    embedded: EmbeddedWindow, asked: list[Intent], look: Look
) -> None:
    longest = Block("paragraph", "長い文です、" * (MAX_BLOCK // 6))
    paper = Paper(PaperState.THERE, blocks=(*text_paper().blocks, longest, Block("heading", "おわり"), longest))
    met: set[str] = set()
    first, ways = 0, [0]
    for _ in range(40):
        embedded.show_snapshot(replace(at(paper=paper, first=first), look=look))
        assert clipped_words(embedded) == [] and words_outside_parents(embedded) == []
        met |= shown_words(embedded)
        key = embedded.key("key.circular.more")
        if key is None or not key.isVisible():
            break
        assert key.view is not None and isinstance(key.view.wish, asks.ReadFrom) and key.view.wish.block > first
        first = key.view.wish.block
        ways.append(first)
    wanted = {("・" if one.kind == "item" else "") + one.text for one in paper.blocks}
    assert wanted <= met
    back = embedded.key("key.circular.less")
    assert back is not None and back.view is not None and back.view.wish == asks.ReadFrom(ways[-2])


def test_the_screen_goes_along_with_the_voice(embedded: EmbeddedWindow) -> None:
    last = len(text_paper().blocks) - 1
    spoken = present_aloud(at(), JA)
    assert [one.words for one in spoken.said] == [one.text for one in text_paper().blocks]
    embedded.show_snapshot(replace(at(), aloud=Aloud(AloudState.READING, spoken.page, last)))
    assert text_paper().blocks[last].text in shown_words(embedded)


def test_what_is_read_aloud_begins_where_the_screen_does() -> None:
    assert present_aloud(at(first=3), JA).said[0].words == text_paper().blocks[3].text


def test_the_words_of_a_page_are_read_and_a_picture_is_said_to_be_one() -> None:
    page = SCENES["circular_page"]
    assert "今年も 秋まつりを 開きます。" in present_aloud(page, JA).sentences
    assert page.at_circulars is not None
    scanned = replace(page.at_circulars, paper=replace(page.at_circulars.paper, text=" \n"))
    said = present_aloud(replace(page, at_circulars=scanned), JA).sentences
    assert said == (JA("circulars.no_words"),)


@pytest.mark.parametrize("name", MINE)
def test_every_screen_says_something_and_can_be_left(name: str) -> None:
    assert present_aloud(MINE[name], JA).sentences
    left = [key.name for key in present_frame(MINE[name], JA).left if key is not None]
    assert left == ["key.attendant", "key.back", "key.home"]


def test_nothing_typed_stands_in_the_name_of_what_is_read() -> None:
    assert "まつり" not in present_aloud(SCENES["circular_search_typed"], JA).page
    assert "ごみ" not in present_aloud(SCENES["circulars_found"], JA).page


def test_titles_carry_readings_where_all_texts_do() -> None:
    scene = SCENES["circulars"]
    easy = present_circulars(replace(scene, look=Look(language=EASY_JAPANESE)), catalogues()[EASY_JAPANESE])
    assert has_readings(easy.choices[0].words)
    assert not has_readings(present_circulars(scene, JA).choices[0].words)


def test_without_a_line_nobody_says_that_there_are_none_before_the_hub_was_heard() -> None:
    assert present_circulars(SCENES["circulars_none"], JA).title == JA("circulars.none")
    yet = SCENES["circulars_none_yet"]
    assert present_circulars(yet, JA).title == JA("circulars.none.yet")
    assert present_circulars(replace(yet, circulars_heard=yet.clock), JA).title == JA("circulars.none")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language}-{look.letters}")
def test_of_when_a_list_is_never_leaves_for_want_of_room(embedded: EmbeddedWindow, look: Look) -> None:
    for name in ("circulars_as_of", "circulars_many"):
        scene = replace(SCENES[name], look=look, hub=HubState.OFFLINE)
        scene = replace(scene, circulars_heard=scene.clock - timedelta(days=400))
        embedded.show_snapshot(scene)
        assert present_circulars(scene, catalogues()[look.language]).about in shown_words(embedded)
        assert clipped_words(embedded) == [] and words_outside_parents(embedded) == []


def test_a_long_list_is_said_to_go_on_by_searching() -> None:
    many = tuple(replace(TEXT, id=f"{n}.html") for n in range(MOST_SHOWN + 1))  # type: ignore[arg-type]
    view = present_circulars(replace(SCENES["circulars"], circulars=many), JA)
    assert len(view.choices) == MOST_SHOWN and view.lines == (JA("circulars.not_all"),)


def test_the_first_page_leads_only_on_and_the_last_only_back() -> None:
    first = present_circular_page(SCENES["circular_page"], JA)
    last = present_circular_page(SCENES["circular_page_last"], JA)
    assert (first.less, last.more) == (None, None)
    assert first.more is not None and last.less is not None


def test_a_page_that_is_not_here_yet_shows_words_and_not_the_one_before(embedded: EmbeddedWindow) -> None:
    assert present_circular_page(SCENES["circular_page_turning"], JA).words == JA("circulars.opening")


def test_without_circulars_there_is_somebody_to_ask(embedded: EmbeddedWindow, asked: list[Intent]) -> None:
    embedded.show_snapshot(SCENES["circulars_none"])
    key = embedded.key("key.circulars.talk")
    assert key is not None and key.isVisible()
    assert AtCirculars().back() is None


def test_one_that_is_coming_says_so_in_the_list_and_where_it_is_opened() -> None:
    view = present_circulars(SCENES["circulars_coming"], JA)
    assert [JA("circulars.coming") in key.words for key in view.choices] == [False, True]
    assert view.about == ""
    assert present_circulars(SCENES["circulars_coming_opened"], JA).lines == (JA("circulars.coming.wait"),)
    assert present_circulars(SCENES["circulars_coming_later"], JA).lines == (JA("circulars.coming.later"),)


def test_without_a_line_it_is_said_and_read_aloud_of_when_the_list_is() -> None:
    scene = SCENES["circulars_as_of"]
    assert (
        present_circulars(scene, JA).about.startswith("令和8年(2026年)11月20日")
        and "ときの お知らせ" in present_aloud(scene, JA).sentences[1]
    )
    assert scene.circulars_heard is not None
    today = replace(scene, circulars_heard=scene.clock)
    assert present_circulars(today, JA).about.startswith("午前")
    assert present_circulars(replace(today, circulars_heard=None), JA).about == ""


# --- a text on the large screen ---


def outside_words(window: ExternalWindow, scene: KioskSnapshot) -> list[str]:
    window.show_snapshot(scene, Placement(Showing.CIRCULAR))
    return [words.text for words in window.findChildren(LitWords) if words.isVisibleTo(window) and words.text]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language}-{look.letters}")
def test_whatever_of_a_text_the_resident_sees_all_others_see(
    embedded: EmbeddedWindow, external: ExternalWindow, look: Look
) -> None:
    scene = replace(SCENES["circular_text_outside"], look=look)
    assert scene.at_circulars is not None
    paragraphs = tuple(Block("paragraph", f"{n}番目の文です。" + "とても長い。" * (n % 5 * 3)) for n in range(30))
    place = replace(scene.at_circulars, paper=Paper(PaperState.THERE, blocks=paragraphs))
    met: list[str] = []
    for _ in range(40):
        now = replace(scene, at_circulars=place)
        embedded.show_snapshot(now)
        own = [words.text for words in embedded.canvas.findChildren(LitWords) if words.isVisible() and words.text]
        theirs = outside_words(external, now)
        assert own and set(own) <= set(theirs)
        assert not any(words.overflow() for words in external.findChildren(Words) if words.isVisible())
        met += own
        key = embedded.key("key.circular.more")
        if key is None or not key.isVisible():
            assert JA("circulars.outside.more") not in {words.text for words in external.findChildren(Words)}
            break
        assert key.view is not None and isinstance(key.view.wish, asks.ReadFrom)
        place = replace(place, first=key.view.wish.block)
    assert {one.text for one in paragraphs} <= set(met)


def test_the_large_screen_says_that_more_follows_and_lights_what_is_read(external: ExternalWindow) -> None:
    scene = SCENES["circular_text_outside"]
    first = outside_words(external, scene)
    more = [words for words in external.findChildren(Words) if words.text == JA("circulars.outside.more")]
    assert len(more) == 1 and len(first) < len(text_paper().blocks)
    last = len(text_paper().blocks) - 1
    spoken = present_aloud(scene, JA)
    reading = replace(scene, aloud=Aloud(AloudState.READING, spoken.page, last))
    assert text_paper().blocks[last].text in outside_words(external, reading)[-1]
    assert [words.lit for words in external.findChildren(LitWords) if words.isVisibleTo(external)].count(True) == 1
    assert more[0].text == ""


def test_what_was_searched_for_is_not_told_to_all(external: ExternalWindow) -> None:
    scene = SCENES["circular_text_outside"]
    assert scene.at_circulars is not None
    searched = replace(scene, at_circulars=replace(scene.at_circulars, search="ふくし"))
    outside_words(external, searched)
    assert not [words.text for words in external.findChildren(Words) if "ふくし" in words.text]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("circular_text", ""),
        ("circular_text_offer", "key.circular.outside"),
        ("circular_text_outside", "key.circular.inside"),
    ],
)
def test_a_text_is_offered_to_all_where_there_is_a_large_screen_and_can_be_taken_back(name: str, key: str) -> None:
    view = present_circular_text(SCENES[name], JA)
    assert (view.outside.name if view.outside is not None else "") == key
    assert bool(view.seen) is bool(key), "who sees it, or would"

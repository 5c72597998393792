"""A promised call on the screens: the clerk's panel, the resident's caption, the finish screen and the paper."""

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.domain.call import CallState
from kiosk.domain.intents import Intent
from kiosk.domain.languages import EASY_JAPANESE, JAPANESE, LANGUAGES
from kiosk.domain.promised_call import PromiseCall, ShowPromises
from kiosk.domain.readings import has_readings, plain
from kiosk.domain.snapshot import Look
from tests.support.desk_hands import click, key, settled, wishes
from tests.support.lending_scenes import LENT, OPEN
from tests.support.promise_scenes import CALL_AT
from tests.support.scenes import CALL, DESK, DESK_CALL, desk_scenes, kiosk_scenes
from tests.support.slips import ENDED, made, pages, slip_of, worded
from tests.support.texts import catalogues
from ui.presenters.aloud import present_aloud
from ui.presenters.desk_promise import present_promise, promise_key
from ui.presenters.finish import present_finish
from ui.presenters.localised import localised
from ui.presenters.parts import KeyKind
from ui.presenters.writing import CaptionView, present_caption
from ui.widgets.words import Words
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow

TEXT = catalogues()[JAPANESE]
SCENES = kiosk_scenes()


def test_the_panel_shows_the_days_and_marks_what_is_promised(desk: DeskWindow, asked: list[Intent]) -> None:
    settled(desk, desk_scenes()["desk_promise"])
    chosen = key(desk, "key.promise.2026-11-26.afternoon").view
    assert chosen is not None
    assert (chosen.words, chosen.kind) == ("11月26日(木) 午後", KeyKind.CHOSEN)
    click(desk, "key.promise.2026-11-26.afternoon")
    click(desk, "key.promise.close")
    assert wishes(asked)[-2:] == [PromiseCall(CALL_AT), ShowPromises(on=False)]


def test_a_morning_that_is_over_is_not_offered() -> None:
    late = replace(DESK_CALL, promises_shown=True, clock=datetime(2026, 11, 24, 13, 0))
    view = present_promise(late, TEXT)
    assert view is not None
    assert [len(keys) for keys in view.days] == [1, 2, 2, 2, 2, 2]
    assert view.days[0][0].words == "11月24日(火) 午後"


def test_without_a_resident_there_is_no_key_and_no_panel() -> None:
    over = replace(DESK_CALL, call=replace(CALL, state=CallState.ENDED))
    for snapshot in (DESK, over):
        shown = replace(snapshot, promises_shown=True)
        assert (promise_key(shown, TEXT), present_promise(shown, TEXT)) == (None, None)


def test_an_answer_of_the_ledger_comes_before_it_never_over_it(desk: DeskWindow) -> None:
    both = replace(desk_scenes()["desk_promise"], lending=OPEN)
    settled(desk, both)
    assert (desk.desk.lending.isVisible(), desk.desk.promise.isVisible()) == (True, False)


def test_what_is_promised_stands_beside_the_call_also_with_the_panel_closed(desk: DeskWindow) -> None:
    settled(desk, desk_scenes()["desk_promised"])
    seen = [words.text for words in desk.findChildren(Words) if words.isVisible()]
    assert "折り返し 11月26日(木) 午後" in seen
    assert "貸出 0572-4 スマートフォン\n12月5日(土)まで" in seen


@pytest.mark.parametrize(
    ("language", "who", "words"),
    [
        ("ja", "市民課から お電話します", "11月26日(木) 午後"),
        ("ja@easy", "市民課から 電話します", "11月26日 木曜日 午後"),
        ("en", "Residents Section will call you", "Thursday 26 November, afternoon"),
        ("vi", "Phòng Cư dân (市民課) sẽ gọi cho Quý vị", "Thứ Năm, ngày 26 tháng 11, buổi chiều"),
        ("zh-Hans", "市民课（市民課）会给您打电话", "11月26日 星期四 下午"),
    ],
)
def test_it_stands_in_the_call_in_the_visits_language_at_all_sizes_of_letters(
    embedded: EmbeddedWindow, language: str, who: str, words: str
) -> None:
    text = catalogues()[language]
    for scene in ("call_face_promised", "call_paper_promised"):
        for letters in (1, 2, 3):
            now = replace(SCENES[scene], look=Look(letters, language=language))
            view = present_caption(localised(now), text)
            assert view is not None
            assert (plain(view.who), plain(view.words)) == (who, words)
            embedded.show_snapshot(now)
            assert view.words in [said.text for said in embedded.findChildren(Words) if said.isVisible()]


def test_what_the_clerk_types_and_what_was_lent_go_before_it_and_aloud_all_is_said() -> None:
    typed = replace(SCENES["caption_face"], promised=CALL_AT)
    assert present_caption(typed, TEXT) == present_caption(SCENES["caption_face"], TEXT)
    both = replace(SCENES["call_face_lent"], promised=CALL_AT)
    assert present_caption(both, TEXT) == present_caption(SCENES["call_face_lent"], TEXT)
    assert "市民課から お電話します：11月26日(木) 午後" in present_aloud(both, TEXT).sentences
    assert present_caption(SCENES["call_face_promised"], TEXT) == CaptionView(
        "市民課から お電話します", "", "11月26日(木) 午後"
    )


def test_at_the_end_it_is_said_who_rings_and_when() -> None:
    view = present_finish(replace(ENDED, promised=CALL_AT), TEXT)
    assert view.next[0].words == "市民課から お電話します：11月26日(木) 午後"
    assert not any("お電話します：" in line.words for line in present_finish(ENDED, TEXT).next)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_says_who_rings_when_and_which_number_to_call(language: str) -> None:
    sheet = worded(slip_of(replace(ENDED, promised=CALL_AT), language))
    printed = pages(made(sheet))
    papers = printed if len(sheet) > 1 else ["".join(printed)]
    for page, paper in zip(sheet, papers, strict=True):
        part = page.parts[1]
        assert [said for said in (part.heading, *part.strong, *part.lines) if not _seen(said, paper)] == []
        assert "2026" in part.strong[0]
        assert page.phone in paper
    if language != EASY_JAPANESE:
        assert "令和8年(2026年)11月26日(木)午後" in papers[-1]
    assert not any(
        part.heading.endswith("お電話します") for page in worded(slip_of(ENDED, language)) for part in page.parts
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_a_thing_that_was_lent_beside_it_nothing_of_the_paper_is_cut(language: str) -> None:
    sheet = worded(slip_of(replace(ENDED, promised=CALL_AT, lent=(LENT,)), language))
    printed = "".join(pages(made(sheet)))
    for page in sheet:
        assert page.cut
        assert "".join(plain(page.cut).split()) not in printed
        assert language == EASY_JAPANESE or all("".join(box.words.split()) in printed for box in page.parts[0].boxes)


def _seen(said: str, paper: str) -> bool:
    """Readings stand between the words, where there are any."""
    return has_readings(said) or "".join(said.split()) in paper

"""What is lent on the screens: the clerk's panel, the resident's number and day, the paper's words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain.intents import Intent
from kiosk.domain.languages import EASY_JAPANESE, JAPANESE, LANGUAGES
from kiosk.domain.lending import spoken
from kiosk.domain.lending_desk import Answered, ChooseItem, HandOver, Said, ShowLending, TakeBack
from kiosk.domain.lent import LentThing
from kiosk.domain.readings import has_readings, plain
from kiosk.domain.snapshot import Look
from tests.support.desk_hands import click, key, settled, wishes, with_keyboard
from tests.support.lending_scenes import ALL, BACK, LENT, OPEN
from tests.support.scenes import DESK, DESK_CALL, desk_scenes, kiosk_scenes
from tests.support.slips import ENDED, made, pages, read_guide, slip_of, worded
from tests.support.texts import catalogues
from ui.presenters.aloud import present_aloud
from ui.presenters.desk_lending import lending_key, present_lending
from ui.presenters.desk_queue import present_queue
from ui.presenters.finish import present_finish
from ui.presenters.localised import localised
from ui.presenters.writing import CaptionView, present_caption
from ui.widgets.words import Words
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow

TEXT = catalogues()[JAPANESE]
SCENES = kiosk_scenes()


def said(answered: Answered | None, **more: object) -> tuple[str, bool]:
    """What the panel says, and whether that is good."""
    view = present_lending(replace(DESK, lending=replace(OPEN, answered=answered, **more)), TEXT)  # type: ignore[arg-type]
    assert view is not None
    return view.said, view.well


# --- the clerk's window -------------------------------------------------------------------------


def test_a_hub_that_lends_nothing_has_no_key_and_no_panel() -> None:
    bare = replace(DESK, lending=replace(OPEN, items=()))
    assert (lending_key(bare, TEXT), present_lending(bare, TEXT)) == (None, None)


def test_the_key_says_what_is_late(desk: DeskWindow) -> None:
    settled(desk, desk_scenes()["desk_lending_key"])
    shown = key(desk, "key.lending").view
    assert shown is not None
    assert (shown.words, shown.wish) == ("貸出・返却（おくれ 2）", ShowLending(on=True))
    assert desk.key("key.lending.back") is None, "the panel is closed"


def test_what_is_chosen_is_handed_over_by_a_second_key(desk: DeskWindow, asked: list[Intent]) -> None:
    settled(desk, replace(DESK_CALL, lending=OPEN))
    assert desk.key("key.lending.hand") is None, "nothing is chosen"
    click(desk, "key.lending.item.phone")
    settled(desk, desk_scenes()["desk_lending_call"])
    click(desk, "key.lending.hand")
    assert wishes(asked)[-2:] == [ChooseItem("phone"), HandOver("phone")]


def test_while_a_press_is_with_the_hub_no_other_is_taken(desk: DeskWindow, asked: list[Intent]) -> None:
    settled(desk, desk_scenes()["desk_lending_waits"])
    before = wishes(asked)
    for name in ("key.lending.hand", "key.lending.item.watch", "key.lending.back"):
        click(desk, name)
    assert wishes(asked) == before


def test_between_calls_only_returns_are_taken() -> None:
    view = present_lending(replace(DESK, lending=OPEN), TEXT)
    assert view is not None
    assert (view.hand_how, view.items, view.hand) == ("お話し中に わたせます", (), None)


def test_a_number_is_typed_and_entered_and_goes_once_it_was_taken(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent]
) -> None:
    with_keyboard(qtbot, desk, replace(DESK, lending=OPEN))
    field = desk.desk.lending.field
    assert field.hasFocus(), "the keyboard is where one types"
    QTest.keyClicks(field, "0572-4")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert wishes(asked)[-1] == TakeBack("0572-4")
    settled(desk, replace(DESK, lending=replace(OPEN, answered=Answered(Said.WRONG_DIGIT))))
    assert field.text() == "0572-4", "what is wrong can be mended"
    settled(desk, replace(DESK, lending=replace(OPEN, answered=Answered(Said.BACK, BACK))))
    assert field.text() == ""
    QTest.keyClicks(field, "05")
    settled(desk, replace(DESK, queue=(), lending=replace(OPEN, answered=Answered(Said.BACK, BACK))))
    assert field.text() == "05", "the next one is not wiped while it is typed"


def test_escape_closes_it_the_keyboard_goes_back_and_nothing_typed_stays(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent]
) -> None:
    with_keyboard(qtbot, desk, DESK)
    before = desk.focusWidget()
    settled(desk, replace(DESK, lending=OPEN))
    field = desk.desk.lending.field
    QTest.keyClicks(field, "0572")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert wishes(asked)[-1] == ShowLending(on=False)
    settled(desk, DESK)
    assert (field.text(), desk.focusWidget()) == ("", before)


@pytest.mark.parametrize(
    ("answered", "words", "well"),
    [
        (Answered(Said.LENT, LENT.loan), "スマートフォン 貸出番号 0572-4\n返す日 令和8年(2026年)12月5日(土)", True),
        (Answered(Said.BACK, BACK), "返却を 記録しました： 0572-4 スマートフォン", True),
        (Answered(Said.AGAIN, BACK), "0572-4 スマートフォンは 11月30日(月)に 返却ずみです", False),
        (Answered(Said.NOT_LENT, number=LENT.loan.number), "0572-4 は 貸し出した 記録が ありません", False),
        (Answered(Said.WRONG_DIGIT), "番号が ちがいます。5けたを もう一度 見てください", False),
        (Answered(Said.ENOUGH), "おひとりに 貸せるのは 3つまでです", False),
    ],
)
def test_what_became_of_a_press_is_said(answered: Answered, words: str, well: bool) -> None:
    assert said(answered) == (words, well)


@pytest.mark.parametrize("kind", [Said.LEDGER, Said.NO_NUMBERS, Said.UNKNOWN_ITEM, Said.NO_CALL])
def test_what_was_not_written_is_never_said_to_be(kind: Said) -> None:
    words, well = said(Answered(kind))
    assert not well
    assert "記録していません" in words or "記録できませんでした" in words


def test_what_this_resident_takes_home_stands_beside_the_call_also_with_the_panel_closed() -> None:
    back = replace(ALL[0], loan=BACK)
    view = present_queue(replace(desk_scenes()["desk_lent"], lent=(back, ALL[1])), TEXT)
    assert view.lent == "貸出 0573-5 健康見守り用の 腕につける 機械一式\n12月21日(月)まで"


# --- the resident's screens ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "who", "words"),
    [
        ("ja", "お借りになった スマートフォン", "番号0572-4 12月5日(土)まで"),
        ("ja@easy", "借りた スマートフォン", "番号0572-4 12月5日 土曜日まで"),
        ("en", "Borrowed: Smartphone", "0572-4, by Saturday 5 December"),
        ("vi", "Đã mượn: Điện thoại thông minh", "0572-4, hạn trả Thứ Bảy, ngày 5 tháng 12"),
        ("zh-Hans", "已借：智能手机", "编号0572-4 最晚12月5日 星期六归还"),
    ],
)
def test_item_number_and_day_stand_in_the_call_in_the_visits_language(language: str, who: str, words: str) -> None:
    now = localised(replace(SCENES["call_face_lent"], look=Look(language=language)))
    view = present_caption(now, catalogues()[language])
    assert view is not None
    assert (plain(view.who), view.before, plain(view.words)) == (who, "", words)


def test_of_several_the_last_stands_in_front_and_the_others_are_counted() -> None:
    view = present_caption(replace(SCENES["call_face_lent"], lent=ALL[:2]), TEXT)
    assert view == CaptionView(
        "健康見守り用の 腕につける 機械一式（ほか 1）",
        "スマートフォン 番号0572-4 12月5日(土)までに お返しください",
        "番号0573-5 12月21日(月)まで",
    )


@pytest.mark.parametrize("scene", ["call_face_lent", "call_face_lent_all", "call_paper_lent"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_number_and_day_are_seen_at_all_sizes_of_letters_whatever_else_has_room(
    embedded: EmbeddedWindow, scene: str, language: str
) -> None:
    for letters in (1, 2, 3):
        now = replace(SCENES[scene], look=Look(letters, language=language))
        embedded.show_snapshot(now)
        caption = present_caption(localised(now), catalogues()[language])
        assert caption is not None
        seen = [words.text for words in embedded.findChildren(Words) if words.isVisible()]
        assert caption.words in seen, letters


def test_it_can_be_read_aloud_in_the_call() -> None:
    spoken_there = present_aloud(SCENES["call_face_lent_all"], TEXT).sentences
    assert [said for said in spoken_there if "0573-5" in said] == [
        "健康見守り用の 腕につける 機械一式 番号0573-5 12月21日(月)までに お返しください"
    ]
    assert len(spoken_there) == 1 + len(ALL)


def test_what_the_clerk_types_goes_before_it_and_what_came_back_is_not_there() -> None:
    typed = replace(SCENES["caption_face"], lent=ALL)
    assert present_caption(typed, TEXT) == present_caption(SCENES["caption_face"], TEXT)
    assert present_caption(replace(SCENES["call_face"], lent=(replace(LENT, loan=BACK),)), TEXT) is None


@pytest.mark.parametrize(
    ("scene", "words"),
    [
        ("finish_lent", "スマートフォン 番号0572-4 12月5日(土)までに お返しください"),
        ("finish_lent_all", "お借りになった もの：0572-4、0573-5、0574-3 いちばん早い 返す日 11月28日(土)"),
    ],
)
def test_at_the_end_it_is_said_first(scene: str, words: str) -> None:
    assert present_finish(SCENES[scene], TEXT).next[0].words == words


@pytest.mark.parametrize("lent", [(LENT,), ALL], ids=["one", "all"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_says_what_was_lent_under_which_number_and_until_which_day_of_which_year(
    language: str, lent: tuple[LentThing, ...]
) -> None:
    sheet = worded(slip_of(replace(ENDED, lent=lent), language))
    printed = pages(made(sheet))
    papers = printed if len(sheet) > 1 else ["".join(printed)]  # one language alone may take both sides
    for page, text in zip(sheet, papers, strict=True):
        part = page.parts[1]
        assert len(part.lines) == len(lent)
        for thing in lent:
            assert spoken(thing.loan.number) in text
            assert str(thing.loan.due.year) in text
        assert [said for said in (part.heading, *part.strong, *part.lines) if not _seen(said, text)] == []
    if language != EASY_JAPANESE:
        assert "令和8年(2026年)12月5日(土)までにお返しください" in papers[-1], "also for whoever reads it at city hall"


def _seen(said: str, paper: str) -> bool:
    """Readings stand between the words, where there are any."""
    return has_readings(said) or "".join(said.split()) in paper


def test_with_much_to_bring_what_was_lent_is_not_what_is_cut() -> None:
    (page,) = worded(slip_of(replace(read_guide(), lent=ALL)))
    text = "".join(pages(made((page,))))
    assert all(spoken(thing.loan.number) in text for thing in ALL)


def test_what_came_back_in_the_visit_is_on_no_paper() -> None:
    (page,) = worded(slip_of(replace(ENDED, lent=(replace(LENT, loan=BACK),))))
    assert not any("お借りになった" in part.heading for part in page.parts)

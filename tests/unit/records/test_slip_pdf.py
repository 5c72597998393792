"""The slip on paper: its words can be read back, are large enough, and are nobody's."""

import contextlib
import dataclasses
import gc
import re
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.app.guides import our_guides
from kiosk.content.guides import read_guides
from kiosk.domain.chosen_slot import ChosenSlot, SlotAnswer
from kiosk.domain.city import Opening
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guiding import Guiding
from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, JAPANESE, LANGUAGES
from kiosk.domain.readings import plain
from kiosk.domain.slip import MOST_THINGS, MOST_UNDONE, next_opening, things_of, undone_of, visit_slip
from kiosk.domain.slip_sheet import LEAST_PT, MOST_PAGES, Box, Part, SlipPage
from kiosk.domain.snapshot import Look
from kiosk.records.coverage import NoGlyph, Run
from kiosk.records.slip_lines import Setter, Style
from kiosk.records.slip_pdf import SlipTooLong
from tests.support.aozora import AOBA, AOZORA, TOBU
from tests.support.booking_scenes import CHECKS, FREE
from tests.support.scenes import CALL
from tests.support.slips import (
    ENDED,
    booking,
    call_back,
    letter_sizes_pt,
    made,
    pages,
    read_guide,
    slip_of,
    typefaces,
    worded,
)
from tests.support.texts import catalogues


def words_of(page: SlipPage) -> list[str]:
    """Everything that a page says."""
    rows = [text for row in page.rows for text in row]
    parts = [
        text
        for part in page.parts
        for text in (part.heading, *(box.words for box in part.boxes), *part.strong, *part.lines)
    ]
    said = [page.city, page.heading, page.number, *rows, *parts, *page.blanks, *page.warning, page.phone, *page.notes]
    return ["".join(plain(text).split()) for text in said if text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chosen_health_check_can_be_read_on_the_paper_and_is_not_said_to_be_booked(language: str) -> None:
    sheet = worded(booking(language))
    printed = pages(made(sheet))
    if language != EASY_JAPANESE:  # there readings stand between the words
        unseen = [
            said for page, text in zip(sheet, printed, strict=True) for said in words_of(page) if said not in text
        ]
        assert unseen == []
    assert all("001-010" in paper and "0000-00-1240" in paper for paper in printed)
    assert {page.web for page in sheet} == {"https://kenshin.aozora.example.jp/yoyaku?waku=101"}
    assert {page.heading for page in sheet} == {catalogues()[page.language]("slip.booking") for page in sheet}


@pytest.mark.parametrize(
    ("answer", "heading"),
    [(SlotAnswer.ASKED, "健診の 日（予約は まだです）"), (SlotAnswer.BOOKED, "予約した 健診"), (SlotAnswer.FULL, "")],
)
def test_at_the_end_the_paper_says_whether_a_health_check_is_booked(answer: SlotAnswer, heading: str) -> None:
    now = dataclasses.replace(read_guide(), chosen_slot=ChosenSlot(FREE, answer), checks=CHECKS)
    (page,) = worded(slip_of(now))
    found = [part for part in page.parts if "健診" in part.heading]
    assert [part.heading for part in found] == ([heading] if heading else [])
    text = "".join(pages(made((page,))))
    assert ("001-010" in text) is ("みどり台公民館" in text) is ("12月8日(火)" in text) is bool(heading)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_slip_says_can_be_read_on_the_paper(language: str) -> None:
    sheet = worded(slip_of(read_guide(), language))
    printed = pages(made(sheet))
    if language == EASY_JAPANESE:  # readings stand between the words
        assert all(letter in "".join(printed) for said in words_of(sheet[0]) for letter in said)
        return
    assert len(sheet) == len(printed) == (1 if language == JAPANESE else 2), "Japanese stands beside another language"
    for page, text in zip(sheet, printed, strict=True):
        assert [said for said in words_of(page) if said not in text] == []


def test_the_side_that_is_seen_first_is_in_the_language_of_the_resident() -> None:
    own, city_hall = pages(made(worded(slip_of(read_guide(), ENGLISH))))
    assert "市役所" in city_hall
    assert re.search("[぀-ヿ]", own) is None


def test_it_says_what_was_done_where_with_whom_and_what_comes_next() -> None:
    now = dataclasses.replace(read_guide(), city=dataclasses.replace(AOZORA, web="https://www.city.example.jp/"))
    (text,) = pages(made(worded(slip_of(now))))
    for said in ("きょうの控え", "受付番号", "12", "令和8年(2026年)11月21日(土)午前10:20", "青葉地区集会所"):
        assert said in text
    for said in ("マイナンバーカード", "市民課佐藤", ENDED.outcome.done if ENDED.outcome else "", "ホームページ"):
        assert "".join(said.split()) in text


def test_letters_are_never_smaller_than_eighteen_points_but_for_readings() -> None:
    assert min(letter_sizes_pt(made(worded(slip_of(read_guide(), ENGLISH))))) >= LEAST_PT
    assert min(letter_sizes_pt(made(worded(call_back())))) >= LEAST_PT
    assert min(letter_sizes_pt(made(worded(slip_of(language=EASY_JAPANESE))))) >= LEAST_PT / 2


def test_the_same_slip_is_the_same_bytes_and_says_nothing_of_who_made_it_when() -> None:
    pdf = made(worded(slip_of()))
    assert pdf == made(worded(slip_of()))
    assert re.search(rb"/(Title|Author|Producer|Creator|Subject|Keywords) \((?!\))", pdf) is None
    assert re.search(rb"D:20(?!00)", pdf) is None
    for name in ("佐藤", "Sato", "anonymous", "untitled"):
        assert name.encode() not in pdf and name.encode("utf-16-be") not in pdf


def test_names_with_rare_letters_are_printed_and_a_selector_is_dropped_in_words() -> None:
    rare = dataclasses.replace(CALL, clerk_name="髙﨑 𠮷子")
    (text,) = pages(made(worded(slip_of(dataclasses.replace(ENDED, call=rare)))))
    assert "髙﨑𠮷子" in text
    assert "字の形が" not in text
    ivs = dataclasses.replace(CALL, clerk_name="葛\U000e0100城")
    (text,) = pages(made(worded(slip_of(dataclasses.replace(ENDED, call=ivs)))))
    assert "葛城" in text
    assert "字の形がちがうことがあります" in text


def test_a_letter_that_no_face_has_is_named_and_nothing_is_made() -> None:
    strange = dataclasses.replace(CALL, clerk_name="\U0001f980")
    with pytest.raises(NoGlyph, match=r"U\+1F980"):
        made(worded(slip_of(dataclasses.replace(ENDED, call=strange))))


@pytest.mark.parametrize("name", ["椿屋", "椿屋\U0001f980"])
def test_no_words_of_a_slip_stay_in_the_program_also_when_none_could_be_made(name: str) -> None:
    with contextlib.suppress(NoGlyph):
        made(worded(slip_of(dataclasses.replace(ENDED, call=dataclasses.replace(CALL, clerk_name=name)))))
    gc.collect()
    kept = [thing for thing in gc.get_objects() if type(thing) in (tuple, list)]
    runs = [run.text for held in kept for run in held if isinstance(run, Run)]
    assert [text for text in runs if "椿" in text] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Xin mang theo thẻ cư trú hoặc hộ chiếu của quý vị"),
        ("zh", "请带来在留卡或护照，以及市政府寄给您的信件"),
    ],
)
def test_other_languages_are_set_in_a_face_of_theirs_and_read_back(language: str, said: str) -> None:
    (page,) = worded(slip_of())
    sheet = (page, dataclasses.replace(page, language=language, heading=said, parts=(Part(said, (Box(said),)),)))
    assert pages(made(sheet))[1].count("".join(said.split())) == 3


def test_more_things_than_the_paper_holds_are_left_out_and_it_says_who_knows_them() -> None:
    (page,) = worded(slip_of())
    boxes = tuple(Box(f"とても 長い 名前の 持ってくる ものの {i}番目が これで あります" * 2) for i in range(40))
    (*_, last) = printed = pages(made((dataclasses.replace(page, parts=(Part("持ちもの", boxes), *page.parts)),)))
    assert len(printed) == MOST_PAGES
    assert "ほかは係の人におたずねください" in "".join(printed)
    assert "0000-00-1235" in last
    with pytest.raises(SlipTooLong):
        made((dataclasses.replace(page, rows=(("場所", "長い" * 4_000),)),))


def test_who_wants_to_be_called_writes_name_and_number_by_hand_on_one_sheet_for_each() -> None:
    text, other = pages(made(worded(call_back())))
    assert text == other
    assert len(pages(made(worded(call_back(ENGLISH))))) == 2
    for said in ("電話をお願いする紙", "お名前", "電話番号", "受付番号", "12"):
        assert said in text
    assert "佐藤" not in text


def test_things_come_from_the_steps_that_were_read_with_their_ticks() -> None:
    now = read_guide()
    slip = visit_slip(now)
    assert slip.things == things_of(now.guides, now.guiding)
    assert 0 < len(slip.things) <= MOST_THINGS
    assert [thing.nth for thing in slip.things if thing.ticked] == [0, 3]
    assert things_of(now.guides, None) == ()


def test_how_something_is_undone_comes_from_the_steps_that_were_read_in_both_languages() -> None:
    guides = read_guides(our_guides()).guides()
    trail = tuple(At(GuideId("phone-letters"), StepId(f"iphone-{nth}")) for nth in (1, 2, 3, 4))
    guiding = Guiding(At(GuideId("phone-letters"), StepId("done")), trail=trail)
    now = dataclasses.replace(read_guide(), guides=guides, guiding=guiding, look=Look(language=ENGLISH))
    slip = visit_slip(now)
    assert 0 < len(slip.undone) <= MOST_UNDONE
    undo = [step.undo for at in slip.undone if (step := guides.step(at)) is not None]
    own, japanese = pages(made(worded(slip, guides)))
    assert "Toundoitonyourphone" in own
    assert "スマホをもとにもどすとき" in japanese
    assert all(plain(said).replace(" ", "")[:8] in japanese for said in undo)
    assert undone_of(guides, None) == ()


def test_the_next_van_is_the_next_day_at_this_stop() -> None:
    def at(stop: str, day: int) -> Opening:
        return Opening(stop, date(2026, 11, day), time(10), time(15))

    city = dataclasses.replace(AOZORA, openings=(at("aoba", 28), at("aoba", 21), at("tobu", 22), at("aoba", 25)))
    today = datetime(2026, 11, 21).date()
    assert next_opening(city, AOBA, today) == at("aoba", 25)
    assert next_opening(city, TOBU, today) == at("tobu", 22)
    assert next_opening(city, None, today) is None
    assert next_opening(city, AOBA, date(2026, 12, 1)) is None


@settings(max_examples=40)
@given(st.text("あ、。(（ ab漢髙ー", max_size=60), st.integers(40, 200))
def test_lines_are_the_text_again_none_wider_than_its_room(text: str, room: int) -> None:
    setter = Setter(typefaces(), "ja")
    lines = setter.lines(text, Style(18.0), room)
    said = "".join(piece.letter for line in lines for piece in line.pieces)
    assert "".join(said.split()) == "".join(text.split())
    assert all(line.wide <= room + 18 * _hanging(line.pieces) + 1e-6 for line in lines)


def _hanging(pieces: object) -> int:
    """Signs that must not begin a line stand over its edge, as printers have it."""
    letters = [piece.letter for piece in pieces]  # type: ignore[attr-defined]
    return sum(letter in "、。ー" for letter in letters)

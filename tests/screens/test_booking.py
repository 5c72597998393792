"""Choosing a health check on the screen: everything that is offered is within reach, and nothing looks booked."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product

import cv2
import numpy as np
import pytest

from kiosk.app.guides import our_guides
from kiosk.content.guides import look_at_guides
from kiosk.domain import booking_intents as asks
from kiosk.domain import intents
from kiosk.domain.aloud import Aloud, AloudState
from kiosk.domain.booking import Booking
from kiosk.domain.chosen_slot import AnswerSlot, ChosenSlot, SlotAnswer
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guide_intents import TalkToClerk
from kiosk.domain.guiding import Guiding
from kiosk.domain.health_checks import HealthChecks, Slot, SlotNumber, SlotWords
from kiosk.domain.intents import Intent
from kiosk.domain.languages import ENGLISH, LANGUAGES
from kiosk.domain.printing import RUNNING, PrintState, SlipStatus
from kiosk.domain.readings import plain
from kiosk.domain.snapshot import Look
from kiosk.domain.visit import VisitState
from tests.screens.test_layout import clipped_words, keys_too_near, visible_keys, words_outside_parents
from tests.support.booking_scenes import CHECKS, FREE, PHONE, SLOTS, session_of
from tests.support.scenes import HOME, desk_scenes, kiosk_scenes
from tests.support.texts import catalogues, japanese
from ui.presenters.aloud import present_aloud
from ui.presenters.booking import MOST_OFFERED, present_booking, present_booking_code
from ui.presenters.desk_queue import present_queue
from ui.presenters.finish import present_finish
from ui.presenters.guide import present_guide
from ui.presenters.parts import KeyKind
from ui.presenters.writing import CaptionView, present_caption
from ui.widgets.key import Key
from ui.widgets.qr_code import QrCode
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow

SCENES = kiosk_scenes()
DAYS, TIMES, WAYS = SCENES["booking_days"], SCENES["booking_times"], SCENES["booking_ways"]
TEXT = japanese()
LOOKS = [Look(letters, language=language) for letters, language in product((1, 2, 3), LANGUAGES)]


def names(window: EmbeddedWindow) -> list[str]:
    return [key.objectName() for key in visible_keys(window)]


def wide(number: int, hour: int, place: str = "みどり台 公民館") -> Slot:
    words = SlotWords(place, "みどり台 2-1", "特定健診・がん検診・骨の 検査", "40歳から 74歳までの 国民健康保険の 方")
    day = date(2026, 12, 8)
    return Slot(SlotNumber(number), day, time(hour), time(hour + 1), 999, day, words)


# --- what is said ---


def test_the_days_are_said_with_place_and_room_and_full_ones_look_like_no_way_on() -> None:
    view = present_booking(DAYS, TEXT)
    said = [key.words.split("\n") for key in view.choices]
    assert said[0] == ["12月8日(火)", "みどり台 公民館", "あと 20人"]
    assert said[2] == ["12月16日(水)", "青葉地区 集会所", "うまりました"]
    assert [key.kind for key in view.choices[:3]] == [KeyKind.OUTLINE, KeyKind.OUTLINE, KeyKind.QUIET]
    assert view.choices[0].wish == asks.ChooseSession(session_of(FREE))


def test_the_times_of_a_day_are_said_with_what_is_done_there() -> None:
    view = present_booking(TIMES, TEXT)
    assert view.lines == ("12月8日(火) みどり台 公民館", "特定健診")
    assert view.choices[0].words == "午前9:00〜午前10:00\nあと 8人"
    assert view.choices[0].wish == asks.ChooseSlot(FREE.number)


def test_a_chosen_slot_is_said_not_to_be_booked_and_has_three_ways() -> None:
    view = present_booking(WAYS, TEXT)
    assert view.title == "まだ 予約して いません"
    assert view.lines[2] == f"電話 {PHONE} 番号 001-010"
    assert view.onward is not None and (view.onward.wish, view.onward.kind) == (TalkToClerk(), KeyKind.FILLED)
    assert view.talk is not None and view.talk.wish == intents.PrintBooking()
    assert [key.wish for key in view.choices] == [asks.ShowBookingCode()]


def test_without_a_printer_or_an_address_there_is_no_key_for_them() -> None:
    view = present_booking(replace(WAYS, slip=SlipStatus(), checks=replace(CHECKS, web="", phone="")), TEXT)
    assert (view.talk, view.choices, view.lines[2]) == (None, (), "番号は 001-010 です。")


@pytest.mark.parametrize("state", PrintState)
def test_each_state_of_printing_is_said_and_has_its_key(state: PrintState) -> None:
    view = present_booking(replace(WAYS, slip=SlipStatus(printer=True, state=state)), TEXT)
    assert bool(view.about) == (state is not PrintState.IDLE)
    under_way = state in (*RUNNING, PrintState.OUT_OF_PAPER, PrintState.JAMMED)
    assert view.talk is not None
    assert view.talk.wish == (intents.CancelPrint() if under_way else intents.PrintBooking())


@pytest.mark.parametrize(
    "change",
    [{"free": 0}, {"starts": time(8)}, {"last": date(2026, 11, 20)}, {"words": SlotWords("ほかの 場所")}],
    ids=["full", "moved", "too late", "elsewhere"],
)
def test_a_slot_that_is_not_what_was_chosen_any_more_is_said_to_be_gone(change: dict[str, object]) -> None:
    slots = tuple(replace(slot, **change) if slot == FREE else slot for slot in SLOTS)  # type: ignore[arg-type]
    view = present_booking(replace(WAYS, checks=replace(CHECKS, slots=slots)), TEXT)
    assert (view.title, view.choices) == ("その 日時は うまりました", ())
    assert view.onward is not None and view.onward.wish == asks.OpenBooking()


def test_a_day_whose_last_place_goes_while_it_is_looked_at_is_said_to_be_gone() -> None:
    view = present_booking(replace(TIMES, checks=SCENES["booking_filled"].checks), TEXT)
    assert view.title == "その 日時は うまりました"


def test_without_a_line_the_list_says_from_when_it_is() -> None:
    assert present_booking(DAYS, TEXT).about == ""
    assert present_booking(SCENES["booking_days_offline"], TEXT).about.startswith("午前10:05の ときの 空きです")


def test_where_no_day_is_known_it_is_said_whom_to_ask() -> None:
    """The city's own number for it if the hub has told one, else the section's."""
    view = present_booking(SCENES["booking_none"], TEXT)
    assert WAYS.section is not None and view.lines[1] == f"電話は {WAYS.section.phone} です。"
    assert view.talk is not None and view.talk.kind is KeyKind.FILLED
    told = replace(SCENES["booking_none"], checks=HealthChecks(phone=PHONE))
    assert present_booking(told, TEXT).lines[1] == f"電話は {PHONE} です。"


def test_what_is_over_is_not_offered() -> None:
    late = replace(DAYS, clock=datetime(2027, 2, 1, 9))
    assert present_booking(late, TEXT).title == "いま えらべる 日が ありません"


def test_each_language_has_the_citys_own_words() -> None:
    view = present_booking(replace(DAYS, look=Look(language=ENGLISH)), catalogues()[ENGLISH])
    assert view.choices[0].words == "Tuesday 8 December\nMidoridai Community Hall\nPlaces left: 20"


def test_more_than_a_list_can_hold_is_said_to_be_with_the_clerk() -> None:
    first = date(2026, 12, 1)
    many = tuple(
        replace(wide(n + 1, 9), day=first + timedelta(days=n), last=first + timedelta(days=n)) for n in range(60)
    )
    view = present_booking(replace(DAYS, checks=HealthChecks(many)), TEXT)
    assert (len(view.choices), view.lines) == (MOST_OFFERED, ("ほかは 職員に 聞いて ください。",))


def test_a_guide_leads_to_the_days_where_somebody_is_alone() -> None:
    guides = look_at_guides(our_guides()).guides()
    at = At(GuideId("health-check"), StepId("days"))
    alone = replace(HOME, visit=VisitState.ALONE, guides=guides, guiding=Guiding(at))
    key = present_guide(alone, TEXT).onward
    assert key is not None and key.wish == asks.OpenBooking()
    assert present_guide(replace(alone, visit=VisitState.WAITING), TEXT).onward is None


# --- on the screen ---


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language}-{look.letters}")
def test_every_day_can_be_reached_part_by_part(embedded: EmbeddedWindow, asked: list[Intent], look: Look) -> None:
    reached: set[str] = set()
    part = 0
    while True:
        embedded.show_snapshot(replace(DAYS, look=look, booking=Booking(part=part)))
        reached |= {name for name in names(embedded) if name.startswith("key.booking.day.")}
        more = embedded.key("key.booking.more")
        if more is None or not more.isVisible():
            break
        more.click()
        assert asked[-1] == asks.TurnBookingPart(part + 1)
        part += 1
    assert len(reached) == 7


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.language}-{look.letters}")
@pytest.mark.parametrize("place", ["くらし安心 多文化共生 推進総合 支援センター 別館 大会議室", "みどり台 公民館"])
def test_long_words_of_a_city_are_neither_clipped_nor_laid_over_another(
    embedded: EmbeddedWindow, look: Look, place: str
) -> None:
    slots = tuple(wide(number, 8 + number, place) for number in range(1, 12))
    checks = HealthChecks(slots, PHONE, CHECKS.web)
    chosen = session_of(slots[0])
    for booking in (Booking(), Booking(chosen), Booking(chosen, part=1), Booking(chosen, slots[0])):
        embedded.show_snapshot(replace(WAYS, look=look, checks=checks, booking=booking))
        assert clipped_words(embedded) == []
        assert words_outside_parents(embedded) == []
        assert keys_too_near(visible_keys(embedded), embedded) == []


@pytest.mark.parametrize("look", [Look(), Look(high_contrast=True), Look(3), Look(3, language=ENGLISH)])
def test_a_phone_can_read_the_code_and_finds_the_slot(embedded: EmbeddedWindow, look: Look) -> None:
    embedded.show_snapshot(replace(SCENES["booking_code"], look=look))
    (code,) = (one for one in embedded.canvas.findChildren(QrCode) if one.isVisible())
    image = code.grab().toImage().convertToFormat(code.grab().toImage().Format.Format_Grayscale8)
    grey = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    read, _, _ = cv2.QRCodeDetector().detectAndDecode(np.ascontiguousarray(grey[:, : image.width()]))
    assert read == CHECKS.address(FREE)
    assert read.endswith("=101")


# --- read aloud ---


def test_days_are_read_one_after_the_other_as_one_sentence_each() -> None:
    said = [one.words for one in present_aloud(DAYS, TEXT).said]
    assert said[:2] == ["どの 日に 行きますか", "12月8日(火)、みどり台 公民館、あと 20人"]
    assert len(said) == 8


def test_the_day_that_is_read_is_lit(embedded: EmbeddedWindow) -> None:
    spoken = present_aloud(DAYS, TEXT)
    aloud = Aloud(AloudState.READING, spoken.page, sentence=1)
    embedded.show_snapshot(replace(DAYS, aloud=aloud))
    lit = [key.objectName() for key in visible_keys(embedded) if key.view and key.view.kind is KeyKind.TOOL]
    assert "key.booking.day.0" in lit and "key.booking.day.1" not in lit


def test_the_code_is_read_with_its_number() -> None:
    view = present_booking_code(SCENES["booking_code"], TEXT)
    assert plain(present_aloud(SCENES["booking_code"], TEXT).said[-1].words) == view.number == "番号は 001-010 です。"


# --- in a call and after it ---


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (SlotAnswer.ASKED, "健診の 日を 職員が 確かめます"),
        (SlotAnswer.BOOKED, "健診を 予約しました"),
        (SlotAnswer.FULL, "ここは うまりました"),
    ],
)
def test_what_the_clerk_says_of_the_slot_stands_beside_the_picture(answer: SlotAnswer, said: str) -> None:
    talking = replace(SCENES["call_face"], chosen_slot=ChosenSlot(FREE, answer))
    assert present_caption(talking, TEXT) == CaptionView(said, "", "12月8日(火) 午前9:00")


def test_what_the_clerk_types_goes_before_it() -> None:
    typed = replace(SCENES["caption_face"], chosen_slot=ChosenSlot(FREE))
    assert present_caption(typed, TEXT) == present_caption(SCENES["caption_face"], TEXT)


def test_the_desk_shows_the_slot_and_each_key_answers_for_it(desk: DeskWindow, asked: list[Intent]) -> None:
    desk.show_snapshot(desk_scenes()["desk_slot"])
    view = present_queue(desk_scenes()["desk_slot"], TEXT).slot
    assert view is not None
    assert view.words == "12月8日(火) 午前9:00\nみどり台 公民館\n特定健診\n健診の 番号 001-010"
    for name, answer in (("key.slot.booked", SlotAnswer.BOOKED), ("key.slot.full", SlotAnswer.FULL)):
        (key,) = (one for one in desk.findChildren(Key) if one.objectName() == name and one.isVisible())
        key.click()
        assert asked[-1] == AnswerSlot(FREE.number, answer)


def test_the_answer_that_stands_is_marked_at_the_desk_and_without_a_slot_there_is_no_key(desk: DeskWindow) -> None:
    view = present_queue(desk_scenes()["desk_slot_booked"], TEXT).slot
    assert view is not None
    assert [key.kind for key in view.keys] == [KeyKind.CHOSEN, KeyKind.QUIET]
    desk.show_snapshot(desk_scenes()["desk_slot"])
    desk.show_snapshot(desk_scenes()["desk_call"])
    assert [key for key in desk.findChildren(Key) if key.objectName().startswith("key.slot.") and key.isVisible()] == []


@pytest.mark.parametrize(("answer", "lines"), [(SlotAnswer.ASKED, 0), (SlotAnswer.BOOKED, 1), (SlotAnswer.FULL, 0)])
def test_at_the_end_only_what_is_booked_is_said_to_be(answer: SlotAnswer, lines: int) -> None:
    view = present_finish(replace(SCENES["finish_booked"], chosen_slot=ChosenSlot(FREE, answer)), TEXT)
    booked = [line.words for line in view.next if "予約しました" in line.words]
    assert len(booked) == lines
    assert booked == ["健診を 予約しました：12月8日(火) 午前9:00〜午前10:00 みどり台 公民館"][:lines]

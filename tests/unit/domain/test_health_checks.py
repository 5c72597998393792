"""Group health checks: what is offered at a moment, and a code that is never heard wrongly in silence."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.health_checks import (
    MAX_NUMBER,
    HealthChecks,
    Session,
    Slot,
    SlotNumber,
    SlotWords,
    code_of,
    number_of,
    offer,
    offers,
    slot_in_language,
)
from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, JAPANESE

NUMBERS = st.integers(1, MAX_NUMBER).map(SlotNumber)


def a_slot(number: int, day: int, hour: int, free: int = 5, place: str = "保健センター", last: int = 0) -> Slot:
    on = date(2026, 12, day)
    last_day = date(2026, 12, last) if last else on
    return Slot(SlotNumber(number), on, time(hour), time(hour + 1), free, last_day, SlotWords(place, what="特定健診"))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute)


LIST = HealthChecks(
    slots=(
        a_slot(4, 11, 9, place="公民館"),
        a_slot(3, 8, 10, free=0),
        a_slot(2, 8, 9, free=2),
        a_slot(1, 8, 9, free=3),
        a_slot(5, 11, 9),
    )
)


def told(now: datetime) -> list[tuple[int, str, int, list[int]]]:
    return [
        (one.session.day.day, one.session.place, one.free, [slot.number for slot in one.slots])
        for one in offers(LIST, now)
    ]


def test_sessions_come_in_the_order_of_their_days_and_times_and_two_places_of_a_day_are_two() -> None:
    assert told(at(1, 9)) == [
        (8, "保健センター", 5, [1, 2, 3]),
        (11, "公民館", 5, [4]),
        (11, "保健センター", 5, [5]),
    ]


@pytest.mark.parametrize(
    ("now", "numbers"),
    [
        (at(8, 8, 59), [1, 2, 3]),
        (at(8, 9), [3]),
        (at(8, 10), []),
        (at(9, 0), []),
    ],
)
def test_what_has_begun_is_not_offered(now: datetime, numbers: list[int]) -> None:
    found = offer(LIST, Session(date(2026, 12, 8), "保健センター"), now)
    assert [slot.number for slot in found.slots] == numbers if found is not None else numbers == []


def test_after_its_last_day_for_booking_a_slot_is_not_offered() -> None:
    slot = a_slot(1, 8, 9, last=5)
    assert slot.offered(at(5, 23, 59)) and not slot.offered(at(6, 0))


def test_a_full_one_is_still_there_so_that_it_can_be_said() -> None:
    slot = LIST.slot(3)
    assert slot is not None and slot.full and slot.offered(at(1, 9))
    assert LIST.slot(99) is None


def test_the_citys_address_carries_the_number() -> None:
    slot = a_slot(27, 8, 9)
    assert HealthChecks(web="https://kenshin.example.jp/?waku={number}").address(slot) == (
        "https://kenshin.example.jp/?waku=27"
    )
    assert HealthChecks().address(slot) == ""


def test_words_in_a_language_that_lacks_them_are_easy_japanese() -> None:
    told = ((EASY_JAPANESE, SlotWords(what="からだ")), (ENGLISH, SlotWords(place="Health Centre")))
    slot = Slot(
        SlotNumber(1),
        date(2026, 12, 8),
        time(9),
        time(10),
        1,
        date(2026, 12, 8),
        SlotWords("場所", "1-1", "健診"),
        told,
    )
    assert slot_in_language(slot, JAPANESE) == SlotWords("場所", "1-1", "健診")
    assert slot_in_language(slot, EASY_JAPANESE) == SlotWords("場所", "1-1", "からだ")
    assert slot_in_language(slot, ENGLISH) == SlotWords("Health Centre", "1-1", "からだ")


# --- the code ---


def test_codes_look_like_this() -> None:
    assert code_of(SlotNumber(1)) == "000-013"
    assert code_of(SlotNumber(572)) == "005-724"  # 4 is what Damm's own table gives for 572


@given(NUMBERS)
def test_a_code_leads_back_to_its_slot_with_and_without_its_hyphen(number: SlotNumber) -> None:
    assert number_of(code_of(number)) == number_of(code_of(number).replace("-", "")) == number


@given(NUMBERS, st.integers(0, 5), st.integers(1, 9))
def test_one_digit_heard_wrongly_is_always_noticed(number: SlotNumber, place: int, more: int) -> None:
    digits = list(code_of(number).replace("-", ""))
    digits[place] = str((int(digits[place]) + more) % 10)
    assert number_of("".join(digits)) is None


@given(NUMBERS, st.integers(0, 4))
def test_two_digits_that_changed_places_are_always_noticed(number: SlotNumber, place: int) -> None:
    digits = list(code_of(number).replace("-", ""))
    before = list(digits)
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    assert digits == before or number_of("".join(digits)) is None


@pytest.mark.parametrize("said", ["", "12345", "1234500", "12345x", "000-000", "１２３４５０"])
def test_what_is_no_code_means_no_slot(said: str) -> None:
    assert number_of(said) is None

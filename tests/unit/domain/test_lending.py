"""What a loan is: its days, and a number that can be said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.lending import MAX_LENDING, LendingNumber, LentItem, lend, lending_number, overdue, spoken

TODAY = date(2026, 11, 24)
PHONE = LentItem("phone", 14, {"ja": "スマートフォン", "ja@easy": "スマホ", "en": "Smartphone"})
numbers = st.integers(1, MAX_LENDING).map(LendingNumber)


@pytest.mark.parametrize(
    ("days", "handed", "due"),
    [
        (1, date(2026, 11, 24), date(2026, 11, 25)),
        (14, date(2026, 12, 24), date(2027, 1, 7)),
        (7, date(2028, 2, 25), date(2028, 3, 3)),  # a leap year
        (366, date(2026, 3, 1), date(2027, 3, 2)),
    ],
)
def test_the_due_day(days: int, handed: date, due: date) -> None:
    assert LentItem("watch", days, {"ja": "時計"}).due(handed) == due


@pytest.mark.parametrize(
    ("today", "late"), [(date(2026, 12, 7), False), (date(2026, 12, 8), False), (date(2026, 12, 9), True)]
)
def test_it_is_late_from_the_day_after(today: date, late: bool) -> None:
    loan = lend(LendingNumber(1), PHONE, TODAY)
    assert loan.due == date(2026, 12, 8)
    assert loan.overdue(today) is late
    assert overdue([loan, loan.back(today), loan], today) == 2 * late


def test_the_first_day_of_return_stands() -> None:
    back = lend(LendingNumber(1), PHONE, TODAY).back(date(2026, 12, 1))
    assert not back.out
    assert back.back(date(2026, 12, 5)).returned == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("language", "name"), [("ja", "スマートフォン"), ("ja@easy", "スマホ"), ("en", "Smartphone"), ("vi", "スマホ")]
)
def test_what_nobody_translated_is_said_in_easy_japanese(language: str, name: str) -> None:
    assert PHONE.name(language) == name


def test_without_easy_japanese_it_is_said_in_japanese() -> None:
    assert LentItem("watch", 7, {"ja": "時計"}).name("vi") == "時計"


def test_the_number_as_it_is_said() -> None:
    assert spoken(LendingNumber(572)) == "0572-4"  # 4 is what Damm's own table gives for 572


@given(numbers)
def test_what_is_said_is_understood(number: LendingNumber) -> None:
    assert lending_number(spoken(number)) == lending_number(spoken(number).replace("-", "")) == number


@given(numbers, st.integers(0, 4), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: LendingNumber, place: int, more: int) -> None:
    digits = list(spoken(number).replace("-", ""))
    digits[place] = str((int(digits[place]) + more) % 10)
    assert lending_number("".join(digits)) is None


@given(numbers, st.integers(0, 3))
def test_two_digits_that_changed_places_are_noticed(number: LendingNumber, place: int) -> None:
    digits = list(spoken(number).replace("-", ""))
    digits[place], digits[place + 1] = digits[place + 1], digits[place]
    same = digits[place] == digits[place + 1]
    assert lending_number("".join(digits)) == (number if same else None)


@pytest.mark.parametrize("said", ["０５７２４", "０５７２－４", "0572ー4", "0572−4", " 0572 - 4 ", "0572‐4", "0572—4"])
def test_what_a_japanese_keyboard_types_is_understood(said: str) -> None:
    assert lending_number(said) == 572


@pytest.mark.parametrize("said", ["", "-", "0000-0", "572-4", "005-724", "05a2-4", "〇五七二四", "٠٥٧٢٤", "²572-4"])
def test_what_is_no_number(said: str) -> None:
    assert lending_number(said) is None

"""Days that move: the Sunday without service, and what can be renewed today."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.card_dates import months_before, next_stop, renewable_until, renewal_opens, service_stop

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2027, 4, 10), 3, date(2027, 1, 10)),
        (date(2027, 3, 31), 3, date(2026, 12, 31)),
        (date(2027, 5, 31), 3, date(2027, 2, 28)),
        (date(2028, 5, 31), 3, date(2028, 2, 29)),
        (date(2027, 1, 1), 3, date(2026, 10, 1)),
        (date(2027, 12, 15), 12, date(2026, 12, 15)),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_months_last(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


def test_renewal_opens_on_the_day_after_three_months_before() -> None:
    assert renewal_opens(date(2027, 4, 10)) == date(2027, 1, 11)


@pytest.mark.parametrize(
    ("today", "until"),
    [
        (date(2026, 11, 21), date(2027, 2, 20)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2026, 12, 1), date(2027, 2, 28)),
        (date(2026, 12, 2), date(2027, 3, 1)),
    ],
)
def test_what_ends_until_then_can_be_renewed_today(today: date, until: date) -> None:
    assert renewable_until(today) == until


@given(DAYS)
def test_the_last_renewable_day_is_open_and_the_next_is_not(today: date) -> None:
    until = renewable_until(today)
    assert renewal_opens(until) <= today < renewal_opens(until + DAY)


@pytest.mark.parametrize(
    ("year", "month", "stop"),
    [
        (2026, 11, date(2026, 11, 22)),
        (2026, 8, date(2026, 8, 16)),
        (2027, 5, date(2027, 5, 16)),
        (2027, 2, date(2027, 2, 21)),
    ],
)
def test_service_stops_on_the_sunday_after_the_third_saturday(year: int, month: int, stop: date) -> None:
    assert service_stop(year, month) == stop


@given(DAYS)
def test_the_next_stop_is_a_sunday_from_the_sixteenth_to_the_twenty_second_within_five_weeks(today: date) -> None:
    stop = next_stop(today)
    assert stop.weekday() == 6
    assert 16 <= stop.day <= 22
    assert today <= stop <= today + timedelta(days=37)


def test_on_the_day_itself_it_is_today_and_the_day_after_it_is_next_months() -> None:
    assert next_stop(date(2026, 11, 22)) == date(2026, 11, 22)
    assert next_stop(date(2026, 11, 23)) == date(2026, 12, 20)
    assert next_stop(date(2026, 12, 31)) == date(2027, 1, 17)

"""Which calls can be promised at a moment."""

from datetime import date, datetime, timedelta

import pytest

from kiosk.domain.promised_call import DAYS_OFFERED, offered


@pytest.mark.parametrize(
    ("now", "first", "halves"),
    [
        (datetime(2026, 11, 24, 10, 20), "2026-11-24 morning", 12),
        (datetime(2026, 11, 24, 11, 59), "2026-11-24 morning", 12),
        (datetime(2026, 11, 24, 12, 0), "2026-11-24 afternoon", 11),
        (datetime(2026, 11, 21, 15, 0), "2026-11-23 morning", 12),  # a Saturday
        (datetime(2026, 12, 31, 13, 0), "2026-12-31 afternoon", 11),
    ],
)
def test_halves_of_days_from_now_on_without_saturdays_and_sundays(now: datetime, first: str, halves: int) -> None:
    found = offered(now, ())
    assert f"{found[0].day} {found[0].part.value}" == first
    assert len(found) == halves
    assert len({half.day for half in found}) == DAYS_OFFERED
    assert all(half.day.weekday() < 5 for half in found)
    assert list(found) == sorted(found, key=lambda half: (half.day, half.part.value == "afternoon"))


def test_nobody_promises_a_day_on_which_city_hall_is_closed() -> None:
    closed = (date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1))
    days = sorted({half.day for half in offered(datetime(2026, 12, 28, 15, 0), closed)})
    assert days == [date(2026, 12, 28), *(date(2027, 1, day) for day in range(4, 9))]


def test_a_list_that_closes_everything_offers_nothing_and_ends() -> None:
    first = date(2026, 12, 28)
    assert offered(datetime(2026, 12, 28, 9, 0), [first + timedelta(days=n) for n in range(400)]) == ()

"""What the hub counts in a day."""

from datetime import date

import pytest

from kiosk.hub.day import Day, estimate_min


class Calendar:
    day = date(2026, 11, 21)

    def __call__(self) -> date:
        return self.day


def test_the_length_of_calls_is_known_from_the_third_call_of_a_queue_on() -> None:
    day = Day(Calendar())
    for length_s in (100, 500):
        day.call_ended("q", length_s)
        assert day.call_length_s("q") is None
    day.call_ended("q", 200)
    assert day.call_length_s("q") == 200
    assert day.call_length_s("other") is None


def test_at_midnight_everything_is_counted_anew() -> None:
    calendar = Calendar()
    day = Day(calendar)
    for _ in range(3):
        day.call_ended("q", 100)
    day.outcomes["solved"] += 1
    calendar.day = date(2026, 11, 22)
    assert day.name == "2026-11-22"
    assert day.call_length_s("q") is None
    assert day.outcomes == {}


@pytest.mark.parametrize(
    ("length_s", "ahead", "desks", "minutes"),
    [
        (None, 0, 3, None),
        (300, 0, 0, None),
        (300, 0, 1, 5),
        (301, 0, 1, 6),
        (300, 3, 2, 10),
        (300, 0, 2, 3),
        (1, 0, 9, 1),
    ],
)
def test_an_estimate_is_rounded_up_and_absent_where_it_would_be_a_guess(
    length_s: float | None, ahead: int, desks: int, minutes: int | None
) -> None:
    assert estimate_min(length_s, ahead, desks) == minutes

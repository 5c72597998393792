"""Dates, hours and numbers in English; names of days and months do not depend on the machine's settings."""

from collections.abc import Iterable
from datetime import date, datetime, time

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def clock_time(at: datetime | time) -> str:
    """10:20 am; noon is 12:00 pm."""
    return f"{(at.hour - 1) % 12 + 1}:{at.minute:02d} {'am' if at.hour < 12 else 'pm'}"


def hours(opens: time, closes: time) -> str:
    """10:00 am – 3:00 pm."""
    return f"{clock_time(opens)} – {clock_time(closes)}"


def full_date(day: date) -> str:
    """Saturday 21 November 2026."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_day(day: date) -> str:
    """Saturday 21 November."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def date_and_time(at: datetime) -> str:
    """Saturday 21 November 2026, 10:20 am."""
    return f"{full_date(at)}, {clock_time(at)}"


def month(number: int) -> str:
    """March."""
    return _MONTHS[number - 1]


def day(number: int) -> str:
    """15."""
    return str(number)


def year(number: int) -> str:
    """2026."""
    return str(number)


def minutes(count: int) -> str:
    """6 min."""
    return f"{count} min"


def people(count: int) -> str:
    """2: English counts people without a word of its own."""
    return str(count)


def one_after_another(names: Iterable[str]) -> str:
    """Name, address."""
    return ", ".join(names)

"""Dates, hours and numbers in Chinese as it is written with simplified characters."""

from collections.abc import Iterable
from datetime import date, datetime, time

_WEEKDAYS = "一二三四五六日"


def clock_time(at: datetime | time) -> str:
    """10:20; three in the afternoon is 15:00, which the paper of any office says as well."""
    return f"{at.hour}:{at.minute:02d}"


def hours(opens: time, closes: time) -> str:
    """10:00～15:00."""
    return f"{clock_time(opens)}～{clock_time(closes)}"


def full_date(day: date) -> str:
    """2026年11月21日 星期六."""
    return f"{day.year}年{month_day(day)}"


def month_day(day: date) -> str:
    """11月21日 星期六."""
    return f"{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}"


def date_and_time(at: datetime) -> str:
    """2026年11月21日 星期六 10:20."""
    return f"{full_date(at)} {clock_time(at)}"


def month(number: int) -> str:
    """3月."""
    return f"{number}月"


def day(number: int) -> str:
    """15日."""
    return f"{number}日"


def year(number: int) -> str:
    """2026年."""
    return f"{number}年"


def minutes(count: int) -> str:
    """6分钟."""
    return f"{count}分钟"


def people(count: int) -> str:
    """3人."""
    return f"{count}人"


def one_after_another(names: Iterable[str]) -> str:
    """姓名、住址."""
    return "、".join(names)

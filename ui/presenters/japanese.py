"""Dates, hours and numbers as they are said at a counter in Japan."""

from collections.abc import Iterable
from datetime import date, datetime, time

_WEEKDAYS = "月火水木金土日"
_REIWA_BEFORE, _HEISEI_BEFORE, _HEISEI_YEARS = 2018, 1988, 31
"""令和元年 is 2019, and so is 平成31年."""


def clock_time(at: datetime | time) -> str:
    """午前10:20; noon is 午後0:00."""
    return f"{_half(at.hour)}{at.hour % 12}:{at.minute:02d}"


def spoken_time(at: time) -> str:
    """午前10時, 午後1時30分."""
    minutes = f"{at.minute}分" if at.minute else ""
    return f"{_half(at.hour)}{at.hour % 12}時{minutes}"


def month_day(day: date) -> str:
    """11月21日(土)."""
    return f"{day.month}月{day.day}日({_WEEKDAYS[day.weekday()]})"


def hours(opens: time, closes: time) -> str:
    """午前10:00〜午後3:00."""
    return f"{clock_time(opens)}〜{clock_time(closes)}"


def full_date(day: date) -> str:
    """令和8年(2026年)11月21日(土)."""
    return f"令和{reiwa_year(day)}年({day.year}年){month_day(day)}"


def date_and_time(at: datetime) -> str:
    """令和8年(2026年)11月21日(土) 午前10:20."""
    return f"{full_date(at)} {clock_time(at)}"


def reiwa_year(day: date) -> int:
    """8 for 2026."""
    return day.year - _REIWA_BEFORE


def month(number: int) -> str:
    """3月."""
    return f"{number}月"


def day(number: int) -> str:
    """15日."""
    return f"{number}日"


def year(number: int) -> str:
    """令和8年(2026年); 2019 belongs to two eras."""
    eras = [f"{era}{'元' if count == 1 else count}年" for era, _, count in eras_of(number)]
    return f"{'・'.join(eras)}({number}年)"


def eras_of(number: int) -> tuple[tuple[str, str, int], ...]:
    """The eras that a year since 1989 belongs to: name, reading, and which year of it this is."""
    eras = (("平成", "へいせい", number - _HEISEI_BEFORE), ("令和", "れいわ", number - _REIWA_BEFORE))
    return tuple(era for era, last in zip(eras, (_HEISEI_YEARS, number), strict=True) if 1 <= era[2] <= last)


def minutes(count: int) -> str:
    """6分."""
    return f"{count}分"


def people(count: int) -> str:
    """3人."""
    return f"{count}人"


def one_after_another(names: Iterable[str]) -> str:
    """氏名、住所."""
    return "、".join(names)


def _half(hour: int) -> str:
    return "午前" if hour < 12 else "午後"

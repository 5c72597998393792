"""Dates, hours and numbers in やさしい日本語: both years, whole words, every kanji with its reading.

Source: 在留支援のためのやさしい日本語ガイドライン (出入国在留管理庁・文化庁, 2020).
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Final

from kiosk.domain.readings import annotated
from ui.presenters.japanese import eras_of, reiwa_year

_WEEKDAYS: Final = (
    ("月曜日", "げつようび"),
    ("火曜日", "かようび"),
    ("水曜日", "すいようび"),
    ("木曜日", "もくようび"),
    ("金曜日", "きんようび"),
    ("土曜日", "どようび"),
    ("日曜日", "にちようび"),
)
_DAYS: Final = {
    1: "ついたち",
    2: "ふつか",
    3: "みっか",
    4: "よっか",
    5: "いつか",
    6: "むいか",
    7: "なのか",
    8: "ようか",
    9: "ここのか",
    10: "とおか",
    14: "じゅうよっか",
    20: "はつか",
    24: "にじゅうよっか",
}
"""Days of the month that are not read as their number and にち."""
_PEOPLE: Final = {1: "ひとり", 2: "ふたり"}
_PUN: Final = frozenset("134680")
"""Last digits after which 分 is read ぷん."""


def clock_time(at: datetime | time) -> str:
    """午前10時20分; noon is 午後0時."""
    half = annotated("午前", "ごぜん") if at.hour < 12 else annotated("午後", "ごご")
    return f"{half}{at.hour % 12}{annotated('時', 'じ')}" + (minutes(at.minute) if at.minute else "")


def hours(opens: time, closes: time) -> str:
    """午前10時〜午後3時."""
    return f"{clock_time(opens)}〜{clock_time(closes)}"


def full_date(day: date) -> str:
    """令和8年（2026年）11月21日 土曜日."""
    year = annotated("年", "ねん")
    return f"{annotated('令和', 'れいわ')}{reiwa_year(day)}{year}（{day.year}{year}）{month_day(day)}"


def month_day(day: date) -> str:
    """11月21日 土曜日."""
    return f"{day.month}{annotated('月', 'がつ')}{_day_of_month(day.day)} {annotated(*_WEEKDAYS[day.weekday()])}"


def date_and_time(at: datetime) -> str:
    """令和8年（2026年）11月21日 土曜日 午前10時20分."""
    return f"{full_date(at)} {clock_time(at)}"


def month(number: int) -> str:
    """3月."""
    return f"{number}{annotated('月', 'がつ')}"


def day(number: int) -> str:
    """15日; some days have a name of their own."""
    return _day_of_month(number)


def year(number: int) -> str:
    """令和8年（2026年）; 2019 belongs to two eras."""
    written = annotated("年", "ねん")
    eras = [
        f"{annotated(era, reading)}{annotated('元年', 'がんねん') if count == 1 else f'{count}{written}'}"
        for era, reading, count in eras_of(number)
    ]
    return f"{'・'.join(eras)}（{number}{written}）"


def minutes(count: int) -> str:
    """6分, read ぷん."""
    return f"{count}{annotated('分', 'ぷん' if str(count)[-1] in _PUN else 'ふん')}"


def people(count: int) -> str:
    """1人 is read ひとり, 3人 さんにん."""
    return annotated(f"{count}人", _PEOPLE[count]) if count in _PEOPLE else f"{count}{annotated('人', 'にん')}"


def one_after_another(names: Iterable[str]) -> str:
    """氏名、住所, each with its reading."""
    return "、".join(names)


def _day_of_month(day: int) -> str:
    return annotated(f"{day}日", _DAYS[day]) if day in _DAYS else f"{day}{annotated('日', 'にち')}"

"""Dates, hours and numbers in Vietnamese."""

from collections.abc import Iterable
from datetime import date, datetime, time

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def clock_time(at: datetime | time) -> str:
    """10:20; three in the afternoon is 15:00, which the paper of any office says as well."""
    return f"{at.hour}:{at.minute:02d}"


def hours(opens: time, closes: time) -> str:
    """10:00 – 15:00."""
    return f"{clock_time(opens)} – {clock_time(closes)}"


def full_date(day: date) -> str:
    """Thứ Bảy, ngày 21 tháng 11 năm 2026."""
    return f"{month_day(day)} năm {day.year}"


def month_day(day: date) -> str:
    """Thứ Bảy, ngày 21 tháng 11."""
    return f"{_WEEKDAYS[day.weekday()]}, ngày {day.day} tháng {day.month}"


def date_and_time(at: datetime) -> str:
    """10:20, Thứ Bảy, ngày 21 tháng 11 năm 2026: the hour comes first."""
    return f"{clock_time(at)}, {full_date(at)}"


def month(number: int) -> str:
    """Tháng 3."""
    return f"Tháng {number}"


def day(number: int) -> str:
    """Ngày 15."""
    return f"Ngày {number}"


def year(number: int) -> str:
    """Năm 2026."""
    return f"Năm {number}"


def minutes(count: int) -> str:
    """6 phút."""
    return f"{count} phút"


def people(count: int) -> str:
    """3: the word for people stands beside it, where it is said at all."""
    return str(count)


def one_after_another(names: Iterable[str]) -> str:
    """Họ tên, địa chỉ."""
    return ", ".join(names)

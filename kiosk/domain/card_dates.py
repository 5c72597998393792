"""Days that a guide's text names and that nobody writes down, because they move: computed from today."""

from calendar import SATURDAY, monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

_OPENS_MONTHS: Final = 3
"""Renewal opens so many months before a certificate ends (town.oyodo.lg.jp, 2026-02-20)."""
_DAY: Final = timedelta(days=1)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last one where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def renewal_opens(ends: date) -> date:
    """The first day on which what ends then can be renewed: the one after 'three months before'
    (city.togane.chiba.jp/0000008853.html)."""
    return months_before(ends, _OPENS_MONTHS) + _DAY


def renewable_until(today: date) -> date:
    """The last day of validity that can be renewed today; what ends later has to wait."""
    ends = today
    while renewal_opens(ends + _DAY) <= today:
        ends += _DAY
    return ends


def service_stop(year: int, month: int) -> date:
    """The Sunday after a month's third Saturday, when cards are neither issued nor renewed in the whole country
    (city.satte.lg.jp/soshiki/shimin/2_1/13609.html)."""
    first = date(year, month, 1)
    return first + timedelta(days=(SATURDAY - first.weekday()) % 7 + 14) + _DAY


def next_stop(today: date) -> date:
    """The next such Sunday, today included."""
    stop = service_stop(today.year, today.month)
    if stop >= today:
        return stop
    return service_stop(today.year + today.month // 12, today.month % 12 + 1)


COMPUTED: Final[Mapping[str, Callable[[date], date]]] = {
    "next_stop": next_stop,
    "renewable_until": renewable_until,
}
"""What may stand in braces in a guide's sentences."""

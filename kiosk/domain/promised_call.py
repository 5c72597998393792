"""A call that city hall has promised (折り返し電話): a day and a part of it. Whom it reaches stands on paper there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

DAYS_OFFERED: Final = 6
_SATURDAY: Final = 5
_NOON: Final = 12
_AHEAD_DAYS: Final = 90


class PartOfDay(StrEnum):
    """Nobody at city hall can promise an hour."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


@dataclass(frozen=True)
class PromisedCall:
    """When the section of this call rings back."""

    day: date
    part: PartOfDay


@dataclass(frozen=True)
class ShowPromises:
    """折り返し電話: the panel comes, or goes."""

    on: bool


@dataclass(frozen=True)
class PromiseCall:
    """What the clerk promises; the same once more takes it back."""

    call: PromisedCall


PromiseIntent = ShowPromises | PromiseCall


def offered(now: datetime, closed: Collection[date]) -> tuple[PromisedCall, ...]:
    """What can be promised at this moment, local time: DAYS_OFFERED days from Monday to Friday on which city hall is
    not `closed`, today among them; each part that is not over."""
    halves = (PromisedCall(day, part) for day in _open_days(now.date(), closed) for part in PartOfDay)
    return tuple(half for half in halves if not _over(half, now))


def _open_days(day: date, closed: Collection[date]) -> Iterator[date]:
    """None further ahead than a season: a list of closed days may be a mistake."""
    end, found = day + timedelta(days=_AHEAD_DAYS), 0
    while found < DAYS_OFFERED and day < end:
        if day.weekday() < _SATURDAY and day not in closed:
            found += 1
            yield day
        day += timedelta(days=1)


def _over(half: PromisedCall, now: datetime) -> bool:
    return half.day == now.date() and half.part is PartOfDay.MORNING and now.hour >= _NOON

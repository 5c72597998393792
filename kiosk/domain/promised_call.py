"""A call that city hall has promised (折り返し電話): a day and a part of it. Whom it reaches stands on paper there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

DAYS_OFFERED: Final = 6
_SATURDAY: Final = 5
_NOON: Final = 12


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


def offered(now: datetime) -> tuple[PromisedCall, ...]:
    """What can be promised at this moment, local time: DAYS_OFFERED days from Monday to Friday, today among them; each
    part that is not over. Holidays are known to the clerk alone."""
    halves = (PromisedCall(day, part) for day in _weekdays(now.date()) for part in PartOfDay)
    return tuple(half for half in halves if not _over(half, now))


def _weekdays(day: date) -> Iterator[date]:
    found = 0
    while found < DAYS_OFFERED:
        if day.weekday() < _SATURDAY:
            found += 1
            yield day
        day += timedelta(days=1)


def _over(half: PromisedCall, now: datetime) -> bool:
    return half.day == now.date() and half.part is PartOfDay.MORNING and now.hour >= _NOON

"""When a card and the certificates in it end, and from when they can be renewed: out of the day of birth without its
year, and the month of issue. Facts A42 to A45 of the guide card-renew.

Nobody asks for the year of birth: an end is a birthday, and which one is told by the month of issue.
"""

from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from kiosk.domain.card_dates import renewal_opens

ADULT_BIRTHDAYS: Final = 10
CHILD_BIRTHDAYS: Final = 5
"""Birthdays after the issue at which a card ends; both certificates end at the fifth at the latest."""
FIRST_YEAR: Final = 2016
"""Cards are issued since January of it."""
BEFORE, AFTER = 1, 2
_LEAP_YEAR: Final = 2000


class Asked(StrEnum):
    """What is asked next; nothing more when the answer stands."""

    MONTH = "month"
    DAYS = "days"
    DAY = "day"
    YEAR = "year"
    ISSUE_MONTH = "issue_month"
    ORDER = "order"
    ANSWER = "answer"


@dataclass(frozen=True)
class CardDays:
    """What was chosen so far; 0 is not chosen. `days_from` is the first of the ten or so days that `day` is one of.
    `order`: whether in the month of issue the card came before the birthday. `part`, from 0, where
    there is more to choose from than one screen has room for. Nothing of what was chosen is told by `repr`."""

    child: bool
    month: int = field(default=0, repr=False)
    days_from: int = field(default=0, repr=False)
    day: int = field(default=0, repr=False)
    year: int = field(default=0, repr=False)
    issue_month: int = field(default=0, repr=False)
    order: int = field(default=0, repr=False)
    part: int = 0

    @property
    def asked(self) -> Asked:
        """The first thing that is missing."""
        missing = (
            (Asked.MONTH, not self.month),
            (Asked.DAYS, not self.days_from),
            (Asked.DAY, not self.day),
            (Asked.YEAR, not self.year),
            (Asked.ISSUE_MONTH, not self.issue_month),
            (Asked.ORDER, self.issue_month == self.month and not self.order),
        )
        return next((asked for asked, lacks in missing if lacks), Asked.ANSWER)

    def with_choice(self, value: int, today: date) -> "CardDays":
        """After one choice more; the same if that is not offered."""
        if value not in self.offered(today):
            return self
        chosen: dict[str, Any] = {_FIELDS[self.asked]: value}
        return replace(self, part=0, **chosen)

    def offered(self, today: date) -> tuple[int, ...]:
        """What can be chosen now; the newest year first. Of the order, 1 is before the birthday, 2 on it or after."""
        match self.asked:
            case Asked.MONTH:
                return tuple(range(1, 13))
            case Asked.DAYS:
                return (1, 11, 21)
            case Asked.DAY:
                last = min(self.days_from + (10 if self.days_from == 21 else 9), monthrange(_LEAP_YEAR, self.month)[1])
                return tuple(range(self.days_from, last + 1))
            case Asked.YEAR:
                return tuple(range(today.year, FIRST_YEAR - 1, -1))
            case Asked.ISSUE_MONTH:
                return tuple(range(1, 1 + (today.month if self.year == today.year else 12)))
            case Asked.ORDER:
                return (BEFORE, AFTER)
            case Asked.ANSWER:
                return ()

    def back(self) -> "CardDays | None":
        """One choice less; None where nothing was chosen yet."""
        chosen = [name for name in _FIELDS.values() if getattr(self, name)]
        less: dict[str, Any] = dict.fromkeys(chosen[-1:], 0)
        return replace(self, part=0, **less) if chosen else None

    def turned(self, part: int) -> "CardDays":
        """Another part of what can be chosen."""
        return replace(self, part=max(part, 0))


_FIELDS: Final[dict[Asked, str]] = {
    Asked.MONTH: "month",
    Asked.DAYS: "days_from",
    Asked.DAY: "day",
    Asked.YEAR: "year",
    Asked.ISSUE_MONTH: "issue_month",
    Asked.ORDER: "order",
}
"""What each question fills in, in the order in which they are asked."""


class Renewal(StrEnum):
    """Whether something can be renewed."""

    EARLY = "early"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True)
class Term:
    """The last day on which something is valid, and the first one on which it can be renewed."""

    ends: date
    opens: date

    def on(self, today: date) -> Renewal:
        """How it stands."""
        if today > self.ends:
            return Renewal.OVER
        return Renewal.OPEN if today >= self.opens else Renewal.EARLY


@dataclass(frozen=True)
class Terms:
    """Of a card, and of the certificates that were in it when it was issued. `unsure`: born on 29 February, which most
    years do not have; no source says which day counts then."""

    card: Term
    certificates: Term
    unsure: bool


def terms(days: CardDays) -> Terms:
    """Everything was chosen. Raises ValueError where it was not."""
    if days.asked is not Asked.ANSWER:
        raise ValueError(f"{days.asked} is not chosen yet")
    last = CHILD_BIRTHDAYS if days.child else ADULT_BIRTHDAYS
    card = _term(days, last)
    return Terms(card, _term(days, CHILD_BIRTHDAYS), unsure=(days.month, days.day) == (2, 29))


def _term(days: CardDays, birthdays: int) -> Term:
    """At so many birthdays after the issue; one on the day of issue is not after it."""
    this_year = days.month > days.issue_month or (days.month == days.issue_month and days.order == BEFORE)
    ends = _birthday(days, days.year + birthdays - (1 if this_year else 0))
    return Term(ends, renewal_opens(ends))


def _birthday(days: CardDays, year: int) -> date:
    """In a year without 29 February, the day before 1 March."""
    return date(year, days.month, min(days.day, monthrange(year, days.month)[1]))

"""Phones and wearables that a city lends (端末の貸出): what there is, a loan, and the number by which it is known.

A loan is a number, an item and days. Who has the thing is nowhere: that stands on the paper at city hall.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NewType

from kiosk.domain.check_digit import check_digit
from kiosk.domain.languages import EASY_JAPANESE, JAPANESE

LendingNumber = NewType("LendingNumber", int)
"""Counts the loans of a hub from 1 to MAX_LENDING."""

MAX_LENDING: Final = 9_999
MAX_DAYS: Final = 366
"""Days for which anything may be lent."""
MAX_ITEMS: Final = 8
"""Kinds of things: as many as a clerk's window shows at once."""
MAX_NAME: Final = 120
"""Letters of a name, with its readings."""
MAX_SHOWN: Final = 20
MAX_SHOWN_ABROAD: Final = 40
"""Without them: in Japanese, where letters are as wide as high, and in other languages."""
_DIGITS: Final = 4
_BETWEEN: Final = "-"
_LIKE_IT: Final = dict.fromkeys(map(ord, "- ‐‑‒–—―−ー"))
"""What somebody may type between the digits of a lending number: with a Japanese keyboard the long sign of kana."""


@dataclass(frozen=True)
class LentItem:
    """A kind of thing. `days` is how long it may stay, 1 to MAX_DAYS; `names` are by language, Japanese among them."""

    id: str
    days: int
    names: Mapping[str, str]

    def name(self, language: str) -> str:
        """What it is called; in easy Japanese, else Japanese, where nobody has translated it."""
        return self.names.get(language) or self.names.get(EASY_JAPANESE) or self.names.get(JAPANESE, self.id)

    def due(self, handed: date) -> date:
        """The last day on which it can be brought back in time, if it is handed over on that day."""
        return handed + timedelta(days=self.days)


@dataclass(frozen=True)
class Loan:
    """One thing that was handed over. `item` is the id of what it was; `returned` is None while it is out."""

    number: LendingNumber
    item: str
    handed: date
    due: date
    returned: date | None = None

    @property
    def out(self) -> bool:
        """Whether it has not come back."""
        return self.returned is None

    def overdue(self, today: date) -> bool:
        """Whether it should be back by now; on the due day itself it is not late."""
        return self.out and self.due < today

    def back(self, today: date) -> "Loan":
        """The loan after its return; a second return changes nothing, the first day stands."""
        return replace(self, returned=today) if self.out else self


def lend(number: LendingNumber, item: LentItem, today: date) -> Loan:
    """A loan that begins today, local day."""
    return Loan(number, item.id, today, item.due(today))


def overdue(loans: Iterable[Loan], today: date) -> int:
    """How many should be back by now."""
    return sum(loan.overdue(today) for loan in loans)


def spoken(number: LendingNumber) -> str:
    """What stands on the slip and is said on the telephone: four digits and one that checks them, `0572-4`. Its shape
    is not that of a health check's code, so that neither is taken for the other. No secret."""
    digits = f"{number:0{_DIGITS}d}"
    return digits + _BETWEEN + str(check_digit(digits))


def lending_number(said: str) -> LendingNumber | None:
    """The number that was meant, with or without its hyphen, in wide digits as well; None if a digit of it is wrong."""
    digits = unicodedata.normalize("NFKC", said).translate(_LIKE_IT)
    right = len(digits) == _DIGITS + 1 and digits.isascii() and digits.isdigit() and check_digit(digits) == 0
    number = int(digits[:_DIGITS]) if right else 0
    return LendingNumber(number) if number else None

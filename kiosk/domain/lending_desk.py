"""The clerk's panel 貸出・返却: what can be lent, what is chosen, what the hub said to the last press."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.lending import LendingNumber, LentItem, Loan


class Said(StrEnum):
    """What became of a press. All but the first two and AGAIN: nothing was written."""

    LENT = "lent"
    BACK = "back"
    AGAIN = "again"
    """It had come back before."""
    NOT_LENT = "not_lent"
    """Nothing was ever lent under that number."""
    WRONG_DIGIT = "wrong_digit"
    ENOUGH = "enough"
    """One visit takes no more home."""
    LEDGER = "ledger"
    NO_NUMBERS = "no_numbers"
    UNKNOWN_ITEM = "unknown_item"
    NO_CALL = "no_call"


@dataclass(frozen=True)
class Answered:
    """The last answer; `loan` is what it is about, `number` the number that was asked for."""

    said: Said
    loan: Loan | None = None
    number: LendingNumber | None = None


@dataclass(frozen=True)
class LendingDesk:
    """`items` and `overdue` (None: the hub cannot count) are the hub's; without items there is no panel. `waits`: a
    press has not been answered yet. `chosen` is the id of the item that is about to be handed over."""

    items: tuple[LentItem, ...] = ()
    overdue: int | None = None
    shown: bool = False
    chosen: str = ""
    waits: bool = False
    answered: Answered | None = None

    def item(self, item: str) -> LentItem | None:
        """The item of that id, if it is still lent."""
        return next((one for one in self.items if one.id == item), None)


@dataclass(frozen=True)
class ShowLending:
    """貸出・返却: the panel comes, or goes."""

    on: bool


@dataclass(frozen=True)
class ChooseItem:
    """What is to be handed over; the same once more takes the choice back."""

    item: str


@dataclass(frozen=True)
class HandOver:
    """わたしました: of the item that the clerk sees chosen."""

    item: str


@dataclass(frozen=True)
class TakeBack:
    """かえしました: what was typed as the lending number."""

    typed: str


LendingIntent = ShowLending | ChooseItem | HandOver | TakeBack

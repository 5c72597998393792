"""What a city lends (端末の貸出), as its hub keeps it: desks are shown what there is, hand out, and take back."""

import logging
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk.domain.lending import LendingNumber, LentItem
from kiosk.hub.ledger import Ledger, MemoryLedger, NoMoreNumbers
from kiosk.wire.hub import GiveBack, GivenBack, Lend, Lent, NotLent, OnLoan, Profile
from kiosk.wire.lending import item_line, loan_line

log = logging.getLogger(__name__)

NORMAL: Profile = "normal"


@dataclass(frozen=True)
class LendingPlan:
    """The things, and where the loans of the profile 'normal' stand."""

    items: tuple[LentItem, ...]
    ledger: Ledger


class Lender:
    """Answers desks. Demos and unattended runs have ledgers of their own, in memory: none of their numbers is a city's.

    A disk that does not write is no reason for an exception here: the desk is told, and the next press tries again.
    """

    def __init__(self, plan: LendingPlan | None, profiles: Iterable[Profile], today: Callable[[], date]) -> None:
        """Without a plan nothing is lent, and no desk is shown anything."""
        self.items = {item.id: item for item in plan.items} if plan is not None else {}
        self._today = today
        self._lines = tuple(item_line(item) for item in self.items.values())
        self._ledgers: dict[Profile, Ledger] = {}
        self._counted: dict[Profile, tuple[date, int]] = {}
        self._well = True
        if plan is not None:
            self._ledgers = {one: plan.ledger if one == NORMAL else MemoryLedger() for one in profiles}

    @property
    def lends(self) -> bool:
        """Whether this hub lends anything."""
        return bool(self._ledgers)

    def on_loan(self, profile: Profile) -> OnLoan:
        """What desks of that profile are shown."""
        return OnLoan(self._lines, self.overdue(profile))

    def overdue(self, profile: Profile = NORMAL) -> int | None:
        """How many things should be back by now; None while nobody knows. Counted once a day and after each change."""
        counted, today = self._counted.get(profile), self._today()
        if counted is not None and counted[0] == today:
            return counted[1]
        if profile not in self._ledgers:
            return None
        try:
            late = self._ledgers[profile].overdue(today)
        except sqlite3.Error as error:
            self._fault(error)
            return None
        self._well = True
        self._counted[profile] = today, late
        return late

    def lend(self, profile: Profile, message: Lend, in_call: bool) -> Lent | NotLent:
        """A new loan; what was lent before if the question is not new, whether its call still lives or not."""
        ledger, item = self._ledgers.get(profile), self.items.get(message.item)
        try:
            known = ledger.asked(message.asked) if ledger is not None else None
            if known is not None:
                return Lent(message.asked, loan_line(known))
            if ledger is None or item is None:
                return NotLent(message.asked, "unknown_item")
            if not in_call:
                return NotLent(message.asked, "no_call")
            loan = ledger.lend(message.asked, item, self._today())
        except NoMoreNumbers:
            log.warning("every lending number has been given: nothing more is lent")
            return NotLent(message.asked, "no_numbers")
        except sqlite3.Error as error:
            return NotLent(message.asked, self._fault(error))
        finally:
            self._counted.pop(profile, None)
        return Lent(message.asked, loan_line(loan))

    def give_back(self, profile: Profile, message: GiveBack) -> GivenBack | NotLent:
        """A thing is back. The day of its first return stands."""
        number, ledger = LendingNumber(message.number), self._ledgers.get(profile)
        try:
            before = ledger.loan(number) if ledger is not None else None
            if ledger is None or before is None:
                return GivenBack(message.asked, number)
            after = ledger.give_back(number, self._today()) or before
        except sqlite3.Error as error:
            return NotLent(message.asked, self._fault(error))
        finally:
            self._counted.pop(profile, None)
        return GivenBack(message.asked, number, loan_line(after), again=not before.out)

    def _fault(self, error: sqlite3.Error) -> Literal["ledger"]:
        """Said once in the log, until the ledger can be read again."""
        if self._well:
            log.error("the ledger of loans fails: %(kind)s", {"kind": type(error).__name__})
        self._well = False
        return "ledger"

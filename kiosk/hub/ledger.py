"""What a city has lent, kept by its hub: in one SQLite file of its own, or in memory only.

No names, no addresses, no telephones of people: a lending number, an item's id, days.
"""

import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final, Protocol

from kiosk.domain.lending import MAX_LENDING, LendingNumber, LentItem, Loan, lend, overdue

_FORMAT: Final = 1
_OURS: Final = 0x4D4C_4E44
"""SQLite's application_id of a ledger, so that a journal is never taken for one."""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS loans (
    number INTEGER PRIMARY KEY AUTOINCREMENT, asked TEXT NOT NULL UNIQUE, item TEXT NOT NULL,
    handed TEXT NOT NULL, due TEXT NOT NULL, returned TEXT
) STRICT;
"""


class BadLedger(Exception):
    """A file that is no ledger of ours, or is damaged. The text is for the person who installs."""


class NoMoreNumbers(Exception):
    """Every lending number has been given."""


class Ledger(Protocol):
    """Loans by their numbers. What a method has answered is kept; a number is never given twice."""

    def lend(self, asked: str, item: LentItem, today: date) -> Loan:
        """A new loan; the one made before if `asked`, the id of the question, is not new. Raises NoMoreNumbers."""

    def asked(self, asked: str) -> Loan | None:
        """The loan that was made for that question."""

    def give_back(self, number: LendingNumber, today: date) -> Loan | None:
        """The loan after its return, however often it is told; None if nothing was lent under that number."""

    def loan(self, number: LendingNumber) -> Loan | None:
        """The loan of that number."""

    def overdue(self, today: date) -> int:
        """How many should be back by now."""

    def close(self) -> None:
        """No question comes after this."""


class MemoryLedger:
    """For a hub without a file: all is forgotten at its end."""

    def __init__(self) -> None:
        self._loans: dict[LendingNumber, Loan] = {}
        self._asked: dict[str, LendingNumber] = {}

    def lend(self, asked: str, item: LentItem, today: date) -> Loan:
        """See Ledger."""
        if asked not in self._asked:
            number = _next(len(self._loans))
            self._loans[number] = lend(number, item, today)
            self._asked[asked] = number
        return self._loans[self._asked[asked]]

    def asked(self, asked: str) -> Loan | None:
        """See Ledger."""
        return self._loans[self._asked[asked]] if asked in self._asked else None

    def give_back(self, number: LendingNumber, today: date) -> Loan | None:
        """See Ledger."""
        if number in self._loans:
            self._loans[number] = self._loans[number].back(today)
        return self._loans.get(number)

    def loan(self, number: LendingNumber) -> Loan | None:
        """See Ledger."""
        return self._loans.get(number)

    def overdue(self, today: date) -> int:
        """See Ledger."""
        return overdue(self._loans.values(), today)

    def close(self) -> None:
        """Nothing to fold."""


class DiskLedger:
    """One file, one writer. Each method is one statement, on the disk when it returns.

    Raises sqlite3.Error when the disk is full or gone; then nothing of that call is written.
    """

    def __init__(self, path: Path) -> None:
        """Opens or makes the file (mode 0600). Raises BadLedger."""
        try:
            if not path.exists():
                path.touch(mode=0o600)
            self._db = sqlite3.connect(path, isolation_level=None)
        except (sqlite3.Error, OSError) as error:
            raise _unusable(path, error) from None
        try:
            self._check(path)
            self._begin()
        except sqlite3.Error as error:
            self._db.close()
            raise _unusable(path, error) from None
        except BadLedger:
            self._db.close()
            raise

    def _check(self, path: Path) -> None:
        (ours,) = self._db.execute("PRAGMA application_id").fetchone()
        (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if ours != _OURS and tables:
            raise BadLedger(f"{path}: a database, but no ledger of loans")
        (found,) = self._db.execute("PRAGMA user_version").fetchone()
        if found > _FORMAT:
            raise BadLedger(f"{path}: written by a newer hub (format {found}, this one reads {_FORMAT})")
        (sound,) = self._db.execute("PRAGMA quick_check").fetchone()
        if sound != "ok":
            raise BadLedger(f"{path}: damaged; put back a copy: an empty one would give numbers a second time")

    def _begin(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute(f"PRAGMA application_id = {_OURS}")
        self._db.execute(f"PRAGMA user_version = {_FORMAT}")
        self._db.executescript(_SCHEMA)

    def lend(self, asked: str, item: LentItem, today: date) -> Loan:
        """See Ledger."""
        known = self.asked(asked)
        if known is not None:
            return known
        (last,) = self._db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'loans'").fetchone()
        loan = lend(_next(last), item, today)
        self._db.execute(
            "INSERT INTO loans (number, asked, item, handed, due) VALUES (?, ?, ?, ?, ?)",
            (loan.number, asked, loan.item, loan.handed.isoformat(), loan.due.isoformat()),
        )
        return loan

    def asked(self, asked: str) -> Loan | None:
        """See Ledger."""
        return self._one("SELECT number, item, handed, due, returned FROM loans WHERE asked = ?", (asked,))

    def give_back(self, number: LendingNumber, today: date) -> Loan | None:
        """See Ledger."""
        self._db.execute(
            "UPDATE loans SET returned = ? WHERE number = ? AND returned IS NULL", (today.isoformat(), number)
        )
        return self.loan(number)

    def loan(self, number: LendingNumber) -> Loan | None:
        """See Ledger."""
        return self._one("SELECT number, item, handed, due, returned FROM loans WHERE number = ?", (number,))

    def overdue(self, today: date) -> int:
        """See Ledger."""
        return overdue(
            self._loans("SELECT number, item, handed, due, returned FROM loans WHERE returned IS NULL"), today
        )

    def close(self) -> None:
        """Folds the write-ahead log into the file."""
        self._db.close()

    def _one(self, question: str, values: tuple[str | int, ...]) -> Loan | None:
        return next(iter(self._loans(question, values)), None)

    def _loans(self, question: str, values: tuple[str | int, ...] = ()) -> Iterable[Loan]:
        return [_loan(*row) for row in self._db.execute(question, values)]


def _next(last: int) -> LendingNumber:
    if last >= MAX_LENDING:
        raise NoMoreNumbers
    return LendingNumber(last + 1)


def _loan(number: int, item: str, handed: str, due: str, returned: str | None) -> Loan:
    back = date.fromisoformat(returned) if returned is not None else None
    return Loan(LendingNumber(number), item, date.fromisoformat(handed), date.fromisoformat(due), back)


def _unusable(path: Path, error: Exception) -> BadLedger:
    return BadLedger(f"{path}: the ledger of loans cannot be used ({type(error).__name__})")

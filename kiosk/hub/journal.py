"""The hub's memory on disk: tickets, claims and counters in one SQLite file, written before anybody is answered.

No names, no words, no addresses of people: opaque ids, topics, numbers, times.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kiosk.hub.engine import Claim, Finished, Record, Standing, Ticket

FINISHED_KEPT: Final = 10_000
"""Finished tickets that are still known, so that a repeat is recognised: several days of a city."""
_FORMAT: Final = 1
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS tickets (
    id TEXT PRIMARY KEY, queue TEXT NOT NULL, issued_s REAL NOT NULL, number INTEGER NOT NULL,
    device TEXT NOT NULL, topic TEXT NOT NULL, stop TEXT, standing TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS claims (
    call TEXT PRIMARY KEY, epoch INTEGER NOT NULL, ticket TEXT NOT NULL, desk TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS finished (
    n INTEGER PRIMARY KEY AUTOINCREMENT, ticket TEXT NOT NULL UNIQUE, call TEXT NOT NULL, epoch INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value REAL NOT NULL) STRICT;
"""

_EMPTY: Final = ("DELETE FROM tickets", "DELETE FROM claims", "DELETE FROM finished", "DELETE FROM counters")


class BadJournal(Exception):
    """A file that is no journal of ours, or is damaged. The text is for the person who installs."""


class Journal:
    """One file, one writer. Each method is one transaction, on the disk when it returns.

    Raises sqlite3.Error when the disk is full or gone; then nothing of that call is written.
    """

    def __init__(self, path: Path) -> None:
        """Opens or makes the file (mode 0600). Raises BadJournal."""
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
        except BadJournal:
            self._db.close()
            raise

    def _begin(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(_SCHEMA)
        self._db.execute(f"PRAGMA user_version = {_FORMAT}")

    def _check(self, path: Path) -> None:
        (found,) = self._db.execute("PRAGMA user_version").fetchone()
        if found > _FORMAT:
            raise BadJournal(f"{path}: written by a newer hub (format {found}, this one reads {_FORMAT})")
        (sound,) = self._db.execute("PRAGMA quick_check").fetchone()
        if sound != "ok":
            raise BadJournal(f"{path}: damaged; move it away and start again: kiosks present their tickets anew")

    def close(self) -> None:
        """Folds the write-ahead log into the file."""
        self._db.close()

    def read(self) -> Record:
        """What was last written."""
        rows = self._db.execute("SELECT id, queue, issued_s, number, device, topic, stop, standing FROM tickets")
        tickets = {row[0]: (Ticket(*row[:7]), _standing(row[7])) for row in rows}
        claims = tuple(
            Claim(call, epoch, tickets[ticket][0], desk)
            for call, epoch, ticket, desk in self._db.execute("SELECT call, epoch, ticket, desk FROM claims")
            if ticket in tickets
        )
        finished = self._db.execute("SELECT ticket, call, epoch FROM finished ORDER BY n")
        counters = dict(self._db.execute("SELECT name, value FROM counters"))
        numbers = {name[7:]: int(value) for name, value in counters.items() if name.startswith("number:")}
        return Record(
            tickets=tuple(tickets.values()),
            claims=tuple(sorted(claims, key=lambda claim: claim.epoch)),
            finished=tuple(Finished(*row) for row in finished),
            epoch=int(counters.get("epoch", 0)),
            numbers=numbers,
        )

    def rewrite(self, record: Record) -> None:
        """Everything at once, instead of what stands there."""
        with self._transaction() as db:
            for step in _EMPTY:
                db.execute(step)
            for ticket, standing in record.tickets:
                self._put(ticket, standing)
            for claim in record.claims:
                self._put_claim(claim)
            db.executemany(
                "INSERT INTO finished (ticket, call, epoch) VALUES (?, ?, ?)",
                [(done.ticket, done.call, done.epoch) for done in record.finished],
            )
            self._count("epoch", record.epoch)
            for day, number in record.numbers.items():
                self._count("number:" + day, number)

    def number(self, day: str, number: int) -> None:
        """The last number given out that day; other days are forgotten."""
        with self._transaction() as db:
            db.execute("DELETE FROM counters WHERE name LIKE 'number:%'")
            self._count("number:" + day, number)

    def put(self, ticket: Ticket, standing: Standing) -> None:
        """A ticket, new or moved; a claim that it was in is over."""
        with self._transaction() as db:
            self._put(ticket, standing)
            db.execute("DELETE FROM claims WHERE ticket = ?", (ticket.id,))

    def forget(self, ticket_id: str) -> None:
        """A ticket that was cancelled."""
        with self._transaction() as db:
            db.execute("DELETE FROM tickets WHERE id = ?", (ticket_id,))

    def claim(self, claim: Claim) -> None:
        """A ticket taken by a desk."""
        with self._transaction():
            self._put(claim.ticket, "claimed")
            self._put_claim(claim)
            self._count("epoch", claim.epoch)

    def finish(self, claim: Claim) -> None:
        """A call and its ticket are done."""
        with self._transaction() as db:
            db.execute("DELETE FROM tickets WHERE id = ?", (claim.ticket.id,))
            db.execute("DELETE FROM claims WHERE call = ?", (claim.call,))
            db.execute(
                "INSERT INTO finished (ticket, call, epoch) VALUES (?, ?, ?)",
                (claim.ticket.id, claim.call, claim.epoch),
            )
            db.execute("DELETE FROM finished WHERE n <= (SELECT max(n) FROM finished) - ?", (FINISHED_KEPT,))

    def set_aside(self, claims: Iterable[Claim]) -> None:
        """Claims that ran out: their tickets wait for the kiosk to ask again."""
        with self._transaction() as db:
            for claim in claims:
                self._put(claim.ticket, "aside")
                db.execute("DELETE FROM claims WHERE call = ?", (claim.call,))

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._db)

    def _put(self, ticket: Ticket, standing: Standing) -> None:
        row = (ticket.id, ticket.queue, ticket.issued_s, ticket.number, ticket.device, ticket.topic, ticket.stop)
        self._db.execute("INSERT OR REPLACE INTO tickets VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, standing))

    def _put_claim(self, claim: Claim) -> None:
        row = (claim.call, claim.epoch, claim.ticket.id, claim.desk)
        self._db.execute("INSERT INTO claims VALUES (?, ?, ?, ?)", row)

    def _count(self, name: str, value: float) -> None:
        self._db.execute("INSERT OR REPLACE INTO counters VALUES (?, ?)", (name, float(value)))


class _Transaction:
    """BEGIN IMMEDIATE to COMMIT, or nothing at all."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> sqlite3.Connection:
        self._db.execute("BEGIN IMMEDIATE")
        return self._db

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._db.execute("COMMIT")
        elif self._db.in_transaction:
            self._db.execute("ROLLBACK")


def _unusable(path: Path, error: Exception) -> BadJournal:
    return BadJournal(f"{path}: the hub's journal cannot be used ({type(error).__name__})")


def _standing(word: str) -> Standing:
    return "claimed" if word == "claimed" else "aside" if word == "aside" else "waiting"

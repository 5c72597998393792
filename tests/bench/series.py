"""Runs rows again and again until enough runs count, keeping each; what was interrupted goes on with the next start."""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.bench.events import Late
from tests.bench.ledger import Entry, Ledger
from tests.bench.machine import watched
from tests.bench.rows import Row, Skipped
from tests.bench.table import Found, gather

SPOILED_ALLOWED = 2
"""So many runs may be spoiled for each one that counts, before a row is given up."""
FIRST_GUESS_S = 60.0


@dataclass
class Series:
    """`runs` of each row that count."""

    rows: Sequence[Row]
    ledger: Ledger
    runs: int
    say: Callable[[str], None]
    quick: bool = False
    settle: Callable[[], object] = bool
    """Called before each run: what makes it likely that it counts."""

    def run(self) -> dict[str, Found]:
        """What is known of each row in the end. Ctrl-C passes through; what has been measured is in the ledger."""
        skipped: dict[str, str] = {}
        for row in self.rows:
            try:
                while (number := self._next(row)) is not None:
                    self._once(row, number)
            except Skipped as reason:
                skipped[row.name] = str(reason)
                self.say(f"{row.name}: not measured: {reason}")
        return self.found(skipped)

    def found(self, skipped: dict[str, str] | None = None) -> dict[str, Found]:
        """Out of the ledger as it stands."""
        entries = self.ledger.entries()
        found = {row.name: gather(row, entries, keep_spoiled=self.quick) for row in self.rows}
        for name, reason in (skipped or {}).items():
            found[name].skipped = reason
        return found

    def _next(self, row: Row) -> int | None:
        """The number of the next run; None when there are enough, or too many were spoiled."""
        mine = [entry for entry in self.ledger.entries() if entry.row == row.name]
        good = sum(entry.counts for entry in mine)
        spoiled_allowed = 1 if self.quick else SPOILED_ALLOWED * self.runs
        enough = good >= self.runs or len(mine) - good >= spoiled_allowed
        return None if enough else len(mine) + 1

    def _once(self, row: Row, number: int) -> None:
        self.say(f"{row.name}, run {number}; about {self._left_s() / 60:.0f} min left")
        self.settle()
        started = datetime.now(UTC).isoformat(timespec="seconds")
        (figures, failed), share, seconds = watched(lambda: _tried(row, self.quick))
        entry = Entry(
            row=row.name,
            run=number,
            figures={key: round(float(value), 4) for key, value in figures.items()},
            units={figure.key: figure.unit for figure in row.figures},
            started=started,
            seconds=round(seconds, 1),
            revision=self.ledger.revision,
            machine=self.ledger.machine,
            share=dict(share.as_json()),
            saturated=share.saturated,
            failed=failed,
        )
        self.ledger.append(entry)
        self.say(_said(entry))

    def _left_s(self) -> float:
        entries = self.ledger.entries()
        left_s = 0.0
        for row in self.rows:
            mine = [entry for entry in entries if entry.row == row.name]
            each_s = sum(entry.seconds for entry in mine) / len(mine) if mine else FIRST_GUESS_S
            left_s += each_s * max(0, self.runs - sum(entry.counts for entry in mine))
        return left_s


def _tried(row: Row, quick: bool) -> tuple[dict[str, float], str]:
    """The figures, or why there are none: one bad run must not end a night of them."""
    try:
        return dict(row.measure(quick)), ""
    except (Late, OSError, RuntimeError, AssertionError, ValueError, subprocess.SubprocessError) as error:
        return {}, f"{type(error).__name__}: {error}"


def _said(entry: Entry) -> str:
    of_machine = f"others took {entry.share['foreign_cores']:.2f} cores, steal {100 * entry.share['steal']:.1f} %"
    if entry.failed:
        return f"  FAILED after {entry.seconds:.0f} s: {entry.failed} ({of_machine})"
    spoiled = ", does not count" if entry.saturated else ""
    return f"  {entry.seconds:.0f} s ({of_machine}{spoiled})"

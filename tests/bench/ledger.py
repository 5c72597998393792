"""The runs of a long bench, one JSON line each: what is measured stays measured, and strangers are not mixed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tests.bench.machine import Machine, Revision


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One run of one row. `run` counts from 1, spoiled runs too. `started` is wall time (ISO 8601), `seconds` how long
    it took; `share` is what it had of the machine. A run that `failed` says why and has no figures."""

    row: str
    run: int
    figures: dict[str, float]
    units: dict[str, str]
    started: str
    seconds: float
    revision: Revision
    machine: Machine
    share: dict[str, float]
    saturated: bool = False
    failed: str = ""

    @property
    def counts(self) -> bool:
        """Whether its figures go into the table."""
        return not self.saturated and not self.failed


@dataclass(frozen=True)
class Ledger:
    """A file of entries. Only those of this revision and machine are seen; others stay in the file."""

    path: Path
    revision: Revision
    machine: Machine

    def entries(self) -> list[Entry]:
        """In the order of writing. A last line that a kill left half written is passed over."""
        found = []
        for line in self._lines():
            try:
                entry = msgspec.json.decode(line, type=Entry)
            except msgspec.DecodeError:
                continue
            if (entry.revision, entry.machine) == (self.revision, self.machine):
                found.append(entry)
        return found

    def append(self, entry: Entry) -> None:
        """One whole line, on a line of its own whatever stands before it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        torn = self.path.exists() and not self.path.read_bytes().endswith(b"\n") and self.path.stat().st_size > 0
        with self.path.open("ab") as file:
            file.write((b"\n" if torn else b"") + msgspec.json.encode(entry) + b"\n")

    def _lines(self) -> Iterable[bytes]:
        return self.path.read_bytes().splitlines() if self.path.exists() else ()

"""Rows and runs as a bench would have made them, for its own tests."""

from tests.bench.ledger import Entry
from tests.bench.machine import Machine, Revision
from tests.bench.rows import Figure, Row

HERE = Machine(2, "a processor", 4096, "3.11.7", "Linux")
THERE = Machine(8, "another", 4096, "3.11.7", "Linux")
NOW = Revision("abc123", dirty=False)
SPEED = Row("speed", "How fast.", (Figure("ms", "a thing", "ms", at_most=100),), lambda quick: {"ms": 50.0})


def entry(
    run: int = 1,
    ms: float = 50.0,
    *,
    revision: Revision = NOW,
    machine: Machine = HERE,
    saturated: bool = False,
    failed: str = "",
) -> Entry:
    """One run of SPEED."""
    return Entry(
        row="speed",
        run=run,
        figures={} if failed else {"ms": ms},
        units={"ms": "ms"},
        started="2026-11-22T07:00:00+00:00",
        seconds=10.0,
        revision=revision,
        machine=machine,
        share={"steal": 0.0, "foreign_cores": 0.0},
        saturated=saturated,
        failed=failed,
    )

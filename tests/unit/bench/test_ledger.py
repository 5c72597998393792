"""The ledger of a bench: what was measured stays, and nothing is counted that was measured elsewhere."""

from pathlib import Path

import pytest

from tests.bench.ledger import Ledger
from tests.bench.machine import Revision
from tests.unit.bench.entries import HERE, NOW, THERE, entry


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "build" / "results.jsonl", NOW, HERE)


def test_a_ledger_that_is_not_there_yet_is_empty(ledger: Ledger) -> None:
    assert ledger.entries() == []


def test_what_was_written_is_read_again_by_the_next_start(ledger: Ledger) -> None:
    written = [entry(1), entry(2, saturated=True), entry(3, failed="Late: a call")]
    for one in written:
        ledger.append(one)
    assert Ledger(ledger.path, NOW, HERE).entries() == written


@pytest.mark.parametrize(
    "stranger",
    [
        entry(revision=Revision("def456", dirty=False)),
        entry(revision=Revision("abc123", dirty=True)),
        entry(machine=THERE),
    ],
    ids=["another revision", "changed files", "another machine"],
)
def test_runs_of_another_revision_or_machine_stay_in_the_file_and_are_not_mixed_in(
    ledger: Ledger, stranger: object
) -> None:
    Ledger(ledger.path, NOW, HERE).append(stranger)  # type: ignore[arg-type]
    ledger.append(entry(1))
    assert ledger.entries() == [entry(1)]
    assert len(ledger.path.read_bytes().splitlines()) == 2


@pytest.mark.parametrize("kept", [1, 20, -1])
def test_a_line_that_a_kill_left_half_written_costs_that_run_and_no_other(ledger: Ledger, kept: int) -> None:
    ledger.append(entry(1))
    whole = ledger.path.read_bytes()
    ledger.append(entry(2))
    torn = ledger.path.read_bytes()[len(whole) :].rstrip(b"\n")
    ledger.path.write_bytes(whole + torn[:kept])
    assert ledger.entries() == [entry(1)]
    ledger.append(entry(2, ms=60.0))
    assert ledger.entries() == [entry(1), entry(2, ms=60.0)]

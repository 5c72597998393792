"""A series of runs: how many there are, what is repeated, and that it goes on where it was interrupted."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.bench import series as module
from tests.bench.ledger import Ledger
from tests.bench.machine import Share
from tests.bench.rows import Row, Skipped
from tests.bench.series import SPOILED_ALLOWED, Series
from tests.unit.bench.entries import HERE, NOW, SPEED, entry

QUIET = Share(0.1, 0.1, 1.0, 0.1, 0.0)
FULL = Share(3.0, 3.0, 2.0, 1.0, 0.0)


@pytest.fixture
def shares(monkeypatch: pytest.MonkeyPatch) -> list[Share]:
    """What the machine is like in the runs to come; quiet when all are used up."""
    coming: list[Share] = []

    def watched(act: Callable[[], object]) -> tuple[object, Share, float]:
        return act(), coming.pop(0) if coming else QUIET, 1.0

    monkeypatch.setattr(module, "watched", watched)
    return coming


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    yield Ledger(tmp_path / "results.jsonl", NOW, HERE)


def _series(ledger: Ledger, row: Row = SPEED, runs: int = 3, quick: bool = False) -> Series:
    return Series((row,), ledger, runs, list[str]().append, quick)


def _row(measure: Callable[[bool], Mapping[str, float]]) -> Row:
    return Row(SPEED.name, SPEED.sentence, SPEED.figures, measure)


@pytest.mark.usefixtures("shares")
def test_each_row_is_run_as_often_as_asked_and_a_second_start_measures_nothing(ledger: Ledger) -> None:
    found = _series(ledger).run()["speed"]
    assert (found.runs, found.values) == (3, {"ms": [50.0] * 3})
    assert [one.run for one in ledger.entries()] == [1, 2, 3]
    _series(ledger).run()
    assert len(ledger.entries()) == 3


@pytest.mark.usefixtures("shares")
def test_what_was_interrupted_goes_on_where_it_was(ledger: Ledger) -> None:
    runs = iter([{"ms": 1.0}, {"ms": 2.0}])

    def until_ctrl_c(_quick: bool) -> Mapping[str, float]:
        found = next(runs, None)
        if found is None:
            raise KeyboardInterrupt
        return found

    with pytest.raises(KeyboardInterrupt):
        _series(ledger, _row(until_ctrl_c)).run()
    assert [one.figures["ms"] for one in ledger.entries()] == [1.0, 2.0]
    assert _series(ledger).run()["speed"].values == {"ms": [1.0, 2.0, 50.0]}


def test_a_run_on_a_full_machine_is_kept_left_out_and_repeated(ledger: Ledger, shares: list[Share]) -> None:
    shares += [QUIET, FULL, QUIET]
    found = _series(ledger).run()["speed"]
    assert (found.runs, found.saturated) == (3, 1)
    assert [one.saturated for one in ledger.entries()] == [False, True, False, False]


def test_on_a_machine_that_is_always_full_a_row_is_given_up(ledger: Ledger, shares: list[Share]) -> None:
    shares += [FULL] * 100
    found = _series(ledger).run()["speed"]
    assert (found.runs, found.saturated) == (0, 3 * SPOILED_ALLOWED)


def test_a_quick_run_counts_whatever_the_machine_is_like_and_is_not_repeated(
    ledger: Ledger, shares: list[Share]
) -> None:
    shares += [FULL]
    found = _series(ledger, runs=1, quick=True).run()["speed"]
    assert (found.runs, found.saturated, found.values) == (1, 1, {"ms": [50.0]})


@pytest.mark.usefixtures("shares")
def test_a_run_that_fails_is_told_and_the_others_go_on(ledger: Ledger) -> None:
    results = iter([RuntimeError("the hub did not start")])

    def fails_once(_quick: bool) -> Mapping[str, float]:
        for error in results:
            raise error
        return {"ms": 7.0}

    found = _series(ledger, _row(fails_once)).run()["speed"]
    assert (found.runs, found.failed) == (3, ["RuntimeError: the hub did not start"])


@pytest.mark.usefixtures("shares")
def test_a_row_that_this_machine_cannot_measure_says_why(ledger: Ledger) -> None:
    def no_sound(_quick: bool) -> Mapping[str, float]:
        raise Skipped("pulseaudio is not installed")

    found = _series(ledger, _row(no_sound)).run()["speed"]
    assert (found.runs, found.skipped) == (0, "pulseaudio is not installed")
    assert ledger.entries() == []


@pytest.mark.usefixtures("shares")
def test_the_time_that_is_left_is_guessed_from_the_runs_there_were(ledger: Ledger) -> None:
    said: list[str] = []
    ledger.append(entry(1))
    Series((SPEED,), ledger, 31, said.append).run()
    assert said[0] == "speed, run 2; about 5 min left"


@pytest.mark.usefixtures("shares")
def test_before_each_run_the_machine_is_given_time_to_settle(ledger: Ledger) -> None:
    course: list[str] = []

    def measured(_quick: bool) -> Mapping[str, float]:
        course.append("run")
        return {"ms": 1.0}

    Series((_row(measured),), ledger, 2, list[str]().append, settle=lambda: course.append("settle")).run()
    assert course == ["settle", "run"] * 2

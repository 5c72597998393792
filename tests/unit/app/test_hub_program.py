"""The hub's own clock: it begins at the time of day, and then never jumps, whatever is done to the wall's clock."""

import time

import pytest

from kiosk.app.hub_program import going_on
from kiosk.hub.engine import Record, Ticket


@pytest.fixture
def wall_and_run(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The time of day and the time since the machine began, in the test's hand."""
    clocks = {"wall": 1_795_000_000.0, "run": 50.0}
    monkeypatch.setattr(time, "time", lambda: clocks["wall"])
    monkeypatch.setattr(time, "monotonic", lambda: clocks["run"])
    return clocks


def _record(issued_s: float) -> Record:
    return Record(tickets=((Ticket("t", "normal/citizens", issued_s, 1, "van-1", "card", None), "waiting"),))


def test_it_begins_at_the_time_of_day_and_runs_as_seconds_pass(wall_and_run: dict[str, float]) -> None:
    now = going_on(Record())
    assert now() == 1_795_000_000.0
    wall_and_run["run"] += 7
    assert now() == 1_795_000_007.0


@pytest.mark.parametrize("jump_s", [-86_400.0, 86_400.0])
def test_a_wall_clock_that_is_set_while_the_hub_runs_changes_nothing(
    wall_and_run: dict[str, float], jump_s: float
) -> None:
    now = going_on(Record())
    wall_and_run["wall"] += jump_s
    assert now() == 1_795_000_000.0


def test_after_a_restart_with_the_clock_set_back_it_still_stands_behind_every_ticket(
    wall_and_run: dict[str, float],
) -> None:
    assert going_on(_record(1_795_003_600.0))() == 1_795_003_601.0

"""The verdict on a soak: what is a leak and what is not."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.soak_samples import Sample
from tests.bench.soak_verdict import MB_PER_GENERATION, Finding, calls, flat, memory, slope, together, verdict, workers

HOUR_S = 3600.0
AT_REST = Sample(0.0, "kiosk", "online", True, 300.0, 200.0, 40, 100, 5, 6, 0.1, None, None, 0, 0)


def _hour(mb_per_h: float = 0.0, generations: int = 0, mb_each: float = 0.0, **of_late: Any) -> list[Sample]:
    """An hour with a look each minute; `of_late` holds from the half on."""
    samples = []
    for minute in range(60):
        share = minute / 60
        used = int(generations * share)
        found = replace(
            AT_REST, at_s=minute * 60.0, main_memory_mb=200 + mb_per_h * share + mb_each * used, generations=used
        )
        samples.append(replace(found, **of_late) if minute >= 30 else found)
    return samples


@given(st.floats(-50, 50), st.floats(-1e3, 1e3), st.lists(st.floats(0, 1e3), min_size=2, max_size=20, unique=True))
def test_points_on_a_line_have_its_slope(steep: float, offset: float, xs: list[float]) -> None:
    spread_out = [x for n, x in enumerate(sorted(xs)) if n == 0 or x - sorted(xs)[n - 1] > 1e-3]
    found = slope([(x, offset + steep * x) for x in spread_out])
    assert found is None if len(spread_out) < 2 else found == pytest.approx(steep, abs=1e-3)


@given(st.floats(-1e6, 1e6), st.integers(0, 20))
def test_one_wild_point_does_not_move_it(wild: float, at: int) -> None:
    points = [(float(x), 2.0 * x) for x in range(21)]
    points[at] = (float(at), wild)
    assert slope(points) == pytest.approx(2.0)


@pytest.mark.parametrize(("mb_per_h", "held"), [(0.0, True), (1.9, True), (2.3, False), (-30.0, True)])
def test_memory_may_grow_by_two_megabytes_an_hour(mb_per_h: float, held: bool) -> None:
    assert memory("kiosk", _hour(mb_per_h), HOUR_S).held is held


@pytest.mark.parametrize(("mb_each", "held"), [(MB_PER_GENERATION, True), (2 * MB_PER_GENERATION, False)])
def test_each_connection_may_cost_a_little_for_good_and_no_more(mb_each: float, held: bool) -> None:
    assert memory("kiosk", _hour(0.0, generations=60, mb_each=mb_each), HOUR_S).held is held


def test_what_grows_only_while_the_program_warms_up_is_no_leak() -> None:
    warming = [replace(one, main_memory_mb=200 + min(one.at_s, 1500) / 15) for one in _hour()]
    assert memory("kiosk", warming, HOUR_S).held is True


def test_memory_in_calls_is_not_compared_with_memory_at_rest() -> None:
    in_calls = [replace(one, idle=False, main_memory_mb=one.main_memory_mb + 3 * one.at_s / 60) for one in _hour()]
    assert memory("kiosk", [*_hour(), *in_calls], HOUR_S).held is True


def test_after_a_quarter_of_an_hour_nothing_is_said_of_slopes() -> None:
    quarter = [replace(one, at_s=one.at_s / 4) for one in _hour(mb_per_h=90.0)]
    assert memory("kiosk", quarter, HOUR_S / 4).held is None


@pytest.mark.parametrize(("mb", "held"), [(300.0, True), (300.9, True), (301.1, False), (250.0, True)])
def test_workers_that_are_new_after_each_visit_may_not_become_larger(mb: float, held: bool) -> None:
    assert workers("kiosk", _hour(memory_mb=mb), HOUR_S).held is held


def test_what_all_hold_together_is_told_and_speaks_neither_for_nor_against() -> None:
    growing = [replace(one, memory_mb=300 + one.at_s / 360) for one in _hour()]
    told = together("kiosk", growing, HOUR_S)
    assert (told.found, told.held) == ("+10.0 MB/h", None)


def test_workers_of_a_counter_that_seldom_rests_are_not_judged() -> None:
    assert workers("kiosk", _hour(memory_mb=900.0)[27:34], HOUR_S).held is None


def test_other_programs_do_not_count() -> None:
    assert memory("desk", _hour(50.0), HOUR_S).held is None


@pytest.mark.parametrize(
    ("of_late", "counted", "held"),
    [
        ({}, "threads", True),
        ({"threads": 41}, "threads", True),
        ({"threads": 42}, "threads", False),
        ({"descriptors": 103}, "descriptors", False),
        ({"descriptors": 90}, "descriptors", True),
        ({"children": 6}, "children", False),
        ({"segments": 7}, "segments", False),
    ],
)
def test_counts_at_rest_come_back_to_what_they_were(of_late: dict[str, int], counted: str, held: bool) -> None:
    assert flat("kiosk", counted, _hour(**of_late), HOUR_S).held is held  # type: ignore[arg-type]


def test_a_counter_that_never_rests_is_not_judged() -> None:
    assert flat("kiosk", "threads", [replace(one, idle=False) for one in _hour()], HOUR_S).held is None


def test_a_call_that_the_hub_neither_closed_nor_still_runs_is_lost() -> None:
    assert calls(["a", "b", "c"], ["a", "z"], ["c"]) == Finding(
        "calls without an outcome", "3 talked, 1 closed, 1 lost", "0", held=False
    )
    assert calls(["a", "c"], ["a"], ["c"]).held is True
    assert calls([], [], []).held is False, "a soak without calls has shown nothing"


def test_what_could_not_be_judged_speaks_against_nothing_and_one_failure_does() -> None:
    ok, unknown, bad = (Finding("", "", "", held) for held in (True, None, False))
    assert verdict([ok, unknown], [])
    assert not verdict([ok, bad], [])
    assert not verdict([ok], ["120 s: the kiosk has been 'waiting' for 180 s"])

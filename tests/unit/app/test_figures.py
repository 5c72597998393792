"""Figures of an unattended run: what they say of any values, and what they never count twice."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.figures import Figures, spread

VALUES = st.lists(st.floats(min_value=0, max_value=10_000, allow_nan=False), min_size=2)


@given(VALUES)
def test_percentiles_lie_in_order_between_the_least_and_the_greatest(values: list[float]) -> None:
    found = spread(values)
    assert found is not None
    rounding = 0.051
    assert min(values) - rounding <= found["p50"] <= found["p95"] <= found["p99"] <= found["max"]
    assert abs(found["max"] - max(values)) <= rounding
    assert found["n"] == len(values)


@given(st.lists(st.floats(), max_size=1))
def test_a_single_value_has_no_spread(values: list[float]) -> None:
    assert spread(values) is None


def test_the_median_of_an_even_ladder_is_its_middle() -> None:
    assert spread([float(n) for n in range(101)]) == {"p50": 50.0, "p95": 95.0, "p99": 99.0, "max": 100.0, "n": 101}


def test_a_picture_that_is_painted_twice_counts_once() -> None:
    figures = Figures()
    for number, at_s, latency_ms in ((1, 10.0, 100.0), (1, 10.05, 150.0), (2, 10.1, 120.0), (3, 10.2, 110.0)):
        figures.painted("far_face", number, at_s, latency_ms)
    taken = figures.take()["far_face"]
    assert taken == {
        "painted": 3,
        "per_s": 10.0,
        "latency_ms": {"p50": 110.0, "p95": 119.0, "p99": 119.8, "max": 120.0, "n": 3},
    }


def test_pictures_without_a_time_code_are_counted_all_the_same() -> None:
    figures = Figures()
    figures.painted("far_face", 1, 10.0, None)
    assert figures.take()["far_face"] == {"painted": 1, "per_s": None, "latency_ms": None}


def test_each_report_begins_anew() -> None:
    figures = Figures()
    figures.painted("far_face", 1, 10.0, None)
    figures.late(3.0)
    figures.late(5.0)
    assert figures.take()["gui_late_ms"] == {"p50": 4.0, "p95": 4.9, "p99": 5.0, "max": 5.0, "n": 2}
    assert figures.take() == {"gui_late_ms": None}

"""The table of a bench: a line a figure, and in words whether its target is met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.rows import Figure
from tests.bench.table import gather, table
from tests.unit.bench.entries import SPEED, entry


def _line(*values: float) -> str:
    found = gather(SPEED, [entry(n, ms) for n, ms in enumerate(values, start=1)])
    return table([SPEED], {"speed": found}).splitlines()[2]


def test_a_line_says_what_was_wanted_what_was_found_and_how_sure_it_is() -> None:
    assert _line(40, 50, 90) == "| a thing | ≤ 100 ms | 50 ms | 40–90 | 3 | yes |"


def test_a_target_that_is_missed_says_so_in_words() -> None:
    assert _line(120.26) == "| a thing | ≤ 100 ms | 120 ms | 120–120 | 1 | NOT reached |"


@given(st.lists(st.floats(min_value=0, max_value=1000, allow_nan=False), min_size=1, max_size=9))
def test_the_median_decides_whatever_the_spread(values: list[float]) -> None:
    middle = (
        sorted(values)[len(values) // 2] if len(values) % 2 else sum(sorted(values)[len(values) // 2 - 1 :][:2]) / 2
    )
    assert _line(*values).endswith("| yes |" if middle <= 100 else "| NOT reached |")


@pytest.mark.parametrize(
    ("figure", "target", "good", "bad"),
    [
        (Figure("k", "what", "s", at_most=2.5), "≤ 2.5 s", 2.5, 2.51),
        (Figure("k", "what", "", at_least=27), "≥ 27", 27.0, 26.9),
        (Figure("k", "what", "dB", at_most=1, at_least=-3), "-3 to 1 dB", -3.0, -3.1),
        (Figure("k", "what", "dB", at_most=1, at_least=-3), "-3 to 1 dB", 1.0, 1.1),
    ],
)
def test_the_edge_itself_meets_the_target(figure: Figure, target: str, good: float, bad: float) -> None:
    assert (figure.target, figure.reached(good), figure.reached(bad)) == (target, True, False)


def test_without_a_target_nothing_is_met_or_missed() -> None:
    assert Figure("k", "what", "ms").reached(5.0) is None


def test_runs_that_do_not_count_stand_below_the_table() -> None:
    entries = [entry(1), entry(2, 900, saturated=True), entry(3, failed="Late: no call")]
    text = table([SPEED], {"speed": gather(SPEED, entries)})
    assert "| 50 ms | 50–50 | 1 |" in text
    assert "- speed: 1 run(s) left out: the machine was busy with other work" in text
    assert "- speed: 1 run(s) FAILED: Late: no call" in text


def test_a_row_without_any_run_is_not_silent() -> None:
    assert "- speed: no run counts" in table([SPEED], {})

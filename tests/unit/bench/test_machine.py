"""When a run says more of the neighbours than of us."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.machine import FOREIGN_LIMIT_CORES, STEAL_LIMIT, Clocks, read_clocks, share_between

START = Clocks(at_s=1000.0, busy_s=500.0, steal_s=20.0, ours_s=60.0)


def _share(busy_s: float = 0.0, ours_s: float = 0.0, steal_s: float = 0.0) -> tuple[float, float, bool]:
    """Of ten seconds on two cores."""
    after = Clocks(1010.0, 500.0 + busy_s, 20.0 + steal_s, 60.0 + ours_s)
    share = share_between(START, after, (0.5, 0.6), cores=2)
    return share.foreign_cores, share.steal, share.saturated


@pytest.mark.parametrize(
    ("busy_s", "ours_s", "steal_s", "saturated"),
    [
        (20.0, 20.0, 0.0, False),
        (12.0, 9.1, 0.0, False),
        (12.0, 8.9, 0.0, True),
        (5.0, 5.0, 0.9, False),
        (5.0, 5.0, 1.1, True),
    ],
    ids=["only we compute", "a little of others", "more of others", "a little stolen", "more stolen"],
)
def test_our_own_work_spoils_nothing_and_that_of_others_does(
    busy_s: float, ours_s: float, steal_s: float, saturated: bool
) -> None:
    assert _share(busy_s, ours_s, steal_s)[2] is saturated


@given(st.floats(0, 20), st.floats(0, 20), st.floats(0, 20))
def test_a_run_is_spoiled_exactly_beyond_one_of_the_two_limits(busy_s: float, ours_s: float, steal_s: float) -> None:
    foreign, steal, saturated = _share(busy_s, ours_s, steal_s)
    assert saturated == (steal > STEAL_LIMIT or foreign > FOREIGN_LIMIT_CORES)
    assert foreign >= 0, "counters of two sources never make others idle less than nothing"


def test_what_children_computed_is_ours_once_they_have_ended() -> None:
    before = read_clocks()
    subprocess.run([sys.executable, "-c", "sum(n * n for n in range(2_000_000))"], check=True)
    after = read_clocks()
    assert after.ours_s - before.ours_s > 0.02

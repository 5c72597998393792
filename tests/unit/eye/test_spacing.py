"""Of a camera's pictures those that are looked at come evenly, and as many as were asked for."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.eye.spacing import Spacing


def looked_at(taken: list[float], per_s: int, spacing: Spacing | None = None) -> list[float]:
    spacing = spacing or Spacing()
    return [taken_s for taken_s in taken if spacing.is_due(taken_s, per_s)]


def camera(per_s: float, seconds: float, trembles_s: float = 0.0) -> list[float]:
    chance = random.Random(4)
    return [1000 + n / per_s + chance.uniform(-trembles_s, trembles_s) for n in range(round(per_s * seconds))]


@pytest.mark.parametrize("trembles_s", [0.0, 0.008])
@pytest.mark.parametrize(("comes", "wanted"), [(15, 7), (30, 15), (30, 10), (15, 10), (25, 7)])
def test_as_many_are_looked_at_as_are_wanted(comes: int, wanted: int, trembles_s: float) -> None:
    looked = looked_at(camera(comes, 60, trembles_s), wanted)
    assert len(looked) / 60 == pytest.approx(wanted, rel=0.03)
    gaps = [b - a for a, b in itertools.pairwise(looked)]
    assert max(gaps) < 1 / wanted + 1 / comes + 2 * trembles_s
    assert min(gaps) > 1 / wanted - 1 / comes - 2 * trembles_s


@pytest.mark.parametrize(("comes", "wanted"), [(15, 15), (14.9, 15), (7.5, 15), (5, 7)])
def test_a_camera_that_is_not_faster_than_wanted_loses_nothing_to_its_jitter(comes: float, wanted: int) -> None:
    taken = camera(comes, 60, trembles_s=0.008)
    assert len(looked_at(taken, wanted)) >= 0.99 * len(taken)


def test_as_planned_means_every_picture_however_near_they_come() -> None:
    taken = [1000.0, 1000.001, 1000.002, 999.0]
    assert looked_at(taken, 0) == taken


def test_nothing_is_caught_up_after_a_pause() -> None:
    spacing = Spacing()
    looked_at(camera(15, 10), 7, spacing)
    late = [1100 + n / 15 for n in range(15)]
    assert 7 <= len(looked_at(late, 7, spacing)) <= 8


def test_another_rate_holds_from_the_next_picture_on() -> None:
    spacing = Spacing()
    assert spacing.is_due(1000.0, 1)
    assert not spacing.is_due(1000.5, 1)
    assert spacing.is_due(1000.5, 7)
    assert not spacing.is_due(1000.567, 7)
    assert spacing.is_due(1000.567, 15)


def test_a_camera_whose_clock_begins_anew_is_looked_at() -> None:
    spacing = Spacing()
    assert spacing.is_due(1000.0, 7)
    assert spacing.is_due(3.0, 7)


@given(st.lists(st.floats(0.0, 1.0), max_size=100), st.integers(1, 30))
def test_however_they_come_two_that_are_looked_at_are_never_near_each_other(gaps: list[float], per_s: int) -> None:
    """The one may be late by a whole distance, the next early by a quarter."""
    looked = looked_at(list(itertools.accumulate(gaps, initial=1000.0)), per_s)
    span_s = looked[-1] - looked[0]
    assert len(looked) - 1 <= span_s * per_s + 1.25 + 1e-6

"""What a machine without time leaves out: in every course of beats, and at the times that the rule names."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.shedding import LADDER, MISSED_BELOW, MOST_WAIT_S, STEP_S, WELL_S, Beat, Load, Shedding

MISSED = Beat(5.0, 15.0)
KEPT = Beat(15.0, 15.0)
LAST = len(LADDER) - 1

courses = st.lists(st.tuples(st.booleans(), st.floats(0.0, 40.0)), max_size=200)
"""Whether the beat was kept, and how long after the one before."""


def lived(course: list[tuple[bool, float]], shedding: Shedding | None = None) -> Iterator[tuple[Shedding, float]]:
    """What stands after each beat, and when."""
    shedding, now_s = shedding or Shedding(), 1000.0
    for kept, after_s in course:
        now_s += after_s
        shedding = shedding.heard(KEPT if kept else MISSED, now_s)
        yield shedding, now_s


def at_the_end_of(course: list[tuple[bool, float]]) -> Shedding:
    return [Shedding(), *(shedding for shedding, _ in lived(course))][-1]


def after(seconds: int, beat: Beat, shedding: Shedding, from_s: float) -> Shedding:
    """One beat a second."""
    for second in range(1, seconds + 1):
        shedding = shedding.heard(beat, from_s + second)
    return shedding


def fallen() -> Shedding:
    """One step down at 1000 s."""
    return Shedding().heard(MISSED, 1000.0)


def test_the_ladder_has_all_that_is_to_be_shed_and_nothing_else() -> None:
    assert LADDER[0] == Load(document_per_s=0, face_per_s=0, own_face=True), "everything, as planned"
    assert [load.document_per_s for load in LADDER[1:]] == [7, 7, 7]
    assert [load.face_per_s for load in LADDER[1:]] == [15, 10, 10]
    assert [load.own_face for load in LADDER] == [True, True, True, False]


@given(courses)
def test_it_never_leaves_the_ladder(course: list[tuple[bool, float]]) -> None:
    for shedding, _ in lived(course):
        assert shedding.load is LADDER[shedding.step]
        assert 0 <= shedding.step <= LAST


@given(courses)
def test_it_goes_one_step_at_a_time_and_never_two_within_a_second(course: list[tuple[bool, float]]) -> None:
    step, stepped_s = 0, float("-inf")
    for shedding, now_s in lived(course):
        if shedding.step != step:
            assert abs(shedding.step - step) == 1
            assert now_s - stepped_s >= STEP_S
            step, stepped_s = shedding.step, now_s


@given(courses, st.lists(st.floats(0.0, 40.0), max_size=60))
def test_in_steady_misery_nothing_is_taken_up_again(course: list[tuple[bool, float]], waits: list[float]) -> None:
    shedding = at_the_end_of(course)
    steps = [one.step for one, _ in lived([(False, 100.0), *((False, wait) for wait in waits)], shedding)]
    assert steps == sorted(steps)
    worst = after(LAST + 1, MISSED, shedding, 10_000_000.0)
    assert worst.step == LAST, "at the latest after a second a step"


@given(courses)
def test_it_comes_back_to_everything_after_a_long_time_of_ease(course: list[tuple[bool, float]]) -> None:
    shedding = at_the_end_of(course)
    eased = after(round(MOST_WAIT_S + LAST * (WELL_S + 2)), KEPT, shedding, 10_000_000.0)
    assert eased.load == Load()


@given(courses)
def test_nobody_waits_longer_than_the_longest_time(course: list[tuple[bool, float]]) -> None:
    for shedding, _ in lived(course):
        assert WELL_S <= shedding.wait_s <= MOST_WAIT_S


@given(st.floats(0.0, 30.0), st.floats(0.0, 30.0))
def test_enough_is_seven_of_ten(looked: float, wanted: float) -> None:
    assert Beat(looked, wanted).kept is (looked >= MISSED_BELOW * wanted)


def test_where_nothing_is_wanted_nothing_is_missed() -> None:
    assert Beat(0.0, 0.0).kept


def test_one_missed_second_is_one_step_and_the_next_second_the_next() -> None:
    shedding = fallen()
    assert shedding.step == 1
    assert shedding.heard(MISSED, 1000.9).step == 1, "what the step brought is not seen yet"
    assert shedding.heard(MISSED, 1001.0).step == 2


def test_ten_seconds_of_ease_give_one_step_back_and_one_missed_beat_among_them_begins_them_anew() -> None:
    down = after(2, MISSED, fallen(), 1000.0)
    assert down.step == 3
    assert after(9, KEPT, down, 1002.0).step == 3
    assert after(10, KEPT, down, 1002.0).step == 2
    disturbed = after(9, KEPT, down, 1002.0).heard(MISSED, 1011.5)
    assert after(9, KEPT, disturbed, 1011.5).step == 3
    assert after(10, KEPT, disturbed, 1011.5).step == 2


def test_a_step_back_that_fails_is_tried_again_later_and_later() -> None:
    shedding, now_s, waited = fallen(), 1000.0, []
    for _ in range(6):
        begun_s = now_s
        while shedding.step == 1:
            now_s += 1.0
            shedding = shedding.heard(KEPT, now_s)
        waited.append(now_s - begun_s)
        now_s += 2.0
        shedding = shedding.heard(MISSED, now_s)
        assert shedding.step == 1
    assert waited == [10.0, 20.0, 40.0, 80.0, 120.0, 120.0]


def test_a_step_back_that_held_is_no_failure_though_misery_comes_again() -> None:
    failed = after(11, KEPT, fallen(), 1000.0).heard(MISSED, 1012.0)
    assert (failed.step, failed.wait_s) == (1, 20.0)
    held = after(31, KEPT, failed, 1012.0)
    assert held.step == 0
    assert held.heard(MISSED, 1060.0).wait_s == WELL_S


def test_after_a_step_back_that_held_the_next_one_comes_after_ten_seconds() -> None:
    failed = after(11, KEPT, after(2, MISSED, fallen(), 1000.0), 1002.0).heard(MISSED, 1014.0)
    assert (failed.step, failed.wait_s) == (3, 20.0)
    assert after(20, KEPT, failed, 1014.0).step == 2
    assert after(30, KEPT, failed, 1014.0).step == 2
    assert after(40, KEPT, failed, 1014.0).step == 1, "the one before had to hold first"
    assert after(50, KEPT, failed, 1014.0).step == 0


def test_what_goes_on_falling_after_a_failed_step_back_has_not_failed_twice() -> None:
    failed = after(11, KEPT, fallen(), 1000.0).heard(MISSED, 1012.0)
    lower = failed.heard(MISSED, 1013.0)
    assert (lower.step, lower.wait_s) == (2, 20.0)

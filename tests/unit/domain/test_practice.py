"""Gestures that are tried: generous to hands that shake, and what is right stays right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.phone_page import Gesture
from kiosk.domain.practice import LONG_S, STILL_PX, SWIPE_PX, TAP_S, Practice, Touched, is_right

AT = At(GuideId("phone-practice"), StepId("tap"))


def way(right: float, down: float, took_s: float) -> tuple[Touched, ...]:
    ends = Touched(100 + right, 100 + down, took_s)
    return Touched(100, 100, 0.0), Touched(100 + right / 2, 100 + down / 2, took_s / 2), ends


@pytest.mark.parametrize(
    ("gesture", "right", "down", "took_s", "well"),
    [
        ("tap", 0, 0, 0.1, True),
        ("tap", 20, -15, 1.4, True),
        ("tap", 40, 0, 0.2, False),
        ("tap", 0, 0, 2.0, False),
        ("long", 4, 4, 0.8, True),
        ("long", 0, 0, 0.3, False),
        ("swipe_up", 30, -120, 0.4, True),
        ("swipe_up", 0, 120, 0.4, False),
        ("swipe_up", 150, -120, 0.4, False),
        ("swipe_left", -130, 40, 2.0, True),
        ("swipe_left", 130, 0, 0.4, False),
        ("spread", 40, 40, 0.5, True),
        ("spread", 10, 10, 0.5, False),
    ],
)
def test_a_way_is_the_gesture_or_not(gesture: Gesture, right: float, down: float, took_s: float, well: bool) -> None:
    assert is_right(gesture, way(right, down, took_s), begun_on_it=True) is well


@given(st.floats(-STILL_PX / 2, STILL_PX / 2), st.floats(-STILL_PX / 2, STILL_PX / 2), st.floats(0, TAP_S))
def test_a_trembling_tap_is_a_tap_but_only_on_what_is_to_be_touched(x: float, y: float, took_s: float) -> None:
    assert is_right("tap", way(x, y, took_s), begun_on_it=True)
    assert not is_right("tap", way(x, y, took_s), begun_on_it=False)


@given(st.floats(SWIPE_PX, 600), st.floats(-1, 1), st.floats(0.05, 5))
def test_a_swipe_within_half_a_right_angle_counts_however_slow(far: float, slope: float, took_s: float) -> None:
    assert is_right("swipe_up", way(far * slope, -far, took_s), begun_on_it=False)
    assert is_right("swipe_left", way(-far, far * slope, took_s), begun_on_it=False)


def test_nothing_is_no_gesture_and_a_long_touch_is_no_tap_by_chance() -> None:
    assert not is_right("tap", (), begun_on_it=True)
    assert LONG_S < TAP_S, "who holds a tap a little too long has still tapped"


def test_once_right_it_stays_right_and_misses_are_counted_before() -> None:
    tried = Practice(AT).tried(False).tried(False)
    assert (tried.done, tried.misses) == (False, 2)
    done = tried.tried(True)
    assert done.tried(False) == done

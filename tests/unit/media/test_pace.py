"""Voice leaves as soon as the microphone has 20 ms of it together, whatever its clock does against ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.media.pace import EARLIER_S, GLANCE_S, MICROPHONE_LATE_S, MOST_CREPT_S, PACKET_S, Pace

BLOCK_S = 0.01


def waits_s(packets: int, begun_s: float, drift: float) -> list[float]:
    """How long each packet had been together when it was taken. Blocks of 10 ms come at `drift` times our clock."""
    pace, now_s = Pace(), 0.0
    waits: list[float] = []
    for number in range(packets):
        now_s = max(now_s, pace.due_s(now_s))
        together_s = begun_s + (2 * number + 2) * BLOCK_S * drift
        asked_s = now_s
        while now_s < together_s and now_s - asked_s < MICROPHONE_LATE_S:
            now_s += GLANCE_S
        if now_s < together_s:
            return [*waits, -1.0]
        pace.heard(now_s - asked_s)
        waits.append(now_s - together_s)
    return waits


@given(begun_s=st.floats(-MOST_CREPT_S, -BLOCK_S), drift=st.floats(0.9995, 1.0005))
def test_after_a_second_and_a_half_no_packet_waits_without_need(begun_s: float, drift: float) -> None:
    waits = waits_s(2_000, begun_s, drift)
    assert min(waits) >= 0, "the microphone was never found late"
    assert max(waits[75:]) <= GLANCE_S + EARLIER_S + 0.0005


def test_a_shut_line_keeps_its_pace() -> None:
    pace, now_s = Pace(), 0.0
    for _ in range(1_000):
        now_s = max(now_s, pace.due_s(now_s))
        pace.heard(0.0)
    assert now_s == pytest.approx(999 * PACKET_S, abs=MOST_CREPT_S + EARLIER_S)


def test_a_microphone_that_is_too_late_costs_silence_and_no_time() -> None:
    pace = Pace()
    pace.due_s(5.0)
    pace.silent()
    assert pace.due_s(5.0 + MICROPHONE_LATE_S) == pytest.approx(5.0 + PACKET_S)


def test_after_a_sleep_of_the_machine_nothing_is_caught_up() -> None:
    pace = Pace()
    pace.due_s(5.0)
    pace.heard(0.0)
    assert pace.due_s(600.0) == 600.0

"""How much of the line the pictures may have, judged by how long they wait: a simulated line, and estimates of it."""

from collections import deque
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.media.estimate import (
    FIRST_BITS_PER_S,
    LEAST_BITS_PER_S,
    MOST_BITS_PER_S,
    LineEstimate,
    StreamEstimate,
)

PACKET = 1200


@dataclass
class Line:
    """Carries packets one behind the other; the sender's clock is `apart_ms` ahead and rolls over every 64 s."""

    bits_per_s: float
    away_ms: float = 40.0
    apart_ms: float = 0.0
    free_ms: float = 0.0
    waits_ms: list[float] = field(default_factory=list)

    def carry(self, now_ms: float, length: int) -> tuple[int, int]:
        """The packet's abs-send-time and when it arrives."""
        self.waits_ms.append(max(0.0, self.free_ms - now_ms))
        self.free_ms = max(self.free_ms, now_ms) + length * 8000 / self.bits_per_s
        ticks = round((now_ms + self.apart_ms) * (1 << 18) / 1000) % (1 << 24)
        return ticks, round(self.free_ms + self.away_ms)


@dataclass
class Calls:
    """A sender that obeys an estimate: a picture each 67 ms, as large as it may be and is wanted."""

    estimate: LineEstimate = field(default_factory=LineEstimate)
    now_ms: float = 0.0
    arriving: deque[tuple[int, int]] = field(default_factory=deque)

    def over(self, line: Line, seconds: float, wanted_bits_per_s: float = 10e6) -> list[float]:
        """What it was allowed after each second."""
        end_ms, owed = self.now_ms + seconds * 1000, 0.0
        allowed: list[float] = []
        begun_ms = self.now_ms
        while self.now_ms < end_ms:
            while self.arriving and self.arriving[0][1] <= self.now_ms:
                ticks, arrived_ms = self.arriving.popleft()
                self.estimate.add(ticks, arrived_ms, PACKET)
            owed += min(self.estimate.bits_per_s, wanted_bits_per_s) / 15
            while owed >= 8 * PACKET:
                owed -= 8 * PACKET
                self.arriving.append(line.carry(self.now_ms, PACKET))
            self.now_ms += 1000 / 15
            if int((self.now_ms - begun_ms) / 1000) > len(allowed):
                allowed.append(self.estimate.bits_per_s)
        return allowed


@pytest.mark.parametrize("bits_per_s", [300_000, 700_000, 1_500_000])
def test_it_settles_near_what_the_line_carries_and_no_queue_stands(bits_per_s: int) -> None:
    line = Line(bits_per_s)
    allowed = Calls().over(line, 40.0)
    settled = allowed[-15:]
    assert 0.7 * bits_per_s < sum(settled) / len(settled) < 1.1 * bits_per_s
    late = sorted(line.waits_ms[-1500:])
    assert late[len(late) // 2] < 150


def test_a_line_that_becomes_narrow_is_noticed_within_a_second_and_found_again_when_it_widens() -> None:
    calls = Calls()
    calls.over(Line(1_500_000), 20.0)
    assert calls.over(Line(300_000), 3.0)[1] < 400_000
    calls.over(Line(300_000), 10.0)
    assert calls.over(Line(1_500_000), 20.0)[-1] > 900_000


def test_a_rate_that_nobody_uses_is_not_raised() -> None:
    assert Calls().over(Line(5_000_000), 30.0, wanted_bits_per_s=200_000)[-1] == FIRST_BITS_PER_S


@given(apart_ms=st.floats(0, 200_000), away_ms=st.floats(1, 600))
@settings(max_examples=20, deadline=None)
def test_clocks_that_have_nothing_in_common_and_roll_over_change_nothing(apart_ms: float, away_ms: float) -> None:
    here = Calls().over(Line(700_000, away_ms), 12.0)
    there = Calls().over(Line(700_000, away_ms, apart_ms), 12.0)
    assert there == pytest.approx(here, rel=0.25)


def test_what_else_fills_the_line_is_part_of_what_it_carries() -> None:
    alone, beside = LineEstimate(), LineEstimate()
    for estimate in (alone, beside):
        estimate.add(0, 1000, PACKET)
        for step in range(1, 11):
            arrived_ms = 1000 + 100 * step
            if estimate is beside:
                estimate.beside(arrived_ms, 6000)
            sent_ms = 100 * step - 300  # all have waited for 300 ms
            estimate.add(round(sent_ms * (1 << 18) / 1000) % (1 << 24), arrived_ms, PACKET)
    assert alone.bits_per_s == LEAST_BITS_PER_S
    assert 400_000 < beside.bits_per_s < 600_000


@given(st.lists(st.tuples(st.integers(0, (1 << 24) - 1), st.integers(0, 500), st.integers(0, 1500)), max_size=200))
def test_whatever_a_packet_says_the_rate_stays_within_its_bounds(packets: list[tuple[int, int, int]]) -> None:
    estimate, now_ms = LineEstimate(), 1
    for ticks, later_ms, length in packets:
        now_ms += later_ms
        estimate.add(ticks, now_ms, length)
        assert LEAST_BITS_PER_S <= estimate.bits_per_s <= MOST_BITS_PER_S


def test_each_stream_is_told_at_once_what_changed_and_otherwise_now_and_then() -> None:
    line = LineEstimate()
    face, document = StreamEstimate(line), StreamEstimate(line)

    def told(stream: StreamEstimate, now_ms: int) -> tuple[int, list[int]] | None:
        ticks = round(now_ms * (1 << 18) / 1000)
        return stream.add(abs_send_time=ticks, arrival_time_ms=now_ms, payload_size=PACKET, ssrc=7)

    assert told(face, 2000) == told(document, 2010) == (FIRST_BITS_PER_S, [7])
    assert told(face, 2020) is None, "nothing is new"
    line.bits_per_s = 500_000
    assert told(face, 2040) == (500_000, [7])
    line.bits_per_s = 510_000
    assert told(face, 2060) is None, "so little can wait"
    assert told(face, 3100) == (510_000, [7])

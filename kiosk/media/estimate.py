"""What the line carries of the other end's pictures, judged where they arrive: both eyes together, by how long they
wait. Told to the other end as RTCP's REMB.

aiortc judges each stream alone and by how its delay changes. Of a page that moves for a second and then rests it learns
nothing, and allows twice what a mobile line carries; a queue of half a second stands before whatever comes next.
"""

import math
from collections import deque
from dataclasses import dataclass, field

FIRST_BITS_PER_S = 1_000_000
LEAST_BITS_PER_S, MOST_BITS_PER_S = 100_000, 4_000_000
JUDGED_EVERY_MS, TOLD_EVERY_MS = 200, 1000
FULL_MS, EMPTY_MS = 100, 40
"""A packet that waits so long more than the quickest one: the line is full; so little: there may be room."""
_LOOKS_BACK_MS = 500
_WAITS_OVER_MS = 200
"""The quickest packet within this time counts: the last ones of a large picture wait for the first ones."""
_QUICKEST_FOR_MS = 15_000
_OF_FULL = 0.9
_GROWS, _GROWS_BELOW_FULL = 0.10, 0.40
"""Shares a second: beyond what the line carried when it was full, and up to that, or while it never was."""
_NEAR_FULL = 0.95
_IN_USE = 0.5
"""A rate of which less is used says nothing about a greater one."""
_SEND_TICKS_PER_MS = (1 << 18) / 1000
_ROUND_MS = 64_000
_NEWS = 0.05
"""A rate that changed by this share is told at once."""


@dataclass
class _Seen:
    """`waited_ms` is infinite for what does not say when it was sent."""

    arrived_ms: int
    bits: int
    waited_ms: float


@dataclass
class LineEstimate:
    """One connection's; times in milliseconds of this machine's clock, and of the other end's in each packet."""

    bits_per_s: float = FIRST_BITS_PER_S
    _seen: deque[_Seen] = field(default_factory=deque)
    _first_ms: float | None = None
    _quickest: deque[tuple[int, float]] = field(default_factory=deque)
    _full_bits_per_s: float = 0.0
    _judged_ms: int = 0

    def add(self, sent_ticks: int, arrived_ms: int, length: int) -> None:
        """A packet of so many bytes, sent at the 24 bit abs-send-time `sent_ticks`."""
        self._see(_Seen(arrived_ms, 8 * length, self._waited_ms(sent_ticks, arrived_ms)))
        if not self._judged_ms:
            self._judged_ms = arrived_ms
        elif arrived_ms - self._judged_ms >= JUDGED_EVERY_MS:
            self._judge(arrived_ms)

    def beside(self, arrived_ms: int, length: int) -> None:
        """So many bytes that are no picture's: what fills the line with them is no reason to allow pictures less."""
        self._see(_Seen(arrived_ms, 8 * length, math.inf))

    def _see(self, one: _Seen) -> None:
        self._seen.append(one)
        while self._seen[0].arrived_ms < one.arrived_ms - _LOOKS_BACK_MS:
            self._seen.popleft()

    def _waited_ms(self, sent_ticks: int, arrived_ms: int) -> float:
        """Longer than the quickest packet of the last while: the two clocks have nothing else in common."""
        away_ms = arrived_ms - sent_ticks / _SEND_TICKS_PER_MS
        if self._first_ms is None:
            self._first_ms = away_ms
        away_ms = (away_ms - self._first_ms + _ROUND_MS / 2) % _ROUND_MS - _ROUND_MS / 2
        quickest = self._quickest
        while quickest and quickest[-1][1] >= away_ms:
            quickest.pop()
        quickest.append((arrived_ms, away_ms))
        while quickest[0][0] < arrived_ms - _QUICKEST_FOR_MS:
            quickest.popleft()
        return away_ms - quickest[0][1]

    def _judge(self, now_ms: int) -> None:
        past_s = min(now_ms - self._judged_ms, 1000) / 1000
        self._judged_ms = now_ms
        came = sum(one.bits for one in self._seen) * 1000 / _LOOKS_BACK_MS
        waited_ms = min(one.waited_ms for one in self._seen if one.arrived_ms >= now_ms - _WAITS_OVER_MS)
        if waited_ms > FULL_MS:
            self._full_bits_per_s = came
            self.bits_per_s = min(self.bits_per_s, _OF_FULL * came)
        elif waited_ms < EMPTY_MS and came > _IN_USE * self.bits_per_s:
            below = not self._full_bits_per_s or self.bits_per_s < _NEAR_FULL * self._full_bits_per_s
            self.bits_per_s *= 1 + (_GROWS_BELOW_FULL if below else _GROWS) * past_s
        self.bits_per_s = min(max(self.bits_per_s, LEAST_BITS_PER_S), MOST_BITS_PER_S)


class StreamEstimate:
    """Stands where aiortc keeps a stream's own estimate."""

    def __init__(self, line: LineEstimate) -> None:
        self._line = line
        self._told_ms = self._told = 0

    def add(
        self, arrival_time_ms: int, abs_send_time: int, payload_size: int, ssrc: int
    ) -> tuple[int, list[int]] | None:
        """aiortc's: bits a second and the streams to which that is told, or None while there is nothing to tell."""
        self._line.add(abs_send_time, arrival_time_ms, payload_size)
        bits_per_s = round(self._line.bits_per_s)
        if bits_per_s == self._told or (
            arrival_time_ms - self._told_ms < TOLD_EVERY_MS and abs(bits_per_s - self._told) < _NEWS * self._told
        ):
            return None
        self._told_ms, self._told = arrival_time_ms, bits_per_s
        return bits_per_s, [ssrc]

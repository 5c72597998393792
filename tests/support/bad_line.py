"""A line with delay, jitter, loss, reordering, a rate and cuts, seeded, under the real transports of a call."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any, cast

import aioice.ice
import pytest


@dataclass
class Weather:
    """What the line does to each datagram from now on. Seconds, shares from 0 to 1, bits a second (0: no limit), for
    both ways together or for `each_way`."""

    delay_s: float = 0.0
    jitter_s: float = 0.0
    loss: float = 0.0
    rate_bits_per_s: float = 0.0
    queue_s: float = 0.3
    cut: bool = False
    each_way: bool = False


class BadLine:
    """Every datagram of every connection of this process goes through it, both ways alike; jitter reorders."""

    def __init__(self, seed: int, weather: Weather) -> None:
        self.weather = weather
        self.carried = self.lost = 0
        self._random = Random(seed)
        self._free_s: dict[object, float] = {}

    def carry(self, size: int, deliver: Callable[[], None], sender: object = None) -> None:
        """Delivers later, or never."""
        weather, loop = self.weather, asyncio.get_running_loop()
        way = sender if weather.each_way else None
        now_s = loop.time()
        start_s = max(now_s, self._free_s.get(way, 0.0))
        full = weather.rate_bits_per_s > 0 and start_s - now_s > weather.queue_s
        if weather.cut or full or self._random.random() < weather.loss:
            self.lost += 1
            return
        if weather.rate_bits_per_s > 0:
            self._free_s[way] = start_s = start_s + size * 8 / weather.rate_bits_per_s
        self.carried += 1
        away_s = start_s - now_s + weather.delay_s + self._random.uniform(-1, 1) * weather.jitter_s
        loop.call_later(max(away_s, 0.0), deliver)


class _Transport:
    """Stands before a real datagram transport."""

    def __init__(self, real: asyncio.DatagramTransport, line: BadLine) -> None:
        self._real = real
        self._line = line

    def sendto(self, data: bytes, address: tuple[Any, ...]) -> None:
        self._line.carry(len(data), lambda: self._deliver(data, address), self._real)

    def _deliver(self, data: bytes, address: tuple[Any, ...]) -> None:
        if not self._real.is_closing():
            self._real.sendto(data, address)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


@contextmanager
def bad_line(monkeypatch: pytest.MonkeyPatch, seed: int, weather: Weather) -> Iterator[BadLine]:
    """All connections that are begun meanwhile go over this line."""
    line = BadLine(seed, weather)
    made = aioice.ice.StunProtocol.connection_made

    def connection_made(protocol: aioice.ice.StunProtocol, transport: asyncio.BaseTransport) -> None:
        real = cast("asyncio.DatagramTransport", transport)
        made(protocol, cast("asyncio.BaseTransport", _Transport(real, line)))

    with monkeypatch.context() as patch:
        patch.setattr(aioice.ice.StunProtocol, "connection_made", connection_made)
        yield line

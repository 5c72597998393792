"""Ports that a test holds in its hand: they do nothing by themselves and remember everything."""

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from kiosk.domain.guide import Guides
from kiosk.domain.ids import EyeName
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.privacy import Gate
from kiosk.domain.slip import Slip
from kiosk.wire.hub import IceServer, ToHub
from kiosk.wire.peer import ToPeer


class FakeTimer:
    def __init__(self, due_s: float, callback: Callable[[], None]) -> None:
        self.due_s = due_s
        self._callback: Callable[[], None] | None = callback

    def cancel(self) -> None:
        self._callback = None

    def fire(self) -> None:
        callback, self._callback = self._callback, None
        if callback is not None:
            callback()


class FakeClock:
    """Time moves only when the test says so."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self._timers: list[tuple[float, int, FakeTimer]] = []
        self._order = itertools.count()

    def monotonic(self) -> float:
        return self.now_s

    def now(self) -> datetime:
        return datetime(2026, 11, 24, 10, 20, tzinfo=UTC)

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> FakeTimer:
        timer = FakeTimer(self.now_s + delay_s, callback)
        heapq.heappush(self._timers, (timer.due_s, next(self._order), timer))
        return timer

    def pass_s(self, seconds: float) -> None:
        """Lets time pass, firing what falls due on the way, in order."""
        until_s = self.now_s + seconds
        while self._timers and self._timers[0][0] <= until_s:
            self.now_s, _, timer = heapq.heappop(self._timers)
            timer.fire()
        self.now_s = until_s


@dataclass
class FakeLink:
    up: bool = True
    sent: list[ToHub] = field(default_factory=list)

    def send(self, message: ToHub) -> bool:
        if self.up:
            self.sent.append(message)
        return self.up

    def of(self, kind: type) -> list[Any]:
        return [m for m in self.sent if isinstance(m, kind)]


@dataclass
class FakeMedia:
    done: list[tuple[Any, ...]] = field(default_factory=list)
    sent: list[ToPeer] = field(default_factory=list)

    def begin(self, ice: tuple[IceServer, ...]) -> None:
        self.done.append(("begin",))

    def offer(self, generation: int) -> None:
        self.done.append(("offer", generation))

    def signal(self, generation: int, kind: str, sdp: str) -> None:
        self.done.append(("signal", generation, kind))

    def send(self, message: ToPeer) -> None:
        self.sent.append(message)

    def forget(self, eye: EyeName) -> None:
        self.done.append(("forget", eye))

    def put_aside(self, eye: EyeName) -> None:
        self.done.append(("put_aside", eye))

    def end(self) -> None:
        self.done.append(("end",))

    def of(self, kind: type) -> list[Any]:
        return [m for m in self.sent if isinstance(m, kind)]


@dataclass
class FakeEyes:
    gates: dict[EyeName, Gate] = field(default_factory=lambda: {"face": Gate.SHUT, "document": Gate.SHUT})

    shown: set[int] = field(default_factory=set)
    private: tuple[int, str] = (0, "")
    asked: list[tuple[EyeName, Gate] | tuple[int, bool | str]] = field(default_factory=list)
    """Everything, in order."""
    paces: dict[EyeName, int] = field(default_factory=lambda: {"face": 0, "document": 0})
    undrawn: set[EyeName] = field(default_factory=set)
    photo: bool = False
    phone: PhoneHelp | None = None
    kept: set[int] = field(default_factory=set)

    def set_gate(self, eye: EyeName, gate: Gate) -> None:
        self.asked.append((eye, gate))
        self.gates[eye] = gate

    def show_sheet(self, number: int, shown: bool) -> None:
        self.asked.append((number, shown))
        if shown:
            self.shown.add(number)
        else:
            self.shown.discard(number)

    def show_field(self, number: int, field: str) -> None:
        self.asked.append((number, field))
        self.private = number, field

    def keep_sheet(self, number: int, on: bool) -> None:
        (self.kept.add if on else self.kept.discard)(number)

    def pace(self, eye: EyeName, per_s: int) -> None:
        self.paces[eye] = per_s

    def check_photo(self, on: bool) -> None:
        self.photo = on

    def look_for_phone(self, phone: PhoneHelp | None) -> None:
        self.phone = phone

    def draw(self, eye: EyeName, on: bool) -> None:
        (self.undrawn.discard if on else self.undrawn.add)(eye)


@dataclass
class FakeEar:
    line_open: bool = False
    volume: int = 3
    tones: list[str] = field(default_factory=list)
    far: float = 0.0

    def open_line(self, on: bool) -> None:
        self.line_open = on

    def set_volume(self, step: int) -> None:
        self.volume = step

    def tone(self, name: str) -> None:
        self.tones.append(name)

    def far_level(self) -> float:
        return self.far


@dataclass
class FakeVoice:
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    """Everything, in order."""
    prepared: tuple[tuple[str, ...], bool] = ((), True)

    def prepare(self, sentences: tuple[str, ...], slow: bool) -> None:
        self.prepared = sentences, slow

    def read(self, number: int, sentences: tuple[str, ...], slow: bool) -> None:
        self.asked.append(("read", number, sentences, slow))

    def hush(self) -> None:
        self.asked.append(("hush",))


@dataclass
class FakeStills:
    shown: list[int | None] = field(default_factory=list)
    """Which older sheet was to be seen, in order."""

    def show(self, sheet: int | None) -> None:
        self.shown.append(sheet)


@dataclass
class FakeWipe:
    wipes: int = 0

    def wipe(self) -> None:
        self.wipes += 1


@dataclass
class FakePrinter:
    made: list[Slip] = field(default_factory=list)
    printed: list[tuple[int, Slip]] = field(default_factory=list)
    cancelled: int = 0

    def make(self, slip: Slip, guides: Guides) -> None:
        self.made.append(slip)

    def print(self, number: int, slip: Slip, guides: Guides) -> None:
        self.printed.append((number, slip))

    def cancel(self) -> None:
        self.cancelled += 1

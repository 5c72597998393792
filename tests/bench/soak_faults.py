"""What goes wrong during a soak: seeded, one at a time, and each is put right again."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from time import monotonic
from typing import TYPE_CHECKING

import psutil

from tests.bench.camera_host import CameraHost, Order
from tests.bench.events import Event
from tests.bench.hub_line import HubLine
from tests.bench.programs import ENDS, Programs

if TYPE_CHECKING:
    from tests.support.virtual_sound import Plug, VirtualSound

AWAY_S = (2.0, 8.0)
HUB_AWAY_S = (0.5, 3.0)
Undo = Callable[[], object]


@dataclass
class Fault:
    """One that was done. Seconds since the soak began; `said_s` and `back_s`: how long after it the other end's screen
    said so and, after it was over, showed a picture again; None where nobody looked."""

    kind: str
    target: str
    at_s: float
    lasted_s: float
    said_s: float | None = None
    back_s: float | None = None


class Mischief:
    """All that can be done to the programs of a soak."""

    def __init__(self, started: Programs, host: CameraHost, lines: dict[str, HubLine], random: Random) -> None:
        self.sound: VirtualSound | None = None
        self._started = started
        self._host = host
        self._lines = lines
        self._random = random
        self._bag: list[str] = []

    def next_kind(self) -> str:
        """Every kind comes once before one comes again."""
        if not self._bag:
            self._bag = ["camera silent", "camera unplugged", "hub killed", "line cut", "worker killed"]
            self._bag += ["sound unplugged"] if self.sound is not None else []
            self._random.shuffle(self._bag)
        return self._bag.pop()

    def lasts_s(self, kind: str) -> float:
        """How long it stays."""
        return {"worker killed": 0.0, "hub killed": self._random.uniform(*HUB_AWAY_S)}.get(
            kind, self._random.uniform(*AWAY_S)
        )

    def begin(self, kind: str) -> tuple[str, Undo]:
        """Does it; to whom, and how it is put right."""
        match kind:
            case "camera silent" | "camera unplugged":
                return self._camera(kind)
            case "hub killed":
                self._started.kill_hub()
                return "hub", self._started.start_hub
            case "line cut":
                name = self._random.choice(sorted(self._lines))
                self._lines[name].cut()
                return name, self._lines[name].mend
            case "worker killed":
                return self._worker(), lambda: None
        return self._sound()

    def _camera(self, kind: str) -> tuple[str, Undo]:
        gone: Order
        back: Order
        gone, back = ("silent", "speak") if kind == "camera silent" else ("unplug", "replug")
        camera = self._random.choice(sorted(self._host.urls))
        self._host.tell(camera, gone)
        return camera, lambda: self._host.tell(camera, back)

    def _worker(self) -> str:
        name = self._random.choice(ENDS)
        workers = [process for process in self._started.tree(name)[1:] if _is_worker(process)]
        if not workers:
            return f"{name}: no worker"
        chosen = self._random.choice(sorted(workers, key=lambda process: process.pid))
        chosen.kill()
        return f"{name}: pid {chosen.pid}"

    def _sound(self) -> tuple[str, Undo]:
        sound = self.sound
        assert sound is not None
        plugs: list[Plug] = ["voice", "phone"]
        plug = self._random.choice(plugs)
        sound.unplug(plug)
        return plug, lambda: sound.replug(plug)


def _is_worker(process: psutil.Process) -> bool:
    """Not Python's own tracker of shared memory, which works for all of them."""
    try:
        return any("spawn_main" in word for word in process.cmdline())
    except psutil.NoSuchProcess:
        return False


class FaultPlan:
    """In which calls something happens, and when."""

    def __init__(self, mischief: Mischief, random: Random, share: float) -> None:
        """`share` of the calls have a fault."""
        self.done: list[Fault] = []
        self._mischief = mischief
        self._random = random
        self._share = share
        self._begun_s = monotonic()
        self._next: tuple[float, str] | None = None
        self._undo: tuple[float, Undo] | None = None

    def call_began(self) -> None:
        """Draws whether, and when."""
        if self._next is None and self._random.random() < self._share:
            self._next = monotonic() + self._random.uniform(1, 10), self._mischief.next_kind()

    def tick(self) -> None:
        """Does what is due."""
        now_s = monotonic()
        if self._undo is not None and now_s >= self._undo[0]:
            undo, self._undo = self._undo[1], None
            undo()
            self.done[-1].lasted_s = round(monotonic() - self._begun_s - self.done[-1].at_s, 2)
        if self._next is not None and self._undo is None and now_s >= self._next[0]:
            kind, self._next = self._next[1], None
            at_s = round(monotonic() - self._begun_s, 2)
            target, undo = self._mischief.begin(kind)
            self.done.append(Fault(kind, target, at_s, 0.0))
            self._undo = now_s + self._mischief.lasts_s(kind), undo

    def settle(self) -> None:
        """Puts right what is still wrong, if that can be done."""
        if self._undo is not None:
            undo, self._undo = self._undo[1], None
            with suppress(OSError, RuntimeError):
                undo()

    def look_back(self, events: dict[str, list[Event]]) -> None:
        """What the screens had to say of each camera that went away."""
        for fault in self.done:
            end, _, eye = fault.target.partition(".")
            if not fault.kind.startswith("camera"):
                continue
            of_eye = [
                one for one in events["desk" if end == "kiosk" else "kiosk"] if one.get("surface") == f"far_{eye}"
            ]
            gone_s = self._begun_s + fault.at_s
            over_s = gone_s + fault.lasted_s
            fault.said_s = _after(of_eye, "camera_lost_shown", gone_s, over_s)
            if fault.said_s is not None:
                fault.back_s = _after(of_eye, "camera_back_shown", over_s, over_s + 20)


def _after(events: list[Event], name: str, from_s: float, to_s: float) -> float | None:
    for event in events:
        if event["event"] == name and from_s <= event["monotonic_s"] <= to_s:
            return round(float(event["monotonic_s"]) - from_s, 2)
    return None

"""For every display keeper in the catalogue: two monitors, and a hand on the cable of the second one."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from drivers.catalogue import open_keeper
from drivers.mock_room import RoomServer
from kiosk.app.virtual_screen import virtual_screen

ROOT = Path(__file__).resolve().parents[3]
_PATIENCE_S = 10.0
_CABLES = {"FIRST": ("1920/508x1080/286+0+0", "screen"), "SECOND": ("1920/508x1080/286+1920+0", "none")}
"""Size and place of each monitor, and the output of the screen in memory that it takes."""


class DisplayStage(Protocol):
    """`first` and `second` are the monitors' names; `told` holds what the keeper gave after each change."""

    first: str
    second: str
    told: "queue.SimpleQueue[list[str]]"

    def unplug(self) -> None: ...
    def replug(self) -> None: ...


def seconds_until(stage: DisplayStage, names: list[str]) -> float:
    """How long it takes from now until the keeper tells of just these."""
    begun_s = time.monotonic()
    while sorted(stage.told.get(timeout=_PATIENCE_S)) != sorted(names):
        assert time.monotonic() - begun_s < _PATIENCE_S
    return time.monotonic() - begun_s


class _Mock:
    first, second = "embedded", "external"

    def __init__(self, server: RoomServer) -> None:
        self._room = server.room
        self.told: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def unplug(self) -> None:
        self._room.unplug("van", "external")

    def replug(self) -> None:
        self._room.replug("van", "external")


class _Real:
    first, second = "FIRST", "SECOND"

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.told: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def listen(self, lines: Iterator[str]) -> None:
        for line in lines:
            self.told.put(json.loads(line))

    def plug(self, monitor: str) -> None:
        self._xrandr("--setmonitor", monitor, *_CABLES[monitor])

    def unplug(self) -> None:
        self._xrandr("--delmonitor", self.second)

    def replug(self) -> None:
        self.plug(self.second)

    def _xrandr(self, *words: str) -> None:
        subprocess.run(["xrandr", *words], env=self.environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _mock_stage(folder: Path) -> Iterator[DisplayStage]:
    with RoomServer(folder / "room.sock") as server:
        stage = _Mock(server)
        display = open_keeper("display", "mock", {"room": server.address})

        def tell() -> None:
            stage.told.put([screen.name for screen in display.screens()])

        display.open(tell)
        tell()
        yield stage
        display.close()


@contextmanager
def _real_stage(_folder: Path) -> Iterator[DisplayStage]:
    """A window system of the test's own, and the keeper in a process beside it, which must end well and say nothing."""
    with virtual_screen(3840, 1080) as display:
        stage = _Real({**os.environ, **display})
        stage.plug(stage.first)
        stage.plug(stage.second)
        line = [sys.executable, "-m", "tests.support.screens_child"]
        pipe = subprocess.PIPE
        with subprocess.Popen(
            line, cwd=ROOT, env=stage.environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
        ) as child:
            assert child.stdin is not None and child.stdout is not None and child.stderr is not None
            listener = threading.Thread(target=stage.listen, args=(child.stdout,))
            listener.start()
            try:
                yield stage
            finally:
                child.stdin.close()
                listener.join(_PATIENCE_S)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(_PATIENCE_S)
                child.kill()
            assert (child.wait(), child.stderr.read()) == (0, "")


DISPLAY_STAGES: dict[str, Callable[[Path], AbstractContextManager[DisplayStage]]] = {
    "mock": _mock_stage,
    "qt_screens": _real_stage,
}

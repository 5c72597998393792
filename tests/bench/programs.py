"""Kiosk, desk and hub as real programs of the profile `measure` on a virtual screen, started and ended for a bench."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from drivers.mock_room.server import RoomServer
from drivers.mock_room.verbs import RoomVerbs
from kiosk.app.demo_actors import forget_run
from kiosk.app.demo_calibration import calibrate
from kiosk.app.demo_files import (
    PAPERS,
    Run,
    RunFolder,
    Sights,
    Sounds,
    make_run_folder,
    write_end_settings,
    write_hub_settings,
)
from kiosk.app.demo_layout import lay_out_headless
from kiosk.app.places import main_file
from kiosk.app.virtual_screen import virtual_screen
from tests.bench.events import EventTail

END_WITHIN_S = 8.0
ENDS = ("desk", "kiosk")


@dataclass(frozen=True)
class Devices:
    """What each end sees, and hears where that is not pretended. With `paper` the kiosk's eye understands what lies in
    its tray."""

    kiosk: Sights
    desk: Sights
    paper: bool = False
    kiosk_sounds: Sounds | None = None
    desk_sounds: Sounds | None = None


class Programs:
    """The three of them, in a folder of their own."""

    def __init__(self, folder: RunFolder, display: dict[str, str], devices: Devices, room: RoomVerbs) -> None:
        self.room = room
        self._folder = folder
        self._display = display
        self._devices = devices
        self.port = 0
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.events = {name: EventTail(name, folder.root / f"{name}.events") for name in ENDS}

    @property
    def journal(self) -> Path:
        """The hub's memory."""
        return self._folder.root / "hub.db"

    def start_hub(self) -> None:
        """Returns when it listens: the first time on any port, then again on that one."""
        settings = self._folder.settings("hub")
        write_hub_settings(self._folder, "measure", self.port)
        settings.write_text('journal = "hub.db"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
        hub = self._start("hub", ["hub", "--config", str(settings)], stdout=subprocess.PIPE)
        assert hub.stdout is not None
        said = hub.stdout.readline().split()
        if len(said) != 3:
            raise RuntimeError("the hub did not start")
        self.port = int(said[2])

    def kill_hub(self) -> None:
        """As a power cut does."""
        hub = self.running.pop("hub")
        hub.kill()
        hub.wait()

    def start_ends(self, orders: Mapping[str, Sequence[str]], ports: Mapping[str, int] | None = None) -> None:
        """Desk, then kiosk, each with its orders; `ports` where an end is to look for the hub elsewhere."""
        layout, _ = lay_out_headless()
        run = Run(layout, "measure", **vars(self._devices))
        write_end_settings(self._folder, run, self.port)
        for name in ENDS:
            settings = self._folder.settings(name)
            at, elsewhere = f":{self.port}/v1", f":{(ports or {}).get(name, self.port)}/v1"
            settings.write_text(settings.read_text(encoding="utf-8").replace(at, elsewhere), encoding="utf-8")
            line = ["measure", name, "--config", str(settings), *orders[name]]
            self._start(name, [*line, "--events", str(self._folder.root / f"{name}.events")])

    def wait(self, within_s: float) -> None:
        """Until both ends have ended by themselves."""
        for name in ENDS:
            self.running[name].wait(within_s)

    def stop(self) -> None:
        """Asks all, and kills what does not listen."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(END_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.running.clear()

    def tree(self, name: str) -> list[psutil.Process]:
        """A program's process and all below it."""
        try:
            process = psutil.Process(self.running[name].pid)
            return [process, *process.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def _start(self, name: str, line: list[str], stdout: int | None = None) -> "subprocess.Popen[bytes]":
        # Its own session: Ctrl-C reaches the bench alone, which then ends all in good order.
        self.running[name] = subprocess.Popen(
            [sys.executable, str(main_file()), *line],
            env={**os.environ, **self._display},
            stdout=stdout,
            start_new_session=True,
        )
        return self.running[name]


@contextlib.contextmanager
def programs(devices: Devices) -> Iterator[Programs]:
    """A hub that listens; the ends are still to be started. Nothing is left behind."""
    folder = make_run_folder(measure=True)
    _, (width, height) = lay_out_headless()
    try:
        with RoomServer(folder.room) as server, virtual_screen(width, height) as display:
            if devices.paper:
                calibrate(server, devices.kiosk.document, folder.calibration)
            for place, paper in PAPERS.items():
                server.room.place(place, paper)
            started = Programs(folder, display, devices, server.room)
            try:
                started.start_hub()
                yield started
            finally:
                started.stop()
    finally:
        forget_run(folder.root)

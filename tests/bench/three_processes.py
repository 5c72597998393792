"""Kiosk, desk and hub as three real processes in the profile `measure`, on a virtual screen, for so many seconds."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drivers.mock_room.server import RoomServer
from kiosk.app.demo_actors import forget_run
from kiosk.app.demo_files import PAPERS, Run, RunFolder, Sights, make_run_folder, write_end_settings, write_hub_settings
from kiosk.app.demo_layout import lay_out_headless
from kiosk.app.places import main_file
from kiosk.app.virtual_screen import virtual_screen

FACE_720_30, FACE_720_15, FACE_360_15 = (1280, 720, 30), (1280, 720, 15), (640, 360, 15)
SETS = {
    "A": (Sights(face=FACE_720_30, timecode=True), Sights(face=FACE_360_15, timecode=True)),
    "B": (Sights(face=FACE_720_15, timecode=True), Sights(face=FACE_720_15, timecode=True)),
}
"""What kiosk and desk see: A is 720p30 from the van and 360p15 back, B is 720p15 both ways; voice both ways."""


@dataclass(frozen=True)
class Outcome:
    """The event lines of both ends."""

    kiosk: list[dict[str, Any]]
    desk: list[dict[str, Any]]


def run(which: str, seconds: float, end_after_s: float | None = None, draw: bool = False) -> Outcome:
    """One run of a set; the processes end by themselves after `seconds`. With `draw` the
    kiosk shows its paper and both ends draw on it all the time."""
    folder = make_run_folder(measure=True)
    layout, (width, height) = lay_out_headless()
    kiosk, desk = SETS[which]
    extra = {"kiosk": ["--auto-share", "--auto-draw"], "desk": ["--auto-draw"]} if draw else {"kiosk": [], "desk": []}
    try:
        with RoomServer(folder.room) as server, virtual_screen(width, height) as display:
            for place, paper in PAPERS.items():
                server.room.place(place, paper)
            write_hub_settings(folder, "measure")
            hub = _start(["hub", "--config", str(folder.settings("hub"))], {}, stdout=subprocess.PIPE)
            try:
                assert hub.stdout is not None
                port = int(hub.stdout.readline().split()[2])
                write_end_settings(folder, Run(layout, "measure", kiosk, desk), port)
                lines = [_orders(name, folder, seconds, end_after_s) + extra[name] for name in ("desk", "kiosk")]
                ends = [_start(line, display) for line in lines]
                for process in ends:
                    process.wait(seconds + 60)
            finally:
                hub.terminate()
                hub.wait()
        return Outcome(_events(folder, "kiosk"), _events(folder, "desk"))
    finally:
        forget_run(folder.root)


def _orders(name: str, folder: RunFolder, seconds: float, end_after_s: float | None) -> list[str]:
    line = ["measure", name, "--config", str(folder.settings(name)), "--exit-after", str(seconds)]
    line += ["--events", str(folder.root / f"{name}.events")]
    line += ["--auto-call", "soudan"] if name == "kiosk" else ["--auto-answer"]
    return line + (["--end-after", str(end_after_s)] if end_after_s is not None and name == "desk" else [])


def _start(line: list[str], environment: dict[str, str], stdout: int | None = None) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, str(main_file()), *line], env={**os.environ, **environment}, stdout=stdout)


def _events(folder: RunFolder, name: str) -> list[dict[str, Any]]:
    path = folder.root / f"{name}.events"
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]


def main() -> int:
    """`python -m tests.bench.three_processes SET SECONDS [FILE] [draw]`."""
    which, seconds = sys.argv[1], float(sys.argv[2])
    begun_s = time.monotonic()
    outcome = run(which, seconds, draw="draw" in sys.argv[3:])
    if len(sys.argv) > 3:
        Path(sys.argv[3]).write_text(json.dumps({"kiosk": outcome.kiosk, "desk": outcome.desk}, indent=1))
    for name, events in (("kiosk", outcome.kiosk), ("desk", outcome.desk)):
        for event in events:
            sys.stdout.write(f"{name} {event}\n")
    sys.stdout.write(f"took {time.monotonic() - begun_s:.0f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

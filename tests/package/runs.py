"""Starts programs, packaged or from sources, waits for what they are to do, and ends them."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from drivers.mock_room.server import RoomServer
from kiosk.app.places import main_file, root
from kiosk.app.registry_file import DeviceRow, enrol
from kiosk.app.virtual_screen import virtual_screen
from kiosk.domain.ids import Role

WITHIN_S = 60.0
_LOOK_EVERY_S = 0.005
WORKERS = 3
"""Two eyes and an ear."""
DEVICES: dict[Role, str] = {"kiosk": "van-1", "desk": "desk-1"}
"""As the example settings name them."""


def from_sources(program: str) -> list[str]:
    """How `program` is started from a checkout."""
    return [sys.executable, str(main_file()), program]


def packaged(folder: Path, program: str) -> list[str]:
    """How a packaged `program` is started."""
    return [str(folder / program / program)]


def play_demo(command: list[str], out: Path) -> None:
    """The whole visit. Raises CalledProcessError where it does not come to its end."""
    subprocess.run([*command, "--headless", "--out", str(out)], check=True, timeout=2 * WITHIN_S)


def start_demo_s(command: list[str]) -> float:
    """Seconds from the start of the process to the end of the demo's first step: both homes painted, hub online."""
    with tempfile.TemporaryDirectory() as name:
        last = Path(name) / "01-home-desk.png"
        began_s = time.monotonic()
        demo = subprocess.Popen([*command, "--headless", "--out", name])
        try:
            _wait_for(last.exists, demo)
            return time.monotonic() - began_s
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(WITHIN_S)


def examine_end(command: list[str], role: Role) -> str:
    """Runs doctor, then the end itself until its workers live, then stops it; what was wrong, or ""."""
    with _installation(role) as settings:
        look = [*command, "doctor", "--config", str(settings)]
        with virtual_screen(1280, 800) as display:
            doctor = subprocess.run(
                look,
                cwd=settings.parent,
                env={**os.environ, **display},
                capture_output=True,
                text=True,
                timeout=WITHIN_S,
                check=False,
            )
        return doctor.stdout + doctor.stderr if doctor.returncode else _start_and_stop(command, settings)


def _start_and_stop(command: list[str], settings: Path) -> str:
    with virtual_screen(1280, 800) as display:
        end = subprocess.Popen(
            [*command, "--config", str(settings)],
            cwd=settings.parent,
            env={**os.environ, **display},
            stderr=subprocess.PIPE,
            text=True,
        )
        _wait_for(lambda: _workers_of(end.pid) >= WORKERS, end)
        end.terminate()
        _, said = end.communicate(timeout=WITHIN_S)
    return f"ended with {end.returncode}: {said}" if end.returncode or "ERROR" in said else ""


def _workers_of(pid: int) -> int:
    return sum("--multiprocessing-fork" in _line_of(child) for child in psutil.Process(pid).children())


def _line_of(process: psutil.Process) -> list[str]:
    """Its command line; empty for one that has just ended."""
    try:
        return list(process.cmdline())
    except psutil.NoSuchProcess:
        return []


@contextmanager
def _installation(role: Role) -> Iterator[Path]:
    """The example settings with a token, assets and a pretended world beside them."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "assets").symlink_to(root() / "assets")
        folder = Path(name) / "packaging" / "examples"
        shutil.copytree(root() / "packaging" / "examples", folder)
        row = DeviceRow(DEVICES[role], role, "", "", clerk="sato" if role == "desk" else None)
        enrol(folder / "registry.toml", row, folder / f"{row.id}.token")
        (folder / "room").mkdir(mode=0o700)
        _pretend_monitors(folder / "kiosk.toml")
        with RoomServer(folder / "room" / "room.sock"):
            yield folder / f"{role}.toml"


def _pretend_monitors(settings: Path) -> None:
    """The example names monitors that nobody has; here two pretended ones stand in for them."""
    words = settings.read_text(encoding="utf-8")
    words = re.sub(r'^(embedded|external) = "edid:.*"$', r'\1 = "name:\1"', words, flags=re.MULTILINE)
    settings.write_text(words + '\n[devices.display]\ndriver = "mock"\n', encoding="utf-8")


def _wait_for(ready: Callable[[], bool], process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    deadline_s = time.monotonic() + WITHIN_S
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline_s:
            process.kill()
            raise RuntimeError(f"{process.args!r} did not come so far")
        time.sleep(_LOOK_EVERY_S)

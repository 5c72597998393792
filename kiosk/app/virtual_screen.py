"""A screen that exists only in memory, for a demo or a test on a machine without a display."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator

from kiosk.app.places import environment_outside


class NoScreen(Exception):
    """There is no Xvfb; the text says what to install."""


@contextlib.contextmanager
def virtual_screen(width: int, height: int) -> Iterator[dict[str, str]]:
    """Xvfb with a window manager; gives the environment of programs that are to appear on it."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        raise NoScreen("there is no display and no Xvfb: apt-get install xvfb openbox")
    read_end, write_end = os.pipe()
    screen = subprocess.Popen(
        [xvfb, "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24", "-noreset", "-nolisten", "tcp"],
        pass_fds=[write_end],
        env=environment_outside(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(write_end)
    with os.fdopen(read_end) as answer:
        number = answer.readline().strip()
    if not number:
        screen.wait()
        raise NoScreen("Xvfb did not start")
    environment = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    manager = shutil.which("openbox")
    running = [screen]
    if manager is not None:
        running.append(
            subprocess.Popen(
                [manager],
                env={**environment_outside(), **environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
    try:
        yield environment
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()

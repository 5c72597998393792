"""Two monitors on a screen in memory whose cables a test pulls, and the kiosk's windows in a process of their own."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from kiosk.app.demo_actors import forget_run
from kiosk.app.demo_files import Run, make_run_folder, write_end_settings
from kiosk.app.demo_layout import lay_out_headless
from kiosk.app.virtual_screen import virtual_screen

ROOT = Path(__file__).resolve().parents[2]
FACE, LARGE = [0, 0, 1920, 1080], [1920, 0, 1920, 1080]
WITHIN_S = 10.0
_CABLES = {"FACE": ("1920/508x1080/286+0+0", "screen"), "LARGE": ("1920/508x1080/286+1920+0", "none")}
"""Size and place of each monitor, and the output of the screen in memory that it takes."""

Report = dict[str, Any]


@dataclass
class Stand:
    """The running windows. `look` asks them and the screen how things are now."""

    process: subprocess.Popen[str]
    environment: dict[str, str]

    def plug(self, monitor: str) -> None:
        self._xrandr("--setmonitor", monitor, *_CABLES[monitor])

    def unplug(self, monitor: str) -> None:
        self._xrandr("--delmonitor", monitor)

    def say(self, words: str) -> Report:
        """One command; the report that follows it."""
        stdin, stdout, stderr = self.process.stdin, self.process.stdout, self.process.stderr
        assert stdin is not None and stdout is not None and stderr is not None
        stdin.write(words + "\n")
        stdin.flush()
        line = stdout.readline()
        assert line, f"the windows are gone: {stderr.read()}"
        report: Report = json.loads(line)
        return report

    def until(self, ready: Callable[[Report], bool]) -> Report:
        """Looks again and again; what the window system has not done yet is not there yet."""
        end_s = monotonic() + WITHIN_S
        while True:
            report = self.say("look")
            if ready(report):
                return report
            assert monotonic() < end_s, report

    def _xrandr(self, *words: str) -> None:
        subprocess.run(["xrandr", *words], env=self.environment, check=True, stdout=subprocess.DEVNULL)


@contextlib.contextmanager
def two_monitors(**bindings: str) -> Iterator[Stand]:
    """Both plugged in, bound as in `bindings` ([monitors] in settings). The process must end well and say nothing."""
    folder = make_run_folder()
    try:
        with virtual_screen(3840, 1080) as display:
            environment = {**os.environ, **display}
            write_end_settings(folder, Run(lay_out_headless()[0]), port=1)
            _with_real_monitors(folder.settings("kiosk"), bindings)
            with _windows(folder.settings("kiosk"), environment) as process:
                yield Stand(process, environment)
    finally:
        forget_run(folder.root)


@contextlib.contextmanager
def _windows(config: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    for monitor, cable in _CABLES.items():
        subprocess.run(
            ["xrandr", "--setmonitor", monitor, *cable], env=environment, check=True, stdout=subprocess.DEVNULL
        )
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", "tests.support.windows_child", str(config)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
    try:
        yield process
        _, errors = process.communicate("", timeout=WITHIN_S)
        assert (process.returncode, errors) == (0, ""), errors
    finally:
        process.kill()
        process.wait()


def _with_real_monitors(config: Path, bindings: dict[str, str]) -> None:
    """Instead of the pretended ones that a demo has."""
    text = config.read_text(encoding="utf-8")
    begin, end = text.index("[devices.display]"), text.index("[log]")
    lines = ["[monitors]", *(f'{role} = "{identity}"' for role, identity in bindings.items()), ""]
    config.write_text(text[:begin] + "\n".join(lines) + text[end:], encoding="utf-8")

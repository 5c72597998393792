"""Pretended network cameras in a process of their own: `python -m tests.bench.camera_host NAME=SPEC…`.

A SPEC is WIDTHxHEIGHT@FPS, with `!` behind it for a moving scene with a readable time code. The host says `NAME URL` of
each and `ready`; then it takes lines `NAME ORDER` and answers `done` with the moment (monotonic seconds). It ends with
its standard input.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Literal

from tests.bench.machine import ROOT

if TYPE_CHECKING:
    from tests.support.network_camera import NetworkCamera

Order = Literal["silent", "speak", "unplug", "replug"]


class CameraHost:
    """The other side: starts the process and gives it orders."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders: IO[str] = process.stdin
        self._answers: IO[str] = process.stdout
        self.urls: dict[str, str] = {}
        for line in iter(self._answers.readline, "ready\n"):
            if not line:
                raise RuntimeError("the pretended cameras did not start")
            name, url = line.split()
            self.urls[name] = url

    def tell(self, name: str, order: Order) -> float:
        """The moment at which it was done."""
        self._orders.write(f"{name} {order}\n")
        self._orders.flush()
        return float(self._answers.readline().split()[1])


@contextmanager
def camera_host(specs: Mapping[str, str]) -> Iterator[CameraHost]:
    """For as long as the block lasts."""
    line = [sys.executable, "-m", "tests.bench.camera_host", *(f"{name}={spec}" for name, spec in specs.items())]
    with subprocess.Popen(
        line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True
    ) as process:
        try:
            yield CameraHost(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


def main(arguments: list[str]) -> int:
    """The process itself."""
    # OpenCV belongs to this process alone.
    from tests.support.network_camera import Habits, NetworkCamera, scene

    cameras: dict[str, NetworkCamera] = {}
    for argument in arguments:
        match = re.fullmatch(r"(\S+)=(\d+)x(\d+)@(\d+)(!?)", argument)
        if match is None:
            raise SystemExit(f"not NAME=WIDTHxHEIGHT@FPS: {argument}")
        name, width, height, fps, moving = match[1], int(match[2]), int(match[3]), int(match[4]), match[5]
        draw = scene(width, height) if moving else None
        cameras[name] = NetworkCamera((width, height), Habits(fps=fps), draw=draw)
        sys.stdout.write(f"{name} {cameras[name].url}\n")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        _obey(cameras)
    finally:
        for camera in cameras.values():
            camera.speak_again()
            camera.unplug()
    return 0


def _obey(cameras: "Mapping[str, NetworkCamera]") -> None:
    for line in sys.stdin:
        name, order = line.split()
        camera = cameras[name]
        {
            "silent": camera.fall_silent,
            "speak": camera.speak_again,
            "unplug": camera.unplug,
            "replug": camera.replug,
        }[order]()
        sys.stdout.write(f"done {time.monotonic()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

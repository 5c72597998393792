"""A camera that streams: what is broken is passed over, and a fast one gives no more than was asked for."""

import random
import threading
import time
from collections.abc import Iterator

import pytest

from drivers.api.errors import DeviceLost
from drivers.camera.options import Wanted
from drivers.camera.stream import StreamCamera, _Pace
from tests.support.network_camera import jpegs
from tests.unit.worker.watching import nothing_left

GOOD = jpegs(320, 180)[0]
BROKEN = b"\xff\xd8 no picture \xff\xd9"


class Script:
    """A stream that reads what stands here, one after the other, each when the one before was fetched."""

    def __init__(self, contents: Iterator[bytes]) -> None:
        self._contents = contents
        self._interrupted = threading.Event()
        self.released = 0
        self.for_screen: list[bool] = []

    def expose_for_screen(self, on: bool) -> None:
        self.for_screen.append(on)

    def read(self) -> bytes:
        content = next(self._contents, None)
        if content is None:
            self._interrupted.wait()
            raise DeviceLost("script: over")
        return content

    def interrupt(self) -> None:
        self._interrupted.set()

    def release(self) -> None:
        self.released += 1


@pytest.mark.parametrize("contents", [[BROKEN, GOOD], [b"", BROKEN, GOOD]])
def test_a_broken_picture_is_no_loss_and_the_next_good_one_comes(contents: list[bytes]) -> None:
    script = Script(iter(contents))
    camera = StreamCamera("script", Wanted(width=320, height=180), lambda: script)
    with nothing_left():
        camera.open()
        frame = camera.wait(2.0)
        camera.close()
    assert frame is not None and frame.number == 1
    assert script.released == 1


def test_waiting_ends_in_time_although_broken_pictures_never_end() -> None:
    camera = StreamCamera("script", Wanted(fps=60), lambda: Script(iter(lambda: BROKEN, b"")))
    with nothing_left():
        camera.open()
        begun_s = time.monotonic()
        assert camera.wait(0.2) is None
        assert time.monotonic() - begun_s < 5.0
        camera.close()


def _passed(rate_fps: float, wanted_fps: float, jitter_s: float = 0.0, seconds: int = 20) -> float:
    """Pictures a second that are left of a camera whose pictures come early or late by up to `jitter_s`."""
    chance = random.Random(7)
    pace = _Pace(1 / wanted_fps)
    count = int(rate_fps * seconds)
    return sum(pace.is_due(100 + i / rate_fps + chance.uniform(-jitter_s, jitter_s)) for i in range(count)) / seconds


def test_a_camera_of_the_right_rate_loses_nothing_to_its_jitter() -> None:
    assert _passed(15, 15, jitter_s=0.015) == 15


@pytest.mark.parametrize("rate_fps", [20, 25, 30, 60])
def test_a_faster_camera_is_brought_down_to_what_was_asked_for(rate_fps: float) -> None:
    assert _passed(rate_fps, 15, jitter_s=0.005) == pytest.approx(15, abs=0.1)


def test_a_slower_camera_is_left_as_it_is() -> None:
    assert _passed(5, 15, jitter_s=0.01) == 5


def test_a_large_picture_comes_smaller_and_is_whole_only_when_that_is_asked_for() -> None:
    large = jpegs(1280, 720)[0]
    camera = StreamCamera("script", Wanted(width=320, height=180), lambda: Script(iter([large])))
    camera.open()
    frame = camera.wait(2.0)
    camera.close()
    assert frame is not None and frame.pixels.shape == (180, 320, 3)
    assert frame.whole is not None
    whole = frame.whole()
    assert whole is not None and whole.shape == (720, 1280, 3)


def test_a_picture_of_the_size_wanted_is_whole_already() -> None:
    camera = StreamCamera("script", Wanted(width=320, height=180), lambda: Script(iter([GOOD])))
    camera.open()
    frame = camera.wait(2.0)
    camera.close()
    assert frame is not None and frame.whole is None

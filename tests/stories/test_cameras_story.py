"""Cameras that are no mocks, from their keeper through an eye's child and its rings to the picture that is painted."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import psutil
import pytest

from kiosk.domain.picture import Picture
from kiosk.domain.privacy import Gate
from kiosk.domain.snapshot import Health
from kiosk.eye.eye import Eye, Report
from kiosk.eye.plan import EyePlan, OptionValue
from tests.support.clips import write_film
from tests.support.network_camera import Habits, NetworkCamera, network_camera
from tests.unit.worker.watching import Reports, nothing_left

WIDTH, HEIGHT = 320, 180


class Seer:
    """An eye, what it reported, and waits for what it shows."""

    def __init__(self, driver: str, options: dict[str, OptionValue]) -> None:
        self.reports: Reports[Report] = Reports()
        self.eye = Eye(EyePlan("face", driver, options, WIDTH, HEIGHT), self.reports.add)
        self._pictures: Reports[Picture | None] = Reports()
        self.eye.paint.listen(lambda: self._pictures.add(self.eye.paint.newest()))

    def until(self, health: Health, within_s: float = 10.0) -> None:
        self.reports.until(lambda report: report.health is health, within_s)

    def show(self) -> Picture:
        """Opens the gate and waits for the first picture."""
        self.eye.set_gate(Gate.SENT)
        picture = self._pictures.until(lambda picture: picture is not None)
        assert picture is not None
        return picture


Begin = Callable[..., Seer]


@pytest.fixture
def clean() -> Iterator[None]:
    with nothing_left():
        yield


@pytest.fixture
def begin(clean: None) -> Iterator[Begin]:
    with ExitStack() as stack:

        def made(driver: str, **options: OptionValue) -> Seer:
            seer = Seer(driver, options)
            stack.callback(seer.eye.stop)
            seer.eye.start()
            return seer

        yield made


def _brightness(picture: Picture) -> float:
    return float(np.frombuffer(picture.data, np.uint8).reshape(HEIGHT, WIDTH, 4)[:, :, :3].mean())


@pytest.fixture
def there(clean: None) -> Iterator[NetworkCamera]:
    with network_camera((WIDTH, HEIGHT)) as camera:
        yield camera


def test_a_network_camera_is_seen_by_both_ends_and_its_losses_are_told_and_mended(
    there: NetworkCamera, begin: Begin
) -> None:
    seer = begin("http", url=there.url)
    seer.until(Health.OK)
    assert _brightness(seer.show()) == pytest.approx(200 / 3 + 200 * 2 / 3 / 8, abs=5)
    frame = seer.eye.send.newest(0)
    assert frame is not None and (frame.width, frame.height) == (WIDTH, HEIGHT)
    assert not seer.reports.all[-1].mock

    seer.reports.forget()
    there.unplug()
    seer.until(Health.LOST, within_s=1.5)
    seer.reports.forget()
    there.replug()
    seer.until(Health.OK, within_s=5.0)

    children = psutil.Process().children()
    seer.reports.forget()
    there.fall_silent()
    seer.until(Health.LOST, within_s=1.5)
    assert not all(child.is_running() for child in children), "the child whose camera hangs is killed"
    seer.reports.forget()
    there.speak_again()
    seer.until(Health.OK, within_s=5.0)


def test_a_clip_is_seen_and_says_that_it_pretends(tmp_path: Path, begin: Begin) -> None:
    seer = begin("clip", path=str(write_film(tmp_path / "film.avi", (WIDTH, HEIGHT))))
    seer.until(Health.OK)
    assert 30 < _brightness(seer.show()) < 250
    assert seer.reports.all[-1].mock


def test_an_eye_that_is_stopped_while_its_camera_still_opens_leaves_nothing(begin: Begin) -> None:
    with network_camera(habits=Habits(speaks=False)) as silent:
        seer = begin("http", url=silent.url)
        silent.asked_once.wait(10.0)
        begun_s = time.monotonic()
        seer.eye.stop()
        assert time.monotonic() - begun_s < 2.0
        assert Health.OK not in {report.health for report in seer.reports.all}

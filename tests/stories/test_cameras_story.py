"""Cameras that are no mocks, from their keeper through an eye's child and its rings to the picture that is painted."""

import socket
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
from kiosk.eye.eye import Eye
from kiosk.eye.frames import Report
from kiosk.eye.plan import EyePlan, OptionValue
from tests.support.clips import write_film
from tests.support.network_camera import Habits, NetworkCamera, jpegs, network_camera
from tests.unit.worker.watching import PATIENCE_S, Reports, nothing_left

WIDTH, HEIGHT = 320, 180


class Seer:
    """An eye, what it reported, and waits for what it shows."""

    def __init__(self, driver: str, options: dict[str, OptionValue]) -> None:
        self.reports: Reports[Report] = Reports()
        self.eye = Eye(EyePlan("face", driver, options, WIDTH, HEIGHT), self.reports.add)
        self._pictures: Reports[Picture | None] = Reports()
        self.eye.paint.listen(lambda: self._pictures.add(self.eye.paint.newest()))

    def until(self, health: Health, within_s: float = PATIENCE_S) -> None:
        self.reports.until(lambda report: report.health is health, within_s)

    def show(self) -> Picture:
        """Opens the gate and waits for the first picture."""
        self.eye.set_gate(Gate.SENT)
        return self.picture_until(lambda picture: True)

    def picture_until(self, wanted: Callable[[Picture], bool]) -> Picture:
        """Waits for a picture that is wanted."""
        picture = self._pictures.until(lambda picture: picture is not None and wanted(picture))
        assert picture is not None
        return picture

    def never_lost(self) -> bool:
        return Health.LOST not in {report.health for report in self.reports.all}


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
    seer.until(Health.LOST)
    seer.reports.forget()
    there.replug()
    seer.until(Health.OK)

    children = psutil.Process().children()
    seer.reports.forget()
    there.fall_silent()
    seer.until(Health.LOST)
    assert not all(child.is_running() for child in children), "the child whose camera hangs is killed"
    seer.reports.forget()
    there.speak_again()
    seer.until(Health.OK)


def test_a_clip_is_seen_and_says_that_it_pretends(tmp_path: Path, begin: Begin) -> None:
    seer = begin("clip", path=str(write_film(tmp_path / "film.avi", (WIDTH, HEIGHT))))
    seer.until(Health.OK)
    assert 30 < _brightness(seer.show()) < 250
    assert seer.reports.all[-1].mock


def test_a_camera_with_five_pictures_a_second_is_slow_and_not_lost(begin: Begin) -> None:
    with network_camera((WIDTH, HEIGHT), Habits(fps=5)) as slow:
        seer = begin("http", url=slow.url)
        first = seer.show()
        later = seer.picture_until(lambda picture: picture.number >= first.number + 8)
        assert later.taken_s - first.taken_s == pytest.approx(8 / 5, abs=0.4)
        assert seer.never_lost()


def test_a_camera_that_changes_its_size_in_the_middle_is_shown_on_in_the_size_of_before(begin: Begin) -> None:
    wide, tall = jpegs(WIDTH, HEIGHT), jpegs(480, 640, bright=250)

    def turned(number: int) -> bytes:
        return (wide if number < 60 else tall)[number % len(wide)]

    with ExitStack() as stack:
        camera = NetworkCamera(draw=turned)
        stack.callback(camera.unplug)
        seer = begin("http", url=camera.url)
        seer.show()
        picture = seer.picture_until(_has_bars_at_its_sides)
        assert (picture.width, picture.height) == (WIDTH, HEIGHT)
        assert seer.never_lost()


def _has_bars_at_its_sides(picture: Picture) -> bool:
    pixels = np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4)[:, :, :3]
    return bool(pixels[:, : WIDTH // 8].max() == 0 and pixels[:, WIDTH // 2].min() > 30)


def test_a_camera_that_gives_half_the_size_that_it_is_asked_for_is_shown_enlarged(begin: Begin) -> None:
    with network_camera((WIDTH // 2, HEIGHT // 2)) as small:
        seer = begin("http", url=small.url)
        picture = seer.show()
        assert (picture.width, picture.height) == (WIDTH, HEIGHT)
        assert _brightness(picture) == pytest.approx(200 / 3 + 200 * 2 / 3 / 8, abs=5)


def test_a_black_picture_is_shown_black_and_not_taken_for_a_loss(begin: Begin) -> None:
    with network_camera((WIDTH, HEIGHT), bright=0) as dark:
        seer = begin("http", url=dark.url)
        first = seer.show()
        seer.picture_until(lambda picture: picture.taken_s > first.taken_s + 1.2)
        assert _brightness(first) < 5
        assert seer.never_lost()


@pytest.mark.parametrize("driver", ["http", "rtsp"])
def test_a_worker_whose_camera_never_answers_ends_within_a_moment(begin: Begin, driver: str) -> None:
    """Also when it is only to be replaced: nothing waits for the camera."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        seer = begin(driver, url=f"{driver}://127.0.0.1:{silent.getsockname()[1]}/")
        silent.settimeout(20.0)
        asked = [silent.accept()[0]]
        begun_s = time.monotonic()
        assert seer.eye.renew(1.0)
        renewed_s = time.monotonic() - begun_s
        asked.append(silent.accept()[0])
        begun_s = time.monotonic()
        seer.eye.stop()
        ended_s = time.monotonic() - begun_s
        for line in asked:
            line.close()
    assert renewed_s < 3.0
    assert ended_s < 3.0, "the worker is given a second to end by itself, and is then killed"
    assert Health.OK not in {report.health for report in seer.reports.all}

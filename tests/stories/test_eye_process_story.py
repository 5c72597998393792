"""An eye with a real child and a pretended camera: unplugged, hung, killed, renewed, ended."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from drivers.mock_room import Paper, Room, RoomServer
from kiosk.app.cameras import FACE_MODEL
from kiosk.app.places import assets
from kiosk.domain.ids import EyeName
from kiosk.domain.photo import Advice, PhotoCheck
from kiosk.domain.picture import Picture
from kiosk.domain.privacy import Gate
from kiosk.domain.snapshot import Health
from kiosk.eye import eye as parent
from kiosk.eye.eye import Eye
from kiosk.eye.frames import Report
from kiosk.eye.plan import EyePlan
from kiosk.vision.mask import FLAT, Opening
from kiosk.worker import worker as mechanism
from kiosk.worker.orphans import SHARED_MEMORY
from tests.unit.worker.watching import PATIENCE_S, Reports, nothing_left, segments_of

WIDTH, HEIGHT = 640, 360
MODEL = str(assets() / "models" / FACE_MODEL)
TRAY = Opening(0.25, 0.03, 0.5, 0.94)


class Seer:
    """An eye, what it reported, and waits for what it shows."""

    def __init__(self, name: EyeName, address: str, opening: Opening | None, model: str = MODEL) -> None:
        self.reports: Reports[Report] = Reports()
        options = {"scene": name, "place": "van"}
        self.judged: Reports[PhotoCheck] = Reports()
        plan = EyePlan(name, "mock", options, WIDTH, HEIGHT, 15, opening, address)
        plan = replace(plan, face_model=model) if name == "face" else plan
        self.eye = Eye(plan, self.reports.add, on_judged=self.judged.add)
        self._pictures: Reports[Picture | None] = Reports()
        self.eye.paint.listen(lambda: self._pictures.add(self.eye.paint.newest()))

    def until(self, health: Health, within_s: float = PATIENCE_S) -> None:
        self.reports.until(lambda report: report.health is health, within_s)

    def taken(self, pictures: int, within_s: float = PATIENCE_S) -> float:
        """Waits for so many more pictures; the seconds from the first to the last of them, by the camera's clock."""
        self._pictures.forget()
        self._pictures.until(lambda _: len(self._pictures.all) >= pictures, within_s)
        times = [picture.taken_s for picture in self._pictures.all[:pictures] if picture is not None]
        assert len(times) == pictures
        return times[-1] - times[0]

    def open(self, gate: Gate) -> Picture:
        """Moves the gate and waits for the first picture."""
        self._pictures.forget()
        self.eye.set_gate(gate)
        picture = self._pictures.until(lambda picture: picture is not None)
        assert picture is not None
        return picture


Make = Callable[..., Seer]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[tuple[Room, str]]:
    with nothing_left(), RoomServer(tmp_path / "room.sock") as server:
        yield server.room, server.address


@pytest.fixture
def make(room: tuple[Room, str]) -> Iterator[Make]:
    with ExitStack() as stack:

        def begin(name: EyeName = "face", opening: Opening | None = None, model: str = MODEL) -> Seer:
            seer = Seer(name, room[1], opening, model)
            stack.callback(seer.eye.stop)
            seer.eye.start()
            seer.until(Health.OK)
            return seer

        yield begin


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def test_who_asks_is_told_how_a_photo_would_look_and_only_while_the_own_screen_may_have_it(make: Make) -> None:
    seer = make()
    seer.eye.check_photo(True)
    seer.reports.forget()
    assert seer.judged.all == [], "the gate is shut"
    seer.open(Gate.LOCAL)
    told = seer.judged.until(lambda check: check.advice is not None)
    assert told.advice is not None
    assert Advice.NOBODY not in told.advice
    assert Advice.BACKGROUND in told.advice, "the pretended van has windows"
    seer.eye.check_photo(False)
    seer.judged.forget()
    seer.taken(15)
    assert seer.judged.all == []
    seer.eye.check_photo(True)
    seer.judged.until(lambda check: check.advice is not None)


def test_a_model_that_does_not_load_is_told_and_the_picture_is_there_all_the_same(make: Make, tmp_path: Path) -> None:
    broken = tmp_path / "model.tflite"
    broken.write_bytes(b"no model")
    seer = make(model=str(broken))
    seer.eye.check_photo(True)
    seer.open(Gate.LOCAL)
    assert seer.judged.until(lambda check: check.broken).advice == ()
    seer.taken(5)


def test_with_the_wipe_nobody_is_told_any_more(make: Make) -> None:
    seer = make()
    seer.eye.check_photo(True)
    seer.open(Gate.LOCAL)
    seer.judged.until(lambda check: check.advice is not None)
    assert seer.eye.renew(within_s=PATIENCE_S)
    seer.judged.forget()
    seer.open(Gate.LOCAL)
    seer.taken(15)
    assert seer.judged.all == []


def test_an_unplugged_camera_is_lost_within_a_moment_and_back_after_it_is_plugged_in(
    make: Make, room: tuple[Room, str]
) -> None:
    seer = make()
    seer.reports.forget()
    room[0].unplug("van", "face")
    seer.until(Health.LOST)
    seer.reports.forget()
    room[0].replug("van", "face")
    seer.until(Health.OK)


def test_a_camera_that_hangs_is_killed_and_its_pictures_come_again(make: Make, room: tuple[Room, str]) -> None:
    seer = make()
    seer.open(Gate.SENT)
    hung = children()[0]
    seer.reports.forget()
    room[0].jam("van", "face")
    seer.reports.until(lambda report: report.health is Health.LOST and report.gate is Gate.SHUT)
    assert not hung.is_running()
    seer.reports.until(lambda report: report.health is Health.OK and report.gate is Gate.SENT, PATIENCE_S)


def test_a_killed_child_is_reported_and_replaced(make: Make) -> None:
    seer = make()
    seer.reports.forget()
    children()[0].kill()
    seer.until(Health.LOST)
    seer.until(Health.OK)


def test_an_eye_looks_at_as_many_pictures_as_it_is_asked_for_and_so_does_the_child_that_replaces_it(make: Make) -> None:
    seer = make()
    seer.open(Gate.SENT)
    assert seer.taken(16) < 2.0, "as planned: fifteen a second"
    seer.eye.pace(5)
    seer.taken(2)  # one may have been on its way
    assert 1.8 < seer.taken(11) < 3.0
    old = children()[0]
    seer.reports.forget()
    old.kill()
    seer.until(Health.LOST)
    seer.reports.until(lambda report: report.health is Health.OK and report.gate is Gate.SENT)
    assert not old.is_running()
    assert 1.8 < seer.taken(11) < 3.0, "the pace outlives the child"
    seer.eye.pace(0)
    seer.taken(2)
    assert seer.taken(16) < 2.0


def test_an_eye_that_looks_seldom_is_not_taken_to_hang(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    seer = make()
    seer.open(Gate.SENT)
    monkeypatch.setattr(parent, "FRAME_EVERY_S", 0.5)
    seer.eye.pace(1)
    seer.reports.forget()
    child = children()[0]
    seer.taken(4)
    assert child.is_running()
    assert seer.reports.all == []


def test_renewing_takes_less_than_a_moment_with_a_warm_child(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mechanism, "SPARE_AFTER_S", 0.0)
    seer = make()
    seer.open(Gate.SENT)
    old = children()[0]
    _wait_until_warm()
    seer.reports.forget()
    warm = {child.pid for child in children()} - {old.pid}
    assert seer.eye.renew(1.5)
    assert not old.is_running()
    seer.until(Health.OK)
    assert warm & {child.pid for child in children()}, "one that was ready took over"
    assert seer.eye.paint.newest() is None
    assert seer.reports.all[-1].gate is Gate.SHUT


def test_a_mock_says_that_it_is_one(make: Make) -> None:
    assert make().reports.all[-1].mock


def test_nothing_is_left_after_the_end_and_ending_twice_is_fine(make: Make) -> None:
    seer = make("document", TRAY)
    seer.open(Gate.SENT)
    assert len(segments_of(os.getpid())) == 3
    seer.eye.stop()
    seer.eye.stop()
    assert not segments_of(os.getpid())
    assert not children()
    assert seer.eye.send.newest(0) is None


def test_a_child_has_not_loaded_qt(make: Make) -> None:
    make()
    try:
        maps = Path(f"/proc/{children()[0].pid}/maps").read_text(encoding="utf-8")
    except PermissionError:
        pytest.skip("a child that cannot be dumped is looked into by root only")
    assert "cv2" in maps
    assert "PySide6" not in maps and "libQt6" not in maps


def test_what_lies_beside_the_tray_is_in_no_ring_ever(make: Make, room: tuple[Room, str]) -> None:
    room[0].place("van", Paper("juminhyo", x_mm=20.0, turn_deg=30.0))
    seer = make("document", TRAY)
    picture = seer.open(Gate.SENT)
    left, top, right, bottom = TRAY.in_pixels(WIDTH, HEIGHT)
    assert (picture.width, picture.height) == (right - left, bottom - top), "the tray alone leaves the eye"
    assert np.frombuffer(picture.data, np.uint8).std() > 20, "the paper can be seen"
    frame = seer.eye.send.newest(0)
    assert frame is not None
    assert (frame.width, frame.height) == (right - left, bottom - top)
    for segment in segments_of(os.getpid()):
        assert not _shows_canary(np.fromfile(SHARED_MEMORY / segment.name, np.uint8))


def test_without_a_tray_in_the_settings_a_document_camera_shows_nothing(make: Make) -> None:
    picture = make("document", None).open(Gate.SENT)
    assert (np.frombuffer(picture.data, np.uint8).reshape(-1, 4)[:, :3] == FLAT).all()


def _shows_canary(memory: NDArray[np.uint8]) -> bool:
    """Whether any pixel of four bytes comes near magenta."""
    blue, green, red = (memory[: memory.size // 4 * 4].reshape(-1, 4)[:, channel] for channel in range(3))
    return bool(((blue > 240) & (green < 15) & (red > 240)).any())


def _wait_until_warm() -> None:
    """The spare says nothing; it is warm when it waits for its turn, which shows in its using no more time."""
    deadline_s = time.monotonic() + 20
    while time.monotonic() < deadline_s:
        spares = children()[1:]
        if spares and spares[0].cpu_percent(0.3) == 0.0 and spares[0].memory_info().rss > 35e6:
            return
    raise AssertionError("there is no warm spare")

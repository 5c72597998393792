"""An ear with a real child and a pretended device: silent when closed, heard when open, replaced when it fails."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from drivers.mock_room import Room, RoomServer
from kiosk.domain.levels import Levels
from kiosk.domain.snapshot import Health
from kiosk.ear.ear import Ear, EarPlan, Report
from kiosk.ear.rings import BLOCK_BYTES
from tests.unit.worker.watching import Reports, nothing_left, segments_of

FRAME = 960
"""Samples that an encoder takes at once: 20 ms."""


class Listener:
    """An ear with what it reported, and its room."""

    def __init__(self, ear: Ear, reports: Reports[Report], room: Room) -> None:
        self.ear = ear
        self.reports = reports
        self.room = room

    def until(self, health: Health, within_s: float = 10.0) -> None:
        self.reports.until(lambda report: report.health is health, within_s)

    def hears_something(self) -> bool:
        """Takes sound like an encoder, a little more slowly, for at most two seconds."""
        pause = threading.Event()
        for _ in range(100):
            if np.frombuffer(self.ear.source.read(FRAME), np.int16).any():
                return True
            pause.wait(0.02)
        return False

    def level_until(self, wanted: Callable[[Levels], bool]) -> Levels:
        """Looks as a bar on a screen does, for at most five seconds."""
        pause = threading.Event()
        for _ in range(250):
            levels = self.ear.levels()
            if levels is not None and wanted(levels):
                return levels
            pause.wait(0.02)
        raise AssertionError(f"the last levels were {self.ear.levels()}")


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    with nothing_left(), RoomServer(tmp_path / "room.sock") as server:
        reports: Reports[Report] = Reports()
        ear = Ear(EarPlan("mock", {"place": "van", "signal": "tone"}, server.address), reports.add)
        ear.start()
        made = Listener(ear, reports, server.room)
        made.until(Health.OK)
        yield made
        ear.stop()


def child() -> psutil.Process:
    return next(child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline()))


def test_a_closed_line_gives_silence_and_an_open_one_the_voice(listener: Listener) -> None:
    assert listener.ear.source.read(FRAME) == bytes(2 * FRAME)
    listener.ear.open_line(True)
    assert listener.hears_something()
    listener.ear.open_line(False)
    assert listener.ear.source.read(FRAME) == bytes(2 * FRAME)
    assert listener.reports.all[-1].mock


def test_the_far_voice_reaches_the_loudspeaker_only_through_an_open_line(listener: Listener) -> None:
    times = np.arange(9600) / 48_000
    voice = (8000 * np.sin(2 * np.pi * 700 * times)).astype(np.int16).tobytes()
    listener.ear.sink.write(voice)
    before = listener.room.listen("van", after=60)
    assert before.rms == 0
    listener.ear.open_line(True)
    blocks = before.blocks
    for _ in range(50):  # until the child has seen the line open
        listener.ear.sink.write(voice)
        heard = listener.room.listen("van", after=blocks)
        blocks = heard.blocks
        if heard.rms > 0.1:
            break
    assert heard.hz == pytest.approx(700, abs=10)


def test_levels_tell_how_loud_the_microphone_is_also_behind_a_closed_line_and_what_is_sent_of_it(
    listener: Listener,
) -> None:
    closed = listener.level_until(lambda levels: levels.captured > 0.1)
    assert closed.peak == pytest.approx(0.3, abs=0.05)
    assert closed.sent == 0
    listener.ear.open_line(True)
    listener.level_until(lambda levels: levels.sent > 0.01)
    listener.ear.tone("trial")
    listener.level_until(lambda levels: levels.played > 0.01)


def test_without_a_device_no_level_stands_still_as_if_something_were_heard(listener: Listener) -> None:
    listener.level_until(lambda levels: levels.peak > 0.1)
    listener.room.unplug("van", "sound")
    listener.until(Health.LOST, within_s=1.5)
    listener.level_until(lambda levels: levels == Levels())


def test_what_cannot_clean_sound_is_an_error_and_nothing_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("LIVEKIT_LIB_PATH", "/no/such/library.so")
    with nothing_left(), RoomServer(tmp_path / "room.sock") as server:
        reports: Reports[Report] = Reports()
        ear = Ear(EarPlan("mock", {"place": "van"}, server.address), reports.add)
        ear.start()
        reports.until(lambda report: report.broken and report.health is Health.LOST)
        ear.open_line(True)
        assert ear.source.read(FRAME) == bytes(2 * FRAME)
        ear.stop()
    assert "ear: what takes echo and noise out does not load" in caplog.messages
    assert Health.OK not in {report.health for report in reports.all}


def test_tones_sound_while_the_line_is_closed(listener: Listener) -> None:
    listener.ear.tone("still_there")
    blocks = 0
    heard = listener.room.listen("van")
    while heard.rms < 0.1:
        assert blocks < 300
        heard = listener.room.listen("van", after=heard.blocks)
        blocks = heard.blocks
    assert heard.hz == pytest.approx(800, abs=10)


def test_an_unplugged_device_is_lost_within_a_moment_and_back_after_it_is_plugged_in(listener: Listener) -> None:
    listener.reports.forget()
    listener.room.unplug("van", "sound")
    listener.until(Health.LOST, within_s=1.5)
    listener.reports.forget()
    listener.room.replug("van", "sound")
    listener.until(Health.OK, within_s=5.0)


def test_a_device_that_hangs_is_killed_and_the_open_line_stays_open(listener: Listener) -> None:
    listener.ear.open_line(True)
    listener.reports.forget()
    listener.room.jam("van", "sound")
    listener.until(Health.LOST, within_s=1.5)
    listener.until(Health.OK, within_s=5.0)
    assert listener.hears_something()


def test_a_killed_child_is_replaced(listener: Listener) -> None:
    listener.reports.forget()
    child().kill()
    listener.until(Health.LOST, within_s=1.5)
    listener.until(Health.OK)


def test_renewing_closes_the_line_and_replaces_the_child(listener: Listener) -> None:
    listener.ear.open_line(True)
    assert listener.hears_something()
    old = child()
    assert listener.ear.renew(1.5)
    assert not old.is_running()
    assert listener.ear.source.read(FRAME) == bytes(2 * FRAME)


def test_after_the_end_nothing_is_left_and_nothing_is_given(listener: Listener) -> None:
    assert len(segments_of(os.getpid())) == 4
    listener.ear.stop()
    listener.ear.stop()
    assert not segments_of(os.getpid())
    listener.ear.open_line(True)
    listener.ear.sink.write(bytes(BLOCK_BYTES))
    listener.ear.tone("key")
    assert listener.ear.levels() is None
    assert listener.ear.source.read(FRAME) == bytes(2 * FRAME)


@pytest.mark.parametrize("step", [0, 6])
def test_a_volume_beyond_the_steps_is_refused(step: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        Ear(EarPlan("mock"), lambda report: None).set_volume(step)

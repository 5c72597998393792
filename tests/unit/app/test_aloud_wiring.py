"""From the key to the loudspeaker and back to the screen: a kiosk with its windows, a pretended voice and device."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from drivers.mock_room import RoomServer
from kiosk.app.demo_actors import forget_run
from kiosk.app.demo_files import Run, RunFolder, make_run_folder, write_end_settings
from kiosk.app.demo_layout import lay_out_headless
from kiosk.app.settings import read_end_settings
from kiosk.app.voices import look_at_voice
from kiosk.app.windows import EndWindows
from kiosk.app.wiring import End, Origin
from kiosk.content.toml import BadFile
from kiosk.domain.aloud import AloudState
from kiosk.domain.aloud_intents import ReadAloud, StopReading
from kiosk.domain.snapshot import Health, KioskSnapshot
from kiosk.flows.kiosk import KioskFlows
from tests.unit.worker.watching import nothing_left

RUN = Run(lay_out_headless()[0], voice="mock")


@pytest.fixture
def folder() -> Iterator[RunFolder]:
    made = make_run_folder()
    yield made
    forget_run(made.root)


def kiosk(folder: RunFolder, run: Run) -> End:
    write_end_settings(folder, run, port=1)
    config = folder.settings("kiosk")
    return End(Origin("kiosk", read_end_settings(config), config))


def truth(end: End) -> KioskSnapshot:
    assert isinstance(end.flows, KioskFlows)
    return end.flows.store.snapshot


def played(end: End) -> float:
    levels = end.senses.ear.levels()
    return levels.played if levels is not None else 0.0


def test_home_is_heard_lit_and_stopped(folder: RunFolder, qtbot: QtBot) -> None:
    with nothing_left(), RoomServer(folder.room):
        end = kiosk(folder, RUN)
        assert end.senses.voice is not None
        windows = EndWindows(end)
        windows.show_now()
        end.senses.ear.start()
        end.senses.voice.start()
        try:
            qtbot.waitUntil(lambda: truth(end).voice is Health.OK, timeout=15_000)
            qtbot.waitUntil(lambda: truth(end).sound.health is Health.OK, timeout=15_000)
            windows.bridge.emit_intent(ReadAloud())
            qtbot.waitUntil(lambda: truth(end).aloud.sentence == 0 and played(end) > 0.01, timeout=5_000)
            windows.bridge.emit_intent(StopReading())
            assert truth(end).aloud.state is AloudState.READ
            qtbot.waitUntil(lambda: played(end) < 0.001, timeout=2_000)
        finally:
            end.senses.voice.stop()
            end.senses.ear.stop()
            windows.close()


def test_a_pretended_voice_is_marked_and_without_one_the_kiosk_knows_it(folder: RunFolder, qtbot: QtBot) -> None:
    pretended = truth(kiosk(folder, RUN))
    assert (pretended.voice, "speech" in pretended.other_mocks) == (Health.STARTING, True)
    none = truth(kiosk(folder, replace(RUN, voice="")))
    assert (none.voice, "speech" in none.other_mocks) == (None, False)
    real = truth(kiosk(folder, replace(RUN, voice="openjtalk")))
    assert "speech" not in real.other_mocks


def test_a_voice_that_nobody_knows_is_named_with_its_line(folder: RunFolder, qtbot: QtBot) -> None:
    with pytest.raises(
        BadFile, match=r"line \d+: devices.speech.driver: no speech is called 'hal'; there are mock, op"
    ):
        kiosk(folder, replace(RUN, voice="hal"))


def test_the_doctor_tells_which_voice_there_is(folder: RunFolder) -> None:
    said = []
    for voice in ("", "mock", "openjtalk"):
        write_end_settings(folder, replace(RUN, voice=voice), port=1)
        config = folder.settings("kiosk")
        said.append(look_at_voice(read_end_settings(config), config))
    assert "設定に ありません" in said[0]
    assert "（練習用）" in said[1]
    assert said[2].startswith("openjtalk、") and "練習用" not in said[2]

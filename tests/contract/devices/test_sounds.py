"""What drivers.api.sound promises, held by every sound device in the catalogue."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from drivers.api.errors import DeviceBusy, DeviceLost, DeviceMissing
from drivers.api.sound import BLOCK, RATE_HZ, Sound
from drivers.catalogue import names, open_keeper
from tests.contract.devices.sound_stages import SOUND_STAGES, SoundStage
from tests.unit.worker.watching import nothing_left

SILENCE = bytes(2 * BLOCK)


@pytest.fixture(params=SOUND_STAGES)
def on_stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SoundStage]:
    native = psutil.Process().num_threads()
    with nothing_left(), SOUND_STAGES[request.param](tmp_path) as made:
        yield made
    assert psutil.Process().num_threads() <= native, "threads of PortAudio are left"


@pytest.fixture
def sound(on_stage: SoundStage) -> Iterator[Sound]:
    made: Sound = on_stage.make()
    yield made
    made.close()


def test_every_keeper_in_the_catalogue_stands_on_a_stage() -> None:
    assert {name.partition("-")[0] for name in SOUND_STAGES} == set(names("sound"))


def test_blocks_come_in_real_time_and_have_their_size(sound: Sound) -> None:
    sound.open()
    begun_s = time.monotonic()
    blocks = [sound.capture(1.0) for _ in range(50)]
    assert all(block is not None and len(block) == 2 * BLOCK for block in blocks)
    assert time.monotonic() - begun_s == pytest.approx(50 * BLOCK / RATE_HZ, abs=0.25)
    assert any(np.frombuffer(block, np.int16).any() for block in blocks if block)


def test_waiting_ends_in_time_without_a_block(sound: Sound) -> None:
    sound.open()
    sound.capture(1.0)
    while sound.capture(0.0) is not None:
        pass


def test_the_loudspeaker_takes_no_more_than_it_can_play(sound: Sound) -> None:
    sound.open()
    begun_s = time.monotonic()
    for _ in range(70):
        sound.play(SILENCE)
    assert time.monotonic() - begun_s > 0.3


def test_a_loudspeaker_that_ran_dry_counts_it(sound: Sound) -> None:
    sound.open()
    sound.play(SILENCE)
    for _ in range(20):
        sound.capture(1.0)
    sound.play(SILENCE)
    assert sound.health().underruns >= 1


def test_a_reader_that_comes_late_finds_a_gap_and_it_is_counted(sound: Sound) -> None:
    sound.open()
    sound.capture(1.0)
    for _ in range(60):  # plays in real time, and hears nothing meanwhile
        sound.play(SILENCE)
    assert sound.capture(1.0) is not None
    assert sound.health().overruns >= 1


def test_it_tells_how_long_a_sound_takes_to_come_back_and_what_waits_counts(sound: Sound) -> None:
    sound.open()
    sound.capture(1.0)
    for _ in range(3):
        sound.play(SILENCE)
    short_ms = sound.health().delay_ms
    for _ in range(10):
        sound.play(SILENCE)
    long_ms = sound.health().delay_ms
    assert 10 <= short_ms < long_ms < 700
    sound.close()
    assert sound.health().delay_ms == 0


def test_opening_and_closing_twice_is_fine_and_it_can_be_opened_again(sound: Sound) -> None:
    sound.close()
    sound.open()
    sound.open()
    assert sound.capture(1.0) is not None
    sound.close()
    sound.close()
    assert not sound.health().open
    sound.open()
    assert sound.health().open
    assert sound.capture(1.0) is not None


def test_a_closed_device_neither_hears_nor_sounds(sound: Sound) -> None:
    with pytest.raises(DeviceLost):
        sound.capture(0.1)
    with pytest.raises(DeviceLost):
        sound.play(SILENCE)


def test_unplugged_it_is_lost_within_a_moment(on_stage: SoundStage, sound: Sound) -> None:
    sound.open()
    sound.capture(1.0)
    on_stage.unplug()
    begun_s = time.monotonic()
    with pytest.raises(DeviceLost):
        while time.monotonic() - begun_s < 5:
            sound.capture(0.5)
    assert time.monotonic() - begun_s < 1.5
    with pytest.raises(DeviceLost):
        sound.play(SILENCE)


def test_it_is_missing_while_unplugged_and_comes_back(on_stage: SoundStage, sound: Sound) -> None:
    on_stage.unplug()
    with pytest.raises(DeviceMissing):
        sound.open()
    sound.close()
    on_stage.replug()
    sound.open()
    assert sound.capture(1.0) is not None


def test_nobody_else_can_open_it_meanwhile(on_stage: SoundStage, sound: Sound) -> None:
    sound.open()
    other: Sound = on_stage.make()
    with pytest.raises(DeviceBusy):
        other.open()
    sound.close()
    other.open()
    other.close()


def test_what_goes_wrong_is_said_with_the_device_and_without_the_words_of_libraries(on_stage: SoundStage) -> None:
    on_stage.unplug()
    with pytest.raises(DeviceMissing) as wrong:
        on_stage.make().open()
    assert "sound" in str(wrong.value) or "'voice'" in str(wrong.value) or "'phone'" in str(wrong.value)
    assert "PortAudio" not in str(wrong.value)


def test_a_mock_without_a_room_is_missing_and_says_what_settings_lack() -> None:
    lonely = open_keeper("sound", "mock", {})
    assert lonely.mock
    with pytest.raises(DeviceMissing, match=r"\[mock_room\] address"):
        lonely.open()

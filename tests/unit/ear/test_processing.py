"""Figures of the ear's processing, in pure arithmetic: echo goes, the near voice stays, the gain knows when to rest."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from drivers.api.sound import BLOCK
from kiosk.ear import processing
from kiosk.ear.plan import Treatment
from kiosk.ear.processing import NoProcessing, Processing
from tests.support.echo_line import CLEAN, DOUBLE_S, PATH_MS, Line, both_speak, only_far, part, path_that_moves
from tests.support.speech import blocks, level, noise, speech

SEEDS = (1, 2, 3)
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("seed", SEEDS)
def test_of_the_far_voice_little_comes_back_from_the_first_seconds_on(seed: int) -> None:
    passed = Line(CLEAN).passes(*only_far(seed))
    assert passed.removed_db(0, 2) >= 20
    assert passed.removed_db(8, 14) >= 30


@pytest.mark.parametrize("seed", SEEDS)
def test_without_noise_suppression_the_echo_goes_as_well(seed: int) -> None:
    passed = Line(Treatment(noise=False, gain=False)).passes(*only_far(seed))
    assert passed.removed_db(0, 2) >= 20
    assert passed.removed_db(8, 14) >= 30


@pytest.mark.parametrize("seed", SEEDS)
def test_who_speaks_into_the_others_words_is_heard(seed: int) -> None:
    played, captured, near = both_speak(seed)
    passed = Line(CLEAN).passes(played, captured)
    change_db = level(part(passed.sent, *DOUBLE_S)) - level(part(near, *DOUBLE_S))
    assert -3 <= change_db <= 1


@pytest.mark.parametrize("blocks_later", [1, 2, -1])
def test_a_way_that_changes_by_a_block_or_two_is_learnt_again(blocks_later: int) -> None:
    passed = Line(CLEAN).passes(*path_that_moves(1, blocks_later))
    assert passed.removed_db(10, 14) >= 25


def test_without_echo_cancelling_the_echo_stays() -> None:
    passed = Line(Treatment(echo=False, noise=False, gain=False)).passes(*only_far(1, 3))
    assert passed.removed_db(1, 3) == pytest.approx(0, abs=0.1)


def test_the_noise_of_a_room_becomes_quieter() -> None:
    air = noise(4, 6, -45)
    assert Line().passes(0 * air, air).removed_db(3, 6) >= 10


@pytest.mark.parametrize("seed", SEEDS)
def test_a_quiet_speaker_is_raised_within_some_seconds(seed: int) -> None:
    quiet = speech(seed, 6, -40) + noise(seed, 6, -68)
    passed = Line().passes(0 * quiet, quiet)
    assert passed.removed_db(4, 6) <= -8
    assert passed.gains_db[-1] <= 15


@pytest.mark.parametrize("seed", SEEDS)
def test_a_quiet_speaker_who_suddenly_shouts_is_not_clipped(seed: int) -> None:
    quiet, loud = speech(seed, 5, -40), speech(seed, 5, -16)
    both = np.concatenate([quiet, loud])
    passed = Line().passes(0 * both, both)
    assert passed.gains_db[499] > 8
    assert np.abs(passed.sent).max() < 0.9
    assert passed.gains_db[-1] < 0


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gain_rests_while_only_the_other_end_speaks(seed: int) -> None:
    quiet = speech(seed, 5, -40) + noise(seed, 5, -68)
    line = Line()
    before_db = line.passes(0 * quiet, quiet).gains_db[-1]
    assert before_db > 8
    assert set(line.passes(*only_far(seed + 30, 10)).gains_db) == {before_db}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gain_rests_while_nobody_speaks(seed: int) -> None:
    air = noise(seed, 10, -48)
    assert set(Line().passes(0 * air, air).gains_db) == {0.0}
    assert set(Line(Treatment(noise=False)).passes(0 * air, air).gains_db) == {0.0}


def test_a_new_line_knows_nothing_of_the_one_before() -> None:
    quiet = speech(1, 5, -40)
    fresh, used = Processing(Treatment()), Processing(Treatment())
    for block in blocks(quiet):
        used.near(block, PATH_MS)
        used.far(bytes(2 * BLOCK))
    assert used.gain_db > 0
    used.begin()
    assert used.gain_db == 0
    for block in blocks(speech(2, 2)):
        assert used.near(block, PATH_MS) == fresh.near(block, PATH_MS)
        used.far(block)
        fresh.far(block)


def test_with_everything_off_sound_passes_as_it_is_and_no_library_is_loaded() -> None:
    look = (
        "import sys; from kiosk.ear.processing import Processing; from kiosk.ear.plan import Treatment; "
        "made = Processing(Treatment(False, False, False)); "
        "sys.exit(made.near(b'xy' * 480, 60) != b'xy' * 480 or 'livekit' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("wanted", [Treatment(), Treatment(echo=False), Treatment(noise=False)])
def test_a_library_that_does_not_load_is_an_error_and_never_a_line_with_echo(
    wanted: Treatment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processing, "LIBRARY", ("livekit.rtc.no_such_module", "livekit.rtc.audio_frame"))
    with pytest.raises(NoProcessing):
        Processing(wanted)


def test_the_library_opens_no_network() -> None:
    look = (
        "import psutil; from kiosk.ear.processing import Processing; from kiosk.ear.plan import Treatment\n"
        f"made = Processing(Treatment()); [made.near(bytes({2 * BLOCK}), 60) for _ in range(20)]\n"
        "assert not psutil.Process().net_connections()"
    )
    assert subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize("delay_ms", [-3, 0, 500, 501, 5_000])
def test_a_delay_that_no_library_takes_ends_no_line(delay_ms: int) -> None:
    line = Processing(Treatment())
    assert len(line.near(bytes(2 * BLOCK), delay_ms)) == 2 * BLOCK

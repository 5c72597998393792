"""Block by block: what passes an ear, and what does not."""

from collections.abc import Iterator

import numpy as np
import pytest

from drivers.api.sound import BLOCK, RATE_HZ
from kiosk.ear.exchange import GAINS, Exchange
from kiosk.ear.plan import TONES, ToneName
from kiosk.ear.rings import BLOCK_BYTES, CAPTURE_KEEP, PLAYOUT_CUSHION, PLAYOUT_KEEP, EarRings
from kiosk.ear.tones import make_tones
from tests.unit.worker.watching import memory_of

VOICE = np.full(BLOCK, 1000, np.int16).tobytes()
SILENCE = bytes(BLOCK_BYTES)


@pytest.fixture
def rings() -> Iterator[EarRings]:
    made = EarRings.create()
    made.control.set_volume(3)
    yield made
    made.destroy()


@pytest.fixture
def exchange(rings: EarRings) -> Iterator[Exchange]:
    attached = EarRings.attach(rings.outfit())
    yield Exchange(attached)
    attached.close()


def memory(name: str) -> bytes:
    """The sound in a ring, without its positions."""
    return memory_of(name)[64:]


def test_behind_a_closed_line_nothing_heard_leaves_and_nothing_sent_sounds(rings: EarRings, exchange: Exchange) -> None:
    rings.played.write(VOICE * 10)
    for _ in range(10):
        assert exchange.turn(VOICE) == SILENCE
    assert not any(memory(rings.captured.name))


def test_the_block_that_began_before_the_line_was_opened_stays_inside(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    exchange.turn(VOICE)
    assert rings.captured.waiting == 0
    exchange.turn(VOICE)
    assert rings.captured.read(BLOCK_BYTES, CAPTURE_KEEP) == VOICE


def test_a_closing_too_short_to_be_seen_still_keeps_its_block_inside(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    exchange.turn(VOICE)
    rings.control.set_line(0)
    rings.control.set_line(2)
    exchange.turn(VOICE)
    assert rings.captured.waiting == 0


def test_closing_leaves_no_sound_in_memory(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    rings.played.write(VOICE)
    for _ in range(3):
        exchange.turn(VOICE)
    assert any(memory(rings.captured.name))
    rings.control.set_line(0)
    assert exchange.turn(VOICE) == SILENCE
    assert not any(memory(rings.captured.name)) and not any(memory(rings.played.name))


def test_the_far_voice_gathers_a_cushion_and_then_sounds_at_its_volume(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    exchange.turn(SILENCE)
    rings.played.write(VOICE * (PLAYOUT_CUSHION // BLOCK_BYTES - 1))
    assert exchange.turn(SILENCE) == SILENCE
    rings.played.write(VOICE)
    for step, gain in enumerate(GAINS[:4], start=1):
        rings.control.set_volume(step)
        assert np.frombuffer(exchange.turn(SILENCE), np.int16) == pytest.approx(1000 * gain, abs=1)
    assert exchange.turn(SILENCE) == SILENCE


def test_voice_that_would_come_too_late_is_dropped(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    exchange.turn(SILENCE)
    old, new = (np.full(BLOCK, value, np.int16).tobytes() for value in (5, 9))
    rings.played.write(old * 20)
    rings.played.write(new * 10)
    assert exchange.turn(SILENCE) == new
    assert rings.played.waiting <= PLAYOUT_KEEP // 3


def test_a_loud_voice_is_limited_and_not_turned_over(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    rings.control.set_volume(5)
    exchange.turn(SILENCE)
    rings.played.write(np.full(BLOCK, 30000, np.int16).tobytes() * 4)
    assert (np.frombuffer(exchange.turn(SILENCE), np.int16) == 32767).all()


@pytest.mark.parametrize("name", TONES)
def test_a_tone_sounds_to_its_end_behind_a_closed_line(rings: EarRings, exchange: Exchange, name: ToneName) -> None:
    rings.control.ask_tone(name)
    wanted = make_tones()[name].astype(np.int16)
    blocks = -(-len(wanted) // BLOCK)
    played = np.frombuffer(b"".join(exchange.turn(VOICE) for _ in range(blocks)), np.int16)
    assert (played[: len(wanted)] == wanted).all()
    assert exchange.turn(VOICE) == SILENCE


def test_the_same_tone_can_be_asked_for_again_and_a_new_one_cuts_off_the_old(
    rings: EarRings, exchange: Exchange
) -> None:
    rings.control.ask_tone("still_there")
    first = exchange.turn(SILENCE)
    exchange.turn(SILENCE)
    rings.control.ask_tone("still_there")
    assert exchange.turn(SILENCE) == first


@pytest.mark.parametrize(("name", "hz", "length_s"), [("key", 1000, 0.06), ("early", 500, 0.32), ("turn", 660, 0.9)])
def test_tones_have_the_pitch_and_length_of_the_book(name: ToneName, hz: float, length_s: float) -> None:
    tone = make_tones()[name]
    assert len(tone) == pytest.approx(length_s * RATE_HZ)
    beep = tone[: round(0.06 * RATE_HZ)]
    spectrum = np.abs(np.fft.rfft(beep, RATE_HZ))
    assert np.argmax(spectrum) == pytest.approx(hz, abs=10)
    assert abs(tone[0]) < 50 and abs(tone[-1]) < 50

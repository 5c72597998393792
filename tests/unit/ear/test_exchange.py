"""Block by block: what passes an ear, and what does not."""

from collections.abc import Iterator

import numpy as np
import pytest

from drivers.api.sound import BLOCK, RATE_HZ
from kiosk.ear.exchange import ALOUD_GAIN, GAINS, Exchange
from kiosk.ear.plan import TONES, ToneName, Treatment
from kiosk.ear.processing import Processing
from kiosk.ear.rings import BLOCK_BYTES, CAPTURE_KEEP, PLAYOUT_CUSHION, PLAYOUT_KEEP, PLAYOUT_SLACK, EarRings
from kiosk.ear.tones import make_tones
from tests.unit.worker.watching import memory_of

VOICE = np.full(BLOCK, 1000, np.int16).tobytes()
SILENCE = bytes(BLOCK_BYTES)
CLEANED = np.full(BLOCK, 77, np.int16).tobytes()
AS_IT_IS = Treatment(echo=False, noise=False, gain=False)


@pytest.fixture
def rings() -> Iterator[EarRings]:
    made = EarRings.create()
    made.control.set_volume(3)
    yield made
    made.destroy()


@pytest.fixture
def exchange(rings: EarRings) -> Iterator[Exchange]:
    attached = EarRings.attach(rings.outfit())
    yield Exchange(attached, Processing(AS_IT_IS))
    attached.close()


class Witness(Processing):
    """Notes what it is given, and changes it so that it can be told."""

    def __init__(self) -> None:
        super().__init__(AS_IT_IS)
        self.seen: list[tuple[str, bytes, int]] = []

    def begin(self) -> None:
        self.seen = []

    def near(self, captured: bytes, delay_ms: int) -> bytes:
        self.seen.append(("near", captured, delay_ms))
        return CLEANED

    def far(self, played: bytes) -> None:
        self.seen.append(("far", played, 0))


@pytest.fixture
def witness() -> Witness:
    return Witness()


@pytest.fixture
def witnessed(rings: EarRings, witness: Witness) -> Iterator[Exchange]:
    attached = EarRings.attach(rings.outfit())
    yield Exchange(attached, witness)
    attached.close()


def test_the_encoder_gets_what_processing_made_of_the_captured_block(rings: EarRings, witnessed: Exchange) -> None:
    rings.control.set_line(1)
    witnessed.turn(VOICE, 70)
    witnessed.turn(VOICE, 70)
    assert rings.captured.read(BLOCK_BYTES, CAPTURE_KEEP) == CLEANED


def test_processing_hears_exactly_what_is_played_voice_tone_and_volume_together(
    rings: EarRings, witnessed: Exchange, witness: Witness
) -> None:
    rings.control.set_line(1)
    rings.control.set_volume(5)
    witnessed.turn(SILENCE, 70)
    rings.control.ask_tone("turn")
    rings.played.write(VOICE * 10)
    played = [witnessed.turn(VOICE, 70) for _ in range(3)]
    assert witness.seen == [said for block in played for said in (("near", VOICE, 70), ("far", block, 0))]
    assert any(np.frombuffer(played[2], np.int16) != 2000), "the tone is in it, too"


def test_behind_a_closed_line_processing_hears_nothing_and_each_opening_begins_anew(
    rings: EarRings, witnessed: Exchange, witness: Witness
) -> None:
    witnessed.turn(VOICE, 70)
    assert witness.seen == []
    rings.control.set_line(1)
    witnessed.turn(VOICE, 70)
    witnessed.turn(VOICE, 70)
    assert len(witness.seen) == 2
    rings.control.set_line(0)
    witnessed.turn(VOICE, 70)
    assert witness.seen == []


def test_the_trial_tone_is_as_loud_as_the_other_end_would_be(rings: EarRings, exchange: Exchange) -> None:
    loudest = []
    for step in (1, 5):
        rings.control.set_volume(step)
        rings.control.ask_tone("trial")
        loudest.append(max(np.abs(np.frombuffer(exchange.turn(SILENCE, 0), np.int16).astype(int))))
    assert loudest[1] == pytest.approx(8 * loudest[0], rel=0.01)


def memory(name: str) -> bytes:
    """The sound in a ring, without its positions."""
    return memory_of(name)[64:]


def test_behind_a_closed_line_nothing_heard_leaves_and_nothing_sent_sounds(rings: EarRings, exchange: Exchange) -> None:
    rings.played.write(VOICE * 10)
    for _ in range(10):
        assert exchange.turn(VOICE, 0) == SILENCE
    assert not any(memory(rings.captured.name))


def test_the_block_that_began_before_the_line_was_opened_stays_inside(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    exchange.turn(VOICE, 0)
    assert rings.captured.waiting == 0
    exchange.turn(VOICE, 0)
    assert rings.captured.read(BLOCK_BYTES, CAPTURE_KEEP) == VOICE


def test_a_closing_too_short_to_be_seen_still_keeps_its_block_inside(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    exchange.turn(VOICE, 0)
    rings.control.set_line(0)
    rings.control.set_line(2)
    exchange.turn(VOICE, 0)
    assert rings.captured.waiting == 0


def test_closing_leaves_no_sound_in_memory(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    rings.played.write(VOICE)
    for _ in range(3):
        exchange.turn(VOICE, 0)
    assert any(memory(rings.captured.name))
    rings.control.set_line(0)
    assert exchange.turn(VOICE, 0) == SILENCE
    assert not any(memory(rings.captured.name)) and not any(memory(rings.played.name))


def test_the_far_voice_gathers_a_cushion_and_then_sounds_at_its_volume(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    exchange.turn(SILENCE, 0)
    rings.played.write(VOICE * (PLAYOUT_CUSHION // BLOCK_BYTES - 1))
    assert exchange.turn(SILENCE, 0) == SILENCE
    rings.played.write(VOICE)
    for step, gain in enumerate(GAINS[:4], start=1):
        rings.control.set_volume(step)
        assert np.frombuffer(exchange.turn(SILENCE, 0), np.int16) == pytest.approx(1000 * gain, abs=1)
        rings.played.write(VOICE)
    for _ in range(PLAYOUT_CUSHION // BLOCK_BYTES):
        exchange.turn(SILENCE, 0)
    assert exchange.turn(SILENCE, 0) == SILENCE


def test_voice_that_always_waits_is_left_out_in_the_end(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    exchange.turn(SILENCE, 0)
    rings.played.write(VOICE * 12)  # a moment of trouble: the other end's voice came in one lump
    for _ in range(450):
        exchange.turn(SILENCE, 0)
        rings.played.write(VOICE)
    assert rings.played.waiting <= PLAYOUT_SLACK + 2 * BLOCK_BYTES
    assert exchange.turn(SILENCE, 0) != SILENCE


def test_voice_that_would_come_too_late_is_dropped(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    exchange.turn(SILENCE, 0)
    old, new = (np.full(BLOCK, value, np.int16).tobytes() for value in (5, 9))
    rings.played.write(old * 20)
    rings.played.write(new * 10)
    assert exchange.turn(SILENCE, 0) == new
    assert rings.played.waiting <= PLAYOUT_KEEP // 3


def test_a_loud_voice_is_limited_and_not_turned_over(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    rings.control.set_volume(5)
    exchange.turn(SILENCE, 0)
    rings.played.write(np.full(BLOCK, 30000, np.int16).tobytes() * 4)
    assert (np.frombuffer(exchange.turn(SILENCE, 0), np.int16) == 32767).all()


@pytest.mark.parametrize("name", TONES)
def test_a_tone_sounds_to_its_end_behind_a_closed_line(rings: EarRings, exchange: Exchange, name: ToneName) -> None:
    rings.control.ask_tone(name)
    wanted = make_tones()[name].astype(np.int16)
    blocks = -(-len(wanted) // BLOCK)
    played = np.frombuffer(b"".join(exchange.turn(VOICE, 0) for _ in range(blocks)), np.int16)
    assert (played[: len(wanted)] == wanted).all()
    assert exchange.turn(VOICE, 0) == SILENCE


def test_the_same_tone_can_be_asked_for_again_and_a_new_one_cuts_off_the_old(
    rings: EarRings, exchange: Exchange
) -> None:
    rings.control.ask_tone("still_there")
    first = exchange.turn(SILENCE, 0)
    exchange.turn(SILENCE, 0)
    rings.control.ask_tone("still_there")
    assert exchange.turn(SILENCE, 0) == first


@pytest.mark.parametrize(("name", "hz", "length_s"), [("key", 1000, 0.06), ("early", 500, 0.32), ("turn", 660, 0.9)])
def test_tones_have_the_pitch_and_length_of_the_book(name: ToneName, hz: float, length_s: float) -> None:
    tone = make_tones()[name]
    assert len(tone) == pytest.approx(length_s * RATE_HZ)
    beep = tone[: round(0.06 * RATE_HZ)]
    spectrum = np.abs(np.fft.rfft(beep, RATE_HZ))
    assert np.argmax(spectrum) == pytest.approx(hz, abs=10)
    assert abs(tone[0]) < 50 and abs(tone[-1]) < 50


def aloud(rings: EarRings, level: int = 10_000) -> None:
    rings.aloud.write(np.full(BLOCK, level, np.int16).tobytes())


def test_what_is_read_aloud_is_played_behind_a_closed_line_and_louder_with_the_volume(
    rings: EarRings, exchange: Exchange
) -> None:
    aloud(rings)
    played = np.frombuffer(exchange.turn(SILENCE, 0), np.int16)
    assert np.all(played == round(10_000 * ALOUD_GAIN))
    rings.control.set_volume(1)
    aloud(rings)
    quieter = np.frombuffer(exchange.turn(SILENCE, 0), np.int16)
    assert np.all(quieter == round(10_000 * ALOUD_GAIN * GAINS[0]))


def test_the_echo_canceller_hears_what_is_read_aloud_and_the_other_end_does_not(
    rings: EarRings, witnessed: Exchange, witness: Witness
) -> None:
    rings.control.set_line(1)
    witnessed.turn(SILENCE, 0)
    aloud(rings)
    played = witnessed.turn(SILENCE, 0)
    assert any(played)
    assert witness.seen[-1] == ("far", played, 0)
    assert rings.captured.read(BLOCK_BYTES, CAPTURE_KEEP) == CLEANED


def test_hushed_nothing_of_it_is_heard_and_what_comes_after_is(rings: EarRings, exchange: Exchange) -> None:
    aloud(rings)
    rings.control.set_aloud_from(rings.aloud.written)
    aloud(rings, level=2000)
    assert rings.aloud.waiting_from(rings.control.aloud_from()) == BLOCK_BYTES
    assert np.all(np.frombuffer(exchange.turn(SILENCE, 0), np.int16) == round(2000 * ALOUD_GAIN))
    assert exchange.turn(SILENCE, 0) == SILENCE


def test_the_level_of_the_far_voice_is_that_voice_alone(rings: EarRings, exchange: Exchange) -> None:
    rings.control.set_line(1)
    exchange.turn(SILENCE, 0)
    for _ in range(20):
        aloud(rings)
        exchange.turn(SILENCE, 0)
    assert rings.control.levels().far == 0
    assert rings.control.levels().played > 0.1
    rings.played.write(VOICE * 12)
    for _ in range(10):
        exchange.turn(SILENCE, 0)
    assert rings.control.levels().far > 0.01

"""The two short queues before a sound card: nothing grows, nothing waits for ever, every gap is counted."""

import threading
import time

from drivers.api.sound import BLOCK
from drivers.audio.buffers import CUSHION_BLOCKS, LATE_BLOCKS, SILENCE, TRIM_EVERY, Captured, Playout


def block(value: int) -> bytes:
    return value.to_bytes(2, "little") * BLOCK


def test_captured_blocks_come_out_in_order_and_then_none_in_time() -> None:
    captured = Captured()
    captured.put(block(1))
    captured.put(block(2))
    assert [captured.take(0.0), captured.take(0.0), captured.take(0.0)] == [block(1), block(2), None]
    assert captured.overruns == 0


def test_a_reader_waits_for_the_next_block() -> None:
    captured = Captured()
    card = threading.Timer(0.05, captured.put, [block(7)])
    card.start()
    assert captured.take(5.0) == block(7)
    card.join()


def test_a_late_reader_gets_what_is_new_and_one_gap_is_counted_however_long_it_was() -> None:
    captured = Captured()
    for value in range(5 * LATE_BLOCKS + 3):
        captured.put(block(value))
    assert captured.overruns == 1
    assert captured.take(0.0) == block(5 * LATE_BLOCKS)
    for value in range(LATE_BLOCKS + 1):
        captured.put(block(value))
    assert captured.overruns == 2


def test_a_loudspeaker_without_sound_is_silent_and_that_is_no_fault_until_sound_goes_on_after_a_gap() -> None:
    playout = Playout()
    assert playout.take() == SILENCE
    playout.give(block(1), 0.0)
    assert (playout.take(), playout.take(), playout.take()) == (block(1), SILENCE, SILENCE)
    assert playout.underruns == 0
    playout.give(block(2), 0.0)
    assert playout.underruns == 1


def test_a_full_loudspeaker_takes_a_block_when_one_was_played_and_else_says_no() -> None:
    playout = Playout()
    assert all(playout.give(block(1), 0.0) for _ in range(LATE_BLOCKS))
    begun_s = time.monotonic()
    assert not playout.give(block(1), 0.05)
    assert time.monotonic() - begun_s < 1.0
    card = threading.Timer(0.05, playout.take)
    card.start()
    assert playout.give(block(1), 5.0)
    card.join()


def test_what_always_waits_because_the_loudspeaker_is_the_slower_one_is_dropped() -> None:
    playout = Playout()
    for value in range(9):
        playout.give(block(value), 0.0)
    played = []
    for value in range(9, 9 + 2 * TRIM_EVERY):
        played.append(playout.take())
        playout.give(block(value), 0.0)
    dropped = 9 - CUSHION_BLOCKS
    assert played[:TRIM_EVERY] == [block(value) for value in range(TRIM_EVERY)]
    assert played[TRIM_EVERY:] == [block(value + dropped) for value in range(TRIM_EVERY, 2 * TRIM_EVERY)]


def test_sound_that_comes_in_bursts_is_left_whole() -> None:
    playout = Playout()
    played = []
    for burst in range(TRIM_EVERY):
        for value in range(6):
            playout.give(block(6 * burst + value), 0.0)
        played += [playout.take() for _ in range(6)]
    assert played == [block(value) for value in range(6 * TRIM_EVERY)]
    assert playout.underruns == 0

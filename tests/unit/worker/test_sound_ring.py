"""A ring of sound loses the oldest rather than time."""

from collections.abc import Iterator

import pytest

from kiosk.worker.sound_ring import SoundRing
from tests.unit.worker.watching import memory_of

CAPACITY = 100
KEEP = 30


@pytest.fixture
def ring() -> Iterator[SoundRing]:
    made = SoundRing.create(CAPACITY)
    yield made
    made.destroy()


@pytest.fixture
def writer(ring: SoundRing) -> Iterator[SoundRing]:
    attached = SoundRing.attach(ring.name, CAPACITY)
    yield attached
    attached.close()


def test_what_is_written_is_read_in_order_past_the_end_of_the_memory(ring: SoundRing, writer: SoundRing) -> None:
    for start in range(0, 300, 10):
        piece = bytes((start + n) % 256 for n in range(10))
        writer.write(piece)
        assert ring.read(10, KEEP) == piece


def test_too_little_is_left_for_the_next_read(ring: SoundRing, writer: SoundRing) -> None:
    writer.write(b"abc")
    assert ring.read(4, KEEP) == b""
    writer.write(b"d")
    assert ring.read(4, KEEP) == b"abcd"


def test_a_reader_that_lags_goes_on_near_the_newest(ring: SoundRing, writer: SoundRing) -> None:
    for value in range(4):
        writer.write(bytes([value]) * 10)
    assert ring.read(5, KEEP) == bytes([3]) * 5
    assert ring.waiting == 5


def test_a_reader_that_was_lapped_many_times_still_gets_whole_newest_sound(ring: SoundRing, writer: SoundRing) -> None:
    for value in range(200):
        writer.write(bytes([value]) * 10)
    assert ring.read(10, KEEP) == bytes([199]) * 10


def test_skipping_forgets_and_wiping_leaves_no_byte(ring: SoundRing, writer: SoundRing) -> None:
    writer.write(b"\xee" * 50)
    ring.skip()
    assert ring.read(1, KEEP) == b""
    ring.wipe()
    assert b"\xee" not in memory_of(ring.name)


def test_more_than_half_of_the_memory_at_once_is_refused(writer: SoundRing) -> None:
    with pytest.raises(ValueError, match="51 bytes"):
        writer.write(bytes(51))

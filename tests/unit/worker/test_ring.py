"""A ring of frames gives the newest whole frame, or none."""

from collections.abc import Iterator

import numpy as np
import pytest

from kiosk.worker.orphans import SHARED_MEMORY
from kiosk.worker.ring import FrameMark, FrameRing
from tests.unit.worker.watching import memory_of

CAPACITY = 64


@pytest.fixture
def ring() -> Iterator[FrameRing]:
    made = FrameRing.create(CAPACITY)
    yield made
    made.destroy()


@pytest.fixture
def writer(ring: FrameRing) -> Iterator[FrameRing]:
    attached = FrameRing.attach(ring.name, CAPACITY)
    yield attached
    attached.close()


def publish(writer: FrameRing, number: int, length: int = CAPACITY) -> None:
    writer.begin(length)[:] = number
    writer.commit(FrameMark(number, 10 * number, length, 1, 2))


def test_an_empty_ring_gives_nothing(ring: FrameRing) -> None:
    assert ring.newest(0) is None


def test_only_the_newest_frame_is_given_and_only_once_to_who_says_what_he_has(
    ring: FrameRing, writer: FrameRing
) -> None:
    for number in range(1, 8):
        publish(writer, number)
    frame = ring.newest(0)
    assert frame is not None
    assert frame.mark == FrameMark(7, 70, CAPACITY, 1, 2)
    assert frame.pixels == bytes([7]) * CAPACITY
    assert ring.newest(7) is None


def test_frames_may_differ_in_size(ring: FrameRing, writer: FrameRing) -> None:
    publish(writer, 1, length=10)
    frame = ring.newest(0)
    assert frame is not None and len(frame.pixels) == 10


def test_a_frame_that_is_still_drawn_is_not_seen(ring: FrameRing, writer: FrameRing) -> None:
    publish(writer, 1)
    writer.begin(CAPACITY)[:] = 9
    frame = ring.newest(0)
    assert frame is not None and frame.mark.number == 1


def test_a_frame_taken_back_leaves_no_byte_and_the_one_before_stays(ring: FrameRing, writer: FrameRing) -> None:
    publish(writer, 1)
    writer.begin(CAPACITY)[:] = 99
    writer.abandon()
    assert bytes([99]) * 4 not in memory_of(ring.name)
    frame = ring.newest(0)
    assert frame is not None and frame.mark.number == 1


def test_clearing_leaves_no_byte_of_any_frame(ring: FrameRing, writer: FrameRing) -> None:
    for number in range(1, 6):
        publish(writer, number)
    writer.clear()
    assert not any(memory_of(ring.name))
    assert ring.newest(0) is None
    publish(writer, 6)
    assert ring.newest(0) is not None


def test_a_frame_that_does_not_fit_is_refused(writer: FrameRing) -> None:
    with pytest.raises(ValueError, match="65 bytes"):
        writer.begin(CAPACITY + 1)


def test_only_this_user_can_open_the_memory_and_its_name_tells_the_owner(ring: FrameRing) -> None:
    status = (SHARED_MEMORY / ring.name).stat()
    assert status.st_mode & 0o777 == 0o600


def test_pixels_are_drawn_straight_into_shared_memory(ring: FrameRing, writer: FrameRing) -> None:
    slot = writer.begin(CAPACITY)
    slot[:] = np.arange(CAPACITY, dtype=np.uint8)
    del slot
    assert bytes(range(CAPACITY)) in memory_of(ring.name)

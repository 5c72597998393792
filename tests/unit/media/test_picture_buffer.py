"""A picture is handed on with its last packet, and no picture that could harm reaches the decoder."""

import queue
import time
from itertools import chain

import pytest
from aiortc.jitterbuffer import JitterFrame
from hypothesis import given
from hypothesis import strategies as st

from kiosk.media.jitter import MAX_HEIGHT, MAX_WIDTH, VIDEO_CLOCK, Burst, PictureBuffer, PictureQueue, decodable
from tests.unit.media.packets import Fate, order, packet

Arrival = tuple[int, int, bool, bytes]
STARTS = st.sampled_from([0, 1000, 65530, 65535])
CODEC = object()


def packets_of(sizes: list[int]) -> list[Arrival]:
    """(number, picture, marker, payload) of each packet of pictures with so many packets each."""
    made: list[Arrival] = []
    for picture, size in enumerate(sizes):
        for part in range(size):
            payload = bytes([1, picture, part])  # an odd first byte: no key frame
            made.append((len(made), picture, part == size - 1, payload))
    return made


def given_out(buffer: PictureBuffer, start: int, arrivals: list[Arrival]) -> list[list[bytes]]:
    """For each arrival the pictures that came out."""
    out = []
    for number, picture, marker, payload in arrivals:
        ask, burst = buffer.add(packet(start + number, picture * 6000, int(marker), payload))
        assert not ask
        out.append([] if burst is None else [each.data for each in burst.pictures])
    return out


def whole(sizes: list[int]) -> list[bytes]:
    return [b"".join(bytes([1, picture, part]) for part in range(size)) for picture, size in enumerate(sizes)]


@given(STARTS, st.lists(st.integers(1, 8), min_size=1, max_size=20))
def test_each_picture_comes_out_with_the_packet_that_has_its_marker(start: int, sizes: list[int]) -> None:
    arrivals = packets_of(sizes)
    out = given_out(PictureBuffer(), start, arrivals)
    assert [bool(pictures) for pictures in out] == [marker for _, _, marker, _ in arrivals]
    assert list(chain(*out)) == whole(sizes)


@given(STARTS, st.data())
def test_reordered_and_repeated_packets_lose_nothing_and_delay_nothing_afterwards(
    start: int, data: st.DataObject
) -> None:
    sizes = data.draw(st.lists(st.integers(1, 5), min_size=2, max_size=12))
    arrivals = packets_of(sizes)
    fate = st.builds(Fate, copies=st.integers(1, 2), late=st.integers(0, 40))
    treatment = data.draw(st.lists(fate, min_size=len(arrivals) - 1, max_size=len(arrivals) - 1))
    mixed = [arrivals[at] for at in order([Fate(1, 0), *treatment])]
    mixed.sort(key=lambda arrival: arrival[0] != 0)  # the very first packet says where the stream begins
    out = given_out(PictureBuffer(), start, mixed)
    assert list(chain(*out)) == whole(sizes), "all of them, whole, in order, each once"
    arrived_at: dict[int, int] = {}
    for at, (number, *_) in enumerate(mixed):
        arrived_at.setdefault(number, at)
    complete_at = 0
    for picture, content in enumerate(whole(sizes)):
        complete_at = max(complete_at, *(arrived_at[number] for number, of, *_ in arrivals if of == picture))
        assert content in out[complete_at], "with the packet that completes it and all before it"


def test_one_packet_that_comes_late_frees_everything_that_waited_for_it() -> None:
    first, late, *waiting = packets_of([1, 1, 1, 1, 1])
    out = given_out(PictureBuffer(), 0, [first, *waiting, late])
    assert [len(pictures) for pictures in out] == [1, 0, 0, 0, 4]


def test_a_sender_without_markers_is_followed_one_picture_behind() -> None:
    arrivals = [(number, picture, False, payload) for number, picture, _, payload in packets_of([2, 3, 1])]
    assert list(chain(*given_out(PictureBuffer(), 0, arrivals))) == whole([2, 3, 1])[:2]


def key_frame(width: int, height: int) -> bytes:
    return bytes([0x10, 0, 0, 0x9D, 0x01, 0x2A]) + width.to_bytes(2, "little") + height.to_bytes(2, "little") + b"rest"


@pytest.mark.parametrize(
    ("picture", "fits"),
    [
        (key_frame(1280, 720), True),
        (key_frame(MAX_WIDTH, MAX_HEIGHT), True),
        (key_frame(MAX_WIDTH + 1, 720), False),
        (key_frame(1280, MAX_HEIGHT + 1), False),
        (key_frame(16383, 16383), False),
        (key_frame(1280 | 0x4000, 720 | 0xC000), True),  # the two upper bits ask for scaling, not for memory
        (key_frame(16383, 16383)[:9], False),
        (b"\x01", True),
        (b"", False),
    ],
)
def test_only_pictures_of_a_sane_size_reach_the_decoder(picture: bytes, fits: bool) -> None:
    assert decodable(picture) is fits
    _, burst = PictureBuffer().add(packet(0, 0, 1, picture))
    assert (burst is not None) is fits


def test_the_way_to_the_decoder_unfolds_a_burst_and_notes_when_it_came() -> None:
    to_decoder = PictureQueue()
    before_s = time.monotonic()
    to_decoder.put((CODEC, Burst([JitterFrame(b"a", 7), JitterFrame(b"b", 8)])))
    out = [to_decoder.get(), to_decoder.get()]
    assert [each[1].data for each in out if each is not None] == [b"a", b"b"]
    stamps = [each[1].timestamp / VIDEO_CLOCK for each in out if each is not None]
    assert all(before_s - 1 / VIDEO_CLOCK <= stamp <= time.monotonic() for stamp in stamps)


def test_at_the_end_the_decoder_gets_nothing_more_of_what_waited() -> None:
    to_decoder = PictureQueue()
    to_decoder.put((CODEC, Burst([JitterFrame(b"a", 0)])))
    to_decoder.put(None)
    assert to_decoder.get() is None
    with pytest.raises(queue.Empty):
        to_decoder.get_nowait()

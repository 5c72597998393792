"""Pictures are found in a multipart stream however a camera sends it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.camera.multipart import Multipart
from tests.support.network_camera import jpegs, part

ONE, TWO, THREE = jpegs(64, 64)[:3]


def _found(stream: bytes, boundary: str = "frame", piece: int = 1000, limit: int = 1 << 20) -> list[bytes]:
    parts = Multipart(boundary, limit)
    return [jpeg for at in range(0, len(stream), piece) for jpeg in parts.feed(stream[at : at + piece])]


@given(pieces=st.lists(st.integers(1, 4000), min_size=1), lengths=st.lists(st.booleans(), min_size=3, max_size=3))
def test_any_way_of_cutting_the_stream_into_pieces_gives_the_same_pictures(
    pieces: list[int], lengths: list[bool]
) -> None:
    stream = b"".join(part(j, len(j) if told else None) for j, told in zip((ONE, TWO, THREE), lengths, strict=True))
    stream += b"--frame\r\n"
    parts, at = Multipart("frame"), 0
    found: list[bytes] = []
    while at < len(stream):
        size = pieces[len(found) % len(pieces)]
        found += parts.feed(stream[at : at + size])
        at += size
    assert found == [ONE, TWO, THREE]


def test_a_picture_whose_length_is_told_does_not_wait_for_the_next_one() -> None:
    assert _found(part(ONE, len(ONE)).removesuffix(b"\r\n")) == [ONE]


@pytest.mark.parametrize("boundary", ["frame", "--frame"])
def test_the_dashes_belong_to_the_boundary_or_not(boundary: str) -> None:
    assert _found(part(ONE, len(ONE)), boundary) == [ONE]


def test_line_ends_without_carriage_returns_are_fine() -> None:
    stream = b"--frame\nContent-type: image/jpeg\ncontent-LENGTH: %d\n\n" % len(ONE) + ONE + b"\n--frame\n\n" + TWO
    assert _found(stream + b"\n--frame\n") == [ONE, TWO]


@pytest.mark.parametrize("told", [0, 10, len(ONE) - 30, len(ONE) + 30, 10**6], ids=["0", "10", "short", "long", "huge"])
def test_a_false_length_costs_no_picture(told: int) -> None:
    stream = part(ONE, told) + part(TWO, len(TWO)) + part(THREE, len(THREE))
    fill = part(ONE, len(ONE)) * (10**6 // len(ONE) + 1) if told == 10**6 else b""
    assert _found(stream + fill)[:3] == [ONE, TWO, THREE]


def test_junk_between_the_parts_is_passed_over() -> None:
    junk = b"\x00\xff\xd8 HTTP/1.0 200 OK\r\n\r\n" * 50
    assert _found(junk + part(ONE, len(ONE)) + junk + part(TWO, len(TWO)) + junk) == [ONE, TWO]


def test_a_cut_picture_is_left_out_and_the_next_one_comes() -> None:
    assert _found(part(ONE[:300], len(ONE)) + part(TWO, len(TWO)) + part(THREE, len(THREE))) == [TWO, THREE]


@pytest.mark.parametrize("told", [None, 10**6], ids=["without length", "with length"])
def test_a_huge_part_is_thrown_away_and_never_kept(told: int | None) -> None:
    huge = part(b"\xff\xd8" + bytes(10**6), told)
    assert _found(huge + part(ONE, len(ONE)) + part(TWO, len(TWO)), limit=10**5) == [ONE, TWO]


def test_memory_stays_small_whatever_comes() -> None:
    parts = Multipart("frame", limit=10**5)
    for _ in range(100):
        parts.feed(b"x" * 10**5)
        parts.feed(b"--frame\r\nX: " + b"y" * 10**5)
    assert len(parts._buffer) <= 2 * 10**5


def test_a_part_that_is_no_picture_is_left_out() -> None:
    assert _found(part(b"<html>busy</html>", 17) + part(ONE, len(ONE))) == [ONE]

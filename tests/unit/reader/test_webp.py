"""The header of a WebP file is read without a decoder, and whatever is not one plain picture is refused."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.reader.plan import BadPicture, Size
from kiosk.reader.webp import size_of
from tests.unit.reader.pictures import ANIMATION, Chunk, drawn, encoded, extended, lossless, lossy, riff, webp

SIDES = st.integers(1, 0x3FFF)


def why(picture: bytes) -> str:
    with pytest.raises(BadPicture) as caught:
        size_of(picture)
    return caught.value.why


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (17, 300), (640, 360)])
@pytest.mark.parametrize("quality", [1, 80, 101])
def test_what_our_encoder_makes_has_the_size_that_went_in(size: Size, quality: int) -> None:
    assert size_of(webp(drawn(*size), quality)) == size


def test_the_two_ways_of_our_encoder_are_the_two_kinds_of_file() -> None:
    assert webp(drawn(40, 30), 80)[12:16] == b"VP8 "
    assert webp(drawn(40, 30), 101)[12:16] == b"VP8L"


@given(SIDES, SIDES, st.sampled_from([lossy, lossless]), st.booleans(), st.binary(max_size=40))
def test_every_size_that_a_header_can_say_is_found(
    width: int, height: int, kind: Callable[[int, int, bytes], Chunk], is_extended: bool, rest: bytes
) -> None:
    picture = kind(width, height, rest)
    around = (extended(width, height), (b"EXIF", b"odd"), picture, (b"XMP ", b"")) if is_extended else (picture,)
    assert size_of(riff(*around)) == (width, height)


@pytest.mark.parametrize(
    "picture",
    [
        webp(drawn(40, 30)),
        webp(drawn(40, 30), 101),
        riff(extended(40, 30), (b"ICCP", b"abc"), lossy(40, 30, b"and more")),
    ],
    ids=["lossy", "lossless", "extended"],
)
def test_a_file_that_is_cut_at_any_byte_is_refused(picture: bytes) -> None:
    assert size_of(picture) == (40, 30)
    assert {why(picture[:length]) for length in range(12, len(picture))} == {"cut"}
    assert {why(picture[:length]) for length in range(12)} == {"not_webp"}


@pytest.mark.parametrize(
    ("picture", "reason"),
    [
        (b"", "not_webp"),
        ("申請書".encode(), "not_webp"),
        (encoded(".png", drawn(9, 9)), "not_webp"),
        (encoded(".jpg", drawn(9, 9)), "not_webp"),
        (b"RIFF\x04\x00\x00\x00WAVE", "not_webp"),
        (riff(), "cut"),
        (riff(lossy(9, 9)) + b"more", "cut"),
        (riff((b"VP8 ", lossy(9, 9)[1][:9])), "cut"),
        (riff((b"VP8L", lossless(9, 9)[1][:4])), "cut"),
        (riff((b"VP8X", b"short"), lossy(9, 9)), "cut"),
        (riff((b"VP8 ", b"\x11" + lossy(9, 9)[1][1:])), "not_webp"),
        (riff((b"VP8 ", b"\x10\x00\x00\x9d\x01\x2b" + lossy(9, 9)[1][6:])), "not_webp"),
        (riff(lossy(0, 9)), "not_webp"),
        (riff(lossy(9, 0)), "not_webp"),
        (riff((b"VP8L", b"\x2e" + lossless(9, 9)[1][1:])), "not_webp"),
        (riff((b"VP8L", lossless(9, 9)[1][:4] + b"\x20")), "not_webp"),
        (riff((b"WHAT", b"is this")), "not_webp"),
        (riff(lossy(9, 9), lossy(9, 9)), "not_webp"),
        (riff(extended(9, 9)), "not_webp"),
        (riff(extended(9, 9), lossy(9, 9), lossless(9, 9)), "not_webp"),
        (riff(extended(9, 9), lossy(9, 9), (b"WHAT", b"")), "not_webp"),
        (riff(extended(9, 9), extended(9, 9), lossy(9, 9)), "not_webp"),
        (riff(extended(9, 9, ANIMATION), lossy(9, 9)), "animated"),
        (riff(extended(9, 9), (b"ANIM", bytes(6)), (b"ANMF", bytes(40))), "animated"),
        (riff(extended(9, 9), lossy(9, 9), (b"ANMF", bytes(40))), "animated"),
        (riff(extended(9, 10), lossy(9, 9)), "lies"),
        (riff(extended(20_000, 20_000), lossless(16_384, 16_384)), "lies"),
    ],
)
def test_whatever_is_not_one_plain_picture_is_refused(picture: bytes, reason: str) -> None:
    assert why(picture) == reason


def test_a_chunk_that_says_it_is_longer_than_the_file_is_refused() -> None:
    whole = riff(lossy(9, 9))
    for length in (11, 0xFFFF_FFFF):
        assert why(whole[:16] + length.to_bytes(4, "little") + whole[20:]) == "cut"


@given(st.binary(max_size=200))
def test_no_bytes_at_all_bring_anything_but_a_size_or_a_refusal(noise: bytes) -> None:
    for picture in (noise, riff((noise[:4].ljust(4), noise[4:])), riff(extended(9, 9), (b"VP8 ", noise))):
        _size_or_refusal(picture)


@given(st.data())
def test_a_picture_with_any_bytes_changed_brings_a_size_or_a_refusal(choice: st.DataObject) -> None:
    picture = bytearray(riff(extended(30, 20), (b"ALPH", b"abc"), lossy(30, 20, b"some rest")))
    for _ in range(choice.draw(st.integers(1, 4))):
        picture[choice.draw(st.integers(0, len(picture) - 1))] = choice.draw(st.integers(0, 255))
    _size_or_refusal(bytes(picture))


def _size_or_refusal(picture: bytes) -> None:
    try:
        width, height = size_of(picture)
    except BadPicture:
        return
    assert 0 < width <= 0x4000 and 0 < height <= 0x4000

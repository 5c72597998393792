"""Of one picture come as many pixels as were asked for, in order; a child that says otherwise is not believed."""

import pytest

from kiosk.reader.arriving import Arriving, Strange, overwrite


@pytest.fixture
def arriving() -> Arriving:
    return Arriving(7, (2, 3), until_s=1.0)


def test_bands_make_the_whole_picture_in_their_order(arriving: Arriving) -> None:
    arriving.add(b"a" * 16)
    arriving.add(b"b" * 8)
    assert arriving.whole() == b"a" * 16 + b"b" * 8


@pytest.mark.parametrize("bands", [[b"a" * 25], [b"a" * 20, b"b" * 5], [b"a" * 24, b"b"], [b""]])
def test_more_than_was_asked_for_and_nothing_at_all_are_strange(arriving: Arriving, bands: list[bytes]) -> None:
    for band in bands[:-1]:
        arriving.add(band)
    with pytest.raises(Strange):
        arriving.add(bands[-1])


def test_a_picture_is_not_whole_before_its_last_pixel(arriving: Arriving) -> None:
    arriving.add(b"a" * 23)
    with pytest.raises(Strange):
        arriving.whole()


def test_what_is_forgotten_is_overwritten_and_what_follows_is_counted_but_not_kept(arriving: Arriving) -> None:
    arriving.add(b"a" * 12)
    kept = arriving._pixels
    arriving.forget()
    assert kept == bytes(24)
    arriving.add(b"b" * 12)
    assert arriving.whole() == b""
    with pytest.raises(Strange):
        arriving.add(b"c")


def test_overwriting_leaves_no_byte() -> None:
    pixels = bytearray(b"secret")
    overwrite(pixels)
    assert pixels == bytes(6)

"""JPEG from strangers: decoded no larger than needed, and nothing but pictures."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.camera.jpeg import decode, jpeg_size
from tests.support.network_camera import jpegs


def _jpeg(width: int, height: int) -> bytes:
    return jpegs(width, height)[0]


@pytest.mark.parametrize(
    ("given_px", "got_px"),
    [
        ((3840, 2160), (1920, 1080)),
        ((1920, 1080), (1920, 1080)),
        ((1280, 720), (1280, 720)),
        ((5120, 2880), (1280, 720)),
    ],
    ids=["4K at half", "HD whole", "exactly as wanted", "5K at a quarter"],
)
def test_a_picture_is_made_smaller_while_it_still_covers_what_is_wanted(
    given_px: tuple[int, int], got_px: tuple[int, int]
) -> None:
    pixels = decode(_jpeg(*given_px), (1280, 720))
    assert pixels is not None
    assert (pixels.shape[1], pixels.shape[0]) == got_px


def test_the_header_tells_the_size_also_behind_what_a_camera_writes_into_it() -> None:
    jpeg = _jpeg(320, 180)
    noted = jpeg[:2] + b"\xff\xfe\x00\x08hello!" + b"\xff" + jpeg[2:]
    assert jpeg_size(jpeg) == jpeg_size(noted) == (320, 180)


@given(st.binary(max_size=200))
def test_junk_is_no_picture(junk: bytes) -> None:
    assert decode(b"\xff\xd8" + junk + b"\xff\xd9", (64, 64)) is None


def test_a_picture_that_would_fill_the_memory_is_not_decoded() -> None:
    jpeg = bytearray(_jpeg(320, 180))
    at = jpeg.index(b"\xff\xc0")
    jpeg[at + 5 : at + 9] = b"\xff\xf0\xff\xf0"
    assert jpeg_size(bytes(jpeg)) == (65520, 65520)
    assert decode(bytes(jpeg), (64, 64)) is None


def test_a_grey_picture_has_three_colours_all_the_same() -> None:
    grey = cv2.imencode(".jpg", np.full((90, 160), 77, np.uint8))[1].tobytes()
    pixels = decode(grey, (160, 90))
    assert pixels is not None and pixels.shape == (90, 160, 3)
    assert abs(int(pixels.mean()) - 77) <= 1

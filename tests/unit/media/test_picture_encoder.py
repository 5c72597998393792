"""VP8 that neither fills the line after a pause nor begins anew whenever an estimate moves."""

from fractions import Fraction

import numpy as np
import pytest
from av import VideoFrame

from kiosk.media.budget import PictureBudget
from kiosk.media.encoders import FIRST_PICTURE_BITS_PER_S, STEP, PictureEncoder

CLOCK = 90_000
WIDTH, HEIGHT = 640, 360


def print_page(shift: int) -> np.ndarray:
    """yuv420p planes of something like print, pushed by so many pixels."""
    rng = np.random.default_rng(1)
    planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    letters = np.where(rng.random((HEIGHT // 2, WIDTH // 2)) < 0.3, 40, 230).astype(np.uint8)
    planes[:HEIGHT] = np.roll(letters.repeat(2, axis=0).repeat(2, axis=1), shift, axis=1)
    return planes


def encoded(encoder: PictureEncoder, at_s: float, shift: int = 0, asked: bool = False) -> tuple[list[bytes], int]:
    frame = VideoFrame.from_ndarray(print_page(shift), format="yuv420p")
    frame.pts, frame.time_base = round(at_s * CLOCK), Fraction(1, CLOCK)
    return encoder.encode(frame, asked)


def is_whole(payloads: list[bytes]) -> bool:
    """The first bit of a VP8 frame (RFC 6386 section 9.1), behind the payload descriptor (RFC 7741 section 4.2)."""
    first = payloads[0]
    beyond = 1
    if first[0] & 0x80:
        extension = first[1]
        beyond += 1 + (2 if extension & 0x80 and first[2] & 0x80 else 1 if extension & 0x80 else 0)
        beyond += bool(extension & 0x40) + bool(extension & 0x30)
    return not first[beyond] & 1


def test_after_a_long_rest_a_movement_is_no_larger_than_without_it() -> None:
    sizes = []
    for pause_s in (0.1, 20.0):
        encoder = PictureEncoder(0.7, PictureBudget())
        at_s = 1000.0
        for _ in range(10):
            encoded(encoder, at_s)
            at_s += pause_s
        sizes.append(sum(map(len, encoded(encoder, at_s, shift=37)[0])))
    busy, rested = sizes
    assert rested < 1.3 * busy


def test_its_times_are_those_of_the_pictures() -> None:
    encoder = PictureEncoder(0.7, PictureBudget())
    assert [encoded(encoder, at_s)[1] for at_s in (5.0, 5.1, 9.0)] == [450_000, 459_000, 810_000]


def test_an_estimate_that_moves_a_little_begins_nothing_anew() -> None:
    encoder = PictureEncoder(1.0, PictureBudget())
    assert is_whole(encoded(encoder, 1.0)[0])
    for step, share in enumerate((0.8, 1.2, 0.75, 1.3)):
        encoder.target_bitrate = round(FIRST_PICTURE_BITS_PER_S * share)
        assert not is_whole(encoded(encoder, 1.1 + step / 10)[0])


def test_a_whole_picture_that_is_asked_for_is_no_larger_than_the_first_one_was() -> None:
    encoder = PictureEncoder(0.7, PictureBudget())
    first, _ = encoded(encoder, 1.0)
    for step in range(30):
        encoded(encoder, 1.1 + step / 10)
    again, _ = encoded(encoder, 4.2, asked=True)
    assert is_whole(again)
    assert sum(map(len, again)) < 1.2 * sum(map(len, first))


def test_a_much_narrower_line_has_another_encoder() -> None:
    encoder = PictureEncoder(0.7, PictureBudget())
    encoded(encoder, 1.0)
    encoder.target_bitrate = 300_000
    then, _ = encoded(encoder, 1.1)
    assert is_whole(then)
    assert 300_000 * 0.7 / STEP <= encoder.target_bitrate <= 300_000 * 0.7


@pytest.mark.parametrize("length", [0, 1])
def test_the_purse_hears_what_each_picture_took(length: int) -> None:
    budget = PictureBudget(lambda: 0.0)
    encoder = PictureEncoder(0.7, budget)
    for at in range(1 + 9 * length):
        encoded(encoder, 1.0 + at / 10, shift=at)
    assert not budget.allows("face", 0.0)

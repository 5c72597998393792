"""What the reader's child makes of one picture, in this process: pixels of the size that is wanted, or a refusal."""

import subprocess
import sys

import numpy as np
import pytest

from kiosk.app.places import root
from kiosk.domain.still import MOST_PX
from kiosk.reader.child import bands, decoded
from kiosk.reader.plan import BAND_BYTES, BadPicture, Size
from tests.unit.reader.pictures import bgra, chunk_of, drawn, extended, lossless, lossy, riff, seen, turned, webp


@pytest.mark.parametrize("quality", [30, 80, 101])
@pytest.mark.parametrize("size", [(1, 1), (33, 47), (640, 360)])
def test_each_pixel_is_as_opencv_decodes_it(size: Size, quality: int) -> None:
    picture = webp(drawn(*size), quality)
    assert bgra(decoded(picture, size)) == seen(picture)


def test_a_picture_without_loss_comes_out_as_it_went_in() -> None:
    pixels = drawn(120, 90)
    assert (decoded(webp(pixels, 101), (120, 90)) == pixels).all()


def test_a_smaller_picture_is_enlarged_to_what_is_wanted() -> None:
    picture = webp(drawn(100, 141))
    assert bgra(decoded(picture, (250, 353))) == seen(picture, (250, 353))


@pytest.mark.parametrize("size", [(640, 360), (641, 360), (37, 11), (1, 300)])
def test_any_way_to_make_a_picture_smaller_keeps_its_shape(size: Size) -> None:
    for divisor in (1.5, 2, 3, 4):
        sides = [max(1, round(side / divisor)) for side in size]
        assert decoded(webp(drawn(sides[0], sides[1])), size).shape == (size[1], size[0], 3)


def test_a_wish_to_be_turned_is_not_obeyed() -> None:
    picture = webp(drawn(60, 40))
    assert bgra(decoded(turned(picture), (60, 40))) == seen(picture)


@pytest.mark.parametrize(
    ("picture", "size", "reason"),
    [
        (webp(drawn(41, 30)), (40, 30), "large"),
        (webp(drawn(40, 31)), (40, 30), "large"),
        (riff(lossless(16_000, 16_000)), (3000, 4000), "large"),
        (riff(lossless(4000, 3250)), (4000, 3250), "large"),
        (webp(drawn(100, 100)), (200, 300), "shape"),
        (webp(drawn(300, 100)), (300, 300), "shape"),
        (riff(lossy(40, 30)), (40, 30), "broken"),
        (riff(lossless(40, 30)), (40, 30), "broken"),
        (riff(extended(40, 30), (b"VP8 ", chunk_of(webp(drawn(40, 30)))[1][:60])), (40, 30), "broken"),
        (webp(drawn(40, 30))[:-1], (40, 30), "cut"),
    ],
)
def test_a_picture_that_is_not_what_was_asked_for_is_refused(picture: bytes, size: Size, reason: str) -> None:
    with pytest.raises(BadPicture) as caught:
        decoded(picture, size)
    assert caught.value.why == reason


def test_a_flood_of_pixels_is_refused_by_its_header_alone() -> None:
    """A true picture of 13 million pixels in a few kilobytes, asked for as such."""
    flat = webp(np.full((3250, 4000, 3), 255, np.uint8))
    assert len(flat) < 50_000 and MOST_PX < 4000 * 3250
    with pytest.raises(BadPicture, match="large"):
        decoded(flat, (4000, 3250))


def test_rows_are_told_in_bands_that_a_pipe_takes() -> None:
    pixels = drawn(1000, 700)
    told = list(bands(pixels))
    assert len(told) > 1 and max(map(len, told)) <= BAND_BYTES
    assert b"".join(told) == bgra(pixels)


def test_the_program_that_shows_pages_never_loads_what_decodes_them() -> None:
    """Two licences would meet: OpenCV's OpenSSL and PyAV's x264."""
    look = "import sys, kiosk.reader.far_page; sys.exit('cv2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], cwd=root(), check=False).returncode == 0

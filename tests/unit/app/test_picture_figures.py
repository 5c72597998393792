"""Light and focus of a picture, as an installer reads them."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.mock_room.state import PAGES
from kiosk.app.picture_figures import brightness, in_words, sharpness

Pixels = NDArray[np.uint8]


def page() -> Pixels:
    """A printed page, as large as it is in a 720p picture."""
    found = cv2.imread(str(PAGES / "juminhyo.png"))
    return np.asarray(cv2.resize(np.asarray(found), (620, 877), interpolation=cv2.INTER_AREA), np.uint8)


def blurred(pixels: Pixels, sigma_px: float) -> Pixels:
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), sigma_px), np.uint8)


def test_the_softer_a_lens_stands_the_lower_the_sharpness() -> None:
    sharp = page()
    measured = [sharpness(sharp), *(sharpness(blurred(sharp, sigma_px)) for sigma_px in (1, 2.5, 5))]
    assert all(isinstance(value, float) for value in measured)
    assert measured == sorted(measured, key=lambda value: -(value or 0.0))
    words = [in_words(0.5, value) for value in measured]
    assert words[0].endswith("ピント はっきり")
    assert words[2].endswith("ピント 少し ぼやけています")
    assert words[3].endswith("ピント ぼやけています")


def test_contrast_is_not_taken_for_focus() -> None:
    sharp = page()
    pale = (120 + sharp.astype(np.float32) / 2).astype(np.uint8)
    assert sharpness(pale) == pytest.approx(sharpness(sharp), abs=0.1)


def test_a_picture_without_edges_says_nothing_about_focus() -> None:
    assert sharpness(np.full((180, 320, 3), 90, np.uint8)) is None
    assert in_words(0.35, None).endswith("模様が ないので わかりません")


@pytest.mark.parametrize(
    ("level", "words"),
    [(0, "0%（まっ黒）"), (38, "15%（暗い）"), (128, "50%（ちょうど よい）"), (255, "100%（まぶしい）")],
)
def test_light_is_said_in_words(level: int, words: str) -> None:
    light = brightness(np.full((90, 160, 3), level, np.uint8))
    assert in_words(light, None).startswith(f"明るさ {words}")

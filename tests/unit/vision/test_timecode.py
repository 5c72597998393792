"""The time that a pretended camera draws is read again at the far end, whatever the video did to it."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.camera.mock_timecode import draw_timecode
from kiosk.vision.timecode import COUNTER_MS, age_ms, read_timecode


def picture(at_s: float, origin: tuple[float, float] = (0.0, 0.0)) -> NDArray[np.uint8]:
    pixels = np.random.default_rng(3).integers(60, 200, (720, 1280, 3)).astype(np.uint8)
    draw_timecode(pixels, at_s, origin)
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), np.uint8)


@pytest.mark.parametrize("scale", [1.0, 0.75, 0.5, 0.35])
def test_the_code_survives_being_made_small_blurred_and_compressed(scale: float) -> None:
    for millisecond in (0, 1, 1365, 2730, 4094, 4095):
        gray = cv2.resize(picture(millisecond / 1000 + 0.0005), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        gray = cv2.GaussianBlur(gray, (0, 0), 1.2)
        _, compressed = cv2.imencode(".jpg", gray, [cv2.IMWRITE_JPEG_QUALITY, 20])
        assert read_timecode(np.asarray(cv2.imdecode(compressed, cv2.IMREAD_GRAYSCALE), np.uint8)) == millisecond


def test_the_code_may_stand_at_the_corner_of_the_tray() -> None:
    assert read_timecode(picture(1.2345, (0.25, 0.03)), (0.25, 0.03)) == 1234


def test_every_millisecond_has_a_code_of_its_own() -> None:
    pixels = np.zeros((24, 640, 3), np.uint8)
    codes = set()
    for millisecond in range(COUNTER_MS):
        draw_timecode(pixels, (millisecond + 0.5) / 1000)
        codes.add(pixels[6].tobytes())
    assert len(codes) == COUNTER_MS


@pytest.mark.parametrize("level", [0, 128, 255])
def test_a_picture_without_code_gives_none(level: int) -> None:
    assert read_timecode(np.full((720, 1280), level, np.uint8)) is None


def test_a_code_with_one_wrong_cell_gives_none() -> None:
    gray = picture(2.0)
    cell = gray[:48, 72:96].copy()
    gray[:48, 72:96] = 255 - cell
    assert read_timecode(gray) is None


def test_a_picture_too_flat_for_the_code_gives_none() -> None:
    assert read_timecode(np.zeros((4, 1280), np.uint8)) is None


def test_the_age_is_right_also_when_the_counter_has_begun_again() -> None:
    assert age_ms(4090, now_s=COUNTER_MS / 1000 * 3 + 0.0105) == 16

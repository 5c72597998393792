"""A camera that gives another size than it was asked for is shown whole and undistorted."""

import numpy as np
import pytest

from kiosk.eye.publisher import fitted

LIGHT = 200


@pytest.mark.parametrize(
    ("came", "bars"),
    [
        ((640, 480), (160, 0)),
        ((1600, 600), (0, 120)),
        ((320, 180), (0, 0)),
        ((2560, 1440), (0, 0)),
    ],
    ids=["4:3 gets bars at the sides", "a wide one above and below", "a small one is enlarged", "a large one shrinks"],
)
def test_a_picture_keeps_its_shape(came: tuple[int, int], bars: tuple[int, int]) -> None:
    pixels = np.full((came[1], came[0], 3), LIGHT, np.uint8)
    shown = fitted(pixels, (1280, 720))
    assert shown.shape == (720, 1280, 3)
    light = np.zeros((720, 1280), bool)
    light[bars[1] : 720 - bars[1], bars[0] : 1280 - bars[0]] = True
    assert (shown[light] == LIGHT).all()
    assert not shown[~light].any()

"""Pictures as WebP, as quickly or as small as they are wanted; OpenCV's writer has no choice between the two."""

import io
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, WebPImagePlugin

EFFORT_QUICK: Final = 2
"""A page of 1441 x 2037 pixels in 68 ms where EFFORT_SMALL takes 185, with a tenth more bytes for the same likeness."""
EFFORT_SMALL: Final = 4
Image.preinit()  # else with the first picture, while somebody waits for it


def webp(pixels: NDArray[np.uint8], quality: int, effort: int) -> bytes:
    """(height, width, 3) BGR pixels at a `quality` of 0 to 100; releases the interpreter while it works."""
    coded = io.BytesIO()
    picture = Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))
    picture.save(coded, WebPImagePlugin.WebPImageFile.format, quality=quality, method=effort)
    return coded.getvalue()

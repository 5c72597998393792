"""The one way to make pixels unseen: flat grey, never a mosaic or a blur, out of which digits can be read again."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.mask import FLAT


def fill_flat(pixels: NDArray[np.uint8], filled: NDArray[np.uint8]) -> None:
    """Makes (height, width, 3) pixels flat, in place, wherever `filled` (a mask of any size) is not 0."""
    mask = cv2.resize(filled, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_NEAREST)
    cv2.copyTo(np.full_like(pixels, FLAT), mask, pixels)

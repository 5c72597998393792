"""The mask of the document camera: only what lies in the tray may be seen by anybody, in every open position."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FLAT = 128


@dataclass(frozen=True)
class Opening:
    """The rectangle of the tray, as fractions of the picture from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        inside = self.left >= 0 and self.top >= 0 and self.left + self.width <= 1 and self.top + self.height <= 1
        if not (inside and self.width > 0 and self.height > 0):
            raise ValueError("the opening does not lie in the picture")

    def in_pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in a picture of that size: rounded inwards to even pixels, as I420 needs them."""
        left, top = 2 * math.ceil(self.left * width / 2), 2 * math.ceil(self.top * height / 2)
        right = 2 * math.floor((self.left + self.width) * width / 2)
        bottom = 2 * math.floor((self.top + self.height) * height / 2)
        return left, top, right, bottom


def mask_outside(pixels: NDArray[np.uint8], opening: Opening | None) -> None:
    """Makes (height, width, 3) pixels flat grey outside the opening, in place; without an opening everywhere."""
    if opening is None:
        pixels.fill(FLAT)
        return
    height, width = pixels.shape[:2]
    left, top, right, bottom = opening.in_pixels(width, height)
    pixels[:top] = FLAT
    pixels[bottom:] = FLAT
    pixels[top:bottom, :left] = FLAT
    pixels[top:bottom, right:] = FLAT


def cut_out(pixels: NDArray[np.uint8], opening: Opening | None) -> NDArray[np.uint8]:
    """The part of (height, width, 3) pixels inside the opening, as a view; without an opening all of them."""
    if opening is None:
        return pixels
    left, top, right, bottom = opening.in_pixels(pixels.shape[1], pixels.shape[0])
    return pixels[top:bottom, left:right]

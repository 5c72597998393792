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


def mask_outside(pixels: NDArray[np.uint8], opening: Opening | None) -> None:
    """Makes (height, width, 3) pixels flat grey outside the opening, in place; without an opening everywhere.

    The edges are rounded inwards to whole pixels.
    """
    if opening is None:
        pixels.fill(FLAT)
        return
    height, width = pixels.shape[:2]
    left, top = math.ceil(opening.left * width), math.ceil(opening.top * height)
    right = math.floor((opening.left + opening.width) * width)
    bottom = math.floor((opening.top + opening.height) * height)
    pixels[:top] = FLAT
    pixels[bottom:] = FLAT
    pixels[top:bottom, :left] = FLAT
    pixels[top:bottom, right:] = FLAT

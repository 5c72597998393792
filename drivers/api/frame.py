"""One picture of a camera, as a driver hands it over."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Frame:
    """`pixels` is (height, width, 3) uint8 in BGR order and belongs to the receiver.

    `taken_s` is time.monotonic() when the picture was taken (or drawn); `number` rises by one a picture.
    """

    pixels: NDArray[np.uint8]
    taken_s: float
    number: int

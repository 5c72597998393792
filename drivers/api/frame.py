"""One picture of a camera, as a driver hands it over."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Frame:
    """`pixels` is (height, width, 3) uint8 in BGR order and belongs to the receiver.

    `taken_s` is time.monotonic() when the picture was taken (or drawn); `number` rises by one a picture. `whole` gives
    the same picture as large as the camera took it, where `pixels` are fewer: it is decoded only when asked for, and
    may turn out to be broken (None).
    """

    pixels: NDArray[np.uint8]
    taken_s: float
    number: int
    whole: Callable[[], NDArray[np.uint8] | None] | None = None

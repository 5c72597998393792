"""What the calibration of a document camera sees, as plain values: whoever speaks of them needs no pixels."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

A4_MM = (210.0, 297.0)
Light = Literal["dark", "good", "bright"]
Fault = Literal["nothing", "cut", "covered", "askew", "changed", "unsure"]
"""Why no sheet is found: nothing lies there; the sheet, or an arm on it, reaches beyond the picture; something lies on
its edge; its sides are not as they should be to each other; the table no longer looks as it was remembered; or what
lies there is no A4 sheet."""


@dataclass(frozen=True)
class Sight:
    """What the pictures up to the newest tell; nothing moved for `still_s` seconds."""

    light: Light
    moving: bool
    still_s: float


@dataclass(frozen=True, eq=False)
class EmptyTable:
    """The table with nothing on it: (height, width, 3) BGR `pixels`, and the same as a PNG file."""

    pixels: NDArray[np.uint8]
    png: bytes


@dataclass(frozen=True)
class SheetSeen:
    """A whole A4 sheet: its four corners in pixels, clockwise, and the scale that they tell."""

    quad: tuple[tuple[float, float], ...]
    px_per_mm: float

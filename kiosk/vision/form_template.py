"""A blank form as the eye knows it: its print, and its fields in millimetres."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Area:
    """A rectangle in millimetres of a page, from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def grown(self, by: float) -> "Area":
        """Larger by so many millimetres at each side."""
        return Area(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def in_pixels(self, px_per_mm: float, shape: tuple[int, ...]) -> tuple[slice, slice]:
        """Rows and columns in a page of that shape, rounded outwards."""
        left, top = int(self.x * px_per_mm), int(self.y * px_per_mm)
        right, bottom = int((self.x + self.width) * px_per_mm + 1), int((self.y + self.height) * px_per_mm + 1)
        return slice(max(0, top), max(0, min(bottom, shape[0]))), slice(max(0, left), max(0, min(right, shape[1])))


@dataclass(frozen=True)
class FieldArea:
    """Where one field is filled in; `label` is the print that names it. `private` ones stay filled until released."""

    id: str
    area: Area
    label: Area
    required: bool = False
    private: bool = False


@dataclass(frozen=True)
class FormTemplate:
    """`blank` is the (height, width) grey page at `px_per_mm`, white where nothing is printed."""

    id: str
    size: tuple[float, float]
    blank: NDArray[np.uint8]
    px_per_mm: float
    fields: tuple[FieldArea, ...]

"""A blank form as the eye knows it: its print, and its fields in millimetres."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.form import Box


@dataclass(frozen=True)
class FieldArea:
    """Where one field is filled in; `label` is the print that names it. `private` ones stay filled until released."""

    id: str
    area: Box
    label: Box
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

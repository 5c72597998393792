"""Which fields of a recognised form are filled in: what is there beyond the form's own print."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.form_template import FieldArea, FormTemplate
from kiosk.vision.geometry import Floats, Gray
from kiosk.vision.recogniser import PX_PER_MM
from kiosk.vision.tracker import flattened

_PALEST = 13
"""Grey levels below the paper's that a pencil leaves at least."""
_INSET_MM = 0.9
_PRINT_SLACK_PX = 1
LEAST_INK_MM2 = 0.35
_LEAST_MARK_MM2 = 0.12


class BlankWatch:
    """Knows one form's print."""

    def __init__(self, form: FormTemplate) -> None:
        shape = (round(form.size[0] * PX_PER_MM), round(form.size[1] * PX_PER_MM))
        blank = np.asarray(cv2.resize(form.blank, shape, interpolation=cv2.INTER_AREA), np.uint8)
        slack = 2 * _PRINT_SLACK_PX + 1
        printed = (flattened(blank) < 128 - _PALEST).astype(np.uint8)
        self._printed = cv2.dilate(printed, np.ones((slack, slack), np.uint8)) > 0
        self._fields = form.fields

    def filled(self, page: Gray, fit: Floats) -> tuple[str, ...]:
        """Ids of fields with writing; `page` is the free upright sheet at the recogniser's scale, `fit` where the form
        lies on it, in millimetres."""
        scale = np.diag([PX_PER_MM, PX_PER_MM, 1.0])
        size = self._printed.shape[::-1]
        to_page = scale @ fit @ np.linalg.inv(scale)
        level = cv2.warpPerspective(page, to_page, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderValue=255)
        added = (flattened(np.asarray(level, np.uint8)) < 128 - _PALEST) & ~self._printed
        return tuple(field.id for field in self._fields if _ink_mm2(added, field) >= LEAST_INK_MM2)


def _ink_mm2(added: NDArray[np.bool_], field: FieldArea) -> float:
    """What was written in a field; specks do not count."""
    inside = added[field.area.grown(-_INSET_MM).in_pixels(PX_PER_MM, added.shape)].astype(np.uint8)
    areas = cv2.connectedComponentsWithStats(inside)[2][1:, cv2.CC_STAT_AREA] / PX_PER_MM**2
    return float(areas[areas >= _LEAST_MARK_MM2].sum())

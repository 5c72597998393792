"""Finds the ruled boxes of a printed page: a proposal for where its fields are."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.form import Box
from kiosk.vision.geometry import Gray

LEAST_MM = 4.0
"""A box for one digit has this width at least."""
_RULE_MM = 5.0
"""Strokes of letters are shorter."""
_LARGEST_TICK_MM = 7.0
_TICK_SLACK_MM = 0.5
_INK_BELOW = 160
_GAP_MM = 0.3
_FULL = 0.97
_LARGEST_SHARE = 0.5
"""What takes more of the page is a frame around everything."""


@dataclass(frozen=True)
class RuledBox:
    """The inside of a box, and how many squares for ticks are ruled within."""

    area: Box
    ticks: int


def ruled_boxes(page: Gray, px_per_mm: float) -> list[RuledBox]:
    """Boxes row by row; what holds other boxes is none. `page`: (height, width) at `px_per_mm`, with rules darker than
    _INK_BELOW."""
    found = list(_rectangles(_rules(page, px_per_mm) == 0, px_per_mm))
    within = {id(one): [other for other in found if _holds(one, other)] for one in found}
    ticks = {id(one) for others in within.values() for one in others if _is_tick(one)}
    boxes = []
    for one in sorted(found, key=lambda area: (round(area.y), area.x)):
        if id(one) not in ticks and all(id(other) in ticks for other in within[id(one)]):
            boxes.append(RuledBox(one, len(within[id(one)])))
    return boxes


def _rules(page: Gray, px_per_mm: float) -> Gray:
    """Long level and upright strokes, with small gaps closed."""
    ink = (page < _INK_BELOW).astype(np.uint8)
    length, gap = round(_RULE_MM * px_per_mm), 2 * round(_GAP_MM * px_per_mm / 2) + 1
    rules = np.zeros_like(ink)
    for along in ((1, 0), (0, 1)):
        shape = tuple(1 + step * (length - 1) for step in along)
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones([1 + step * (gap - 1) for step in along], np.uint8))
        rules |= np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(shape, np.uint8)), np.uint8)
    return rules


def _rectangles(inside: NDArray[np.bool_], px_per_mm: float) -> Iterator[Box]:
    """Areas with a straight outline; squares for ticks may be ruled within."""
    page_px, least_px = inside.size, LEAST_MM * px_per_mm
    outlines, tree = cv2.findContours(inside.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    for number, outline in enumerate(outlines):
        left, top, width, height = cv2.boundingRect(outline)
        is_hole = tree[0][number][3] >= 0
        if is_hole or min(width, height) < least_px or width * height > _LARGEST_SHARE * page_px:
            continue
        if cv2.contourArea(outline) >= _FULL * (width - 1) * (height - 1):
            yield Box(left / px_per_mm, top / px_per_mm, width / px_per_mm, height / px_per_mm)


def _is_tick(one: Box) -> bool:
    return max(one.width, one.height) <= _LARGEST_TICK_MM and abs(one.width - one.height) < _TICK_SLACK_MM


def _holds(box: Box, other: Box) -> bool:
    return other is not box and other.lies_in(box, 0.0)

"""The line that a stroke's points stand for: what is painted, and what an eraser can touch."""

import math
from collections.abc import Iterable

from kiosk.domain.annotation import Stroke, Tool
from kiosk.domain.page import Point

_CORNERS = 48


def outline(stroke: Stroke) -> tuple[Point, ...]:
    """The points of the line in page millimetres; a circle is a closed one, an arrow has no head here, and a stamp
    is one point. Empty for a stroke of which nothing can be seen yet."""
    if stroke.tool is Tool.CIRCLE and stroke.points:
        return _ellipse(stroke.points[0], stroke.points[-1])
    if stroke.tool is Tool.ARROW and stroke.points:
        return stroke.points[0], stroke.points[-1]
    return stroke.points[:1] if stroke.tool is Tool.HERE else stroke.points


def nearest(strokes: Iterable[Stroke], point: Point, within_mm: float) -> Stroke | None:
    """The stroke whose line passes nearest to a point, if one does within that distance; of equals the last."""
    found, found_mm = None, within_mm
    for stroke in strokes:
        if not _comes_near(stroke, point, within_mm):
            continue
        distance_mm = _distance_mm(outline(stroke), point)
        if distance_mm <= found_mm:
            found, found_mm = stroke, distance_mm
    return found


def _comes_near(stroke: Stroke, point: Point, within_mm: float) -> bool:
    """Rules most strokes out at little cost."""
    if not stroke.points:
        return False
    corners = zip(*stroke.box, point, strict=True)
    return all(low - within_mm <= at <= high + within_mm for low, high, at in corners)


def _ellipse(one: Point, other: Point) -> tuple[Point, ...]:
    middle = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    radii = (other[0] - one[0]) / 2, (other[1] - one[1]) / 2
    turns = [2 * math.pi * corner / _CORNERS for corner in range(_CORNERS)]
    ring = [(middle[0] + radii[0] * math.cos(turn), middle[1] + radii[1] * math.sin(turn)) for turn in turns]
    return (*ring, ring[0])


def _distance_mm(line: tuple[Point, ...], point: Point) -> float:
    return min(_to_segment_mm(a, b, point) for a, b in zip(line, line[1:] or line, strict=False))


def _to_segment_mm(a: Point, b: Point, point: Point) -> float:
    along = b[0] - a[0], b[1] - a[1]
    length_squared = along[0] ** 2 + along[1] ** 2
    share = 0.0
    if length_squared:
        share = ((point[0] - a[0]) * along[0] + (point[1] - a[1]) * along[1]) / length_squared
        share = min(max(share, 0.0), 1.0)
    return math.dist((a[0] + share * along[0], a[1] + share * along[1]), point)

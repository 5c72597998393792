"""A camera over the pretended table, whose time is counted in pictures: a busy machine moves nothing on it."""

import threading
from collections.abc import Sequence
from functools import cache

from drivers.api.camera import CameraHealth
from drivers.api.errors import DeviceLost
from drivers.api.frame import Frame
from kiosk.vision.geometry import Floats
from tests.support.paper_world import Pixels, TableKind, Thing, World, blank_page, hand, sheet, write

SIZE = (1280, 720)
PX_PER_MM = 1.7
FPS = 15
MIDDLE = (376.0, 211.0)
_PACE_S = 0.02
_VARIANTS = 3


class TableCamera:
    """Shows `scene` until another is laid; `unplug` and `replug` from any thread."""

    def __init__(self, scene: Sequence[Pixels], mock: bool = True) -> None:
        self.mock = mock
        self._scene = scene
        self._plugged = True
        self._open = False
        self._number = 0
        self._changed = threading.Condition()

    def lay(self, *scenes: Sequence[Pixels]) -> None:
        """Shows this from the next picture on; pictures of several scenes take turns, which is a table in motion."""
        with self._changed:
            self._scene = [picture for some in zip(*scenes, strict=True) for picture in some]

    def unplug(self) -> None:
        with self._changed:
            self._plugged = False

    def replug(self) -> None:
        with self._changed:
            self._plugged = True

    def open(self) -> None:
        if not self._plugged:
            raise DeviceLost("table camera")
        self._open = True

    def close(self) -> None:
        self._open = False

    def wait(self, timeout_s: float) -> Frame | None:
        with self._changed:
            self._changed.wait(min(timeout_s, _PACE_S))
            if not self._plugged:
                raise DeviceLost("table camera")
            self._number += 1
            picture = self._scene[self._number % len(self._scene)]
        return Frame(picture.copy(), self._number / FPS, self._number)

    def expose_for_screen(self, on: bool) -> None: ...

    def health(self) -> CameraHealth:
        return CameraHealth(self._open, 0.0, f"{SIZE[0]}×{SIZE[1]}")


@cache
def world(kind: TableKind = "grey") -> World:
    return World(kind, 5, PX_PER_MM, SIZE)


def pictures(*things: Thing, kind: TableKind = "grey", lamp: float = 1.0) -> list[Pixels]:
    """A scene: pictures that differ by their noise alone."""
    table = world(kind)
    table.lamp = lamp
    try:
        return [table.picture(things) for _ in range(_VARIANTS)]
    finally:
        table.lamp = 1.0


@cache
def a4_sheet() -> Thing:
    """With some words on it."""
    page = blank_page()
    for row in range(6):
        write(page, (30.0, 40.0 + 30 * row, 120.0, 16.0), row)
    return sheet(page).at(*MIDDLE, 2.0)


def with_a_hand_on_it() -> list[Thing]:
    """The sheet with a hand and a sleeve along the whole of its lower side."""
    x, y = MIDDLE
    return [a4_sheet(), *(hand(number).at(x + across, y + 190.0) for number, across in enumerate((-70.0, 0.0, 70.0)))]


def true_scale() -> float:
    """Pixels a millimetre of the sheet as it lies: its circumference in the picture by that of A4."""
    quad: Floats = world().quad(a4_sheet())
    around = sum(float(((quad[corner] - quad[corner - 1]) ** 2).sum() ** 0.5) for corner in range(4))
    return around / 1014.0

"""How somebody looks at a shared page: how large, which way up, which part of it, moving or standing still."""

import dataclasses
from dataclasses import dataclass
from typing import Final

from kiosk.domain.page import Page, Point

ZOOMS: Final = (1.0, 1.5, 2.0, 3.0, 4.0)
"""Steps of 大きく; the first shows the whole page."""


@dataclass(frozen=True)
class Reading:
    """`step` counts in ZOOMS, `quarters` clockwise turns, `centre` is a share of the page's width and height."""

    step: int = 0
    quarters: int = 0
    centre: Point = (0.5, 0.5)
    frozen: bool = False

    @property
    def zoom(self) -> float:
        """How many times larger than the whole page."""
        return ZOOMS[self.step]

    def zoomed(self, steps: int) -> "Reading":
        """Larger or smaller, within ZOOMS; the whole page is always in the middle."""
        step = min(max(self.step + steps, 0), len(ZOOMS) - 1)
        return dataclasses.replace(self, step=step, centre=self.centre if step else (0.5, 0.5))

    def turned(self) -> "Reading":
        """A quarter clockwise."""
        return dataclasses.replace(self, quarters=(self.quarters + 1) % 4)

    def looking_at(self, centre: Point) -> "Reading":
        """Another part of the page, to a ten-thousandth as on the wire. NaN leaves it where it is."""
        if not self.step or any(share != share for share in centre):
            return self
        right, down = (round(min(max(share, 0.0), 1.0), 4) for share in centre)
        return dataclasses.replace(self, centre=(right, down))

    def stepped(self, right: int, down: int) -> "Reading":
        """A third of what is seen, in directions of the screen, however the page is turned."""
        share = 1 / (3 * self.zoom)
        for _ in range(self.quarters):
            right, down = down, -right
        return self.looking_at((self.centre[0] + right * share, self.centre[1] + down * share))


def share_of(page: Page, point: Point) -> Point:
    """A point in millimetres as a share of the page."""
    return point[0] / page.width_mm, point[1] / page.height_mm

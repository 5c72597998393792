"""Where a demo's windows stand: the most that fits side by side on the free area of one display."""

from dataclasses import dataclass

EMBEDDED = (1920, 1080)
EXTERNAL = (1920, 1080)
DESK = (1366, 768)
STRIP_PX = 64
TITLE_PX = 34
"""Height left for a window's title bar."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels of the display."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """First column that is not part of it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row that is not part of it."""
        return self.y + self.height

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share a pixel."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True)
class Layout:
    """Four windows, and by how much the kiosk's and the desk's drawings are scaled."""

    strip: Box
    embedded: Box
    external: Box
    desk: Box
    kiosk_scale: float
    desk_scale: float


def lay_out(area: Box) -> Layout:
    """The van's two monitors stand in a column on the left, the desk beside them, the strip above all."""
    top = area.y + STRIP_PX
    height = area.height - STRIP_PX
    each = height // 2 - TITLE_PX
    left_width = min(int(area.width * 0.5), each * EMBEDDED[0] // EMBEDDED[1])
    kiosk_scale = round(left_width / EMBEDDED[0], 4)
    monitor_height = int(EMBEDDED[1] * kiosk_scale)
    step = monitor_height + TITLE_PX
    desk_width = area.width - left_width
    desk_height = height - TITLE_PX
    desk_scale = round(min(1.0, desk_width / DESK[0], desk_height / DESK[1]), 4)
    return Layout(
        strip=Box(area.x, area.y, area.width, STRIP_PX),
        embedded=Box(area.x, top + TITLE_PX, left_width, monitor_height),
        external=Box(area.x, top + TITLE_PX + step, left_width, monitor_height),
        desk=Box(area.x + left_width, top + TITLE_PX, desk_width, desk_height),
        kiosk_scale=kiosk_scale,
        desk_scale=desk_scale,
    )


def lay_out_headless() -> tuple[Layout, tuple[int, int]]:
    """Everything at its true size on a virtual screen of the second value's width and height."""
    width, height = EMBEDDED
    layout = Layout(
        strip=Box(0, 0, width * 2, STRIP_PX),
        embedded=Box(0, STRIP_PX, width, height),
        external=Box(width, STRIP_PX, width, height),
        desk=Box(0, STRIP_PX + height, 1440, 900),
        kiosk_scale=1.0,
        desk_scale=1.0,
    )
    return layout, (width * 2, STRIP_PX + height + 900)

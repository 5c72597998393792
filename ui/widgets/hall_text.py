"""The room that a text has on the external monitor; the resident's screen counts with it, too."""

from typing import Final

from PySide6.QtCore import QRect

from ui.theme.icons import Icons
from ui.theme.theme import hall_theme
from ui.widgets.block_flow import Room
from ui.widgets.words import Style, set_lines

HALL_TITLE: Final = Style("body", bold=True, line=1.3)
_WIDTH_PX, _HEIGHT_PX = 1760, 868
"""Within the frame of that monitor."""
MORE_PX: Final = 84
"""At the foot, where it stands that there is more."""


def hall_place(icons: Icons, title: str) -> QRect:
    """Where its blocks stand below the title, on the sheet within the frame."""
    top = title_px(icons, title)
    return QRect(0, top, _WIDTH_PX, _HEIGHT_PX - MORE_PX - top)


def hall_room(icons: Icons, title: str) -> Room:
    """The same to count with."""
    place = hall_place(icons, title)
    return Room(hall_theme(icons), place.width(), place.height())


def title_px(icons: Icons, title: str) -> int:
    """How high the title is."""
    return set_lines(title, HALL_TITLE, hall_theme(icons), _WIDTH_PX).height_px

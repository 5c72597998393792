"""The clerk's window grows what it shows with its size: it may stand on a laptop or on a large monitor."""

import dataclasses

from ui.theme.icons import Icons
from ui.theme.letters import DESK
from ui.theme.theme import Theme, desk_theme

_WIDTH_PX = 1440
_HEIGHT_PX = 900
_STEPS = 10
_MOST = 2.0
_GROWING = ("heading", "second", "card", "body", "key", "filled", "bar", "helping", "strip", "least", "number")


def growth_of(width_px: int, height_px: int) -> float:
    """From 1 at the size for which the desk was drawn (or below it) to 2, in tenths."""
    share = min(width_px / _WIDTH_PX, height_px / _HEIGHT_PX)
    return min(max(int(share * _STEPS) / _STEPS, 1.0), _MOST)


def grown_theme(icons: Icons, growth: float) -> Theme:
    """The desk's look at that growth."""
    sizes = {role: round(getattr(DESK, role) * growth) for role in _GROWING}
    return dataclasses.replace(desk_theme(icons), letters=dataclasses.replace(DESK, **sizes))


def grown(theme: Theme, length_px: int) -> int:
    """A length of the desk as it was drawn, in the pixels of a theme that may have grown."""
    return round(length_px * theme.letters.body / DESK.body)

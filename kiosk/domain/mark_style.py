"""How marks look: the same on every screen and on paper, which is white in every look. Widths in millimetres of the
page."""

from typing import Final

from kiosk.domain.ids import Side

INK: Final[dict[Side, str]] = {"office": "#C74700", "van": "#0031D8"}
TAG: Final[dict[Side, str]] = {"office": "#8B3200", "van": "#0031D8"}
LINE_MM: Final = 1.1
CASING_MM: Final = 1.0
"""White on both sides of a line, so that it is seen on print."""
HIGHLIGHTER_MM: Final = 5.0
HIGHLIGHTER_ALPHA: Final = 0.28
HEAD_MM: Final = 6.0
HEAD_RAD: Final = 0.5
"""An arrow's head: how long its arms are, and how far each is turned from the line."""
TAGS_APART_MM: Final = 25.0
"""A stroke that begins nearer than this to one with a name of the same author has none."""

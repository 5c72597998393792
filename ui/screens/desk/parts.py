"""What the columns of the clerk's window are made of: panels, and keys that grow with the window."""

import dataclasses

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.parts import KeyView
from ui.screens.screen import Emit
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import DESK_NARROW, KeyFace
from ui.widgets.painted import Painted
from ui.widgets.words import Style

TITLE = Style("least", "ink_2", bold=True, line=1.5)
TEXT = Style("body", line=1.4)
STRONG = Style("second", bold=True, line=1.4)
ALERT = Style("body", "attention_word", bold=True, line=1.4)


class Panel(Painted):
    """A white column."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("card"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self.colour("hairline"))
        painter.end()


class DeskKey(Key):
    """A key as large as the letters of the window. Clerks click fast: two clicks are two."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit, face: KeyFace = DESK_NARROW) -> None:
        super().__init__(parent, theme, grown_face(face, theme))
        self._drawn = face
        self.one_tap_ms = 0
        self.touched.connect(emit)

    def dress(self, theme: Theme) -> None:
        self.reface(grown_face(self._drawn, theme))
        super().dress(theme)

    def hasHeightForWidth(self) -> bool:
        return False


def grown_face(face: KeyFace, theme: Theme) -> KeyFace:
    """The build of a key in a theme that may have grown."""
    return dataclasses.replace(
        face,
        icon_px=grown(theme, face.icon_px),
        padding=grown(theme, face.padding),
        radius=grown(theme, face.radius),
        least_height=grown(theme, face.least_height),
        between=grown(theme, face.between),
    )


def show_keys(keys: list[DeskKey], views: tuple[KeyView, ...]) -> None:
    """The first keys become the views, the rest go away."""
    for index, key in enumerate(keys):
        key.show_view(views[index] if index < len(views) else None)

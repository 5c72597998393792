"""The frame round whatever a resident shows outside: its colour and the people in it say that a hall sees it."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.mark import Mark
from ui.widgets.plain import Plain
from ui.widgets.surfaces import Drawing
from ui.widgets.words import Style, Words

_FRAME_PX = 24
_HEAD_PX = 116
_MARK_PX = 220
_PEOPLE_PX = 84


class OutsideFrame(Plain):
    """With a title, and the mark of a demo where there is one."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme, "main")
        self._people = Drawing(self, theme, "on_main")
        self._people.show_drawing("people")
        self._title = Words(self, theme, Style("body", "on_main", bold=True, line=1.2))
        self._title.centre_vertically()
        self._mark = Mark(self, theme, 36)

    def show_head(self, title: str, mark: str, mark_words: str) -> None:
        """What is shown, and whether it is pretended."""
        self._title.say(title)
        self._mark.show_mark(mark, mark_words.replace(" ", "\n"))

    def arrange(self, area: QRect) -> QRect:
        """Fills `area`; gives the place within the frame."""
        self.setGeometry(area)
        width, height = area.width(), area.height()
        self._people.setGeometry(_FRAME_PX, 16, _PEOPLE_PX, _PEOPLE_PX)
        mark = _MARK_PX if not self._mark.isHidden() else 0
        self._mark.setGeometry(width - _FRAME_PX - mark, 10, mark, 96)
        left = _FRAME_PX + _PEOPLE_PX + 32
        self._title.setGeometry(left, 8, width - left - mark - 2 * _FRAME_PX, _HEAD_PX - 16)
        return QRect(_FRAME_PX, _HEAD_PX, width - 2 * _FRAME_PX, height - _HEAD_PX - _FRAME_PX)

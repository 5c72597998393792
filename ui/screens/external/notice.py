"""A few large words on the external monitor when it has nothing else to show."""

from PySide6.QtCore import Qt

from ui.presenters.notice import NoticeView
from ui.screens.screen import Screen
from ui.widgets.mark import Mark
from ui.widgets.surfaces import Drawing
from ui.widgets.words import Style, Words

_EDGE_PX = 120
_ICON_PX = 160
_MARK_PX = 220
_GAP_PX = 28
_MOST_LINES = 4


class NoticeScreen(Screen[NoticeView]):
    """Read from four metres, in the middle of the screen."""

    def build(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        self._icon = Drawing(self, self.theme, "attention_edge")
        self._icon.show_drawing("alert")
        self._mark = Mark(self, self.theme, 36)
        self._heading = Words(self, self.theme, Style("second", bold=True, line=1.3, align=centre))
        self._lines = [Words(self, self.theme, Style("body", line=1.3, align=centre)) for _ in range(_MOST_LINES)]

    def fill(self, view: NoticeView) -> None:
        self._mark.show_mark(view.mark, view.mark_words.replace(" ", "\n"))
        self._heading.say(view.heading)
        for index, words in enumerate(self._lines):
            words.say(view.lines[index] if index < len(view.lines) else "")

    def arrange(self) -> None:
        self._mark.setGeometry(32, 12, _MARK_PX, 96)
        width = self.width() - 2 * _EDGE_PX
        said = [words for words in (self._heading, *self._lines) if words.text]
        heights = [words.height_for(width) for words in said]
        y = (self.height() - _ICON_PX - sum(heights) - _GAP_PX * len(said)) // 2
        self._icon.setGeometry((self.width() - _ICON_PX) // 2, y, _ICON_PX, _ICON_PX)
        y += _ICON_PX + _GAP_PX
        for words, height in zip(said, heights, strict=True):
            words.setGeometry(_EDGE_PX, y, width, height)
            y += height + _GAP_PX

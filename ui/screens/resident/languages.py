"""The languages of the counter, one large key each, over the screen whose words they change."""

from math import ceil

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.presenters.languages import NAMES, LanguagesView
from ui.screens.screen import Emit
from ui.theme.measures import GAP_PX
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import LARGE
from ui.widgets.painted import Painted
from ui.widgets.surfaces import Card
from ui.widgets.words import Style, Words

_PANEL_PX = 1480
_INSET_PX = 56
_KEY_PX = 176
_IN_A_ROW = 3


class LanguagePanel(Painted):
    """A veil, a card, the keys. The bar below stays free: もどる closes it."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self._card = Card(self, theme, edge="ink")
        self._card.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)  # it holds keys
        centre = Qt.AlignmentFlag.AlignHCenter
        self._title = Words(self._card, theme, Style("second", bold=True, line=1.35, align=centre))
        self._keys = [Key(self._card, theme, LARGE) for _ in NAMES]
        for key in self._keys:
            key.touched.connect(emit)
        self.hide()

    def show_view(self, view: LanguagesView | None) -> None:
        """Asks, or goes away."""
        for index, key in enumerate(self._keys):
            key.show_view(view.keys[index] if view else None)
        self.setVisible(view is not None)
        if view is not None:
            self._title.say(view.title)
            self.arrange()

    def arrange(self) -> None:
        """The card in the lower middle, where keys are in reach."""
        inner = _PANEL_PX - 2 * _INSET_PX
        title = self._title.height_for(inner)
        rows = ceil(len(self._keys) / _IN_A_ROW)
        height = title + rows * (_KEY_PX + GAP_PX) - GAP_PX + 136
        y = max(min(self.height() - height - 40, (self.height() - height) // 2 + 80), 0)
        self._card.setGeometry((self.width() - _PANEL_PX) // 2, y, _PANEL_PX, height)
        self._card.paint_as("card", "ink", 4)
        self._title.setGeometry(QRect(_INSET_PX, 40, inner, title))
        width = (inner - GAP_PX * (_IN_A_ROW - 1)) // _IN_A_ROW
        for index, key in enumerate(self._keys):
            row, column = divmod(index, _IN_A_ROW)
            x, y = _INSET_PX + column * (width + GAP_PX), title + 80 + row * (_KEY_PX + GAP_PX)
            key.setGeometry(x, y, width, _KEY_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        veil = QColor("#3D3222")
        veil.setAlphaF(0.55)
        painter.fillRect(self.rect(), veil)
        painter.end()

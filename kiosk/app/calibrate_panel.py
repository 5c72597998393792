"""The right half of a calibration's window: one step in words, and its keys."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from kiosk.app.calibrate_words import StepView
from ui.presenters.parts import KeyKind
from ui.theme.fonts import font
from ui.theme.measures import LIP_PX, PRESSED_LIP_PX
from ui.theme.theme import Theme
from ui.widgets.key_face import PAINTS, PLAIN, paint_body
from ui.widgets.painted import Painted
from ui.widgets.words import Style, Words, draw_lines, set_lines

WIDTH_PX = 600
_GAP_PX, _EDGE_PX, _KEY_PX, _KEY_PADDING_PX = 14, 28, 80, 20
_FOCUS_PX = 4


class StepPanel(Painted):
    """One step: its number, what to do, how it stands, and its keys at the foot."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.setFixedWidth(WIDTH_PX)
        self._count = Words(self, theme, Style("bar", "ink_2", bold=True))
        self._heading = Words(self, theme, Style("heading", bold=True, line=1.25))
        self._said = Words(self, theme, Style("body", bold=True, line=1.4))
        self._refused = Words(self, theme, Style("body", "end", bold=True, line=1.4))
        self.key, self.again = StepKey(self, theme), StepKey(self, theme)
        self.again.show_words("", False)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE_PX, _EDGE_PX, _EDGE_PX, _EDGE_PX)
        column.setSpacing(_GAP_PX)
        for words in (self._count, self._heading, self._said, self._refused):
            column.addWidget(words)
        column.addStretch(1)
        column.addWidget(self.key)
        column.addWidget(self.again)

    def show_view(self, view: StepView) -> None:
        """Becomes this step."""
        self._count.say(view.count)
        self._heading.say(view.heading)
        self._said.say(view.said, "state" if view.good else "attention_word")
        self._refused.say(view.refused)
        self._refused.setVisible(bool(view.refused))
        self.key.show_words(view.key, view.ready)
        self.again.show_words(view.again, False)

    def words(self) -> list[str]:
        """All that is read here now."""
        return [words.text for words in (self._count, self._heading, self._said, self._refused) if words.text]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's own name
        """The ground."""
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("ground"))
        painter.end()


class StepKey(QAbstractButton):
    """A key that may be pressed at any time; it is filled where it will be taken."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filled = self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(_KEY_PX)

    def show_words(self, words: str, filled: bool) -> None:
        """Its word; without one it goes away."""
        self._filled = filled
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's own name
        """As wide as its word."""
        word = set_lines(self.text(), PLAIN.style, self._theme, 1e6).widest_px
        return QSize(round(word) + 2 * _KEY_PADDING_PX, _KEY_PX)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's own name
        """Whoever came by the keyboard is shown where they are."""
        self._by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's own name
        """Pressed, it sinks onto its lip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paints = PAINTS[KeyKind.FILLED if self._filled else KeyKind.QUIET]
        lip = PRESSED_LIP_PX if self.isDown() else LIP_PX
        area = QRectF(self.rect()).adjusted(0, LIP_PX - lip, 0, 0)
        fill, edge, under = (self._colour(role) for role in (paints.fill, paints.edge, paints.lip))
        paint_body(painter, area, PLAIN, (fill, edge, under), lip)
        inner = area.adjusted(_KEY_PADDING_PX, 0, -_KEY_PADDING_PX, -lip)
        if self.hasFocus() and self._by_keyboard:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for role, width in (("here_line", 2 * _FOCUS_PX), ("here", _FOCUS_PX)):
                painter.setPen(QPen(self._colour(role), width))
                painter.drawRoundedRect(inner.adjusted(-8, 10, 8, -10), 8, 8)
        painter.setFont(font(self._theme.size_px(PLAIN.style.size), True))
        painter.setPen(self._colour(paints.word))
        draw_lines(painter, set_lines(self.text(), PLAIN.style, self._theme, inner.width()), inner, PLAIN.style.align)
        painter.end()

    def _colour(self, role: str) -> QColor:
        return QColor(self._theme.colour(role))

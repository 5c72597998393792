"""字を送る: what was typed both ways, the field for the next line, and the list of phrases."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.intents import Touched
from kiosk.domain.mark_style import TAG
from kiosk.domain.sample import MAX_CHARACTERS as MOST_OF_A_SAMPLE
from kiosk.domain.sheet_intents import FillSample, Say
from kiosk.domain.writing import MAX_CHARACTERS
from ui.presenters.desk_call import SaidRow, SayView
from ui.presenters.writing import PHRASES
from ui.screens.desk.fields import SayField
from ui.screens.desk.parts import TEXT, TITLE, DeskKey, Panel, show_keys
from ui.screens.screen import Emit
from ui.theme.fonts import font
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.painted import Painted
from ui.widgets.words import Setting, Style, Words, draw_lines, set_lines

_COUNTED_FROM = 100
"""Characters from which on the field says how many there are."""
_ROW = Style("least", line=1.35)
_LEAST_ROWS = 2


class Said(Painted):
    """The newest lines, as many as have room, each in the colour of who typed it. Nobody can mark or copy them."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._rows: tuple[SaidRow, ...] = ()
        self._fix()

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self._fix()

    def _fix(self) -> None:
        self.setMinimumHeight(round(self.theme.letters.least * _ROW.line * _LEAST_ROWS) + 4)

    def show_rows(self, rows: tuple[SaidRow, ...]) -> None:
        """Other lines."""
        if rows != self._rows:
            self._rows = rows
            self.setAccessibleName("\n".join(f"{row.who} {row.words}" for row in rows))
            self.update()

    def seen(self) -> list[tuple[SaidRow, Setting]]:
        """The lines that have room, the newest first; that one is seen in any case."""
        found: list[tuple[SaidRow, Setting]] = []
        used = 0
        for row in reversed(self._rows):
            setting = set_lines(f"{row.who}： {row.words}", _ROW, self.theme, self.width() - 12)
            used += setting.height_px
            if found and used > self.height():
                break
            found.append((row, setting))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.setFont(font(self.theme.letters.least, False))
        bottom = float(self.height())
        for row, setting in self.seen():
            place = QRectF(10, bottom - setting.height_px, self.width() - 12, setting.height_px)
            painter.fillRect(QRectF(0, place.top() + 3, 3, place.height() - 6), TAG[row.author])
            painter.setPen(TAG[row.author])
            draw_lines(painter, setting, place, _ROW.align)
            bottom = place.top()
        painter.end()


class SayBox(QWidget):
    """Title, conversation, field and keys. What is typed but not sent goes with the call."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent)
        self._emit = emit
        self._title = Words(self, theme, TITLE)
        self._count = Words(self, theme, TITLE)
        self._said = Said(self, theme)
        self.field = SayField(self, theme)
        self._list = DeskKey(self, theme, emit)
        self._send = DeskKey(self, theme, self._sent)
        self._fill = DeskKey(self, theme, self._filled)
        self._fill_takes = False
        self.field.returnPressed.connect(self._send.click)
        self.field.textChanged.connect(self._show_count)
        self.field.textEdited.connect(self._touched)
        self._lay_out()

    def _lay_out(self) -> None:
        head, keys = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        keys.setSpacing(8)
        keys.addWidget(self._list, 1)
        keys.addWidget(self._send, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._said, 1)
        column.addWidget(self.field)
        column.addLayout(keys)
        column.addWidget(self._fill)

    def dress(self, theme: Theme) -> None:
        """The field grows with the window; all else does so by itself."""
        self.field.dress(theme)

    def show_view(self, view: SayView) -> None:
        """Other lines; without a call the field is empty and takes nothing."""
        self._title.say(view.title)
        self._said.show_rows(view.said)
        self.field.setEnabled(view.open)
        self.field.setPlaceholderText(view.prompt)
        if not view.open:
            self.field.setText("")
        self._list.show_view(view.list)
        self._send.show_view(view.send)
        self._fill.show_view(view.fill)
        self._fill_takes = view.fill_takes

    def _sent(self, _wish: object) -> None:
        self._emit(Say(self.field.text()))
        self.field.setText("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filled(self, _wish: object) -> None:
        """What is refused stays, to be said in another way."""
        self._emit(FillSample(self.field.text()))
        if self._fill_takes and len(self.field.text()) <= MOST_OF_A_SAMPLE:
            self.field.setText("")

    def _touched(self, _text: str) -> None:
        self._emit(Touched())

    def _show_count(self, text: str) -> None:
        self._count.say(f"{len(text)} / {MAX_CHARACTERS}" if len(text) >= _COUNTED_FROM else "")


class PhraseList(Panel):
    """よく使う文, over the sheets while it is open: a touch or a digit sends one."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        self._title = Words(self, theme, TEXT)
        self._keys = [DeskKey(self, theme, emit) for _ in PHRASES]
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(6)
        column.addWidget(self._title)
        for key in self._keys:
            column.addWidget(key)
        self._before: QWidget | None = None
        self.hide()

    def show_view(self, view: SayView) -> None:
        """Opens with the keyboard at its first line, or gives the keyboard back."""
        self._title.say(view.phrases_title)
        show_keys(self._keys, view.phrases)
        opens, closes = bool(view.phrases) and self.isHidden(), not view.phrases and not self.isHidden()
        self.setVisible(bool(view.phrases))
        if opens:
            self._before = self.window().focusWidget()
            self._keys[0].setFocus(Qt.FocusReason.PopupFocusReason)
        elif closes and self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
            self._before = None

    def arrange(self, right: int, bottom: int) -> None:
        """Takes its place with its lower right corner there."""
        size = self.sizeHint()
        width = max(size.width(), grown(self.theme, 380))
        self.setGeometry(right - width - 8, bottom - size.height() - 8, width, size.height())
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("main"))
        painter.fillRect(self.rect().adjusted(2, 2, -2, -2), self.colour("card"))
        painter.end()

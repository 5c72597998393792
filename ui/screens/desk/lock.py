"""What stands on the clerk's window while it is locked: nothing of anybody, and the way back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from ui.presenters.desk import LockView
from ui.screens.desk.parts import DeskKey
from ui.screens.screen import Screen
from ui.widgets.key_face import DESK
from ui.widgets.plain import Plain
from ui.widgets.surfaces import Drawing
from ui.widgets.words import Style, Words

_SIGN_PX = 64
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class LockScreen(Screen[LockView]):
    """Enter comes back; so does its key."""

    def build(self) -> None:
        theme = self.theme
        self._ground = Plain(self, theme, "band")
        sign = Drawing(self._ground, theme, "on_band")
        sign.show_drawing("lock")
        sign.setFixedSize(_SIGN_PX, _SIGN_PX)
        self._title = Words(self._ground, theme, Style("number", "on_band", bold=True, line=1.4, align=_CENTRE))
        self._body = Words(self._ground, theme, Style("heading", "on_band", line=1.6, align=_CENTRE))
        self._back = DeskKey(self._ground, theme, self._emit, DESK)
        column = QVBoxLayout(self._ground)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(sign, 0, _CENTRE)
        column.addWidget(self._title)
        column.addWidget(self._body)
        column.addWidget(self._back, 0, _CENTRE)
        column.addStretch(1)
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(keys), self).activated.connect(self._back.click)

    def fill(self, view: LockView) -> None:
        self._title.say(view.title)
        self._body.say(view.body)
        self._back.show_view(view.back)

    def arrange(self) -> None:
        self._ground.setGeometry(self.rect())

"""A square code that a phone can read: dark on white whatever the colours of the theme are."""

import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.readings import plain
from ui.theme.theme import Theme
from ui.widgets.painted import Painted, rounded

QUIET_MODULES = 4
"""White around the code; readers need it."""
_RADIUS_PX = 16


class QrCode(Painted):
    """Drawn in whole pixels, as large as the widget's shorter side allows."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_address(self, address: str, name: str) -> None:
        """What the phone is to open, and what the code is called; empty for none."""
        code = segno.make_qr(address, error="m") if address else None
        self._rows = tuple(tuple(map(bool, row)) for row in code.matrix) if code is not None else ()
        self.setAccessibleName(plain(name))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = self.painter()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawPath(rounded(QRectF(self.rect()), _RADIUS_PX))
        painter.setBrush(QColor("black"))
        painter.setRenderHint(painter.RenderHint.Antialiasing, False)
        modules = len(self._rows) + 2 * QUIET_MODULES
        each = min(self.width(), self.height()) // modules
        left, top = (self.width() - each * len(self._rows)) // 2, (self.height() - each * len(self._rows)) // 2
        for down, row in enumerate(self._rows):
            for along, dark in enumerate(row):
                if dark:
                    painter.drawRect(left + along * each, top + down * each, each, each)
        painter.end()

"""A side of the slip on the screen: all of it, or its upper or lower half, as large as there is room."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QPaintEvent
from PySide6.QtWidgets import QWidget

from kiosk.domain.picture import Picture, Slot
from kiosk.domain.readings import plain
from ui.theme.theme import Theme
from ui.widgets.painted import Painted, rounded
from ui.widgets.words import Style, draw_lines, set_lines

WHOLE: Final = (0.0, 1.0)
UPPER: Final = (0.0, 0.53)
LOWER: Final = (0.47, 1.0)
"""Halves overlap: a line that one of them cuts is whole in the other."""
_STYLE: Final = Style("helping", line=1.3, align=Qt.AlignmentFlag.AlignHCenter)
_EDGE_PX: Final = 20


class SlipView(Painted):
    """`part` is what is seen of a side, as shares of its height from the top. Words stand where nothing is seen yet."""

    _changed = Signal()

    def __init__(
        self, parent: QWidget | None, theme: Theme, slots: tuple[Slot, ...], part: tuple[float, float] = WHOLE
    ) -> None:
        super().__init__(parent, theme)
        self.slots = slots
        self._part = part
        self._side = 0
        self._words = ""
        self._scaled: QImage | None = None
        self._of: tuple[int, float, QSize] | None = None
        self._changed.connect(self.update, Qt.ConnectionType.QueuedConnection)
        for slot in slots:
            slot.listen(self._changed.emit)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_side(self, side: int, words: str) -> None:
        """A side, counted from 1, or 0 for none; `words` stand here without a picture."""
        if (side, words) != (self._side, self._words):
            self._side, self._words = side, words
            self.setAccessibleName(plain(words))
            self.update()

    def show_part(self, part: tuple[float, float]) -> None:
        """Another part of a side."""
        if part != self._part:
            self._part, self._of = part, None
            self.update()

    @property
    def holds_pixels(self) -> bool:
        """Whether anything of a paper is kept here."""
        return self._scaled is not None

    def forget(self) -> None:
        self._side, self._words = 0, ""
        self._scaled = self._of = None
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._scaled = self._of = None

    def overflow(self) -> str:
        room = self.width() - 2 * _EDGE_PX
        return self._words if set_lines(self._words, _STYLE, self.theme, room).height_px > self.height() else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour("bar"))
        painter.drawPath(rounded(QRectF(self.rect()), 20))
        picture = self.slots[self._side - 1].newest() if self._side else None
        if picture is not None:
            image = self._fitted(picture)
            place = QRectF(0, 0, image.width() / image.devicePixelRatio(), image.height() / image.devicePixelRatio())
            place.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(place, image)
        else:
            self._scaled = self._of = None
            room = QRectF(self.rect()).adjusted(_EDGE_PX, 0, -_EDGE_PX, 0)
            setting = set_lines(self._words, _STYLE, self.theme, room.width())
            painter.setFont(self.theme.font(self.theme.size_px(_STYLE.size), False))
            painter.setPen(self.colour("ink"))
            draw_lines(painter, setting, room, _STYLE.align)
        painter.end()

    def _fitted(self, picture: Picture) -> QImage:
        """Each of its pixels is the mean of those that it stands for; made once for a picture and a size."""
        ratio = self.devicePixelRatioF()
        size = QSize(round((self.width() - 2 * _EDGE_PX) * ratio), round((self.height() - _EDGE_PX) * ratio))
        now = picture.number, picture.taken_s, size
        if self._scaled is None or self._of != now:
            top, bottom = (round(share * picture.height) for share in self._part)
            whole = QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
            part = whole.copy(0, top, picture.width, bottom - top)
            mean = Qt.TransformationMode.SmoothTransformation
            self._scaled, self._of = part.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mean), now
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled

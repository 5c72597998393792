"""Things that are for reading only: cards, drawings, icon tiles, hairlines, lamps and name plates."""

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.domain.readings import plain
from ui.presenters.parts import LampKind, LampView
from ui.theme.measures import CARD_RADIUS_PX
from ui.theme.theme import Theme
from ui.widgets.painted import Painted, rounded
from ui.widgets.words import Setting, Style, draw_lines, set_lines


class Card(Painted):
    """A white sheet without a lip."""

    def __init__(self, parent: QWidget | None, theme: Theme, fill: str = "card", edge: str = "hairline") -> None:
        super().__init__(parent, theme)
        self._fill, self._edge = fill, edge
        self._thick = 2.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paint_as(self, fill: str, edge: str, thick: float = 2.0) -> None:
        """Other colours from now on."""
        if (fill, edge, thick) != (self._fill, self._edge, self._thick):
            self._fill, self._edge, self._thick = fill, edge, thick
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.setPen(QPen(self.colour(self._edge), self._thick))
        painter.setBrush(self.colour(self._fill))
        half = self._thick / 2
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), CARD_RADIUS_PX))
        painter.end()


class Rule(Painted):
    """A hairline."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.fillRect(self.rect(), self.colour("hairline"))
        painter.end()


class Drawing(Painted):
    """A drawing; with a tile behind it if `tile` names a fill role."""

    def __init__(self, parent: QWidget | None, theme: Theme, colour: str = "ink", tile: str = "") -> None:
        super().__init__(parent, theme)
        self._colour, self._tile, self._name = colour, tile, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_drawing(self, name: str, colour: str = "") -> None:
        """Draws another one, if wished in another colour role."""
        if (name, colour or self._colour) != (self._name, self._colour):
            self._name, self._colour = name, colour or self._colour
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        area = QRectF(self.rect())
        if self._tile:
            pen = QPen(self.colour("main"), 3) if self.theme.high_contrast else Qt.PenStyle.NoPen
            painter.setPen(pen)
            painter.setBrush(self.colour(self._tile))
            painter.drawPath(rounded(area.adjusted(1.5, 1.5, -1.5, -1.5), min(area.height() * 0.22, 44)))
            inset = area.height() * 0.16
            area = area.adjusted(inset, inset, -inset, -inset)
        self.draw_icon(painter, self._name, area, self.theme.colour(self._colour))
        painter.end()


class Lamp(Painted):
    """A pill that says what leaves a camera. Never absent in a call."""

    _STYLE = Style("least", bold=True, line=1.2, align=Qt.AlignmentFlag.AlignLeft)

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._view = LampView(LampKind.SHUT, "")

    def show_view(self, view: LampView) -> None:
        """Says something else."""
        if view != self._view:
            self._view = view
            self.setAccessibleName(plain(view.words))
            self.updateGeometry()
            self.update()

    @property
    def view(self) -> LampView:
        """What it says."""
        return self._view

    @property
    def _sign_px(self) -> int:
        return 30 if self.theme.letters.least > 20 else 16

    def natural_width(self) -> int:
        """The width for one line."""
        return ceil(set_lines(self._view.words, self._STYLE, self.theme, 1e6).widest_px) + self._sign_px + 66

    def height_for(self, width_px: int) -> int:
        """64, or more if the words need two lines at this width."""
        words = set_lines(self._view.words, self._STYLE, self.theme, self._room(width_px))
        return max(64, words.height_px + 20)

    def heightForWidth(self, width: int) -> int:
        return self.height_for(width)

    def sizeHint(self) -> QSize:
        least = self.theme.letters.least
        return QSize(self.natural_width(), 64 if least > 20 else 32)

    def overflow(self) -> str:
        words = set_lines(self._view.words, self._STYLE, self.theme, self._room(self.width()))
        fits = words.height_px <= self.height() and words.widest_px <= self._room(self.width()) + 1
        return "" if fits else self._view.words

    def _room(self, width_px: int) -> float:
        return width_px - self._sign_px - 58

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        sent = self._view.kind is LampKind.SENT
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        dashed = QPen(self.colour("quiet_edge"), 3, Qt.PenStyle.DashLine)
        plain = QPen(self.colour("state"), 3)
        painter.setPen(dashed if self._view.kind in (LampKind.HIDDEN, LampKind.SHUT) else plain)
        painter.setBrush(self.colour("state" if sent else "card"))
        painter.drawPath(rounded(area, min(area.height() / 2, 32)))
        words = set_lines(self._view.words, self._STYLE, self.theme, self._room(self.width()))
        left = max((self.width() - words.widest_px - self._sign_px - 14) / 2, 20)
        middle = area.center().y()
        sign = QRectF(left, middle - self._sign_px / 2, self._sign_px, self._sign_px)
        role = "on_state" if sent else "ink"
        if self._view.kind in (LampKind.HIDDEN, LampKind.SHUT):
            name = "eye_off" if self._view.kind is LampKind.HIDDEN else "camera_off"
            self.draw_icon(painter, name, sign, self.theme.colour(role))
        else:
            painter.setPen(QPen(self.colour("on_state" if sent else "state"), 3))
            painter.setBrush(self.colour("state_dot" if sent else "card"))
            painter.drawEllipse(sign.adjusted(4, 4, -4, -4))
        painter.setFont(self.theme.font(self.theme.letters.least, True))
        painter.setPen(self.colour(role))
        draw_lines(
            painter, words, QRectF(sign.right() + 14, area.top(), words.widest_px, area.height()), self._STYLE.align
        )
        painter.end()


class NamePlate(Painted):
    """Who speaks: section above, name below, on white, clear of the face."""

    _SECTION = Style("body", "state", bold=True, line=1.25)
    _NAME = Style("plate", bold=True, line=1.25)

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._section = self._name = ""

    def show_name(self, section: str, name: str) -> None:
        """Names somebody else."""
        if (section, name) != (self._section, self._name):
            self._section, self._name = section, name
            self.setAccessibleName(plain(f"{section} {name}"))
            self.update()

    def size_within(self, widest_px: int) -> QSize:
        """The size it needs, at most `widest_px` wide."""
        section, name = self._settings(widest_px - 76)
        width = max(section.widest_px, name.widest_px) + 76
        return QSize(ceil(width), section.height_px + name.height_px + 32)

    def _settings(self, room: float) -> tuple[Setting, Setting]:
        section = set_lines(self._section, self._SECTION, self.theme, room)
        return section, set_lines(self._name, self._NAME, self.theme, room)

    def overflow(self) -> str:
        section, name = self._settings(self.width() - 75)
        fits = section.height_px + name.height_px + 32 <= self.height() + 1
        return "" if fits else f"{self._section} {self._name}"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        painter.setPen(QPen(self.colour("hairline"), 2))
        painter.setBrush(self.colour("card"))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(1, 1, -1, -1), CARD_RADIUS_PX))
        section, name = self._settings(self.width() - 75)
        left, width = 38.0, self.width() - 75.0
        painter.setFont(self.theme.font(self.theme.size_px("body"), True))
        painter.setPen(self.colour("state"))
        draw_lines(painter, section, QRectF(left, 14, width, section.height_px), self._SECTION.align)
        painter.setFont(self.theme.font(self.theme.size_px("plate"), True))
        painter.setPen(self.colour("ink"))
        draw_lines(painter, name, QRectF(left, 14 + section.height_px, width, name.height_px), self._NAME.align)
        painter.end()

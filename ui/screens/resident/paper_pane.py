"""A sheet on the resident's screen: a header with the lamp or the title, and the page below."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.presenters.call import PaperPane as PaperPaneView
from ui.theme.measures import CARD_RADIUS_PX
from ui.theme.theme import Theme
from ui.widgets.mark_layer import MarkLayer
from ui.widgets.page_map import PageMap
from ui.widgets.painted import Painted, rounded
from ui.widgets.placing import PageSurface
from ui.widgets.surfaces import Drawing, Lamp
from ui.widgets.video import VideoSurface
from ui.widgets.words import Style, Words

HEADER_PX = 88


class PaperPane(Painted):
    """A live picture never has the dashed frame; a stale one always has."""

    def __init__(self, parent: QWidget, theme: Theme, surface: PageSurface) -> None:
        super().__init__(parent, theme)
        surface.setParent(self)
        self.surface = surface
        self.reserved_px = 0
        self.layer = MarkLayer(self.surface)
        self.map = PageMap(self.surface)
        self._lamp = Lamp(self, theme)
        self._title = Words(self, theme, Style("body", bold=True, line=1.3))
        self._title.centre_vertically()
        self._stale = Words(self, theme, Style("body", "attention_word", bold=True, line=1.3))
        self._stale.centre_vertically()
        self._pause = Drawing(self, theme, "attention_edge")
        self._pause.show_drawing("pause")

    def show_view(self, view: PaperPaneView, stale: str = "") -> None:
        """Other words; `stale` says when the picture came that is not live any more."""
        if isinstance(self.surface, VideoSurface):
            self.surface.say(view.no_picture, view.hidden)
        self.layer.show_marks(view.marks)
        self.map.show_marks(None if stale else view.marks)
        self._lamp.setVisible(view.lamp is not None and not stale)
        if view.lamp is not None:
            self._lamp.show_view(view.lamp)
        self._title.say("" if stale else view.title)
        self._stale.say(stale)
        self._pause.setVisible(bool(stale))
        self.update()

    def arrange(self) -> None:
        """Places header and page."""
        edge = 8 if self._stale.text else 2
        header = max(HEADER_PX, self._stale.height_for(self.width() - 130) + 16 if self._stale.text else 0)
        self.surface.setGeometry(edge, header, self.width() - 2 * edge, self.height() - header - edge)
        if isinstance(self.surface, VideoSurface):
            self.surface.radius = CARD_RADIUS_PX - edge / 2
        self.map.arrange()
        self._stale.setGeometry(92, 4, self.width() - 120, header - 8)
        self._pause.setGeometry(36, (header - 40) // 2, 40, 40)
        left = 16
        if not self._lamp.isHidden():
            width = min(self._lamp.natural_width(), self.width() - 32)
            height = self._lamp.height_for(width)
            self._lamp.setGeometry(16, max((header - height) // 2, 2), width, min(height, header - 4))
            left = 16 + width + 24
        room = self.width() - left - 28 - self.reserved_px
        wide = self._title.width_for_one_line() + 2
        fits = wide <= room
        self._title.setVisible(bool(self._title.text) and (fits or self._lamp.isHidden()))
        at = self.width() - 28 - min(wide, room) if not self._lamp.isHidden() else 32
        at = min(at, self.width() - self.reserved_px - 28 - min(wide, room)) if self.reserved_px else at
        self._title.setGeometry(at, 4, min(wide, room), header - 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        stale = bool(self._stale.text)
        thick = 8.0 if stale else 2.0
        pen = QPen(self.colour("attention_edge" if stale else "hairline"), thick)
        pen.setStyle(Qt.PenStyle.DashLine if stale else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.setBrush(self.colour("card"))
        half = thick / 2
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), CARD_RADIUS_PX))
        painter.end()

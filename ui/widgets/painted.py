"""The root of every widget that paints itself: it holds the theme, nothing else."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme


class Painted(QWidget):
    """A widget that is a function of a theme and of what it was last told."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent)
        self.theme = theme

    def dress(self, theme: Theme) -> None:
        """Shows itself in another look."""
        self.theme = theme
        self.updateGeometry()
        self.update()

    def forget(self) -> None:
        """Drops what people have left in it; asked when its screen goes."""

    def colour(self, role: str) -> QColor:
        """A role as a Qt colour."""
        return QColor(self.theme.colour(role))

    def overflow(self) -> str:
        """Words that do not fit at this size, else empty; tests ask every widget."""
        return ""

    def painter(self) -> QPainter:
        """A painter with smooth edges; the caller ends it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        return painter

    def draw_icon(self, painter: QPainter, name: str, place: QRectF, colour: str) -> None:
        """Draws an icon into `place`; `colour` is `#rrggbb`."""
        ratio = self.devicePixelRatioF()
        size = (round(place.width()), round(place.height()))
        painter.drawPixmap(place.topLeft(), self.theme.icons.pixmap(name, size, colour, ratio))


def dress_tree(root: QWidget, theme: Theme) -> None:
    """Dresses every painted widget under `root`."""
    for widget in root.findChildren(Painted):
        widget.dress(theme)


def rounded(rect: QRectF, radius: float) -> QPainterPath:
    """A rounded rectangle as a path."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path

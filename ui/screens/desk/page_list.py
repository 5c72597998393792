"""The visit's pages in a column beside the van's paper: what each looks like, its name, where it is."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtCore import Slot as QtSlot
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.thumbs import Thumbs
from ui.presenters.page_list import PageListView, PageView
from ui.screens.desk.parts import DeskKey, Panel
from ui.screens.desk.scroll_column import ScrollColumn
from ui.screens.screen import Emit
from ui.theme.fonts import font
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.key_face import PAINTS
from ui.widgets.painted import rounded

WIDTH_PX = 212
_KEY_PX = 84
_THUMB_PX = (48, 66)
_NAME_LINES = 2
_BESIDE_PX = 8
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PageKey(DeskKey):
    """One sheet; the one in front has a thick edge and says so."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit, thumbs: Thumbs) -> None:
        super().__init__(parent, theme, emit)
        self._thumbs = thumbs
        self._page: PageView | None = None

    def show_page(self, page: PageView | None) -> None:
        """Another sheet, or none."""
        if page != self._page:
            self._page = page
            self.show_view(page.key if page else None)
            self.setAccessibleName(" ".join((page.key.words, *page.notes)) if page else "")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(grown(self.theme, 120), grown(self.theme, _KEY_PX))

    def overflow(self) -> str:
        """Names are cut where the room ends, what is said of a sheet never."""
        place, metrics = self._beside(self._thumb_place()), QFontMetricsF(font(self.theme.letters.least, False))
        notes = self._page.notes if self._page else ()
        cut = [note for note in notes if metrics.horizontalAdvance(note) > place.width()]
        too_high = (_NAME_LINES + len(notes)) * self._line_px > place.height() + 1
        return "".join(notes) if too_high else "".join(cut)

    @property
    def _line_px(self) -> float:
        return self.theme.letters.least * 1.3

    def paintEvent(self, event: QPaintEvent) -> None:
        page = self._page
        if page is None:
            return
        painter = self.painter()
        paints = PAINTS[page.key.kind]
        edge = 3.0 if page.seen else 1.4
        painter.setPen(QPen(self.colour(paints.edge), edge))
        painter.setBrush(self.colour(paints.pressed if self._down else paints.fill))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8))
        thumb = self._thumb_place()
        self._paint_thumb(painter, thumb, page)
        self._paint_words(painter, self._beside(thumb), page)
        painter.end()

    def _thumb_place(self) -> QRectF:
        width, height = (grown(self.theme, side) for side in _THUMB_PX)
        return QRectF(grown(self.theme, 7), (self.height() - height) / 2, width, height)

    def _beside(self, thumb: QRectF) -> QRectF:
        left = thumb.right() + grown(self.theme, 7)
        return QRectF(left, 4, self.width() - left - grown(self.theme, 5), self.height() - 8)

    def _paint_thumb(self, painter: QPainter, place: QRectF, page: PageView) -> None:
        """Where there is none, the outline of a sheet stands for it."""
        picture = self._thumbs.of(page.thumb) if page.thumb else None
        if picture is None:
            painter.setPen(QPen(self.colour("ink_2"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(self.colour("masked"))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            return
        scale = min(place.width() / picture.width, place.height() / picture.height)
        drawn = QRectF(0, 0, picture.width * scale, picture.height * scale)
        drawn.moveCenter(place.center())
        painter.drawImage(
            drawn, QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
        )
        painter.setPen(QPen(self.colour("ink_2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(drawn)

    def _paint_words(self, painter: QPainter, place: QRectF, page: PageView) -> None:
        bold, least = font(self.theme.letters.least, True), font(self.theme.letters.least, False)
        lines = [(line, bold) for line in cut_lines(page.key.words, bold, place.width(), _NAME_LINES)]
        lines += [(note, least) for note in page.notes]
        top = place.center().y() - self._line_px * len(lines) / 2
        painter.setPen(self.colour(PAINTS[page.key.kind].word))
        for words, letters in lines:
            painter.setFont(letters)
            painter.drawText(QRectF(place.left(), top, place.width(), self._line_px), _LEFT, words)
            top += self._line_px


class PageStrip(Panel):
    """All sheets, and below them the ways to the one before and the next; away while there is nothing to choose."""

    _changed = Signal()

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit, thumbs: Thumbs) -> None:
        super().__init__(parent, theme)
        self._pending = False
        self.pages = ScrollColumn(self, theme, lambda inner, worn: PageKey(inner, worn, emit, thumbs))
        self._earlier = DeskKey(self, theme, emit)
        self._later = DeskKey(self, theme, emit)
        self._front: tuple[int | None, int] = None, 0
        self._lay_out()
        self._changed.connect(self._repaint, Qt.ConnectionType.QueuedConnection)
        thumbs.listen(self._tell_gui)
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        column.addWidget(self.pages, 1)
        column.addWidget(self._earlier)
        column.addWidget(self._later)
        self.setFixedWidth(grown(self.theme, WIDTH_PX))

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self.pages.dress(theme)
        self.setFixedWidth(grown(theme, WIDTH_PX))

    def show_view(self, view: PageListView) -> None:
        """Other sheets; the one in front is brought into sight."""
        for index, key in enumerate(self.pages.hold(len(view.pages))):
            key.show_page(view.pages[index] if index < len(view.pages) else None)
        self._earlier.show_view(view.earlier)
        self._later.show_view(view.later)
        self.setVisible(bool(view.pages))
        front = next((place for place, page in enumerate(view.pages) if page.seen), None), len(view.pages)
        if front != self._front:  # who scrolls on by himself is not called back
            self._front = front
            self.pages.bring_into_sight(None if front[0] is None else self.pages.rows[front[0]], _BESIDE_PX)

    def _tell_gui(self) -> None:
        """Any thread. One repaint stands for all that changed before it."""
        if not self._pending:
            self._pending = True
            self._changed.emit()

    @QtSlot()
    def _repaint(self) -> None:
        self._pending = False
        for key in self.pages.rows:
            key.update()


def cut_lines(words: str, letters: QFont, width_px: float, most: int) -> list[str]:
    """Words broken where the room ends, as titles of forms have no spaces; the last line is cut."""
    metrics = QFontMetricsF(letters)
    lines: list[str] = []
    while words and len(lines) < most - 1 and metrics.horizontalAdvance(words) > width_px:
        fits = max(1, sum(metrics.horizontalAdvance(words[:end]) <= width_px for end in range(1, len(words) + 1)))
        lines.append(words[:fits])
        words = words[fits:].lstrip()
    return [*lines, metrics.elidedText(words, Qt.TextElideMode.ElideRight, width_px)] if words else lines

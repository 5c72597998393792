"""A topic on the home screen: a tile with a drawing, a title, a helping line. The first one is filled."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.presenters.parts import KeyKind
from ui.theme.theme import Theme
from ui.widgets.key import Key
from ui.widgets.key_face import KeyFace, paint_body
from ui.widgets.painted import rounded
from ui.widgets.phrases import widest_phrase
from ui.widgets.words import Setting, Style, draw_lines, measure_of, set_lines

_TITLE = Style("topic", bold=True, line=1.28)
_HINT = Style("topic_hint", line=1.4)
_FACE = KeyFace(_TITLE, 120, padding=32, lip=9, radius=22)
_TILE_PX = 120
_TILES_PX = (_TILE_PX, 88, 80, 64, 0)
_PADDING_PX = 30


class TopicCard(Key):
    """A key with two lines of text; `crowded` puts the tile above the words (eight cards)."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme, _FACE)
        self._hint = ""
        self.crowded = False
        self.tile_limit_px = _TILE_PX

    def show_hint(self, hint: str) -> None:
        """The helping line below the title."""
        if hint != self._hint:
            self._hint = hint
            self.update()

    def overflow(self) -> str:
        if self.view is None:
            return ""
        title, hint, tile = self._settings()
        room = self._room(tile)
        fits = title.height_px + hint.height_px <= self.height() - 21 - (tile + 8 if self.crowded else 0)
        return "" if fits and max(title.widest_px, hint.widest_px) <= room + 1 else self.view.words

    def _room(self, tile: int) -> float:
        beside = 0 if self.crowded else tile + _between(tile)
        padding = 20 if self.crowded else _PADDING_PX
        return self.width() - 2 * padding - beside

    def _settings(self) -> tuple[Setting, Setting, int]:
        """Title, hint and tile size; hint, then tile, leave when the letters need the room."""
        assert self.view is not None
        tile = min(self.tile_limit_px, self.largest_tile())
        inner = self.height() - 21 - (tile + 8 if self.crowded else 0)
        title = set_lines(self.view.words, _TITLE, self.theme, self._room(tile))
        hint = set_lines(self._hint, _HINT, self.theme, self._room(tile))
        if title.height_px + hint.height_px > inner:
            hint = set_lines("", _HINT, self.theme, self._room(tile))
        return title, hint, tile

    def largest_tile(self) -> int:
        """The largest tile beside or above which no word of the title is cut, in pixels."""
        return next(size for size in _TILES_PX if self._fits_beside(size))

    def _fits_beside(self, tile: int) -> bool:
        """Whether no word of the title has to be cut, and the title fits, with a tile of that size."""
        assert self.view is not None
        if tile == 0:
            return True
        if self.crowded:
            title = set_lines(self.view.words, _TITLE, self.theme, self._room(tile))
            return tile < _TILE_PX and title.height_px + tile + 29 <= self.height()
        measure = measure_of(self.view.words, _TITLE, self.theme)
        return widest_phrase(self.view.words, measure) <= self._room(tile)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.view is None:
            return
        painter = self.painter()
        filled = self.view.kind is KeyKind.FILLED
        fill = "main_pressed" if filled and self._down else "main" if filled else "main_tint" if self._down else "card"
        lip = "main_lip" if filled else "topic_edge"
        shift = 5 if self._down else 0
        area = QRectF(self.rect()).adjusted(0, shift, 0, 0)
        padding = 20 if self.crowded else _PADDING_PX
        edge = fill if filled else "topic_edge"
        paint_body(painter, area, _FACE, (self.colour(fill), self.colour(edge), self.colour(lip)), 9 - shift)
        self._paint_words(painter, area.adjusted(padding, 8, -padding, shift - 13), filled)
        painter.end()

    def _paint_words(self, painter: QPainter, inner: QRectF, filled: bool) -> None:
        title, hint, tile = self._settings()
        text = title.height_px + hint.height_px
        if self.crowded:
            top = inner.top() + (inner.height() - text - tile - 8) / 2
            place = QRectF(inner.left(), top, tile, tile)
            words = QRectF(inner.left(), top + tile + 8, inner.width(), text)
        else:
            place = QRectF(inner.left(), inner.center().y() - tile / 2, tile, tile)
            left = place.right() + _between(tile)
            words = QRectF(left, inner.center().y() - text / 2, inner.right() - left, text)
        if tile:
            self._paint_tile(painter, place, filled)
        painter.setFont(self.theme.font(self.theme.letters.topic, True))
        painter.setPen(self.colour("on_main" if filled else "ink"))
        side = Qt.AlignmentFlag.AlignLeft
        draw_lines(painter, title, QRectF(words.left(), words.top(), words.width(), title.height_px), side)
        painter.setFont(self.theme.font(self.theme.letters.topic_hint, False))
        painter.setPen(self.colour("on_main" if filled else "ink_2"))
        draw_lines(painter, hint, words.adjusted(0, title.height_px, 0, 0), side)

    def _paint_tile(self, painter: QPainter, place: QRectF, filled: bool) -> None:
        assert self.view is not None
        contrast = self.theme.high_contrast
        ink = "on_main" if filled and contrast else "main"
        painter.setPen(QPen(self.colour(ink), 3) if contrast else Qt.PenStyle.NoPen)
        painter.setBrush(self.colour("main" if filled and contrast else "card" if filled else "main_tint"))
        painter.drawPath(rounded(place.adjusted(1.5, 1.5, -1.5, -1.5), 34 * place.width() / _TILE_PX))
        inset = place.width() * 0.16
        self.draw_icon(painter, self.view.icon, place.adjusted(inset, inset, -inset, -inset), self.theme.colour(ink))


def _between(tile: int) -> int:
    """Pixels from a tile to the words; closer beside a smaller one, so that it stays as large as it can."""
    return 26 if tile > 80 else 18 if tile else 0

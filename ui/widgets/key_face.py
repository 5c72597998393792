"""How keys look: the table of colours by kind, and the painting of body, lip, drawing and word."""

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.presenters.parts import KeyKind, KeyView
from ui.theme.measures import KEY_RADIUS_PX, LIP_PX, PRESSED_LIP_PX
from ui.theme.theme import Theme
from ui.widgets.painted import rounded
from ui.widgets.ring import draw_ring
from ui.widgets.words import Setting, Style, draw_lines, set_lines

if TYPE_CHECKING:
    from ui.widgets.key import Key


@dataclass(frozen=True)
class KeyFace:
    """The build of a key: its letters, the size of its drawing, whether that stands above the word, or alone."""

    style: Style
    icon_px: int
    above: bool = False
    padding: int = 28
    edge: float = 3
    lip: int = LIP_PX
    radius: int = KEY_RADIUS_PX
    least_height: int = 88
    between: int = 16
    wordless: bool = False


_CENTRE = Qt.AlignmentFlag.AlignHCenter
BAR = KeyFace(Style("bar", bold=True, line=1.12, align=_CENTRE), 40, above=True, padding=12, between=0)
BAR_SNUG = replace(BAR, padding=8)
BAR_TALL = KeyFace(Style("bar", bold=True, line=1.06, align=_CENTRE), 36, above=True, padding=12, between=2)
PLAIN = KeyFace(Style("key", bold=True, line=1.15, align=_CENTRE), 44, padding=14)
SMALL = KeyFace(Style("bar", bold=True, line=1.15, align=_CENTRE), 40, above=True, padding=14, between=0)
KANA = KeyFace(Style("key", bold=True, line=1.1, align=_CENTRE), 36, padding=6, lip=5, radius=12, least_height=72)
LARGE = KeyFace(Style("filled", bold=True, line=1.15, align=_CENTRE), 56, padding=32, between=20)
FACE = KeyFace(Style("bar", bold=True, line=1.15, align=_CENTRE), 92, above=True, padding=20, between=12)
DESK = KeyFace(
    Style("key", bold=True, line=1.3, align=_CENTRE),
    20,
    padding=14,
    edge=1.4,
    lip=2,
    radius=8,
    least_height=36,
    between=8,
)

DESK_NARROW = replace(DESK, icon_px=16, padding=6, between=6)


@dataclass(frozen=True)
class Paints:
    """Colour roles of one kind of key."""

    fill: str
    edge: str
    word: str
    lip: str
    pressed: str


PAINTS: dict[KeyKind, Paints] = {
    KeyKind.FILLED: Paints("main", "main", "on_main", "main_lip", "main_pressed"),
    KeyKind.OUTLINE: Paints("card", "main", "main", "main", "main_tint"),
    KeyKind.QUIET: Paints("card", "quiet_edge", "ink", "quiet_edge", "quiet_pressed"),
    KeyKind.ATTENTION: Paints("attention_fill", "attention_edge", "attention_word", "attention_edge", "card"),
    KeyKind.END: Paints("card", "end", "end", "end", "end_pressed"),
    KeyKind.CHOSEN: Paints("main_tint", "main", "main", "main", "main_tint"),
    KeyKind.TOOL: Paints("here_fill", "ink", "ink", "ink", "here_fill"),
}


def face_width(view: KeyView, face: KeyFace, theme: Theme) -> int:
    """Width for the word on one line, in pixels."""
    word = set_lines(view.words, face.style, theme.speaking(view.language), 1e6).widest_px
    word += _shortcut_width(view, face, theme)
    beside = face.icon_px + face.between if view.icon and not face.above else 0
    return ceil(word + beside + 2 * face.padding)


def face_height(view: KeyView, face: KeyFace, theme: Theme, width_px: int) -> int:
    """Height that drawing, word and lip need at a width, in pixels."""
    word = _setting(view, face, theme, width_px).height_px
    icon = face.icon_px + face.between if view.icon and face.above else 0
    return ceil(word + icon + face.lip + face.edge)


def face_overflows(view: KeyView, face: KeyFace, theme: Theme, size: tuple[int, int]) -> bool:
    """Whether the word is cut off at (width, height) pixels."""
    too_wide = _setting(view, face, theme, size[0]).widest_px > _room(view, face, theme, size[0]) + 1
    return too_wide or face_height(view, face, theme, size[0]) > size[1] + 1


def _setting(view: KeyView, face: KeyFace, theme: Theme, width_px: float) -> Setting:
    words = "" if face.wordless else view.words
    return set_lines(words, face.style, theme.speaking(view.language), _room(view, face, theme, width_px) + 1)


def _room(view: KeyView, face: KeyFace, theme: Theme, width_px: float) -> float:
    beside = face.icon_px + face.between if (view.icon or view.busy) and not face.above else 0
    return width_px - 2 * face.padding - beside - _shortcut_width(view, face, theme)


def _shortcut_width(view: KeyView, face: KeyFace, theme: Theme) -> float:
    if not view.shortcut:
        return 0.0
    return set_lines(view.shortcut, Style("least"), theme, 1e6).widest_px + face.between


def _drop(setting: Setting, theme: Theme) -> int:
    """How much lower a word without readings stands, so that its foot is in line with those that carry them."""
    return theme.letters.ruby if theme.readings and not setting.ruby_px and len(setting.lines) == 1 else 0


def paint_body(
    painter: QPainter, area: QRectF, face: KeyFace, colours: tuple[QColor, QColor, QColor], lip: float
) -> None:
    """Fill, edge and lip in (fill, edge, lip) colours; the lip is a second shape that shows below."""
    half = face.edge / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours[2])
    painter.drawPath(rounded(area, face.radius))
    body = area.adjusted(half, half, -half, -half - max(lip - face.edge, 0))
    painter.setBrush(colours[0])
    painter.setPen(QPen(colours[1], face.edge))
    painter.drawPath(rounded(body, face.radius - half))


def paint_face(painter: QPainter, key: "Key", view: KeyView, face: KeyFace, down: bool) -> None:
    """A whole key; pressed, it sinks onto its lip."""
    paints = PAINTS[view.kind]
    sunk = min(PRESSED_LIP_PX, face.lip)
    shift = face.lip - sunk if down else 0
    area = QRectF(key.rect()).adjusted(0, shift, 0, 0)
    fill = key.colour(paints.pressed if down else paints.fill)
    lip_colour = fill if down and view.kind is KeyKind.FILLED else key.colour(paints.lip)
    edge = fill if view.kind is KeyKind.FILLED else key.colour(paints.edge)
    paint_body(painter, area, face, (fill, edge, lip_colour), sunk if down else face.lip)
    inner = area.adjusted(face.padding, face.edge, -face.padding, -(sunk if down else face.lip))
    _paint_content(painter, key, (view, face), inner)


def _paint_content(painter: QPainter, key: "Key", what: tuple[KeyView, KeyFace], inner: QRectF) -> None:
    view, face = what
    word_role = PAINTS[view.kind].word
    setting = _setting(view, face, key.theme, key.width())
    has_sign = bool(view.icon) or view.busy
    extra = _shortcut_width(view, face, key.theme)
    if face.above:
        room = inner.height() - (face.icon_px + face.between if has_sign else 0)
        free = max((room - setting.height_px) / 2, 0)
        free += min(_drop(setting, key.theme) / 2, free)
        icon_place = QRectF(inner.center().x() - face.icon_px / 2, inner.top() + free, face.icon_px, face.icon_px)
        used = face.icon_px + face.between if has_sign else 0
        word_place = QRectF(inner.left(), inner.top() + free + used, inner.width(), setting.height_px)
    else:
        beside = face.icon_px + face.between if has_sign else 0
        left = inner.left() + max(inner.width() - setting.widest_px - beside - extra, 0) / 2
        icon_place = QRectF(left, inner.center().y() - face.icon_px / 2, face.icon_px, face.icon_px)
        word_place = QRectF(left + beside, inner.top(), setting.widest_px, inner.height())
    if view.busy:
        ring = key.colour(word_role)
        track = QColor(ring)
        track.setAlphaF(0.35)
        draw_ring(painter, icon_place, (track, ring), key.turn)
    elif view.icon:
        key.draw_icon(painter, view.icon, icon_place, key.theme.colour(word_role))
    painter.setFont(key.theme.speaking(view.language).font(key.theme.size_px(face.style.size), True))
    painter.setPen(key.colour(word_role))
    draw_lines(painter, setting, word_place, face.style.align)
    if view.shortcut:
        painter.setFont(key.theme.font(key.theme.letters.least, False))
        rest = QRectF(word_place.right() + face.between, inner.top(), extra, inner.height())
        painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, view.shortcut)

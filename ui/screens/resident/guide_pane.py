"""One step of a guide as a sheet with its keys below: the same alone, while waiting, and at the side of a clerk."""

from dataclasses import replace

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from kiosk.domain.guiding import NO_LINE
from ui.presenters.guide import GuideView
from ui.presenters.parts import KeyKind, KeyView, Line
from ui.screens.screen import Emit
from ui.theme.measures import GAP_PX
from ui.theme.theme import Theme
from ui.widgets.drawn_phone import ASPECT as DRAWN_ASPECT
from ui.widgets.drawn_phone import DrawnPhone
from ui.widgets.key import Key
from ui.widgets.key_face import LARGE, PLAIN
from ui.widgets.key_rows import key_rows
from ui.widgets.painted import Painted
from ui.widgets.picture import Picture
from ui.widgets.rows import LineRow
from ui.widgets.sentence import LitWords, Sentence
from ui.widgets.stacking import Item, is_silent, stack
from ui.widgets.surfaces import Card
from ui.widgets.words import HEADING, HELPING, SECOND, Style, Words

_MOST_LINES = 4
MOST_KEYS = 12
_PADDING_PX = 36
_PICTURE_SHARE = 0.84
"""Width of a picture by its height: they stand upright."""
_LEAST_PICTURE_PX = 260
_LEAST_TEXT_PX = 560
_LEAST_KEY_PX = 420
_LEAST_CARD_PX = 340
_AFTER_TITLE_PX = 20
_BETWEEN_LINES_PX = 12
_TALLEST_CHOICE_PX = 132
_TALLEST_THING_PX = 104


def lit_key(view: KeyView, lit: bool) -> KeyView:
    """While its words are read it looks as what is in use does."""
    return replace(view, kind=KeyKind.TOOL) if lit else view


Block = Sentence | tuple[Key, ...]
"""What is never torn apart: a sentence, or a row of keys."""


class GuidePane(Painted):
    """Title and sentences never leave, nor who led here. When letters grow, the picture goes, then what is said
    besides; what is still too long is shown in parts."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit, narrow: bool = False, keys: int = MOST_KEYS) -> None:
        super().__init__(parent, theme)
        self._card = Card(self, theme)
        self._about = Words(self._card, theme, Style("helping", "state", bold=True, line=1.3))
        self._title = LitWords(self._card, theme, SECOND if narrow else HEADING)
        self._lines = [Sentence(self._card, theme) for _ in range(_MOST_LINES)]
        self._open_fact = LineRow(self._card, theme, style=Style("helping", "attention_word", bold=True, line=1.3))
        self._end = LineRow(self._card, theme, style=Style("body", "state", bold=True, line=1.3))
        self._checked = Words(self._card, theme, HELPING)
        self._picture = Picture(self._card, theme)
        self._phone = DrawnPhone(self._card, theme)
        self._phone.tried.connect(emit)
        self._inner = [Key(self._card, theme, PLAIN) for _ in range(keys)]
        self._back, self._talk, self._onward = (Key(self, theme, face) for face in (PLAIN, PLAIN, LARGE))
        self._view: GuideView | None = None
        for key in (*self._inner, self._back, self._talk, self._onward):
            key.touched.connect(emit)

    def show_view(self, view: GuideView) -> None:
        """Another step."""
        self._view = view
        self._about.say(view.about)
        self._title.say(view.title)
        self._title.light(view.read == "title")
        for index, sentence in enumerate(self._lines):
            sentence.say(view.lines[index] if index < len(view.lines) else "")
            sentence.light(view.read == f"line.{index}" if view.read else index == view.line)
        self._open_fact.show_line(Line("alert", view.open_fact) if view.open_fact else None, "attention_word")
        self._end.show_line(view.end, "state")
        self._checked.say(view.checked)
        self._picture.show_picture(view.picture)
        self._phone.show_page(view.phone, view.tries, view.done)
        inner = view.choices or view.bring
        for index, key in enumerate(self._inner):
            key.show_view(lit_key(inner[index], view.read == f"inner.{index}") if index < len(inner) else None)

    def forget(self) -> None:
        self._view = None

    def arrange(self, place: QRect) -> None:
        """Fills a place of the parent."""
        view = self._view
        if view is None:
            return
        self.setGeometry(place)
        inside = self._arrange_keys(view.back, view.onward)
        parts = self._parts(inside)
        if len(parts) > 1:  # their keys may take more rows than those of a step that is whole, or fewer
            below = ((view.back, view.onward), (view.back, view.more), (view.less, view.more), (view.less, view.onward))
            parts = self._parts(min((self._arrange_keys(*keys) for keys in below), key=QRect.height))
        shown = self._part_shown(parts, view)
        if len(parts) > 1:
            last = shown == len(parts) - 1
            inside = self._arrange_keys(view.less if shown else view.back, view.onward if last else view.more)
        self._arrange_inside(inside, parts[shown] if parts else [], whole=len(parts) < 2)

    # --- the keys below ---

    def _arrange_keys(self, back: KeyView | None, onward: KeyView | None) -> QRect:
        """The way on takes what the others leave; where there is none, they are as wide as their words ask for. Gives
        what is left inside the sheet above."""
        view = self._view
        assert view is not None
        self._back.show_view(back)
        self._talk.show_view(view.talk)
        self._onward.show_view(onward)
        shown = [key for key in (self._back, self._talk, self._onward) if key.view is not None]
        area = QRect(0, 0, self.width(), self.height())
        if self._onward.view is None:
            asked = sum(max(key.natural_width(), _LEAST_KEY_PX) + GAP_PX for key in shown) - GAP_PX
            area.setWidth(min(max(asked, 1), area.width()))
        used = key_rows(shown, area)
        self._card.setGeometry(0, 0, self.width(), self.height() - used - (GAP_PX if used else 0))
        return self._beside_phone(self._card.rect().adjusted(_PADDING_PX, 20, -_PADDING_PX, -16))

    def _beside_phone(self, inside: QRect) -> QRect:
        """A drawn telephone stays as long as a sentence has room beside it: it says what the words say."""
        wide = min(round(inside.height() * DRAWN_ASPECT), inside.width() * 2 // 5)
        room = inside.width() - wide - GAP_PX
        least = max((one.least_width() for one in self._lines if one.text), default=0)
        fits = self._phone.page is not None and room >= max(_LEAST_TEXT_PX, least)
        self._phone.setVisible(fits)
        if not fits:
            return inside
        self._phone.setGeometry(inside.right() + 1 - wide, inside.top(), wide, inside.height())
        return inside.adjusted(0, 0, -wide - GAP_PX, 0)

    # --- what is inside ---

    def _blocks(self, width: int) -> list[Block]:
        keys = self._shown_keys()
        columns = self._columns(width)
        rows: list[Block] = [tuple(keys[start : start + columns]) for start in range(0, len(keys), columns)]
        return [*(one for one in self._lines if one.text), *rows]

    def _parts(self, inside: QRect) -> list[list[Block]]:
        """As few parts as it takes; below each stands what belongs to the step as a whole."""
        head = [Item(self._about), Item(self._title), Item(self._open_fact, gap=12)]
        used = sum(item.needs(inside.width()) + item.gap for item in head if not is_silent(item))
        room = inside.height() - used
        parts: list[list[Block]] = [[]]
        left = room
        for block in self._blocks(inside.width()):
            height = self._height(block, inside.width())
            if parts[-1] and height > left:
                parts.append([])
                left = room
            parts[-1].append(block)
            left -= height
        return parts

    def _part_shown(self, parts: list[list[Block]], view: GuideView) -> int:
        """The one that was turned to; that with the sentence that is read, or that a clerk points at."""
        if view.read:
            last = len(parts) - 1 if view.read == "end" else 0
            return next((index for index, part in enumerate(parts) if self._holds(part, view.read)), last)
        if view.line != NO_LINE and view.line < len(view.lines):
            lit = self._lines[view.line]
            return next((index for index, part in enumerate(parts) if lit in part), 0)
        return min(view.part, len(parts) - 1)

    def _holds(self, part: list[Block], place: str) -> bool:
        kind, _, number = place.partition(".")
        if kind == "inner":
            return any(self._inner[int(number)] in row for row in part if not isinstance(row, Sentence))
        return kind == "line" and self._lines[int(number)] in part

    def _height(self, block: Block, width: int) -> int:
        """With the space above it."""
        if isinstance(block, Sentence):
            return block.height_for(width) + (_AFTER_TITLE_PX if block is self._lines[0] else _BETWEEN_LINES_PX)
        return self._key_height(width) + GAP_PX

    def _key_height(self, width: int) -> int:
        """All keys of a step are equally high."""
        each = self._key_width(width)
        return max((key.heightForWidth(each) for key in self._shown_keys()), default=0)

    def _key_width(self, width: int) -> int:
        columns = self._columns(width)
        return (width - GAP_PX * (columns - 1)) // columns

    def _columns(self, width: int) -> int:
        few = self._view is not None and bool(self._view.choices) and len(self._view.choices) <= 3
        most = self._view.columns if self._view is not None else 2
        if self._cards:
            most = max(1, min(most, (width + GAP_PX) // (_LEAST_CARD_PX + GAP_PX)))
            return min((most, max(most - 1, 1)), key=lambda columns: self._cards_height(width, columns))
        return 1 if few or width < 2 * _LEAST_TEXT_PX else most

    @property
    def _cards(self) -> bool:
        """Whether there is more to choose from than rows have room for."""
        return self._view is not None and self._view.cards

    def _cards_height(self, width: int, columns: int) -> int:
        each = (width - GAP_PX * (columns - 1)) // columns
        highest = max(key.heightForWidth(each) for key in self._shown_keys())
        return -(-len(self._shown_keys()) // columns) * (highest + GAP_PX)

    def _shown_keys(self) -> list[Key]:
        return [key for key in self._inner if key.view is not None]

    def _arrange_inside(self, inside: QRect, part: list[Block], whole: bool) -> None:
        """The picture gets what the words do not need."""
        picture = self._picture_width(inside) if whole else 0
        self._picture.setVisible(picture > 0)
        if picture:
            self._picture.setGeometry(inside.right() + 1 - picture, inside.top(), picture, inside.height())
            inside = inside.adjusted(0, 0, -picture - GAP_PX, 0)
            part = self._blocks(inside.width())
        sentences = [block for block in part if isinstance(block, Sentence)]
        rows = [block for block in part if not isinstance(block, Sentence)]
        for sentence in self._lines:
            sentence.setVisible(sentence in sentences)
        for key in self._shown_keys():
            key.setVisible(any(key in row for row in rows))
        keys = len(rows) * (self._key_height(inside.width()) + GAP_PX)
        above = inside.adjusted(0, 0, 0, -keys)
        bottom = stack(above, self._items(sentences))
        self._arrange_rows(rows, inside.adjusted(0, bottom - inside.top() + GAP_PX, 0, 0))

    def _items(self, sentences: list[Sentence]) -> list[Item]:
        lines = [Item(one, gap=_BETWEEN_LINES_PX if index else _AFTER_TITLE_PX) for index, one in enumerate(sentences)]
        notes = [Item(self._open_fact, gap=12), Item(self._end, gap=12, drop=1), Item(self._checked, gap=10, drop=3)]
        return [Item(self._about), Item(self._title), *lines, *notes]

    def _arrange_rows(self, rows: list[tuple[Key, ...]], area: QRect) -> None:
        if not rows:
            return
        choosing = self._view is not None and bool(self._view.choices)
        most = _TALLEST_CHOICE_PX if choosing else _TALLEST_THING_PX
        share = (area.height() + GAP_PX) // len(rows) - GAP_PX
        height = max(self._key_height(area.width()), min(share, most))
        width = self._key_width(area.width())
        for down, row in enumerate(rows):
            for along, key in enumerate(row):
                x = area.left() + along * (width + GAP_PX)
                key.setGeometry(x, area.top() + down * (height + GAP_PX), width, height)

    def _picture_width(self, inside: QRect) -> int:
        """As wide as it is when all words still have room beside it; 0 where that would be too small."""
        if not self._picture.name or not self._phone.isHidden():
            return 0
        wide = min(round(inside.height() * _PICTURE_SHARE), inside.width() * 2 // 5)
        while wide >= _LEAST_PICTURE_PX:
            room = inside.width() - wide - GAP_PX
            beside = QRect(0, 0, room, inside.height())
            if room >= _LEAST_TEXT_PX and len(self._parts(beside)) == 1 and self._fits(beside):
                return wide
            wide -= 40
        return 0

    def _fits(self, beside: QRect) -> bool:
        """One part is never too long but for the title and a sentence or row by themselves; nor is a phrase torn."""
        if max(one.least_width() for one in self._lines) > beside.width():
            return False
        blocks = self._blocks(beside.width())
        words = [Item(self._about), Item(self._title), Item(self._open_fact)]
        used = sum(item.needs(beside.width()) for item in words if not is_silent(item))
        return used + sum(self._height(block, beside.width()) for block in blocks) <= beside.height()

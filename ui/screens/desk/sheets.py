"""The middle of the clerk's window: tabs, the shared surface in front, and the rows of keys below it."""

from math import ceil

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from kiosk.domain.page import Surface
from kiosk.domain.picture import Slot
from ui.presenters.desk_sheet import BoardView, PaperView, SheetsView
from ui.presenters.marks import MarksView
from ui.presenters.page_list import PageListView
from ui.presenters.parts import KeyKind, KeyView, LampView
from ui.screens.desk.guide import GuidePage
from ui.screens.desk.page_list import PageStrip
from ui.screens.desk.parts import TEXT, DeskKey, Panel, show_keys
from ui.screens.desk.state_line import StateLine
from ui.screens.desk.watermark import Watermark
from ui.screens.screen import Emit
from ui.stage import Stage
from ui.theme.fonts import font
from ui.theme.growth import grown
from ui.theme.theme import Theme
from ui.widgets.key_face import DESK
from ui.widgets.mark_layer import MarkLayer
from ui.widgets.page_map import PageMap
from ui.widgets.placing import PageSurface
from ui.widgets.surfaces import Lamp
from ui.widgets.video import Fit, VideoSurface
from ui.widgets.white_page import WhitePage
from ui.widgets.words import Words

_TAB_PX = 42
_TOOL_ROWS, _MOST_TOOLS = 3, 8
_MAP_PX = 130


class Tab(DeskKey):
    """A tab with its shortcut; the one in front is underlined."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme, emit)
        self._fix()

    def dress(self, theme: Theme) -> None:
        super().dress(theme)
        self._fix()

    def show_view(self, view: KeyView | None) -> None:
        super().show_view(view)
        self._fix()

    def _fix(self) -> None:
        self.setFixedSize(self._asked_px(), grown(self.theme, _TAB_PX))

    def _asked_px(self) -> int:
        """Drawing, word and shortcut side by side."""
        if self.view is None:
            return 0
        word = QFontMetricsF(font(self.theme.letters.body, True)).horizontalAdvance(self.view.words)
        shortcut = QFontMetricsF(font(self.theme.letters.least, False)).horizontalAdvance(self.view.shortcut)
        return ceil(word + shortcut) + grown(self.theme, 2 * 14 + 20 + 8 + 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.view is None:
            return
        painter = self.painter()
        front = self.view.kind is KeyKind.CHOSEN
        role = "main" if front else "ink"
        sign, edge = grown(self.theme, 20), grown(self.theme, 14)
        self.draw_icon(
            painter, self.view.icon, QRectF(edge, (self.height() - sign) / 2, sign, sign), self.theme.colour(role)
        )
        area = self.rect().adjusted(edge + sign + grown(self.theme, 8), 0, -edge, 0)
        painter.setFont(font(self.theme.letters.body, True))
        painter.setPen(self.colour(role))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.view.words)
        painter.setFont(font(self.theme.letters.least, False))
        painter.setPen(self.colour("ink_2"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.view.shortcut)
        if front:
            painter.fillRect(8, self.height() - 4, self.width() - 16, 4, self.colour("main"))
        painter.end()


class SheetPage(QWidget):
    """One tab: the state line, and below it a surface with marks, map and watermark."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit, surface: PageSurface) -> None:
        super().__init__(parent)
        surface.setParent(self)
        self.surface = surface
        self.line = StateLine(self, theme, emit)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.line)
        self.row = QHBoxLayout()
        self.row.setSpacing(0)
        self.row.addWidget(surface, 1)
        self.column.addLayout(self.row, 1)
        self.watermark = Watermark(surface)
        self.layer = MarkLayer(surface, points=True)
        self.map = PageMap(surface, _MAP_PX)
        self.layer.asked.connect(emit)
        self.map.asked.connect(emit)
        surface.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.map.arrange()
        return False

    def show_marks(self, marks: MarksView | None, watermark: str) -> None:
        """Other marks, or none."""
        self.layer.show_marks(marks)
        self.map.show_marks(marks)
        self.watermark.say(watermark if marks is not None else "")


class PaperPage(SheetPage):
    """A document camera."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit, name: str, slot: Slot) -> None:
        surface = VideoSurface(parent, theme, slot, Fit.FIT)
        surface.setObjectName(name)
        surface.corners = (False, False)
        super().__init__(parent, theme, emit, surface)
        self._video = surface

    def show_view(self, view: PaperView, watermark: str) -> None:
        """Other words and marks."""
        self.line.say(view.line, view.live)
        self.line.show_keys(view.keys)
        self._video.say(view.no_picture, view.hidden)
        self._video.show_only(view.only)
        self.show_marks(view.marks, watermark)


class TheirPaperPage(PaperPage):
    """The van's document camera, the visit's pages beside it, and the way back from an older one."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme, emit, "video.their_paper", stage.slots.their_paper)
        self._back = DeskKey(self.line, theme, emit)
        self.line.row.addWidget(self._back)
        self.strip = PageStrip(self, theme, emit, stage.slots.thumbs)
        self.row.insertWidget(0, self.strip)

    def show_pages(self, view: PageListView) -> None:
        """Other sheets beside it."""
        self._back.show_view(view.back)
        self.strip.show_view(view)


class BoardPage(SheetPage):
    """The white page of 筆談, or the way to open it."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        page = WhitePage(parent, theme)
        page.setObjectName("white_page")
        super().__init__(parent, theme, emit, page)
        self._page = page
        self._closed = Panel(self, theme)
        self._words = Words(self._closed, theme, TEXT)
        self._open = DeskKey(self._closed, theme, emit, DESK)
        middle = QVBoxLayout(self._closed)
        middle.setSpacing(16)
        middle.addStretch(1)
        middle.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(self._open, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        self.column.addWidget(self._closed, 1)

    def show_view(self, view: BoardView, watermark: str) -> None:
        """Another page, or none."""
        is_open = view.page is not None
        self.line.say(view.line, is_open)
        self._words.say(view.closed)
        self._closed.setVisible(not is_open)
        self._page.setVisible(is_open)
        self._page.show_page(view.page.page if view.page else None, view.page.rows if view.page else ())
        self.show_marks(view.marks, watermark)
        self.line.show_keys(view.keys if is_open else ())
        show_keys([self._open], () if is_open else view.keys)


class ToolRows(Panel):
    """Below the surface, in a call: what the clerk draws with, and how he looks closer."""

    def __init__(self, parent: QWidget, theme: Theme, emit: Emit) -> None:
        super().__init__(parent, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(6)
        self._rows: list[list[DeskKey]] = []
        for _ in range(_TOOL_ROWS):
            row = QHBoxLayout()
            row.setSpacing(6)
            keys = [DeskKey(self, theme, emit) for _ in range(_MOST_TOOLS)]
            for key in keys:
                row.addWidget(key)
            row.addStretch(1)
            column.addLayout(row)
            self._rows.append(keys)

    def show_tools(self, tools: tuple[tuple[KeyView, ...], ...]) -> None:
        """Other keys, or none."""
        for keys, views in zip(self._rows, tools, strict=True):
            show_keys(keys, views)
        self.setVisible(any(tools))


class SheetColumn(QWidget):
    """Middle: three tabs of shared surfaces, and that of the guides. Which one is in front stands in the view."""

    def __init__(self, parent: QWidget, stage: Stage, theme: Theme, emit: Emit) -> None:
        super().__init__(parent)
        self._tabs = [Tab(self, theme, emit) for _ in range(4)]
        self._lamp = Lamp(self, theme)
        self.theirs = TheirPaperPage(self, stage, theme, emit)
        self.own = PaperPage(self, theme, emit, "video.own_paper", stage.slots.own_paper)
        self.board = BoardPage(self, theme, emit)
        self._pages: dict[Surface, SheetPage] = {"van": self.theirs, "office": self.own, "board": self.board}
        self.guide = GuidePage(self, theme, emit)
        self._tools = ToolRows(self, theme, emit)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(0)
        for tab in self._tabs:
            row.addWidget(tab)
        row.addStretch(1)
        row.addWidget(self._lamp, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._stack.addWidget(self.guide)
        column.addWidget(self._tools)

    @property
    def page_bottom_px(self) -> int:
        """Where the surface ends and the keys begin."""
        return self._tools.y() if self._tools.isVisible() else self.height()

    @property
    def front(self) -> Surface:
        """The surface that is seen."""
        return next(surface for surface, page in self._pages.items() if page is self._stack.currentWidget())

    def show_view(self, view: SheetsView, lamp: LampView | None) -> None:
        """Other words, marks and tools; `lamp` stands here while the column beside is away."""
        for tab, key in zip(self._tabs, view.tabs, strict=True):
            tab.show_view(key)
        self._lamp.setVisible(lamp is not None)
        if lamp is not None:
            self._lamp.show_view(lamp)
        self.theirs.show_view(view.theirs, view.watermark)
        self.theirs.show_pages(view.pages)
        self.own.show_view(view.own, view.watermark)
        self.board.show_view(view.board, view.watermark)
        self.guide.show_view(view.guide)
        self._stack.setCurrentWidget(self._pages[view.front] if view.guide is None else self.guide)
        self._tools.show_tools(view.tools)

"""A call over the shared pages: the page large at the left, the clerk, the words and the keys at the right."""

from PySide6.QtCore import QRect

from kiosk.domain.intents import ShowPaper
from kiosk.domain.picture import Slot
from ui.presenters.call import CallPaperView
from ui.screens.resident.clerk_card import ClerkCard
from ui.screens.resident.paper_pane import HEADER_PX, PaperPane
from ui.screens.resident.people import OwnFace
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.caption import Caption
from ui.widgets.kana_board import KanaBoard
from ui.widgets.key import Key
from ui.widgets.key_face import PLAIN, SMALL
from ui.widgets.key_rows import key_rows
from ui.widgets.surfaces import Card
from ui.widgets.video import Fit, VideoSurface
from ui.widgets.white_page import WhitePage
from ui.widgets.words import Style, Words

_PANE_PX = 1188
_LEAST_PERSON_PX = 100
_BESIDE_SHARE = 0.4
_INSET_PX = 32
_MOST_TOOLS = 13
"""All that is drawn with, the way out of looking together, 紙をかくす of a full screen, and この欄をかくす."""


class CallPaperScreen(Screen[CallPaperView]):
    """Own sheet, the clerk's sheet, both side by side, or the white page; below them what one does with it."""

    def build(self) -> None:
        slots = self.stage.slots
        self._own_paper = self._paper("video.own_paper", slots.own_paper)
        self._their_paper = self._paper("video.their_paper", slots.their_paper)
        self._white_page = WhitePage(self, self.theme)
        self._white_page.setObjectName("white_page")
        self._white = PaperPane(self, self.theme, self._white_page)
        self._panes = (self._own_paper, self._their_paper, self._white)
        for pane in self._panes:
            pane.layer.asked.connect(self._emit)
            pane.map.asked.connect(self._emit)
        self._tools = [self.key(PLAIN) for _ in range(_MOST_TOOLS)]
        self._showing = Words(self, self.theme, Style("card", bold=True, line=1.4))
        self._beside = Card(self, self.theme)
        self._beside_words = Words(self._beside, self.theme, Style("card", bold=True, line=1.4))
        self._kana = KanaBoard(self, self.theme)
        self._kana.asked.connect(self._emit)
        self._person = ClerkCard(self, self.stage, self.theme)
        self._caption = Caption(self, self.theme)
        self._own = OwnFace(self, self.stage, self.theme)
        self._keys = [self.key(PLAIN), self.key(SMALL), self.key(SMALL)]
        self._full = False

    def _paper(self, name: str, slot: Slot) -> PaperPane:
        surface = VideoSurface(self, self.theme, slot, Fit.FIT)
        surface.setObjectName(name)
        surface.corners = (False, True)
        return PaperPane(self, self.theme, surface)

    def fill(self, view: CallPaperView) -> None:
        shown_panes = (view.own_paper, view.their_paper, view.white)
        for pane, shown in zip(self._panes, shown_panes, strict=True):
            if shown is not None:
                pane.show_view(shown)
            else:
                pane.layer.show_marks(None)
                pane.map.show_marks(None)
            pane.setVisible(shown is not None)
        white = view.white_page
        self._white_page.show_page(white.page if white else None, white.rows if white else ())
        self._white_page.follow(view.kana is not None)
        self._person.show_person(view.clerk)
        self._own.show_view(view.own, view.face_lamp)
        self._caption.show_view(view.caption)
        for key, key_view in zip(self._keys, view.keys, strict=True):
            key.show_view(None if view.full else key_view)
        for index, tool in enumerate(self._tools):
            shown_tool = index < len(view.tools) and view.kana is None
            tool.show_view(view.tools[index] if shown_tool else None)
        self._kana.show_view(view.kana)
        self._full = view.full
        self._say(view, alone=sum(shown is not None for shown in shown_panes) == 1)
        self._person.setVisible(not view.full)

    def _say(self, view: CallPaperView, alone: bool) -> None:
        """Over the keys; beside a telephone that has the page for itself."""
        beside = view.beside and alone and view.own_paper is not None and view.kana is None
        self._showing.say("" if beside else view.showing)
        self._showing.setVisible(bool(self._showing.text) and view.kana is None)
        self._beside_words.say(view.showing if beside else "")
        self._beside.setVisible(bool(self._beside_words.text))

    def arrange(self) -> None:
        """A row of keys that is too long for the place below the page goes from edge to edge below both."""
        whole = QRect(EDGE_PX, 16, self.width() - 2 * EDGE_PX, self.height() - 32)
        pane = QRect(whole.left(), whole.top(), whole.width() if self._full else _PANE_PX, whole.height())
        wide = self._full or not self._kana.isHidden() or not self._fit_in_a_row(pane.width())
        used = self._arrange_tools(whole if wide else pane, wide)
        pane.setBottom(pane.bottom() - used)
        for own in self._panes:
            own.reserved_px = 0
        for key in self._keys[1:]:
            key.setVisible(key.view is not None and not wide)
        if self._full:
            self._arrange_lamp(pane)
        else:
            left = pane.right() + 1 + GAP_PX
            height = pane.height() if wide else whole.height()
            self._arrange_side(QRect(left, whole.top(), whole.right() + 1 - left, height), wide)
        panes = [one for one in self._panes if not one.isHidden()]
        each = (pane.width() - GAP_PX * (len(panes) - 1)) // max(len(panes), 1)
        for index, shown in enumerate(panes):
            shown.setGeometry(pane.left() + index * (each + GAP_PX), pane.top(), each, pane.height())
            shown.arrange()
        self._arrange_beside(pane)

    def _arrange_beside(self, pane: QRect) -> None:
        """At the foot of the page, at its right: the telephone stands at the left."""
        if self._beside.isHidden():
            return
        wide = round(pane.width() * _BESIDE_SHARE)
        inner = wide - 2 * _INSET_PX
        high = self._beside_words.height_for(inner) + _INSET_PX
        if high + 2 * 24 > pane.height() - HEADER_PX:  # below many keys there is room for the telephone alone
            self._beside.hide()
        self._beside.setGeometry(pane.right() - 24 - wide, pane.bottom() - 24 - high, wide, high)
        self._beside_words.setGeometry(_INSET_PX, _INSET_PX // 2, inner, high - _INSET_PX)
        self._beside.raise_()

    def _shown_tools(self) -> list[Key]:
        return [tool for tool in self._tools if not tool.isHidden()]

    def _fit_in_a_row(self, room: int) -> bool:
        tools = self._shown_tools()
        for tool in tools:
            tool.reface(PLAIN)
        return sum(tool.natural_width() + GAP_PX for tool in tools) - GAP_PX <= room

    def _arrange_tools(self, area: QRect, wide: bool) -> int:
        """The keys, or the kana board, at the foot of `area`; gives the height that they take from what is above."""
        if not self._kana.isHidden():
            height = self._kana.height_px()
            self._kana.setGeometry(area.left(), area.bottom() + 1 - height, area.width(), height)
            self._kana.arrange()
            return height + GAP_PX
        tools = self._shown_tools()
        for tool in tools:
            tool.reface(SMALL if wide else PLAIN)
        height = key_rows(tools, area)
        used = height + GAP_PX if height else 0
        return used + self._arrange_showing(area.adjusted(0, 0, 0, -used))

    def _arrange_showing(self, area: QRect) -> int:
        """The sentence over the keys."""
        if self._showing.isHidden():
            return 0
        height = self._showing.height_for(area.width())
        self._showing.setGeometry(area.left(), area.bottom() + 1 - height, area.width(), height)
        return height + GAP_PX // 2

    def _arrange_side(self, side: QRect, wide: bool) -> None:
        half = (side.width() - GAP_PX) // 2
        paper, louder, face = self._keys
        row_1 = max(paper.heightForWidth(side.width()), 100)
        row_2 = max(louder.heightForWidth(half), face.heightForWidth(half), 108)
        bottom = side.bottom() + 1
        if not wide:
            louder.setGeometry(side.left(), bottom - row_2, half, row_2)
            face.setGeometry(side.left() + half + GAP_PX, bottom - row_2, half, row_2)
            bottom -= row_2 + GAP_PX
        typing = not self._kana.isHidden()
        paper.setVisible(paper.view is not None and not (typing and isinstance(paper.view.wish, ShowPaper)))
        if not paper.isHidden():
            paper.setGeometry(side.left(), bottom - row_1, side.width(), row_1)
            bottom -= row_1 + GAP_PX
        room = bottom - side.top()
        roomy = room >= 420
        own = 128 if roomy else self._own.lamp.height_for(side.width())
        self._own.setGeometry(side.left(), bottom - own, side.width(), own)
        self._own.arrange_row(220 if roomy else 0)
        bottom -= own + 16
        # What is typed stands on the white page, too.
        bottom -= self._caption.settle(QRect(side.left(), side.top(), side.width(), bottom - side.top()))
        self._person.setVisible(bottom - side.top() >= _LEAST_PERSON_PX)
        self._person.arrange(QRect(side.left(), side.top(), side.width(), bottom - side.top()))

    def _arrange_lamp(self, area: QRect) -> None:
        """The page fills the screen: of the side only the lamp stays, in the page's header, and the clerk's words."""
        width = min(self._own.lamp.natural_width(), area.width() // 3)
        height = self._own.lamp.height_for(width)
        self._own.setGeometry(area.right() - 16 - width, area.top() + (HEADER_PX - height) // 2, width, height)
        self._own.arrange_row(0)
        self._own.raise_()
        if not self._caption.isHidden():
            wide = area.width() // 3 - 24  # beside an upright sheet, not over it
            words = self._caption.height_for(wide, area.height() // 3)
            self._caption.setGeometry(area.left() + 24, area.top() + HEADER_PX + 16, wide, words)
            self._caption.arrange()
            self._caption.raise_()
        for pane in self._panes:
            pane.reserved_px = width + 24

"""The line is being mended: the last picture stays, words say what happens."""

from PySide6.QtCore import QRect

from kiosk.domain.picture import Slot
from ui.presenters.trouble import TroubleView
from ui.screens.resident.paper_pane import PaperPane
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.key_face import PLAIN
from ui.widgets.ring import Ring
from ui.widgets.rows import LineRow
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card, Lamp, Rule
from ui.widgets.video import Fit, VideoSurface
from ui.widgets.white_page import WhitePage
from ui.widgets.words import CARD, HELPING, STRONG, Style, Words

_PANE_PX = 1188


class TroubleScreen(Screen[TroubleView]):
    """Left what was last seen, right what is going on."""

    def build(self) -> None:
        slots = self.stage.slots
        self._white_page = WhitePage(self, self.theme)
        self._panes = {
            "white": PaperPane(self, self.theme, self._white_page),
            "own_paper": self._pane(slots.own_paper),
            "their_paper": self._pane(slots.their_paper),
            "face": self._pane(slots.their_face, Fit.COVER),
        }
        self._card = Card(self, self.theme)
        self._ring = Ring(self._card, self.theme)
        self._title = Words(self._card, self.theme, CARD)
        self._body = Words(self._card, self.theme, STRONG)
        self._rule = Rule(self._card, self.theme)
        self._works = LineRow(self._card, self.theme, style=Style("body", "state", bold=True, line=1.4))
        self._phone = Words(self._card, self.theme, Style("second", bold=True, line=1.3))
        self._hours = Words(self._card, self.theme, HELPING)
        self._lamp = Lamp(self, self.theme)
        self._who_card = Card(self, self.theme)
        self._who = Words(self._who_card, self.theme, STRONG)
        self._next = Words(self._who_card, self.theme, HELPING)
        self._keys = [self.key(PLAIN) for _ in range(2)]

    def _pane(self, slot: Slot, fit: Fit = Fit.FIT) -> PaperPane:
        surface = VideoSurface(self, self.theme, slot, fit)
        surface.corners = (False, True)
        return PaperPane(self, self.theme, surface)

    def fill(self, view: TroubleView) -> None:
        white = view.white_page
        self._white_page.show_page(white.page if white else None, white.rows if white else ())
        for name, pane in self._panes.items():
            if name == view.surface:
                pane.show_view(view.pane, view.stale)
            pane.setVisible(name == view.surface)
        self._title.say(view.title)
        self._body.say(view.body)
        self._works.show_line(view.works, "" if view.works_well else "attention_edge")
        self._phone.say(view.phone)
        self._hours.say(view.phone_hours)
        self._lamp.show_view(view.face_lamp)
        self._who.say(view.who)
        self._next.say(view.next)
        for index, key in enumerate(self._keys):
            key.show_view(view.keys[index] if index < len(view.keys) else None)

    def arrange(self) -> None:
        height = self.height() - 32
        for pane in self._panes.values():
            pane.setGeometry(EDGE_PX, 16, _PANE_PX, height)
            pane.arrange()
        left = EDGE_PX + _PANE_PX + GAP_PX
        side = QRect(left, 16, self.width() - EDGE_PX - left, height)
        bottom = self._arrange_keys(side)
        lamp = self._lamp.height_for(side.width())
        self._lamp.setGeometry(side.left(), bottom - lamp, side.width(), lamp)
        bottom -= lamp + 16
        bottom = self._arrange_who(side, bottom)
        self._card.paint_as("card", "attention_edge", 3)
        self._card.setGeometry(side.left(), side.top(), side.width(), bottom - side.top())
        self._arrange_card()

    def _arrange_keys(self, side: QRect) -> int:
        bottom = side.bottom() + 1
        for key in self._keys:
            if key.view is not None:
                height = max(key.heightForWidth(side.width()), 96)
                key.setGeometry(side.left(), bottom - height, side.width(), height)
                bottom -= height + GAP_PX
        return bottom

    def _arrange_who(self, side: QRect, bottom: int) -> int:
        inner = side.width() - 64
        height = self._who.height_for(inner) + self._next.height_for(inner) + 36
        seen = bottom - side.top() - height >= 480 if self.theme.step == 3 else bottom - side.top() - height >= 370
        self._who_card.setVisible(seen)
        if not seen:
            return bottom
        self._who_card.setGeometry(side.left(), bottom - height, side.width(), height)
        stack(QRect(32, 16, inner, height - 24), [Item(self._who), Item(self._next)])
        return bottom - height - 20

    def _arrange_card(self) -> None:
        inner = self._card.rect().adjusted(28, 28, -24, -20)
        ring = 56
        beside = inner.width() - ring - 18
        if self._title.width_for_one_line() <= beside:
            title = self._title.height_for(beside)
            self._ring.setGeometry(inner.left(), inner.top() + max((title - ring) // 2, 0), ring, ring)
            self._title.setGeometry(inner.left() + ring + 18, inner.top(), beside, title)
            below = inner.adjusted(0, max(title, ring) + 20, 0, 0)
        else:
            title = self._title.height_for(inner.width())
            self._ring.setGeometry(inner.left(), inner.top(), ring, ring)
            self._title.setGeometry(inner.left(), inner.top() + ring + 8, inner.width(), title)
            below = inner.adjusted(0, ring + 8 + title + 8, 0, 0)
        stack(
            below,
            [
                Item(self._phone),
                Item(self._hours, drop=3),
                Item(self._body, gap=8, drop=1),
                Item(self._rule, height=2, gap=20, drop=4),
                Item(self._works, gap=20, drop=2),
            ],
        )

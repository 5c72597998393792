"""The queue: place and estimate, or the telephone number when nobody is there."""

from PySide6.QtCore import QRect, Qt

from kiosk.domain.readings import plain
from ui.presenters.parts import Line
from ui.presenters.waiting import WaitingView
from ui.screens.screen import Screen
from ui.theme.measures import EDGE_PX, GAP_PX
from ui.widgets.key_face import LARGE
from ui.widgets.ring import Ring
from ui.widgets.rows import LineRow
from ui.widgets.stacking import Item, stack
from ui.widgets.surfaces import Card, Rule
from ui.widgets.words import BODY, CARD, HEADING, HELPING, STRONG, Style, Words

_KEY_PX = 120
_RING_PX = 400
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class WaitingScreen(Screen[WaitingView]):
    """The ring turns while somebody waits; nothing else moves."""

    def build(self) -> None:
        self._heading = Words(self, self.theme, HEADING)
        self._body = Words(self, self.theme, BODY)
        self._number_card = Card(self, self.theme)
        self._number_title = Words(self._number_card, self.theme, Style("helping", "ink_2", line=1.3))
        self._number = Words(self._number_card, self.theme, Style("phone", bold=True, line=1.1))
        self._main = Card(self, self.theme)
        self._ring = Ring(self._main, self.theme)
        self._before = Words(self._main, self.theme, Style("helping", "ink_2", line=1.3, align=_CENTRE))
        self._count = Words(self._main, self.theme, Style("number", bold=True, line=1.1, align=_CENTRE))
        self._word = Words(self._main, self.theme, Style("second", bold=True, line=1.25, align=_CENTRE))
        self._after = Words(self._main, self.theme, Style("helping", "ink_2", line=1.3, align=_CENTRE))
        self._build_texts()
        self._leave = self.key(LARGE)
        self._again = self.key(LARGE)

    def _build_texts(self) -> None:
        self._estimate_title = Words(self._main, self.theme, Style("body", "ink_2", line=1.35))
        self._estimate = Words(self._main, self.theme, Style("heading", bold=True, line=1.3))
        self._caveat = Words(self._main, self.theme, HELPING)
        self._rule = Rule(self._main, self.theme)
        self._sound = Words(self._main, self.theme, STRONG)
        self._phone_title = Words(self._main, self.theme, BODY)
        self._phone = Words(self._main, self.theme, Style("phone", bold=True, line=1.2))
        self._hours = Words(self._main, self.theme, HELPING)
        self._side = Card(self, self.theme)
        self._prepare_title = Words(self._side, self.theme, CARD)
        self._prepare = [LineRow(self._side, self.theme, style=BODY) for _ in range(3)]

    def fill(self, view: WaitingView) -> None:
        self._heading.say(view.heading)
        self._body.say(view.body)
        self._number_title.say(view.number_title)
        self._number.say(view.number)
        counted = plain(view.count)[:1].isdigit()
        self._before.say(view.before)
        self._count.say(view.count if counted else "")
        self._word.say("" if counted else view.count)
        self._after.say(view.after)
        self._estimate_title.say(view.estimate_title)
        self._estimate.say(view.estimate)
        self._caveat.say(view.caveat)
        self._sound.say(view.sound)
        self._phone_title.say(view.phone_title)
        self._phone.say(view.phone)
        self._hours.say(view.phone_hours)
        self._prepare_title.say(view.prepare_title)
        for index, row in enumerate(self._prepare):
            row.show_line(Line("bag", view.prepare[index]) if index < len(view.prepare) else None)
        self._leave.show_view(view.leave)
        self._again.show_view(view.again)

    def arrange(self) -> None:
        short = self.height() < 760
        key_y = self.height() - _KEY_PX - (16 if short else 32)
        top = self._arrange_head(short)
        main = QRect(EDGE_PX, top, self.width() - 2 * EDGE_PX, key_y - (20 if short else 32) - top)
        with_side = bool(self._prepare_title.text)
        self._side.setVisible(with_side)
        if with_side:
            main.setWidth(1124)
            self._side.setGeometry(
                main.right() + GAP_PX, top, self.width() - EDGE_PX - main.right() - GAP_PX, main.height()
            )
            rows = [Item(row, gap=16, drop=index) for index, row in enumerate(self._prepare)]
            stack(self._side.rect().adjusted(32, 24, -32, -16), [Item(self._prepare_title), *rows])
        self._main.setGeometry(main)
        self._arrange_queue() if self._leave.view and not self._phone.text else self._arrange_phone()
        self._leave.setGeometry(EDGE_PX, key_y, max(440, self._leave.natural_width()), _KEY_PX)
        wide = max(900, self._again.natural_width())
        self._again.setGeometry(self.width() - EDGE_PX - wide, key_y, wide, _KEY_PX)

    def _arrange_head(self, short: bool) -> int:
        """Returns the y below the heading."""
        title = self._number_title.width_for_one_line()
        number = self._number.width_for_one_line()
        wide = title + number + 104
        self._number_card.setVisible(bool(self._number.text))
        card = QRect(self.width() - EDGE_PX - wide, 24, wide, 120)
        self._number_card.setGeometry(card)
        high = self._number_title.height_for(title + 2)
        self._number_title.setGeometry(36, 60 - high // 2, title + 2, high)
        self._number.setGeometry(68 + title, 60 - self._number.height_for(number + 2) // 2, number + 2, 100)
        head = QRect(EDGE_PX, 16, card.left() - GAP_PX - EDGE_PX, 124 if short else 182)
        bottom = stack(head, [Item(self._heading), Item(self._body, drop=1)])
        return max(bottom, 144) + (12 if short else 36)

    def _arrange_queue(self) -> None:
        for widget in (self._phone_title, self._phone, self._hours):
            widget.hide()
        height = self._main.height()
        side = min(_RING_PX, height - 48)
        ring = QRect(72, (height - side) // 2, side, side)
        self._ring.setGeometry(ring)
        self._ring.show()
        self._arrange_in_ring(ring)
        left = ring.right() + 84
        area = QRect(left, 24, self._main.width() - left - 36, height - 40)
        self._arrange_beside(area)

    def _arrange_in_ring(self, ring: QRect) -> None:
        room = ring.adjusted(52, 0, -52, 0)
        texts = [w for w in (self._before, self._count, self._word, self._after) if w.text]
        items = [Item(w, drop=0 if w in (self._count, self._word) else 1) for w in texts]
        total = sum(w.height_for(room.width()) for w in texts)
        fits = total <= ring.height() - 90
        top = ring.center().y() - (total if fits else ring.height() - 90) // 2
        for words in (self._before, self._count, self._word, self._after):
            words.hide()
        stack(QRect(room.left(), top, room.width(), min(total, ring.height() - 90)), items)

    def _arrange_beside(self, area: QRect) -> None:
        self._rule.setVisible(True)
        items = [
            Item(self._estimate_title, drop=1),
            Item(self._estimate),
            Item(self._caveat, gap=8, drop=3),
            Item(self._rule, height=2, gap=20, drop=2),
            Item(self._sound, gap=20),
        ]
        bottom = stack(area, items)
        spare = (area.bottom() - bottom) // 2
        if spare > 0:
            stack(area.adjusted(0, spare, 0, 0), items)

    def _arrange_phone(self) -> None:
        queue = (self._ring, self._before, self._count, self._word, self._after, self._estimate_title, self._estimate)
        for widget in (*queue, self._rule, self._sound):
            widget.hide()
        area = self._main.rect().adjusted(56, 28, -56, -24)
        items = [
            Item(self._caveat, drop=0),
            Item(self._phone_title, gap=20, drop=1),
            Item(self._phone),
            Item(self._hours, gap=4, drop=2),
        ]
        spare = (area.bottom() - stack(area, items)) // 2
        if spare > 0:
            stack(area.adjusted(0, spare, 0, 0), items)

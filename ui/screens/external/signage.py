"""Signage on the external monitor, read from four metres: nothing under 64 pixels, no keys, nothing private."""

from PySide6.QtCore import QRect, Qt

from ui.presenters.signage import MOST_OFFERS, MOST_STOPS, SignageView
from ui.screens.screen import Screen
from ui.theme.colours import band_of
from ui.widgets.mark import Mark
from ui.widgets.plain import Plain
from ui.widgets.surfaces import Card, Drawing
from ui.widgets.words import Style, Words

_BAND_PX = 120
_FOOT_PX = 232
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_RIGHT = Qt.AlignmentFlag.AlignRight
_LEFT_PX = 66


class SignageScreen(Screen[SignageView]):
    """Band, place and hours, offers, the number that is served, the next stops."""

    def build(self) -> None:
        theme = self.theme
        self._band = Plain(self, theme, "band")
        self._van = Drawing(self._band, theme, "on_band")
        self._van.show_drawing("van")
        self._mark = Mark(self._band, theme, 36)
        self._name = Words(self._band, theme, Style("body", "on_band", bold=True, line=1.2))
        self._clock = Words(self._band, theme, Style("body", "on_band", bold=True, line=1.2, align=_RIGHT))
        self._today = Words(self, theme, Style("body", "state", bold=True, line=1.15))
        self._stop = Words(self, theme, Style("heading", bold=True, line=1.12))
        self._hours = Words(self, theme, Style("second", bold=True, line=1.2))
        self._tiles = [Drawing(self, theme, "state", tile="state_tint") for _ in range(MOST_OFFERS)]
        self._offers = [Words(self, theme, Style("body", bold=True, line=1.2)) for _ in range(MOST_OFFERS)]
        self._notes = [Words(self, theme, Style("body", line=1.2)) for _ in range(MOST_OFFERS)]
        self._build_number()
        self._build_foot()

    def _build_number(self) -> None:
        theme = self.theme
        self._card = Card(self, theme, edge="state")
        self._number_title = Words(self._card, theme, Style("body", bold=True, line=1.2, align=_CENTRE))
        self._number = Words(self._card, theme, Style("number", bold=True, line=1.0, align=_CENTRE))
        self._clerk = Drawing(self._card, theme, "state")
        self._clerk.show_drawing("clerk")
        self._next = Words(self._card, theme, Style("body", bold=True, line=1.2, align=_CENTRE))

    def _build_foot(self) -> None:
        theme = self.theme
        self._foot = Plain(self, theme, "bar")
        self._foot_head = Plain(self._foot, theme, "state")
        self._coming_title = Words(self._foot_head, theme, Style("body", "on_state", bold=True, line=1.4))
        self._coming = [
            tuple(Words(self._foot, theme, Style("body", bold=bold, line=1.2)) for bold in (True, False, True))
            for _ in range(MOST_STOPS)
        ]
        self._call_band = Plain(self, theme, "attention_fill")
        self._bell = Drawing(self._call_band, theme, "attention_edge")
        self._bell.show_drawing("bell")
        self._call = Words(self._call_band, theme, Style("second", "attention_word", bold=True, line=1.2))
        self._call.centre_vertically()

    def fill(self, view: SignageView) -> None:
        self._band.paint_with(band_of(view.accent, self.theme.colours))
        self._mark.show_mark(view.mark, view.mark_words.replace(" ", "\n"))
        self._van.setVisible(not view.mark)
        self._mark_px = 220 if view.mark == "measure" else 150
        self._name.say(view.name)
        self._clock.say(view.clock)
        self._today.say(view.today)
        self._stop.say(view.stop)
        self._hours.say(view.hours)
        self._offer_count = len(view.offers)
        for index, offer in enumerate(view.offers):
            self._tiles[index].show_drawing(offer.icon)
            self._offers[index].say(offer.title)
            self._notes[index].say(offer.note)
        self._number_title.say(view.number_title)
        self._number.say(view.number)
        self._clerk.setVisible(not view.number)
        self._next.say(view.next_number)
        self._coming_title.say(view.coming_title)
        for row, texts in enumerate(self._coming):
            for column, words in enumerate(texts):
                words.say(view.coming[row][column] if row < len(view.coming) else "")
        self._call.say(view.call)
        self._call_band.setVisible(bool(view.call))

    def arrange(self) -> None:
        width, height = self.width(), self.height()
        self._band.setGeometry(0, 0, width, _BAND_PX)
        self._van.setGeometry(64, 18, 84, 84)
        self._mark.setGeometry(32, 12, self._mark_px, 96)
        name_x = 172 if self._mark.isHidden() else self._mark.geometry().right() + 28
        clock = self._clock.width_for_one_line() + 4
        self._clock.setGeometry(width - 66 - clock, 22, clock, 78)
        self._name.setGeometry(name_x, 22, width - 66 - clock - 40 - name_x, 78)
        foot_y = height - _FOOT_PX
        card = QRect(1320, 148, width - 1320 - 66, foot_y - 148 - 20)
        self._arrange_number(card)
        self._arrange_place(QRect(_LEFT_PX, 140, card.left() - 40 - _LEFT_PX, foot_y - 140))
        self._arrange_foot(QRect(0, foot_y, width, _FOOT_PX))
        self._call_band.setGeometry(0, foot_y, width, _FOOT_PX)
        self._bell.setGeometry(_LEFT_PX, (_FOOT_PX - 120) // 2, 120, 120)
        self._call.setGeometry(_LEFT_PX + 168, 0, width - 2 * _LEFT_PX - 168, _FOOT_PX)

    def _arrange_place(self, area: QRect) -> None:
        y = area.top()
        for words, gap in ((self._today, 0), (self._stop, 0), (self._hours, 4)):
            needed = words.height_for(area.width())
            words.setGeometry(area.left(), y + gap, area.width(), needed)
            y += gap + needed
        self._arrange_offers(QRect(area.left(), y + 20, area.width(), area.bottom() - y - 20))

    def _arrange_offers(self, area: QRect) -> None:
        """Lines without a note stand in two columns; a line with a note has a row. What has no room leaves whole."""
        plain = self._offer_count - sum(bool(note.text) for note in self._notes)
        rows = (plain + 1) // 2 + self._offer_count - plain
        pitch = min(116, max((area.height() - 4) // max(rows, 1), 84))
        for index in range(MOST_OFFERS):
            row, column = divmod(index, 2) if index < plain else ((plain + 1) // 2 + index - plain, 0)
            x, y = area.left() + column * 604, area.top() + row * pitch
            tile, title, note = self._tiles[index], self._offers[index], self._notes[index]
            seen = index < self._offer_count and y + 84 <= area.bottom() + 20
            tile.setVisible(seen)
            title.setVisible(seen)
            note.setVisible(seen and bool(note.text))
            side = min(96, pitch - 8)
            tile.setGeometry(x, y, side, side)
            middle = y + side // 2 - 40
            title.setGeometry(x + 118, middle, title.width_for_one_line() + 4, 80)
            after = title.geometry().right() + 36
            note.setGeometry(after, middle, min(note.width_for_one_line() + 4, area.right() - after), 80)

    def _arrange_number(self, card: QRect) -> None:
        self._card.setGeometry(card)
        self._card.paint_as("card", "state", 6)
        inner = card.width() - 24
        self._number_title.setGeometry(12, 36, inner, self._number_title.height_for(inner))
        middle = (card.height() - 320) // 2 + 12
        self._number.setGeometry(0, middle, card.width(), 320)
        self._clerk.setGeometry((card.width() - 260) // 2, (card.height() - 260) // 2 + 20, 260, 260)
        self._next.setGeometry(12, card.height() - 116, inner, self._next.height_for(inner))

    def _arrange_foot(self, foot: QRect) -> None:
        self._foot.setGeometry(foot)
        head = max(416, self._coming_title.width_for_one_line() // 2 + 132)
        self._foot_head.setGeometry(0, 0, head, foot.height())
        needed = self._coming_title.height_for(head - 90)
        self._coming_title.setGeometry(_LEFT_PX, (foot.height() - needed) // 2, head - 90, needed)
        x = head + 42
        widths = [max(texts[c].width_for_one_line() for texts in self._coming) + 4 for c in range(3)]
        for row, texts in enumerate(self._coming):
            at = x
            for words, width in zip(texts, widths, strict=True):
                words.setGeometry(at, 22 + row * 96, min(width, foot.width() - at), 84)
                at += width + 40

"""The steps of a guide: those that are done, the present one, and those to come; as a list, or as a row of numbers."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.domain.readings import plain
from ui.presenters.guide import StageView
from ui.theme.theme import Theme
from ui.widgets.painted import Painted, rounded
from ui.widgets.words import Style, draw_lines, set_lines

DISC_PX: Final = 64
_BETWEEN_PX: Final = 40
_NAME = Style("helping", line=1.3)
_STATE = Style("least", "ink_2", line=1.3)
_PADDING_PX: Final = 14


class Steps(Painted):
    """Words beside each disc where `named`; a tick and a word say that a step is done, never the colour alone."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme)
        self._stages: tuple[StageView, ...] = ()
        self.named = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_stages(self, stages: tuple[StageView, ...]) -> None:
        """Other steps."""
        if stages != self._stages:
            self._stages = stages
            self.setAccessibleName(" ".join(plain(f"{one.sign} {one.name} {one.state}") for one in stages))
            self.update()

    @property
    def empty(self) -> bool:
        """Whether there is no way of several steps to be shown."""
        return not self._stages

    def list_height(self, width_px: int) -> int:
        """What the list needs at a width, in pixels."""
        return sum(self._row_height(stage, width_px) for stage in self._stages)

    def row_width(self) -> int:
        """What the row of numbers needs, in pixels."""
        return len(self._stages) * (DISC_PX + _BETWEEN_PX) - _BETWEEN_PX

    def _row_height(self, stage: StageView, width_px: int) -> int:
        room = width_px - DISC_PX - 28 - 2 * _PADDING_PX
        words = set_lines(stage.name, _NAME, self.theme, room).height_px
        words += set_lines(stage.state, _STATE, self.theme, room).height_px if stage.state else 0
        return max(DISC_PX, words) + 2 * _PADDING_PX

    def overflow(self) -> str:
        if not self.named:
            return "" if self.row_width() <= self.width() + 1 else "steps"
        return "" if self.list_height(self.width()) <= self.height() + 1 else self._stages[-1].name

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self.painter()
        if self.named:
            self._paint_list(painter)
        else:
            self._paint_row(painter)
        painter.end()

    def _paint_list(self, painter: QPainter) -> None:
        y = 0
        for stage in self._stages:
            height = self._row_height(stage, self.width())
            if stage.here:
                painter.setPen(QPen(self.colour("main"), 3))
                painter.setBrush(self.colour("main_tint"))
                painter.drawPath(rounded(QRectF(1.5, y + 1.5, self.width() - 3, height - 3), 16))
            disc = QRectF(_PADDING_PX, y + (height - DISC_PX) / 2, DISC_PX, DISC_PX)
            self._paint_disc(painter, stage, disc)
            left = disc.right() + 28
            room = self.width() - left - _PADDING_PX
            name = set_lines(stage.name, _NAME, self.theme, room)
            state = set_lines(stage.state, _STATE, self.theme, room)
            both = name.height_px + (state.height_px if stage.state else 0)
            top = y + (height - both) / 2
            painter.setFont(self.theme.font(self.theme.size_px(_NAME.size), stage.here))
            painter.setPen(self.colour("ink"))
            draw_lines(painter, name, QRectF(left, top, room, name.height_px), _NAME.align)
            if stage.state:
                painter.setFont(self.theme.font(self.theme.size_px(_STATE.size), stage.here))
                painter.setPen(self.colour("main" if stage.here else "ink_2"))
                below = QRectF(left, top + name.height_px, room, state.height_px)
                draw_lines(painter, state, below, _STATE.align)
            y += height

    def _paint_row(self, painter: QPainter) -> None:
        x, top = 0.0, (self.height() - DISC_PX) / 2
        for index, stage in enumerate(self._stages):
            disc = QRectF(x, top, DISC_PX, DISC_PX)
            if index:
                painter.setPen(QPen(self.colour("quiet_edge"), 3))
                painter.drawLine(round(x - _BETWEEN_PX), round(disc.center().y()), round(x), round(disc.center().y()))
            self._paint_disc(painter, stage, disc)
            x += DISC_PX + _BETWEEN_PX

    def _paint_disc(self, painter: QPainter, stage: StageView, disc: QRectF) -> None:
        if stage.here or stage.done:
            fill, edge, word = ("main", "main", "on_main") if stage.here else ("state", "state", "on_state")
        else:
            fill, edge, word = "card", "quiet_edge", "ink"
        painter.setPen(QPen(self.colour(edge), 3))
        painter.setBrush(self.colour(fill))
        painter.drawEllipse(disc.adjusted(1.5, 1.5, -1.5, -1.5))
        if stage.done:
            self.draw_icon(painter, "check", disc.adjusted(14, 14, -14, -14), self.theme.colour(word))
            return
        painter.setFont(self.theme.font(self.theme.size_px("strip_name"), True))
        painter.setPen(self.colour(word))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, stage.sign)

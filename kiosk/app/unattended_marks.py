"""Draws by itself on the shared paper, and notes when a stroke of either end was begun and when it was painted."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kiosk.domain import sheet_intents as asks
from kiosk.domain.annotation import StrokeId, Tool
from kiosk.domain.ids import Side
from kiosk.domain.intents import Intent
from kiosk.domain.snapshot import Ends
from kiosk.domain.surfaces import open_page
from ui.presenters.marks import MarksView
from ui.widgets.mark_layer import MarkLayer

STROKE_EVERY_MS = 500
POINT_EVERY_MS = 16
POINTS = 20
_LEFT_MM, _TOP_MM, _LINE_MM = 20.0, 20.0, 9.0
_LINES = 28


class DrawnByItself(QObject):
    """One stroke of 20 points each half second on the van's paper; each end on its own half."""

    def __init__(self, me: Side, now: Callable[[], Ends], ask: Callable[[Intent], None]) -> None:
        super().__init__()
        self._me: Side = me
        self._now = now
        self._ask = ask
        self._hooked: set[int] = set()
        self._begun: list[tuple[int, float]] = []
        self._theirs: list[tuple[int, float]] = []
        self._seen: set[StrokeId] = set()
        self._drawn = 0
        self._points = 0
        self._begin = QTimer(self, interval=STROKE_EVERY_MS)
        self._begin.timeout.connect(self._begin_stroke)
        self._more = QTimer(self, interval=POINT_EVERY_MS)
        self._more.timeout.connect(self._extend)
        self._begin.start()

    def draw(self, on: bool) -> None:
        """Whether strokes are begun."""
        if on != self._begin.isActive():
            if on:
                self._begin.start()
            else:
                self._begin.stop()

    def hook(self, window: QWidget) -> None:
        """Watches the layers of a window; again as often as one likes."""
        for layer in window.findChildren(MarkLayer):
            if id(layer) not in self._hooked:
                self._hooked.add(id(layer))
                layer.painted.append(self._painted)

    def take(self) -> dict[str, object]:
        """What was begun here and what of the other end was first painted here since the last call; monotonic
        seconds by the clock of the stroke."""
        taken: dict[str, object] = {"strokes_begun": self._begun, "strokes_painted": self._theirs}
        self._begun, self._theirs = [], []
        return taken

    def _begin_stroke(self) -> None:
        snapshot = self._now()
        if open_page(snapshot, self._me, "van") is None:
            return
        if snapshot.front != "van":
            self._ask(asks.BringToFront("van"))
        if self._drawn and self._drawn % _LINES == 0:
            self._ask(asks.ClearMyMarks())
        self._begun.append((snapshot.marks.clock + 1, round(monotonic(), 4)))
        self._ask(asks.BeginStroke("van", Tool.PEN, *self._point(0)))
        self._drawn += 1
        self._points = 1
        self._more.start()

    def _extend(self) -> None:
        self._ask(asks.ExtendStroke((self._point(self._points),)))
        self._points += 1
        if self._points >= POINTS:
            self._more.stop()
            self._ask(asks.EndStroke())

    def _point(self, number: int) -> tuple[float, float]:
        half = 0.0 if self._me == "van" else 130.0
        return _LEFT_MM + half + 5 * number, _TOP_MM + _LINE_MM * (self._drawn % _LINES)

    def _painted(self, view: MarksView) -> None:
        for stroke in view.strokes:
            if stroke.author != self._me and stroke.id not in self._seen:
                self._seen.add(stroke.id)
                self._theirs.append((stroke.id.clock, round(monotonic(), 4)))

"""Marks at one end: its own appear at once and go out while they grow, the other end's are merged as they come."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Generic

from kiosk.domain import sheet_intents as asks
from kiosk.domain.annotation import (
    MAX_POINTS,
    AddStroke,
    Canvas,
    ClearMine,
    EraseStroke,
    InHand,
    Operation,
    RefusedMark,
    Stroke,
    StrokeId,
    Tool,
)
from kiosk.domain.ids import Side, other, side_of
from kiosk.domain.outline import nearest
from kiosk.domain.page import Page, Point, Surface
from kiosk.domain.snapshot import Hint
from kiosk.domain.surfaces import in_view, open_page
from kiosk.flows.core import Core, log
from kiosk.flows.mark_messages import account, on_grid, operations, pieces
from kiosk.flows.pointing import PointingFlow
from kiosk.flows.ports import TimerPort
from kiosk.flows.store import Snap
from kiosk.wire.peer import Marks, Pointing

SENT_EVERY_S = 0.03
SENT_POINTS = 20
"""A growing stroke goes out at least so often: whichever of the two comes first."""
ERASED_WITHIN_MM = 4.0


@dataclass
class _Growing:
    """The stroke under this end's finger, and how many of its points have gone out."""

    id: StrokeId
    surface: Surface
    tool: Tool
    sent: int = 0


class AnnotatingFlow(Generic[Snap]):
    """Keeps `marks`, `tool` and `pointers` of the snapshot, the same way at kiosk and desk."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._me = side_of(core.role)
        self._pointing = PointingFlow(core)
        self._growing: _Growing | None = None
        self._timer: TimerPort | None = None

    def do(self, intent: asks.MarkIntent) -> None:
        """What a person does on a page. Outside a call, or on a page that is not open, nothing happens."""
        match intent:
            case asks.BeginStroke():
                self._begin(intent)
            case asks.ExtendStroke(points):
                self._extend(points)
            case asks.EndStroke():
                self._end()
            case asks.UndoMark():
                self._undo()
            case asks.ClearMyMarks():
                self._clear()
            case asks.EraseAt(surface, x_mm, y_mm):
                self._erase_at(surface, (x_mm, y_mm))
            case asks.PointAt(surface, x_mm, y_mm):
                self._pointing.point_at(surface, x_mm, y_mm)
            case asks.StopPointing():
                self._pointing.stop()
            case asks.ChooseTool(tool):
                self._choose(tool)

    def theirs(self, message: Marks | Pointing) -> None:
        """What the other end did; marks that no canvas takes change nothing."""
        if isinstance(message, Pointing):
            self._pointing.theirs(message)
        else:
            author = other(self._me)
            self._merge(operations(message, author), author)

    def tell_all(self) -> None:
        """After each new generation: what was drawn meanwhile, and what may have been lost on the way.

        Each end speaks for its own marks alone; together both have the whole canvas.
        """
        for message in account(self._canvas, self._me):
            self._core.ports.media.send(message)

    def forget(self) -> None:
        """The call is over: nothing of it stays."""
        self._growing = None
        self._stop_timer()
        self._pointing.forget()
        self._core.store.change(marks=Canvas(), tool=None)

    # --- inside ---

    @property
    def _canvas(self) -> Canvas:
        return self._core.now.marks

    def _page(self, surface: Surface) -> Page | None:
        return open_page(self._core.now, self._me, surface)

    def _choose(self, tool: InHand | None) -> None:
        call = self._core.now.call
        if call is not None and call.ended_because is None:
            self._end()
            self._core.store.change(tool=tool)

    def _begin(self, intent: asks.BeginStroke) -> None:
        self._end()
        if self._page(intent.surface) is not None:
            self._growing = _Growing(StrokeId(self._canvas.clock + 1, self._me), intent.surface, intent.tool)
            self._extend(((intent.x_mm, intent.y_mm),))

    def _extend(self, points: tuple[Point, ...]) -> None:
        growing = self._growing
        if growing is None or not points:
            return
        page = self._page(growing.surface)
        if page is None or not self._grow(growing, page, points):
            self._end()
        elif self._timer is None or len(self._canvas.strokes[growing.id].points) - growing.sent >= SENT_POINTS:
            self._flush()

    def _grow(self, growing: _Growing, page: Page, points: tuple[Point, ...]) -> bool:
        """Draws here, and whether it could. A finger beside the page draws along its edge."""
        stroke = self._canvas.strokes.get(growing.id)
        start = len(stroke.points) if stroke else 0
        sound = (point for point in points if all(map(math.isfinite, point)))
        added = tuple(on_grid(page.clamped(point)) for point in islice(sound, MAX_POINTS - start))
        return self._merge([AddStroke(growing.id, page.id, growing.tool, start, added)], self._me)

    def _flush(self) -> None:
        self._stop_timer()
        growing = self._growing
        stroke = self._canvas.strokes.get(growing.id) if growing else None
        if growing is not None and stroke is not None and len(stroke.points) > growing.sent:
            for piece in pieces(stroke, growing.sent):
                self._core.ports.media.send(Marks((piece,)))
            growing.sent = len(stroke.points)
            self._timer = self._core.ports.clock.call_later(SENT_EVERY_S, self._flush)

    def _end(self) -> None:
        self._flush()
        self._growing = None
        self._stop_timer()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _undo(self) -> None:
        self._end()
        mine = self._mine_in_view()
        if mine:
            self._erase([max(stroke.id for stroke in mine)])

    def _erase_at(self, surface: Surface, point: Point) -> None:
        self._end()
        page = self._page(surface)
        if page is not None:
            mine = (stroke for stroke in self._canvas.on(page.id) if stroke.author == self._me)
            touched = nearest(mine, point, ERASED_WITHIN_MM)
            if touched is not None:
                self._erase([touched.id])

    def _mine_in_view(self) -> list[Stroke]:
        """One's own strokes that one has before one's eyes: nobody takes back what he does not see."""
        pages = [page.id for surface in in_view(self._core.now, self._me) if (page := self._page(surface))]
        return [stroke for stroke in self._canvas.of(self._me) if stroke.page in pages]

    def _erase(self, strokes: list[StrokeId]) -> None:
        if self._merge([EraseStroke(stroke) for stroke in strokes], self._me):
            self._core.ports.media.send(Marks(erased=tuple(stroke.clock for stroke in strokes)))

    def _clear(self) -> None:
        """If nothing of one's own stands anywhere else, one number says it, and the erased ones can be forgotten."""
        self._end()
        mine, all_mine = self._mine_in_view(), self._canvas.of(self._me)
        if mine and len(mine) == len(all_mine):
            newest = mine[-1].id.clock
            if self._merge([ClearMine(newest)], self._me):
                self._core.ports.media.send(Marks(cleared=newest))
        elif mine:
            self._erase([stroke.id for stroke in mine])

    def _merge(self, done: Iterable[Operation], by: Side) -> bool:
        try:
            marks = self._canvas.merged(done, by)
        except RefusedMark as refused:
            log.warning("marks of the %(side)s refused: %(code)s", {"side": by, "code": refused.code})
            if by == self._me and refused.code.startswith("too_many"):
                self._core.hint(Hint.PAGE_FULL)
            return False
        self._core.store.change(marks=marks)
        return True

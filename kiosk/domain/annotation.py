"""Marks of two people on shared pages: strokes that both ends can merge in any order to the same canvas.

A stroke only grows, a removed one stays removed, and only its author may touch it. So the canvas is a join: an
operation may come late, twice, or before the one it follows; what a lost one carried comes with the next full account.
Source of the idea: Shapiro et al., "Conflict-free replicated data types", 2011.
"""

import dataclasses
import functools
import hashlib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from kiosk.domain.ids import Side
from kiosk.domain.page import PAGES, Page, PageId, Point

MAX_STROKES: Final = 1_000
"""Standing strokes of one author on one page, so 2,000 of both. An author is never refused for what the other does:
the two ends could not agree then."""
MAX_POINTS: Final = 4_000
"""Points of one stroke."""
MAX_POINTS_PAGE: Final = 200_000
"""Points of one author on one page, those that wait for a gap to close among them."""
MAX_ERASED: Final = 20_000
"""Erased strokes of one author that have to be remembered; clearing forgets them."""
MAX_WAITING: Final = 200
"""Pieces of one stroke that may wait for what precedes them."""
MARGIN_MM: Final = 5.0
"""How far beside the page a mark may lie."""

Piece: TypeAlias = tuple[int, tuple[Point, ...]]
"""Points of a stroke and the number of the first of them."""


class Tool(StrEnum):
    """What a stroke is drawn with. Of a circle, the first and the last point are opposite corners of its frame; an
    arrow goes from the first to the last; `here` stands at the first."""

    PEN = "pen"
    HIGHLIGHTER = "highlighter"
    CIRCLE = "circle"
    ARROW = "arrow"
    HERE = "here"


class Aid(StrEnum):
    """What can be in the hand besides a tool: it leaves no stroke."""

    ERASER = "eraser"
    POINTER = "pointer"


InHand: TypeAlias = Tool | Aid


class RefusedMark(Exception):
    """An operation that no canvas takes. `code` is a word for the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class StrokeId(NamedTuple):
    """Lamport time and author: unique, and its order is the order in which strokes are drawn over each other."""

    clock: int
    author: Side


@dataclass(frozen=True)
class Stroke:
    """One mark. `points` are what is known without a gap from the first on; `waiting` came before what precedes it."""

    id: StrokeId
    page: PageId
    tool: Tool
    points: tuple[Point, ...] = ()
    waiting: tuple[Piece, ...] = ()

    @property
    def author(self) -> Side:
        """Who drew it."""
        return self.id.author

    @property
    def size(self) -> int:
        """Points held, seen or waiting."""
        return len(self.points) + sum(len(points) for _, points in self.waiting)

    @functools.cached_property
    def box(self) -> tuple[Point, Point]:
        """Upper left and lower right corner round the points. Raises ValueError while there are none."""
        columns, rows = zip(*self.points, strict=True)
        return (min(columns), min(rows)), (max(columns), max(rows))

    def extended(self, start: int, points: tuple[Point, ...]) -> "Stroke":
        """With the points from number `start` on; those already known are not replaced."""
        whole, waiting = self.points, []
        for at, piece in sorted({*self.waiting, (start, points)}):
            if at > len(whole):
                waiting.append((at, piece))
            else:
                whole += piece[len(whole) - at :]
        if len(whole) == len(self.points) and tuple(waiting) == self.waiting:
            return self
        return dataclasses.replace(self, points=whole, waiting=tuple(waiting))


@dataclass(frozen=True)
class AddStroke:
    """A stroke, or more of it: the points from number `start` on."""

    id: StrokeId
    page: PageId
    tool: Tool
    start: int
    points: tuple[Point, ...]


@dataclass(frozen=True)
class EraseStroke:
    """A stroke goes for good, whether it has arrived or not. Undo is this for the author's newest stroke."""

    id: StrokeId


@dataclass(frozen=True)
class ClearMine:
    """All strokes of the author with a clock of at most `up_to` go for good, on every page."""

    up_to: int


Operation: TypeAlias = AddStroke | EraseStroke | ClearMine


@dataclass(frozen=True)
class Pointer:
    """Where the other end points now."""

    by: Side
    page: PageId
    x_mm: float
    y_mm: float


@dataclass(frozen=True)
class Canvas:
    """The marks of one call. `strokes` holds those that stand; `erased` and `cleared` keep the rest from returning."""

    pages: Mapping[PageId, Page] = field(default_factory=lambda: PAGES)
    strokes: Mapping[StrokeId, Stroke] = field(default_factory=dict)
    erased: Mapping[Side, frozenset[int]] = field(default_factory=dict)
    cleared: Mapping[Side, int] = field(default_factory=dict)

    @property
    def clock(self) -> int:
        """The highest clock heard of; a new stroke takes the next one."""
        clocks = [stroke_id.clock for stroke_id in self.strokes]
        clocks += [clock for erased in self.erased.values() for clock in erased]
        return max((*clocks, *self.cleared.values()), default=0)

    def of(self, author: Side) -> tuple[Stroke, ...]:
        """The standing strokes of one author, oldest first."""
        return tuple(self.strokes[i] for i in sorted(self.strokes) if i.author == author)

    def on(self, page: PageId) -> tuple[Stroke, ...]:
        """What is to be seen on a page, in drawing order: the last one lies on top."""
        return tuple(s for i in sorted(self.strokes) if (s := self.strokes[i]).page == page and s.points)

    def merged(self, operations: Iterable[Operation], by: Side) -> "Canvas":
        """The canvas after operations of one author; the same object if they bring nothing new.

        Raises RefusedMark for the first that cannot be taken; then none is.
        """
        draft = _Draft(self, by)
        for operation in operations:
            draft.take(operation)
        return draft.finished()

    def with_page(self, page: Page) -> "Canvas":
        """A sheet was found: one can draw on it from now on. A better look at it may have another size."""
        if self.pages.get(page.id) == page:
            return self
        return dataclasses.replace(self, pages={**self.pages, page.id: page})

    def digest(self) -> str:
        """Equal at both ends when both show the same; positions count to 0.1 mm."""
        seen = hashlib.sha256()
        for stroke_id in sorted(self.strokes):
            stroke = self.strokes[stroke_id]
            if stroke.points:
                tenths = [(round(x_mm * 10), round(y_mm * 10)) for x_mm, y_mm in stroke.points]
                seen.update(repr((*stroke_id, stroke.page, stroke.tool.value, tenths)).encode())
        return seen.hexdigest()


class _Draft:
    """A canvas while operations of one author are merged into it."""

    def __init__(self, canvas: Canvas, by: Side) -> None:
        self._canvas = canvas
        self._by: Side = by
        self._strokes = dict(canvas.strokes)
        self._erased = set(canvas.erased.get(by, ()))
        self._cleared = canvas.cleared.get(by, 0)
        self._room: dict[PageId, tuple[int, int]] = {}
        self._changed = False

    def take(self, operation: Operation) -> None:
        """One operation. Raises RefusedMark."""
        if isinstance(operation, ClearMine):
            self._clear(operation.up_to)
        elif operation.id.author != self._by:
            raise RefusedMark("foreign_author")
        elif isinstance(operation, EraseStroke):
            self._erase(operation.id)
        else:
            self._add(operation)

    def finished(self) -> Canvas:
        """The result."""
        if not self._changed:
            return self._canvas
        return dataclasses.replace(
            self._canvas,
            strokes=self._strokes,
            erased={**self._canvas.erased, self._by: frozenset(self._erased)},
            cleared={**self._canvas.cleared, self._by: self._cleared},
        )

    def _gone(self, stroke_id: StrokeId) -> bool:
        return stroke_id.clock <= self._cleared or stroke_id.clock in self._erased

    def _clear(self, up_to: int) -> None:
        if up_to <= self._cleared:
            return
        self._cleared = up_to
        self._erased = {clock for clock in self._erased if clock > up_to}
        self._strokes = {i: s for i, s in self._strokes.items() if i.author != self._by or i.clock > up_to}
        self._room.clear()
        self._changed = True

    def _erase(self, stroke_id: StrokeId) -> None:
        if self._gone(stroke_id):
            return
        if len(self._erased) >= MAX_ERASED:
            raise RefusedMark("too_many_erased")
        self._erased.add(stroke_id.clock)
        if self._strokes.pop(stroke_id, None) is not None:
            self._room.clear()
        self._changed = True

    def _add(self, operation: AddStroke) -> None:
        _check(operation, self._canvas.pages.get(operation.page))
        if self._gone(operation.id):
            return
        old = self._strokes.get(operation.id)
        stroke = old or Stroke(operation.id, operation.page, operation.tool)
        if (stroke.page, stroke.tool) != (operation.page, operation.tool):
            raise RefusedMark("another_stroke")
        new = stroke.extended(operation.start, operation.points)
        if len(new.waiting) > MAX_WAITING:
            raise RefusedMark("too_many_gaps")
        if new is not old:
            self._make_room(operation.page, int(old is None), new.size - stroke.size)
            self._strokes[operation.id] = new
            self._changed = True

    def _make_room(self, page: PageId, strokes: int, points: int) -> None:
        strokes_so_far, points_so_far = self._room.get(page) or self._count(page)
        self._room[page] = room = strokes_so_far + strokes, points_so_far + points
        if room[0] > MAX_STROKES:
            raise RefusedMark("too_many_strokes")
        if room[1] > MAX_POINTS_PAGE:
            raise RefusedMark("too_many_points")

    def _count(self, page: PageId) -> tuple[int, int]:
        sizes = [s.size for s in self._strokes.values() if s.id.author == self._by and s.page == page]
        return len(sizes), sum(sizes)


def _check(operation: AddStroke, page: Page | None) -> None:
    if page is None:
        raise RefusedMark("unknown_page")
    if not operation.points:
        raise RefusedMark("no_points")
    if operation.start < 0 or operation.start + len(operation.points) > MAX_POINTS:
        raise RefusedMark("too_many_points")
    for point in operation.points:
        if not page.holds(point, MARGIN_MM):
            raise RefusedMark("outside_page" if all(map(math.isfinite, point)) else "not_a_number")

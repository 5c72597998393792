"""Marks as messages and back: hundredths of a millimetre on the wire, and never more than one message may hold."""

from collections.abc import Iterable, Iterator

from kiosk.domain.annotation import AddStroke, Canvas, ClearMine, EraseStroke, Operation, Stroke, StrokeId
from kiosk.domain.ids import Side
from kiosk.domain.page import PageId, Point
from kiosk.wire.peer import Marks, StrokePiece

PIECE_POINTS = 500
MESSAGE_PIECES = 100
MESSAGE_POINTS = 3_000
MESSAGE_ERASED = 4_000
"""Together below 64 KiB: a point takes at most 11 bytes, the rest of a piece 150, an erased clock 5."""


def on_grid(point: Point) -> Point:
    """The nearest point that a message can name, so that both ends hold the very same. Raises ValueError for NaN."""
    return hundredths(point[0]) / 100, hundredths(point[1]) / 100


def hundredths(length_mm: float) -> int:
    """A length as it stands in a message. Raises ValueError for NaN, OverflowError for infinity."""
    return round(length_mm * 100)


def pieces(stroke: Stroke, start: int = 0) -> Iterator[StrokePiece]:
    """The points of a stroke from number `start` on, cut to what a piece may hold."""
    for at in range(start, len(stroke.points), PIECE_POINTS):
        points = tuple((hundredths(x), hundredths(y)) for x, y in stroke.points[at : at + PIECE_POINTS])
        yield StrokePiece(stroke.id.clock, stroke.page, stroke.tool, at, points)


def account(canvas: Canvas, author: Side) -> Iterator[Marks]:
    """All that one author did, first what is gone, then what stands; nothing if the author did nothing."""
    cleared = canvas.cleared.get(author, 0)
    erased = sorted(canvas.erased.get(author, ()))
    if cleared:
        yield Marks(cleared=cleared)
    for at in range(0, len(erased), MESSAGE_ERASED):
        yield Marks(erased=tuple(erased[at : at + MESSAGE_ERASED]))
    yield from _packed(piece for stroke in canvas.of(author) for piece in pieces(stroke))


def operations(marks: Marks, author: Side) -> Iterator[Operation]:
    """What a message of `author` asks for."""
    if marks.cleared:
        yield ClearMine(marks.cleared)
    for clock in marks.erased:
        yield EraseStroke(StrokeId(clock, author))
    for piece in marks.strokes:
        points = tuple((x / 100, y / 100) for x, y in piece.points)
        yield AddStroke(StrokeId(piece.clock, author), PageId(piece.page), piece.tool, piece.start, points)


def _packed(all_pieces: Iterable[StrokePiece]) -> Iterator[Marks]:
    waiting: list[StrokePiece] = []
    points = 0
    for piece in all_pieces:
        if len(waiting) == MESSAGE_PIECES or points + len(piece.points) > MESSAGE_POINTS:
            yield Marks(tuple(waiting))
            waiting, points = [], 0
        waiting.append(piece)
        points += len(piece.points)
    if waiting:
        yield Marks(tuple(waiting))

"""Two people mark one page: whatever order, loss and repetition do, both see the same in the end."""

import math
import time
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.camera.mock_tray import TRAY, VIEW_HEIGHT_MM
from kiosk.domain import annotation
from kiosk.domain.annotation import (
    MAX_POINTS,
    MAX_STROKES,
    AddStroke,
    Canvas,
    ClearMine,
    EraseStroke,
    Operation,
    RefusedMark,
    StrokeId,
    Tool,
)
from kiosk.domain.ids import Side
from kiosk.domain.outline import nearest, outline
from kiosk.domain.page import TRAY_HEIGHT_MM, TRAY_WIDTH_MM, PageId, Point, tray_id

VAN_TRAY, OFFICE_TRAY = tray_id("van"), tray_id("office")
SIDES: tuple[Side, ...] = ("van", "office")
JOIN_WITHIN_S = 0.5

Said = tuple[Side, Operation]


def line(length: int, x_mm: float = 10.0, y_mm: float = 10.0) -> tuple[Point, ...]:
    return tuple((x_mm + 0.1 * n, y_mm) for n in range(length))


def add(
    clock: int,
    author: Side = "van",
    page: PageId = VAN_TRAY,
    tool: Tool = Tool.PEN,
    points: tuple[Point, ...] = line(3),
) -> AddStroke:
    return AddStroke(StrokeId(clock, author), page, tool, 0, points)


def replayed(said: list[Said]) -> Canvas:
    canvas = Canvas()
    for author, operation in said:
        canvas = canvas.merged([operation], author)
    return canvas


# --- any order, any repetition, any loss ---


@dataclass
class Author:
    """What one end would say while its person draws, erases, undoes and clears."""

    side: Side
    clock: int = 0
    standing: list[int] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def draw(self, page: PageId, tool: Tool, pieces: list[list[Point]]) -> None:
        self.clock += 1
        self.standing.append(self.clock)
        start = 0
        for piece in pieces:
            self.said.append((self.side, AddStroke(StrokeId(self.clock, self.side), page, tool, start, tuple(piece))))
            start += len(piece)

    def erase(self, which: int) -> None:
        if self.standing:
            clock = self.standing.pop(which % len(self.standing))
            self.said.append((self.side, EraseStroke(StrokeId(clock, self.side))))

    def clear(self) -> None:
        if self.standing:
            self.said.append((self.side, ClearMine(self.standing[-1])))
            self.standing.clear()


coordinates = st.floats(0, 200).map(lambda mm: round(mm, 2))
drawings = st.tuples(
    st.just("draw"),
    st.sampled_from([VAN_TRAY, OFFICE_TRAY]),
    st.sampled_from(list(Tool)),
    st.lists(st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=4), min_size=1, max_size=4),
)
deeds = st.one_of(drawings, drawings, st.tuples(st.just("erase"), st.integers(0, 9)), st.tuples(st.just("clear")))


@st.composite
def conversations(draw: st.DrawFn) -> list[Said]:
    """All that two persons say to a canvas, each in their own order."""
    said: list[Said] = []
    for side in SIDES:
        author = Author(side)
        for name, *arguments in draw(st.lists(deeds, max_size=8)):
            getattr(author, name)(*arguments)
        said += author.said
    return said


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Said], list[Said]]:
    """A conversation, and the same in another order with some of it twice."""
    said = draw(conversations())
    again = draw(st.lists(st.sampled_from(said), max_size=6)) if said else []
    return said, draw(st.permutations(said + again))


@given(deliveries())
def test_order_and_repetition_change_nothing(both: tuple[list[Said], list[Said]]) -> None:
    said, delivered = both
    assert replayed(delivered) == replayed(said)
    assert replayed(delivered).digest() == replayed(said).digest()


@given(conversations(), st.integers(0, 40))
def test_operations_may_be_merged_one_by_one_or_together(said: list[Said], split: int) -> None:
    together = Canvas()
    for part in (said[:split], said[split:]):
        for side in SIDES:
            together = together.merged([operation for author, operation in part if author == side], side)
    assert together == replayed(said)


@given(conversations(), st.data())
def test_what_was_lost_is_made_good_by_saying_everything_again(said: list[Said], data: st.DataObject) -> None:
    arrived = data.draw(st.lists(st.sampled_from(said), max_size=len(said))) if said else []
    assert replayed(arrived + said).digest() == replayed(said).digest()


@given(conversations())
def test_what_is_known_already_leaves_the_very_same_canvas(said: list[Said]) -> None:
    canvas = replayed(said)
    for author, operation in said:
        assert canvas.merged([operation], author) is canvas


@given(conversations())
def test_an_author_sees_what_was_drawn_and_not_removed(said: list[Said]) -> None:
    drawn = {op.id for _, op in said if isinstance(op, AddStroke)}
    erased = {op.id for _, op in said if isinstance(op, EraseStroke)}
    cleared = {author: op.up_to for author, op in said if isinstance(op, ClearMine)}
    standing = {i for i in drawn - erased if i.clock > cleared.get(i.author, 0)}
    assert set(replayed(said).strokes) == standing


# --- what each operation means ---


def test_a_stroke_that_comes_after_its_erasure_stays_away() -> None:
    canvas = Canvas().merged([EraseStroke(StrokeId(1, "van"))], "van")
    assert canvas.merged([add(1), add(2)], "van").on(VAN_TRAY) == Canvas().merged([add(2)], "van").on(VAN_TRAY)


def test_a_stroke_that_comes_after_its_clearing_stays_away() -> None:
    canvas = Canvas().merged([ClearMine(1)], "van").merged([add(1), add(2)], "van")
    assert [stroke.id.clock for stroke in canvas.on(VAN_TRAY)] == [2]


def test_clearing_leaves_the_other_ends_strokes() -> None:
    canvas = Canvas().merged([add(1)], "van").merged([add(1, "office")], "office").merged([ClearMine(9)], "van")
    assert [stroke.author for stroke in canvas.on(VAN_TRAY)] == ["office"]


def test_clearing_forgets_what_was_erased_before() -> None:
    canvas = Canvas().merged([add(1), EraseStroke(StrokeId(1, "van")), ClearMine(1)], "van")
    assert canvas.erased["van"] == frozenset()
    assert canvas.merged([add(1)], "van").strokes == {}


def test_a_piece_is_not_seen_before_what_precedes_it() -> None:
    points = line(9)
    late, early = (AddStroke(StrokeId(1, "van"), VAN_TRAY, Tool.PEN, at, points[at : at + 3]) for at in (6, 0))
    canvas = Canvas().merged([late], "van")
    assert canvas.on(VAN_TRAY) == ()
    canvas = canvas.merged([early], "van")
    assert canvas.on(VAN_TRAY)[0].points == points[:3]
    canvas = canvas.merged([AddStroke(StrokeId(1, "van"), VAN_TRAY, Tool.PEN, 2, points[2:7])], "van")
    assert canvas.on(VAN_TRAY)[0].points == points
    assert canvas.on(VAN_TRAY)[0].waiting == ()


def test_a_page_gives_its_own_strokes_and_the_newest_last() -> None:
    canvas = (
        Canvas().merged([add(3, "office"), add(2, "office", OFFICE_TRAY)], "office").merged([add(1), add(4)], "van")
    )
    assert [stroke.id for stroke in canvas.on(VAN_TRAY)] == [(1, "van"), (3, "office"), (4, "van")]
    assert canvas.clock == 4


def test_the_digest_tells_apart_what_eyes_could() -> None:
    seen = Canvas().merged([add(1)], "van").digest()
    others = (add(1, points=line(4)), add(1, tool=Tool.ARROW), add(1, page=OFFICE_TRAY), add(2))
    moved = add(1, points=tuple((x + 0.2, y) for x, y in line(3)))
    hardly = add(1, points=tuple((x + 0.01, y) for x, y in line(3)))
    assert seen not in {Canvas().merged([other], "van").digest() for other in (*others, moved)}
    assert Canvas().merged([hardly], "van").digest() == seen


# --- strangers ---

FAR = (TRAY_WIDTH_MM + 5.1, 10.0)
REFUSED: list[tuple[str, Operation]] = [
    ("foreign_author", add(9, "office")),
    ("foreign_author", EraseStroke(StrokeId(1, "office"))),
    ("unknown_page", add(9, page=PageId("tray.moon"))),
    ("no_points", add(9, points=())),
    ("not_a_number", add(9, points=((math.nan, 1.0),))),
    ("not_a_number", add(9, points=((1.0, -math.inf),))),
    ("outside_page", add(9, points=(FAR,))),
    ("outside_page", add(9, points=((1.0, -5.1),))),
    ("too_many_points", add(9, points=line(MAX_POINTS + 1, 1, 1)[:1] * (MAX_POINTS + 1))),
    ("too_many_points", AddStroke(StrokeId(9, "van"), VAN_TRAY, Tool.PEN, MAX_POINTS, ((1.0, 1.0),))),
    ("too_many_points", AddStroke(StrokeId(9, "van"), VAN_TRAY, Tool.PEN, -1, ((1.0, 1.0),))),
    ("another_stroke", add(1, tool=Tool.HERE)),
    ("another_stroke", add(1, page=OFFICE_TRAY)),
]


@pytest.mark.parametrize(("code", "operation"), REFUSED, ids=[f"{n}-{code}" for n, (code, _) in enumerate(REFUSED)])
def test_what_no_canvas_takes_changes_nothing_and_takes_its_company_with_it(code: str, operation: Operation) -> None:
    canvas = Canvas().merged([add(1)], "van").merged([add(1, "office")], "office")
    before = canvas.digest()
    with pytest.raises(RefusedMark) as refused:
        canvas.merged([add(5), operation], "van")
    assert refused.value.code == code
    assert canvas.digest() == before


def test_a_mark_may_lie_a_little_beside_the_page() -> None:
    assert Canvas().merged([add(1, points=((-5.0, TRAY_HEIGHT_MM + 5.0),))], "van").on(VAN_TRAY)


def test_a_page_takes_two_thousand_strokes_of_two_authors_and_no_more() -> None:
    full = Canvas()
    for side in SIDES:
        full = full.merged([add(clock, side) for clock in range(1, MAX_STROKES + 1)], side)
    assert len(full.on(VAN_TRAY)) == 2_000
    with pytest.raises(RefusedMark, match="too_many_strokes"):
        full.merged([add(MAX_STROKES + 1)], "van")
    assert full.merged([add(MAX_STROKES + 1, page=OFFICE_TRAY)], "van") is not full
    room = full.merged([EraseStroke(StrokeId(1, "van")), add(MAX_STROKES + 1)], "van")
    assert len(room.on(VAN_TRAY)) == 2_000


@pytest.mark.parametrize(
    ("limit", "code", "fill"),
    [
        ("MAX_POINTS_PAGE", "too_many_points", [add(n, points=line(5)) for n in range(1, 5)]),
        ("MAX_ERASED", "too_many_erased", [EraseStroke(StrokeId(n, "van")) for n in range(1, 20)]),
        (
            "MAX_WAITING",
            "too_many_gaps",
            [AddStroke(StrokeId(1, "van"), VAN_TRAY, Tool.PEN, 2 * n, line(1)) for n in range(1, 20)],
        ),
    ],
)
def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch, limit: str, code: str, fill: list[Operation]) -> None:
    Canvas().merged(fill, "van")
    monkeypatch.setattr(annotation, limit, 18)
    with pytest.raises(RefusedMark, match=code):
        Canvas().merged(fill, "van")


# --- figures ---


def test_two_thousand_strokes_join_in_half_a_second() -> None:
    parts = [
        (side, [add(clock, side, points=line(50)) for clock in range(first, first + 50)])
        for side in SIDES
        for first in range(1, MAX_STROKES, 50)
    ]
    canvas = Canvas()
    begun_s = time.process_time()
    for side, operations in parts:
        canvas = canvas.merged(operations, side)
    assert time.process_time() - begun_s < JOIN_WITHIN_S
    assert len(canvas.on(VAN_TRAY)) == 2_000


def test_the_tray_is_as_large_as_the_pretend_camera_sees_it() -> None:
    assert pytest.approx(VIEW_HEIGHT_MM * 16 / 9 * TRAY[2], abs=0.05) == TRAY_WIDTH_MM
    assert pytest.approx(VIEW_HEIGHT_MM * TRAY[3], abs=0.05) == TRAY_HEIGHT_MM


# --- lines ---


def drawn(tool: Tool, *points: Point) -> annotation.Stroke:
    return annotation.Stroke(StrokeId(1, "van"), VAN_TRAY, tool, points)


def test_a_tool_says_what_its_points_mean() -> None:
    corners = ((10.0, 10.0), (12.0, 17.0), (30.0, 20.0))
    assert outline(drawn(Tool.PEN, *corners)) == corners
    assert outline(drawn(Tool.ARROW, *corners)) == (corners[0], corners[2])
    assert outline(drawn(Tool.HERE, *corners)) == corners[:1]
    ring = outline(drawn(Tool.CIRCLE, *corners))
    assert ring[0] == ring[-1]
    assert {round(((x - 20) / 10) ** 2 + ((y - 15) / 5) ** 2, 6) for x, y in ring} == {1.0}


@settings(max_examples=30)
@given(st.floats(0.0, 1.0), st.floats(-6.0, 6.0))
def test_an_eraser_touches_the_line_between_two_points(share: float, beside_mm: float) -> None:
    stroke = drawn(Tool.HIGHLIGHTER, (10.0, 10.0), (90.0, 10.0))
    touched = nearest([stroke], (10 + 80 * share, 10 + beside_mm), 4.0)
    assert (touched is stroke) == (abs(beside_mm) <= 4.0)


def test_an_eraser_takes_the_nearest_and_of_equals_the_one_on_top() -> None:
    low, high = drawn(Tool.PEN, (10.0, 10.0), (90.0, 10.0)), drawn(Tool.PEN, (10.0, 10.0), (90.0, 10.0))
    near = drawn(Tool.HERE, (50.0, 12.0))
    assert nearest([low, high], (50.0, 11.5), 4.0) is high
    assert nearest([near, low, high], (50.0, 11.5), 4.0) is near
    assert nearest([drawn(Tool.CIRCLE, (0.0, 0.0), (40.0, 40.0))], (20.0, 20.0), 4.0) is None
    assert nearest([drawn(Tool.PEN)], (0.0, 0.0), 4.0) is None

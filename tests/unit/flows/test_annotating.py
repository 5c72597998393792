"""Kiosk and desk mark one sheet: who may draw where, when it goes out, and what removes it."""

import pytest

from kiosk.domain import intents
from kiosk.domain.annotation import MAX_STROKES, Canvas, Tool
from kiosk.domain.ids import Side
from kiosk.domain.intents import EndCall, HidePaper, Hold, Intent, ShowPaper
from kiosk.domain.page import TRAY_WIDTH_MM, tray_id
from kiosk.domain.sheet_intents import (
    BeginStroke,
    BringToFront,
    ChooseTool,
    ClearMyMarks,
    EndStroke,
    EraseAt,
    ExtendStroke,
    PointAt,
    UndoMark,
)
from kiosk.domain.snapshot import Hint
from kiosk.flows.ports import ConnectionLost
from kiosk.wire import peer
from tests.support.ends import Desk, Kiosk
from tests.support.marking import OFFICE_TRAY, End, Pair, draw, seen


def sent_points(end: End) -> list[int]:
    """How many points each message of marks carried."""
    return [sum(len(piece.points) for piece in marks.strokes) for marks in end.world.media.of(peer.Marks)]


# --- drawing ---


@pytest.mark.parametrize("surface", ["van", "office"])
def test_a_stroke_appears_at_once_here_and_then_there_with_its_author(surface: Side) -> None:
    pair = Pair()
    for end in (pair.kiosk, pair.desk):
        draw(end, surface, Tool.ARROW)
        assert len(seen(end, tray_id(surface))) == 1
        assert seen(pair.other(end), tray_id(surface)) == ()
        pair.carry_all()
        assert seen(end, tray_id(surface)) == seen(pair.other(end), tray_id(surface))
        assert seen(end, tray_id(surface))[0].author == ("van" if end is pair.kiosk else "office")
        end.flows.do(UndoMark())
        pair.carry_all()


def test_the_first_point_goes_out_at_once_and_the_rest_every_thirty_milliseconds() -> None:
    pair = Pair()
    clock = pair.desk.world.clock
    pair.desk.flows.do(BeginStroke("van", Tool.PEN, 10, 10))
    assert sent_points(pair.desk) == [1]
    for n in range(6):
        pair.desk.flows.do(ExtendStroke(((11.0 + n, 10.0), (11.5 + n, 10.0))))
        clock.pass_s(0.012)
    assert sent_points(pair.desk) == [1, 6, 6], "after 30 ms and after 60 ms"
    clock.pass_s(1.0)
    assert sent_points(pair.desk) == [1, 6, 6], "a stroke at rest says nothing"
    pair.desk.flows.do(ExtendStroke(((30.0, 10.0),)))
    assert sent_points(pair.desk) == [1, 6, 6, 1], "the first after a rest does not wait"


def test_twenty_points_do_not_wait() -> None:
    pair = Pair()
    pair.kiosk.flows.do(BeginStroke("van", Tool.PEN, 10, 10))
    for n in range(45):
        pair.kiosk.flows.do(ExtendStroke(((10.0, 11.0 + n),)))
    assert sent_points(pair.kiosk) == [1, 20, 20]
    pair.kiosk.flows.do(EndStroke())
    assert sent_points(pair.kiosk) == [1, 20, 20, 5], "the end sends what is left"
    pair.kiosk.world.clock.pass_s(1.0)
    pair.carry_all()
    assert len(seen(pair.desk)[0].points) == 46


def test_a_finger_beside_the_page_draws_along_its_edge() -> None:
    pair = Pair()
    pair.kiosk.flows.do(BeginStroke("van", Tool.PEN, TRAY_WIDTH_MM - 1, 50))
    pair.kiosk.flows.do(
        ExtendStroke(((TRAY_WIDTH_MM + 90, 51.0), (float("nan"), 3.0), (-70.0, float("inf")), (-9.0, -9.0)))
    )
    pair.kiosk.flows.do(EndStroke())
    points = seen(pair.kiosk)[0].points
    assert (points[1], points[-1]) == ((TRAY_WIDTH_MM, 51.0), (0.0, 0.0))
    assert len(points) == 3, "what is no position is left out"
    pair.carry_all()
    assert seen(pair.desk) == seen(pair.kiosk)


def test_a_second_finger_ends_the_first_ones_stroke() -> None:
    pair = Pair()
    pair.kiosk.flows.do(BeginStroke("van", Tool.PEN, 10, 10))
    pair.kiosk.flows.do(BeginStroke("van", Tool.PEN, 90, 90))
    pair.kiosk.flows.do(ExtendStroke(((91.0, 90.0),)))
    assert [len(stroke.points) for stroke in seen(pair.kiosk)] == [1, 2]


def test_a_stroke_that_has_become_too_long_stands_as_it_is() -> None:
    pair = Pair()
    draw(pair.desk, length=4_500)
    pair.desk.flows.do(ExtendStroke(((1.0, 1.0),)))
    pair.carry_all()
    assert len(seen(pair.kiosk)[0].points) == 4_000
    assert len(pair.digests()) == 1


def test_a_full_page_takes_no_more_and_nothing_breaks() -> None:
    pair = Pair()
    for _ in range(MAX_STROKES + 2):
        draw(pair.desk, length=1)
    assert len(seen(pair.desk)) == MAX_STROKES
    pair.carry_all()
    assert len(pair.digests()) == 1


# --- where and when ---


def test_nothing_is_drawn_on_a_page_that_is_not_open() -> None:
    pair = Pair(both_papers=False)
    draw(pair.kiosk, "office")
    draw(pair.desk, "office")
    pair.desk.flows.do(PointAt("office", 5, 5))
    assert pair.kiosk.now.marks == pair.desk.now.marks == Canvas()
    assert pair.kiosk.world.media.sent == pair.desk.world.media.sent == []


@pytest.mark.parametrize(
    "intent", [BeginStroke("van", Tool.PEN, 5, 5), UndoMark(), ClearMyMarks(), PointAt("van", 5, 5)]
)
def test_without_a_call_nothing_is_marked(intent: Intent) -> None:
    for end in (Kiosk(), Desk()):
        before = end.now
        end.flows.do(intent)
        end.flows.do(ChooseTool(Tool.PEN))
        assert end.now == before
        assert end.world.media.sent == []


def test_a_held_call_takes_no_marks_and_one_that_looks_for_its_line_does() -> None:
    pair = Pair()
    pair.desk.flows.do(Hold())
    draw(pair.desk)
    assert seen(pair.desk) == ()
    pair.desk.flows.do(intents.Resume())
    pair.desk.flows.on_media(ConnectionLost(1))
    draw(pair.desk)
    assert len(seen(pair.desk)) == 1


def test_hiding_the_sheet_ends_the_stroke_and_keeps_the_marks() -> None:
    pair = Pair()
    pair.desk.flows.do(BeginStroke("van", Tool.PEN, 10, 10))
    pair.kiosk.flows.do(HidePaper())
    pair.carry_all()
    pair.desk.flows.do(ExtendStroke(((20.0, 20.0),)))
    pair.kiosk.flows.do(intents.GoBack())
    pair.carry_all()
    for end in (pair.kiosk, pair.desk):
        assert [len(stroke.points) for stroke in seen(end)] == [1]
    pair.kiosk.flows.do(ShowPaper())
    pair.carry_all()
    pair.desk.flows.do(ExtendStroke(((30.0, 30.0),)))
    assert [len(stroke.points) for stroke in seen(pair.desk)] == [1], "that finger was up"


def test_the_end_of_the_call_leaves_no_mark_no_tool_and_no_pointer() -> None:
    pair = Pair()
    for end in (pair.kiosk, pair.desk):
        draw(end)
        end.flows.do(ChooseTool(Tool.HIGHLIGHTER))
        end.flows.do(PointAt("van", 40, 40))
        end.flows.do(BeginStroke("van", Tool.PEN, 10, 10))
    pair.carry_all()
    assert all(end.now.tool is Tool.HIGHLIGHTER and end.now.pointers for end in (pair.kiosk, pair.desk))
    pair.kiosk.flows.do(EndCall())
    pair.kiosk.flows.do(intents.Answer(yes=True))
    pair.carry_all()
    for end in (pair.kiosk, pair.desk):
        assert (end.now.marks, end.now.tool, end.now.pointers) == (Canvas(), None, ())
        end.flows.do(ExtendStroke(((1.0, 1.0),)))
        end.world.clock.pass_s(3.0)
        assert end.now.marks == Canvas()
        assert end.world.media.of(peer.Marks) == end.world.media.of(peer.Pointing) == []


# --- removing ---


def test_undo_and_clear_take_ones_own_on_the_pages_in_view() -> None:
    pair = Pair()
    for x_mm in (10.0, 20.0, 30.0):
        draw(pair.desk, x_mm=x_mm)
    draw(pair.desk, "office")
    draw(pair.kiosk, x_mm=40.0)
    pair.carry_all()
    assert pair.desk.now.front == "van", "the resident's paper was opened last and stands before the clerk"
    pair.desk.flows.do(UndoMark())
    pair.carry_all()
    for end in (pair.kiosk, pair.desk):
        assert sorted(stroke.points[0][0] for stroke in seen(end)) == [10.0, 20.0, 40.0]
        assert len(seen(end, OFFICE_TRAY)) == 1, "what the clerk does not see stays"
    pair.desk.flows.do(ClearMyMarks())
    pair.desk.flows.do(BringToFront("office"))
    pair.carry_all()
    for end in (pair.kiosk, pair.desk):
        assert [stroke.author for stroke in seen(end)] == ["van"]
        assert len(seen(end, OFFICE_TRAY)) == 1
    pair.desk.flows.do(ClearMyMarks())
    pair.carry_all()
    assert pair.kiosk.now.marks.cleared["office"] > 0, "nothing of the clerk's stands anywhere: one number says it"
    assert seen(pair.kiosk, OFFICE_TRAY) == ()


def test_a_resident_takes_back_what_was_drawn_last_on_either_sheet() -> None:
    pair = Pair()
    draw(pair.kiosk, "van")
    draw(pair.kiosk, "office")
    pair.kiosk.flows.do(UndoMark())
    assert (len(seen(pair.kiosk)), len(seen(pair.kiosk, OFFICE_TRAY))) == (1, 0)


def test_a_full_page_says_so_and_keeps_what_stands() -> None:
    pair = Pair()
    for number in range(MAX_STROKES + 1):
        draw(pair.desk, x_mm=10 + number * 0.2, length=1)
    assert pair.desk.now.hint is Hint.PAGE_FULL
    assert len(seen(pair.desk)) == MAX_STROKES


def test_undoing_a_stroke_under_the_finger_ends_it() -> None:
    pair = Pair()
    pair.kiosk.flows.do(BeginStroke("van", Tool.PEN, 10, 10))
    pair.kiosk.flows.do(UndoMark())
    pair.kiosk.flows.do(ExtendStroke(((20.0, 20.0),)))
    pair.carry_all()
    assert seen(pair.kiosk) == seen(pair.desk) == ()


def test_the_eraser_touches_ones_own_alone() -> None:
    pair = Pair()
    draw(pair.desk, x_mm=20.0)
    draw(pair.kiosk, x_mm=21.0)
    pair.carry_all()
    pair.desk.flows.do(EraseAt("van", 21.0, 31.0))
    pair.desk.flows.do(EraseAt("van", 21.0, 31.0))
    pair.carry_all()
    assert [stroke.author for stroke in seen(pair.kiosk)] == ["van"]
    assert len(pair.digests()) == 1

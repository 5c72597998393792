"""A sheet goes home on paper by the resident's touch alone, with the marks of the call, and is gone with the visit."""

import dataclasses

import pytest

from kiosk.domain.annotation import AddStroke, Canvas, StrokeId, Tool
from kiosk.domain.intents import Finish, HidePaper, LeavePages, TakePage
from kiosk.domain.lying import Lying
from kiosk.domain.page import sheet_id
from kiosk.domain.printing import PrintState, SlipStatus
from kiosk.domain.taken_page import MOST_TAKEN
from kiosk.domain.taking import takable
from kiosk.domain.visit import VisitState
from kiosk.wire import hub as wire
from tests.support.ends import Kiosk
from tests.support.form_ends import kiosk_with

SHEET = Lying(101, 210.0, 297.0, "juminhyo", held=True, open=True)


@pytest.fixture
def kiosk() -> Kiosk:
    made = kiosk_with(SHEET)
    made.store.change(slip=SlipStatus(printer=True))
    return made


def draw(kiosk: Kiosk, clock: int, number: int = 101) -> None:
    stroke = AddStroke(StrokeId(clock, "office"), sheet_id("van", number), Tool.PEN, 0, ((10.0, 10.0), (20.0, 20.0)))
    kiosk.store.change(marks=kiosk.now.marks.merged([stroke], "office"))


def take(kiosk: Kiosk, number: int = 101) -> None:
    kiosk.flows.do(TakePage(number, on=True))


def clocks(kiosk: Kiosk) -> list[int]:
    return [stroke.id.clock for page in kiosk.now.taken for stroke in page.marks]


def end_call(kiosk: Kiosk) -> None:
    assert kiosk.now.call is not None
    kiosk.hub(wire.Ended(kiosk.now.call.id, "clerk", "visit_later"))
    assert kiosk.now.visit is VisitState.FINISHING


def test_it_goes_home_with_the_marks_that_were_on_it_when_the_call_ended(kiosk: Kiosk) -> None:
    draw(kiosk, 1)
    take(kiosk)
    assert kiosk.world.eyes.kept == {101} and clocks(kiosk) == [1]
    draw(kiosk, 2)
    end_call(kiosk)
    assert clocks(kiosk) == [1, 2]
    assert not kiosk.now.marks.strokes, "the call's own marks are gone"


def test_nobody_else_can_take_it_and_nothing_is_taken_by_itself(kiosk: Kiosk) -> None:
    draw(kiosk, 1)
    end_call(kiosk)
    assert kiosk.now.taken == () and kiosk.world.eyes.kept == set()


def test_one_touch_takes_it_back_in_the_call_and_after_it(kiosk: Kiosk) -> None:
    take(kiosk)
    kiosk.flows.do(TakePage(101, on=False))
    assert kiosk.now.taken == () and kiosk.world.eyes.kept == set()
    take(kiosk)
    end_call(kiosk)
    kiosk.flows.do(LeavePages())
    assert kiosk.now.taken == () and kiosk.world.eyes.kept == set()


@pytest.mark.parametrize(
    "lying",
    [
        dataclasses.replace(SHEET, open=False),
        dataclasses.replace(SHEET, held=False),
        Lying(unknown=True),
    ],
)
def test_what_is_not_open_before_both_cannot_be_taken(kiosk: Kiosk, lying: Lying) -> None:
    kiosk.flows.on_lying(lying)
    take(kiosk)
    assert takable(kiosk.now) is None and kiosk.now.taken == ()


def test_a_sheet_that_is_hidden_cannot_be_taken_but_one_that_was_stays(kiosk: Kiosk) -> None:
    take(kiosk)
    kiosk.flows.do(HidePaper())
    assert takable(kiosk.now) is None
    assert [page.number for page in kiosk.now.taken] == [101] and kiosk.world.eyes.kept == {101}


def test_a_touch_that_comes_after_the_sheet_was_swapped_takes_none(kiosk: Kiosk) -> None:
    kiosk.flows.on_lying(dataclasses.replace(SHEET, number=102))
    take(kiosk, 101)
    assert kiosk.now.taken == ()


def test_only_so_many_go_home_each_once(kiosk: Kiosk) -> None:
    for number in range(101, 101 + MOST_TAKEN + 1):
        kiosk.flows.on_lying(dataclasses.replace(SHEET, number=number))
        take(kiosk, number)
        take(kiosk, number)
    assert [page.number for page in kiosk.now.taken] == [101, 102]


def test_without_a_printer_nothing_is_offered(kiosk: Kiosk) -> None:
    kiosk.store.change(slip=SlipStatus())
    take(kiosk)
    assert kiosk.now.taken == ()


def test_the_next_visit_knows_nothing_of_it(kiosk: Kiosk) -> None:
    take(kiosk)
    end_call(kiosk)
    kiosk.flows.do(Finish())
    kiosk.flows.on_wiped()
    assert kiosk.now.visit is VisitState.HOME and kiosk.now.taken == ()


def test_marks_of_an_earlier_call_stay_on_the_copy_when_another_clerk_draws_on_it(kiosk: Kiosk) -> None:
    take(kiosk)
    draw(kiosk, 1)
    marked = kiosk.now.marks
    kiosk.store.change(marks=Canvas())
    assert clocks(kiosk) == [1]
    kiosk.store.change(marks=Canvas(pages=marked.pages))
    draw(kiosk, 7)
    assert clocks(kiosk) == [1, 7]
    kiosk.store.change(marks=Canvas())
    assert clocks(kiosk) == [1, 7]


@pytest.mark.parametrize("state", [PrintState.PRINTING, PrintState.OUT_OF_PAPER, PrintState.JAMMED])
def test_what_a_job_prints_is_not_changed_while_it_is_under_way(kiosk: Kiosk, state: PrintState) -> None:
    take(kiosk)
    end_call(kiosk)
    kiosk.store.change(slip=SlipStatus(printer=True, state=state))
    kiosk.flows.do(LeavePages())
    assert len(kiosk.now.taken) == 1 and kiosk.world.eyes.kept == {101}

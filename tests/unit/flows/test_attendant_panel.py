"""The attendant at the van's screen: a number, a longer wait after each wrong one, and what may be done then."""

import dataclasses
import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from kiosk.domain.attendant_intents import (
    CheckNumber,
    ChooseStop,
    ClosePanel,
    EndVisit,
    EraseDigit,
    OpenPanel,
    PaperIsIn,
    Restart,
    ShowPart,
    TypeDigit,
)
from kiosk.domain.attendant_panel import AttendantPanel, NumberFound, PanelPart, PanelState, delay_s
from kiosk.domain.intents import Finish, GoBack, GoHome, PrintSlip, ShowPaper, Touched
from kiosk.domain.printing import PrintEvent, PrintState
from kiosk.domain.sharing import SharingState
from kiosk.domain.visit import VisitState
from kiosk.flows.mirror import screen_state
from kiosk.flows.ports import NumberAnswer, PrintReport
from kiosk.wire import hub as wire
from kiosk.wire.peer import Paper
from tests.support.ends import Kiosk, visit

NUMBER, OTHER = "402913", "402914"


@dataclass
class Keeper:
    """The number's file and the program, in a test's hand. While `held`, answers wait for `answer`."""

    number: str = NUMBER
    found: NumberFound = NumberFound.THERE
    held: bool = False
    waiting: list[Callable[[], None]] = field(default_factory=list)
    restarts: int = 0

    def look(self, answered: Callable[[NumberFound], None]) -> None:
        answered(self.found)

    def check(self, number: str, answered: Callable[[NumberAnswer], None]) -> None:
        right = number == self.number
        self.waiting.append(lambda: answered(right))
        if not self.held:
            self.answer()

    def answer(self) -> None:
        self.waiting.pop()()

    def restart(self) -> None:
        self.restarts += 1


class Van(Kiosk):
    """A kiosk whose attendant's number is known."""

    def __init__(self) -> None:
        super().__init__()
        self.keeper = Keeper()
        core = self.flows.panel._core
        core.ports = dataclasses.replace(core.ports, number=self.keeper, program=self.keeper)
        self.flows.panel.dice = random.Random(7)

    @property
    def panel(self) -> AttendantPanel:
        return self.now.panel

    def type(self, number: str) -> None:
        for digit in number:
            self.flows.do(TypeDigit(self.panel.order.index(int(digit))))

    def try_number(self, number: str) -> None:
        self.type(number)
        self.flows.do(CheckNumber())

    def open(self) -> "Van":
        self.flows.do(Touched())
        self.flows.do(OpenPanel())
        self.try_number(NUMBER)
        assert self.panel.state is PanelState.OPEN
        return self


@pytest.fixture
def van() -> Van:
    return Van()


def state(van: Van) -> PanelState:
    """Asked anew at each call."""
    return van.now.panel.state


def printing(van: Van) -> PrintState:
    """The same of the slip."""
    return van.now.slip.state


def paper(van: Van) -> SharingState:
    """And of the own paper."""
    return van.now.sharing.mine


def test_the_right_number_opens_the_panel(van: Van) -> None:
    assert van.open().panel.part is PanelPart.MAIN


def test_the_digits_lie_elsewhere_each_time_and_all_are_there(van: Van) -> None:
    orders = set()
    for _ in range(5):
        van.flows.do(OpenPanel())
        assert sorted(van.panel.order) == list(range(10))
        orders.add(van.panel.order)
        van.flows.do(ClosePanel())
    assert len(orders) == 5


def test_no_number_and_no_digit_of_it_is_in_the_truth_or_in_the_log(van: Van, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    van.flows.do(OpenPanel())
    seen = []
    van.store.listen(lambda now: seen.append(now.panel))
    van.try_number(NUMBER)
    typed = {dataclasses.replace(panel, state=PanelState.ASKING, typed=0, part=PanelPart.MAIN) for panel in seen}
    assert len(typed) == 1  # between the first digit and the open panel only the count and the state differ
    assert NUMBER not in caplog.text + repr(van.now)
    assert "order" not in repr(van.panel)
    assert [record.args for record in caplog.records if "402" in str(record.args)] == []


def test_the_number_is_dropped_as_soon_as_it_was_handed_over(van: Van) -> None:
    van.keeper.held = True
    van.flows.do(OpenPanel())
    van.try_number(NUMBER)
    assert state(van) is PanelState.CHECKING
    assert van.flows.panel._digits == []


def test_a_digit_can_be_taken_back_and_a_short_number_is_not_checked(van: Van) -> None:
    van.flows.do(OpenPanel())
    van.type("99")
    van.flows.do(EraseDigit())
    assert van.panel.typed == 1
    van.flows.do(CheckNumber())
    assert state(van) is PanelState.ASKING
    van.flows.do(EraseDigit())
    van.flows.do(EraseDigit())
    van.try_number(NUMBER)
    assert state(van) is PanelState.OPEN


def test_no_more_than_eight_digits_are_taken(van: Van) -> None:
    van.flows.do(OpenPanel())
    van.type("402913402913")
    assert van.panel.typed == 8


def test_each_wrong_number_makes_it_wait_longer_and_never_for_good(van: Van) -> None:
    van.flows.do(Touched())  # as the press of the key does
    van.flows.do(OpenPanel())
    waited = []
    for _ in range(9):
        van.try_number(OTHER)
        waited.append(van.panel.wait_s)
        van.type("1")
        assert van.panel.typed == 0
        van.world.clock.pass_s(van.panel.wait_s - 0.5)
        van.flows.do(Touched())
        assert (state(van), van.panel.wait_s) == (PanelState.DELAYED, 1)
        van.world.clock.pass_s(0.5)
        assert state(van) is PanelState.ASKING
    assert waited == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    van.try_number(NUMBER)
    assert state(van) is PanelState.OPEN


def test_only_the_right_number_makes_it_forget_the_wrong_ones(van: Van) -> None:
    van.flows.do(OpenPanel())
    for wait_s in (1, 2, 4):
        van.try_number(OTHER)
        assert van.panel.wait_s == wait_s
        van.flows.do(ClosePanel())
        van.flows.do(OpenPanel())
        assert (state(van), van.panel.wait_s) == (PanelState.DELAYED, wait_s)
        van.world.clock.pass_s(wait_s)
    van.try_number(NUMBER)
    van.flows.do(ClosePanel())
    van.flows.do(OpenPanel())
    van.try_number(OTHER)
    assert van.panel.wait_s == 1


def test_closing_during_the_check_does_not_get_round_the_wait(van: Van) -> None:
    van.keeper.held = True
    van.flows.do(OpenPanel())
    van.try_number(OTHER)
    van.flows.do(ClosePanel())
    van.flows.do(OpenPanel())
    assert state(van) is PanelState.CLOSED
    van.keeper.answer()
    van.flows.do(OpenPanel())
    assert (state(van), van.panel.wait_s) == (PanelState.DELAYED, 1)


def test_a_right_number_opens_nothing_that_was_closed_meanwhile(van: Van) -> None:
    van.keeper.held = True
    van.flows.do(OpenPanel())
    van.try_number(NUMBER)
    van.flows.do(GoBack())
    van.keeper.answer()
    assert state(van) is PanelState.CLOSED


@pytest.mark.parametrize("found", [NumberFound.MISSING, NumberFound.BROKEN])
def test_without_a_number_the_panel_says_so_and_closes(van: Van, found: NumberFound) -> None:
    van.keeper.found = found
    van.flows.do(OpenPanel())
    assert (state(van), van.panel.found) == (PanelState.UNAVAILABLE, found)
    van.flows.do(ClosePanel())
    assert van.panel == AttendantPanel()


def test_a_kiosk_whose_settings_name_no_file_has_no_number() -> None:
    kiosk = Kiosk()
    kiosk.flows.do(OpenPanel())
    assert kiosk.now.panel.found is NumberFound.MISSING


def test_an_open_panel_closes_a_minute_after_the_last_touch(van: Van) -> None:
    van.open()
    van.world.clock.pass_s(59)
    van.flows.do(Touched())
    van.world.clock.pass_s(59)
    assert state(van) is PanelState.OPEN
    van.world.clock.pass_s(1)
    assert state(van) is PanelState.CLOSED


def test_digits_that_somebody_left_are_gone_after_a_minute(van: Van) -> None:
    van.flows.do(OpenPanel())
    van.type("4029")
    van.world.clock.pass_s(60)
    assert state(van) is PanelState.CLOSED
    assert van.flows.panel._digits == []


def test_it_closes_when_a_call_rings(van: Van) -> None:
    van.wait()
    van.open()
    ticket = van.now.ticket
    assert ticket is not None
    van.hub(wire.Ring("call-1", 1, ticket.id, "佐藤", "shimin"))
    assert state(van) is PanelState.CLOSED


def test_it_closes_with_the_call_under_it(van: Van) -> None:
    van.talk()
    van.open()
    van.hub(wire.Ended("call-1", "clerk"))
    assert state(van) is PanelState.CLOSED


def test_nothing_is_done_before_the_panel_is_open(van: Van) -> None:
    van.talk()
    stop = van.now.stop
    van.flows.do(OpenPanel())
    for intent in (EndVisit(), Restart(), ChooseStop(van.now.city.stops[1].id), ShowPart(PanelPart.STOP)):
        van.flows.do(intent)
    assert (visit(van), van.now.stop, van.panel.part) == (VisitState.TALKING, stop, PanelPart.MAIN)
    assert van.keeper.restarts == 0


def test_the_desk_hears_nothing_of_the_panel(van: Van) -> None:
    van.talk()
    before = screen_state(van.now)
    said, sent = len(van.world.link.sent), len(van.world.media.sent)
    van.open()
    van.flows.do(ShowPart(PanelPart.STOP))
    van.flows.do(ChooseStop(van.now.city.stops[1].id))
    assert screen_state(van.now) == before
    assert (len(van.world.link.sent), len(van.world.media.sent)) == (said, sent)


def test_paper_that_the_clerk_sees_is_hidden_before_the_pad_covers_its_lamp_and_its_key(van: Van) -> None:
    van.talk()
    van.flows.do(ShowPaper())
    assert paper(van) is SharingState.OPEN
    open_under_it = []
    van.store.listen(lambda now: open_under_it.append(now.panel.shown and now.sharing.mine is SharingState.OPEN))
    van.flows.do(OpenPanel())
    assert (paper(van), state(van)) == (SharingState.HIDDEN, PanelState.ASKING)
    assert van.world.media.sent[-1] == Paper("hidden")
    van.flows.do(ClosePanel())
    assert paper(van) is SharingState.HIDDEN, "only the resident shows it again"
    assert not any(open_under_it)


def test_the_stop_of_the_day_stays_through_a_wipe_and_a_stop_that_is_not_there_changes_nothing(van: Van) -> None:
    van.ask()
    van.open()
    other = van.now.city.stops[1]
    van.flows.do(ChooseStop("nowhere"))
    van.flows.do(ChooseStop(other.id))
    assert (van.now.stop, van.panel.part) == (other, PanelPart.MAIN)
    van.flows.do(EndVisit())
    van.flows.on_wiped()
    assert (visit(van), van.now.stop) == (VisitState.HOME, other)


@pytest.mark.parametrize("step", ["ask", "wait", "ring", "talk"])
def test_a_visit_is_ended_and_wiped_wherever_it_stands(van: Van, step: str) -> None:
    getattr(van, step)()
    van.open().flows.do(EndVisit())
    assert (visit(van), van.world.wipe.wipes, van.panel) == (VisitState.WIPING, 1, AttendantPanel())


def test_without_a_visit_nothing_is_wiped(van: Van) -> None:
    van.open().flows.do(EndVisit())
    assert (visit(van), van.world.wipe.wipes, state(van)) == (VisitState.CHOOSING, 0, PanelState.OPEN)


def test_it_restarts_without_a_visit_only(van: Van) -> None:
    van.ask()
    van.open().flows.do(Restart())
    assert van.keeper.restarts == 0
    van.flows.do(EndVisit())
    van.flows.on_wiped()
    van.open().flows.do(Restart())
    assert van.keeper.restarts == 1


def test_who_came_back_from_a_topic_is_still_a_visitor(van: Van) -> None:
    van.ask().flows.do(GoHome())
    assert visit(van) is VisitState.CHOOSING
    van.open().flows.do(EndVisit())
    assert visit(van) is VisitState.WIPING


def test_paper_that_was_put_in_lets_the_slip_come_out_once(van: Van) -> None:
    van.talk()
    van.hub(wire.Ended("call-1", "clerk"))
    van.store.change(slip=dataclasses.replace(van.now.slip, printer=True))
    van.flows.do(PrintSlip())
    van.flows.on_printing(PrintReport(1, PrintEvent.RUNS))
    van.flows.on_printing(PrintReport(1, PrintEvent.PAPER_OUT))
    assert printing(van) is PrintState.OUT_OF_PAPER
    van.open().flows.do(PaperIsIn())
    assert printing(van) is PrintState.MAKING
    van.flows.do(PaperIsIn())  # nothing waits for paper any more
    assert printing(van) is PrintState.MAKING
    newest = van.flows.printing._number
    van.flows.on_printing(PrintReport(1, PrintEvent.PRINTED))
    assert printing(van) is PrintState.MAKING
    van.flows.on_printing(PrintReport(newest, PrintEvent.PRINTED))
    assert printing(van) is PrintState.DONE


def test_a_wipe_under_the_panel_leaves_nothing_of_it(van: Van) -> None:
    van.talk()
    van.hub(wire.Ended("call-1", "clerk"))
    van.flows.do(OpenPanel())
    van.type("4029")
    van.flows.do(Finish())
    assert (visit(van), van.panel, van.flows.panel._digits) == (VisitState.WIPING, AttendantPanel(), [])


def test_the_wait_grows_and_has_an_end() -> None:
    assert [delay_s(wrong) for wrong in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]

"""The slip in flows: made when there is something to say, printed by a touch, and gone with the visit."""

import pytest

from kiosk.domain.ids import TopicId
from kiosk.domain.intents import (
    CancelPrint,
    ChooseLanguage,
    ChooseTopic,
    Confirm,
    Finish,
    GoBack,
    GoHome,
    PrintCallBack,
    PrintSlip,
    SeeSlip,
)
from kiosk.domain.languages import ENGLISH
from kiosk.domain.printing import PrintEvent, PrintState, SlipStatus
from kiosk.domain.snapshot import Hint
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import PrintReport, SlipReport
from kiosk.flows.printing import LONGEST_S
from kiosk.wire import hub as wire
from tests.support.ends import Kiosk
from tests.support.fakes import FakePrinter


class Counter(Kiosk):
    """A kiosk whose visit has just ended, with or without a printer."""

    def __init__(self, printer: bool = True) -> None:
        self.printer = FakePrinter()
        super().__init__(printer=self.printer)
        self.flows.store.change(slip=SlipStatus(printer=printer))

    def finish(self) -> "Counter":
        self.talk()
        assert self.now.call is not None
        self.hub(wire.Ended(self.now.call.id, "clerk", "visit_later"))
        assert self.now.visit is VisitState.FINISHING
        return self

    def lies_ready(self, sides: int = 1) -> "Counter":
        self.flows.on_printing(SlipReport(self.printer.made[-1], sides))
        return self

    def hears(self, *events: PrintEvent) -> PrintState:
        for event in events:
            self.flows.on_printing(PrintReport(self.printer.printed[-1][0], event))
        return self.state

    @property
    def state(self) -> PrintState:
        return self.now.slip.state


def test_the_slip_is_made_when_the_talk_is_over_and_says_how_it_went() -> None:
    counter = Counter().finish()
    slip = counter.printer.made[-1]
    assert (slip.section_name, slip.clerk_name) == ("市民課", "佐藤")
    assert slip.outcome is not None and slip.outcome.code == "visit_later"
    assert counter.now.slip.sides == 0
    counter.lies_ready(2)
    assert counter.now.slip.sides == 2


def test_another_language_makes_it_anew_and_another_minute_does_not() -> None:
    counter = Counter().finish().lies_ready()
    made = len(counter.printer.made)
    counter.flows.on_clock(counter.now.clock.replace(minute=59))
    assert len(counter.printer.made) == made
    counter.flows.do(ChooseLanguage(ENGLISH))
    assert (len(counter.printer.made), counter.now.slip.sides) == (made + 1, 0)
    counter.flows.on_printing(SlipReport(counter.printer.made[made - 1], 1))
    assert counter.now.slip.sides == 0, "that was the slip before"


def test_one_that_cannot_be_made_is_said_and_cannot_be_seen() -> None:
    counter = Counter().finish().lies_ready(0)
    assert counter.now.slip.unmade
    counter.flows.do(SeeSlip(1))
    assert counter.now.slip.large == 0


def test_a_touch_prints_it_and_nothing_ends_before_the_paper_is_there() -> None:
    counter = Counter().finish().lies_ready()
    counter.flows.do(PrintSlip())
    counter.flows.do(PrintSlip())
    assert [slip for _, slip in counter.printer.printed] == [counter.printer.made[-1]]
    assert counter.hears(PrintEvent.RUNS) is PrintState.PRINTING
    for ending in (Finish(), GoHome()):
        counter.flows.do(ending)
        assert counter.now.visit is VisitState.FINISHING
        assert counter.now.hint is Hint.STILL_PRINTING, "a key that does nothing says why"
        counter.flows.store.change(hint=None)
    assert counter.hears(PrintEvent.PRINTED) is PrintState.DONE
    counter.flows.do(Finish())
    assert counter.now.visit is VisitState.WIPING
    assert counter.now.slip == SlipStatus(printer=True)


def test_a_slip_that_the_system_has_is_over_and_can_be_printed_once_more() -> None:
    counter = Counter().finish().lies_ready()
    counter.flows.do(PrintSlip())
    assert counter.hears(PrintEvent.RUNS, PrintEvent.HANDED_OVER) is PrintState.HANDED_OVER
    counter.flows.do(PrintSlip())
    assert [number for number, _ in counter.printer.printed] == [1, 2]
    counter.hears(PrintEvent.RUNS, PrintEvent.HANDED_OVER)
    counter.flows.do(Finish())
    assert counter.now.visit is VisitState.WIPING, "nobody could say when the paper is there"


@pytest.mark.parametrize(
    ("event", "state"),
    [
        (PrintEvent.PAPER_OUT, PrintState.OUT_OF_PAPER),
        (PrintEvent.JAM, PrintState.JAMMED),
        (PrintEvent.AWAY, PrintState.OFFLINE),
        (PrintEvent.BROKE, PrintState.FAILED),
    ],
)
def test_whatever_goes_wrong_with_paper_the_attendant_is_called(event: PrintEvent, state: PrintState) -> None:
    counter = Counter().finish().lies_ready()
    counter.flows.do(PrintSlip())
    assert counter.hears(PrintEvent.RUNS, event) is state
    assert counter.now.attendant_called
    assert "attendant" in counter.world.ear.tones


def test_paper_put_in_goes_on_and_one_that_is_away_can_be_tried_again() -> None:
    counter = Counter().finish().lies_ready()
    counter.flows.do(PrintSlip())
    counter.hears(PrintEvent.RUNS, PrintEvent.PAPER_OUT, PrintEvent.RUNS)
    assert counter.hears(PrintEvent.AWAY) is PrintState.OFFLINE
    counter.flows.do(PrintSlip())
    assert [number for number, _ in counter.printer.printed] == [1, 2]
    assert counter.hears(PrintEvent.RUNS, PrintEvent.PRINTED) is PrintState.DONE


def test_a_print_that_was_stopped_is_not_heard_of_again() -> None:
    counter = Counter().finish().lies_ready()
    counter.flows.do(PrintSlip())
    counter.hears(PrintEvent.RUNS)
    counter.flows.do(CancelPrint())
    assert (counter.state, counter.printer.cancelled) == (PrintState.IDLE, 1)
    counter.flows.do(PrintSlip())
    counter.flows.on_printing(PrintReport(1, PrintEvent.PRINTED))
    assert counter.state is PrintState.MAKING


def test_a_printer_that_never_gets_done_has_failed_and_the_idle_clock_waited_for_it() -> None:
    counter = Counter().finish().lies_ready()
    counter.world.clock.pass_s(60)
    counter.flows.do(PrintSlip())
    counter.hears(PrintEvent.RUNS)
    counter.world.clock.pass_s(LONGEST_S - 5)
    assert counter.now.question is None
    counter.world.clock.pass_s(5)
    assert (counter.state, counter.printer.cancelled) == (PrintState.FAILED, 1)
    counter.world.clock.pass_s(300)
    assert counter.now.visit is VisitState.WIPING


def test_without_a_printer_it_is_shown_large_and_the_attendant_knows() -> None:
    counter = Counter(printer=False).finish().lies_ready(2)
    counter.flows.do(PrintSlip())
    assert counter.printer.printed == []
    counter.flows.do(SeeSlip(1))
    assert (counter.now.slip.large, counter.now.attendant_called) == (1, True)
    counter.flows.do(SeeSlip(2))
    counter.flows.do(SeeSlip(3))
    assert counter.now.slip.large == 2
    counter.flows.do(GoBack())
    assert (counter.now.slip.large, counter.now.visit) == (0, VisitState.FINISHING)


def test_who_finds_nobody_there_prints_sheets_to_be_called_back() -> None:
    counter = Counter()
    counter.flows.do(ChooseTopic(TopicId("shorui")))
    counter.flows.do(PrintCallBack())
    assert counter.printer.printed == [], "nobody waits yet"
    counter.flows.do(Confirm())
    counter.flows.do(PrintCallBack())
    ((_, slip),) = counter.printer.printed
    assert (slip.kind, slip.section_name, slip.clerk_name) == ("call_back", "市民課", "")
    assert counter.hears(PrintEvent.RUNS, PrintEvent.PRINTED) is PrintState.DONE

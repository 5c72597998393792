"""A resident chooses a day and a time of a health check, and how it is booked; the list may change under the finger."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain import booking_intents as asks
from kiosk.domain import intents
from kiosk.domain.booking import Booking
from kiosk.domain.guide_intents import TalkToClerk
from kiosk.domain.health_checks import Session, SlotNumber
from kiosk.domain.printing import PrintEvent, PrintState, SlipStatus
from kiosk.domain.slip import CheckSlip
from kiosk.domain.snapshot import Hint
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import PrintReport
from tests.support.booking_scenes import CHECKS, FREE, PHONE, SLOTS, session_of
from tests.support.ends import Kiosk, visit
from tests.support.fakes import FakePrinter
from tests.support.guide_ends import opened, with_guide
from ui.presenters.route import screen_name

OTHER = next(slot for slot in SLOTS if session_of(slot) != session_of(FREE) and not slot.full)
FULL_ONE = next(slot for slot in SLOTS if slot.full and session_of(slot) == session_of(FREE))


@pytest.fixture
def kiosk() -> Kiosk:
    made = opened(with_guide(Kiosk()))
    made.store.change(checks=CHECKS)
    made.flows.do(asks.OpenBooking())
    return made


def chosen(kiosk: Kiosk) -> Kiosk:
    kiosk.flows.do(asks.ChooseSession(session_of(FREE)))
    kiosk.flows.do(asks.ChooseSlot(FREE.number))
    return kiosk


def without_room(kiosk: Kiosk) -> None:
    """The city's list comes anew: the last place has gone."""
    slots = tuple(replace(slot, free=0) if slot == FREE else slot for slot in SLOTS)
    kiosk.store.change(checks=replace(CHECKS, slots=slots))


def test_a_day_then_a_time_then_the_ways(kiosk: Kiosk) -> None:
    assert (screen_name(kiosk.now), kiosk.now.booking) == ("booking", Booking())
    kiosk.flows.do(asks.ChooseSession(session_of(FREE)))
    assert kiosk.now.booking == Booking(session_of(FREE))
    kiosk.flows.do(asks.ChooseSlot(FREE.number))
    assert kiosk.now.booking == Booking(session_of(FREE), FREE)


def test_back_takes_one_choice_back_after_the_other_and_then_leads_to_the_guide(kiosk: Kiosk) -> None:
    chosen(kiosk).flows.do(asks.ShowBookingCode())
    assert screen_name(kiosk.now) == "booking_code"
    steps = []
    for wish in (intents.GoBack(), asks.GoBackInBooking(), intents.GoBack(), asks.GoBackInBooking()):
        kiosk.flows.do(wish)
        steps.append(kiosk.now.booking)
    assert steps == [Booking(session_of(FREE), FREE), Booking(session_of(FREE)), Booking(), None]
    assert (screen_name(kiosk.now), visit(kiosk)) == ("guide", VisitState.ALONE)


def test_back_goes_to_the_part_before_first(kiosk: Kiosk) -> None:
    kiosk.flows.do(asks.TurnBookingPart(1))
    kiosk.flows.do(intents.GoBack())
    assert kiosk.now.booking == Booking()


def test_other_letters_make_other_parts(kiosk: Kiosk) -> None:
    kiosk.flows.do(asks.TurnBookingPart(2))
    kiosk.flows.do(intents.LargerLetters())
    assert kiosk.now.booking == Booking()


@pytest.mark.parametrize(
    "wish",
    [
        asks.ChooseSession(Session(FREE.day, "nowhere")),
        asks.ChooseSession(Session(FREE.day - timedelta(days=100), FREE.words.place)),
    ],
)
def test_a_day_that_is_not_offered_any_more_is_said_to_be_gone(kiosk: Kiosk, wish: asks.ChooseSession) -> None:
    kiosk.flows.do(wish)
    assert (kiosk.now.booking, kiosk.now.hint) == (Booking(), Hint.SLOT_FULL)


@pytest.mark.parametrize("number", [FULL_ONE.number, OTHER.number, SlotNumber(99_999)])
def test_a_time_that_is_full_or_of_another_day_is_not_chosen(kiosk: Kiosk, number: SlotNumber) -> None:
    kiosk.flows.do(asks.ChooseSession(session_of(FREE)))
    kiosk.flows.do(asks.ChooseSlot(number))
    assert (kiosk.now.booking, kiosk.now.hint) == (Booking(session_of(FREE)), Hint.SLOT_FULL)


def test_a_slot_that_fills_under_the_finger_is_not_chosen(kiosk: Kiosk) -> None:
    kiosk.flows.do(asks.ChooseSession(session_of(FREE)))
    without_room(kiosk)
    kiosk.flows.do(asks.ChooseSlot(FREE.number))
    assert (kiosk.now.booking, kiosk.now.hint) == (Booking(session_of(FREE)), Hint.SLOT_FULL)


def test_the_clerk_is_asked_for_as_from_a_guide_and_back_leads_to_the_chosen_time(kiosk: Kiosk) -> None:
    chosen(kiosk).flows.do(TalkToClerk())
    assert (visit(kiosk), screen_name(kiosk.now)) == (VisitState.ASKING, "confirm")
    kiosk.flows.do(intents.GoBack())
    assert (screen_name(kiosk.now), kiosk.now.booking) == ("booking", Booking(session_of(FREE), FREE))


def test_with_another_topic_one_begins_anew(kiosk: Kiosk) -> None:
    chosen(kiosk).flows.do(intents.GoHome())
    assert (visit(kiosk), kiosk.now.booking) == (VisitState.CHOOSING, None)


def test_after_a_queue_that_was_left_one_begins_anew(kiosk: Kiosk) -> None:
    chosen(kiosk).flows.do(TalkToClerk())
    kiosk.flows.do(intents.Confirm())
    waited_with = kiosk.now.booking
    kiosk.flows.do(intents.LeaveQueue())
    kiosk.flows.do(intents.Answer(True))
    assert (visit(kiosk), waited_with, kiosk.now.booking) == (
        VisitState.CHOOSING,
        Booking(session_of(FREE), FREE),
        None,
    )


def test_a_visit_that_ends_leaves_nothing_chosen(kiosk: Kiosk) -> None:
    chosen(kiosk).flows.visit.idled_out()
    assert (visit(kiosk), kiosk.now.booking) == (VisitState.WIPING, None)


def test_nobody_chooses_where_no_topic_is_open() -> None:
    kiosk = Kiosk()
    kiosk.flows.do(asks.OpenBooking())
    assert kiosk.now.booking is None
    waiting = Kiosk().wait()
    waiting.flows.do(asks.OpenBooking())
    assert waiting.now.booking is None


def test_before_anything_is_chosen_there_is_no_code(kiosk: Kiosk) -> None:
    kiosk.flows.do(asks.ShowBookingCode())
    assert screen_name(kiosk.now) == "booking"


# --- on paper ---


@pytest.fixture
def printing() -> tuple[Kiosk, FakePrinter]:
    printer = FakePrinter()
    made = opened(with_guide(Kiosk(printer=printer)))
    made.store.change(checks=CHECKS, slip=SlipStatus(printer=True))
    made.flows.do(asks.OpenBooking())
    return made, printer


def test_the_chosen_slot_is_printed_with_the_citys_telephone_and_address(printing: tuple[Kiosk, FakePrinter]) -> None:
    kiosk, printer = printing
    kiosk.flows.do(intents.PrintBooking())
    assert printer.printed == []
    chosen(kiosk).flows.do(intents.PrintBooking())
    ((_, slip),) = printer.printed
    assert (slip.kind, slip.check) == ("booking", CheckSlip(FREE, PHONE, CHECKS.address(FREE)))


def test_what_is_printed_of_one_slot_is_not_said_of_the_next(printing: tuple[Kiosk, FakePrinter]) -> None:
    kiosk, printer = printing
    chosen(kiosk).flows.do(intents.PrintBooking())
    ((number, _),) = printer.printed
    kiosk.flows.on_printing(PrintReport(number, PrintEvent.PRINTED))
    states = [kiosk.now.slip.state]
    kiosk.flows.do(asks.GoBackInBooking())
    assert [*states, kiosk.now.slip.state] == [PrintState.DONE, PrintState.IDLE]

"""The slot with which a resident came: the clerk sees it, answers, and the answer stays with the visit."""

import pytest

from kiosk.domain import booking_intents as asks
from kiosk.domain import intents
from kiosk.domain.chosen_slot import AnswerSlot, ChosenSlot, SlotAnswer
from kiosk.domain.guide_intents import TalkToClerk
from kiosk.domain.health_checks import SlotNumber
from kiosk.domain.slip import CheckSlip, visit_slip
from kiosk.domain.snapshot import Hint
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import Connected, ConnectionLost, PeerSaid
from kiosk.wire import hub as wire
from kiosk.wire.health_checks import line_of
from kiosk.wire.peer import SlotAsked
from tests.support.booking_scenes import CHECKS, FREE, PHONE, SLOTS, session_of
from tests.support.ends import Desk, Kiosk
from tests.support.guide_ends import opened, with_guide

BOOKED, FULL = AnswerSlot(FREE.number, SlotAnswer.BOOKED), AnswerSlot(FREE.number, SlotAnswer.FULL)


@pytest.fixture
def kiosk() -> Kiosk:
    """In a call, with a slot that was chosen before."""
    made = opened(with_guide(Kiosk()))
    made.store.change(checks=CHECKS)
    for wish in (
        asks.OpenBooking(),
        asks.ChooseSession(session_of(FREE)),
        asks.ChooseSlot(FREE.number),
        TalkToClerk(),
        intents.Confirm(),
    ):
        made.flows.do(wish)
    return ring(made, "call-1")


@pytest.fixture
def desk() -> Desk:
    return Desk().talk()


def ring(kiosk: Kiosk, call: str) -> Kiosk:
    ticket = kiosk.now.ticket
    assert ticket is not None
    kiosk.hub(wire.Ring(call, 1, ticket.id, "佐藤", "kenko"))
    kiosk.flows.on_media(Connected(1))
    kiosk.flows.do(intents.StartTalking())
    return kiosk


def carry(source: Kiosk | Desk, target: Kiosk | Desk) -> None:
    """The last word of one end about the slot reaches the other."""
    target.flows.on_media(PeerSaid(source.world.media.of(SlotAsked)[-1]))


def answer(end: Kiosk | Desk) -> SlotAnswer | None:
    return end.now.chosen_slot.answer if end.now.chosen_slot is not None else None


def told(end: Kiosk | Desk) -> int:
    return len(end.world.media.of(SlotAsked))


def test_the_clerk_sees_what_the_resident_chose_and_the_resident_what_the_clerk_says(kiosk: Kiosk, desk: Desk) -> None:
    carry(kiosk, desk)
    seen = desk.now.chosen_slot
    assert seen is not None
    assert (seen.slot.number, seen.slot.day, seen.slot.starts, seen.slot.words) == (
        FREE.number,
        FREE.day,
        FREE.starts,
        FREE.words,
    )
    desk.flows.do(BOOKED)
    carry(desk, kiosk)
    assert kiosk.now.chosen_slot == ChosenSlot(FREE, SlotAnswer.BOOKED), "in all languages, as it was chosen"


@pytest.mark.parametrize(
    ("pressed", "stands"),
    [
        ([BOOKED], SlotAnswer.BOOKED),
        ([FULL], SlotAnswer.FULL),
        ([FULL, BOOKED], SlotAnswer.BOOKED),
        ([BOOKED, BOOKED], SlotAnswer.ASKED),
        ([AnswerSlot(SlotNumber(99), SlotAnswer.BOOKED)], SlotAnswer.ASKED),
    ],
)
def test_the_last_answer_counts_and_the_same_once_more_takes_it_back(
    kiosk: Kiosk, desk: Desk, pressed: list[AnswerSlot], stands: SlotAnswer
) -> None:
    carry(kiosk, desk)
    for one in pressed:
        desk.flows.do(one)
    if told(desk):
        carry(desk, kiosk)
    assert (answer(desk), answer(kiosk)) == (stands, stands)


def test_who_came_without_a_slot_brings_none() -> None:
    kiosk = Kiosk().talk()
    assert (told(kiosk), kiosk.now.chosen_slot) == (0, None)


def test_an_answer_to_another_slot_changes_nothing(kiosk: Kiosk) -> None:
    kiosk.flows.on_media(PeerSaid(SlotAsked(9, line_of(SLOTS[-1]), "booked")))
    assert answer(kiosk) is SlotAnswer.ASKED


def test_an_older_word_that_comes_late_changes_nothing(kiosk: Kiosk, desk: Desk) -> None:
    carry(kiosk, desk)
    desk.flows.do(BOOKED)
    desk.flows.do(FULL)
    first, last = desk.world.media.of(SlotAsked)
    kiosk.flows.on_media(PeerSaid(last))
    kiosk.flows.on_media(PeerSaid(first))
    assert answer(kiosk) is SlotAnswer.FULL


def test_after_a_reconnection_the_answer_is_said_again_by_who_gave_it(kiosk: Kiosk, desk: Desk) -> None:
    carry(kiosk, desk)
    desk.flows.do(BOOKED)
    before = told(desk), told(kiosk)
    for end in (desk, kiosk):
        end.flows.on_media(ConnectionLost(1))
        end.flows.on_media(Connected(2))
    assert (told(desk), told(kiosk)) == (before[0] + 1, before[1] + 1)
    carry(kiosk, desk)
    assert answer(desk) is SlotAnswer.BOOKED, "the resident's older word does not take it back"
    carry(desk, kiosk)
    assert answer(kiosk) is SlotAnswer.BOOKED


def test_another_clerk_who_takes_over_sees_slot_and_answer(kiosk: Kiosk, desk: Desk) -> None:
    carry(kiosk, desk)
    desk.flows.do(BOOKED)
    carry(desk, kiosk)
    kiosk.hub(wire.Ended("call-1", "passed_on"))
    assert kiosk.now.visit is VisitState.WAITING
    ring(kiosk, "call-2")
    other = Desk().talk()
    carry(kiosk, other)
    assert answer(other) is SlotAnswer.BOOKED
    other.flows.do(FULL)
    carry(other, kiosk)
    assert answer(kiosk) is SlotAnswer.FULL


def test_nothing_of_it_stays_at_the_desk(kiosk: Kiosk, desk: Desk) -> None:
    carry(kiosk, desk)
    desk.hub(wire.Ended("call-1", "resident"))
    assert desk.now.chosen_slot is None
    desk.flows.do(BOOKED)
    assert (desk.now.hint, told(desk)) == (Hint.NOT_IN_CALL, 0)


@pytest.mark.parametrize(
    ("pressed", "check"),
    [
        (None, CheckSlip(FREE, PHONE, CHECKS.address(FREE))),
        (BOOKED, CheckSlip(FREE, PHONE, CHECKS.address(FREE), SlotAnswer.BOOKED)),
        (FULL, None),
    ],
)
def test_the_slip_at_the_end_says_what_became_of_it(
    kiosk: Kiosk, desk: Desk, pressed: AnswerSlot | None, check: CheckSlip | None
) -> None:
    carry(kiosk, desk)
    if pressed is not None:
        desk.flows.do(pressed)
        carry(desk, kiosk)
    kiosk.hub(wire.Ended("call-1", "clerk", "done"))
    assert (kiosk.now.visit, visit_slip(kiosk.now).check) == (VisitState.FINISHING, check)


def test_a_queue_that_is_left_leaves_no_slot_for_the_next_topic(kiosk: Kiosk) -> None:
    kiosk.hub(wire.Ended("call-1", "passed_on"))
    kiosk.flows.do(intents.LeaveQueue())
    kiosk.flows.do(intents.Answer(True))
    assert (kiosk.now.visit, kiosk.now.chosen_slot) == (VisitState.CHOOSING, None)

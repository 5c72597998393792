"""A call goes to another desk: what the resident's kiosk and the clerk's desk make of it."""

import pytest

from kiosk.domain.annotation import Tool
from kiosk.domain.call import CallState, EndReason
from kiosk.domain.intents import ChooseOutcome, PassOn, StartTalking, WriteNotes
from kiosk.domain.privacy import Gate
from kiosk.domain.sheet_intents import BeginStroke, OpenBoard, Say
from kiosk.domain.snapshot import Hint
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import Connected, LinkDown, LinkUp, PeerSaid
from kiosk.wire import hub as wire
from kiosk.wire import peer
from tests.support.ends import Desk, Kiosk, call_state, gate, visit
from tests.support.texts import japanese
from ui.presenters.waiting import present_waiting

PASSED_ON = wire.Ended("call-1", "passed_on")


def ring_again(kiosk: Kiosk, ticket: str) -> None:
    kiosk.hub(wire.Ring("call-2", 2, ticket, "鈴木", "shimin"))


def ticket_of(kiosk: Kiosk) -> str:
    assert kiosk.now.ticket is not None
    return kiosk.now.ticket.id


def test_a_call_passed_on_while_it_rings_leaves_the_resident_waiting_with_the_same_number() -> None:
    kiosk = Kiosk().ring()
    number = kiosk.now.ticket.number if kiosk.now.ticket else 0
    kiosk.hub(PASSED_ON)
    assert (visit(kiosk), kiosk.now.call) == (VisitState.WAITING, None)
    assert kiosk.now.ticket is not None and kiosk.now.ticket.number == number
    view = present_waiting(kiosk.now, japanese())
    assert view.heading == "順番を お待ちください"
    assert view.body == "ほかの 職員に かわります。そのまま お待ちください。"
    assert view.again is None, "nobody blames the resident for not answering"


def test_a_resident_who_already_talks_comes_back_to_the_queue_and_nothing_of_the_talk_stays() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.do(OpenBoard())
    kiosk.flows.do(BeginStroke("board", Tool.PEN, 10, 10))
    kiosk.flows.do(Say("じゅうみんひょうが ほしい"))
    assert kiosk.now.marks.strokes and kiosk.now.writing.lines
    kiosk.hub(PASSED_ON)
    assert visit(kiosk) is VisitState.WAITING
    assert not kiosk.now.marks.strokes and not kiosk.now.writing.lines and not kiosk.now.board.open
    assert (gate(kiosk, "face"), gate(kiosk, "document")) == (Gate.SHUT, Gate.SHUT)
    assert not kiosk.world.ear.line_open
    ring_again(kiosk, ticket_of(kiosk))
    kiosk.flows.on_media(Connected(1))
    kiosk.flows.do(StartTalking())
    assert (visit(kiosk), call_state(kiosk)) == (VisitState.TALKING, CallState.TALKING)


def test_a_touch_that_came_too_late_waits_for_the_next_clerk_like_one_that_was_never_made() -> None:
    kiosk = Kiosk().ring()
    kiosk.flows.do(StartTalking())
    kiosk.hub(PASSED_ON)
    assert visit(kiosk) is VisitState.WAITING
    ring_again(kiosk, ticket_of(kiosk))
    assert call_state(kiosk) is CallState.RINGING


@pytest.mark.parametrize("talks", [False, True])
def test_a_new_ring_ends_a_call_whose_end_was_never_heard(talks: bool) -> None:
    kiosk = Kiosk().talk() if talks else Kiosk().ring()
    ring_again(kiosk, ticket_of(kiosk))
    assert kiosk.now.call is not None and kiosk.now.call.id == "call-2"
    assert (visit(kiosk), call_state(kiosk)) == (VisitState.WAITING, CallState.RINGING)
    kiosk.world.clock.pass_s(29)
    assert call_state(kiosk) is CallState.RINGING, "the old call's timers ended with it"


def test_the_new_ring_asks_for_an_answer_in_its_own_time() -> None:
    kiosk = Kiosk().ring()
    kiosk.world.clock.pass_s(20)
    ring_again(kiosk, ticket_of(kiosk))
    kiosk.world.clock.pass_s(20)
    assert call_state(kiosk) is CallState.RINGING
    kiosk.world.clock.pass_s(11)
    assert kiosk.world.link.of(wire.SetAside) == [wire.SetAside("call-2")]


def test_a_ticket_passed_on_is_presented_again_when_the_hub_was_away() -> None:
    kiosk = Kiosk().talk()
    kiosk.hub(PASSED_ON)
    kiosk.flows.on_link(LinkDown())
    kiosk.flows.on_link(LinkUp())
    assert [enqueue.ticket for enqueue in kiosk.world.link.of(wire.Enqueue)] == [ticket_of(kiosk)] * 2


def test_the_desk_asks_the_hub_and_changes_nothing_before_it_has_answered() -> None:
    desk = Desk().ring()
    desk.flows.do(PassOn())
    assert desk.world.link.of(wire.PassOn) == [wire.PassOn("call-1")]
    assert call_state(desk) is CallState.RINGING
    desk.hub(PASSED_ON)
    assert desk.now.call is None


def test_a_talk_that_was_passed_on_asks_for_no_outcome_and_its_notes_are_gone() -> None:
    desk = Desk().talk()
    desk.flows.do(WriteNotes("世帯全員 1通"))
    desk.flows.do(ChooseOutcome("done"))
    desk.flows.do(PassOn())
    desk.hub(PASSED_ON)
    assert (desk.now.call, desk.now.must_choose_outcome, desk.now.outcome_code, desk.now.notes) == (
        None,
        False,
        None,
        "",
    )
    assert gate(desk, "face") is Gate.SHUT
    assert desk.world.link.of(wire.Finish) == []


def test_the_desk_reads_that_there_is_no_other_desk_and_goes_on() -> None:
    desk = Desk().talk()
    desk.flows.do(PassOn())
    desk.hub(wire.NotPassedOn("call-1"))
    assert desk.now.hint is Hint.NO_OTHER_DESK
    assert call_state(desk) is CallState.TALKING


def test_an_answer_about_an_earlier_call_says_nothing() -> None:
    desk = Desk().talk()
    desk.hub(wire.NotPassedOn("call-0"))
    assert desk.now.hint is None


def test_without_the_hub_nothing_is_passed_on_and_the_clerk_reads_why() -> None:
    desk = Desk().talk()
    desk.world.link.up = False
    desk.flows.do(PassOn())
    assert desk.now.hint is Hint.HUB_AWAY
    assert call_state(desk) is CallState.TALKING
    desk.world.link.up = True
    desk.flows.on_link(LinkUp())
    assert desk.world.link.of(wire.PassOn) == [], "an old wish is not carried out by surprise"


def test_passing_on_without_a_call_says_so_also_while_the_outcome_is_missing() -> None:
    desk = Desk()
    desk.flows.do(PassOn())
    assert desk.now.hint is Hint.NOT_IN_CALL
    desk.talk().hub(wire.Ended("call-1", "resident"))
    desk.flows.do(PassOn())
    assert desk.world.link.of(wire.PassOn) == []
    assert desk.now.call is not None and desk.now.call.ended_because is EndReason.RESIDENT


def test_only_the_hub_can_say_that_another_desk_goes_on() -> None:
    """A clerk's end who says it by itself would leave the resident waiting for nobody."""
    kiosk = Kiosk().talk()
    kiosk.flows.on_media(PeerSaid(peer.HungUp("passed_on")))
    assert (visit(kiosk), call_state(kiosk)) == (VisitState.TALKING, CallState.TALKING)


def test_a_claim_that_is_said_again_after_a_reconnection_keeps_the_outcome_that_was_chosen() -> None:
    desk = Desk().talk()
    desk.flows.do(ChooseOutcome("done"))
    desk.hub(wire.Claimed("call-1", 1, "t1", 7, "soudan", "aoba"))
    assert desk.now.outcome_code == "done"
    assert call_state(desk) is CallState.TALKING

"""A resident's visit at the kiosk, told with ports that the test holds in its hand."""

import pytest

from kiosk.domain.call import CallState, EndReason
from kiosk.domain.ids import TopicId
from kiosk.domain.intents import (
    Answer,
    AttendantCame,
    CallAttendant,
    ChooseTopic,
    Confirm,
    EndCall,
    Finish,
    GoBack,
    GoHome,
    HideFace,
    HidePaper,
    LargerLetters,
    LeaveQueue,
    QueueAgain,
    Rate,
    ShowPaper,
    StartTalking,
    Touched,
)
from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Health, Hint, HubState, LineQuality, Look, Question
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import Connected, ConnectionLost, EarReport, LineMeasured, LinkDown, LinkUp, PeerSaid, SignalOut
from kiosk.wire import hub as wire
from kiosk.wire import peer
from tests.support.ends import Kiosk, call_state, gate, visit


def test_a_whole_visit_from_the_first_touch_to_the_wipe() -> None:
    kiosk = Kiosk().ring()
    assert call_state(kiosk) is CallState.RINGING
    assert kiosk.now.call is not None and kiosk.now.call.clerk_name == "佐藤"
    assert gate(kiosk, "face") is Gate.SHUT, "nothing is seen before 話しはじめる"
    kiosk.flows.on_media(Connected(1))
    kiosk.flows.do(StartTalking())
    assert visit(kiosk) is VisitState.TALKING
    assert call_state(kiosk) is CallState.TALKING
    assert kiosk.world.eyes.gates == {"face": Gate.SENT, "document": Gate.SHUT}
    assert kiosk.world.ear.line_open
    kiosk.flows.do(ShowPaper())
    assert gate(kiosk, "document") is Gate.SENT
    kiosk.flows.do(HidePaper())
    assert gate(kiosk, "document") is Gate.SHUT
    kiosk.flows.do(EndCall())
    assert kiosk.now.question is Question.END_CALL
    kiosk.flows.do(Answer(yes=True))
    assert visit(kiosk) is VisitState.FINISHING
    assert kiosk.world.eyes.gates == {"face": Gate.SHUT, "document": Gate.SHUT}
    assert not kiosk.world.ear.line_open
    assert kiosk.world.link.of(wire.Finish) == [wire.Finish("call-1", 1, "resident")]
    kiosk.flows.do(Rate("good"))
    kiosk.flows.do(Finish())
    assert visit(kiosk) is VisitState.WIPING
    assert kiosk.world.wipe.wipes == 1
    kiosk.flows.on_wiped()
    assert visit(kiosk) is VisitState.HOME
    assert (kiosk.now.call, kiosk.now.ticket, kiosk.now.topic, kiosk.now.rating) == (None, None, None, None)


def test_the_kiosk_builds_the_connection_while_it_rings() -> None:
    kiosk = Kiosk().ring()
    assert kiosk.world.media.done == [("begin",), ("offer", 1)]
    kiosk.flows.on_media(SignalOut(1, "offer", "v=0"))
    assert kiosk.world.link.of(wire.Signal) == [wire.Signal("call-1", 1, "offer", "v=0")]
    kiosk.hub(wire.Signal("call-1", 1, "answer", "v=0"))
    assert ("signal", 1, "answer") in kiosk.world.media.done


def test_talking_begins_when_the_connection_comes_after_the_touch() -> None:
    kiosk = Kiosk().ring()
    kiosk.flows.do(StartTalking())
    assert call_state(kiosk) is CallState.CONNECTING
    assert gate(kiosk, "face") is Gate.SHUT
    kiosk.flows.on_media(Connected(1))
    assert gate(kiosk, "face") is Gate.SENT


def test_without_the_hub_confirming_says_so_and_loses_nothing() -> None:
    kiosk = Kiosk().ask()
    kiosk.flows.on_link(LinkDown())
    kiosk.flows.do(Confirm())
    assert visit(kiosk) is VisitState.ASKING
    assert kiosk.now.hint is Hint.HUB_AWAY
    kiosk.flows.on_link(LinkUp())
    kiosk.flows.do(Confirm())
    assert visit(kiosk) is VisitState.WAITING


def test_a_refusing_hub_is_a_state_of_its_own() -> None:
    kiosk = Kiosk()
    kiosk.flows.on_link(LinkDown("bad_token"))
    assert (kiosk.now.hub, kiosk.now.refusal) == (HubState.REFUSED, "bad_token")


def test_the_ticket_is_presented_again_when_the_hub_comes_back() -> None:
    kiosk = Kiosk().wait()
    kiosk.flows.on_link(LinkDown())
    kiosk.flows.on_link(LinkUp())
    first, second = kiosk.world.link.of(wire.Enqueue)
    assert first == second


def test_leaving_the_queue_is_asked_once_and_only_yes_leaves() -> None:
    kiosk = Kiosk().wait()
    kiosk.flows.do(GoBack())
    assert kiosk.now.question is Question.LEAVE_QUEUE
    kiosk.flows.do(Answer(yes=False))
    assert visit(kiosk) is VisitState.WAITING
    kiosk.flows.do(LeaveQueue())
    kiosk.flows.do(Answer(yes=True))
    assert visit(kiosk) is VisitState.CHOOSING
    assert len(kiosk.world.link.of(wire.Cancel)) == 1


def test_nobody_at_the_counter_sets_the_ticket_aside_and_two_minutes_later_wipes() -> None:
    kiosk = Kiosk().ring()
    kiosk.world.clock.pass_s(31)
    assert kiosk.world.link.of(wire.SetAside) == [wire.SetAside("call-1")]
    assert kiosk.now.ticket is not None and kiosk.now.ticket.set_aside
    kiosk.world.clock.pass_s(121)
    assert visit(kiosk) is VisitState.WIPING


def test_who_comes_back_in_time_stands_in_the_queue_again_with_the_same_ticket() -> None:
    kiosk = Kiosk().ring()
    kiosk.world.clock.pass_s(31)
    kiosk.flows.do(QueueAgain())
    first, second = kiosk.world.link.of(wire.Enqueue)
    assert first == second
    assert kiosk.now.ticket is not None and not kiosk.now.ticket.set_aside
    assert kiosk.now.call is None


def test_back_in_a_call_closes_the_paper_and_never_the_call() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.do(ShowPaper())
    kiosk.flows.do(GoBack())
    assert kiosk.now.sharing.mine is SharingState.CLOSED
    assert not kiosk.now.sharing.paper_shown
    kiosk.flows.do(GoBack())
    assert call_state(kiosk) is CallState.TALKING
    assert kiosk.now.hint is Hint.CALL_FIRST_ENDS, "the key says why nothing else happens"


def test_to_the_beginning_from_the_finish_ends_the_visit() -> None:
    kiosk = Kiosk().talk()
    kiosk.hub(wire.Ended("call-1", "clerk"))
    kiosk.flows.do(GoHome())
    assert visit(kiosk) is VisitState.WIPING


def test_the_end_of_a_call_is_heard_from_the_desk_itself_while_the_hub_is_away() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.on_link(LinkDown())
    kiosk.flows.on_media(PeerSaid(peer.HungUp("clerk", "done")))
    assert visit(kiosk) is VisitState.FINISHING
    assert kiosk.now.outcome is not None


def test_a_call_that_the_hub_tells_of_twice_rings_once() -> None:
    kiosk = Kiosk().ring()
    ticket = kiosk.now.ticket
    assert ticket is not None
    kiosk.hub(wire.Ring("call-1", 1, ticket.id, "佐藤", "shimin"))
    assert kiosk.world.media.done == [("begin",), ("offer", 1)]


def test_a_lost_line_makes_a_new_generation_and_keeps_what_was_open() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.do(ShowPaper())
    kiosk.flows.on_media(ConnectionLost(1))
    assert call_state(kiosk) is CallState.RECONNECTING
    assert kiosk.now.line.quality is LineQuality.LOST
    assert ("offer", 2) in kiosk.world.media.done
    assert gate(kiosk, "document") is Gate.LOCAL
    kiosk.flows.on_media(Connected(2))
    assert call_state(kiosk) is CallState.TALKING
    assert kiosk.now.sharing.mine is SharingState.OPEN
    assert kiosk.world.media.of(peer.Paper)[-1] == peer.Paper("open"), "the desk is told again"
    assert kiosk.world.ear.tones[-2:] == ["lost", "back"]


def test_news_of_an_old_generation_changes_nothing() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.on_media(ConnectionLost(1))
    kiosk.flows.on_media(Connected(2))
    kiosk.flows.on_media(ConnectionLost(1))
    assert call_state(kiosk) is CallState.TALKING


def test_a_line_that_stays_lost_for_two_minutes_ends_the_call_not_the_visit() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.on_media(ConnectionLost(1))
    kiosk.world.clock.pass_s(60)
    assert kiosk.now.line.lost_for_s >= 60
    kiosk.world.clock.pass_s(61)
    assert visit(kiosk) is VisitState.FINISHING
    assert kiosk.now.call is not None and kiosk.now.call.ended_because is EndReason.LOST


def test_the_end_of_a_call_reaches_the_hub_when_it_comes_back() -> None:
    kiosk = Kiosk().talk()
    kiosk.world.link.up = False
    kiosk.flows.on_link(LinkDown())
    kiosk.flows.do(EndCall())
    kiosk.flows.do(Answer(yes=True))
    assert kiosk.world.link.of(wire.Finish) == []
    kiosk.world.link.up = True
    kiosk.flows.on_link(LinkUp())
    assert len(kiosk.world.link.of(wire.Finish)) == 1


def test_a_weak_line_is_said_before_it_is_lost() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.on_media(LineMeasured(rtt_ms=80.0, loss=0.0, silent_s=3.0, voice_heard=True))
    assert kiosk.now.line.quality is LineQuality.WEAK


def test_the_clerk_ends_the_call_and_the_outcome_can_be_read() -> None:
    kiosk = Kiosk().talk()
    kiosk.hub(wire.Ended("call-1", "clerk", "visit_later"))
    assert visit(kiosk) is VisitState.FINISHING
    assert kiosk.now.outcome is not None and kiosk.now.outcome.next


def test_the_clerk_may_ask_for_the_paper_but_only_a_touch_opens_it() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.on_media(PeerSaid(peer.PaperPlease()))
    assert kiosk.now.sharing.mine is SharingState.OFFERED
    assert gate(kiosk, "document") is Gate.SHUT
    kiosk.flows.do(ShowPaper())
    assert gate(kiosk, "document") is Gate.SENT


def test_a_hidden_face_is_shut_in_the_eye_and_said_to_the_desk() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.do(HideFace())
    assert gate(kiosk, "face") is Gate.SHUT
    assert kiosk.world.media.of(peer.Face)[-1] == peer.Face(hidden=True)


def test_hold_shuts_the_cameras_until_it_ends() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.on_media(PeerSaid(peer.Held(on=True)))
    assert call_state(kiosk) is CallState.HOLDING
    assert gate(kiosk, "face") is Gate.SHUT
    assert not kiosk.world.ear.line_open
    kiosk.flows.on_media(PeerSaid(peer.Held(on=False)))
    assert gate(kiosk, "face") is Gate.SENT


@pytest.mark.parametrize("steps", [("ask",), ()])
def test_an_untouched_visit_is_asked_for_with_sound_and_then_wiped(steps: tuple[str, ...]) -> None:
    kiosk = Kiosk()
    kiosk.flows.do(Touched())
    for step in steps:
        getattr(kiosk, step)()
    kiosk.world.clock.pass_s(89)
    assert kiosk.now.question is None
    kiosk.world.clock.pass_s(2)
    assert kiosk.now.question is Question.STILL_THERE
    assert kiosk.world.ear.tones == ["still_there"]
    kiosk.world.clock.pass_s(30)
    assert visit(kiosk) is VisitState.WIPING


def test_a_touch_keeps_the_visit_alive() -> None:
    kiosk = Kiosk().ask()
    for _ in range(10):
        kiosk.world.clock.pass_s(60)
        kiosk.flows.do(Touched())
    assert visit(kiosk) is VisitState.ASKING


def test_answering_still_there_keeps_the_visit() -> None:
    kiosk = Kiosk().ask()
    kiosk.world.clock.pass_s(91)
    kiosk.flows.do(Answer(yes=True))
    kiosk.world.clock.pass_s(60)
    assert visit(kiosk) is VisitState.ASKING
    assert kiosk.now.question is None


def test_waiting_never_ends_by_itself_but_asks_every_three_minutes() -> None:
    kiosk = Kiosk().wait()
    kiosk.world.clock.pass_s(3600)
    assert visit(kiosk) is VisitState.WAITING
    assert kiosk.now.question is Question.STILL_WAITING
    assert kiosk.world.ear.tones.count("still_there") == 20


def test_a_set_aside_that_was_lost_with_the_line_is_said_again_and_nothing_rings() -> None:
    kiosk = Kiosk().ring()
    kiosk.world.clock.pass_s(121)
    assert kiosk.now.ticket is not None and kiosk.now.ticket.set_aside
    tones = list(kiosk.world.ear.tones)
    kiosk.flows.on_link(LinkDown())
    kiosk.flows.on_link(LinkUp())
    kiosk.hub(wire.Ring("call-1", 1, kiosk.now.ticket.id, "佐藤", "shimin"))
    assert kiosk.now.call is None
    assert kiosk.world.ear.tones == tones
    assert set(kiosk.world.link.of(wire.SetAside)) == {wire.SetAside("call-1")}


def test_talking_knows_no_idle_time() -> None:
    kiosk = Kiosk().talk()
    kiosk.world.clock.pass_s(7200)
    assert visit(kiosk) is VisitState.TALKING


def test_the_clerk_says_nobody_is_there_and_the_kiosk_asks_before_it_wipes() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.on_media(PeerSaid(peer.LeftSeat()))
    assert kiosk.now.question is Question.LEFT_SEAT
    kiosk.world.clock.pass_s(31)
    assert visit(kiosk) is VisitState.WIPING
    assert kiosk.world.link.of(wire.Finish) == [wire.Finish("call-1", 1, "idle")]


def test_the_attendant_is_called_with_everything_else_gone_and_the_call_goes_on() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.on_link(LinkDown())
    kiosk.flows.do(CallAttendant())
    assert kiosk.now.attendant_called
    assert kiosk.world.media.of(peer.ScreenState)[-1].attendant_called
    kiosk.world.clock.pass_s(120)
    assert kiosk.world.ear.tones.count("attendant") == 7, "at once and each 10 s for a minute"
    assert kiosk.now.attendant_called, "the line stays until somebody came"
    kiosk.flows.do(AttendantCame())
    assert not kiosk.now.attendant_called
    assert visit(kiosk) is VisitState.TALKING


def test_larger_letters_open_a_visit_and_the_wipe_takes_them_back() -> None:
    kiosk = Kiosk()
    kiosk.flows.do(LargerLetters())
    assert visit(kiosk) is VisitState.CHOOSING
    assert kiosk.now.look.letters == 2
    kiosk.world.clock.pass_s(121)
    kiosk.flows.on_wiped()
    assert kiosk.now.look == Look()


def test_a_wipe_that_is_not_confirmed_is_done_again() -> None:
    kiosk = Kiosk().ask()
    kiosk.world.clock.pass_s(121)
    assert kiosk.world.wipe.wipes == 1
    kiosk.world.clock.pass_s(5)
    assert kiosk.world.wipe.wipes == 2
    assert visit(kiosk) is VisitState.WIPING


def test_a_ring_for_a_ticket_of_somebody_else_is_not_ours() -> None:
    kiosk = Kiosk().wait()
    kiosk.hub(wire.Ring("call-9", 1, "other", "佐藤", "shimin"))
    assert kiosk.now.call is None


def test_an_unknown_topic_changes_nothing() -> None:
    kiosk = Kiosk()
    kiosk.flows.do(ChooseTopic(TopicId("nowhere")))
    assert visit(kiosk) is VisitState.HOME


def test_a_device_that_goes_is_told_to_the_desk() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.on_ear(EarReport(Health.LOST, mock=True))
    assert kiosk.world.media.of(peer.Devices)[-1].sound == "lost"
    assert kiosk.now.mock_active


def test_the_hubs_proof_is_kept_with_the_ticket_and_shown_after_every_lost_line() -> None:
    kiosk = Kiosk().wait()
    ticket = kiosk.now.ticket
    assert ticket is not None
    for proof in (b"first", b"of the next day"):
        kiosk.hub(wire.Place(ticket.id, number=7, ahead=1, staffed=True, proof=proof))
        kiosk.flows.on_link(LinkDown())
        kiosk.flows.on_link(LinkUp())
        assert kiosk.world.link.of(wire.Enqueue)[-1] == wire.Enqueue(ticket.id, "soudan", proof)
    assert "next day" not in repr(kiosk.now)
    kiosk.flows.do(LeaveQueue())
    kiosk.flows.do(Answer(yes=True))
    assert kiosk.now.ticket is None

"""A clerk's call at the desk, told with ports that the test holds in its hand."""

from kiosk.domain.call import CallState
from kiosk.domain.intents import AnswerNext, AskForPaper, ChooseOutcome, EndCall, Hold, Resume, ShowPaper, TakeDuty
from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Hint
from kiosk.flows.ports import Connected, ConnectionLost, LinkDown, LinkUp, PeerSaid
from kiosk.wire import hub as wire
from kiosk.wire import peer
from tests.support.ends import Desk, call_state, gate

LINE = wire.QueueLine("t1", 7, "soudan", "aoba", 60)


def test_answering_takes_duty_and_claims_the_first_in_the_queue() -> None:
    desk = Desk()
    desk.hub(wire.Queue((LINE,)))
    assert desk.now.queue[0].topic_title == "職員と 話す"
    assert desk.now.queue[0].area == "青葉"
    desk.flows.do(AnswerNext())
    assert desk.world.link.sent == [wire.Duty(on=True), wire.Claim(None)]


def test_answering_an_empty_queue_says_that_nobody_waits() -> None:
    desk = Desk()
    desk.flows.do(AnswerNext())
    assert desk.now.hint is Hint.NOTHING_WAITING
    assert desk.world.link.of(wire.Claim) == []


def test_a_lost_claim_says_that_somebody_was_first() -> None:
    desk = Desk()
    desk.hub(wire.ClaimLost("taken", by="田中"))
    assert desk.now.hint is Hint.TAKEN_BY_OTHER


def test_the_clerks_camera_opens_only_when_the_resident_is_there() -> None:
    desk = Desk().ring()
    desk.flows.on_media(Connected(1))
    assert gate(desk, "face") is Gate.SHUT
    desk.hub(wire.Accepted("call-1"))
    assert gate(desk, "face") is Gate.SENT


def test_a_call_ends_with_an_outcome_or_not_at_all() -> None:
    desk = Desk().talk()
    desk.flows.do(EndCall())
    assert desk.now.must_choose_outcome
    assert call_state(desk) is CallState.TALKING
    desk.flows.do(ChooseOutcome("done"))
    assert desk.now.call is None
    assert desk.world.link.of(wire.Finish) == [wire.Finish("call-1", 1, "clerk", "done")]


def test_a_call_that_the_resident_ended_still_asks_for_its_outcome() -> None:
    desk = Desk().talk()
    desk.hub(wire.Ended("call-1", "resident"))
    assert desk.now.call is not None and desk.now.must_choose_outcome
    assert gate(desk, "face") is Gate.SHUT
    desk.flows.do(AnswerNext())
    assert desk.now.hint is Hint.CHOOSE_OUTCOME
    desk.flows.do(ChooseOutcome("visit_later"))
    assert desk.world.link.of(wire.Finish) == [wire.Finish("call-1", 1, "resident", "visit_later")]
    assert desk.now.call is None


def test_a_resident_who_did_not_come_leaves_the_desk_free() -> None:
    desk = Desk().ring()
    desk.hub(wire.Ended("call-1", "set_aside"))
    assert desk.now.call is None
    assert not desk.now.must_choose_outcome


def test_hold_is_told_to_the_kiosk_and_shuts_the_clerks_camera() -> None:
    desk = Desk().talk()
    desk.flows.do(Hold())
    assert desk.world.media.of(peer.Held) == [peer.Held(on=True)]
    assert gate(desk, "face") is Gate.SHUT
    desk.flows.do(Resume())
    assert desk.world.media.of(peer.Held)[-1] == peer.Held(on=False)
    assert gate(desk, "face") is Gate.SENT


def test_the_clerks_own_paper_is_shared_like_the_residents() -> None:
    desk = Desk().talk()
    desk.flows.do(ShowPaper())
    assert gate(desk, "document") is Gate.SENT
    assert desk.world.media.of(peer.Paper)[-1] == peer.Paper("open")


def test_their_paper_is_forgotten_when_they_hide_it() -> None:
    desk = Desk().talk()
    desk.flows.on_media(PeerSaid(peer.Paper("open")))
    assert desk.now.sharing.theirs is SharingState.OPEN
    desk.flows.on_media(PeerSaid(peer.Paper("hidden")))
    assert ("forget", "document") in desk.world.media.done


def test_the_desk_waits_for_the_kiosks_new_generation() -> None:
    desk = Desk().talk()
    desk.flows.on_media(ConnectionLost(1))
    assert call_state(desk) is CallState.RECONNECTING
    assert not [d for d in desk.world.media.done if d[0] == "offer"]
    desk.hub(wire.Signal("call-1", 2, "offer", "v=0"))
    desk.flows.on_media(Connected(2))
    assert call_state(desk) is CallState.TALKING


def test_the_mirror_is_the_state_of_the_screen() -> None:
    desk = Desk().talk()
    desk.flows.on_media(PeerSaid(peer.ScreenState("call.paper.open", 3, high_contrast=True, attendant_called=False)))
    assert (desk.now.mirror.screen, desk.now.mirror.letters) == ("call.paper.open", 3)


def test_asking_without_a_call_says_so() -> None:
    desk = Desk()
    desk.flows.do(AskForPaper())
    assert desk.now.hint is Hint.NOT_IN_CALL


def test_duty_is_taken_again_after_the_hub_was_away() -> None:
    desk = Desk()
    desk.flows.do(TakeDuty(on=True))
    desk.flows.on_link(LinkDown())
    desk.flows.on_link(LinkUp())
    assert desk.world.link.of(wire.Duty) == [wire.Duty(on=True), wire.Duty(on=True)]


def test_a_call_outlives_the_hub() -> None:
    desk = Desk().talk()
    desk.flows.on_link(LinkDown())
    assert call_state(desk) is CallState.TALKING
    assert gate(desk, "face") is Gate.SENT


def test_a_word_that_was_lost_with_the_line_is_said_again_and_the_call_does_not_come_back() -> None:
    desk = Desk().talk()
    desk.flows.do(ChooseOutcome("done"))
    desk.flows.do(EndCall())
    desk.flows.on_link(LinkDown())
    desk.flows.on_link(LinkUp())
    desk.hub(wire.Claimed("call-1", 1, "t1", 7, "soudan", "aoba"))
    assert desk.now.call is None
    assert set(desk.world.link.of(wire.Finish)) == {wire.Finish("call-1", 1, "clerk", "done")}
    assert len(desk.world.link.of(wire.Finish)) == 3, "when it ended, when the line was back, when the hub asked"
    desk.hub(wire.Claimed("call-2", 2, "t2", 8, "soudan", "aoba"))
    assert call_state(desk) is CallState.RINGING


def test_a_call_that_the_hub_says_the_clerk_ended_leaves_the_desk_free() -> None:
    desk = Desk().talk()
    desk.hub(wire.Ended("call-1", "clerk"))
    assert desk.now.call is None
    assert not desk.now.must_choose_outcome

"""The clerk's own things: notes that go with the call, the lock, a queue that counts on, what the other end lacks."""

import pytest

from kiosk.domain.call import CallState
from kiosk.domain.intents import AnswerNext, ChooseOutcome, EndCall, Lock, ShowPhrases, TakeDuty, Unlock, WriteNotes
from kiosk.domain.monitors import Plugged
from kiosk.domain.privacy import Gate
from kiosk.domain.sheet_intents import OpenBoard, Say
from kiosk.domain.snapshot import Health, Hint, TheirDevices
from kiosk.flows.closing import MAX_NOTES
from kiosk.flows.locking import LOCK_AFTER_S
from kiosk.flows.mirror import screen_state
from kiosk.flows.ports import EyeReport, LinkDown, LinkUp, PeerSaid
from kiosk.wire import hub as wire
from kiosk.wire import peer
from tests.support.ends import Desk, Kiosk, call_state, gate
from tests.support.texts import japanese
from ui.presenters.call import present_call_face

LINE = wire.QueueLine("t1", 7, "soudan", "aoba", 50)


def test_notes_are_kept_while_the_call_lasts_and_go_with_its_outcome() -> None:
    desk = Desk().talk()
    desk.flows.do(WriteNotes("世帯全員 1通"))
    desk.hub(wire.Ended("call-1", "resident"))
    assert desk.now.notes == "世帯全員 1通", "the outcome is still to be written down"
    desk.flows.do(ChooseOutcome("done"))
    assert desk.now.notes == ""


def test_notes_belong_to_a_call_and_have_an_end() -> None:
    desk = Desk()
    desk.flows.do(WriteNotes("だれの ものでもない"))
    assert desk.now.notes == ""
    desk.talk().flows.do(WriteNotes("あ" * (MAX_NOTES + 1)))
    assert len(desk.now.notes) == MAX_NOTES


def test_a_resident_who_never_came_leaves_no_notes() -> None:
    desk = Desk().ring()
    desk.flows.do(WriteNotes("よび出し中に 書いたもの"))
    desk.hub(wire.Ended("call-1", "set_aside"))
    assert (desk.now.call, desk.now.notes) == (None, "")


def test_notes_are_never_logged_and_never_sent(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    desk = Desk().talk()
    desk.flows.do(WriteNotes("ひみつの メモ"))
    desk.flows.do(ChooseOutcome("done"))
    desk.flows.do(EndCall())
    assert "ひみつ" not in caplog.text
    assert "ひみつ" not in str(desk.world.link.sent) + str(desk.world.media.sent)


def test_the_list_of_phrases_goes_when_one_was_sent_or_the_call_is_over() -> None:
    desk = Desk()
    desk.flows.do(ShowPhrases(on=True))
    assert (desk.now.phrases_shown, desk.now.hint) == (False, Hint.NOT_IN_CALL)
    desk.talk().flows.do(ShowPhrases(on=True))
    desk.flows.do(Say("すこし お待ちください。", "wait_a_moment"))
    assert not desk.now.phrases_shown
    assert desk.world.media.of(peer.Said)[-1].phrase == "wait_a_moment"
    desk.flows.do(ShowPhrases(on=True))
    desk.hub(wire.Ended("call-1", "passed_on"))
    assert not desk.now.phrases_shown


def test_five_minutes_without_input_lock_the_desk_and_put_its_duty_off() -> None:
    desk = Desk()
    desk.flows.do(TakeDuty(on=True))
    desk.world.clock.pass_s(LOCK_AFTER_S - 1)
    desk.flows.do(TakeDuty(on=True))
    desk.world.clock.pass_s(LOCK_AFTER_S - 1)
    assert not desk.now.locked
    desk.world.clock.pass_s(1)
    assert desk.now.locked and not desk.now.on_duty
    assert desk.world.link.of(wire.Duty)[-1] == wire.Duty(on=False)


def test_who_comes_back_has_the_duty_of_before() -> None:
    desk = Desk()
    desk.flows.do(Lock())
    desk.flows.do(Unlock())
    assert (desk.now.locked, desk.now.on_duty) == (False, False)
    desk.flows.do(TakeDuty(on=True))
    desk.flows.do(Lock())
    desk.flows.do(Unlock())
    assert (desk.now.locked, desk.now.on_duty) == (False, True)
    assert desk.world.link.of(wire.Duty) == [wire.Duty(on=True), wire.Duty(on=False), wire.Duty(on=True)]


def test_a_desk_that_locked_while_the_hub_was_away_is_not_on_duty_when_that_is_back() -> None:
    desk = Desk()
    desk.flows.do(TakeDuty(on=True))
    desk.flows.on_link(LinkDown())
    desk.world.link.up = False
    desk.flows.do(Lock())
    desk.world.link.up = True
    desk.flows.on_link(LinkUp())
    assert desk.world.link.of(wire.Duty) == [wire.Duty(on=True)]
    assert desk.now.locked and not desk.now.on_duty


def test_a_call_is_never_locked_by_itself_and_goes_on_when_the_clerk_locks_it() -> None:
    desk = Desk().talk()
    desk.flows.do(TakeDuty(on=True))
    desk.world.clock.pass_s(3 * LOCK_AFTER_S)
    assert not desk.now.locked
    desk.flows.do(WriteNotes("メモ"))
    desk.flows.do(Lock())
    assert (call_state(desk), gate(desk, "face"), desk.world.ear.line_open) == (CallState.TALKING, Gate.SENT, True)
    assert desk.now.on_duty and desk.now.notes == "メモ"
    desk.hub(wire.Ended("call-1", "resident"))
    assert not desk.now.on_duty, "nobody is there for the next resident"
    desk.flows.do(Unlock())
    assert desk.now.on_duty and desk.now.must_choose_outcome and desk.now.notes == "メモ"


def test_after_a_call_the_five_minutes_begin_anew() -> None:
    desk = Desk().talk()
    desk.world.clock.pass_s(LOCK_AFTER_S + 60)
    desk.hub(wire.Ended("call-1", "resident"))
    desk.world.clock.pass_s(LOCK_AFTER_S - 2)
    assert not desk.now.locked
    desk.world.clock.pass_s(2)
    assert desk.now.locked


def test_a_queue_that_does_not_change_counts_its_minutes_on() -> None:
    desk = Desk()
    desk.hub(wire.Queue((LINE,)))
    assert desk.now.queue[0].waited_s // 60 == 0
    desk.world.clock.pass_s(10)
    desk.flows.on_clock(desk.world.clock.now())
    assert desk.now.queue[0].waited_s // 60 == 1
    before = desk.now
    desk.world.clock.pass_s(30)
    desk.flows.on_clock(desk.world.clock.now())
    assert desk.now is before, "within a minute nothing is shown anew"


def test_a_queue_of_before_does_not_come_back_with_the_line() -> None:
    desk = Desk()
    desk.hub(wire.Queue((LINE,)))
    desk.flows.on_link(LinkDown())
    desk.flows.on_clock(desk.world.clock.now())
    assert desk.now.queue == ()
    desk.flows.on_link(LinkUp())
    desk.flows.on_clock(desk.world.clock.now())
    assert desk.now.queue == ()
    desk.flows.do(AnswerNext())
    assert desk.now.hint is Hint.NOTHING_WAITING


def test_each_end_knows_what_the_other_one_lacks_until_the_call_is_over() -> None:
    desk, kiosk = Desk().talk(), Kiosk().talk()
    lost = peer.Devices(face="ok", document="lost", sound="ok")
    for end in (desk, kiosk):
        end.flows.on_media(PeerSaid(lost))
        assert end.now.their_devices == TheirDevices(Health.OK, Health.LOST, Health.OK)
        end.hub(wire.Ended("call-1", "passed_on"))
        assert end.now.their_devices == TheirDevices()


def test_the_resident_reads_that_the_clerks_camera_has_stopped_instead_of_seeing_an_old_picture() -> None:
    kiosk = Kiosk().talk()
    assert present_call_face(kiosk.now, japanese()).clerk.hidden == ""
    kiosk.flows.on_media(PeerSaid(peer.Devices(face="lost", document="ok", sound="ok")))
    assert present_call_face(kiosk.now, japanese()).clerk.hidden == "相手の カメラが 止まっています"


def test_a_camera_that_stops_is_told_at_once() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.on_eye(EyeReport("document", Gate.SHUT, Health.LOST, mock=True))
    assert kiosk.world.media.of(peer.Devices)[-1].document == "lost"


def test_the_desk_is_told_of_the_white_page_and_of_a_screen_that_went_dark() -> None:
    kiosk = Kiosk().talk()
    kiosk.flows.do(OpenBoard())
    assert kiosk.world.media.of(peer.ScreenState)[-1].screen == "call.board"
    kiosk.flows.on_monitors(Plugged(embedded=False))
    assert screen_state(kiosk.now).screen == "screen_lost"
    assert kiosk.world.media.of(peer.ScreenState)[-1].screen == "screen_lost"
    kiosk.flows.on_monitors(Plugged(embedded=True))
    assert kiosk.world.media.of(peer.ScreenState)[-1].screen == "call.board"

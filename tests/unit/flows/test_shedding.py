"""A machine without time in a call: what it leaves out, what the screens say, and when it has everything again."""

import logging

import pytest

from kiosk.domain.intents import Answer, EndCall, Finish
from kiosk.domain.privacy import Gate
from kiosk.domain.shedding import LADDER, Beat
from kiosk.flows.ports import Connected
from kiosk.wire import hub as wire
from tests.support.ends import Desk, Kiosk, gate

MISSED = Beat(4.0, 15.0)
KEPT = Beat(15.0, 15.0)
SHUT = Beat(0.0, 0.0)


def beats(end: Kiosk | Desk, beat: Beat, seconds: int) -> None:
    for _ in range(seconds):
        end.world.clock.pass_s(1.0)
        end.flows.on_beat(beat)


def asked(end: Kiosk | Desk) -> tuple[int, int, bool]:
    """What the eyes do now, and whether the own face is drawn."""
    eyes = end.world.eyes
    assert end.now.preview_off is ("face" in eyes.undrawn), "the screens say what is so"
    return eyes.paces["document"], eyes.paces["face"], "face" not in eyes.undrawn


@pytest.fixture(params=[Kiosk, Desk], ids=["kiosk", "desk"])
def end(request: pytest.FixtureRequest) -> Kiosk | Desk:
    """In a call."""
    made: Kiosk | Desk = request.param()
    return made.talk()


def test_second_by_second_less_is_asked_of_the_eyes_and_the_voice_goes_on(end: Kiosk | Desk) -> None:
    seen = [asked(end)]
    for _ in range(5):
        beats(end, MISSED, 1)
        seen.append(asked(end))
    assert seen == [(0, 0, True), (7, 15, True), (7, 10, True), (7, 10, False), (7, 10, False), (7, 10, False)]
    assert end.world.ear.line_open
    assert gate(end, "face") is Gate.SENT, "the other end sees the face all the time"


def test_when_there_is_time_again_everything_comes_back_in_the_other_order(end: Kiosk | Desk) -> None:
    beats(end, MISSED, 3)
    seen = []
    for _ in range(3):
        beats(end, KEPT, 10)
        seen.append(asked(end))
    assert seen == [(7, 10, True), (7, 15, True), (0, 0, True)]


def test_a_shut_camera_gives_time_back(end: Kiosk | Desk) -> None:
    beats(end, MISSED, 3)
    beats(end, SHUT, 30)
    assert asked(end) == (0, 0, True)


def test_a_shut_camera_sheds_nothing(end: Kiosk | Desk) -> None:
    beats(end, SHUT, 60)
    assert asked(end) == (0, 0, True)


def test_two_beats_that_come_together_are_one_step(end: Kiosk | Desk) -> None:
    beats(end, MISSED, 1)
    end.flows.on_beat(MISSED)
    assert asked(end) == (7, 15, True)


def test_before_a_call_nothing_is_shed() -> None:
    for waiting in (Kiosk().wait(), Desk()):
        beats(waiting, MISSED, 5)
        assert asked(waiting) == (0, 0, True)


def test_after_the_wipe_everything_is_asked_of_the_eyes_again() -> None:
    kiosk = Kiosk().talk()
    beats(kiosk, MISSED, 5)
    kiosk.flows.do(EndCall())
    kiosk.flows.do(Answer(yes=True))
    kiosk.flows.do(Finish())
    assert kiosk.world.wipe.wipes == 1
    assert asked(kiosk) == (0, 0, True)
    kiosk.flows.on_beat(MISSED)
    assert asked(kiosk) == (0, 0, True), "a beat that was on its way is of nobody's call"


def test_each_call_of_a_desk_begins_with_everything_and_without_the_patience_of_the_last_one() -> None:
    desk = Desk().talk()
    beats(desk, MISSED, 1)
    beats(desk, KEPT, 10)
    beats(desk, MISSED, 3)
    assert asked(desk) == (7, 10, False)
    desk.hub(wire.Ended("call-1", "resident"))
    desk.hub(wire.Claimed("call-2", 2, "t2", 8, "soudan", "aoba"))
    assert asked(desk) == (0, 0, True)
    desk.flows.on_media(Connected(1))
    desk.hub(wire.Accepted("call-2"))
    beats(desk, MISSED, 1)
    beats(desk, KEPT, 10)
    assert asked(desk) == (0, 0, True), "ten seconds, not twenty"


def test_each_step_stands_in_the_log_with_its_number(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kiosk.flows")
    kiosk = Kiosk().talk()
    caplog.clear()
    beats(kiosk, MISSED, len(LADDER) + 3)
    beats(kiosk, KEPT, 10)
    said = [record for record in caplog.records if "load shed" in str(record.msg)]
    assert [record.args for record in said] == [{"number": number} for number in (1, 2, 3, 2)]
    assert said[0].getMessage() == "load shed: step 1"

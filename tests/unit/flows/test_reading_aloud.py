"""よみあげ: reads what is shown, stops when the screen changes, and never talks over the clerk."""

import dataclasses

import pytest

from kiosk.domain.aloud import AloudState, Said, Spoken
from kiosk.domain.aloud_intents import ReadAloud, ReadSlowly, StopReading
from kiosk.domain.privacy import IdleRules
from kiosk.domain.snapshot import Health, Hint, KioskSnapshot, Look, Question, SoundStatus
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Ports
from kiosk.flows.kiosk import KioskFlows
from kiosk.flows.ports import EarReport, Heard, ReadingOver, VoiceReport
from kiosk.flows.store import Store
from tests.support.fakes import FakeClock, FakeEar, FakeEyes, FakeLink, FakeMedia, FakeVoice, FakeWipe
from tests.support.scenes import HOME, TALKING

GUIDE = Spoken("guide 1", (Said("title", "題です"), Said("line.0", "一つめです。"), Said("line.1", "二つめです。")))
OTHER = Spoken("guide 2", (Said("title", "つぎです"),))


class Van:
    def __init__(self, snapshot: KioskSnapshot) -> None:
        self.clock, self.ear, self.voice, self.wipe = FakeClock(), FakeEar(), FakeVoice(), FakeWipe()
        ports = Ports(FakeLink(), FakeMedia(), FakeEyes(), self.ear, self.clock, voice=self.voice)
        self.store = Store(dataclasses.replace(snapshot, voice=Health.OK))
        self.flows = KioskFlows(self.store, ports, self.wipe, IdleRules())
        self.flows.on_shown(GUIDE)

    def state(self) -> AloudState:
        return self.store.snapshot.aloud.state

    def reads(self) -> list[tuple[int, tuple[str, ...], bool]]:
        return [(one[1], one[2], one[3]) for one in self.voice.asked if one[0] == "read"]

    def number(self) -> int:
        return self.reads()[-1][0]


@pytest.fixture
def van() -> Van:
    return Van(dataclasses.replace(HOME, visit=VisitState.CHOOSING, sound=SoundStatus(Health.OK)))


@pytest.fixture
def in_call() -> Van:
    return Van(dataclasses.replace(TALKING, sound=SoundStatus(Health.OK)))


def test_what_is_shown_is_made_ready_before_anybody_asks(van: Van) -> None:
    assert van.voice.prepared == (GUIDE.sentences, True)
    van.flows.on_shown(OTHER)
    assert van.voice.prepared == (OTHER.sentences, True)


def test_it_reads_slowly_lights_what_sounds_and_ends(van: Van) -> None:
    van.flows.do(ReadAloud())
    assert van.reads() == [(van.number(), GUIDE.sentences, True)]
    van.flows.on_voice(Heard(van.number(), 1))
    assert van.store.snapshot.aloud.place(GUIDE) == "line.0"
    assert van.store.snapshot.aloud.place(OTHER) == ""
    van.flows.on_voice(ReadingOver(van.number(), well=True))
    assert van.state() is AloudState.READ
    assert van.store.snapshot.aloud.place(GUIDE) == ""


def test_stopped_it_is_silent_and_what_comes_late_of_it_lights_nothing(van: Van) -> None:
    van.flows.do(ReadAloud())
    number = van.number()
    van.flows.do(StopReading())
    assert van.voice.asked[-1] == ("hush",)
    van.flows.on_voice(Heard(number, 2))
    assert van.state() is AloudState.READ
    assert van.store.snapshot.aloud.sentence == -1


def test_another_screen_ends_it_and_another_number_on_the_same_screen_does_not(van: Van) -> None:
    van.flows.do(ReadAloud())
    van.flows.on_shown(dataclasses.replace(GUIDE, said=(*GUIDE.said[:1], Said("line.0", "ほかの 文です。"))))
    assert van.state() is AloudState.READING
    van.flows.on_shown(OTHER)
    assert van.state() is AloudState.SILENT
    assert van.voice.asked[-1] == ("hush",)


def test_another_pace_goes_on_from_the_sentence_that_sounds(van: Van) -> None:
    van.flows.do(ReadAloud())
    van.flows.on_voice(Heard(van.number(), 1))
    van.flows.do(ReadSlowly(on=False))
    assert van.reads()[-1][1:] == (GUIDE.sentences[1:], False)
    van.flows.on_voice(Heard(van.number(), 1))
    assert van.store.snapshot.aloud.place(GUIDE) == "line.1"


def test_the_pace_is_kept_on_the_next_screen_and_forgotten_with_the_visit(van: Van) -> None:
    van.flows.do(ReadSlowly(on=False))
    van.flows.on_shown(OTHER)
    assert van.voice.prepared == (OTHER.sentences, False)
    van.flows.visit.idled_out()
    assert van.wipe.wipes == 1
    assert van.store.snapshot.aloud.slow
    assert van.store.snapshot.voice is Health.OK


def test_who_is_read_to_is_not_asked_whether_anybody_is_there(van: Van) -> None:
    van.flows.do(ReadAloud())
    for sentence in range(3):
        van.clock.pass_s(60)
        van.flows.on_voice(Heard(van.number(), sentence))
    assert van.store.snapshot.question is None
    van.clock.pass_s(91)
    assert van.store.snapshot.question is Question.STILL_THERE


@pytest.mark.parametrize(
    ("changed", "hint"),
    [
        ({"look": Look(language="en")}, Hint.NO_VOICE_IN_LANGUAGE),
        ({"voice": None}, Hint.NO_VOICE),
        ({"voice": Health.LOST}, Hint.VOICE_AWAY),
        ({"sound": SoundStatus(Health.LOST)}, Hint.VOICE_AWAY),
    ],
)
def test_where_there_is_no_voice_that_is_said_and_nothing_else_happens(
    van: Van, changed: dict[str, object], hint: Hint
) -> None:
    van.store.change(**changed)
    van.flows.do(ReadAloud())
    assert van.store.snapshot.hint is hint
    assert van.reads() == []
    assert van.state() is AloudState.SILENT


def test_easy_japanese_is_read_and_english_is_not_made_ready(van: Van) -> None:
    van.store.change(look=Look(language="ja@easy"))
    van.flows.on_shown(OTHER)
    assert van.voice.prepared[0] == OTHER.sentences
    van.store.change(look=Look(language="en"))
    van.flows.on_shown(GUIDE)
    assert van.voice.prepared[0] == OTHER.sentences


def test_a_loudspeaker_that_goes_away_ends_it_with_words(van: Van) -> None:
    van.flows.do(ReadAloud())
    van.flows.on_ear(EarReport(Health.LOST, mock=False))
    assert van.state() is AloudState.READ
    assert van.store.snapshot.hint is Hint.VOICE_AWAY
    van.flows.on_voice(VoiceReport(Health.LOST, mock=False))
    assert van.store.snapshot.voice is Health.LOST


def test_a_reading_that_broke_off_says_so(van: Van) -> None:
    van.flows.do(ReadAloud())
    van.flows.on_voice(ReadingOver(van.number(), well=False))
    assert van.store.snapshot.hint is Hint.VOICE_AWAY


def test_in_a_call_it_begins_when_the_clerk_has_been_silent_for_a_moment(in_call: Van) -> None:
    in_call.ear.far = 0.1
    in_call.flows.do(ReadAloud())
    assert in_call.store.snapshot.hint is Hint.CLERK_SPEAKS
    in_call.clock.pass_s(5)
    assert (in_call.state(), in_call.reads()) == (AloudState.WAITING, [])
    in_call.ear.far = 0.0
    in_call.clock.pass_s(0.5)
    assert in_call.reads() == []
    in_call.clock.pass_s(0.6)
    assert in_call.state() is AloudState.READING
    assert len(in_call.reads()) == 1
    assert in_call.store.snapshot.hint is None


def test_when_the_clerk_begins_to_speak_it_stops_and_a_click_does_not_stop_it(in_call: Van) -> None:
    in_call.flows.do(ReadAloud())
    in_call.clock.pass_s(1.2)
    assert in_call.state() is AloudState.READING
    in_call.ear.far = 0.1
    in_call.clock.pass_s(0.1)
    in_call.ear.far = 0.0
    in_call.clock.pass_s(1)
    assert in_call.state() is AloudState.READING
    in_call.ear.far = 0.1
    in_call.clock.pass_s(0.3)
    assert in_call.state() is AloudState.READ
    assert in_call.voice.asked[-1] == ("hush",)
    assert in_call.store.snapshot.hint is Hint.CLERK_SPEAKS


def test_who_no_longer_wants_to_wait_for_the_clerk_hears_nothing_later(in_call: Van) -> None:
    in_call.ear.far = 0.1
    in_call.flows.do(ReadAloud())
    in_call.flows.do(StopReading())
    in_call.ear.far = 0.0
    in_call.clock.pass_s(10)
    assert in_call.reads() == []

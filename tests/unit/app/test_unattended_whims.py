"""Random visits: the same seed gives the same people, and every one of them comes to an end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.unattended_whims import AGAIN_S, CALL_S, REST_S, RandomPlay, clerk_whims, resident_whims
from kiosk.domain import intents
from kiosk.domain.ids import TopicId
from kiosk.domain.privacy import Gate
from kiosk.domain.snapshot import Health, Question
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import EyeReport, LinkDown, LinkUp
from kiosk.wire import hub as wire
from tests.support.ends import Desk, Kiosk, visit

SEEDS = st.integers(0, 10_000)
LONG_S = CALL_S[1] + 1


class Clock:
    """Moved by the test."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _resident(clock: Clock, seed: int = 1) -> RandomPlay:
    return RandomPlay(seed, 1.0, TopicId("soudan"), clock)


def _clerk(clock: Clock, seed: int = 1) -> RandomPlay:
    return RandomPlay(seed, 1.0, None, clock)


def _after(play: RandomPlay, clock: Clock, end: Kiosk | Desk, seconds: float) -> list[intents.Intent]:
    """What is touched from now on, four times a second, without the end doing it."""
    touched = []
    for _ in range(round(seconds * 4)):
        intent = play.next(end.now)
        if intent is not None:
            touched.append(intent)
        clock.now_s += 0.25
    return touched


# --- whims ---


@given(SEEDS, st.integers(0, 500), st.floats(0.1, 1.0))
def test_the_same_seed_gives_the_same_people_however_their_visits_went(seed: int, turn: int, scale: float) -> None:
    assert resident_whims(seed, turn, scale) == resident_whims(seed, turn, scale)
    assert clerk_whims(seed, turn, scale) == clerk_whims(seed, turn, scale)


@given(SEEDS, st.integers(0, 500), st.floats(0.1, 1.0))
def test_a_clerk_ends_every_call_and_papers_are_hidden_only_after_they_were_shown(
    seed: int, turn: int, scale: float
) -> None:
    talk = clerk_whims(seed, turn, scale).talk
    assert talk.hang_up_s is not None
    assert CALL_S[0] * scale <= talk.hang_up_s <= CALL_S[1] * scale
    if talk.hide_s is not None:
        assert talk.share_s is not None
        assert talk.share_s < talk.hide_s < talk.hang_up_s


def test_among_many_residents_there_is_every_kind() -> None:
    crowd = [resident_whims(1, turn, 1.0) for turn in range(200)]
    for kinds in (
        {one.leave_s is None for one in crowd},
        {one.accept_s > 5 for one in crowd},
        {one.talk.hang_up_s is None for one in crowd},
        {one.talk.share_s is None for one in crowd},
        {one.talk.hide_s is None for one in crowd},
        {one.talk.draws for one in crowd},
    ):
        assert kinds == {True, False}


# --- a resident ---


def test_a_resident_rests_chooses_and_confirms(clock: Clock) -> None:
    kiosk, play = Kiosk(), _resident(clock)
    rest_s = resident_whims(1, 0, 1.0).begin_s
    assert _after(play, clock, kiosk, rest_s - 1) == []
    assert _after(play, clock, kiosk, 2) == [intents.ChooseTopic(TopicId("soudan"))]
    kiosk.flows.do(intents.ChooseTopic(TopicId("soudan")))
    assert visit(kiosk) is VisitState.ASKING
    assert _after(play, clock, kiosk, 2) == [intents.Confirm()]


def test_what_has_no_effect_is_touched_again(clock: Clock) -> None:
    kiosk, play = Kiosk(), _resident(clock)
    kiosk.flows.do(intents.ChooseTopic(TopicId("soudan")))
    assert _after(play, clock, kiosk, 1 + 2.5 * AGAIN_S) == [intents.Confirm()] * 3


def test_without_the_hub_nobody_begins_a_visit(clock: Clock) -> None:
    kiosk, play = Kiosk(), _resident(clock)
    kiosk.flows.on_link(LinkDown())
    assert _after(play, clock, kiosk, 60) == []
    kiosk.flows.on_link(LinkUp())
    assert _after(play, clock, kiosk, REST_S[1] + 1)[0] == intents.ChooseTopic(TopicId("soudan"))


def test_each_question_is_answered(clock: Clock) -> None:
    kiosk, play = Kiosk().talk(), _resident(clock)
    kiosk.store.change(question=Question.STILL_THERE)
    assert _after(play, clock, kiosk, 2) == [intents.Answer(yes=True)]


def test_a_resident_who_hangs_up_does_so_once_the_time_has_come_even_without_the_hub(clock: Clock) -> None:
    seed = next(seed for seed in range(50) if resident_whims(seed, 0, 1.0).talk.hang_up_s is not None)
    kiosk, play = Kiosk().talk(), _resident(clock, seed)
    kiosk.flows.on_link(LinkDown())
    touched = _after(play, clock, kiosk, LONG_S)
    assert touched[-1] == intents.EndCall()


def test_a_paper_is_shown_once_and_only_by_a_camera_that_sees(clock: Clock) -> None:
    seed = next(seed for seed in range(50) if resident_whims(seed, 0, 1.0).talk.share_s is not None)
    for health, shows in ((Health.OK, 1), (Health.LOST, 0)):
        kiosk, play = Kiosk().talk(), _resident(clock, seed)
        kiosk.flows.on_eye(EyeReport("document", Gate.SHUT, health, mock=True))
        assert _after(play, clock, kiosk, LONG_S).count(intents.ShowPaper()) == shows


# --- a clerk ---


def test_a_clerk_answers_after_a_while_and_again_if_that_had_no_effect(clock: Clock) -> None:
    desk, play = Desk(), _clerk(clock)
    desk.hub(wire.Queue((wire.QueueLine("t1", 7, "soudan", "aoba", 60),)))
    begin_s = clerk_whims(1, 0, 1.0).begin_s
    assert _after(play, clock, desk, begin_s - 0.5) == []
    assert _after(play, clock, desk, AGAIN_S + 1) == [intents.AnswerNext()] * 2


def test_a_clerk_chooses_an_outcome_before_the_end_of_the_call(clock: Clock) -> None:
    desk, play = Desk(), _clerk(clock)
    desk.talk()
    ended = False
    for _ in range(round(LONG_S * 4)):
        clock.now_s += 0.25
        intent = play.next(desk.now)
        if intent is not None and not isinstance(intent, intents.ShowPaper | intents.HidePaper):
            desk.flows.do(intent)
            ended |= isinstance(intent, intents.EndCall)
    assert ended
    assert desk.now.call is None
    outcomes = {outcome.code for outcome in desk.now.city.outcomes}
    assert [one.outcome in outcomes for one in desk.world.link.of(wire.Finish)] == [True]


def test_a_clerk_gives_an_outcome_to_a_call_that_the_resident_ended(clock: Clock) -> None:
    desk, play = Desk(), _clerk(clock)
    desk.talk()
    desk.hub(wire.Ended(desk.now.call.id if desk.now.call else "", "resident"))
    assert desk.now.must_choose_outcome
    touched = _after(play, clock, desk, 3)
    assert [type(intent) for intent in touched] == [intents.ChooseOutcome]


def test_each_visit_is_another_one(clock: Clock) -> None:
    kiosk, play = Kiosk(), _resident(clock)
    first = play._whims
    kiosk.store.change(visit=VisitState.WIPING)
    _after(play, clock, kiosk, 2)
    kiosk.store.change(visit=VisitState.HOME)
    _after(play, clock, kiosk, 2)
    assert play._whims == resident_whims(1, 1, 1.0) != first


def test_after_one_who_lost_patience_comes_another(clock: Clock) -> None:
    kiosk, play = Kiosk(), _resident(clock)
    kiosk.store.change(visit=VisitState.WAITING)
    _after(play, clock, kiosk, 3)
    assert play._whims == resident_whims(1, 0, 1.0)
    kiosk.store.change(visit=VisitState.CHOOSING)
    _after(play, clock, kiosk, 3)
    assert play._whims == resident_whims(1, 1, 1.0)

"""Finding the days of a card: question by question, for who reads alone, and told to nobody."""

import logging
import secrets
from datetime import datetime

import pytest

from kiosk.app.places import assets
from kiosk.content.guides import read_guides
from kiosk.domain import card_days_intents as asks
from kiosk.domain.aloud import AloudState
from kiosk.domain.aloud_intents import ReadAloud
from kiosk.domain.card_days import Asked, CardDays
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guide_intents import OpenGuide, TalkToClerk
from kiosk.domain.ids import TopicId
from kiosk.domain.intents import ChooseTopic, Confirm, GoBack, GoHome, Intent, StartTalking
from kiosk.domain.privacy import IdleRules
from kiosk.domain.snapshot import Health
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import Connected
from kiosk.wire import hub as wire
from tests.support.ends import Kiosk
from tests.support.texts import japanese
from ui.presenters.aloud import present_aloud
from ui.presenters.route import screen_name

STEP = At(GuideId("card-renew"), StepId("adult"))
CHOICES = ((Asked.MONTH, 12), (Asked.DAYS, 21), (Asked.DAY, 24), (Asked.YEAR, 2019), (Asked.ISSUE_MONTH, 3))
GUIDES = read_guides(assets() / "guides").guides()


def at_the_step() -> Kiosk:
    """Of the guide that offers it, with the first question open."""
    made = Kiosk()
    made.store.change(guides=GUIDES, clock=datetime(2026, 11, 21, 10, 20))
    made.flows.do(ChooseTopic(TopicId("mynumber")))
    made.flows.do(OpenGuide(STEP))
    assert made.now.visit is VisitState.ALONE
    made.flows.do(asks.OpenCardDays(child=False))
    assert screen_name(made.now) == "card_days"
    return made


@pytest.fixture
def kiosk() -> Kiosk:
    return at_the_step()


def choose(kiosk: Kiosk, *choices: tuple[Asked, int]) -> None:
    for asked, value in choices:
        kiosk.flows.do(asks.ChooseCardDay(asked, value))


def test_five_touches_lead_to_the_answer_and_back_leads_to_the_step_again(kiosk: Kiosk) -> None:
    choose(kiosk, *CHOICES)
    assert kiosk.now.card_days == CardDays(False, 12, 21, 24, 2019, 3)
    for _ in CHOICES:
        kiosk.flows.do(GoBack())
    assert kiosk.now.card_days == CardDays(False)
    kiosk.flows.do(asks.GoBackInCardDays())
    assert kiosk.now.card_days is None and screen_name(kiosk.now) == "guide"
    assert kiosk.now.guiding is not None and kiosk.now.guiding.at == STEP


def test_a_second_touch_on_the_same_place_does_not_answer_the_next_question(kiosk: Kiosk) -> None:
    choose(kiosk, (Asked.MONTH, 1), (Asked.MONTH, 1))
    assert kiosk.now.card_days == CardDays(False, 1)


def test_more_to_choose_from_is_turned_to_and_begins_anew_with_the_next_question(kiosk: Kiosk) -> None:
    kiosk.flows.do(asks.TurnCardDaysPart(1))
    assert kiosk.now.card_days == CardDays(False, part=1)
    kiosk.flows.do(asks.TurnCardDaysPart(-1))
    assert kiosk.now.card_days == CardDays(False)


@pytest.mark.parametrize("leave", [OpenGuide(At(GuideId("card-renew"), StepId("order"))), TalkToClerk(), GoHome()])
def test_it_is_gone_as_soon_as_the_step_or_the_reading_alone_is_left(kiosk: Kiosk, leave: Intent) -> None:
    choose(kiosk, *CHOICES)
    kiosk.flows.do(leave)
    assert kiosk.now.card_days is None


def talk(kiosk: Kiosk) -> None:
    """From the question whether to wait."""
    kiosk.flows.do(Confirm())
    ticket = kiosk.now.ticket
    assert ticket is not None
    kiosk.hub(wire.Ring("call-1", 1, ticket.id, "佐藤", "shimin"))
    kiosk.flows.on_media(Connected(1))
    kiosk.flows.do(StartTalking())


def visit(choices: tuple[tuple[Asked, int], ...], caplog: pytest.LogCaptureFixture) -> tuple[str, ...]:
    """What others could learn of it: what is written of the end while the answer is read aloud, and then all messages
    and log lines up to a talk with a clerk."""
    caplog.clear()
    kiosk = at_the_step()
    choose(kiosk, *choices)
    kiosk.store.change(voice=Health.OK)
    kiosk.flows.aloud.on_shown(present_aloud(kiosk.now, japanese()))
    kiosk.flows.do(ReadAloud())
    assert kiosk.now.aloud.state is AloudState.READING
    here = repr(kiosk.now)
    kiosk.flows.do(TalkToClerk())
    talk(kiosk)
    lines = [record.getMessage() for record in caplog.records]
    return here, repr(kiosk.now), repr(kiosk.world.link.sent), repr(kiosk.world.media.sent), repr(lines)


def test_whatever_is_chosen_others_learn_the_same(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(secrets, "token_hex", lambda size: "07" * size)
    other = ((Asked.MONTH, 2), (Asked.DAYS, 1), (Asked.DAY, 5), (Asked.YEAR, 2020), (Asked.ISSUE_MONTH, 7))
    learnt = visit(CHOICES, caplog)
    assert learnt == visit(other, caplog)
    assert STEP.step in learnt[3]


def test_a_choice_is_not_told_by_its_repr() -> None:
    assert "24" not in repr(asks.ChooseCardDay(*CHOICES[2]))


def test_it_opens_only_at_a_step_that_has_it_for_the_same_age(kiosk: Kiosk) -> None:
    kiosk.flows.do(asks.GoBackInCardDays())
    kiosk.flows.do(asks.OpenCardDays(child=True))
    assert kiosk.now.card_days is None
    kiosk.flows.do(OpenGuide(At(GuideId("card-renew"), StepId("when"))))
    kiosk.flows.do(asks.OpenCardDays(child=False))
    assert kiosk.now.card_days is None


def test_in_a_call_or_before_a_guide_nothing_opens(kiosk: Kiosk) -> None:
    other = Kiosk()
    other.flows.do(asks.OpenCardDays(child=False))
    assert other.now.card_days is None
    other.talk()
    other.flows.do(asks.OpenCardDays(child=True))
    assert other.now.card_days is None


def test_whoever_walks_away_leaves_no_date_on_the_screen(kiosk: Kiosk) -> None:
    choose(kiosk, *CHOICES)
    rules = IdleRules()
    kiosk.world.clock.pass_s(rules.ask_after_s + 1)
    kiosk.world.clock.pass_s(rules.wipe_after_asking_s + 1)
    assert (kiosk.now.card_days, kiosk.now.visit) == (None, VisitState.WIPING)

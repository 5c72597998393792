"""A resident reads a guide alone and while waiting: every touch is for the step it was meant for, nothing is lost."""

import pytest

from kiosk.domain import guide_intents as asks
from kiosk.domain import intents
from kiosk.domain.guide import Guides
from kiosk.domain.guiding import MOST_TICKS, Guiding, Tick
from kiosk.domain.ids import TopicId
from kiosk.domain.intents import ChooseTopic, Confirm, GoBack, GoHome, StartTalking
from kiosk.domain.snapshot import Hint
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import Connected, LinkDown
from kiosk.wire import hub as wire
from tests.support.ends import Kiosk, visit
from tests.support.guide_ends import at, choose, here, opened, waiting, with_guide
from tests.support.guide_scenes import FULL
from ui.presenters.route import screen_name


@pytest.fixture
def kiosk() -> Kiosk:
    return with_guide(Kiosk())


# --- alone ---


def test_a_card_with_a_guide_opens_it_and_rings_nobody(kiosk: Kiosk) -> None:
    opened(kiosk)
    assert (visit(kiosk), here(kiosk), screen_name(kiosk.now)) == (VisitState.ALONE, "choose", "guide")
    assert kiosk.now.visit_id is not None
    assert not kiosk.world.link.of(wire.Enqueue)


def test_a_card_without_one_asks_whether_to_be_connected(kiosk: Kiosk) -> None:
    kiosk.flows.do(ChooseTopic(TopicId("soudan")))
    assert (visit(kiosk), kiosk.now.guiding) == (VisitState.ASKING, None)


def test_a_guide_that_this_counter_lacks_is_no_dead_end(kiosk: Kiosk) -> None:
    kiosk.store.change(guides=Guides())
    opened(kiosk)
    assert visit(kiosk) is VisitState.ASKING


def test_a_resident_goes_through_it_step_by_step_and_back_to_the_topics(kiosk: Kiosk) -> None:
    opened(kiosk)
    choose(kiosk, "choose", 0)
    kiosk.flows.do(asks.GoOn(at("lines")))
    assert here(kiosk) == "asked"
    kiosk.flows.do(asks.GoBackInGuide(at("asked")))
    kiosk.flows.do(GoBack())
    assert here(kiosk) == "choose"
    kiosk.flows.do(GoBack())
    assert (visit(kiosk), kiosk.now.guiding) == (VisitState.CHOOSING, None)


def test_a_touch_that_was_meant_for_another_step_changes_nothing(kiosk: Kiosk) -> None:
    opened(kiosk)
    choose(kiosk, "choose", 0)
    for late in (
        asks.GoOn(at("asked")),
        asks.ChooseWay(at("choose"), 4),
        asks.TickThing(at("bring"), 0),
        asks.GoBackInGuide(at("bring")),
        asks.ChooseWay(at("lines"), 0),
        asks.TickThing(at("lines"), 0),
        asks.TurnPart(at("lines"), -1),
    ):
        kiosk.flows.do(late)
        assert kiosk.now.guiding == Guiding(at("lines"), trail=(at("choose"),))


def test_from_the_guide_to_the_clerks_question_and_back_nothing_is_lost(kiosk: Kiosk) -> None:
    opened(kiosk)
    choose(kiosk, "choose", 0)
    kiosk.flows.do(asks.TalkToClerk())
    assert (visit(kiosk), screen_name(kiosk.now)) == (VisitState.ASKING, "confirm")
    kiosk.flows.do(GoBack())
    assert (visit(kiosk), here(kiosk)) == (VisitState.ALONE, "lines")
    kiosk.flows.do(asks.TalkToClerk())
    kiosk.flows.do(GoHome())
    assert (visit(kiosk), kiosk.now.guiding) == (VisitState.CHOOSING, None)


def test_home_leaves_the_guide_at_once(kiosk: Kiosk) -> None:
    opened(kiosk)
    choose(kiosk, "choose", 0)
    kiosk.flows.do(GoHome())
    assert (visit(kiosk), kiosk.now.guiding) == (VisitState.CHOOSING, None)


def test_a_part_is_turned_back_before_the_step_is_left_and_forgotten_with_other_letters(kiosk: Kiosk) -> None:
    opened(kiosk)
    choose(kiosk, "choose", 0)
    kiosk.flows.do(asks.TurnPart(at("lines"), 1))
    kiosk.flows.do(GoBack())
    assert (here(kiosk), kiosk.now.guiding and kiosk.now.guiding.part) == ("lines", 0)
    kiosk.flows.do(asks.TurnPart(at("lines"), 1))
    kiosk.flows.do(intents.LargerLetters())
    assert kiosk.now.guiding is not None
    assert kiosk.now.guiding.part == 0


def test_the_wipe_forgets_where_one_was_and_what_was_ticked(kiosk: Kiosk) -> None:
    opened(kiosk)
    choose(kiosk, "choose", 2)
    kiosk.flows.do(asks.GoOn(at("asked")))
    kiosk.flows.do(asks.TickThing(at("bring"), 1))
    assert kiosk.now.guiding is not None
    assert kiosk.now.guiding.ticked_here() == {1}
    kiosk.flows.do(intents.Finish())
    kiosk.flows.do(intents.Finish())
    assert visit(kiosk) is VisitState.WIPING
    assert here(kiosk) == ""
    assert kiosk.now.guides is FULL


def test_everything_of_a_guide_works_without_the_hub_and_the_way_to_a_clerk_says_what_is_missing() -> None:
    kiosk = with_guide(Kiosk())
    kiosk.flows.on_link(LinkDown())
    opened(kiosk)
    choose(kiosk, "choose", 2)
    kiosk.flows.do(asks.GoOn(at("asked")))
    kiosk.flows.do(asks.TickThing(at("bring"), 0))
    kiosk.flows.do(asks.GoBackInGuide(at("bring")))
    assert (here(kiosk), screen_name(kiosk.now)) == ("asked", "guide")
    kiosk.flows.do(asks.TalkToClerk())
    kiosk.flows.do(Confirm())
    assert (visit(kiosk), kiosk.now.hint) == (VisitState.ASKING, Hint.HUB_AWAY)
    kiosk.flows.do(GoBack())
    assert here(kiosk) == "asked"


def test_more_ticks_than_the_line_carries_are_not_made(kiosk: Kiosk) -> None:
    opened(kiosk)
    crowd = frozenset(Tick(at("bring"), nth) for nth in range(10, 10 + MOST_TICKS))
    kiosk.store.change(guiding=Guiding(at("bring"), ticks=crowd))
    kiosk.flows.do(asks.TickThing(at("bring"), 0))
    assert kiosk.now.guiding is not None
    assert kiosk.now.guiding.ticks == crowd


# --- waiting ---


def test_who_waits_sees_his_place_first_and_reads_on_where_he_was(kiosk: Kiosk) -> None:
    waiting(kiosk)
    assert (screen_name(kiosk.now), here(kiosk)) == ("waiting", "lines")
    kiosk.flows.do(asks.ReadWhileWaiting())
    assert (screen_name(kiosk.now), here(kiosk)) == ("guide", "lines")
    kiosk.flows.do(GoBack())
    assert (screen_name(kiosk.now), kiosk.now.question) == ("waiting", None)


def test_a_clerk_who_answers_comes_before_the_guide(kiosk: Kiosk) -> None:
    ticket = waiting(kiosk).now.ticket
    assert ticket is not None
    kiosk.flows.do(asks.ReadWhileWaiting())
    kiosk.hub(wire.Ring("call-1", 1, ticket.id, "佐藤", "shimin"))
    assert screen_name(kiosk.now) == "called"
    kiosk.flows.on_media(Connected(1))
    kiosk.flows.do(StartTalking())
    assert (screen_name(kiosk.now), here(kiosk)) == ("call_face", "lines")

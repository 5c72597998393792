"""Trying a gesture: it is remembered for the step alone, and a touch meant for another one changes nothing."""

import pytest

from kiosk.app.guides import our_guides
from kiosk.content.guides import read_guides
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guiding import Guiding
from kiosk.domain.practice import Practice, TriedGesture
from kiosk.domain.visit import VisitState
from tests.support.ends import Kiosk


@pytest.fixture
def kiosk() -> Kiosk:
    made = Kiosk()
    made.store.change(guides=read_guides(our_guides()).guides(), visit=VisitState.ALONE, guiding=Guiding(_steps()[0]))
    return made


def _steps() -> list[At]:
    guide = read_guides(our_guides()).guides().guide("phone-practice")
    assert guide is not None
    return [At(guide.id, step.id) for step in guide.steps if step.practise]


def test_misses_are_counted_until_it_is_right_and_another_step_begins_anew(kiosk: Kiosk) -> None:
    here, other = _steps()[:2]
    kiosk.flows.do(TriedGesture(here, right=False))
    assert kiosk.now.practice == Practice(here, misses=1)
    kiosk.flows.do(TriedGesture(here, right=True))
    assert kiosk.now.practice == Practice(here, done=True, misses=1)
    kiosk.store.change(guiding=Guiding(other))
    assert kiosk.now.practice is None
    assert not kiosk.world.link.sent[1:], "nobody is told"


def test_a_touch_that_was_meant_for_another_step_or_where_nothing_is_tried_changes_nothing(kiosk: Kiosk) -> None:
    kiosk.flows.do(TriedGesture(_steps()[1], right=True))
    assert kiosk.now.practice is None
    menu = At(GuideId("phone"), StepId("menu"))
    kiosk.store.change(guiding=Guiding(menu))
    kiosk.flows.do(TriedGesture(menu, right=True))
    assert kiosk.now.practice is None

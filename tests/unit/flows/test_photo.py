"""Somebody who reads a guide looks at himself: by a touch, on this screen alone, and no longer than that."""

import pytest

from kiosk.domain import intents
from kiosk.domain.guide_intents import TalkToClerk
from kiosk.domain.photo import Advice, PhotoCheck
from kiosk.domain.photo_intents import ClosePhoto, OpenPhoto
from kiosk.domain.privacy import Gate, IdleRules
from kiosk.domain.snapshot import Question
from kiosk.domain.visit import VisitState
from tests.support.ends import Kiosk
from tests.support.guide_ends import opened, with_guide
from ui.presenters.route import screen_name

SEEN = PhotoCheck((Advice.NEARER,))


@pytest.fixture
def kiosk() -> Kiosk:
    made = opened(with_guide(Kiosk()))
    made.flows.do(OpenPhoto())
    return made


def test_a_touch_opens_the_camera_for_this_screen_and_asks_the_eye_to_look(kiosk: Kiosk) -> None:
    assert kiosk.now.photo == PhotoCheck()
    assert screen_name(kiosk.now) == "photo"
    eyes = kiosk.world.eyes
    assert (eyes.gates["face"], eyes.gates["document"], eyes.photo) == (Gate.LOCAL, Gate.SHUT, True)
    kiosk.flows.tools.photo.on_seen(SEEN)
    assert kiosk.now.photo == SEEN


@pytest.mark.parametrize("way", [ClosePhoto(), intents.GoBack(), intents.GoHome(), TalkToClerk()])
def test_whoever_leaves_it_shuts_the_camera(kiosk: Kiosk, way: intents.Intent) -> None:
    kiosk.flows.do(way)
    assert kiosk.now.photo is None
    assert (kiosk.world.eyes.gates["face"], kiosk.world.eyes.photo) == (Gate.SHUT, False)


def test_the_way_back_leads_to_the_guide(kiosk: Kiosk) -> None:
    kiosk.flows.do(intents.GoBack())
    assert screen_name(kiosk.now) == "guide"
    kiosk.flows.do(OpenPhoto())
    assert kiosk.now.photo == PhotoCheck(), "what was seen before is not shown again"


def test_what_the_eye_says_late_is_nobodys(kiosk: Kiosk) -> None:
    kiosk.flows.do(ClosePhoto())
    kiosk.flows.tools.photo.on_seen(SEEN)
    assert kiosk.now.photo is None


def test_nobody_is_looked_at_without_a_guide() -> None:
    kiosk = Kiosk()
    kiosk.flows.do(OpenPhoto())
    assert kiosk.now.visit is not VisitState.ALONE
    assert kiosk.now.photo is None
    assert kiosk.world.eyes.gates["face"] is Gate.SHUT


def test_whoever_walks_away_is_asked_and_then_the_camera_is_shut_and_nothing_is_left(kiosk: Kiosk) -> None:
    kiosk.flows.tools.photo.on_seen(SEEN)
    rules = IdleRules()
    kiosk.world.clock.pass_s(rules.ask_after_s + 1)
    assert kiosk.now.question is Question.STILL_THERE
    kiosk.world.clock.pass_s(rules.wipe_after_asking_s + 1)
    assert (kiosk.now.photo, kiosk.now.visit) == (None, VisitState.WIPING)
    assert (kiosk.world.eyes.gates["face"], kiosk.world.eyes.photo) == (Gate.SHUT, False)

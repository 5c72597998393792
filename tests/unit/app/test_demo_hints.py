"""The strip of a demo: for every state of both ends it names one thing to do, and every such text is used."""

from itertools import product

import pytest

from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import HubState
from tests.support.texts import japanese
from ui.presenters.demo import next_hint
from ui.presenters.route import SCREENS

NEXT = {
    "home": "demo.next.choose_topic",
    "guide": "demo.next.talk_to_clerk",
    "booking": "demo.next.book",
    "booking_code": "demo.next.book",
    "phone": "demo.next.talk_to_clerk",
    "photo": "demo.next.talk_to_clerk",
    "card_days": "demo.next.talk_to_clerk",
    "circulars": "demo.next.read",
    "circular_search": "demo.next.read",
    "circular_page": "demo.next.read",
    "circular_text": "demo.next.read",
    "confirm": "demo.next.connect",
    "waiting": "demo.next.answer",
    "called": "demo.next.start_talking",
    "call_face": "demo.next.show_paper",
    "call_paper": "demo.next.show_paper",
    "call_guide": "demo.next.show_paper",
    "hold": "demo.next.resume",
    "trouble": "demo.next.wait",
    "finish": "demo.next.finish",
    "wiping": "demo.next.wait",
}


def _kiosk(screen: str, mine: str = "closed", theirs: str = "closed", hub: str = "online") -> dict[str, str]:
    return {"hub": hub, "screen": screen, "mine": mine, "theirs": theirs}


def _desk(duty: bool = True, must_choose: bool = False, hub: str = "online") -> dict[str, str]:
    return {"hub": hub, "duty": str(duty), "must_choose": str(must_choose)}


def test_the_table_names_every_screen() -> None:
    assert NEXT.keys() == set(SCREENS)


@pytest.mark.parametrize("screen", SCREENS)
def test_each_screen_has_its_next_step(screen: str) -> None:
    assert next_hint(_kiosk(screen), _desk()) == NEXT[screen]


def test_every_text_can_be_reached_and_none_is_missing() -> None:
    reached = {
        next_hint(_kiosk(screen, mine, theirs, hub), _desk(duty, must_choose, desk_hub))
        for screen, mine, theirs, hub, duty, must_choose, desk_hub in product(
            SCREENS, SharingState, SharingState, HubState, (True, False), (True, False), HubState
        )
    }
    assert reached == {name for name in japanese().ids if name.startswith("demo.next.")}


def test_until_both_ends_have_found_the_hub_the_strip_asks_for_patience() -> None:
    assert next_hint({}, {}) == "demo.next.starting"
    assert next_hint({}, _desk()) == "demo.next.starting"
    assert next_hint(_kiosk("home"), _desk(hub="connecting")) == "demo.next.starting"
    assert next_hint(_kiosk("home", hub="offline"), _desk(hub="offline")) == "demo.next.starting"


def test_a_desk_off_duty_is_asked_to_begin_before_anybody_rings() -> None:
    assert next_hint(_kiosk("home"), _desk(duty=False)) == "demo.next.duty"


@pytest.mark.parametrize(
    ("mine", "theirs", "hint"),
    [
        ("offered", "closed", "demo.next.show_paper_asked"),
        ("open", "closed", "demo.next.end_call"),
        ("hidden", "closed", "demo.next.end_call"),
        ("closed", "open", "demo.next.end_call"),
    ],
)
def test_in_a_call_the_papers_decide_what_comes_next(mine: str, theirs: str, hint: str) -> None:
    assert next_hint(_kiosk("call_paper", mine, theirs), _desk()) == hint


def test_an_outcome_that_must_be_chosen_comes_before_all_else() -> None:
    assert next_hint(_kiosk("finish"), _desk(must_choose=True)) == "demo.next.choose_outcome"

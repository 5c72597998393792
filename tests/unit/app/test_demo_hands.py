"""A trainer's own hands in the pretend van: paper, telephone, page and cable, whatever came before."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.mock_room.room import Room
from drivers.mock_room.state import Scene
from kiosk.app.demo_hands import FORMS, PAGES, Hands


@pytest.fixture
def room() -> Room:
    made = Room()
    made.place("van", "mycard")
    return made


@pytest.fixture
def hands(room: Room) -> Iterator[Hands]:
    made = Hands(room, "mycard")
    yield made
    made.end()


def done(hands: Hands, *acts: Callable[[], None]) -> None:
    for act in acts:
        act()
    hands._beside.submit(lambda: None).result(5)


def table(room: Room) -> Scene:
    return room._scene(("van", "document"))


def test_a_telephone_lies_there_in_place_of_the_paper_and_the_paper_again(room: Room, hands: Hands) -> None:
    done(hands, hands.phone)
    assert table(room).paper is None and [thing.kind for thing in table(room).things] == ["phone"]
    done(hands, hands.other_page)
    assert table(room).things[0].page == PAGES[1]
    done(hands, hands.phone)
    paper = table(room).paper
    assert paper is not None and paper.name == "mycard" and not table(room).things


def test_forms_follow_each_other_and_take_the_telephone_away(room: Room, hands: Hands) -> None:
    done(hands, hands.phone, hands.other_paper)
    names = []
    for _ in FORMS:
        paper = table(room).paper
        assert paper is not None and not table(room).things
        names.append(paper.name)
        done(hands, hands.other_paper)
    assert tuple(names) == FORMS


def test_through_the_cable_comes_the_page_of_the_telephone_until_it_is_pulled(room: Room, hands: Hands) -> None:
    done(hands, hands.other_page, hands.cable)
    screen = room._scene(("van", "cable")).screen
    assert screen is not None and screen.page == PAGES[1]
    done(hands, hands.other_page)
    screen = room._scene(("van", "cable")).screen
    assert screen is not None and screen.page == PAGES[2]
    done(hands, hands.cable)
    assert room._scene(("van", "cable")).screen is None


@given(st.lists(st.sampled_from(["_lay_paper", "_turn_phone", "_show_page", "_turn_cable"]), max_size=12))
def test_whatever_is_done_in_whatever_order_nothing_is_refused(acts: list[str]) -> None:
    room = Room()
    room.place("van", "mycard")
    hands = Hands(room, "mycard")
    for act in acts:
        getattr(hands, act)()
    assert (table(room).paper is None) is bool(table(room).things)
    hands.end()

"""Where somebody is in a guide: the way back is the way that was come, and what is ticked stays ticked."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.guide import At, Choice, Guide, GuideId, Guides, GuideWords, Step, StepId, StepWords, told
from kiosk.domain.guide_intents import ChooseWay, GoBackInGuide, GoOn, OpenGuide
from kiosk.domain.guiding import LONGEST_TRAIL, Guiding, asked, chosen, onward, stages
from kiosk.domain.ids import Side
from kiosk.domain.phone_page import PHONE_KINDS

DAY = date(2026, 11, 21)


def step(name: str, **more: Any) -> Step:
    return replace(Step(StepId(name), f"名{name}", f"題{name}", DAY, ("menu",)), **more)


def at(name: str, guide: str = "card") -> At:
    return At(GuideId(guide), StepId(name))


CARD = Guide(
    GuideId("card"),
    "カード",
    (
        step("menu", choices=(Choice("一", "one"), Choice("別", "other/"), Choice("中", "other/second"))),
        step("one"),
        step("two", next="four"),
        step("three", ends="here"),
        step("four", ends="bring", bring=("印", "紙")),
    ),
)
OTHER = Guide(GuideId("other"), "ほか", (step("first"), step("second", next="card/three")))
KIND = step("kind", choices=tuple(Choice(kind, f"{kind}-1", kind) for kind in PHONE_KINDS))
PHONE = Guide(
    GuideId("phone"),
    "スマホ",
    (step("what", next="kind"), KIND, *(step(f"{kind}-1", ends="here") for kind in PHONE_KINDS)),
)
GUIDES = Guides({"ja": {"card": CARD, "other": OTHER, "phone": PHONE}})


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (at("menu"), None),
        (at("one"), at("two")),
        (at("two"), at("four")),
        (at("three"), None),
        (at("four"), None),
        (at("first", "other"), at("second", "other")),
        (at("second", "other"), at("three")),
        (at("gone"), None),
        (at("one", "gone"), None),
    ],
)
def test_a_step_goes_on_to_the_one_that_it_names_or_that_stands_below(here: At, there: At | None) -> None:
    assert onward(GUIDES, here) == there


@pytest.mark.parametrize(
    ("index", "there"),
    [(0, at("one")), (1, at("first", "other")), (2, at("second", "other")), (3, None), (-1, None)],
)
def test_a_choice_leads_within_the_guide_or_into_another(index: int, there: At | None) -> None:
    assert chosen(GUIDES, at("menu"), index) == there


def test_the_way_back_is_the_way_that_was_come() -> None:
    there = Guiding(at("menu")).moved(at("first", "other"), "van").moved(at("second", "other"), "office")
    assert there.trail == (at("menu"), at("first", "other"))
    back = there.back("van")
    assert back is not None
    assert (back.at, back.trail, back.by) == (at("first", "other"), (at("menu"),), "van")
    first = back.back("van")
    assert first is not None
    assert first.back("van") is None


def test_who_is_led_to_a_step_that_he_has_left_goes_back_to_it_and_does_not_walk_in_circles() -> None:
    there = Guiding(at("menu")).moved(at("one"), "van").moved(at("two"), "van").moved(at("one"), "office")
    assert there.trail == (at("menu"),)


def test_the_sentence_pointed_at_and_the_part_belong_to_their_step() -> None:
    pointed = Guiding(at("one"), line=2, part=1)
    assert (pointed.moved(at("two"), "van").line, pointed.moved(at("two"), "van").part) == (-1, 0)


def test_ticks_are_of_their_own_step_and_stay_while_one_is_elsewhere() -> None:
    ticked = Guiding(at("four")).ticked(1, "van").ticked(0, "office")
    away = ticked.moved(at("one"), "van")
    assert away.ticked_here() == frozenset()
    assert away.moved(at("four"), "van").ticked(0, "van").ticked_here() == {1}


def test_the_list_shows_what_was_done_where_one_is_and_what_surely_follows() -> None:
    there = Guiding(at("menu")).moved(at("one"), "van").moved(at("two"), "van")
    assert [(one.step.id, one.done, one.here) for one in stages(GUIDES, there, "ja")] == [
        ("one", True, False),
        ("two", False, True),
        ("four", False, False),
    ]


def test_a_step_of_another_guide_begins_a_list_of_its_own() -> None:
    there = Guiding(at("one")).moved(at("first", "other"), "van")
    assert [one.step.id for one in stages(GUIDES, there, "ja")] == ["first", "second"]


def test_a_way_that_runs_in_a_circle_is_listed_once() -> None:
    ring = Guide(GuideId("ring"), "輪", (step("a"), step("b"), step("c", next="b")))
    guides = Guides({"ja": {"ring": ring}})
    for start, listed in (("a", ["a", "b", "c"]), ("b", ["b", "c"])):
        assert [one.step.id for one in stages(guides, Guiding(at(start, "ring")), "ja")] == listed


def test_of_a_long_way_the_nearest_steps_are_kept() -> None:
    there = Guiding(at("s0"))
    for number in range(1, LONGEST_TRAIL + 20):
        there = there.moved(at(f"s{number}"), "van")
    assert len(there.trail) == LONGEST_TRAIL
    assert there.trail[-1] == at(f"s{LONGEST_TRAIL + 18}")


def test_a_guide_is_told_in_another_language_step_by_step_and_else_stays_as_it_is() -> None:
    words = GuideWords(
        "Card",
        {
            "one": StepWords("One", "The first"),
            "menu": StepWords("Menu", "Which?", choices=("only one",)),
            "four": StepWords("Four", "Bring", bring=("seal", "paper")),
        },
    )
    card = told(CARD, words)
    assert [one.title for one in card.steps] == ["題menu", "The first", "題two", "題three", "Bring"]
    assert card.steps[4].bring == ("seal", "paper")
    assert Guides({"ja": {"card": CARD}, "en": {"card": card}}).guide("card", "en") is card
    assert Guides({"ja": {"card": CARD}}).guide("card", "en") is CARD


def test_a_fact_is_to_be_confirmed_while_the_office_is_asked_and_after_its_last_day() -> None:
    until = step("a", valid_until=date(2027, 3, 31))
    assert step("a", confirming="手数料").to_be_confirmed(DAY)
    assert not until.to_be_confirmed(date(2027, 3, 31))
    assert until.to_be_confirmed(date(2027, 4, 1))


def test_guides_stand_in_the_order_in_which_the_menus_lead_to_them() -> None:
    first = Guide(GuideId("a-lonely"), "ひとり", (step("a", ends="here"),))
    menu = Guide(GuideId("menu"), "目次", (step("m", choices=(Choice("ほか", "other/"), Choice("カ", "card/"))),))
    guides = Guides({"ja": {one.id: one for one in (first, CARD, menu, OTHER)}})
    assert [one.id for one in guides.led_to_from(["", "menu", "gone"])] == ["menu", "other", "card", "a-lonely"]


PLACES = [at(one.id) for one in CARD.steps] + [at(one.id, "other") for one in OTHER.steps]


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(["van", "office"])), max_size=80))
def test_whatever_the_course_nobody_is_twice_on_the_way_back_and_it_ends(moves: list[tuple[At, Side]]) -> None:
    there = Guiding(at("menu"))
    for to, by in moves:
        there = there.moved(to, by)
        assert there.at == to
        assert len(set(there.trail)) == len(there.trail) <= LONGEST_TRAIL
        assert there.at not in there.trail
    steps = 0
    while (before := there.back("van")) is not None:
        there, steps = before, steps + 1
    assert steps <= LONGEST_TRAIL


@pytest.mark.parametrize("index", range(3))
def test_who_has_said_which_telephone_it_is_is_not_asked_again(index: int) -> None:
    kind = PHONE_KINDS[index]
    first = Guiding(at("kind", "phone"))
    said = asked(GUIDES, first, ChooseWay(at("kind", "phone"), index), "van")
    assert said is not None
    assert (said.at, said.phone) == (at(f"{kind}-1", "phone"), kind)
    again = asked(GUIDES, replace(said, at=at("what", "phone"), trail=()), GoOn(at("what", "phone")), "van")
    assert again is not None
    assert again.at == at(f"{kind}-1", "phone")
    led = asked(GUIDES, replace(said, at=at("menu")), OpenGuide(at("kind", "phone")), "office")
    assert led is not None
    assert led.at == at(f"{kind}-1", "phone")


def test_whoever_goes_back_to_the_kind_of_telephone_is_asked_and_may_say_another() -> None:
    first = Guiding(at("kind", "phone"), trail=(at("what", "phone"),))
    said = asked(GUIDES, first, ChooseWay(first.at, 0), "van")
    assert said is not None
    back = asked(GUIDES, said, GoBackInGuide(said.at), "van")
    assert back is not None
    assert back.at == at("kind", "phone")
    other = asked(GUIDES, back, ChooseWay(back.at, 2), "van")
    assert other is not None
    assert (other.at, other.phone) == (at(f"{PHONE_KINDS[2]}-1", "phone"), PHONE_KINDS[2])


def test_before_it_was_said_it_is_asked() -> None:
    then = asked(GUIDES, Guiding(at("what", "phone")), GoOn(at("what", "phone")), "van")
    assert then is not None
    assert then.at == at("kind", "phone")

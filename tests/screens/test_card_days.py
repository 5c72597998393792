"""The days of a card on the screen: all that can be chosen and all that is said is met, part by part."""

from dataclasses import replace

import pytest

from kiosk.domain import card_days_intents as asks
from kiosk.domain.card_days import CardDays
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guide_intents import OpenGuide
from kiosk.domain.languages import LANGUAGES
from kiosk.domain.snapshot import KioskSnapshot, Look
from tests.screens.test_guide import key, seen
from tests.support.card_days_scenes import card_days_scenes
from tests.support.scenes import HOME
from tests.support.texts import catalogues, japanese
from ui.presenters.aloud import present_aloud
from ui.presenters.card_days import MOST_CHOICES, present_card_days
from ui.windows.embedded import EmbeddedWindow

SCENES = {name: scene for name, scene in card_days_scenes(HOME).items() if scene.card_days is not None}


def said(now: KioskSnapshot) -> set[str]:
    view = present_card_days(now, catalogues()[now.look.language])
    return {*view.lines, *(choice.words for choice in view.choices)}


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_met_part_by_part(walked: EmbeddedWindow, scene: str, language: str) -> None:
    now, found = replace(SCENES[scene], look=Look(3, language=language)), set[str]()
    for _ in range(MOST_CHOICES):
        walked.show_snapshot(now)
        found |= seen(walked)
        more = key(walked, "key.card_days.more")
        if more is None:
            break
        assert more.view is not None and isinstance(more.view.wish, asks.TurnCardDaysPart)
        now = replace(now, card_days=replace(now.card_days or CardDays(False), part=more.view.wish.part))
    assert said(now) <= found


@pytest.mark.parametrize(
    ("scene", "step"), [("early", "cert-who"), ("open", "order"), ("leap", "cert-who"), ("over", "late-card")]
)
def test_an_answer_leads_on_to_where_the_guide_says_what_to_do(scene: str, step: str) -> None:
    onward = present_card_days(SCENES[f"card_days_{scene}"], japanese()).onward
    assert onward is not None and isinstance(onward.wish, OpenGuide)
    assert onward.wish.at == At(GuideId("card-renew"), StepId(step))


def test_both_calendars_stand_in_the_answer_and_that_the_office_is_being_asked() -> None:
    view = present_card_days(SCENES["card_days_open"], japanese())
    assert "令和8年(2026年)12月24日(木)" in view.lines[0]
    assert view.open_fact


@pytest.mark.parametrize("scene", ["early", "open", "leap"])
def test_whose_certificates_have_other_days_is_sent_to_a_clerk(scene: str) -> None:
    lines = present_card_days(SCENES[f"card_days_{scene}"], japanese()).lines
    assert any(all(word in line for word in ("更新した", "名前", "住所", "職員に 聞いて")) for line in lines)


def test_the_answer_is_read_aloud_with_its_days() -> None:
    words = [one.words for one in present_aloud(SCENES["card_days_over"], japanese()).said]
    assert any("期限が すぎています" in one for one in words) and any("2023年" in one for one in words)

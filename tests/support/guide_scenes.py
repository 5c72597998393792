"""A guide that says as much as a step may say, and moments of it: alone, waiting, led by a clerk."""

from dataclasses import replace
from pathlib import Path

from kiosk.content.guides import parse_guide, parse_words
from kiosk.domain.guide import At, Guide, GuideId, Guides, StepId, told
from kiosk.domain.guiding import Guiding, Tick
from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, JAPANESE
from kiosk.domain.snapshot import DeskSnapshot, KioskSnapshot
from kiosk.domain.visit import VisitState

FOLDER = Path(__file__).parent / "guides"


def _at(step: str) -> At:
    return At(GuideId("full"), StepId(step))


def full_guides() -> Guides:
    """The guide of tests/support/guides/full, in three languages."""
    folder = FOLDER / "full"
    guide = parse_guide((folder / "guide.toml").read_text(encoding="utf-8"), "guide.toml")
    by_language: dict[str, dict[str, Guide]] = {JAPANESE: {guide.id: guide}}
    for language in (EASY_JAPANESE, ENGLISH):
        words = parse_words((folder / f"{language}.toml").read_text(encoding="utf-8"), f"{language}.toml")
        by_language[language] = {guide.id: told(guide, words)}
    return Guides(by_language)


FULL = full_guides()


def guide_scenes(home: KioskSnapshot, waiting: KioskSnapshot, talking: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """By name; the moments from which they come are given."""
    topic, section = waiting.topic, waiting.section
    alone = replace(home, visit=VisitState.ALONE, topic=topic, section=section, guides=FULL)
    first = Guiding(_at("choose"))
    second = first.moved(_at("lines"), "van")
    third = second.moved(_at("asked"), "van")
    last = third.moved(_at("bring"), "van")
    ticked = last.ticked(0, "van").ticked(3, "office")
    led = replace(second, by="office", line=1)
    return {
        "guide": replace(alone, guiding=first),
        "guide_lines": replace(alone, guiding=second),
        "guide_asked": replace(alone, guiding=third),
        "guide_bring": replace(alone, guiding=ticked),
        "guide_clerk": replace(alone, guiding=third.moved(_at("clerk"), "van")),
        "guide_waiting": replace(waiting, guides=FULL, guiding=second),
        "waiting_with_guide": replace(waiting, guides=FULL, guiding=replace(second, shown=False)),
        "call_guide": replace(talking, guides=FULL, guiding=led),
        "call_guide_choose": replace(talking, guides=FULL, guiding=replace(first, by="office")),
        "call_guide_bring": replace(talking, guides=FULL, guiding=ticked),
    }


def desk_guide_scenes(call: DeskSnapshot) -> dict[str, DeskSnapshot]:
    """The same moments at the desk, and before anything is chosen."""
    at_desk = replace(call, guides=FULL, guides_shown=True)
    bring = Guiding(_at("bring"), trail=(_at("choose"), _at("lines")), ticks=TICKED)
    return {
        "desk_guide_none": at_desk,
        "desk_guide": replace(at_desk, guiding=Guiding(_at("asked"), trail=(_at("choose"),), by="office", line=1)),
        "desk_guide_choose": replace(at_desk, guiding=Guiding(_at("choose"))),
        "desk_guide_bring": replace(at_desk, guiding=bring),
        "desk_guide_aside": replace(at_desk, guiding=replace(bring, shown=False)),
    }


TICKED = frozenset({Tick(_at("bring"), 0), Tick(_at("bring"), 3)})

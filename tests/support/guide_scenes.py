"""A guide that says as much as a step may say, and moments of it: alone, waiting, led by a clerk."""

from dataclasses import replace
from pathlib import Path

from kiosk.content.guides import parse_guide, parse_words
from kiosk.domain.guide import At, Guide, GuideId, Guides, StepId, told
from kiosk.domain.guiding import Guiding, Tick
from kiosk.domain.ids import Side
from kiosk.domain.languages import JAPANESE, LANGUAGES
from kiosk.domain.lying import Lying
from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, EyeStatus, Health, KioskSnapshot, Sharing
from kiosk.domain.visit import VisitState
from tests.support.form_ends import FORMS

FOLDER = Path(__file__).parent / "guides"


def _at(step: str) -> At:
    return At(GuideId("full"), StepId(step))


def full_guides() -> Guides:
    """The guide of tests/support/guides/full, in every language."""
    folder = FOLDER / "full"
    guide = parse_guide((folder / "guide.toml").read_text(encoding="utf-8"), "guide.toml")
    by_language: dict[str, dict[str, Guide]] = {JAPANESE: {guide.id: guide}}
    for language in LANGUAGES[1:]:
        words = parse_words((folder / f"{language}.toml").read_text(encoding="utf-8"), f"{language}.toml")
        by_language[language] = {guide.id: told(guide, words)}
    return Guides(by_language)


FULL = full_guides()
OPEN = Sharing(SharingState.OPEN, paper_shown=True)
HIDDEN = Sharing(SharingState.HIDDEN, paper_shown=True)


def guide_scenes(home: KioskSnapshot, waiting: KioskSnapshot, talking: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """By name; the moments from which they come are given."""
    topic, section = waiting.topic, waiting.section
    alone = replace(home, visit=VisitState.ALONE, topic=topic, section=section, guides=FULL)
    first = Guiding(_at("choose"))
    second = first.moved(_at("lines"), "van")
    third = second.moved(_at("asked"), "van")
    last = third.moved(_at("bring"), "van")
    ticked = last.ticked(0, "van").ticked(3, "office")
    opened = replace(talking, guides=FULL, sharing=OPEN, document=EyeStatus(Gate.SENT, Health.OK))
    hidden = replace(opened, sharing=HIDDEN, document=EyeStatus(Gate.SHUT, Health.OK))
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
        "call_guide_paper": replace(opened, guiding=led),
        "call_guide_paper_hidden": replace(hidden, guiding=ticked),
        "call_guide_choose": replace(talking, guides=FULL, guiding=replace(first, by="office")),
        "call_guide_bring": replace(talking, guides=FULL, guiding=ticked),
    }


def _with_field() -> Guides:
    """The same guide, whose steps speak of a field of a form that the counter knows."""
    full = FULL.by_language[JAPANESE]["full"]
    steps = tuple(replace(step, form="juminhyo/visitor-name") for step in full.steps)
    return Guides({JAPANESE: {"full": replace(full, steps=steps)}})


WITH_FIELD = _with_field()
LYING: dict[Side, Lying] = {"van": Lying(101, 210.0, 297.0, form="juminhyo", held=True, open=True)}


def desk_guide_scenes(call: DeskSnapshot) -> dict[str, DeskSnapshot]:
    """The same moments at the desk, and before anything is chosen."""
    at_desk = replace(call, guides=FULL, guides_shown=True)
    asked = Guiding(_at("asked"), trail=(_at("choose"),), by="office", line=1)
    bring = Guiding(_at("bring"), trail=(_at("choose"), _at("lines")), ticks=TICKED)
    return {
        "desk_guide_none": at_desk,
        "desk_guide": replace(at_desk, guiding=asked),
        "desk_guide_field": replace(at_desk, guides=WITH_FIELD, forms=FORMS, lying=LYING, guiding=asked),
        "desk_guide_choose": replace(at_desk, guiding=Guiding(_at("choose"))),
        "desk_guide_bring": replace(at_desk, guiding=bring),
        "desk_guide_aside": replace(at_desk, guiding=replace(bring, shown=False)),
    }


TICKED = frozenset({Tick(_at("bring"), 0), Tick(_at("bring"), 3)})

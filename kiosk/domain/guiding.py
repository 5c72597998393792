"""Where somebody is in a guide, the way that led there, what is ticked and pointed at; and what a touch makes of it."""

from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from kiosk.domain import guide_intents as asks
from kiosk.domain.guide import At, Guide, Guides, Step
from kiosk.domain.ids import Side
from kiosk.domain.phone_page import PhoneKind

LONGEST_TRAIL: Final = 60
MOST_TICKS: Final = 200
NO_LINE: Final = -1


class Tick(NamedTuple):
    """A thing to bring that is ticked: the step in which it stands, and which it is there."""

    at: At
    nth: int


@dataclass(frozen=True)
class Guiding:
    """`trail` are the steps before, the last one nearest. `by` is the end that led here last. `line` is the sentence
    that a clerk points at. Put aside it is not `shown`, and nothing of it is lost. `part` counts from 0 where a step is
    too long for one screen, as with the largest letters; each end has its own. `phone` is the kind of telephone that
    somebody has said once."""

    at: At
    trail: tuple[At, ...] = ()
    ticks: frozenset[Tick] = frozenset()
    shown: bool = True
    by: Side = "van"
    line: int = NO_LINE
    part: int = 0
    phone: PhoneKind | None = None

    def moved(self, at: At, by: Side) -> "Guiding":
        """At another step; the one before is where 前へ leads. One that is on the trail already is gone back to."""
        if at == self.at:
            return replace(self, shown=True, by=by)
        before = (*self.trail, self.at)
        trail = before[: before.index(at)] if at in before else before[-LONGEST_TRAIL:]
        return replace(self, at=at, trail=trail, shown=True, by=by, line=NO_LINE, part=0)

    def back(self, by: Side) -> "Guiding | None":
        """At the step before; None where there is none."""
        return self.moved(self.trail[-1], by) if self.trail else None

    def ticked(self, nth: int, by: Side) -> "Guiding":
        """A thing to bring ticked, or not any more."""
        return replace(self, ticks=self.ticks ^ {Tick(self.at, nth)}, by=by)

    def way_back(self) -> asks.TurnPart | asks.GoBackInGuide | None:
        """What もどる asks for: the part before, then the step before; None where there is neither."""
        if self.part:
            return asks.TurnPart(self.at, self.part - 1)
        return asks.GoBackInGuide(self.at) if self.trail else None

    def put_aside(self, by: Side) -> "Guiding":
        """Not on the screen any more."""
        return replace(self, shown=False, by=by, line=NO_LINE)

    def turned(self, part: int) -> "Guiding":
        """Another part of the step; a sentence pointed at would bring its own."""
        return replace(self, part=max(part, 0), line=NO_LINE)

    def ticked_here(self) -> frozenset[int]:
        """Which things of this step are ticked."""
        return frozenset(tick.nth for tick in self.ticks if tick.at == self.at)


def asked(guides: Guides, now: Guiding | None, intent: asks.GuideIntent, by: Side) -> Guiding | None:
    """Where somebody is after an intent of the end `by`. Meant for another step than the one that is shown, or for
    what is not there, it changes nothing."""
    if isinstance(intent, asks.OpenGuide):
        return _moved(guides, now, _passed(guides, intent.at, now), by)
    if now is None:
        return None
    match intent:
        case asks.PutGuideAside():
            return now.put_aside(by) if now.shown else now
        case asks.ReadWhileWaiting():
            return replace(now, shown=True, by=by)
        case _ if intent.at != now.at:
            return now
        case asks.GoOn(at):
            return _moved(guides, now, _passed(guides, onward(guides, at), now), by)
        case asks.ChooseWay(at, index):
            now = replace(now, phone=_kind(guides, at, index) or now.phone)
            return _moved(guides, now, _passed(guides, chosen(guides, at, index), now), by)
        case asks.GoBackInGuide():
            return now.back(by) or now
        case asks.TurnPart(_, part):
            return now.turned(part)
        case asks.TickThing(_, index):
            return _ticked(guides, now, index, by)
        case asks.PointAtLine(_, index):
            return _pointed(guides, now, index, by)


def _kind(guides: Guides, at: At, index: int) -> PhoneKind | None:
    """The kind of telephone that a choice stands for."""
    step = guides.step(at)
    return step.choices[index].phone if step is not None and 0 <= index < len(step.choices) else None


def _passed(guides: Guides, at: At | None, now: Guiding | None) -> At | None:
    """Beyond a step that asks for the kind of telephone, once that was said; whoever goes back to it is asked anew."""
    step = guides.step(at) if at is not None else None
    if at is None or step is None or now is None or now.phone is None or not step.choices:
        return at
    index = next((index for index, one in enumerate(step.choices) if one.phone == now.phone), None)
    asks_for_kind = all(one.phone is not None for one in step.choices)
    return chosen(guides, at, index) or at if asks_for_kind and index is not None else at


def _moved(guides: Guides, now: Guiding | None, at: At | None, by: Side) -> Guiding | None:
    if at is None or guides.step(at) is None:
        return now
    return now.moved(at, by) if now is not None else Guiding(at, by=by)


def _ticked(guides: Guides, now: Guiding, nth: int, by: Side) -> Guiding:
    step = guides.step(now.at)
    ticked = now.ticked(nth, by)
    there = step is not None and 0 <= nth < len(step.bring)
    return ticked if there and len(ticked.ticks) <= MOST_TICKS else now


def _pointed(guides: Guides, now: Guiding, line: int, by: Side) -> Guiding:
    """At the same sentence again it is let go."""
    step = guides.step(now.at)
    if step is None or not 0 <= line < len(step.lines):
        return now
    return replace(now, line=NO_LINE if now.line == line else line, by=by)


class Stage(NamedTuple):
    """One line of the list of steps: done before, here, or still to come."""

    step: Step
    done: bool
    here: bool


def onward(guides: Guides, at: At) -> At | None:
    """The step that follows without a choice; None where the way parts or ends."""
    guide = guides.guide(at.guide)
    step = guide.step(at.step) if guide is not None else None
    if guide is None or step is None or not (words := guide.after(step)):
        return None
    return guides.at(guide.target(words))


def chosen(guides: Guides, at: At, index: int) -> At | None:
    """Where a choice of the step leads; None for one that is not there."""
    guide, step = guides.guide(at.guide), guides.step(at)
    if guide is None or step is None or not 0 <= index < len(step.choices):
        return None
    return guides.at(guide.target(step.choices[index].to))


def stages(guides: Guides, guiding: Guiding, language: str) -> tuple[Stage, ...]:
    """The steps of this guide: those on the trail since it was entered, this one, and those that surely follow."""
    guide = guides.guide(guiding.at.guide, language)
    here = None if guide is None else guide.step(guiding.at.step)
    if guide is None or here is None:
        return ()
    done = tuple(Stage(step, True, False) for step in _walked(guide, guiding))
    follow = tuple(Stage(step, False, False) for step in _following(guide, here))
    return (*done, Stage(here, False, True), *follow)


def _walked(guide: Guide, guiding: Guiding) -> list[Step]:
    """Steps with choices alone are crossroads, no steps of work: they are not counted."""
    walked: list[Step] = []
    for at in reversed(guiding.trail):
        step = guide.step(at.step) if at.guide == guide.id else None
        if step is None:
            break
        if not step.choices:
            walked.insert(0, step)
    return walked


def _following(guide: Guide, step: Step) -> list[Step]:
    found: list[Step] = []
    words = guide.after(step)
    while words and guide.target(words)[0] == guide.id:
        follows = guide.step(guide.target(words)[1])
        if follows is None or follows in found or follows == step:
            break
        found.append(follows)
        words = guide.after(follows)
    return found

"""A guide: steps in plain words that lead through one matter, as data that a city puts right without a programmer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal, NamedTuple, NewType

from kiosk.domain.languages import JAPANESE
from kiosk.domain.phone_page import PhoneKind, PhonePage

GuideId = NewType("GuideId", str)
StepId = NewType("StepId", str)
Ends = Literal["here", "bring", "where", "clerk", "days", "photo", "phone"]
"""How a way through a guide ends: all is done or known here, bring this, go there then, talk to a clerk, choose a day
of the health checks that the city offers, look at oneself as on a photo, lay the own telephone below the camera."""
Tool = Literal["card_days", "card_days_child"]
"""What a step offers beside the way on: the days of the own card, of one that came before its owner was of age."""
MOST_IN_ROWS: Final = 6
"""More choices than these stand as cards."""
BETWEEN: Final = "/"
"""Parts the guide from its step in a target, `card-renew/when`; `card-renew/` is that guide's first step."""


class At(NamedTuple):
    """A step of a guide."""

    guide: GuideId
    step: StepId


@dataclass(frozen=True)
class Choice:
    """One of several ways on. `to` is a step of the same guide, or a target in another one. `phone` is the kind of
    telephone that this way is for: who has said once which one he has is not asked again."""

    words: str
    to: str
    phone: PhoneKind | None = None


@dataclass(frozen=True)
class Source:
    """Where a fact can be read again: its short name in the steps, and an address or a title with its date."""

    id: str
    words: str


@dataclass(frozen=True)
class Step:
    """One idea on one screen. `name` stands in the list of steps; `bring` are things to be ticked off.

    Where it goes on: one of `choices`, else `next`, else nowhere if it `ends`, else the step below it in the file.
    `checked_on` says when somebody held it against its `sources`; `confirming` what the office has yet to confirm, and
    after `valid_until` it has to be confirmed anew. `form` is a field of a known form, `juminhyo/purpose`.
    `tool` is offered to who reads alone. `phone` is a page of a telephone that stands in place of a picture; to be
    tried with the own finger if it says `practise`. `undo` goes on the slip: how what was done here is taken back.
    """

    id: StepId
    name: str
    title: str
    checked_on: date
    sources: tuple[str, ...]
    lines: tuple[str, ...] = ()
    confirming: str = ""
    valid_until: date | None = None
    picture: str = ""
    choices: tuple[Choice, ...] = ()
    bring: tuple[str, ...] = ()
    next: str = ""
    ends: Ends | None = None
    form: str = ""
    tool: Tool | None = None
    phone: PhonePage | None = None
    practise: bool = False
    undo: str = ""

    def to_be_confirmed(self, today: date) -> bool:
        """Whether 役所で確認中 stands beside it."""
        return bool(self.confirming) or (self.valid_until is not None and today > self.valid_until)


@dataclass(frozen=True)
class StepWords:
    """A step in another language; choices and things to bring in the order of the step's own."""

    name: str
    title: str
    lines: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    undo: str = ""


@dataclass(frozen=True)
class GuideWords:
    """A guide in another language."""

    title: str
    steps: Mapping[str, StepWords]


@dataclass(frozen=True)
class Guide:
    """A whole guide; it begins with its first step."""

    id: GuideId
    title: str
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step | None:
        """The step of that id, if there is one."""
        return next((step for step in self.steps if step.id == step_id), None)

    def target(self, words: str) -> tuple[str, str]:
        """Guide and step that a `to` or `next` of this guide means; the step is empty for a guide's first one."""
        guide, between, step = words.partition(BETWEEN)
        return (guide, step) if between else (self.id, guide)

    def after(self, step: Step) -> str:
        """Where a step without choices goes on; empty where it ends."""
        if step.choices or step.ends is not None:
            return ""
        if step.next:
            return step.next
        below = self.steps.index(step) + 1
        return self.steps[below].id if below < len(self.steps) else ""

    def ways(self, step: Step) -> Iterator[tuple[str, str]]:
        """Guide and step of every way on."""
        for words in [choice.to for choice in step.choices] or [self.after(step)]:
            if words:
                yield self.target(words)


def told(guide: Guide, words: GuideWords) -> Guide:
    """The guide in another language. A step that nobody has translated, or only in part, stays as it is."""
    return replace(guide, title=words.title, steps=tuple(_told(step, words.steps.get(step.id)) for step in guide.steps))


def _told(step: Step, words: StepWords | None) -> Step:
    if words is None or (len(words.choices), len(words.bring)) != (len(step.choices), len(step.bring)):
        return step
    choices = tuple(replace(choice, words=said) for choice, said in zip(step.choices, words.choices, strict=True))
    said = replace(step, name=words.name, title=words.title, lines=words.lines, choices=choices, bring=words.bring)
    return replace(said, undo=words.undo)


@dataclass(frozen=True)
class Guides:
    """All guides of a counter, in each language in which somebody has written them."""

    by_language: Mapping[str, Mapping[str, Guide]] = field(default_factory=dict, repr=False)

    def guide(self, guide_id: str, language: str = JAPANESE) -> Guide | None:
        """In that language, or else in Japanese."""
        own = self.by_language.get(language, {})
        return own.get(guide_id) or self.by_language.get(JAPANESE, {}).get(guide_id)

    def first(self, guide_id: str) -> At | None:
        """Where a guide begins, if the counter has it."""
        guide = self.guide(guide_id)
        return None if guide is None else At(guide.id, guide.steps[0].id)

    def step(self, at: At, language: str = JAPANESE) -> Step | None:
        """That step, if the counter has it."""
        guide = self.guide(at.guide, language)
        return None if guide is None else guide.step(at.step)

    def at(self, target: tuple[str, str]) -> At | None:
        """The place that a target means, if the counter has it."""
        guide, step = target
        if not step:
            return self.first(guide)
        there = At(GuideId(guide), StepId(step))
        return there if self.step(there) is not None else None

    def __iter__(self) -> Iterator[Guide]:
        """In Japanese, by the names of their folders."""
        return iter(self.by_language.get(JAPANESE, {}).values())

    def led_to_from(self, entries: Iterable[str]) -> tuple[Guide, ...]:
        """All guides in Japanese, those first to which the entries lead, in the order of their choices."""
        found: dict[str, Guide] = {}
        ahead = [entry for entry in entries if entry]
        while ahead:
            guide = self.guide(ahead.pop(0))
            if guide is not None and guide.id not in found:
                found[guide.id] = guide
                ahead += [there for step in guide.steps for there, _ in guide.ways(step)]
        return (*found.values(), *(guide for guide in self if guide.id not in found))

"""What can be wrong with a guide's data, and what to do about it: one line a fault."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from math import ceil
from typing import Final, NamedTuple

from kiosk.content.form_faults import TO_FILL_IN, ems
from kiosk.content.readings import bare_kanji
from kiosk.domain.card_dates import COMPUTED
from kiosk.domain.guide import BETWEEN, MOST_IN_ROWS, Guide, GuideWords, Step, StepWords
from kiosk.domain.languages import EASY_JAPANESE
from kiosk.domain.phone_page import Layout, PhonePage

MOST_LINES: Final = 4
"""Sentences on one screen; more of them are another step."""
LINE_EM: Final = 31.0
"""So many letters of full width stand beside each other at the largest letters; Latin letters count half."""
ROWS: Final = 5
"""So many rows there are for all sentences at the largest letters."""
LONGEST_EM: Final[dict[str, float]] = {"name": 13.0, "title": 23.0, "choices": 26.0, "bring": 26.0, "undo": 31.0}
MOST: Final[dict[str, int]] = {"choices": 12, "bring": 6}
CARD_EM: Final = 11.0
"""Cards are narrower than rows."""
MOST_ON_PHONE: Final[dict[Layout, int]] = {"list": 7, "home": 12, "talk": 5, "question": 4, "call": 3, "photo": 3}
"""So much has room on a drawn telephone."""
ROW_EM: Final = 10.0
_COMPUTED = re.compile(r"\{([^{}]*)\}")
_LONGEST_DAY: Final = "令和10年(2028年)12月22日(金)"
_ID = re.compile(r"^[a-z][a-z0-9-]*$")


class GuideFault(NamedTuple):
    """The key at fault and what to do about it. `language` is that of a file of words, empty for the guide itself. A
    `gap` is something that is not translated yet: it can be lived with."""

    path: tuple[str | int, ...]
    words: str
    language: str = ""
    gap: bool = False


def guide_faults(guide: Guide, sources: Collection[str], pictures: Collection[str]) -> Iterator[GuideFault]:
    """What is wrong with one guide, seen by itself, in the order of its file."""
    if not _ID.match(guide.id):
        yield GuideFault(("id",), f"'{guide.id}' must be small letters, digits and hyphens")
    seen: set[str] = set()
    for index, step in enumerate(guide.steps):
        here = [*_id_faults(step, seen), *_fact_faults(step, sources), *_way_faults(guide, step)]
        if step.picture and step.picture not in pictures:
            here.append(("picture", f"there is no picture '{step.picture}.svg' in the folder of pictures"))
        if step.phone is not None:
            here += _phone_faults(step.phone)
        if step.practise and (step.phone is None or not step.phone.press):
            here.append(("practise", "there is nothing to be tried; give the step a phone with something to press"))
        said = StepWords(
            step.name, step.title, step.lines, tuple(one.words for one in step.choices), step.bring, step.undo
        )
        here += [*_room_faults(said), *_day_faults(said)]
        seen.add(step.id)
        for key, words in here:
            yield GuideFault(("steps", index, key), f"step '{step.id}': {words}")


def _phone_faults(page: PhonePage) -> Iterator[tuple[str, str]]:
    """Whether it can be drawn, and what is pressed is there."""
    if len(page.rows) > MOST_ON_PHONE[page.layout]:
        yield "phone", f"{len(page.rows)} rows, {MOST_ON_PHONE[page.layout]} have room in a '{page.layout}'"
    if not 0 <= page.press <= len(page.rows):
        yield "phone", f"press = {page.press}, and there are {len(page.rows)} rows"
    for text in (page.title, *page.rows):
        if ems(text) > ROW_EM:
            yield "phone", f"'{text}' is {ems(text):g} letters wide, {ROW_EM:g} have room; say it shorter"


def _id_faults(step: Step, seen: set[str]) -> Iterator[tuple[str, str]]:
    if not _ID.match(step.id):
        yield "id", "the id must be small letters, digits and hyphens"
    if step.id in seen:
        yield "id", "this id is used twice"


def _fact_faults(step: Step, sources: Collection[str]) -> Iterator[tuple[str, str]]:
    """Every fact has a source and a date; one that nobody could verify is to be confirmed by the office."""
    for source in step.sources:
        if source not in sources:
            yield "sources", f"'{source}' is not in the file of sources"
    if not step.sources:
        yield "sources", TO_FILL_IN + "where these facts can be read again"
    if step.valid_until is not None and step.valid_until < step.checked_on:
        yield "valid_until", "it ends before it was checked"


def _way_faults(guide: Guide, step: Step) -> Iterator[tuple[str, str]]:
    ways = [key for key, there in (("choices", step.choices), ("next", step.next), ("ends", step.ends)) if there]
    if len(ways) > 1:
        yield ways[1], f"it has {ways[0]} already: a step parts, goes on, or ends"
    if not ways and not guide.after(step):
        yield (
            "ends",
            "the last step has no way out; say how it ends: here, bring, where, clerk, days, photo or phone",
        )
    if len(step.choices) == 1:
        yield "choices", "one way alone is no choice; name it as next"
    if step.tool is not None and (step.choices or step.bring):
        yield "tool", "where something is to be chosen or brought, it has no place; give it a step of its own"
    if step.form and step.form.count(BETWEEN) != 1:
        yield "form", f"a form and its field are named like juminhyo{BETWEEN}purpose"


def _room_faults(words: StepWords) -> Iterator[tuple[str, str]]:
    """Whether it has room at the largest letters."""
    for key in ("name", "title"):
        text = getattr(words, key)
        if not text:
            yield key, TO_FILL_IN + "words for it"
        elif ems(text) > LONGEST_EM[key]:
            yield key, f"{ems(text):g} letters wide, {LONGEST_EM[key]:g} have room; say it shorter"
    if ems(words.undo) > LONGEST_EM["undo"]:
        yield "undo", f"{ems(words.undo):g} letters wide, {LONGEST_EM['undo']:g} have room; say it shorter"
    for key in ("choices", "bring"):
        entries = getattr(words, key)
        room = CARD_EM if len(entries) > MOST_IN_ROWS else LONGEST_EM[key]
        if len(entries) > MOST[key]:
            yield key, f"{len(entries)} of them, {MOST[key]} have room; make another step"
        for text in entries:
            if not 0 < ems(text) <= room:
                yield key, f"'{text}' is {ems(text):g} letters wide, {room:g} have room; say it shorter"
    if len(words.lines) > MOST_LINES:
        yield "lines", f"{len(words.lines)} sentences, {MOST_LINES} have room; make another step"
    rows = sum(ceil(ems(_COMPUTED.sub(_LONGEST_DAY, line)) / LINE_EM) for line in words.lines)
    room = ROWS if not (words.choices or words.bring) else 1
    if rows > room:
        yield "lines", f"they need {rows} rows at the largest letters, {room} have room here; say it shorter"


def _day_faults(words: StepWords) -> Iterator[tuple[str, str]]:
    """Days that are computed: in sentences alone, and those that there are."""
    for key in ("name", "title", "choices", "bring"):
        if "{" in str(getattr(words, key)):
            yield key, "days are computed in sentences alone"
    for name in (name for line in words.lines for name in _COMPUTED.findall(line)):
        if name not in COMPUTED:
            yield "lines", f"'{{{name}}}' is no day that is computed; there are {', '.join(COMPUTED)}"


def words_faults(guide: Guide, words: GuideWords, language: str) -> Iterator[GuideFault]:
    """What is wrong with a guide's words in another language, and what is missing there."""
    for name in words.steps:
        if guide.step(name) is None:
            yield GuideFault(("steps", name), f"the guide has no step '{name}'", language)
    for step in guide.steps:
        said = words.steps.get(step.id)
        if said is None:
            yield GuideFault(("steps",), f"the step '{step.id}' is not here; write its words", language, gap=True)
            continue
        faults = (*_count_faults(step, said), *_room_faults(said), *_day_faults(said), *_kanji_faults(said, language))
        for key, fault in faults:
            yield GuideFault(("steps", step.id, key), fault, language)


def _count_faults(step: Step, said: StepWords) -> Iterator[tuple[str, str]]:
    for key in ("choices", "bring"):
        own, there = len(getattr(step, key)), len(getattr(said, key))
        if own != there:
            yield key, f"{there} of them; the guide has {own}, in the same order"
    if bool(step.undo) != bool(said.undo):
        yield "undo", "the guide says how it is taken back, and these words do not, or the other way round"
    if bool(step.lines) != bool(said.lines):
        yield "lines", "the guide says something here, and these words do not, or the other way round"


def _kanji_faults(said: StepWords, language: str) -> Iterator[tuple[str, str]]:
    if language != EASY_JAPANESE:
        return
    for key in ("name", "title", "lines", "choices", "bring", "undo"):
        texts = getattr(said, key)
        for text in (texts,) if isinstance(texts, str) else texts:
            if bare := bare_kanji(text):
                yield key, f"'{bare[0]}' has no reading; write 漢字《かんじ》"


def faults_between(guides: Mapping[str, Guide]) -> Iterator[tuple[str, GuideFault]]:
    """Branches that lead nowhere, steps to which nothing leads, and those from which no end can be reached."""
    ways: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for name, guide in guides.items():
        for index, step in enumerate(guide.steps):
            there: set[tuple[str, str]] = set()
            for to, target in guide.ways(step):
                if (found := _found(guides, to, target)) is not None:
                    there.add(found)
                    continue
                key = "choices" if step.choices else "next"
                words = f"step '{step.id}': '{to}{BETWEEN}{target}' leads nowhere; there is no such step"
                yield name, GuideFault(("steps", index, key), words)
            ways[name, step.id] = there
    yield from _never_met(guides, ways)
    yield from _never_ending(guides, ways)


def _found(guides: Mapping[str, Guide], guide: str, step: str) -> tuple[str, str] | None:
    there = guides.get(guide)
    if there is None:
        return None
    found = there.steps[0] if not step else there.step(step)
    return None if found is None else (guide, found.id)


Ways = Mapping[tuple[str, str], set[tuple[str, str]]]


def _never_met(guides: Mapping[str, Guide], ways: Ways) -> Iterator[tuple[str, GuideFault]]:
    met = {target for there in ways.values() for target in there}
    for name, guide in guides.items():
        for index, step in enumerate(guide.steps[1:], 1):
            if (name, step.id) not in met:
                yield name, GuideFault(("steps", index, "id"), f"step '{step.id}': nothing leads here")


def _never_ending(guides: Mapping[str, Guide], ways: Ways) -> Iterator[tuple[str, GuideFault]]:
    ending: set[tuple[str, str]] = {
        (name, str(step.id)) for name, guide in guides.items() for step in guide.steps if step.ends is not None
    }
    while more := {here for here, there in ways.items() if here not in ending and there & ending}:
        ending |= more
    for name, guide in guides.items():
        for index, step in enumerate(guide.steps):
            if (name, step.id) not in ending and ways[name, step.id]:
                words = f"step '{step.id}': there is no way out; from here no step is reached that ends"
                yield name, GuideFault(("steps", index, "ends"), words)


def dated_faults(guide: Guide, today: date) -> Iterator[GuideFault]:
    """What the calendar says: checked on a day that is still to come, or valid no more."""
    for index, step in enumerate(guide.steps):
        if step.checked_on > today:
            words = f"step '{step.id}': {step.checked_on} is still to come; give the day on which it was checked"
            yield GuideFault(("steps", index, "checked_on"), words)
        if step.valid_until is not None and step.valid_until < today:
            words = f"step '{step.id}': valid until {step.valid_until}; check it anew"
            yield GuideFault(("steps", index, "valid_until"), words)

"""What belongs to a city and not to the program: names, topics, stops, hours, telephone numbers, colour."""

import dataclasses
from dataclasses import dataclass, field
from datetime import date, time
from functools import lru_cache
from typing import Any, Literal, TypeVar

from kiosk.domain.ids import TopicId
from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, JAPANESE


@dataclass(frozen=True)
class SectionWords:
    """A section in another language than the city's own. Here and below: None where nobody has translated it."""

    name: str | None = None


@dataclass(frozen=True)
class Section:
    """A section of city hall that answers calls, e.g. 市民課."""

    id: str
    name: str
    phone: str
    easy: SectionWords = field(default_factory=SectionWords)
    en: SectionWords = field(default_factory=SectionWords)
    other: dict[str, SectionWords] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class TopicWords:
    """A topic in another language."""

    title: str | None = None
    hint: str | None = None
    prepare: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Topic:
    """A card on the home screen. `icon` names a drawing in assets/icons, `guide` what a resident can read alone. Where
    it `opens` the circulars, a kiosk that has any shows them."""

    id: TopicId
    title: str
    hint: str
    icon: str
    section: str
    prepare: tuple[str, ...] = ()
    easy: TopicWords = field(default_factory=TopicWords)
    en: TopicWords = field(default_factory=TopicWords)
    other: dict[str, TopicWords] = field(default_factory=dict, hash=False)
    guide: str = ""
    opens: Literal["", "circulars"] = ""


@dataclass(frozen=True)
class Opening:
    """One day on which the van stands at a stop, local time."""

    stop: str
    day: date
    opens: time
    closes: time


@dataclass(frozen=True)
class StopWords:
    """A stop in another language."""

    name: str | None = None


@dataclass(frozen=True)
class Stop:
    """A place on the route. `area` is the short name that a desk shows."""

    id: str
    name: str
    area: str
    easy: StopWords = field(default_factory=StopWords)
    en: StopWords = field(default_factory=StopWords)
    other: dict[str, StopWords] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Service:
    """A line of the signage, which stays in the city's own language; `note` is for example a starting time."""

    icon: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class OutcomeWords:
    """What a resident reads about an outcome, in another language."""

    done: str | None = None
    next: str | None = None


@dataclass(frozen=True)
class Outcome:
    """How a call may end for the clerk's record, and what the resident reads about it."""

    code: str
    label: str
    done: str
    next: str = ""
    easy: OutcomeWords = field(default_factory=OutcomeWords)
    en: OutcomeWords = field(default_factory=OutcomeWords)
    other: dict[str, OutcomeWords] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class CityWords:
    """The city's own names in another language."""

    name: str | None = None
    counter: str | None = None
    phone_hours: str | None = None


@dataclass(frozen=True)
class City:
    """One city's data file, checked. Names and texts are in the city's own language; `easy`, `en` and what stands in
    `other` by the name of a language say the same in those. `web` is printed on slips as a QR code; without it there is
    none. `closed` are the days from Monday to Friday on which city hall is shut: nobody rings back then."""

    name: str
    counter: str
    accent: str
    phone: str
    phone_hours: str
    sections: tuple[Section, ...]
    topics: tuple[Topic, ...]
    stops: tuple[Stop, ...]
    openings: tuple[Opening, ...]
    services: tuple[Service, ...]
    outcomes: tuple[Outcome, ...]
    easy: CityWords = field(default_factory=CityWords)
    en: CityWords = field(default_factory=CityWords)
    other: dict[str, CityWords] = field(default_factory=dict, hash=False)
    web: str = ""
    closed: tuple[date, ...] = ()

    def topic(self, topic_id: str) -> Topic | None:
        """The topic of that id, if the city has it."""
        return next((t for t in self.topics if t.id == topic_id), None)

    def section(self, section_id: str) -> Section | None:
        """The section of that id, if the city has it."""
        return next((s for s in self.sections if s.id == section_id), None)

    def stop(self, stop_id: str) -> Stop | None:
        """The stop of that id, if the city has it."""
        return next((s for s in self.stops if s.id == stop_id), None)

    def outcome(self, code: str) -> Outcome | None:
        """The outcome of that code, if the city has it."""
        return next((o for o in self.outcomes if o.code == code), None)


Worded = TypeVar("Worded", City, Section, Topic, Stop, Outcome)


def in_language(entry: Worded, language: str) -> Worded:
    """An entry in a language of `LANGUAGES`. What nobody has translated is said in Japanese, with its readings."""
    if language == JAPANESE:
        return entry
    words = {EASY_JAPANESE: {}, ENGLISH: _told(entry.en)}.get(language, _told(entry.other.get(language)))
    return dataclasses.replace(entry, **(_told(entry.easy) | words))


@lru_cache(maxsize=8)
def city_in_language(city: City, language: str) -> City:
    """The whole city in a language of `LANGUAGES`."""
    if language == JAPANESE:
        return city
    return dataclasses.replace(
        in_language(city, language),
        sections=tuple(in_language(section, language) for section in city.sections),
        topics=tuple(in_language(topic, language) for topic in city.topics),
        stops=tuple(in_language(stop, language) for stop in city.stops),
        outcomes=tuple(in_language(outcome, language) for outcome in city.outcomes),
    )


def _told(words: Any) -> dict[str, Any]:
    if words is None:
        return {}
    told = {field.name: getattr(words, field.name) for field in dataclasses.fields(words)}
    return {name: value for name, value in told.items() if value is not None}

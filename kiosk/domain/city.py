"""What belongs to a city and not to the program: names, topics, stops, hours, telephone numbers, colour."""

from dataclasses import dataclass
from datetime import date, time

from kiosk.domain.ids import TopicId


@dataclass(frozen=True)
class Section:
    """A section of city hall that answers calls, e.g. 市民課."""

    id: str
    name: str
    phone: str


@dataclass(frozen=True)
class Topic:
    """A card on the home screen. `icon` names a drawing in assets/icons."""

    id: TopicId
    title: str
    hint: str
    icon: str
    section: str
    prepare: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opening:
    """One day on which the van stands at a stop, local time."""

    stop: str
    day: date
    opens: time
    closes: time


@dataclass(frozen=True)
class Stop:
    """A place on the route. `area` is the short name that a desk shows."""

    id: str
    name: str
    area: str


@dataclass(frozen=True)
class Service:
    """A line of the signage; `note` is for example a starting time."""

    icon: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Outcome:
    """How a call may end for the clerk's record, and what the resident reads about it."""

    code: str
    label: str
    done: str
    next: str = ""


@dataclass(frozen=True)
class City:
    """One city's data file, checked. Names and texts are in the city's own language."""

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

"""The home screen: a greeting and the topics."""

from dataclasses import dataclass

from kiosk.domain.city import Topic
from kiosk.domain.intents import ChooseTopic
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.parts import KeyKind, KeyView, Text

MOST_TOPICS = 8


@dataclass(frozen=True)
class HomeView:
    """Cards are (key, helping line)."""

    greeting: str
    heading: str
    how: str
    cards: tuple[tuple[KeyView, str], ...]


def present_home(snapshot: KioskSnapshot, text: Text) -> HomeView:
    """Six cards in two rows of three, or up to eight in two rows of four."""
    cards = tuple(_card(topic, first=index == 0) for index, topic in enumerate(snapshot.city.topics[:MOST_TOPICS]))
    return HomeView(_greeting(snapshot.clock.hour, text), text("home.heading"), text("home.how"), cards)


def _card(topic: Topic, first: bool) -> tuple[KeyView, str]:
    kind = KeyKind.FILLED if first else KeyKind.OUTLINE
    return KeyView(f"topic.{topic.id}", topic.title, ChooseTopic(topic.id), topic.icon, kind), topic.hint


def _greeting(hour: int, text: Text) -> str:
    if 4 <= hour < 11:
        return text("home.morning")
    return text("home.day") if 11 <= hour < 18 else text("home.evening")

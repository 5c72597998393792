"""Ends of a call with the guide under test: a resident's who reads it, and the desk's of the clerk who leads."""

import dataclasses

from kiosk.domain import guide_intents as asks
from kiosk.domain.city import Topic
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.ids import TopicId
from kiosk.domain.intents import ChooseTopic, Confirm, StartTalking
from kiosk.flows.ports import Connected, PeerSaid
from kiosk.wire import hub as wire
from kiosk.wire.peer import GuideAt
from tests.support.ends import Desk, Kiosk
from tests.support.guide_scenes import FULL

CARD = TopicId("mynumber")


def at(step: str) -> At:
    return At(GuideId("full"), StepId(step))


def with_guide(made: Kiosk) -> Kiosk:
    """The city's card for the My Number card leads to the guide under test."""
    city = made.now.city
    topics = tuple(_with_guide(topic) if topic.id == CARD else topic for topic in city.topics)
    made.store.change(city=dataclasses.replace(city, topics=topics), guides=FULL)
    return made


def _with_guide(topic: Topic) -> Topic:
    return dataclasses.replace(topic, guide="full")


def here(end: Kiosk | Desk) -> str:
    return end.now.guiding.at.step if end.now.guiding is not None else ""


def opened(kiosk: Kiosk) -> Kiosk:
    kiosk.flows.do(ChooseTopic(CARD))
    return kiosk


def choose(end: Kiosk | Desk, step: str, index: int) -> None:
    end.flows.do(asks.ChooseWay(at(step), index))


def waiting(kiosk: Kiosk) -> Kiosk:
    opened(kiosk)
    choose(kiosk, "choose", 0)
    kiosk.flows.do(asks.TalkToClerk())
    kiosk.flows.do(Confirm())
    assert kiosk.now.ticket is not None
    kiosk.hub(wire.Place(kiosk.now.ticket.id, number=7, ahead=1, staffed=True))
    return kiosk


def talking(kiosk: Kiosk) -> Kiosk:
    ticket = waiting(kiosk).now.ticket
    assert ticket is not None
    kiosk.hub(wire.Ring("call-1", 1, ticket.id, "佐藤", "shimin"))
    kiosk.flows.on_media(Connected(1))
    kiosk.flows.do(StartTalking())
    return kiosk


def desk_of(kiosk: Kiosk) -> Desk:
    made = Desk().talk()
    made.store.change(guides=FULL)
    carry(kiosk, made)
    return made


def carry(source: Kiosk | Desk, target: Kiosk | Desk) -> None:
    """The last word of one end about guides reaches the other."""
    target.flows.on_media(PeerSaid(source.world.media.of(GuideAt)[-1]))

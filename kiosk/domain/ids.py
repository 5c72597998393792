"""Names that are not persons: opaque ids, so that a log line never carries who somebody is."""

from typing import Literal, NewType

VisitId = NewType("VisitId", str)
TicketId = NewType("TicketId", str)
CallId = NewType("CallId", str)
TopicId = NewType("TopicId", str)
ClerkId = NewType("ClerkId", str)

Role = Literal["kiosk", "desk"]
Side = Literal["van", "office"]
"""The two ends of a call, as places. A kiosk sits in the van, a desk in the office."""

EyeName = Literal["face", "document"]
EYES: tuple[EyeName, ...] = ("face", "document")


def side_of(role: Role) -> Side:
    """The place in which a program of this role stands."""
    return "van" if role == "kiosk" else "office"


def other(side: Side) -> Side:
    """The far end of a call."""
    return "office" if side == "van" else "van"

"""What the link tells its owner."""

from dataclasses import dataclass

from kiosk.wire.hub import FromHub


@dataclass(frozen=True)
class LinkUp:
    """Connected and welcomed; the Welcome follows as a HubSaid."""


@dataclass(frozen=True)
class LinkDown:
    """No connection; it is being retried. `refused` is the hub's code if it refused, else empty."""

    refused: str = ""


@dataclass(frozen=True)
class HubSaid:
    """A message from the hub."""

    message: FromHub


LinkEvent = LinkUp | LinkDown | HubSaid

"""What a call's media tells the program."""

from dataclasses import dataclass
from typing import Literal

from kiosk.domain.ids import EyeName
from kiosk.wire.peer import ToPeer


@dataclass(frozen=True)
class SignalOut:
    """SDP for the other end."""

    generation: int
    kind: Literal["offer", "answer"]
    sdp: str


@dataclass(frozen=True)
class Connected:
    """Channels open, media secured."""

    generation: int


@dataclass(frozen=True)
class ConnectionLost:
    """This generation is of no more use."""

    generation: int


@dataclass(frozen=True)
class PeerSaid:
    """A message from the other end."""

    message: ToPeer


@dataclass(frozen=True)
class LineMeasured:
    """Each second while connected."""

    rtt_ms: float | None
    loss: float
    silent_s: float
    voice_heard: bool


@dataclass(frozen=True)
class FirstPicture:
    """First decoded picture of a far eye in this generation."""

    eye: EyeName


MediaEvent = SignalOut | Connected | ConnectionLost | PeerSaid | LineMeasured | FirstPicture

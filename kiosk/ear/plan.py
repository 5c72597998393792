"""What an ear and its child agree on: the plan, the outfit of one child, and what the child reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import msgspec

OptionValue = str | int | float | bool

ToneName = Literal["key", "early", "turn", "still_there", "lost", "back", "attendant", "trial"]
TONES: tuple[ToneName, ...] = get_args(ToneName)


class Treatment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is done with the microphone's sound before the other end hears it; a speakerphone may do some of it itself.

    `noise` also takes out what lies below every voice: rumble of an engine, hum.
    """

    echo: bool = True
    noise: bool = True
    gain: bool = True


@dataclass(frozen=True)
class EarPlan:
    """Which keeper with which options; `room` is the address of the pretend world, for mocks, else empty."""

    driver: str
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    room: str = ""
    treatment: Treatment = field(default_factory=Treatment)

    @property
    def keeper_options(self) -> dict[str, OptionValue]:
        """All that the keeper is told; the room only when there is one, because real keepers know of none."""
        return {**self.options, "room": self.room} if self.room else dict(self.options)


class Outfit(msgspec.Struct, frozen=True):
    """Names of the shared memory of one child."""

    control: str
    captured: str
    played: str
    aloud: str


class Trying(msgspec.Struct, frozen=True, tag="trying"):
    """The keeper is asked to open its device, which may take a while."""

    mock: bool


class Sounding(msgspec.Struct, frozen=True, tag="sounding"):
    """Blocks come and go."""


class Lost(msgspec.Struct, frozen=True, tag="lost"):
    """There is no device now; it is tried again."""


class Broken(msgspec.Struct, frozen=True, tag="broken"):
    """What the treatment needs does not load; nothing is opened."""


EarReport = Trying | Sounding | Lost | Broken
encode = msgspec.msgpack.Encoder().encode
decode_report = msgspec.msgpack.Decoder(EarReport).decode
decode_outfit = msgspec.msgpack.Decoder(Outfit).decode
decode_plan = msgspec.msgpack.Decoder(EarPlan).decode

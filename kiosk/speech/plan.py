"""What a voice and its child agree on: the plan, what is asked, and what the child reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

import msgspec
from msgspec import Meta

OptionValue = str | int | float | bool
SLOW_PER_MIN = 355
"""Kana a minute without pauses; with them 260, measured on sentences of the guides: what SCREENS section 1 asks for."""
NORMAL_PER_MIN = 480
PART_BYTES = 1 << 20
"""Of a clause's sound in one report."""


@dataclass(frozen=True)
class SpeechPlan:
    """Which keeper with which options."""

    driver: str
    options: Mapping[str, OptionValue] = field(default_factory=dict)


class Ask(msgspec.Struct, frozen=True):
    """A clause to be spoken. `ticket` comes back with its sound."""

    ticket: int
    text: Annotated[str, Meta(max_length=200)]
    kana_per_min: int


class Idle(msgspec.Struct, frozen=True, tag="idle"):
    """A sign of life: the voice is there and waits."""

    mock: bool


class Missing(msgspec.Struct, frozen=True, tag="missing"):
    """The voice does not load; a sign of life all the same."""

    mock: bool


class Sound(msgspec.Struct, frozen=True, tag="sound"):
    """A part of a clause's samples; after the `last` one the child is free."""

    ticket: int
    samples: bytes
    last: bool


SpeechReport = Idle | Missing | Sound
encode = msgspec.msgpack.Encoder().encode
decode_report = msgspec.msgpack.Decoder(SpeechReport).decode
decode_ask = msgspec.msgpack.Decoder(Ask).decode
decode_plan = msgspec.msgpack.Decoder(SpeechPlan).decode

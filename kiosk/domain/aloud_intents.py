"""All that a person can ask of reading aloud."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadAloud:
    """よみあげ, もういちど: what the screen says, from its beginning."""


@dataclass(frozen=True)
class StopReading:
    """とめる."""


@dataclass(frozen=True)
class ReadSlowly:
    """ゆっくり, ふつう; a reading goes on from the sentence that sounds."""

    on: bool


AloudIntent = ReadAloud | StopReading | ReadSlowly

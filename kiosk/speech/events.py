"""What a voice tells those who use it. Light: flows import it without the worker behind it."""

from dataclasses import dataclass

from kiosk.domain.snapshot import Health


@dataclass(frozen=True)
class Heard:
    """This sentence of a reading sounds from now on; -1: none yet."""

    reading: int
    sentence: int


@dataclass(frozen=True)
class ReadingOver:
    """Read to its end, or, not `well`, broken off because voice or loudspeaker are away."""

    reading: int
    well: bool


@dataclass(frozen=True)
class VoiceReport:
    """How the voice does. Sent when it changes."""

    health: Health
    mock: bool


SpeechEvent = Heard | ReadingOver | VoiceReport

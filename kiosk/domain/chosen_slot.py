"""The slot of a health check with which a resident came to a clerk, and what the clerk has said about it."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.health_checks import Slot, SlotNumber


class SlotAnswer(StrEnum):
    """Nothing yet; booked in the city's own system; filled meanwhile."""

    ASKED = "asked"
    BOOKED = "booked"
    FULL = "full"


@dataclass(frozen=True)
class ChosenSlot:
    """The resident chooses, the clerk answers."""

    slot: Slot
    answer: SlotAnswer = SlotAnswer.ASKED


@dataclass(frozen=True)
class AnswerSlot:
    """予約しました, うまりました: of the slot that the clerk sees. The same once more takes it back."""

    number: SlotNumber
    answer: SlotAnswer

"""What a resident can ask of the days of a card."""

from dataclasses import dataclass, field

from kiosk.domain.card_days import Asked


@dataclass(frozen=True)
class OpenCardDays:
    """日にちを しらべる, from a step of a guide; `child`: the card came before its owner was of age."""

    child: bool


@dataclass(frozen=True)
class ChooseCardDay:
    """One key for the question that was asked when it was touched."""

    asked: Asked
    value: int = field(repr=False)


@dataclass(frozen=True)
class GoBackInCardDays:
    """前へ: one choice less, then the guide."""


@dataclass(frozen=True)
class TurnCardDaysPart:
    """つづき, and back."""

    part: int


CardDaysIntent = OpenCardDays | ChooseCardDay | GoBackInCardDays | TurnCardDaysPart

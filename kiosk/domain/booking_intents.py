"""All that a resident can ask of the days of a health check. An intent names what it was meant for: the city's list may
have changed under the finger."""

from dataclasses import dataclass

from kiosk.domain.health_checks import Session, SlotNumber


@dataclass(frozen=True)
class OpenBooking:
    """日を えらぶ: from a guide to the days."""


@dataclass(frozen=True)
class ChooseSession:
    """A day at a place."""

    session: Session


@dataclass(frozen=True)
class ChooseSlot:
    """A time of that day."""

    number: SlotNumber


@dataclass(frozen=True)
class ShowBookingCode:
    """じぶんの スマホで: the city's address as a QR code."""


@dataclass(frozen=True)
class TurnBookingPart:
    """つづき: another part of what is too long for one screen."""

    part: int


@dataclass(frozen=True)
class GoBackInBooking:
    """前へ."""


BookingIntent = OpenBooking | ChooseSession | ChooseSlot | ShowBookingCode | TurnBookingPart | GoBackInBooking

"""Where a resident is on the way to a health check: the days, the times of one, and how the chosen one is booked."""

from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.health_checks import HealthChecks, Session, Slot


@dataclass(frozen=True)
class Booking:
    """Nothing is chosen at first, then a session, then one of its slots. `code` shows the address for the own phone.
    `part` counts from 0 where a list is too long for one screen."""

    session: Session | None = None
    slot: Slot | None = None
    code: bool = False
    part: int = 0

    def back(self) -> "Booking | None":
        """One choice less; None where there is none to take back."""
        if self.part:
            return replace(self, part=self.part - 1)
        if self.code:
            return replace(self, code=False)
        if self.slot is not None:
            return replace(self, slot=None)
        return Booking() if self.session is not None else None


def still_free(booking: Booking, checks: HealthChecks, now: datetime) -> bool:
    """Whether the chosen slot can be asked for at this moment: the city may have filled it, moved it, or taken it
    back."""
    chosen = booking.slot
    there = checks.slot(chosen.number) if chosen is not None else None
    if chosen is None or there is None:
        return False
    moved = (there.day, there.starts, there.words.place) != (chosen.day, chosen.starts, chosen.words.place)
    return not moved and not there.full and there.offered(now)

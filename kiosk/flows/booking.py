"""Leads through the days of a health check as far as what is to be done then; nobody's name is asked."""

from dataclasses import replace

from kiosk.domain import booking_intents as asks
from kiosk.domain.booking import Booking
from kiosk.domain.health_checks import Session, SlotNumber, offer
from kiosk.domain.snapshot import Hint, KioskSnapshot, Look
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core


class BookingFlow:
    """Keeps `booking` of the snapshot, from the days to the end of the topic."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self._core = core
        self._look = core.now.look
        self._queued = False
        core.store.listen(self._changed)

    def do(self, intent: asks.BookingIntent) -> None:
        """What a resident asked for. What is not offered any more changes nothing, and a full one is said so."""
        now = self._core.now
        if now.visit is not VisitState.ALONE:
            return
        if isinstance(intent, asks.OpenBooking):
            self._core.store.change(booking=Booking())
            return
        if now.booking is None:
            return
        match intent:
            case asks.ChooseSession(session):
                self._choose_session(session)
            case asks.ChooseSlot(number):
                self._choose_slot(now.booking, number)
            case asks.ShowBookingCode():
                self._core.store.change(booking=replace(now.booking, code=now.booking.slot is not None, part=0))
            case asks.TurnBookingPart(part):
                self._core.store.change(booking=replace(now.booking, part=max(part, 0)))
            case asks.GoBackInBooking():
                self.back()

    def back(self) -> bool:
        """もどる: one choice less, before the days the guide; False where nobody is choosing."""
        booking = self._core.now.booking
        if booking is not None:
            self._core.store.change(booking=booking.back())
        return booking is not None

    def _choose_session(self, session: Session) -> None:
        found = offer(self._core.now.checks, session, self._core.now.clock)
        if found is None or not found.free:
            self._core.hint(Hint.SLOT_FULL)
        else:
            self._core.store.change(booking=Booking(session))

    def _choose_slot(self, booking: Booking, number: SlotNumber) -> None:
        now = self._core.now
        found = offer(now.checks, booking.session, now.clock) if booking.session is not None else None
        slot = next((one for one in found.slots if one.number == number), None) if found is not None else None
        if slot is None or slot.full:
            self._core.hint(Hint.SLOT_FULL)
        else:
            self._core.store.change(booking=replace(booking, slot=slot, part=0))

    def _changed(self, now: KioskSnapshot) -> None:
        """With another topic one begins anew, and after a queue that was left. Other letters make other parts."""
        look, self._look = self._look, now.look
        self._queued = now.booking is not None and (self._queued or now.visit is VisitState.WAITING)
        if now.booking is None:
            return
        topics = now.visit is VisitState.CHOOSING  # also on the way from a question back to the guide, for a moment
        if now.visit is VisitState.HOME or (topics and (now.guiding is None or self._queued)):
            self._core.store.change(booking=None)
        elif _reads(look) != _reads(now.look) and now.booking.part:
            self._core.store.change(booking=replace(now.booking, part=0))


def _reads(look: Look) -> tuple[int, str]:
    return look.letters, look.language

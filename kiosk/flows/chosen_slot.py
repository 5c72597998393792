"""The slot of a health check in a call: the resident's choice goes to the clerk, the clerk's answer comes back."""

from dataclasses import replace
from typing import Generic

from kiosk.domain.chosen_slot import AnswerSlot, ChosenSlot, SlotAnswer
from kiosk.domain.ids import Side, other, side_of
from kiosk.domain.snapshot import Ends, KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core, log
from kiosk.flows.store import Snap
from kiosk.wire.health_checks import line_of, slot_of
from kiosk.wire.peer import SlotAsked

_WITHOUT_ONE = (VisitState.HOME, VisitState.CHOOSING, VisitState.ALONE, VisitState.ASKING)


class ChosenSlotFlow(Generic[Snap]):
    """Keeps `chosen_slot` of the snapshot. In a call it is one value with a count and an author, as the place in a
    guide is; only the van names the slot, only the office answers."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._me = side_of(core.role)
        self._stamp: tuple[int, Side] = (0, "office")
        core.store.listen(self._changed)

    def answer(self, intent: AnswerSlot) -> None:
        """What the clerk says of the slot that is shown."""
        now = self._core.now.chosen_slot
        if self._me == "van" or now is None or now.slot.number != intent.number:
            return
        answer = SlotAnswer.ASKED if now.answer is intent.answer else intent.answer
        self._core.store.change(chosen_slot=replace(now, answer=answer))
        self._stamp = self._stamp[0] + 1, self._me
        self._tell()

    def theirs(self, message: SlotAsked) -> None:
        """The other end's word. Of another slot than the resident's nothing can be answered."""
        stamp = message.n, other(self._me)
        if stamp <= self._stamp:
            return
        answer = SlotAnswer(message.answer)
        now = self._core.now.chosen_slot
        if self._me == "office":
            self._core.store.change(chosen_slot=ChosenSlot(slot_of(message.slot), answer))
        elif now is None or now.slot.number != message.slot.number:
            log.warning("an answer to a slot that nobody chose")
            return
        else:
            self._core.store.change(chosen_slot=replace(now, answer=answer))
        self._stamp = stamp

    def tell_all(self) -> None:
        """After each new generation: this end's last word, if it was the last of both; at first the resident's."""
        if self._stamp[0] == 0 and self._me == "van" and self._core.now.chosen_slot is not None:
            self._stamp = 1, self._me
        if self._stamp[0] and self._stamp[1] == self._me:
            self._tell()

    def call_ended(self) -> None:
        """The slot belongs to the visit, and goes to the next clerk with its answer; nothing of it stays at a desk."""
        self._stamp = 0, "office"
        if self._me == "office":
            self._core.store.change(chosen_slot=None)

    def _tell(self) -> None:
        now = self._core.now
        if now.call is not None and now.chosen_slot is not None:
            line = line_of(replace(now.chosen_slot.slot, told=()))  # a desk speaks the city's own language
            self._core.ports.media.send(SlotAsked(self._stamp[0], line, now.chosen_slot.answer.value))

    def _changed(self, now: Ends) -> None:
        """What was chosen goes along from the moment at which the resident waits for a clerk."""
        if not isinstance(now, KioskSnapshot):
            return
        if now.visit in _WITHOUT_ONE and now.chosen_slot is not None:
            self._core.store.change(chosen_slot=None)
        elif now.visit is VisitState.WAITING and now.chosen_slot is None and now.booking is not None:
            slot = now.booking.slot
            self._core.store.change(chosen_slot=ChosenSlot(slot) if slot is not None else None)

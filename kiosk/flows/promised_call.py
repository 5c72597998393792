"""折り返し電話: the clerk promises, the resident sees it, and it goes home on the slip."""

from typing import Generic

from kiosk.domain.ids import side_of
from kiosk.domain.promised_call import PartOfDay, PromiseCall, PromisedCall, offered
from kiosk.flows.core import Core
from kiosk.flows.store import Snap
from kiosk.wire.peer import CallPromised


class PromisedCallFlow(Generic[Snap]):
    """Keeps `promised` of the snapshot. Only the office promises; the van tells it to the clerk who takes over. Each
    word has a count, and of two the higher holds."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._office = side_of(core.role) == "office"
        self._n = 0

    def promise(self, intent: PromiseCall) -> None:
        """What the clerk chose; the same once more takes it back. What was over when it was touched changes nothing."""
        before = self._core.now.promised
        if intent.call != before and intent.call not in offered(
            self._core.ports.clock.now(), self._core.now.city.closed
        ):
            return
        self._n += 1
        self._core.store.change(promised=None if intent.call == before else intent.call)
        self.tell_all()

    def theirs(self, message: CallPromised) -> None:
        """The other end's word; between two that crossed each other, the office's holds."""
        if message.n < self._n or (message.n == self._n and self._office):
            return
        self._n = message.n
        call = PromisedCall(message.day, PartOfDay(message.part)) if message.day is not None else None
        self._core.store.change(promised=call)

    def tell_all(self) -> None:
        """After each change and each new generation. A van brings the promise of the clerk before."""
        now = self._core.now
        if self._n == 0 and now.promised is not None:
            self._n = 1
        if self._n and now.call is not None:
            day = now.promised.day if now.promised is not None else None
            part = now.promised.part if now.promised is not None else PartOfDay.MORNING
            self._core.ports.media.send(CallPromised(self._n, day, part.value))

    def call_ended(self) -> None:
        """It belongs to the visit; nothing of it stays at a desk."""
        self._n = 0
        if self._office:
            self._core.store.change(promised=None, promises_shown=False)

"""What was lent in a call stands at both ends, also after the line was lost."""

from collections.abc import Iterable
from typing import Generic

from kiosk.domain.ids import side_of
from kiosk.domain.lent import LentThing, merged
from kiosk.flows.core import Core
from kiosk.flows.store import Snap
from kiosk.wire.lending import thing_line, thing_of
from kiosk.wire.peer import LentThings


class LentFlow(Generic[Snap]):
    """Keeps `lent` of the snapshot. Each end tells all that it knows and adds what it hears; so a clerk who takes over
    hears from the van what the one before has lent."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core

    def add(self, things: Iterable[LentThing]) -> None:
        """Something was handed over or came back here."""
        before = self._core.now.lent
        self._keep(things)
        if self._core.now.lent != before:
            self.tell_all()

    def theirs(self, message: LentThings) -> None:
        """All that the other end knows."""
        self._keep(map(thing_of, message.things))

    def tell_all(self) -> None:
        """Again after each new generation."""
        now = self._core.now
        if now.call is not None and now.lent:
            self._core.ports.media.send(LentThings(tuple(map(thing_line, now.lent))))

    def call_ended(self) -> None:
        """It belongs to the visit; nothing of it stays at a desk."""
        if side_of(self._core.role) == "office":
            self._core.store.change(lent=())

    def _keep(self, things: Iterable[LentThing]) -> None:
        self._core.store.change(lent=merged(self._core.now.lent, things))

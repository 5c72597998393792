"""Fetches the hub's circulars: the list at each line, then one piece after the other while nobody is in a call."""

from typing import Final

from kiosk.domain.call import CallState
from kiosk.domain.circular_delivery import Digest, Heard, Piece
from kiosk.domain.snapshot import HubState, KioskSnapshot
from kiosk.flows.circular_ports import DeliveryStands
from kiosk.flows.core import Core
from kiosk.flows.ports import TimerPort
from kiosk.wire.circulars import AskCircularPiece, AskCirculars, CircularPage, CircularPiece, offer_of

PACE_S: Final = 0.1
"""Between two pieces: half of what the hub lets a kiosk say, so that there is room for everything else."""


class CircularDeliveryFlow:
    """What is here and what is wanted next is told from below; this flow knows when to ask. One piece is on its way at
    a time, and the next one is asked for when it is on the disk."""

    def __init__(self, core: Core[KioskSnapshot]) -> None:
        self._core = core
        self._hub = core.now.hub
        self._talks = _talks(core.now)
        self._stands: DeliveryStands | None = None
        self._asked: Piece | None = None
        self._pages: dict[int, CircularPage] = {}
        self._timer: TimerPort | None = None
        core.store.listen(self._changed)

    def on_stands(self, stands: DeliveryStands) -> None:
        """What is here. The list is asked for as soon as it is known which one that is."""
        first, self._stands = self._stands is None, stands
        if stands.taken is not None and stands.taken == self._asked:
            self._asked = None
        if first:
            self._ask_list()
        self._go_on()

    def theirs(self, message: CircularPage | CircularPiece) -> None:
        """The hub's answers. A list is taken once all its pages are there; of one that changes while it is told, the
        newer one counts."""
        if isinstance(message, CircularPiece):
            piece = Piece(Digest(message.digest), message.number)
            if piece == self._asked:
                self._core.ports.circulars.add(piece, message.content)
            return
        others = next(iter(self._pages.values()), None)
        if others is None or (others.revision, others.pages) != (message.revision, message.pages):
            self._pages = {}
        self._pages[message.page] = message
        if len(self._pages) == message.pages:
            lines = [line for number in sorted(self._pages) for line in self._pages[number].circulars]
            self._pages = {}
            offers = tuple(offer_of(line) for line in lines)
            self._core.ports.circulars.offered(Heard(message.revision, offers, self._core.ports.clock.now()))

    def _ask_list(self) -> None:
        if self._stands is not None and self._hub is HubState.ONLINE:
            self._core.ports.link.send(AskCirculars(self._stands.revision))

    def _go_on(self) -> None:
        """Asks for the next piece, if nothing that comes first is on the line."""
        wanted = self._stands.wanted if self._stands is not None else None
        held = self._hub is not HubState.ONLINE or self._talks or self._timer is not None
        if wanted is None or held or self._asked is not None:
            return
        if self._core.ports.link.send(AskCircularPiece(wanted.digest, wanted.number)):
            self._asked = wanted
            self._timer = self._core.ports.clock.call_later(PACE_S, self._paced)

    def _paced(self) -> None:
        self._timer = None
        self._go_on()

    def _changed(self, now: KioskSnapshot) -> None:
        before, self._hub = self._hub, now.hub
        talked, self._talks = self._talks, _talks(now)
        if before is not self._hub and self._hub is HubState.ONLINE:
            self._pages, self._asked = {}, None
            self._core.ports.circulars.line_came()
            self._ask_list()
        elif before is not self._hub and before is HubState.ONLINE:
            self._asked = None
            self._core.ports.circulars.line_went(self._core.ports.clock.now())
        if talked and not self._talks:
            self._go_on()


def _talks(snapshot: KioskSnapshot) -> bool:
    """From the ringing to the end."""
    return snapshot.call is not None and snapshot.call.state is not CallState.ENDED

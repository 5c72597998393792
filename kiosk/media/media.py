"""The media of one call at a time: keeps the newest generation, drops what belongs to older ones."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any, Literal

from kiosk.domain.ids import EYES, EyeName
from kiosk.media.ends import Ends
from kiosk.media.events import ConnectionLost, MediaEvent
from kiosk.media.generation import Generation, Wiring
from kiosk.media.health import Pace
from kiosk.media.outgoing import Bell
from kiosk.media.stills import CallStills
from kiosk.wire.channels import LIVE, SURE
from kiosk.wire.hub import IceServer
from kiosk.wire.peer import Pointing, ToPeer

log = logging.getLogger(__name__)


class CallMedia:
    """Made and used on the media thread's loop, one method after the other (the caller awaits each)."""

    def __init__(self, ends: Ends, on_event: Callable[[MediaEvent], None], pace: Pace | None = None) -> None:
        self._ends = ends
        self._on_event = on_event
        self._stills = CallStills(ends)
        bells = {eye: Bell(ends.pictures[eye]) for eye in EYES}
        self._wiring = Wiring(ends, bells, on_event, pace or Pace(), self._stills)
        self._ice: tuple[IceServer, ...] = ()
        self._generation: Generation | None = None
        self._newest = 0

    async def begin(self, ice: tuple[IceServer, ...]) -> None:
        """A new call: forgets the one before."""
        await self.end()
        self._stills.begin()
        self._ice = ice
        self._newest = 0

    async def offer(self, number: int) -> None:
        """The kiosk's side of a new generation; a relay that refuses counts as a lost connection."""
        generation = await self._replace(number)
        await self._attempt(number, generation.offer())

    async def signal(self, number: int, kind: Literal["offer", "answer"], sdp: str) -> None:
        """SDP of the other end. Bad SDP counts as a lost connection, so that a new generation follows."""
        if kind == "offer" and number > self._newest:
            generation = await self._replace(number)
            await self._attempt(number, generation.answer(sdp))
        elif kind == "answer" and self._generation is not None and number == self._generation.number:
            await self._attempt(number, self._generation.answered(sdp))

    def send(self, message: ToPeer) -> bool:
        """On the channel that the message belongs to; False when nothing is connected."""
        channel = LIVE if isinstance(message, Pointing) else SURE
        return self._generation is not None and self._generation.send(message, channel)

    def forget(self, eye: EyeName) -> None:
        """Overwrites the last picture of a far eye, and shows none that is already on its way."""
        if eye == "document":
            self._stills.forget()
        self._ends.slots[eye].clear()
        if self._generation is not None:
            self._generation.forget(eye)

    def put_aside(self, eye: EyeName) -> None:
        """As `forget`, but nothing was hidden: sharp pictures of other sheets may be looked at again."""
        if eye == "document":
            self._stills.put_aside()
        self._ends.slots[eye].clear()
        if self._generation is not None:
            self._generation.forget(eye)

    async def end(self) -> None:
        """Closes the connection and forgets every remote picture. May be called twice."""
        await self._close()
        self._stills.end()
        for slot in self._ends.slots.values():
            slot.clear()

    async def _replace(self, number: int) -> Generation:
        await self._close()
        self._newest = number
        self._generation = Generation(number, self._wiring, self._ice)
        return self._generation

    async def _close(self) -> None:
        generation, self._generation = self._generation, None
        if generation is not None:
            self._stills.lost()
            await generation.close()

    async def _attempt(self, number: int, step: Coroutine[Any, Any, None]) -> None:
        try:
            await step
        except Exception as error:
            # aiortc raises many kinds for SDP and relays that it cannot use; none may end the media thread.
            kind = type(error).__name__
            log.warning("generation %(number)d cannot be used: %(kind)s", {"number": number, "kind": kind})
            await self._close()
            self._on_event(ConnectionLost(number))

"""The hub's line and the call's media behind the ports of flows: GUI thread on one side, media thread on the other."""

from collections.abc import Callable
from random import SystemRandom
from typing import TYPE_CHECKING, Literal

from kiosk.app.loops import MediaThread
from kiosk.domain.ids import EyeName
from kiosk.link.events import HubSaid, LinkEvent, LinkUp
from kiosk.link.plan import LinkPlan
from kiosk.media.events import MediaEvent
from kiosk.wire.hub import IceServer, ToHub
from kiosk.wire.peer import ToPeer
from kiosk.worker.process_safety import come_first, take_turns

if TYPE_CHECKING:
    from kiosk.link.client import Link
    from kiosk.media.ends import Ends
    from kiosk.media.media import CallMedia


class LinkLine:
    """LinkPort over a Link that runs on the media thread."""

    def __init__(self, thread: MediaThread, plan: LinkPlan, on_event: Callable[[LinkEvent], None]) -> None:
        """`on_event` is called on the media thread."""
        self._thread = thread
        self._plan = plan
        self._on_event = on_event
        self._link: Link | None = None
        self._up = False

    def start(self) -> None:
        """Begins to connect, and keeps connecting until stop."""
        self._thread.soon(self._begin)

    def send(self, message: ToHub) -> bool:
        """See LinkPort."""
        link = self._link
        if link is None or not self._up:
            return False
        self._thread.soon(lambda: link.send(message))
        return True

    def stop(self) -> None:
        """Queues the end of the link; the media thread's own stop waits for it."""
        if self._link is not None:
            self._thread.submit("link close", self._link.close)

    def _begin(self) -> None:
        from kiosk.link.client import Link  # loads an HTTP library: not before the first paint

        self._link = Link(self._plan, self._heard, SystemRandom())
        self._thread.spawn("link", self._link.run())

    def _heard(self, event: LinkEvent) -> None:
        if not isinstance(event, HubSaid):
            self._up = isinstance(event, LinkUp)
        self._on_event(event)


class MediaLine:
    """MediaPort over a CallMedia on the media thread; aiortc is imported there, not before the first paint."""

    def __init__(self, thread: MediaThread, on_event: Callable[[MediaEvent], None]) -> None:
        """`on_event` is called on the media thread."""
        self._thread = thread
        self._on_event = on_event
        self._media: CallMedia | None = None

    def start(self, make_ends: "Callable[[], Ends]") -> None:
        """Loads the media engine on the media thread."""

        async def load() -> None:
            from kiosk.media.media import CallMedia
            from kiosk.media.patches import loopback_when_alone

            loopback_when_alone()
            self._media = CallMedia(make_ends(), self._on_event)

        self._thread.submit("media load", load)

    def begin(self, ice: tuple[IceServer, ...]) -> None:
        """See MediaPort. From here on, no voice waits for a processor; what the thread starts encodes and decodes
        pictures, which may wait."""

        async def begin() -> None:
            come_first(alone=True)
            await self._engine.begin(ice)

        self._thread.submit("media begin", begin)

    def offer(self, generation: int) -> None:
        """See MediaPort."""
        self._thread.submit("media offer", lambda: self._engine.offer(generation))

    def signal(self, generation: int, kind: Literal["offer", "answer"], sdp: str) -> None:
        """See MediaPort."""
        self._thread.submit("media signal", lambda: self._engine.signal(generation, kind, sdp))

    def send(self, message: ToPeer) -> None:
        """See MediaPort."""
        self._thread.soon(lambda: self._engine.send(message))

    def forget(self, eye: EyeName) -> None:
        """See MediaPort."""
        self._thread.soon(lambda: self._engine.forget(eye))

    def put_aside(self, eye: EyeName) -> None:
        """See MediaPort."""
        self._thread.soon(lambda: self._engine.put_aside(eye))

    def end(self) -> None:
        """See MediaPort."""

        async def end() -> None:
            try:
                await self._engine.end()
            finally:
                take_turns()

        self._thread.submit("media end", end)

    @property
    def _engine(self) -> "CallMedia":
        if self._media is None:
            raise RuntimeError("the media engine is not loaded")
        return self._media

"""The hub's door: whoever comes in and does not say Hello is put out again, so that silent sockets fill nothing."""

import asyncio
import socket
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from kiosk.hub.plan import HubPlan

BACKLOG = 1_024
"""So many may stand outside while one is let in; the system may allow fewer."""

PutOut = Literal["silent", "crowded"]
Peer = tuple[object, ...]


@dataclass
class _Stranger:
    """A connection from its first moment to its Hello."""

    greeted: asyncio.Future[None]
    watch: asyncio.Task[None] = field(init=False)


class Door:
    """Hands each connection to a protocol of `serve`. Until `greeted`, it is a stranger: it has `limits.stranger_s` for
    everything, TLS included, and of more than `limits.max_strangers` the one that came first goes, for who is real
    speaks at once. `put_out` hears why somebody had to go."""

    def __init__(self, plan: HubPlan, serve: Callable[[], asyncio.Protocol], put_out: Callable[[PutOut], None]) -> None:
        self._plan = plan
        self._serve = serve
        self._put_out = put_out
        self._strangers: OrderedDict[Peer, _Stranger] = OrderedDict()
        self._listener: socket.socket | None = None

    def open(self) -> int:
        """The port that is listened on. Raises OSError when it is taken."""
        family = socket.AF_INET6 if ":" in self._plan.host else socket.AF_INET
        self._listener = socket.create_server((self._plan.host, self._plan.port), family=family, backlog=BACKLOG)
        self._listener.setblocking(False)
        return int(self._listener.getsockname()[1])

    async def close(self) -> None:
        """Listens no more and puts all strangers out; twice is fine, nobody being at `let_in`."""
        watches = [stranger.watch for stranger in self._strangers.values()]
        for watch in watches:
            watch.cancel()
        await asyncio.gather(*watches, return_exceptions=True)
        if self._listener is not None:
            self._listener.close()

    async def let_in(self) -> None:
        """Waits for one newcomer, and lets all others go on in between: a crowd at the door keeps nobody inside
        waiting. Raises OSError when the system has no descriptor left."""
        assert self._listener is not None
        try:
            newcomer, peer = await asyncio.get_running_loop().sock_accept(self._listener)
        except ConnectionError:  # gone before its turn
            return
        except OSError:
            self._make_room()
            raise
        if len(self._strangers) >= self._plan.limits.max_strangers:
            self._make_room()
        stranger = self._strangers[peer] = _Stranger(asyncio.get_running_loop().create_future())
        stranger.watch = asyncio.create_task(self._watch(newcomer, peer, stranger), name="hub stranger")
        await asyncio.sleep(0)

    def greeted(self, transport: asyncio.BaseTransport | None) -> None:
        """A Hello came over this connection: from now on its line takes care of it."""
        peer = transport.get_extra_info("peername") if transport is not None else None
        stranger = self._strangers.pop(peer, None) if peer is not None else None
        if stranger is not None:
            stranger.greeted.set_result(None)

    def _make_room(self) -> None:
        if self._strangers:
            _, first = self._strangers.popitem(last=False)
            first.watch.cancel()
            self._put_out("crowded")

    async def _watch(self, newcomer: socket.socket, peer: Peer, stranger: _Stranger) -> None:
        transport: asyncio.Transport | None = None
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._plan.limits.stranger_s):
                transport, _ = await loop.connect_accepted_socket(self._serve, newcomer, ssl=self._plan.ssl)
                await stranger.greeted
                return
        except TimeoutError:
            if transport is None or not transport.is_closing():
                self._put_out("silent")
        except OSError:
            return  # no TLS, or gone
        finally:
            if self._strangers.get(peer) is stranger:
                del self._strangers[peer]
            if transport is not None and (not stranger.greeted.done() or stranger.greeted.cancelled()):
                transport.abort()

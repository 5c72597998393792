"""A device's connection to the hub: says Hello, keeps alive, and comes back for as long as it runs."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from random import Random
from typing import Final

import aiohttp

from kiosk.link.events import HubSaid, LinkDown, LinkEvent, LinkUp
from kiosk.link.plan import LinkPlan
from kiosk.wire.codec import MAX_BYTES, BadMessage, decode_from_hub, encode
from kiosk.wire.hub import FromHub, Ping, Refused, ToHub, Welcome

log = logging.getLogger(__name__)

UNSENT_MAX: Final = 64
CLOSE_S: Final = 0.5
HOPELESS: Final = frozenset({"bad_token", "bad_version"})
"""Refusals that only a person can mend."""
PASSING: Final = frozenset({"shutting_down"})
"""Refusals that are like a lost connection: the hub will be back."""


class Link:
    """The line to the hub. All methods belong to the loop that runs it; `on_event` is called on that loop."""

    def __init__(self, plan: LinkPlan, on_event: Callable[[LinkEvent], None], chance: Random) -> None:
        """`chance` spreads the retries of many devices."""
        self._plan = plan
        self._on_event = on_event
        self._chance = chance
        self._unsent: asyncio.Queue[bytes] | None = None
        self._overflow = asyncio.Event()
        self._closing = asyncio.Event()
        self._closed = asyncio.Event()
        self._last_down: LinkDown | None = None
        self._failures = 0
        self._pings = 0

    def send(self, message: ToHub) -> bool:
        """Sends, or returns False when there is no line; nothing is queued for a later line. A hub that
        takes nothing loses the line. Raises BadMessage for what is too large for any wire."""
        raw = encode(message)
        if self._unsent is None:
            return False
        try:
            self._unsent.put_nowait(raw)
        except asyncio.QueueFull:
            self._overflow.set()
            return False
        return True

    async def run(self) -> None:
        """Connects, and connects again, until close."""
        try:
            async with asyncio.TaskGroup() as group:
                attempts = group.create_task(self._keep_trying(), name="link")
                await self._closing.wait()
                attempts.cancel()
        finally:
            self._closed.set()

    async def close(self) -> None:
        """Ends `run`, within a second; twice is fine. Only for a link whose `run` was started."""
        self._closing.set()
        await self._closed.wait()

    async def _keep_trying(self) -> None:
        async with aiohttp.ClientSession(trust_env=False) as http:
            while True:
                refused = await self._attempt(http)
                down = LinkDown(refused)
                if down != self._last_down:
                    self._last_down = down
                    self._on_event(down)
                await asyncio.sleep(self._pause_s(refused))

    async def _attempt(self, http: aiohttp.ClientSession) -> str:
        """One connection from first to last; the hub's code if it refused, else empty."""
        try:
            async with asyncio.timeout(self._plan.silent_s):
                socket = await http.ws_connect(
                    self._plan.url,
                    ssl=self._plan.ssl or True,
                    max_msg_size=MAX_BYTES + 1,
                    timeout=aiohttp.ClientWSTimeout(ws_close=CLOSE_S),
                )
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.info("no connection: %(kind)s", {"kind": type(error).__name__})
            return ""
        try:
            return await self._converse(socket)
        finally:
            await _close(socket)

    async def _converse(self, socket: aiohttp.ClientWebSocketResponse) -> str:
        self._overflow.clear()
        unsent: asyncio.Queue[bytes] = asyncio.Queue(UNSENT_MAX)
        unsent.put_nowait(encode(self._plan.hello))
        async with asyncio.TaskGroup() as group:
            chores = [
                group.create_task(self._write(socket, unsent), name="link write"),
                group.create_task(self._ping(unsent), name="link ping"),
                group.create_task(self._cut_on_overflow(socket), name="link overflow"),
            ]
            try:
                return await self._read(socket, unsent)
            finally:
                self._unsent = None
                for chore in chores:
                    chore.cancel()

    async def _read(self, socket: aiohttp.ClientWebSocketResponse, unsent: asyncio.Queue[bytes]) -> str:
        """Passes on what the hub says, until it is silent, gone, or refuses."""
        while True:
            message = await self._hear(socket)
            if message is None:
                return ""
            if isinstance(message, Refused):
                return message.code
            if isinstance(message, Welcome):
                self._failures = 0
                self._last_down = None
                self._unsent = unsent
                self._on_event(LinkUp())
            self._on_event(HubSaid(message))

    async def _hear(self, socket: aiohttp.ClientWebSocketResponse) -> FromHub | None:
        try:
            frame = await socket.receive(timeout=self._plan.silent_s)
        except TimeoutError:
            log.info("hub silent")
            return None
        if frame.type is not aiohttp.WSMsgType.BINARY:
            return None
        try:
            return decode_from_hub(frame.data)
        except BadMessage as bad:
            log.warning("hub not understood: %(code)s", {"code": bad.code})
            return None

    async def _write(self, socket: aiohttp.ClientWebSocketResponse, unsent: asyncio.Queue[bytes]) -> None:
        try:
            while True:
                await socket.send_bytes(await unsent.get())
        except (OSError, aiohttp.ClientError) as error:
            log.info("line lost: %(kind)s", {"kind": type(error).__name__})
            await _close(socket)

    async def _ping(self, unsent: asyncio.Queue[bytes]) -> None:
        while True:
            await asyncio.sleep(self._plan.ping_s)
            self._pings = (self._pings + 1) % 1_000_000
            with contextlib.suppress(asyncio.QueueFull):
                unsent.put_nowait(encode(Ping(self._pings)))

    async def _cut_on_overflow(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        await self._overflow.wait()
        log.warning("line cut: hub takes nothing")
        await _close(socket)

    def _pause_s(self, refused: str) -> float:
        """Doubling pauses, each shortened by chance to spread the devices; fixed ones after a refusal."""
        if refused in HOPELESS:
            return self._plan.hopeless_s
        if refused and refused not in PASSING:
            return self._plan.refused_s
        pause_s = min(self._plan.retry_max_s, self._plan.retry_min_s * 2.0 ** min(self._failures, 16))
        self._failures += 1
        return pause_s * self._chance.uniform(0.5, 1.0)


async def _close(socket: aiohttp.ClientWebSocketResponse) -> None:
    """Says goodbye, or cuts the line where even that is not taken."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(CLOSE_S):
            await socket.close()

"""One client's socket: what is heard is bounded, what is said never makes the speaker wait."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from typing import Final, Literal

from aiohttp import WSCloseCode, WSMsgType, web

from kiosk.hub.limits import TokenBucket
from kiosk.hub.plan import HubLimits
from kiosk.wire.codec import BadMessage, decode_to_hub, encode
from kiosk.wire.hub import FromHub, Refused, ToHub

log = logging.getLogger(__name__)

RefusalCode = Literal[
    "bad_version",
    "bad_token",
    "already_connected",
    "bad_message",
    "too_large",
    "too_fast",
    "hello_late",
    "profile_not_allowed",
    "shutting_down",
]

CLOSE_CODES: Final[dict[RefusalCode, int]] = {
    "bad_version": 4000,
    "bad_token": 4001,
    "already_connected": 4002,
    "bad_message": 4003,
    "too_large": 4004,
    "too_fast": 4005,
    "hello_late": 4006,
    "profile_not_allowed": 4007,
    "shutting_down": 4008,
}

PARTING_S = 1.0
"""How long a client may take to receive the last message and to close."""


class Refusal(Exception):
    """The client is told `code` and the connection ends."""

    def __init__(self, code: RefusalCode) -> None:
        super().__init__(code)
        self.code: RefusalCode = code


class Socket(web.WebSocketResponse):
    """A server socket whose protocol errors are refused in the hub's own words before it closes."""

    def __init__(self, limits: HubLimits, refused: Callable[[RefusalCode], None]) -> None:
        self._refused = refused
        # aiohttp refuses from max_msg_size on, not above it.
        super().__init__(timeout=PARTING_S, max_msg_size=limits.max_bytes + 1, compress=False)

    async def close(self, *, code: int = WSCloseCode.OK, message: bytes = b"", drain: bool = True) -> bool:
        """Closes; a frame that aiohttp would not read becomes Refused first."""
        refusals: dict[int, RefusalCode] = {
            WSCloseCode.MESSAGE_TOO_BIG: "too_large",
            WSCloseCode.PROTOCOL_ERROR: "bad_message",
            WSCloseCode.INVALID_TEXT: "bad_message",
        }
        refusal = refusals.get(code)
        if refusal is not None and not self.closed:
            self._refused(refusal)
            await self.send_bytes(encode(Refused(refusal)))
            code, message = CLOSE_CODES[refusal], refusal.encode()
        return await super().close(code=code, message=message, drain=drain)


class Line:
    """A client's socket with a bounded queue of what is still to be said. `heard_s` is when it last spoke."""

    def __init__(self, socket: Socket, abort: Callable[[], None], limits: HubLimits, now: Callable[[], float]) -> None:
        self._socket = socket
        self._abort = abort
        self._limits = limits
        self._now = now
        self._bucket = TokenBucket(limits.messages_per_s, limits.burst, now)
        self._unsent: deque[bytes] = deque()
        self._wake = asyncio.Event()
        self._parting: tuple[int, RefusalCode | None] | None = None
        self.heard_s = now()

    def say(self, message: FromHub) -> None:
        """Sends as soon as the client takes it."""
        self.say_raw(encode(message))

    def say_raw(self, raw: bytes) -> None:
        """The same for a message that is bytes already. A client that takes nothing is cut off."""
        if self._parting is not None:
            return
        if len(self._unsent) >= self._limits.max_unsent:
            log.warning("line cut: client takes nothing")
            self._unsent.clear()
            self.part(WSCloseCode.TRY_AGAIN_LATER)
            self._abort()
            return
        self._unsent.append(raw)
        self._wake.set()

    def refuse(self, code: RefusalCode) -> None:
        """Says Refused after what is still unsent, and closes. Only the first parting counts."""
        self.part(CLOSE_CODES[code], code)

    def part(self, close_code: int, refusal: RefusalCode | None = None) -> None:
        """Closes after what is still unsent; a client that does not take it is cut off after PARTING_S."""
        if self._parting is None:
            self._parting = (close_code, refusal)
            asyncio.get_running_loop().call_later(PARTING_S, self._abort)
            self._wake.set()

    async def hear(self) -> ToHub | None:
        """The next message; None when the client has gone. Raises Refusal."""
        frame = await self._socket.receive()
        if frame.type is WSMsgType.TEXT:
            raise Refusal("bad_message")
        if frame.type is not WSMsgType.BINARY:
            return None
        self.heard_s = self._now()
        if not self._bucket.take():
            raise Refusal("too_fast")
        try:
            return decode_to_hub(frame.data)
        except BadMessage:
            raise Refusal("bad_message") from None

    async def write(self) -> None:
        """Sends until the line parts; never raises for a client that has gone."""
        try:
            while self._parting is None or self._unsent:
                await self._wake.wait()
                self._wake.clear()
                while self._unsent:
                    await self._socket.send_bytes(self._unsent.popleft())
            close_code, refusal = self._parting
            if refusal is not None:
                await self._socket.send_bytes(encode(Refused(refusal)))
            await self._socket.close(code=close_code, message=(refusal or "").encode())
        except OSError:
            self._abort()

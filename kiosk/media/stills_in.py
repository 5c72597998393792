"""Puts the other end's pieces together out of their chunks: moves bytes, looks into none."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.domain.still import StillPiece
from kiosk.media.ends import StillSink
from kiosk.media.hush import Hush
from kiosk.wire.channels import SURE, Channel
from kiosk.wire.parts import Message
from kiosk.wire.stills import StillBegin, StillChunk, StillComing, StillGot, StillPlease, StillRests, StillsGone

log = logging.getLogger(__name__)

ASK_EVERY_S = 1.0
MOST_ASKED = 5
"""For one sheet in one call: a page that never comes right stays a moving picture."""
MOST_SHEETS = 200
Send = Callable[[Message, Channel], bool]


@dataclass
class _Arriving:
    begin: StillBegin
    content: bytearray = field(default_factory=bytearray)
    wanted: bool = True
    """Whether it may still be seen once it is whole; its receipts go on, or the sender would wait for ever."""


class StillsIn:
    """One call's; on the media thread. What does not fit together is dropped, and its sheet asked for anew."""

    def __init__(self, sink: StillSink, hush: Hush, clock: Callable[[], float] = time.monotonic) -> None:
        """`hush` is asked to keep the line back for receipts."""
        self._sink = sink
        self._hush = hush
        self._clock = clock
        self._send: Send | None = None
        self._arriving: _Arriving | None = None
        self._done = self._rests = self._void = 0
        self._asked: dict[int, tuple[int, float]] = {}

    def connected(self, send: Send) -> None:
        """A new connection; what has arrived stays."""
        self._send = send

    def lost(self) -> None:
        """No connection."""
        self._send = None
        self._hush.end()

    def hear(self, message: StillComing | StillBegin | StillChunk | StillRests | StillsGone) -> None:
        """What the other end says."""
        if isinstance(message, StillComing):
            self._hush.begin()
        elif isinstance(message, StillBegin):
            self._begin(message)
        elif isinstance(message, StillChunk):
            self._chunk(message)
        elif isinstance(message, StillsGone):
            self._gone(message.n)
        elif message.n > self._rests:
            self._rests = message.n
            self._hush.end()
            if not self._sink.rests(message.sheet):
                self.ask(message.sheet)

    def forget(self) -> None:
        """Nothing of all that may be seen any more."""
        if self._arriving is not None:
            _overwrite(self._arriving.content)
            self._arriving.wanted = False
        self._sink.forget()

    def ask(self, sheet: int) -> None:
        """For that sheet anew; not for ever, and not again at once."""
        times, last_s = self._asked.get(sheet, (0, -ASK_EVERY_S))
        now_s = self._clock()
        if sheet and times < MOST_ASKED and now_s - last_s >= ASK_EVERY_S and len(self._asked) < MOST_SHEETS:
            self._asked[sheet] = times + 1, now_s
            self._say(StillPlease(sheet))

    def _gone(self, n: int) -> None:
        """The other end has hidden its paper: what it had sent until then is void, wherever it is. Said again on a new
        connection."""
        if n > self._void:
            self._void = n
            self.forget()
        if self._arriving is not None and self._arriving.begin.n <= n:
            self._arriving = None
        self._done = max(self._done, n)

    def _begin(self, begin: StillBegin) -> None:
        if begin.n <= self._done:  # it came, and the receipt was lost; or it is void
            self._say(StillGot(self._done + 1, 0))
            return
        arriving = self._arriving
        if arriving is not None and arriving.begin == begin:
            self._say(StillGot(begin.n, len(arriving.content)))
            return
        if arriving is not None:
            _overwrite(arriving.content)
        self._arriving = _Arriving(begin)

    def _chunk(self, chunk: StillChunk) -> None:
        arriving = self._arriving
        if arriving is None or chunk.n != arriving.begin.n:
            return
        begin, here = arriving.begin, len(arriving.content)
        if chunk.at > here or chunk.at + len(chunk.content) > begin.length:
            log.warning("a still of the other end does not fit together")
            _overwrite(arriving.content)
            self._arriving, self._done = None, begin.n
            self._say(StillGot(begin.n + 1, 0))
            self.ask(begin.sheet)
            return
        arriving.content += chunk.content[here - chunk.at :]
        self._say(StillGot(begin.n, len(arriving.content)))
        if len(arriving.content) == begin.length:
            self._complete(arriving)

    def _complete(self, arriving: _Arriving) -> None:
        self._arriving, self._done = None, arriving.begin.n
        piece = _piece(arriving.begin, bytes(arriving.content))
        _overwrite(arriving.content)
        if piece.fits and arriving.wanted:
            self._sink.piece(piece)
        elif arriving.wanted:
            log.warning("a still of the other end does not fit together")
            self.ask(piece.sheet)

    def _say(self, message: Message) -> None:
        if self._send is not None:
            self._send(message, SURE)


def _piece(begin: StillBegin, content: bytes) -> StillPiece:
    return StillPiece(begin.sheet, begin.page, begin.area, content, begin.needed)


def _overwrite(content: bytearray) -> None:
    content[:] = bytes(len(content))

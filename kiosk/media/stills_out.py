"""Sends the sharp pictures of this end's resting sheets: in pieces, in chunks, over as many connections as it takes."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.still import Coming, Resting, StillPiece
from kiosk.media.ends import StillSource
from kiosk.media.hush import Hush
from kiosk.media.window import BulkWindow
from kiosk.wire.channels import BULK, SURE, Channel
from kiosk.wire.parts import Message
from kiosk.wire.stills import StillBegin, StillChunk, StillComing, StillGot, StillRests

CHUNK_BYTES = 4_096
"""Small, so that a mark that is drawn meanwhile waits for no more than that."""
FIRST_WITHIN_S = 0.6
LEAST_FIRST_BYTES, MOST_FIRST_BYTES = 25_000, 120_000
Send = Callable[[Message, Channel], bool]


@dataclass
class _OnItsWay:
    """A piece with its number; so many of its bytes were sent, and so many are there."""

    n: int
    piece: StillPiece
    sent: int = 0
    got: int = 0
    begun: bool = False

    @property
    def left(self) -> int:
        return len(self.piece.data) - self.sent


class StillsOut:
    """One call's; on the media thread. Needed pieces go before those that only sharpen."""

    def __init__(self, source: StillSource, hush: Hush, clock: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._hush = hush
        self._clock = clock
        self._closings = source.closings
        self._needed: deque[StillPiece | Resting] = deque()
        self._spare: deque[StillPiece] = deque()
        self._way: deque[_OnItsWay] = deque()
        self._window = BulkWindow()
        self._send: Send | None = None
        self._pieces = self._rests = 0
        self._resting = 0
        self._whole = 0
        """The number of the whole picture for which the other pictures are held back; 0 for none."""

    def connected(self, send: Send) -> None:
        """A new connection: what is not there yet goes on where it was, and what may have been missed is said again."""
        self._send = send
        self._window = BulkWindow()
        for one in self._way:
            one.sent, one.begun = one.got, False
        if self._whole:
            self._hush.begin()
        self._forget_rests()
        if self._resting:
            self._needed.append(Resting(self._resting))
        else:
            self._say_rests(0)
        self.pump()

    def lost(self) -> None:
        """No connection."""
        self._send = None
        self._hush.end()
        self._hush.rest(False)

    def got(self, receipt: StillGot) -> None:
        """The other end has so much; a receipt for what was never sent changes nothing."""
        now_s, fresh = self._clock(), 0
        while self._way and self._way[0].n < receipt.n:
            one = self._way.popleft()
            fresh += one.sent - one.got
        if self._way and self._way[0].n == receipt.n:
            one = self._way[0]
            length = min(receipt.length, one.sent)
            fresh += max(0, length - one.got)
            one.got = max(one.got, length)
            if one.got == len(one.piece.data):
                self._way.popleft()
        if fresh:
            self._window.got(fresh, now_s)
            self._ask_for_size()
        if self._whole and not any(one.n == self._whole for one in self._way):
            self._whole = 0
            self._hush.end()
        self._hush.rest(bool(self._resting) and not self._whole)
        self.pump()

    def pump(self) -> None:
        """Sends what may be sent now."""
        self._take()
        while self._send is not None and self._next():
            pass

    def forget(self) -> None:
        """Nothing that was taken may leave any more; a piece that has begun ends here, and the other end hears so."""
        self._needed.clear()
        self._spare.clear()
        self._way.clear()
        self._window = BulkWindow()
        self._whole = 0
        self._moves()

    def _take(self) -> None:
        if self._source.closings != self._closings:
            self._closings = self._source.closings
            self.forget()
        while (news := self._source.take()) is not None:
            if isinstance(news, Coming):
                self._make_room(news.sheet)
            elif isinstance(news, StillPiece):
                self._queue(news)
            elif news.sheet:
                self._lies_still(news)
            else:
                self._moves()

    def _queue(self, piece: StillPiece) -> None:
        if not piece.needed:
            self._spare.append(piece)
            return
        # what was to sharpen an older look would undo this one
        self._spare = deque(one for one in self._spare if one.sheet != piece.sheet or not _overlap(one, piece))
        self._needed.append(piece)

    def _make_room(self, sheet: int) -> None:
        """While the sheet rests, its video stands back already, and what changes of it is small."""
        if not self._resting:
            self._hush.begin()
            self._say(StillComing(sheet), SURE)

    def _lies_still(self, resting: Resting) -> None:
        self._resting = resting.sheet
        self._needed.append(resting)
        self._hush.rest(not self._whole)
        if self._whole:
            self._hush.begin()
        else:
            self._hush.end()

    def _moves(self) -> None:
        """The other end returns to moving pictures at once, and hears of no older rest afterwards."""
        self._resting = 0
        self._forget_rests()
        self._hush.end()
        self._hush.rest(False)
        self._say_rests(0)

    def _forget_rests(self) -> None:
        self._needed = deque(one for one in self._needed if isinstance(one, StillPiece))

    def _next(self) -> bool:
        """Sends one thing more; False when there is nothing, or no room."""
        unsent = next((one for one in self._way if one.left or not one.begun), None)
        if unsent is not None:
            return self._chunk(unsent)
        if self._needed and isinstance(self._needed[0], Resting):
            resting = self._needed.popleft()
            return self._say_rests(resting.sheet)
        if not self._window.room or not (self._needed or self._spare):
            return False
        piece = self._needed.popleft() if self._needed else self._spare.popleft()
        if isinstance(piece, StillPiece):
            self._pieces += 1
            self._way.append(_OnItsWay(self._pieces, piece))
            if piece.is_whole and not self._whole:
                self._whole = self._pieces
                self._hush.begin()
        return True

    def _chunk(self, one: _OnItsWay) -> bool:
        if not one.begun:
            one.begun = self._say(_begin(one.n, one.piece), BULK)
            return one.begun
        if not self._window.room:
            return False
        content = one.piece.data[one.sent : one.sent + CHUNK_BYTES]
        if not self._say(StillChunk(one.n, one.sent, content), BULK):
            return False
        one.sent += len(content)
        self._window.sent(len(content), self._clock())
        return True

    def _say_rests(self, sheet: int) -> bool:
        self._rests += 1
        return self._say(StillRests(self._rests, sheet), BULK if sheet else SURE)

    def _say(self, message: Message, channel: Channel) -> bool:
        return self._send is not None and self._send(message, channel)

    def _ask_for_size(self) -> None:
        rate = self._window.rate_bytes_per_s
        if rate is not None:
            self._source.want(min(max(round(rate * FIRST_WITHIN_S), LEAST_FIRST_BYTES), MOST_FIRST_BYTES))


def _begin(n: int, piece: StillPiece) -> StillBegin:
    return StillBegin(n, piece.sheet, piece.page_px, piece.area, piece.needed, len(piece.data))


def _overlap(one: StillPiece, other: StillPiece) -> bool:
    apart = one.area[2] <= other.area[0] or other.area[2] <= one.area[0]
    return not (apart or one.area[3] <= other.area[1] or other.area[3] <= one.area[1])

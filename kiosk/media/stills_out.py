"""Sends the sharp pictures of this end's resting sheets: in pieces, in chunks, over as many connections as it takes."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.still import LEAST_FIRST_BYTES, WHOLE_BYTES, Coming, Resting, StillPiece
from kiosk.media.ends import StillSource
from kiosk.media.hush import Hush
from kiosk.media.window import BulkWindow
from kiosk.wire.channels import BULK, SURE, Channel
from kiosk.wire.parts import Message
from kiosk.wire.stills import StillBegin, StillChunk, StillComing, StillGot, StillRests, StillsGone

CHUNK_BYTES = 4_096
"""Small, so that a mark that is drawn meanwhile waits for no more than that."""
FIRST_WITHIN_S = 0.6
MOST_AGAIN, AGAIN_WITHIN_S = 3, 3.0
"""So many sheets are made anew for an end that asks: more than an honest one needs."""
MOST_WAITING_BYTES = 1_000_000
"""A line that carries nothing for so long gets the sheet as a whole again, as it then looks."""
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
        self._gone = 0
        """Up to this number, all pieces were void once."""
        self._begun_again: deque[float] = deque(maxlen=MOST_AGAIN)
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
        if self._gone:
            self._say(StillsGone(self._gone), SURE)
        waiting = [one.sheet for one in self._needed if isinstance(one, Resting)]
        rests = waiting[-1] if waiting else self._resting
        self._forget_rests()
        self._resting = 0
        if rests:
            self._needed.append(Resting(rests))
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
        if receipt.n > self._pieces + 1:
            return
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

    def please(self, sheet: int) -> None:
        """The other end has nothing of that sheet: as a whole again, but not as often as anybody likes to ask."""
        now_s, asked = self._clock(), self._begun_again
        if len(asked) < MOST_AGAIN or now_s - asked[0] >= AGAIN_WITHIN_S:
            asked.append(now_s)
            self._source.begin_again(sheet)

    def pump(self) -> None:
        """Sends what may be sent now."""
        self._take()
        while self._send is not None and self._next():
            pass

    def forget(self) -> None:
        """Nothing that was taken may leave any more; a piece that has begun ends here, and what is on its way is not to
        be seen by the other end."""
        self._needed.clear()
        self._spare.clear()
        self._way.clear()
        self._window = BulkWindow()
        self._whole = 0
        self._gone = self._pieces
        if self._gone:
            self._say(StillsGone(self._gone), SURE)
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
        self._make_way(piece)
        if not piece.needed:
            self._spare.append(piece)
            return
        # what was to sharpen an older look would undo this one
        self._spare = deque(one for one in self._spare if one.sheet != piece.sheet or not _overlap(one, piece))
        self._needed.append(piece)

    def _make_way(self, piece: StillPiece) -> None:
        """Of other sheets, and where too much has gathered, nothing more begins: when they rest again they are made
        anew."""
        waiting = [one for one in (*self._needed, *self._spare) if isinstance(one, StillPiece)]
        full = sum(len(one.data) for one in waiting) + len(piece.data) > MOST_WAITING_BYTES
        dropped = {one.sheet for one in waiting if full or one.sheet != piece.sheet}
        if dropped:
            self._needed = deque(one for one in self._needed if one.sheet not in dropped)
            self._spare = deque(one for one in self._spare if one.sheet not in dropped)
        for sheet in dropped:
            self._source.begin_again(sheet)

    def _make_room(self, sheet: int) -> None:
        """While the sheet rests, its video stands back already, and what changes of it is small."""
        if not self._resting:
            self._hush.begin()
            self._say(StillComing(sheet), SURE)

    def _lies_still(self, resting: Resting) -> None:
        self._needed.append(resting)
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
        """Sends one thing more; False when there is nothing, or no room, or all is held."""
        if self._source.held:
            return False
        unsent = next((one for one in self._way if one.left or not one.begun), None)
        if unsent is not None:
            return self._chunk(unsent)
        if self._needed and isinstance(self._needed[0], Resting):
            self._resting = self._needed.popleft().sheet
            self._hush.rest(not self._whole)
            return self._say_rests(self._resting)
        if not self._window.room or not (self._needed or self._spare):
            return False
        piece = self._needed.popleft() if self._needed else self._spare.popleft()
        if isinstance(piece, StillPiece):
            self._pieces += 1
            self._way.append(_OnItsWay(self._pieces, piece))
            if piece.is_whole:
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
            self._source.want(min(max(round(rate * FIRST_WITHIN_S), LEAST_FIRST_BYTES), WHOLE_BYTES))


def _begin(n: int, piece: StillPiece) -> StillBegin:
    return StillBegin(n, piece.sheet, piece.page_px, piece.area, piece.needed, len(piece.data))


def _overlap(one: StillPiece, other: StillPiece) -> bool:
    apart = one.area[2] <= other.area[0] or other.area[2] <= one.area[0]
    return not (apart or one.area[3] <= other.area[1] or other.area[3] <= one.area[1])

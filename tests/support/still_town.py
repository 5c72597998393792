"""Two ends of a line that carries sharp pictures one message at a time, with the eye and the screen by hand."""

from collections import deque

from kiosk.domain.still import Coming, Resting, StillPiece
from kiosk.media.hush import Hush
from kiosk.media.stills_in import StillsIn
from kiosk.media.stills_out import StillsOut
from kiosk.wire.channels import BULK, SURE, Channel
from kiosk.wire.parts import Message
from kiosk.wire.stills import StillBegin, StillChunk, StillComing, StillGot, StillPlease, StillRests, StillsGone

PAGE = (1000, 1400)
NewsItem = StillPiece | Resting | Coming


class Clock:
    def __init__(self) -> None:
        self.s = 100.0

    def __call__(self) -> float:
        return self.s


class Source:
    """The eye's side, by hand."""

    def __init__(self) -> None:
        self.waiting: deque[NewsItem] = deque()
        self.closings = 0
        self.held = False
        self.wanted = 0
        self.again: list[int] = []

    def take(self) -> NewsItem | None:
        return self.waiting.popleft() if self.waiting and not self.held else None

    def listen(self, listener: object) -> None:
        return None

    def want(self, first_bytes: int) -> None:
        self.wanted = first_bytes

    def begin_again(self, sheet: int) -> None:
        self.again.append(sheet)


class Sink:
    """The screen's side: which pieces are there, and which sheet is shown as resting."""

    def __init__(self) -> None:
        self.pieces: list[StillPiece] = []
        self.shown = 0
        self.knows = True

    def listen(self, on_unknown: object) -> None:
        return None

    def begin(self) -> None:
        return None

    def piece(self, piece: StillPiece) -> None:
        self.pieces.append(piece)

    def rests(self, sheet: int) -> bool:
        self.shown = sheet if self.knows else 0
        return self.knows or not sheet

    def forget(self) -> None:
        self.pieces.clear()
        self.shown = 0

    def end(self) -> None:
        return None


class Town:
    """Two ends and a line that carries one message when told to; cut, it loses what is on it."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.source, self.sink = Source(), Sink()
        self.hush = Hush(self.clock)
        self.out = StillsOut(self.source, self.hush, self.clock)
        self.far_hush = Hush(self.clock)
        self.far = StillsIn(self.sink, self.far_hush, self.clock)
        self.there: deque[Message] = deque()
        self.quick: deque[Message] = deque()
        self.back: deque[Message] = deque()

    def connect(self) -> None:
        self.far.connected(self._send_back)
        self.out.connected(self._send)

    def cut(self) -> None:
        self.out.lost()
        self.far.lost()
        for way in (self.there, self.quick, self.back):
            way.clear()

    def give(self, *news: NewsItem) -> None:
        self.source.waiting.extend(news)
        self.out.pump()

    def carry(self, most: int = 1_000_000) -> None:
        """So many messages, in both directions, until none is left."""
        while most and (self.quick or self.there or self.back):
            most -= 1
            self.clock.s += 0.001
            if self.back:
                self._arrive_back(self.back.popleft())
            else:
                self._arrive(self.quick.popleft() if self.quick else self.there.popleft())

    def _send(self, message: Message, channel: Channel) -> bool:
        (self.there if channel is BULK else self.quick).append(message)
        return True

    def _send_back(self, message: Message, channel: Channel) -> bool:
        assert channel is SURE
        self.back.append(message)
        return True

    def _arrive(self, message: Message) -> None:
        assert isinstance(message, StillComing | StillBegin | StillChunk | StillRests | StillsGone)
        self.far.hear(message)

    def _arrive_back(self, message: Message) -> None:
        if isinstance(message, StillGot):
            self.out.got(message)
        else:
            assert isinstance(message, StillPlease)
            self.out.please(message.sheet)


def whole(sheet: int = 1, length: int = 30_000, fill: int = 7) -> StillPiece:
    return StillPiece(sheet, PAGE, (0, 0, *PAGE), bytes([fill]) * length)


def tile(index: int, needed: bool, sheet: int = 1, length: int = 3_000) -> StillPiece:
    left = 96 * (index % 8)
    return StillPiece(sheet, PAGE, (left, 96, left + 96, 192), bytes([index % 256]) * length, needed)

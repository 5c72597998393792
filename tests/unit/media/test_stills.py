"""Pieces of sharp pictures over a line that is cut again and again: nothing is lost, doubled or shown too early."""

from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.still import Coming, Resting, StillPiece
from kiosk.media.hush import AT_MOST_S, FACE_AFTER_S, RESTING_EVERY_S, Hush
from kiosk.media.stills_in import ASK_EVERY_S, MOST_ASKED, StillsIn
from kiosk.media.stills_out import CHUNK_BYTES, LEAST_FIRST_BYTES, StillsOut
from kiosk.media.window import MOST_BYTES, QUEUED_S, BulkWindow
from kiosk.wire.channels import BULK, SURE, Channel
from kiosk.wire.parts import Message
from kiosk.wire.stills import StillBegin, StillChunk, StillComing, StillGot, StillPlease, StillRests

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
        self.wanted = 0
        self.again: list[int] = []

    def take(self) -> NewsItem | None:
        return self.waiting.popleft() if self.waiting else None

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
        assert isinstance(message, StillComing | StillBegin | StillChunk | StillRests)
        self.far.hear(message)

    def _arrive_back(self, message: Message) -> None:
        if isinstance(message, StillGot):
            self.out.got(message)
        else:
            assert isinstance(message, StillPlease)
            self.source.begin_again(message.sheet)


def whole(sheet: int = 1, length: int = 30_000, fill: int = 7) -> StillPiece:
    return StillPiece(sheet, PAGE, (0, 0, *PAGE), bytes([fill]) * length)


def tile(index: int, needed: bool, sheet: int = 1, length: int = 3_000) -> StillPiece:
    left = 96 * (index % 8)
    return StillPiece(sheet, PAGE, (left, 96, left + 96, 192), bytes([index % 256]) * length, needed)


def test_a_page_arrives_as_it_was_made_and_is_shown_only_then() -> None:
    town = Town()
    town.connect()
    town.give(Coming(1), whole(), Resting(1), tile(1, needed=False))

    town.carry(3)
    assert town.sink.pieces == [] and town.sink.shown == 0
    town.carry()

    assert town.sink.pieces == [whole(), tile(1, needed=False)]
    assert town.sink.shown == 1


def test_what_moves_is_told_before_everything_that_waits() -> None:
    town = Town()
    town.connect()
    town.give(whole(), Resting(1))
    town.carry(4)
    town.give(Resting(0))

    town.carry()

    assert town.sink.pieces == [whole()]
    assert town.sink.shown == 0, "it rested when that was said, and does not any more"


def test_changes_go_before_what_only_sharpens_and_are_not_undone_by_it() -> None:
    town = Town()
    town.connect()
    town.give(whole(length=60_000), Resting(1), *(tile(index, needed=False) for index in range(8)))
    town.carry(4)
    town.give(Resting(0), tile(3, needed=True), Resting(1))

    town.carry()

    order = [piece.area[0] // 96 for piece in town.sink.pieces if not piece.is_whole]
    assert order[0] == 3 and sorted(order) == list(range(8))
    assert town.sink.pieces[1].needed and town.sink.shown == 1


@settings(deadline=None)
@given(
    st.lists(st.one_of(st.integers(1, 40), st.just("cut"), st.just("connect"), st.just("news")), max_size=40),
    st.integers(1, 60_000),
)
def test_however_often_the_line_is_cut_all_pieces_come_once_in_order(steps: list[int | str], length: int) -> None:
    town = Town()
    given: list[StillPiece] = []

    def news() -> None:
        piece = tile(len(given), needed=True) if given else whole(length=length)
        given.append(piece)
        town.give(Resting(0), piece, Resting(1))

    news()
    for step in steps:
        match step:
            case "cut":
                town.cut()
            case "connect":
                town.cut()
                town.connect()
            case "news":
                news()
            case int():
                town.carry(step)
        shown = town.sink.shown
        assert not shown or town.sink.pieces, "nothing is shown of which nothing is there"
    town.cut()
    town.connect()
    town.carry()

    assert town.sink.pieces == given
    assert town.sink.shown == 1


def test_a_piece_that_was_cut_goes_on_where_it_was() -> None:
    town = Town()
    town.connect()
    town.give(whole(length=60_000))
    town.carry(7)
    arrived = town.far._arriving
    assert arrived is not None
    here = len(arrived.content)
    assert 0 < here < 60_000

    town.cut()
    town.connect()
    again = sum(len(message.content) for message in town.there if isinstance(message, StillChunk))
    town.carry()

    assert town.sink.pieces == [whole(length=60_000)]
    assert here >= 2 * CHUNK_BYTES and again <= 60_000 - here + 2 * CHUNK_BYTES


def test_other_pictures_are_held_back_until_the_first_one_is_there() -> None:
    town = Town()
    town.connect()
    town.give(Coming(1))
    assert not town.hush.allows("document", 0.0) and not town.hush.allows("face", 0.0)
    town.clock.s += FACE_AFTER_S
    assert not town.hush.allows("document", 0.0) and town.hush.allows("face", town.clock.s - 1.1)
    assert not town.hush.allows("face", town.clock.s - 0.5)
    town.give(whole(), Resting(1), tile(2, needed=False))

    town.carry(5)
    assert town.hush.on and town.far_hush.on, "its receipts come over the same line"
    while not town.sink.shown:
        town.carry(1)
    town.carry(1)

    assert not town.hush.on and not town.far_hush.on, "sharpening takes no line from a face"
    assert not town.hush.allows("document", town.clock.s), "which shows what lies there already"
    assert town.hush.allows("document", town.clock.s - RESTING_EVERY_S)
    town.give(Resting(0))
    assert town.hush.allows("document", town.clock.s)


def test_what_changes_on_a_resting_sheet_takes_no_line_from_a_face() -> None:
    town = Town()
    town.connect()
    town.give(whole(), Resting(1))
    town.carry()
    town.give(Coming(1), tile(3, needed=True), Resting(1))
    assert town.hush.allows("face", town.clock.s)
    town.carry()
    assert len(town.sink.pieces) == 2 and not town.far_hush.on


@pytest.mark.parametrize("what", ["moved", "lost", "late", "closed"])
def test_they_are_not_held_back_for_ever(what: str) -> None:
    town = Town()
    town.connect()
    town.give(Coming(1), whole())
    assert town.hush.on
    match what:
        case "moved":
            town.give(Resting(0))
        case "lost":
            town.cut()
        case "late":
            town.clock.s += AT_MOST_S + 0.1
        case "closed":
            town.source.closings += 1
            town.out.pump()
    assert town.hush.allows("document", 0.0)


def test_when_the_gate_closes_no_more_of_it_leaves() -> None:
    town = Town()
    town.connect()
    town.give(whole(length=200_000), Resting(1))
    town.carry(6)
    town.source.closings += 1
    town.out.pump()
    left = len(town.there)

    town.carry()
    assert town.sink.pieces == [] and town.sink.shown == 0
    town.give(whole(2), Resting(2))
    town.carry()

    assert town.sink.pieces == [whole(2)] and town.sink.shown == 2
    assert left < 200_000 / CHUNK_BYTES / 2


def test_what_was_on_its_way_when_it_was_forgotten_is_not_seen_and_the_next_piece_comes() -> None:
    town = Town()
    town.connect()
    town.give(whole(length=60_000), tile(3, needed=True))
    town.carry(8)
    arriving = town.far._arriving
    assert arriving is not None and arriving.content
    town.far.forget()
    assert not any(arriving.content)
    town.carry()
    assert town.sink.pieces == [tile(3, needed=True)]


def test_an_end_that_knows_nothing_of_a_sheet_asks_for_it_but_not_for_ever() -> None:
    town = Town()
    town.connect()
    town.sink.knows = False
    for _ in range(3 * MOST_ASKED):
        town.give(Resting(0), Resting(9))
        town.carry()
        town.clock.s += ASK_EVERY_S
    assert town.source.again == [9] * MOST_ASKED


@pytest.mark.parametrize(
    "message",
    [
        StillChunk(5, 0, b"x"),
        StillGot(99, 0),
        StillGot(1, 400_000),
        StillRests(1, 0),
    ],
)
def test_words_out_of_turn_change_nothing(message: Message) -> None:
    town = Town()
    town.connect()
    town.give(whole(), Resting(1))
    if isinstance(message, StillGot):
        town.out.got(message)
    else:
        assert isinstance(message, StillBegin | StillChunk | StillRests)
        town.far.hear(message)
    town.carry()
    if isinstance(message, StillGot):  # who says that all is there gets no more
        assert town.sink.shown in (0, 1)
    else:
        assert town.sink.pieces == [whole()] and town.sink.shown == 1


def test_a_chunk_that_does_not_fit_drops_the_piece_and_asks_for_the_sheet() -> None:
    town = Town()
    town.connect()
    begin = StillBegin(1, 4, PAGE, (0, 0, *PAGE), True, 100)
    town.far.hear(begin)
    town.far.hear(StillChunk(1, 50, b"x" * 50))
    town.carry()
    assert town.sink.pieces == [] and town.source.again == [4]


def test_the_line_is_measured_and_the_next_first_picture_made_for_it() -> None:
    town = Town()
    town.connect()
    town.give(whole(length=100_000))
    while town.there or town.back:
        town.clock.s += 0.04  # 4 kB each 80 ms: 0.4 Mbit/s
        town.carry(1)
    assert LEAST_FIRST_BYTES <= town.source.wanted < 40_000


def test_the_window_opens_while_receipts_are_quick_and_narrows_when_they_wait_in_a_queue() -> None:
    window, now_s = BulkWindow(), 0.0
    for _ in range(30):
        window.sent(4_096, now_s)
        now_s += 0.08
        window.got(4_096, now_s)
    wide = window.bytes
    for _ in range(10):
        window.sent(4_096, now_s)
        now_s += 0.08 + 2 * QUEUED_S
        window.got(4_096, now_s)
    assert wide == MOST_BYTES > 3 * window.bytes

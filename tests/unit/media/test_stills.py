"""Pieces of sharp pictures over a line that is cut again and again: nothing is lost, doubled or shown too early."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.still import Coming, Resting, StillPiece
from kiosk.media.stills_out import CHUNK_BYTES, MOST_WAITING_BYTES
from kiosk.wire.channels import Channel
from kiosk.wire.parts import Message
from kiosk.wire.stills import StillChunk
from tests.support.still_town import PAGE, Town, tile, whole


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


def test_what_sharpens_an_older_look_is_dropped_where_a_change_lies_within_it() -> None:
    town = Town()
    town.connect()
    group = StillPiece(1, PAGE, (0, 0, 384, 384), b"o" * 3_000, needed=False)
    beside = StillPiece(1, PAGE, (384, 0, 768, 384), b"b" * 3_000, needed=False)
    town.give(whole(length=60_000), Resting(1), group, beside)
    town.carry(4)
    town.give(Resting(0), tile(1, needed=True), Resting(1))

    town.carry()

    assert group not in town.sink.pieces, "it would undo what was written since"
    assert beside in town.sink.pieces and tile(1, needed=True) in town.sink.pieces


def test_after_a_reconnect_nothing_goes_twice_but_what_had_no_receipt() -> None:
    town = Town()
    town.connect()
    town.give(whole(length=60_000))
    town.carry(14)
    arrived = town.far._arriving
    assert arrived is not None
    here = len(arrived.content)
    assert here > 5 * CHUNK_BYTES
    town.cut()
    sent: list[StillChunk] = []
    send = town._send

    def counted(message: Message, channel: Channel) -> bool:
        if isinstance(message, StillChunk):
            sent.append(message)
        return send(message, channel)

    town.far.connected(town._send_back)
    town.out.connected(counted)
    town.carry()

    assert town.sink.pieces == [whole(length=60_000)]
    assert sum(len(one.content) for one in sent) <= 60_000 - here + CHUNK_BYTES


def test_of_an_older_sheet_nothing_more_begins_and_it_is_made_anew_when_it_is_back() -> None:
    town = Town()
    town.connect()
    town.give(whole(1, 60_000), Resting(1), *(tile(index, needed=False) for index in range(8)))
    town.carry(4)
    town.give(Resting(0), whole(2), Resting(2))

    town.carry()

    assert town.sink.pieces == [whole(1, 60_000), whole(2)]
    assert town.source.again == [1] and town.sink.shown == 2


def test_what_gathers_while_nothing_is_carried_has_an_end_and_the_sheet_is_made_anew() -> None:
    town = Town()
    each = 100_000
    for index in range(3 * MOST_WAITING_BYTES // each):
        town.give(tile(index, needed=True, length=each))
    waiting = [one for one in town.out._needed if isinstance(one, StillPiece)]
    assert sum(len(one.data) for one in waiting) <= MOST_WAITING_BYTES
    assert set(town.source.again) == {1}

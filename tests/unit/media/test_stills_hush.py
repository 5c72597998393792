"""What stands back while a sharp picture is on its way, and what never leaves once the gate has moved."""

import pytest

from kiosk.domain.still import LEAST_FIRST_BYTES, Coming, Resting
from kiosk.media.hush import AT_MOST_S, FACE_AFTER_S, RESTING_EVERY_S
from kiosk.media.stills_out import CHUNK_BYTES
from kiosk.media.window import MOST_BYTES, QUEUED_S, BulkWindow
from tests.support.still_town import Town, tile, whole


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


def test_when_the_gate_closes_what_only_sharpens_does_not_leave_either() -> None:
    town = Town()
    town.connect()
    town.give(whole(length=60_000), Resting(1), tile(1, needed=False), tile(2, needed=False))
    town.carry(4)
    town.source.closings += 1
    town.out.pump()

    town.carry()

    assert town.sink.pieces == []


def test_the_line_is_kept_free_again_after_a_reconnect() -> None:
    town = Town()
    town.connect()
    town.give(whole(length=60_000))
    town.carry(5)
    town.cut()
    assert not town.hush.on
    town.connect()
    assert town.hush.on


@pytest.mark.parametrize("first", ["the word", "the piece"])
def test_what_was_on_its_way_when_the_gate_closed_is_not_seen_whichever_comes_first(first: str) -> None:
    town = Town()
    town.connect()
    town.give(tile(3, needed=True))
    if first == "the piece":
        town.carry()
        assert town.sink.pieces
    town.source.closings += 1
    town.out.pump()

    town.carry()

    assert town.sink.pieces == []
    town.give(tile(4, needed=True))
    town.carry()
    assert town.sink.pieces == [tile(4, needed=True)]


def test_what_the_other_end_should_forget_it_hears_again_after_a_reconnect() -> None:
    town = Town()
    town.connect()
    town.give(tile(3, needed=True))
    town.carry()
    town.source.closings += 1
    town.out.pump()
    town.cut()
    assert town.sink.pieces

    town.connect()
    town.carry()

    assert town.sink.pieces == []


def test_while_all_is_held_nothing_leaves_and_then_it_goes_on_where_it_was() -> None:
    town = Town()
    town.connect()
    town.give(whole(length=60_000), Resting(1))
    town.carry(6)
    arriving = town.far._arriving
    assert arriving is not None and arriving.content
    town.source.held = True
    town.cut()
    town.connect()
    before = len(arriving.content)

    town.carry()

    assert len(arriving.content) == before and town.sink.pieces == []
    town.source.held = False
    town.out.pump()
    town.carry()
    assert town.sink.pieces == [whole(length=60_000)] and town.sink.shown == 1


def test_video_goes_on_until_the_other_end_was_told_that_the_sheet_rests() -> None:
    town = Town()
    town.connect()
    town.give(whole(length=60_000), Resting(1))
    town.carry(3)

    town.clock.s += AT_MOST_S + 0.1

    assert town.hush.allows("document", town.clock.s)


def test_the_line_is_kept_free_for_the_newest_sheet() -> None:
    town = Town()
    town.connect()
    town.give(whole(1, 20_000))
    town.carry(2)
    town.give(whole(2, 60_000), Resting(2))
    while not town.sink.pieces:
        town.carry(1)
    town.carry(1)
    assert town.hush.on, "the older one is there, this one is not"

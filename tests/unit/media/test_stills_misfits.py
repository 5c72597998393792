"""Sharp pictures of an end that says what does not fit together, too much, or too often."""

import pytest

from kiosk.domain.still import Resting
from kiosk.media.stills_in import ASK_EVERY_S, MOST_ASKED
from kiosk.media.stills_out import AGAIN_WITHIN_S, MOST_AGAIN
from kiosk.wire.stills import StillBegin, StillChunk, StillGot, StillRests
from tests.support.still_town import PAGE, Town, tile, whole


def test_an_end_that_knows_nothing_of_a_sheet_asks_for_it_but_not_for_ever() -> None:
    town = Town()
    town.connect()
    town.sink.knows = False
    for _ in range(3 * MOST_ASKED):
        town.give(Resting(0), Resting(9))
        town.carry()
        town.clock.s += ASK_EVERY_S
    assert town.source.again == [9] * MOST_ASKED


def test_an_end_that_asks_again_and_again_is_not_given_a_page_each_time() -> None:
    town = Town()
    town.connect()
    for _ in range(20):
        town.out.please(9)
        town.clock.s += AGAIN_WITHIN_S / 40
    assert len(town.source.again) == MOST_AGAIN

    town.clock.s += AGAIN_WITHIN_S
    town.out.please(9)

    assert len(town.source.again) == MOST_AGAIN + 1


def test_an_end_that_has_lost_several_sheets_is_given_each_of_them() -> None:
    town = Town()
    town.connect()
    for sheet in (4, 5):
        town.out.please(sheet)
    assert town.source.again == [4, 5]


@pytest.mark.parametrize("message", [StillChunk(5, 0, b"x"), StillRests(1, 0)])
def test_words_out_of_turn_change_nothing(message: StillChunk | StillRests) -> None:
    town = Town()
    town.connect()
    town.give(whole(), Resting(1))
    town.far.hear(message)
    town.carry()
    assert town.sink.pieces == [whole()] and town.sink.shown == 1


def test_a_chunk_that_does_not_fit_drops_the_piece_and_asks_for_the_sheet() -> None:
    town = Town()
    town.connect()
    begin = StillBegin(1, 4, PAGE, (0, 0, *PAGE), True, 100)
    town.far.hear(begin)
    town.far.hear(StillChunk(1, 50, b"x" * 50))
    town.carry()
    assert town.sink.pieces == [] and town.source.again == [4]


@pytest.mark.parametrize("receipt", [StillGot(1, 400_000), StillGot(99, 0)], ids=["too much", "never begun"])
def test_a_receipt_for_more_than_was_sent_is_not_believed(receipt: StillGot) -> None:
    town = Town()
    town.connect()
    town.give(whole(length=60_000), Resting(1))
    town.out.got(receipt)
    town.carry()
    assert town.sink.pieces == [whole(length=60_000)] and town.sink.shown == 1


def test_an_older_word_about_rest_is_not_heard() -> None:
    town = Town()
    town.connect()
    town.far.hear(StillRests(2, 0))
    town.far.hear(StillRests(1, 7))
    assert town.sink.shown == 0


def test_what_had_come_of_a_piece_that_another_one_follows_is_overwritten() -> None:
    town = Town()
    town.connect()
    town.far.hear(StillBegin(1, 4, PAGE, (0, 0, *PAGE), True, 100))
    town.far.hear(StillChunk(1, 0, b"x" * 50))
    arriving = town.far._arriving
    assert arriving is not None and any(arriving.content)
    town.far.hear(StillBegin(2, 4, PAGE, (0, 0, *PAGE), True, 100))
    assert not any(arriving.content)


def test_what_does_not_fit_together_leaves_nothing_behind() -> None:
    town = Town()
    town.connect()
    town.far.hear(StillBegin(1, 4, PAGE, (0, 0, *PAGE), True, 100))
    town.far.hear(StillChunk(1, 0, b"x" * 40))
    arriving = town.far._arriving
    assert arriving is not None
    town.far.hear(StillChunk(1, 50, b"x" * 50))
    assert not any(arriving.content)


def test_a_piece_beside_its_page_is_not_shown_and_its_sheet_asked_for() -> None:
    town = Town()
    town.connect()
    town.far.hear(StillBegin(1, 4, PAGE, (900, 0, 1100, 100), True, 3))
    town.far.hear(StillChunk(1, 0, b"xyz"))
    town.carry()
    assert town.sink.pieces == [] and town.source.again == [4]


def test_an_end_that_knows_nothing_of_a_sheet_does_not_ask_again_at_once() -> None:
    town = Town()
    town.connect()
    town.sink.knows = False
    for _ in range(3):
        town.give(Resting(0), Resting(9))
        town.carry()
    assert town.source.again == [9]


def test_after_a_chunk_that_does_not_fit_the_next_piece_comes() -> None:
    town = Town()
    town.connect()
    town.give(whole(length=60_000))
    town.carry(3)
    town.far.hear(StillChunk(1, 300_000, b"x"))
    town.carry()
    town.give(tile(3, needed=True))

    town.carry()

    assert town.source.again == [1]
    assert town.sink.pieces == [tile(3, needed=True)], "its own end decides whether that is of use without the page"

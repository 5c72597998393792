"""Pieces of another end's sheets become pages over the video, through a real reader; nothing is left after the call."""

import time
from collections.abc import Iterator

import numpy as np
import pytest

from kiosk.domain.page import Page, sheet_id
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.still import StillPiece
from kiosk.reader.child import bands
from kiosk.reader.far_page import FarPage
from kiosk.reader.pages import KEPT_PAGES
from tests.unit.reader.asking import FIRST_WITHIN_S, children
from tests.unit.reader.far_bench import Pixels, page_of, patched, piece_of
from tests.unit.worker.watching import Reports, nothing_left

SIZE = (1240, 1754)
TILES = [(0, 0, 400, 300), (600, 900, 1240, 1500), (100, 1700, 1240, 1754)]
ENDS_WITHIN_S = 5.0


class Call:
    """A far page in a call, and waits for what is seen."""

    def __init__(self) -> None:
        self.slot = Slot()
        self.sharp: Reports[bool] = Reports()
        self.far = FarPage("van", self.slot, self.sharp.add, lambda number: Page(sheet_id("van", number), 210.0, 297.0))
        self._seen: Reports[Picture | None] = Reports()
        self.slot.listen(lambda: self._seen.add(self.slot.newest()))

    def begin(self) -> None:
        self.far.begin()
        assert self.far.ended(FIRST_WITHIN_S)

    def until_seen(self, pixels: Pixels) -> None:
        wanted = b"".join(bands(pixels))
        self._seen.until(lambda picture: picture is not None and bytes(picture.data) == wanted, FIRST_WITHIN_S)

    def show(self, sheet: int) -> Pixels:
        """That sheet comes as a whole, rests, and is seen."""
        page = page_of(sheet, SIZE)
        self.far.piece(piece_of(sheet, page))
        assert self.far.rests(sheet)
        self.until_seen(page)
        return page


@pytest.fixture
def call() -> Iterator[Call]:
    with nothing_left():
        made = Call()
        made.begin()
        yield made
        made.far.end()
        assert made.far.ended(ENDS_WITHIN_S)


def test_a_sheet_comes_is_seen_gets_sharper_moves_and_rests_again(call: Call) -> None:
    page = call.show(1)
    for seed, area in enumerate(TILES):
        page = patched(page, area, seed)
        call.far.piece(piece_of(1, page, area, needed=False))
    call.until_seen(page)
    assert call.far.rests(0)
    assert call.slot.newest() is None
    for seed, area in enumerate(TILES):
        page = patched(page, area, 10 + seed)
        call.far.piece(piece_of(1, page, area))
    assert call.slot.newest() is None
    assert call.far.rests(1)
    call.until_seen(page)
    assert call.sharp.all == [True, False, True]


def test_three_sheets_are_kept_and_the_fourth_takes_the_place_of_the_first(call: Call) -> None:
    for sheet in range(1, 2 + KEPT_PAGES):
        call.show(sheet)
    assert not call.far.rests(1)
    assert call.slot.newest() is None
    for sheet in range(2, 2 + KEPT_PAGES):
        assert call.far.rests(sheet)
        call.until_seen(page_of(sheet, SIZE))


def test_a_hostile_piece_ends_its_still_and_the_sheet_may_begin_again(call: Call) -> None:
    page = call.show(1)
    call.sharp.forget()
    honest = piece_of(1, page, TILES[0], needed=False)
    call.far.piece(StillPiece(1, SIZE, TILES[0], honest.data[:-10], needed=False))
    call.sharp.until(lambda sharp: not sharp)
    assert call.slot.newest() is None
    assert not call.far.rests(1)
    call.show(1)


def test_a_child_that_is_killed_over_a_piece_costs_that_sheet_and_no_other(call: Call) -> None:
    call.show(2)
    page = call.show(1)
    child = children()[0]
    child.suspend()
    call.sharp.forget()
    call.far.piece(piece_of(1, page, TILES[0], needed=False))
    child.kill()
    call.sharp.until(lambda sharp: not sharp)
    assert not call.far.rests(1)
    assert call.far.rests(2)
    call.show(1)


def test_a_page_in_another_scale_is_not_pieced_together_with_the_first(call: Call) -> None:
    call.show(1)
    smaller = page_of(1, (620, 877))
    call.far.piece(piece_of(1, smaller, (0, 0, 100, 100), needed=False))
    assert call.slot.newest() is None
    assert not call.far.rests(1)
    call.far.piece(piece_of(1, smaller))
    assert call.far.rests(1)
    call.until_seen(smaller)


def test_no_caller_waits_for_a_reader_that_begins_or_ends(call: Call) -> None:
    page = call.show(1)
    shown = call.slot.newest()
    assert shown is not None
    children()[0].suspend()  # so that it does not end by itself
    call.far.piece(piece_of(1, page, TILES[0], needed=False))
    begun_s = time.monotonic()
    call.far.end()
    call.far.begin()
    assert time.monotonic() - begun_s < 0.9, "ending such a child takes a second"
    assert call.slot.newest() is None and not np.frombuffer(shown.data, np.uint8).any()
    assert call.far.ended(ENDS_WITHIN_S)
    call.show(3)


def test_many_calls_leave_nothing(call: Call) -> None:
    for round_ in range(4):
        call.far.end()
        assert call.far.ended(ENDS_WITHIN_S)
        assert not children()
        call.begin()
        if round_ % 2:
            call.show(1)

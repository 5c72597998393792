"""An older sheet of the visit is read again from what was kept, and seen in the place of the one that lies there."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pytest

from kiosk.domain.page import Page, sheet_id
from kiosk.domain.page_list import Kept
from kiosk.domain.picture import Picture
from kiosk.domain.pose import whole
from kiosk.domain.still import Area
from kiosk.reader.keeping import MOST_SHEETS
from kiosk.reader.pages import KEPT_PAGES
from kiosk.reader.thumbnail import LONGEST_PX, thumbnail
from tests.unit.reader.far_bench import FarBench, Pixels, page_of, patched, piece_of
from tests.unit.reader.pictures import drawn

WITHIN_S = 10.0
TILE: Area = (20, 30, 70, 90)
OTHER_TILE: Area = (60, 100, 120, 160)


class ListBench(FarBench):
    """The same, and what it said of what is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[int, Kept] = {}
        self.pages |= {number: Page(sheet_id("van", number), 210.0, 280.0) for number in range(9, 40)}
        self.far.on_kept = self._told

    def _told(self, kept: Mapping[int, Kept]) -> None:
        self.kept = dict(kept)

    def visit(self, *sheets: int) -> None:
        """Those sheets are laid down one after the other; the last one lies there."""
        for sheet in sheets:
            self.send(piece_of(sheet, page_of(sheet)))
            assert self.far.rests(sheet)
            self.reader.idle()

    def read_all(self) -> None:
        while self.reader.waiting:
            self.reader.read_next()

    def show(self, sheet: int) -> Picture:
        """That older sheet is to be seen, and is."""
        self.far.show(sheet)
        self.read_all()
        shown = self.shown
        assert shown is not None and shown.pose is not None and shown.pose.page == sheet_id("van", sheet)
        return shown

    def laid_page(self) -> Page:
        """Which page is seen now."""
        shown = self.shown
        assert shown is not None and shown.pose is not None
        return next(page for page in self.pages.values() if page.id == shown.pose.page)


@pytest.fixture
def bench() -> Iterator[ListBench]:
    made = ListBench()
    made.far.begin()
    assert made.far.ended(WITHIN_S)
    yield made
    made.far.end()
    assert made.far.ended(WITHIN_S)


def changed(bench: ListBench, sheet: int) -> Pixels:
    """That sheet is written on twice while it lies there, and gets sharper."""
    bench.visit(sheet)
    page = page_of(sheet)
    for seed, (area, needed) in enumerate([(TILE, True), (OTHER_TILE, False), (TILE, True)]):
        page = patched(page, area, seed)
        bench.send(piece_of(sheet, page, area, needed))
    assert bench.far.rests(sheet)
    return page


def test_an_older_sheet_is_seen_as_it_was_seen_last_in_the_place_of_the_one_that_lies_there(bench: ListBench) -> None:
    last = changed(bench, 1)
    bench.visit(2, 3, 4, 5)
    assert not any(page.sheet == 1 for page in bench.far._pages._kept.values()), "its pixels are long gone"
    shown = bench.show(1)
    assert bench.shows(last)
    assert shown.sharp and shown.pose == whole(bench.pages[1])
    bench.far.show(None)
    assert bench.shows(page_of(5)), "at once"
    assert not any(shown.data)


def test_an_end_without_a_list_keeps_nothing_of_a_sheet_but_its_page(bench: ListBench) -> None:
    bench.far.keeps = False
    bench.visit(1, 2)
    assert bench.kept == {} and bench.far._keeping.of(1) is None
    bench.far.show(1)
    bench.reader.idle()
    assert bench.shows(page_of(2)), "there is nothing else to be seen"


def test_what_lies_there_is_not_said_to_be_seen_meanwhile_and_goes_on_beneath(bench: ListBench) -> None:
    bench.visit(1, 2)
    bench.sharp.clear()
    live = bench.shown
    bench.show(1)
    assert bench.sharp == [False] and live is not None and not any(live.data)
    assert bench.far.rests(0)
    assert bench.laid_page().id == sheet_id("van", 1), "what moves is beneath"
    now = patched(page_of(2), TILE, 7)
    bench.send(piece_of(2, now, TILE))
    assert bench.far.rests(2)
    bench.reader.idle()
    assert bench.shows(page_of(1)) and bench.sharp == [False]
    bench.far.show(None)
    assert bench.shows(now) and bench.sharp == [False, True]


def test_going_back_to_a_sheet_that_moves_shows_the_video(bench: ListBench) -> None:
    bench.visit(1, 2)
    bench.show(1)
    assert bench.far.rests(0)
    bench.far.show(None)
    assert bench.shown is None


def test_until_it_is_read_nothing_is_laid_and_what_lies_there_goes_before(bench: ListBench) -> None:
    changed(bench, 1)
    bench.visit(2)
    bench.far.show(1)
    assert bench.shown is None and bench.reader.waiting == 1, "one piece at a time"
    bench.far.piece(piece_of(2, page_of(2), TILE, needed=False))
    bench.reader.read_next(2)
    assert bench.shown is None and bench.reader.waiting == 1
    bench.read_all()
    assert bench.laid_page().id == sheet_id("van", 1)


def test_where_the_reader_has_no_room_it_is_asked_again(bench: ListBench) -> None:
    bench.visit(1, 2)
    bench.reader.is_full = True
    bench.far.show(1)
    assert bench.reader.waiting == 0
    bench.reader.is_full = False
    bench.reader.idle()
    bench.read_all()
    assert bench.shows(page_of(1))


def test_who_goes_back_before_it_is_read_sees_nothing_of_it(bench: ListBench) -> None:
    bench.visit(1, 2)
    bench.far.show(1)
    bench.far.show(None)
    bench.read_all()
    assert bench.shows(page_of(2))
    assert bench.reader.last is not None and not any(bench.reader.last.pixels or b"")


def test_one_older_sheet_after_the_other(bench: ListBench) -> None:
    bench.visit(1, 2, 3)
    first = bench.show(1)
    bench.far.show(2)
    assert bench.shown is None and not any(first.data)
    bench.read_all()
    assert bench.shows(page_of(2))


def test_more_of_it_that_comes_late_is_seen_too(bench: ListBench) -> None:
    bench.visit(1, 2)
    bench.show(1)
    now = patched(page_of(1), TILE, 8)
    bench.send(piece_of(1, now, TILE))
    bench.read_all()
    assert bench.shows(now)


def test_what_is_kept_is_told_as_it_changes(bench: ListBench) -> None:
    bench.send(piece_of(1, page_of(1)))
    assert bench.kept == {}, "it never rested"
    bench.visit(1, 2)
    assert bench.kept == {1: Kept.HERE, 2: Kept.HERE}
    bench.far.forget()
    assert bench.kept == {1: Kept.HIDDEN, 2: Kept.HIDDEN}
    bench.visit(2)
    assert bench.kept == {1: Kept.HIDDEN, 2: Kept.HERE}
    bench.far.end()
    assert bench.kept == {}


def test_what_was_hidden_can_never_be_seen_again_and_no_byte_of_it_stays(bench: ListBench) -> None:
    bench.visit(1, 2)
    encoded = [one for sheet in (1, 2) for one in _pieces(bench, sheet)]
    thumbs = [bench.far.thumbs.of(1), bench.far.thumbs.of(2)]
    shown = bench.show(1)
    assert all(any(one) for one in encoded)
    bench.far.forget()
    assert bench.shown is None and not any(shown.data)
    assert not any(any(one) for one in encoded)
    assert all(thumb is not None and not any(thumb.data) for thumb in thumbs)
    assert bench.far.thumbs.of(1) is None
    bench.far.show(1)
    bench.reader.idle()
    assert bench.reader.waiting == 0 and bench.shown is None


def test_what_is_hidden_while_it_is_being_read_is_not_seen(bench: ListBench) -> None:
    changed(bench, 1)
    bench.visit(2)
    bench.far.show(1)
    bench.reader.read_next()
    opening = bench.far._opening
    assert opening is not None and opening.page._pixels is not None and opening.page._pixels.any()
    bench.far.forget()
    bench.read_all()
    bench.reader.idle()
    assert bench.shown is None
    assert not opening.page._pixels.any()


def test_after_the_call_nothing_of_it_is_there(bench: ListBench) -> None:
    bench.visit(1, 2)
    encoded = _pieces(bench, 1)
    bench.show(1)
    bench.far.end()
    assert bench.shown is None and not any(any(one) for one in encoded)
    bench.far.begin()
    assert bench.far.ended(WITHIN_S)
    bench.far.show(1)
    assert bench.reader.waiting == 0 and bench.kept == {}


def test_a_sheet_that_has_to_make_room_while_it_is_seen_gives_way_to_what_lies_there(bench: ListBench) -> None:
    bench.visit(*range(1, MOST_SHEETS + 1))
    bench.show(1)
    bench.visit(MOST_SHEETS + 1)
    assert bench.kept[1] is Kept.NO_ROOM and bench.far.thumbs.of(1) is None
    assert bench.shows(page_of(MOST_SHEETS + 1))


def test_a_hostile_piece_among_those_that_are_kept_ends_it(bench: ListBench) -> None:
    bench.visit(1, 2)
    bench.send(replace(piece_of(1, page_of(1), TILE, needed=False), data=b"<html>"))
    assert bench.kept == {2: Kept.HERE}
    bench.visit(1, *range(3, 3 + KEPT_PAGES))
    kept = bench.far._keeping.of(1)
    assert kept is not None
    kept.pieces[0].overwrite()  # as if the child refused it
    bench.far.show(1)
    bench.read_all()
    bench.reader.idle()
    assert 1 not in bench.kept
    assert bench.shows(page_of(2 + KEPT_PAGES))


def test_a_sheet_that_rested_has_a_small_picture_that_follows_it(bench: ListBench) -> None:
    bench.send(piece_of(1, page_of(1)))
    bench.reader.idle()
    assert bench.far.thumbs.of(1) is None, "it was not seen as a still"
    bench.visit(1)
    first = bench.far.thumbs.of(1)
    assert first is not None and (first.width, first.height) == (72, 96)
    assert _alike(first, page_of(1)) and not _alike(first, page_of(2))
    bench.reader.idle()
    assert bench.far.thumbs.of(1) is first, "not made again in vain"
    now = patched(page_of(1), (0, 0, 120, 120), seed=3)
    bench.send(piece_of(1, now, (0, 0, 120, 120)))
    bench.reader.idle()
    assert bench.far.thumbs.of(1) is first, "it is not as it lies there before it rests"
    assert bench.far.rests(1)
    bench.reader.idle()
    second = bench.far.thumbs.of(1)
    assert second is not None and _alike(second, now)
    assert not any(first.data)


@pytest.mark.parametrize("size", [(1240, 1754), (3000, 200), (96, 40), (7, 5), (97, 1)])
def test_a_small_picture_is_the_mean_of_the_large_one(size: tuple[int, int]) -> None:
    pixels = drawn(*size, seed=4)
    small = thumbnail(np.ascontiguousarray(np.dstack([pixels, np.full(size[::-1], 255, np.uint8)])), 1, 0.0)
    assert max(small.width, small.height) == min(LONGEST_PX, max(size))
    assert len(small.data) == 4 * small.width * small.height
    if min(small.width, small.height) > 60:
        assert _alike(small, pixels)


def _pieces(bench: ListBench, sheet: int) -> list[bytearray]:
    kept = bench.far._keeping.of(sheet)
    assert kept is not None
    return [piece.data for piece in kept.pieces]


def _alike(small: Picture, pixels: Pixels) -> bool:
    """Whether each part of the small picture is about as light as that part of the page."""
    seen = np.frombuffer(bytes(small.data), np.uint8).reshape(small.height, small.width, 4)[:, :, :3]
    return float(np.abs(_parts(seen) - _parts(pixels)).max()) < 14


def _parts(pixels: Pixels) -> Pixels:
    rows, columns = (np.array_split(np.arange(side), 6) for side in pixels.shape[:2])
    return np.array([[pixels[np.ix_(row, column)].mean() for column in columns] for row in rows])

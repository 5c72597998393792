"""When a still of the other end's sheet lies over the video, and when nothing of it may."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.domain.page import Page, sheet_id
from kiosk.domain.picture import Picture
from kiosk.domain.pose import whole
from kiosk.domain.still import MOST_BYTES, Area
from kiosk.media.ends import StillSink
from kiosk.reader import far_page
from kiosk.reader.pages import KEPT_PAGES
from tests.unit.reader.far_bench import PAGE_PX, FarBench, page_of, patched, piece_of
from tests.unit.reader.pictures import encoded

WITHIN_S = 10.0
TILE: Area = (20, 30, 70, 90)
OTHER_TILE: Area = (60, 100, 120, 160)
NEVER_S, ALWAYS_S = 1e6, 0.0


@pytest.fixture
def bench() -> Iterator[FarBench]:
    made = FarBench()
    made.far.begin()
    assert made.far.ended(WITHIN_S)
    yield made
    made.far.end()
    assert made.far.ended(WITHIN_S)


@pytest.fixture
def hurried(bench: FarBench, monkeypatch: pytest.MonkeyPatch) -> FarBench:
    """One that may be laid anew at any time."""
    monkeypatch.setattr(far_page, "LAY_EVERY_S", ALWAYS_S)
    return bench


def lay(bench: FarBench, sheet: int = 1) -> None:
    """That sheet comes as a whole, and rests."""
    bench.send(piece_of(sheet, page_of(sheet)))
    assert bench.far.rests(sheet)
    assert bench.shows(page_of(sheet))


def test_it_is_what_the_media_layer_gives_pieces_to(bench: FarBench) -> None:
    sink: StillSink = bench.far
    assert sink.rests(0)


def test_a_sheet_that_rests_lies_over_the_video_as_a_page(bench: FarBench) -> None:
    lay(bench)
    shown = bench.shown
    assert shown is not None and shown.sharp
    assert (shown.width, shown.height, shown.stride) == (*PAGE_PX, 4 * PAGE_PX[0])
    assert (shown.source_width, shown.source_height) == PAGE_PX
    assert shown.pose == whole(Page(sheet_id("van", 1), 210.0, 280.0))
    assert bench.sharp == [True]


def test_the_clerks_sheet_lies_over_the_residents_video_as_a_page_of_the_office() -> None:
    bench = FarBench("office")
    bench.far.begin()
    assert bench.far.ended(WITHIN_S)
    lay(bench)
    assert bench.shown is not None
    assert bench.shown.pose == whole(Page(sheet_id("office", 1), 210.0, 280.0))
    bench.far.end()
    assert bench.far.ended(WITHIN_S)


def test_a_piece_that_is_smaller_than_its_area_is_enlarged_to_it(bench: FarBench) -> None:
    small = piece_of(1, page_of(1, (60, 80)))
    bench.send(replace(small, page_px=PAGE_PX, area=(0, 0, *PAGE_PX)))
    assert bench.far.rests(1)
    assert bench.shown is not None and (bench.shown.width, bench.shown.height) == PAGE_PX


def test_a_sheet_that_does_not_rest_is_not_shown(bench: FarBench) -> None:
    bench.send(piece_of(1, page_of(1)), piece_of(1, page_of(1), TILE, needed=False))
    bench.reader.idle()
    assert bench.shown is None and bench.sharp == []


def test_a_sheet_that_rests_is_shown_once_all_that_came_before_is_read(bench: FarBench) -> None:
    now = patched(page_of(1), TILE, seed=5)
    bench.far.piece(piece_of(1, page_of(1)))
    bench.far.piece(piece_of(1, now, TILE))
    assert bench.far.rests(1), "known although nothing is read yet"
    assert bench.shown is None
    bench.reader.read_next()
    bench.reader.idle()
    assert bench.shown is None, "it would show what does not lie there any more"
    bench.reader.read_next()
    assert bench.shows(now)


def test_whatever_moves_takes_the_still_away_at_once_and_resting_brings_it_back(bench: FarBench) -> None:
    lay(bench)
    shown = bench.shown
    assert shown is not None
    assert bench.far.rests(0)
    assert bench.shown is None
    assert not any(shown.data), "and what was laid is overwritten"
    assert bench.far.rests(1)
    assert bench.shows(page_of(1)), "nothing had to come for that"
    assert bench.sharp == [True, False, True]
    again = bench.shown
    assert again is not None and again.number > shown.number


def test_the_still_gets_sharper_without_a_further_word(hurried: FarBench) -> None:
    lay(hurried)
    sharper = patched(page_of(1), TILE, seed=7)
    hurried.send(piece_of(1, sharper, TILE, needed=False))
    assert hurried.shows(sharper)
    assert hurried.sharp == [True]


def test_it_is_not_laid_at_each_piece_and_at_the_end_all_are_seen(
    bench: FarBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(bench)
    monkeypatch.setattr(far_page, "LAY_EVERY_S", NEVER_S)
    once = patched(page_of(1), TILE, seed=7)
    both = patched(once, OTHER_TILE, seed=8)
    bench.send(piece_of(1, once, TILE, needed=False), piece_of(1, both, OTHER_TILE, needed=False))
    bench.reader.idle()
    assert bench.shows(page_of(1)), "not yet"
    monkeypatch.setattr(far_page, "LAY_EVERY_S", ALWAYS_S)
    bench.reader.idle()
    assert bench.shows(both)


def test_the_same_page_is_not_laid_twice(hurried: FarBench) -> None:
    lay(hurried)
    shown = hurried.shown
    hurried.reader.idle()
    assert hurried.far.rests(1)
    hurried.reader.idle()
    assert hurried.shown is shown


def test_what_has_changed_is_not_seen_before_the_sheet_rests_again(hurried: FarBench) -> None:
    lay(hurried)
    once = patched(page_of(1), TILE, seed=7)
    both = patched(once, OTHER_TILE, seed=8)
    hurried.send(piece_of(1, once, TILE))
    hurried.send(piece_of(1, both, OTHER_TILE, needed=False))
    hurried.reader.idle()
    assert hurried.shows(page_of(1)), "a part of a change is what never lay there"
    assert hurried.far.rests(1)
    assert hurried.shows(both)
    assert hurried.sharp == [True]


def test_a_change_that_is_not_read_yet_is_waited_for(hurried: FarBench) -> None:
    lay(hurried)
    now = patched(page_of(1), TILE, seed=7)
    hurried.far.piece(piece_of(1, now, TILE))
    assert hurried.far.rests(1)
    assert hurried.shows(page_of(1))
    hurried.reader.read_next()
    assert hurried.shows(now)


def test_what_rests_anew_is_shown_at_once(bench: FarBench, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(bench)
    monkeypatch.setattr(far_page, "LAY_EVERY_S", NEVER_S)
    now = patched(page_of(1), TILE, seed=7)
    bench.send(piece_of(1, now, TILE))
    assert bench.far.rests(1)
    assert bench.shows(now)


def test_another_sheet_takes_the_place_of_the_first(bench: FarBench) -> None:
    lay(bench)
    bench.far.piece(piece_of(2, page_of(2)))
    assert bench.far.rests(2)
    assert bench.shown is None, "the first does not lie there any more"
    bench.reader.read_next()
    assert bench.shows(page_of(2))
    assert bench.shown is not None and bench.shown.pose is not None
    assert bench.shown.pose.page == sheet_id("van", 2)
    assert bench.sharp == [True, False, True]


def test_of_an_unknown_sheet_nothing_is_shown_nor_of_the_one_before(bench: FarBench) -> None:
    lay(bench)
    assert not bench.far.rests(5)
    assert bench.shown is None and bench.sharp == [True, False]


def test_a_part_of_an_unknown_page_tells_nothing(bench: FarBench) -> None:
    bench.send(piece_of(3, page_of(3), TILE))
    assert not bench.far.rests(3)
    assert bench.reader.last is None, "and was not even read"


def test_a_part_in_another_scale_makes_the_sheet_unknown(bench: FarBench) -> None:
    lay(bench)
    bench.send(piece_of(1, page_of(1, (240, 320)), TILE, needed=False))
    assert bench.shown is None and bench.sharp == [True, False]
    assert not bench.far.rests(1)


def test_a_whole_page_in_another_scale_takes_the_place_of_the_first(bench: FarBench) -> None:
    lay(bench)
    large = page_of(1, (240, 320))
    bench.send(piece_of(1, large))
    assert bench.shown is None
    assert bench.far.rests(1)
    assert bench.shows(large)


def test_a_whole_page_in_the_same_scale_is_a_change_like_any_other(hurried: FarBench) -> None:
    lay(hurried)
    now = patched(page_of(1), OTHER_TILE, seed=9)
    hurried.send(piece_of(1, now))
    assert hurried.shows(page_of(1))
    assert hurried.far.rests(1)
    assert hurried.shows(now)


def test_the_page_that_was_named_least_recently_goes_first(bench: FarBench) -> None:
    for sheet in range(1, 1 + KEPT_PAGES):
        bench.send(piece_of(sheet, page_of(sheet)))
    assert bench.far.rests(1), "named once more"
    bench.send(piece_of(8, page_of(8)))
    assert not bench.far.rests(2)
    for sheet in (1, 3, 8):
        assert bench.far.rests(sheet)
        assert bench.shows(page_of(sheet))


def test_a_page_that_is_shown_and_has_to_go_is_not_shown_any_more(bench: FarBench) -> None:
    lay(bench)
    for sheet in range(2, 2 + KEPT_PAGES):
        assert bench.shown is not None
        bench.send(piece_of(sheet, page_of(sheet)))
    assert bench.shown is None and bench.sharp == [True, False]


HOSTILE = {
    "not a picture": replace(piece_of(1, page_of(1), TILE), data=b"<html>"),
    "another format": replace(piece_of(1, page_of(1), TILE), data=encoded(".png", page_of(1)[:60, :50])),
    "too large for its area": replace(piece_of(1, page_of(1)), area=TILE),
    "another shape": replace(piece_of(1, page_of(1), (0, 0, 50, 5)), area=TILE),
    "beside the page": replace(piece_of(1, page_of(1), TILE), area=(100, 100, 150, 150)),
    "inside out": replace(piece_of(1, page_of(1), TILE), area=(70, 90, 20, 30)),
    "too many bytes": replace(piece_of(1, page_of(1), TILE), data=bytes(MOST_BYTES + 1)),
    "a page that fills the memory": replace(piece_of(1, page_of(1)), page_px=(8000, 8000), area=(0, 0, 8000, 8000)),
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("needed", [True, False])
def test_after_a_hostile_piece_nothing_is_known_of_its_sheet(bench: FarBench, kind: str, needed: bool) -> None:
    bench.send(piece_of(2, page_of(2)))
    lay(bench)
    bench.send(replace(HOSTILE[kind], needed=needed))
    assert bench.shown is None and bench.sharp == [True, False]
    assert not bench.far.rests(1)
    assert bench.far.rests(2), "others have nothing to do with it"
    lay(bench)


def test_a_sheet_that_becomes_unknown_while_it_rests_is_asked_for_once(bench: FarBench) -> None:
    asked: list[int] = []
    bench.far.listen(asked.append)
    lay(bench)
    for _ in range(2):
        bench.send(HOSTILE["not a picture"])
    assert asked == [1]
    bench.send(piece_of(1, page_of(1)))
    assert bench.far.rests(1) and bench.shows(page_of(1))


def test_a_sheet_that_becomes_unknown_before_it_rests_is_asked_for_when_it_is_said_to(bench: FarBench) -> None:
    asked: list[int] = []
    bench.far.listen(asked.append)
    bench.send(HOSTILE["not a picture"])
    assert asked == [] and not bench.far.rests(1)


@pytest.mark.parametrize("sheet", [0, -1])
def test_a_piece_of_no_sheet_is_nothing(bench: FarBench, sheet: int) -> None:
    lay(bench)
    bench.send(piece_of(sheet, page_of(1)))
    assert bench.reader.waiting == 0
    assert bench.shows(page_of(1))
    assert not bench.far.rests(-1)


def test_a_piece_for_which_the_reader_has_no_room_makes_its_sheet_unknown(bench: FarBench) -> None:
    lay(bench)
    bench.reader.is_full = True
    bench.far.piece(piece_of(1, page_of(1), TILE, needed=False))
    assert bench.shown is None
    assert not bench.far.rests(1)


def test_what_is_read_of_a_page_that_went_does_not_come_into_the_next(bench: FarBench) -> None:
    bench.far.piece(piece_of(1, page_of(2)))
    bench.far.piece(piece_of(1, page_of(1, (240, 320)), TILE))
    assert not bench.far.rests(1)
    bench.far.piece(piece_of(1, page_of(1)))
    assert bench.far.rests(1)
    bench.reader.read_next()
    assert bench.shown is None
    bench.reader.read_next()
    assert bench.shows(page_of(1))


def test_a_hostile_piece_of_a_page_that_went_does_no_harm_to_the_next(bench: FarBench) -> None:
    bench.far.piece(replace(piece_of(1, page_of(1, (240, 320))), data=b"<html>"))
    bench.far.piece(piece_of(1, page_of(1)))
    assert bench.far.rests(1)
    bench.reader.read_next(2)
    assert bench.shows(page_of(1))


def test_what_is_read_is_overwritten_after_it_went_into_the_page(bench: FarBench) -> None:
    lay(bench)
    read = bench.reader.last
    assert read is not None and read.pixels is not None and not any(read.pixels)


@pytest.mark.parametrize("page", [None, Page(sheet_id("van", 1), 0.0, 280.0)])
def test_a_sheet_that_the_program_does_not_know_yet_is_shown_as_soon_as_it_does(
    bench: FarBench, page: Page | None
) -> None:
    known = bench.pages.pop(1)
    if page is not None:
        bench.pages[1] = page
    bench.send(piece_of(1, page_of(1)))
    assert bench.far.rests(1)
    assert bench.shown is None and bench.sharp == []
    bench.pages[1] = known
    bench.reader.idle()
    assert bench.shows(page_of(1))


def test_forgetting_overwrites_pages_and_still_and_what_comes_too_late(bench: FarBench) -> None:
    bench.send(piece_of(2, page_of(2)))
    lay(bench)
    shown = _shown(bench)
    kept = [page._pixels for page in bench.far._pages._kept.values()]
    bench.far.piece(piece_of(1, page_of(1), TILE, needed=False))
    bench.far.forget()
    assert bench.shown is None and bench.sharp == [True, False]
    assert len(kept) == 2 and not any(pixels is None or pixels.any() for pixels in kept)
    assert not any(shown.data)
    bench.reader.read_next()
    assert bench.shown is None
    assert bench.reader.last is not None and not any(bench.reader.last.pixels or b"")
    assert not bench.far.rests(1) and not bench.far.rests(2)


def test_outside_a_call_nothing_is_taken(bench: FarBench) -> None:
    lay(bench)
    bench.far.end()
    assert bench.shown is None and bench.sharp == [True, False]
    bench.far.piece(piece_of(1, page_of(1)))
    assert bench.reader.waiting == 0
    assert not bench.far.rests(1)
    bench.far.begin()
    assert bench.far.ended(WITHIN_S)
    assert not bench.far.rests(1), "nothing of the call before"
    lay(bench)


def test_a_call_that_begins_while_another_ends_has_a_reader_of_its_own(bench: FarBench) -> None:
    bench.far.end()
    bench.far.begin()
    bench.far.end()
    bench.far.begin()
    assert bench.far.ended(WITHIN_S)
    assert bench.reader.turns == ["start", "stop", "start", "stop", "start"]
    lay(bench)


def test_a_call_that_ends_while_its_reader_begins_takes_nothing(bench: FarBench) -> None:
    bench.far.end()
    bench.reader.may_start.clear()
    bench.far.begin()
    bench.far.end()
    bench.reader.may_start.set()
    assert bench.far.ended(WITHIN_S)
    bench.far.piece(piece_of(1, page_of(1)))
    assert bench.reader.waiting == 0
    assert bench.reader.turns == ["start", "stop", "start", "stop"]


def _shown(bench: FarBench) -> Picture:
    assert bench.shown is not None
    return bench.shown

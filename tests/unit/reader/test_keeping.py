"""What is kept of a visit's sheets: never more than fits, never what nobody would see, and nothing of what goes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.page_list import Kept
from kiosk.domain.still import Area, StillPiece
from kiosk.reader import keeping
from kiosk.reader.keeping import MOST_BYTES_IN_ALL, MOST_BYTES_OF_ONE, MOST_SHEETS, Keeping, KeptPiece, still_seen

PAGE = (1000, 1400)
WHOLE: Area = (0, 0, *PAGE)
SIDE = 12


def piece(sheet: int, area: Area = WHOLE, length: int = 10, page_px: tuple[int, int] = PAGE) -> StillPiece:
    return StillPiece(sheet, page_px, area, b"\x07" * length)


def tile(sheet: int, index: int, length: int = 10) -> StillPiece:
    """One of a thousand places on the page."""
    left, top = 25 * (index % 40), 25 * (index // 40)
    return piece(sheet, (left, top, left + 25, top + 25), length)


def kept_with(*pieces: StillPiece) -> Keeping:
    """Those came, and each of their sheets rested."""
    made = Keeping()
    for one in pieces:
        made.take(one)
        made.rest(one.sheet)
    return made


def pieces_of(made: Keeping, sheet: int) -> list[KeptPiece]:
    kept = made.of(sheet)
    return list(kept.pieces) if kept is not None else []


def test_a_sheet_is_kept_as_its_pieces_came() -> None:
    made = kept_with(piece(1), tile(1, 5), tile(1, 3), piece(2))
    assert [one.area for one in pieces_of(made, 1)] == [WHOLE, tile(1, 5).area, tile(1, 3).area]
    assert [bytes(one.data) for one in pieces_of(made, 1)] == [b"\x07" * 10] * 3
    assert made.states == {1: Kept.HERE, 2: Kept.HERE}


def test_a_sheet_that_never_rested_was_never_seen_as_a_still_and_is_none() -> None:
    made = Keeping()
    made.take(piece(1))
    assert made.of(1) is None and made.states == {}
    made.rest(1)
    assert made.states == {1: Kept.HERE}


def test_a_part_without_its_whole_is_not_kept() -> None:
    made = kept_with(tile(1, 0))
    assert made.of(1) is None and made.states == {}


def test_a_part_in_another_scale_takes_the_sheet_with_it_and_a_whole_begins_it_anew() -> None:
    made = kept_with(piece(1))
    before = pieces_of(made, 1)
    made.take(piece(1, (0, 0, 10, 10), page_px=(500, 700)))
    assert made.of(1) is None and not any(before[0].data)
    made = kept_with(piece(1), tile(1, 1))
    made.take(piece(1, (0, 0, 500, 700), page_px=(500, 700)))
    made.rest(1)
    assert [one.area for one in pieces_of(made, 1)] == [(0, 0, 500, 700)]


def test_a_whole_that_comes_again_is_all_that_is_kept() -> None:
    made = kept_with(piece(1), tile(1, 1), tile(1, 2))
    before = pieces_of(made, 1)
    made.take(piece(1, length=20))
    assert [len(one.data) for one in pieces_of(made, 1)] == [20]
    assert not any(any(one.data) for one in before)


def test_places_that_are_written_on_again_and_again_do_not_pile_up() -> None:
    made = kept_with(piece(1))
    every: list[KeptPiece] = []
    for _ in range(50):
        for index in range(10):
            made.take(tile(1, index))
            every.append(pieces_of(made, 1)[-1])
    left = pieces_of(made, 1)
    assert len(left) <= 2 * 32
    assert {one.area for one in left} == {WHOLE, *(tile(1, index).area for index in range(10))}
    assert all(any(one.data) == any(one is there for there in left) for one in every), "kept or overwritten"


def test_a_sheet_that_grows_beyond_its_room_is_not_kept_and_that_is_said_until_it_comes_anew() -> None:
    made = kept_with(piece(1, length=1000), piece(2))
    before = pieces_of(made, 1)
    for index in range(3):
        made.take(tile(1, index, length=350_000))
    assert made.of(1) is None and not any(before[0].data)
    assert made.states == {1: Kept.NO_ROOM, 2: Kept.HERE}
    made.take(tile(1, 9))
    assert made.states == {1: Kept.NO_ROOM, 2: Kept.HERE}, "a part alone is nothing"
    made.take(piece(1))
    made.rest(1)
    assert made.states == {1: Kept.HERE, 2: Kept.HERE}


def test_very_many_small_pieces_are_too_much_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_PIECES", 50)
    made = kept_with(piece(1), *(tile(1, index) for index in range(49)))
    assert len(pieces_of(made, 1)) == 50
    made.take(tile(1, 49))
    assert made.states == {1: Kept.NO_ROOM}


def test_of_more_sheets_than_there_is_room_for_the_oldest_goes_and_is_overwritten() -> None:
    made = kept_with(*(piece(sheet) for sheet in range(1, MOST_SHEETS + 1)))
    first, second = pieces_of(made, 1), pieces_of(made, 2)
    made.rest(1)
    made.take(piece(99))
    made.rest(99)
    assert any(first[0].data), "it was seen again meanwhile"
    assert not any(second[0].data)
    assert made.states[2] is Kept.NO_ROOM
    assert sum(state is Kept.HERE for state in made.states.values()) == MOST_SHEETS


def test_all_sheets_together_have_a_limit_too() -> None:
    made = kept_with(*(piece(sheet, length=400_000) for sheet in range(1, 21)))
    here = [sheet for sheet, state in made.states.items() if state is Kept.HERE]
    assert sorted(here) == list(range(6, 21))
    assert sum(len(one.data) for sheet in here for one in pieces_of(made, sheet)) <= MOST_BYTES_IN_ALL


def test_why_nothing_is_kept_is_remembered_of_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_REMEMBERED", 3)
    made = kept_with(*(piece(sheet) for sheet in range(1, 6)))
    made.clear(Kept.HIDDEN)
    assert made.states == dict.fromkeys((3, 4, 5), Kept.HIDDEN)


def test_what_is_hidden_is_overwritten_and_what_had_no_room_before_keeps_its_reason() -> None:
    made = kept_with(*(piece(sheet, length=400_000) for sheet in range(1, 17)))
    made.take(piece(50))  # never rested
    every = [one for sheet in made.states for one in pieces_of(made, sheet)]
    assert any(any(one.data) for one in every)
    made.clear(Kept.HIDDEN)
    assert not any(any(one.data) for one in every)
    assert made.states[1] is Kept.NO_ROOM and made.states[16] is Kept.HIDDEN and 50 not in made.states
    made.begin_anew()
    assert made.states == {}


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 60), st.integers(0, 400_000)), max_size=60))
def test_whatever_comes_no_limit_is_passed(came: list[tuple[int, int, int]]) -> None:
    made = Keeping()
    for sheet, index, length in came:
        made.take(piece(sheet, length=length) if not index else tile(sheet, index, length))
        made.rest(sheet)
        lengths = [kept.length for number in made.states if (kept := made.of(number)) is not None]
        assert len(lengths) <= MOST_SHEETS
        assert sum(lengths) <= MOST_BYTES_IN_ALL and max(lengths, default=0) <= MOST_BYTES_OF_ONE


SPANS = st.tuples(st.integers(0, SIDE - 1), st.integers(1, SIDE)).map(lambda at: (at[0], min(SIDE, at[0] + at[1])))
AREAS = st.tuples(SPANS, SPANS).map(lambda spans: (spans[0][0], spans[1][0], spans[0][1], spans[1][1]))


@given(st.lists(AREAS, max_size=8))
def test_a_piece_is_seen_as_long_as_one_pixel_of_it_is(areas: list[Area]) -> None:
    on_top = np.full((SIDE, SIDE), -1)
    for number, (left, top, right, bottom) in enumerate(areas):
        on_top[top:bottom, left:right] = number
    assert still_seen(areas) == [bool((on_top == number).any()) for number in range(len(areas))]

"""What is kept of a sheet that goes home on paper: from the touch on, in order, and nothing of any other sheet."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.still import Area, StillPiece
from kiosk.eye.kept_pages import MOST_BYTES, KeptPages
from kiosk.eye.stills import StillQueue

WHOLE: Area = (0, 0, 100, 140)


def piece(area: Area = WHOLE, sheet: int = 7, data: bytes = b"x") -> StillPiece:
    return StillPiece(sheet, (100, 140), area, data)


def test_nothing_is_kept_of_a_sheet_before_it_is_asked_for_nor_of_another_one() -> None:
    kept = KeptPages()
    kept.put(piece())
    kept.keep(8, True)
    kept.put(piece())
    assert kept.pieces(7) == kept.pieces(8) == ()


def test_it_begins_with_a_whole_picture_and_goes_on_with_what_changes() -> None:
    kept = KeptPages()
    kept.keep(7, True)
    kept.put(piece((0, 0, 10, 10), data=b"a change of what is not there"))
    assert kept.pieces(7) == ()
    for one in (piece(), piece((0, 0, 10, 10)), piece((50, 50, 60, 60))):
        kept.put(one)
    assert [one.area for one in kept.pieces(7)] == [WHOLE, (0, 0, 10, 10), (50, 50, 60, 60)]


def test_another_whole_picture_takes_the_place_of_all() -> None:
    kept = KeptPages()
    kept.keep(7, True)
    for one in (piece(), piece((0, 0, 10, 10)), piece(data=b"new")):
        kept.put(one)
    assert kept.pieces(7) == (piece(data=b"new"),)


def test_taken_back_or_wiped_nothing_is_left_and_nothing_more_is_kept() -> None:
    for end in (lambda kept: kept.keep(7, False), KeptPages.forget):
        kept = KeptPages()
        kept.keep(7, True)
        kept.put(piece())
        end(kept)
        kept.put(piece())
        assert kept.pieces(7) == ()


def test_a_sheet_on_which_too_much_changes_is_not_kept_in_part() -> None:
    kept = KeptPages()
    kept.keep(7, True)
    kept.put(piece())
    for place in range(6):
        kept.put(piece((place, 0, place + 1, 1), data=bytes(MOST_BYTES // 5)))
    assert kept.pieces(7) == ()
    kept.put(piece(data=b"again"))
    assert kept.pieces(7) == (piece(data=b"again"),)


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9), st.integers(1, 9), st.binary(max_size=4))
    )
)
def test_what_is_kept_looks_like_all_that_came(changes: list[tuple[int, int, int, int, bytes]]) -> None:
    kept = KeptPages()
    kept.keep(7, True)
    came = [piece(data=b"w")]
    came += [piece((left, top, left + wide, top + high), data=data) for left, top, wide, high, data in changes]
    for one in came:
        kept.put(one)
    assert seen(kept.pieces(7)) == seen(came)


def seen(pieces: "list[StillPiece] | tuple[StillPiece, ...]") -> dict[tuple[int, int], bytes]:
    """What lies on top at each place of the corner where things change."""
    found: dict[tuple[int, int], bytes] = {}
    for one in pieces:
        left, top, right, bottom = one.area
        found |= {(x, y): one.data for x in range(left, min(right, 20)) for y in range(top, min(bottom, 20))}
    return found


def test_of_a_sheet_that_became_too_much_the_queue_wants_a_whole_one() -> None:
    again: list[int] = []
    queue = StillQueue(lambda size: None, again.append)
    queue.keep(7, True)
    again.clear()
    queue.put(piece())
    assert again == []
    queue.put(piece((0, 0, 9, 9), data=bytes(MOST_BYTES)))
    assert 7 in again


def test_the_queue_has_the_sheet_made_anew_and_keeps_what_goes_through_it_however_long_it_waits() -> None:
    again: list[int] = []
    queue = StillQueue(lambda size: None, again.append)
    queue.put(piece(data=b"before the touch"))
    queue.keep(7, True)
    assert again == [7] and queue.kept.pieces(7) == ()
    queue.put(piece())
    assert queue.kept.pieces(7) == (piece(),)
    queue.close()  # hidden from the other end: the resident's own copy stays
    assert queue.kept.pieces(7) == (piece(),)
    queue.keep(7, False)
    assert again == [7] and queue.kept.pieces(7) == ()

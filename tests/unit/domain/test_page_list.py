"""A visit's sheets as a list: in which order, what is told of each, and what comes before and after one."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.annotation import AddStroke, Canvas, EraseStroke, StrokeId, Tool
from kiosk.domain.ids import Side
from kiosk.domain.lying import Lying
from kiosk.domain.page import Page, sheet_id
from kiosk.domain.page_list import LIVE, Entry, Kept, PageList, beside


def laid(*sheets: int) -> Canvas:
    """Sheets of the van in the order in which they came, and one of the office."""
    canvas = Canvas().with_page(Page(sheet_id("office", 9), 210.0, 297.0))
    for sheet in sheets:
        canvas = canvas.with_page(Page(sheet_id("van", sheet), 210.0, 297.0))
    return canvas


def entry(sheet: int, lies: bool = False, kept: Kept = Kept.HERE) -> Entry:
    return Entry(sheet, sheet, "", lies, kept, 0)


def test_sheets_stand_in_the_order_in_which_they_first_came() -> None:
    known = PageList(kept={7: Kept.HERE, 3: Kept.HIDDEN}, forms={3: "juminhyo"})
    marks = laid(7, 3, 8).with_page(Page(sheet_id("van", 7), 209.0, 297.0))  # a better look at the first
    assert known.entries(marks, Lying(3, 210.0, 297.0, held=True)) == (
        Entry(7, 1, "", False, Kept.HERE, 0),
        Entry(3, 2, "juminhyo", True, Kept.HIDDEN, 0),
        Entry(8, 3, "", False, Kept.NONE, 0),
    )


def test_a_sheet_that_was_taken_away_does_not_lie_there() -> None:
    assert not PageList().entries(laid(1), Lying(1, 210.0, 297.0))[0].lies
    assert not PageList().entries(laid(1), None)[0].lies


def test_marks_of_both_that_stand_are_counted_on_their_sheet() -> None:
    marks = laid(1, 2)
    drawn: tuple[tuple[int, Side], ...] = ((1, "van"), (2, "office"), (3, "office"))
    for clock, author in drawn:
        stroke = AddStroke(StrokeId(clock, author), sheet_id("van", 2), Tool.PEN, 0, ((1.0, 1.0),))
        marks = marks.merged([stroke], author)
    gap = AddStroke(StrokeId(4, "van"), sheet_id("van", 2), Tool.PEN, 5, ((1.0, 1.0),))
    marks = marks.merged([gap], "van").merged([EraseStroke(StrokeId(3, "office"))], "office")
    assert [one.marks for one in PageList().entries(marks, None)] == [0, 2], "nothing is to be seen of the gap"


def test_one_goes_from_sheet_to_sheet_past_those_of_which_nothing_is_kept() -> None:
    entries = [entry(1), entry(2, kept=Kept.HIDDEN), entry(3, lies=True), entry(4, kept=Kept.NONE), entry(5)]
    assert beside(entries, LIVE, -1) == 1
    assert beside(entries, LIVE, 1) == 5
    assert beside(entries, 1, 1) == LIVE
    assert beside(entries, 1, -1) is None and beside(entries, 5, 1) is None


def test_while_nothing_lies_there_that_comes_last() -> None:
    entries = [entry(1), entry(2)]
    assert (beside(entries, LIVE, -1), beside(entries, LIVE, 1)) == (2, None)
    assert (beside(entries, 2, 1), beside(entries, 2, -1)) == (LIVE, 1)


@given(st.lists(st.sampled_from(Kept), max_size=8), st.integers(-1, 8))
def test_later_and_earlier_lead_back_to_the_same(kept: list[Kept], lies: int) -> None:
    entries = [entry(sheet, sheet - 1 == lies, state) for sheet, state in enumerate(kept, start=1)]
    seen = [LIVE]
    while (on := beside(entries, seen[-1], 1)) is not None:
        assert beside(entries, on, -1) == seen[-1]
        seen.append(on)
    back = [seen[-1]]
    while (on := beside(entries, back[-1], -1)) is not None:
        back.append(on)
    wanted = {one.sheet for one in entries if one.kept is Kept.HERE and not one.lies}
    assert set(back) == wanted | {LIVE} and len(back) == len(set(back))

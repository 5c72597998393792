"""Which circulars a resident sees on a day, in which order, and what a search finds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.circular import Circular, CircularId, searched, shown
from kiosk.domain.readings import annotated

TODAY = date(2026, 11, 24)


def circular(name: str, issued: date, until: date | None = None, title: str = "", reading: str = "") -> Circular:
    return Circular(CircularId(name), title or name, "pdf", issued, until, reading)


OLD = circular("old", date(2026, 1, 1), title="道の 工事", reading="みちの こうじ")
OVER = circular("over", date(2026, 11, 1), date(2026, 11, 23))
LAST_DAY = circular("last day", date(2026, 11, 2), TODAY, title=f"{annotated('秋', 'あき')}まつり")
COMING = circular("coming", date(2026, 11, 25))
NEW = circular("new", TODAY, title="ゴミの PET ボトル")
ALL = (OLD, OVER, LAST_DAY, COMING, NEW)


def test_what_is_over_or_still_to_come_is_not_shown_and_the_newest_comes_first() -> None:
    assert shown(ALL, TODAY) == (NEW, LAST_DAY, OLD)


def test_circulars_of_one_day_stand_as_in_the_list() -> None:
    same = tuple(circular(name, TODAY) for name in "cab")
    assert shown(same, TODAY) == same


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ごみ", (NEW,)),
        ("ゴミ", (NEW,)),
        ("pet", (NEW,)),
        ("ＰＥＴぼとる", (NEW,)),
        ("あきまつり", (LAST_DAY,)),
        ("秋まつり", (LAST_DAY,)),
        ("こうじ", (OLD,)),
        ("工事", (OLD,)),
        ("　", (NEW, LAST_DAY, OLD)),
        ("ない", ()),
    ],
)
def test_a_search_finds_by_how_a_title_is_written_and_how_it_is_said(typed: str, found: tuple[Circular, ...]) -> None:
    assert shown(ALL, TODAY, typed) == found


@given(st.text("あいアがガ秋祭aBcＤ1 ー", max_size=20))
def test_every_piece_of_a_title_finds_it(title: str) -> None:
    one = circular("one", TODAY, title=title or "a")
    wanted = searched(title)
    for start in range(len(wanted)):
        assert shown((one,), TODAY, wanted[start : start + 3]) == (one,)

"""Stories of the paper's eye: what opens, what stays closed, and that nothing private is ever seen."""

import pytest

from tests.support.paper_scenes import FPS, Moment, Play, camera_pushed, filled, nudged, private_of, slid_over, swapped
from tests.support.paper_watch import Noted, watch
from tests.support.paper_world import TableKind, blank_page, sheet, write

SEEN = 0.02
"""A private area of which so much is uncovered was seen."""


def _leaks(noted: list[Noted]) -> int:
    return sum(one.uncovered > SEEN for one in noted)


def test_a_known_form_opens_within_a_second_of_quiet_and_stays_open_while_a_hand_turns_it() -> None:
    noted = watch(nudged("inkan", "wood", 51))
    opened = next(index for index, one in enumerate(noted) if one.open)
    assert opened <= FPS
    assert all(one.open and one.form == "inkan" for one in noted[opened:])
    assert max(one.error_mm for one in noted[opened:] if one.error_mm is not None) < 1.0
    assert _leaks(noted) == 0


def test_a_form_upside_down_opens_as_well_and_hides_the_same() -> None:
    page, form = filled("mycard", 52)
    lies = page.at(300, 166, 178)
    moment = Moment((lies,), lies, [(lies, area) for area in private_of(form)])
    noted = watch(Play("upside down", "grey", 52, [moment] * 16))
    assert noted[-1].form == "mycard"
    assert noted[-1].open
    assert _leaks(noted) == 0


def test_another_sheet_starts_closed_and_the_first_one_is_the_same_when_it_is_back() -> None:
    noted = watch(swapped("juminhyo", "juminhyo_r2", "dark", 53), forms=["juminhyo"])
    first, second, third = noted[15], noted[57], noted[-1]
    assert (first.form, first.open) == ("juminhyo", True)
    assert (second.form, second.open) == ("", False)
    assert second.number not in (0, first.number)
    assert (third.number, third.open) == (first.number, True)
    assert not any(one.open for one in noted if one.moment.sheet is None)
    assert _leaks(noted) == 0


def test_a_sheet_that_nobody_knows_opens_by_the_residents_release_alone() -> None:
    letter = blank_page()
    for line in range(9):
        write(letter, (20, 30 + 16 * line, 150, 12), line)
    lies = sheet(letter).at(300, 166, 2)
    play = Play("a letter", "wood", 54, [Moment((lies,), lies, [(lies, (20, 30, 150, 120))])] * 14)
    closed = watch(play)
    assert closed[-1].number > 0
    assert not any(one.open for one in closed)
    assert _leaks(closed) == 0
    assert watch(play, release=True)[-1].open


@pytest.mark.parametrize(
    ("what", "kind"), [("card", "wood"), ("memo", "grey"), ("card in the fingers", "dark"), ("memo", "white")]
)
def test_what_slides_over_an_open_form_is_seen_in_one_picture_at_most(what: str, kind: TableKind) -> None:
    noted = watch(slid_over("inkan", what, kind, 55))
    assert any(one.open for one in noted)
    assert _leaks(noted) <= 1


def test_a_camera_that_was_pushed_shows_nothing_private() -> None:
    assert _leaks(watch(camera_pushed("inkan", "wood", 56))) == 0

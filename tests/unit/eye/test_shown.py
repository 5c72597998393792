"""The list of sheets that may be seen, in memory that parent and child share."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.eye.control import EyeControl


@pytest.fixture
def control() -> Iterator[EyeControl]:
    made = EyeControl.create()
    yield made
    made.destroy()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(1, 20), st.booleans()), max_size=40))
def test_a_sheet_is_seen_from_when_it_is_shown_until_it_is_not(
    control: EyeControl, steps: list[tuple[int, bool]]
) -> None:
    for number in range(1, 21):
        control.show_sheet(number, False)
    wanted: set[int] = set()
    for number, shown in steps:
        control.show_sheet(number, shown)
        wanted = wanted | {number} if shown else wanted - {number}
        assert {one for one in range(21) if control.shows_sheet(one)} == wanted


def test_however_many_sheets_a_visit_has_the_newest_can_be_shown_and_the_oldest_close(control: EyeControl) -> None:
    for number in range(1, 1_000):
        control.show_sheet(number, True)
        assert control.shows_sheet(number)
    assert not control.shows_sheet(1)
    assert control.shows_sheet(990)


def test_no_sheet_has_the_number_nought(control: EyeControl) -> None:
    assert not control.shows_sheet(0)
    assert not control.shows_sheet(-1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3)), max_size=20))
def test_one_field_of_one_sheet_is_seen_at_most_the_one_that_was_named_last(
    control: EyeControl, steps: list[tuple[int, int]]
) -> None:
    control.show_field(1, 0)
    for number, place in steps:
        control.show_field(number, place)
        seen = {one: control.shown_field(one) for one in range(-1, 7) if control.shown_field(one)}
        assert seen == ({number: place} if place else {})

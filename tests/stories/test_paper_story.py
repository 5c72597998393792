"""The paper between a kiosk and a desk as real programs: what opens, what stays flat, and a second visitor."""

from collections.abc import Iterator

import pytest

from drivers.mock_room.state import Thing
from tests.support.theatre import Theatre, theatre


@pytest.fixture
def stage() -> Iterator[Theatre]:
    with theatre(paper=True) as made:
        yield made


def both(stage: Theatre, sheet: str) -> None:
    for seat in ("kiosk", "desk"):
        stage.until(seat, van_sheet=sheet)


def let_be_seen(stage: Theatre, letter: str) -> None:
    """Two touches for a sheet that nobody knows; the clerk hears of it with the second."""
    stage.room.place("van", letter)
    stage.touch("kiosk", "key.show_paper")
    stage.until("kiosk", mine="asking", document_gate="LOCAL", van_sheet="open")
    stage.until("desk", theirs="asking", van_sheet="none")
    stage.touch("kiosk", "key.sheet.yes")
    stage.until("kiosk", mine="open", document_gate="SENT")
    both(stage, "open")


def end_visit(stage: Theatre) -> None:
    stage.touch("desk", "key.outcome.done")
    stage.touch("desk", "key.end_call")
    stage.until("kiosk", screen="finish")
    stage.touch("kiosk", "key.finish")
    stage.until("kiosk", visit="home", document_health="ok")
    stage.until("desk", call="")


def test_two_visitors_in_a_row_are_both_asked_and_nothing_of_the_first_is_left_for_the_second(stage: Theatre) -> None:
    stage.talk()
    let_be_seen(stage, "tsuchi")
    stage.room.lay("van", Thing("card", 10.0, 20.0))
    stage.room.lift("van", "card")
    stage.room.swap("van", "form.juminhyo")
    both(stage, "open juminhyo")
    stage.until("desk", sharp="True")
    stage.room.swap("van", "tsuchi")
    both(stage, "open")
    stage.until("desk", sharp="True")
    stage.room.place("van", None)
    both(stage, "none")
    stage.until("desk", sharp="False")
    end_visit(stage)
    stage.talk_again()
    let_be_seen(stage, "tsuchi")
    stage.until("desk", sharp="True")
    stage.room.swap("van", "form.zei-shomei")
    both(stage, "open zei-shomei")
    stage.until("desk", sharp="True")

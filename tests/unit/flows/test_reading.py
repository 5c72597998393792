"""One looks closer, alone or together: larger, turned, standing still, and never longer than the sheet lies open."""

import pytest

from kiosk.domain.annotation import Tool
from kiosk.domain.intents import GoBack, HidePaper, ShowPaper
from kiosk.domain.reading import ZOOMS, Reading
from kiosk.domain.sheet_intents import (
    BringToFront,
    FillScreen,
    Freeze,
    LookAt,
    LookBeside,
    LookTogether,
    OpenBoard,
    ShowTools,
    Turn,
    Zoom,
)
from kiosk.domain.snapshot import Hint, ToolRow
from kiosk.domain.surfaces import in_view
from kiosk.flows.ports import PeerSaid
from kiosk.wire import peer
from tests.support.marking import Pair


def test_one_sides_zoom_is_its_own() -> None:
    pair = Pair()
    pair.kiosk.flows.do(Zoom("van", 1))
    pair.kiosk.flows.do(Turn("van"))
    pair.carry_all()
    assert pair.kiosk.now.readings["van"] == Reading(1, 1)
    assert pair.desk.now.readings == {}


def test_zoom_ends_where_the_steps_end_and_the_whole_page_is_in_the_middle() -> None:
    pair = Pair()
    for _ in range(9):
        pair.desk.flows.do(Zoom("van", 1))
    assert pair.desk.now.readings["van"].zoom == ZOOMS[-1]
    pair.desk.flows.do(LookAt("van", 2.0, -1.0))
    assert pair.desk.now.readings["van"].centre == (1.0, 0.0)
    pair.desk.flows.do(LookAt("van", float("nan"), 0.5))
    assert pair.desk.now.readings["van"].centre == (1.0, 0.0)
    pair.desk.flows.do(Zoom("van", -9))
    assert pair.desk.now.readings["van"] == Reading()


@pytest.mark.parametrize("quarters", range(4))
def test_a_step_goes_where_the_screen_shows_it(quarters: int) -> None:
    """Turned once clockwise, the page's upper edge is at the right: a step to the right goes up on the page."""
    reading = Reading(step=4, quarters=quarters).stepped(1, 0)
    expected = {0: (1, 0), 1: (0, -1), 2: (-1, 0), 3: (0, 1)}[quarters]
    moved = reading.centre[0] - 0.5, reading.centre[1] - 0.5
    assert moved == pytest.approx((expected[0] / 12, expected[1] / 12), abs=1e-4)


def test_looking_together_is_joined_and_left_by_either() -> None:
    pair = Pair()
    pair.desk.flows.do(Zoom("van", 2))
    pair.desk.flows.do(LookAt("van", 0.2, 0.8))
    pair.desk.flows.do(LookTogether(on=True))
    pair.carry_all()
    assert pair.kiosk.now.together
    assert pair.kiosk.now.readings["van"] == pair.desk.now.readings["van"]
    pair.kiosk.flows.do(LookBeside("van", 1, 0))
    pair.kiosk.flows.do(Freeze("van", on=True))
    pair.carry_all()
    assert pair.desk.now.readings["van"] == pair.kiosk.now.readings["van"]
    pair.desk.flows.do(BringToFront("office"))
    pair.carry_all()
    assert in_view(pair.kiosk.now, "van") == ("office",)
    pair.kiosk.flows.do(LookTogether(on=False))
    pair.carry_all()
    assert not pair.desk.now.together
    pair.desk.flows.do(Zoom("office", 1))
    pair.carry_all()
    assert "office" not in pair.kiosk.now.readings or pair.kiosk.now.readings["office"].step == 0


def test_looking_together_survives_a_reconnection() -> None:
    pair = Pair()
    pair.desk.flows.do(LookTogether(on=True))
    pair.desk.flows.do(Zoom("van", 3))
    pair.reconnect()
    pair.carry_all()
    assert pair.kiosk.now.together
    assert pair.kiosk.now.readings["van"].step == 3


def test_a_word_that_comes_late_changes_nothing() -> None:
    pair = Pair()
    pair.kiosk.flows.on_media(PeerSaid(peer.Looking(5, True, "van", 2, 0, 5000, 5000, False)))
    pair.kiosk.flows.on_media(PeerSaid(peer.Looking(4, False, "office", 0, 0, 5000, 5000, False)))
    assert (pair.kiosk.now.together, pair.kiosk.now.front) == (True, "van")


def test_a_paper_that_is_hidden_is_looked_at_anew() -> None:
    """A picture that stood still must not be there again when the resident shows the paper again."""
    pair = Pair()
    pair.desk.flows.do(Freeze("van", on=True))
    pair.kiosk.flows.do(HidePaper())
    pair.carry_all()
    assert ("van" in pair.desk.now.readings, pair.desk.now.front) == (False, "office")
    pair.kiosk.flows.do(ShowPaper())
    pair.carry_all()
    assert pair.desk.now.front == "van"


def test_without_an_open_sheet_there_is_nothing_to_look_at() -> None:
    pair = Pair(both_papers=False)
    pair.kiosk.flows.do(HidePaper())
    pair.carry_all()
    pair.desk.flows.do(Zoom("van", 1))
    assert pair.desk.now.hint is Hint.NO_SHEET_OPEN
    pair.desk.flows.do(LookTogether(on=True))
    pair.desk.flows.do(FillScreen(on=True))
    assert not pair.desk.now.together
    assert not pair.desk.now.full_screen


def test_back_closes_one_thing_at_a_time_and_never_the_call() -> None:
    pair = Pair(both_papers=False)
    kiosk = pair.kiosk
    kiosk.flows.do(OpenBoard())
    kiosk.flows.do(ShowTools(ToolRow.DRAW))
    kiosk.flows.do(FillScreen(on=True))
    assert kiosk.now.tool is Tool.PEN
    closed = []
    for _ in range(4):
        kiosk.flows.do(GoBack())
        now = kiosk.now
        closed.append((now.full_screen, now.tools, now.board.open, now.sharing.paper_shown))
    assert closed == [
        (False, ToolRow.DRAW, True, True),
        (False, ToolRow.CLOSED, True, True),
        (False, ToolRow.CLOSED, False, True),
        (False, ToolRow.CLOSED, False, False),
    ]
    assert kiosk.now.tool is None
    assert kiosk.now.call is not None
    assert kiosk.now.call.ended_because is None


def test_two_sheets_stand_side_by_side_until_one_is_looked_at_closely() -> None:
    pair = Pair()
    assert in_view(pair.kiosk.now, "van") == ("van", "office")
    pair.kiosk.flows.do(ShowTools(ToolRow.LOOK))
    assert len(in_view(pair.kiosk.now, "van")) == 1
    pair.kiosk.flows.do(BringToFront("office"))
    assert in_view(pair.kiosk.now, "van") == ("office",)
    pair.kiosk.flows.do(ShowTools(ToolRow.CLOSED))
    assert in_view(pair.kiosk.now, "van") == ("van", "office")

"""The clerk's own sheet: two touches at the desk, a resident who sees no more than was shown, and marks that stick."""

import dataclasses

import pytest

from kiosk.domain.annotation import Tool
from kiosk.domain.intents import ChooseOutcome, EndCall, GoBack, Intent, LetBeSeen, ShowPaper
from kiosk.domain.lying import Lying
from kiosk.domain.page import sheet_id, tray_id
from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.sheet_intents import (
    BeginStroke,
    BringToFront,
    ClearMyMarks,
    FieldIntent,
    FillScreen,
    ShowMissing,
    ShowSample,
    TouchField,
)
from kiosk.domain.surfaces import open_page
from kiosk.flows.paper import READ_FOR_S
from kiosk.flows.ports import Connected, ConnectionLost, PeerSaid
from kiosk.wire import hub as wire
from kiosk.wire.peer import Lies, LitField, Looking, Paper
from tests.support.ends import Desk, gate
from tests.support.form_ends import FORMS
from tests.support.marking import OFFICE_TRAY, Pair, draw, seen

LETTER = Lying(101, 210.0, 297.0, held=True)
LATER = dataclasses.replace(LETTER, number=103)
FORM = Lying(102, 210.0, 297.0, form="juminhyo", held=True, open=True)
SHEET = sheet_id("office", 101)
A_MOMENT_S = READ_FOR_S + 0.01


@pytest.fixture
def pair() -> Pair:
    """In a call over the resident's tray, with a desk whose eye understands paper."""
    made = Pair(both_papers=False)
    made.desk.flows.on_lying(Lying())
    return made


def mine(desk: Desk) -> SharingState:
    return desk.now.sharing.mine


def theirs(pair: Pair) -> SharingState:
    """What the resident's end knows of the clerk's paper."""
    return pair.kiosk.now.sharing.theirs


def lay(pair: Pair, lying: Lying) -> None:
    """A sheet lies under the clerk's camera; its eye opens it if it may."""
    pair.desk.flows.on_lying(lying)
    if lying.number in pair.desk.world.eyes.shown:
        pair.desk.flows.on_lying(dataclasses.replace(lying, open=True))
    pair.carry_all()


def do(pair: Pair, intent: Intent) -> None:
    pair.desk.flows.do(intent)
    pair.carry_all()


def let_be_seen(pair: Pair, lying: Lying = LETTER) -> None:
    """Both touches, with a moment to read between them."""
    do(pair, ShowPaper())
    lay(pair, lying)
    pair.desk.world.clock.pass_s(A_MOMENT_S)
    do(pair, LetBeSeen(yes=True))
    assert mine(pair.desk) is SharingState.OPEN


# --- two touches ---


def test_the_first_touch_shows_the_clerk_alone_what_the_second_lets_go_out(pair: Pair) -> None:
    do(pair, ShowPaper())
    assert (mine(pair.desk), gate(pair.desk, "document"), pair.desk.now.front) == (
        SharingState.ASKING,
        Gate.LOCAL,
        "office",
    )
    lay(pair, LETTER)
    assert pair.desk.world.eyes.shown == {101}
    assert theirs(pair) is SharingState.ASKING
    assert "office" not in pair.kiosk.now.lying, "the resident's end hears nothing of a sheet that it does not see"
    pair.desk.world.clock.pass_s(A_MOMENT_S)
    do(pair, LetBeSeen(yes=True))
    assert (mine(pair.desk), gate(pair.desk, "document")) == (SharingState.OPEN, Gate.SENT)
    assert theirs(pair) is SharingState.OPEN
    assert pair.kiosk.now.lying["office"].open


def test_a_second_touch_counts_only_after_a_moment_in_which_the_sheet_could_be_seen(pair: Pair) -> None:
    do(pair, ShowPaper())
    do(pair, LetBeSeen(yes=True))
    assert mine(pair.desk) is SharingState.ASKING, "there is nothing yet"
    lay(pair, LETTER)
    pair.desk.world.clock.pass_s(READ_FOR_S - 0.01)
    do(pair, LetBeSeen(yes=True))
    assert mine(pair.desk) is SharingState.ASKING
    pair.desk.world.clock.pass_s(0.02)
    do(pair, LetBeSeen(yes=True))
    assert mine(pair.desk) is SharingState.OPEN


def test_the_moment_begins_anew_when_the_clerk_has_looked_at_another_tab(pair: Pair) -> None:
    do(pair, ShowPaper())
    lay(pair, LETTER)
    do(pair, BringToFront("van"))
    pair.desk.world.clock.pass_s(5.0)
    do(pair, LetBeSeen(yes=True))
    assert mine(pair.desk) is SharingState.ASKING, "nobody could have read it"
    do(pair, BringToFront("office"))
    do(pair, LetBeSeen(yes=True))
    assert mine(pair.desk) is SharingState.ASKING
    pair.desk.world.clock.pass_s(A_MOMENT_S)
    do(pair, LetBeSeen(yes=True))
    assert mine(pair.desk) is SharingState.OPEN


@pytest.mark.parametrize("away", [LetBeSeen(yes=False), GoBack()])
def test_not_showing_it_closes_gate_and_sheet_and_the_resident_has_heard_nothing(pair: Pair, away: Intent) -> None:
    do(pair, ShowPaper())
    lay(pair, LETTER)
    do(pair, away)
    assert (gate(pair.desk, "document"), pair.desk.world.eyes.shown) == (Gate.SHUT, set())
    assert theirs(pair) in (SharingState.HIDDEN, SharingState.CLOSED)
    assert "office" not in pair.kiosk.now.lying


def test_a_known_form_opens_by_itself_and_comes_to_the_front_at_both_ends(pair: Pair) -> None:
    do(pair, ShowPaper())
    lay(pair, FORM)
    assert (mine(pair.desk), gate(pair.desk, "document")) == (SharingState.OPEN, Gate.SENT)
    assert pair.desk.world.eyes.shown == set(), "its eye opens it by itself, and nothing private of it"
    assert (pair.desk.now.front, pair.kiosk.now.front) == ("office", "office")


def test_a_later_sheet_stays_flat_at_both_ends_until_it_was_asked_about_too(pair: Pair) -> None:
    let_be_seen(pair)
    lay(pair, LATER)
    assert (mine(pair.desk), 103 in pair.desk.world.eyes.shown) == (SharingState.OPEN, False)
    assert [end.now.lying["office"].open for end in (pair.desk, pair.kiosk)] == [False, False]
    pair.desk.world.eyes.asked.clear()
    do(pair, ShowPaper())
    assert pair.desk.world.eyes.asked == [("document", Gate.LOCAL), (103, True)], "the gate closes before it opens"
    assert pair.desk.now.front == "office"
    lay(pair, LATER)
    assert not pair.kiosk.now.lying["office"].open
    pair.desk.world.clock.pass_s(A_MOMENT_S)
    do(pair, LetBeSeen(yes=True))
    assert pair.kiosk.now.lying["office"] == dataclasses.replace(LATER, open=True)


def test_looking_together_tells_the_resident_nothing_of_a_sheet_that_is_asked_about(pair: Pair) -> None:
    pair.desk.flows.do(FillScreen(on=True))
    pair.desk.store.change(together=True)
    pair.desk.flows.do(ShowPaper())
    assert pair.desk.world.media.of(Looking) == []
    assert not pair.desk.now.full_screen, "what is asked about is read with all that stands around it"


def test_while_the_line_is_mended_nothing_goes_out_and_afterwards_all_is_told(pair: Pair) -> None:
    let_be_seen(pair)
    pair.desk.flows.on_media(ConnectionLost(1))
    assert gate(pair.desk, "document") is Gate.LOCAL
    pair.desk.world.media.sent.clear()
    pair.desk.flows.on_media(Connected(2))
    assert gate(pair.desk, "document") is Gate.SENT
    assert [(said.number, said.open) for said in pair.desk.world.media.of(Lies)] == [(101, False), (101, True)]


# --- a desk whose eye shows its tray as a whole ---


def test_a_desk_without_an_eye_for_paper_opens_its_tray_at_once_and_says_nothing_of_sheets() -> None:
    pair = Pair(both_papers=False)
    pair.desk.flows.do(ShowPaper())
    assert (mine(pair.desk), gate(pair.desk, "document")) == (SharingState.OPEN, Gate.SENT)
    assert pair.desk.world.media.of(Lies) == []
    pair.carry_all()
    draw(pair.kiosk, "office")
    assert len(seen(pair.kiosk, OFFICE_TRAY)) == 1
    assert "office" not in pair.kiosk.now.lying


def test_the_answer_of_a_second_touch_that_nobody_asked_for_changes_nothing() -> None:
    desk = Desk().talk()
    desk.flows.do(LetBeSeen(yes=True))
    assert (mine(desk), gate(desk, "document")) == (SharingState.CLOSED, Gate.SHUT)


# --- the end of a call ---


def test_nothing_of_the_sheet_outlives_the_call_at_either_end(pair: Pair) -> None:
    let_be_seen(pair)
    pair.desk.flows.do(ChooseOutcome("done"))
    pair.desk.flows.do(EndCall())
    assert (gate(pair.desk, "document"), pair.desk.world.eyes.shown) == (Gate.SHUT, set())
    assert pair.desk.now.lying.keys() == {"office"}
    pair.kiosk.hub(wire.Ended("call-1", "clerk", "done"))
    assert (pair.kiosk.now.lying, SHEET in pair.kiosk.now.marks.pages) == ({}, False)


def test_the_same_sheet_is_asked_about_again_in_the_next_call(pair: Pair) -> None:
    desk = pair.desk
    let_be_seen(pair)
    desk.flows.do(ChooseOutcome("done"))
    desk.flows.do(EndCall())
    desk.hub(wire.Claimed("call-2", 1, "t2", 8, "soudan", "aoba"))
    desk.flows.on_media(Connected(1))
    desk.hub(wire.Accepted("call-2"))
    desk.world.media.sent.clear()
    assert desk.now.lying["office"].open, "its eye has said nothing since"
    desk.flows.do(ShowPaper())
    assert (mine(desk), gate(desk, "document")) == (SharingState.ASKING, Gate.LOCAL)
    assert desk.world.media.of(Lies) == []


def test_the_residents_end_puts_the_clerks_paper_aside_while_another_sheet_is_asked_about(pair: Pair) -> None:
    let_be_seen(pair)
    lay(pair, LATER)
    pair.kiosk.world.media.done.clear()
    do(pair, ShowPaper())
    assert pair.kiosk.world.media.done == [("put_aside", "document")]


@pytest.mark.parametrize("said", [Paper("hidden"), Paper("closed")], ids=lambda said: said.state)
def test_the_residents_end_forgets_the_clerks_paper_when_it_is_not_to_be_seen_any_more(pair: Pair, said: Paper) -> None:
    let_be_seen(pair)
    pair.kiosk.world.media.done.clear()
    pair.kiosk.flows.on_media(PeerSaid(said))
    assert ("forget", "document") in pair.kiosk.world.media.done


# --- marks and fields ---


def test_marks_on_the_clerks_sheet_stick_to_it_and_are_hidden_with_it(pair: Pair) -> None:
    let_be_seen(pair)
    draw(pair.kiosk, "office")
    draw(pair.desk, "office", Tool.CIRCLE)
    pair.carry_all()
    assert [len(seen(end, SHEET)) for end in (pair.kiosk, pair.desk)] == [2, 2]
    assert seen(pair.kiosk, tray_id("office")) == ()
    lay(pair, LATER)
    later = open_page(pair.kiosk.now, "van", "office")
    assert later is not None and seen(pair.kiosk, later.id) == (), "another sheet lies there"
    do(pair, ClearMyMarks())
    lay(pair, dataclasses.replace(LETTER, open=True))
    page = open_page(pair.kiosk.now, "van", "office")
    assert page is not None and page.id == SHEET
    assert [len(seen(end, SHEET)) for end in (pair.kiosk, pair.desk)] == [2, 2], (
        "nobody takes back what he does not see"
    )


def test_nobody_draws_on_a_sheet_that_is_asked_about(pair: Pair) -> None:
    do(pair, ShowPaper())
    lay(pair, LETTER)
    for end in (pair.kiosk, pair.desk):
        end.flows.do(BeginStroke("office", Tool.PEN, 20.0, 30.0))
    assert (pair.kiosk.now.marks.strokes, pair.desk.now.marks.strokes) == ({}, {})


@pytest.mark.parametrize(
    "touch", [TouchField("office", 100.0, 70.0), ShowMissing("office", on=True), ShowSample("office", on=True)]
)
def test_fields_of_a_known_form_are_lit_on_the_residents_sheet_alone(pair: Pair, touch: FieldIntent) -> None:
    for end in (pair.kiosk, pair.desk):
        end.store.change(forms=FORMS)
    do(pair, ShowPaper())
    lay(pair, FORM)
    lit = FORMS["juminhyo"].fields[0]
    on_it = TouchField("office", lit.box.x + 1, lit.box.y + 1) if isinstance(touch, TouchField) else touch
    for end in (pair.kiosk, pair.desk):
        end.flows.do(on_it)
        assert end.now.lit is None
        assert end.world.media.of(LitField) == []

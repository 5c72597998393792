"""What lies in the tray: both ends know it, and two touches let a sheet be seen, no fewer."""

import dataclasses

import pytest

from kiosk.domain.form import Form, FormId, TitleWords
from kiosk.domain.intents import Answer, ChooseOutcome, EndCall, Finish, GoBack, HidePaper, LetBeSeen, ShowPaper
from kiosk.domain.lying import Lying
from kiosk.domain.page import sheet_id
from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.flows.paper import READ_FOR_S
from kiosk.flows.ports import Connected, PeerSaid
from kiosk.wire.hub import Ended
from kiosk.wire.peer import Lies
from tests.support.ends import Desk, Kiosk, gate

LETTER = Lying(101, 210.0, 297.0, held=True)
KNOWN = Form(FormId("juminhyo"), "", "", "", (210.0, 297.0), "", "", TitleWords())
FORM = Lying(102, 210.0, 297.0, form="juminhyo", held=True, open=True)


@pytest.fixture
def kiosk() -> Kiosk:
    """In a call, with an eye that understands paper."""
    return Kiosk().understand_paper().talk()


def mine(kiosk: Kiosk) -> SharingState:
    return kiosk.now.sharing.mine


def lay(kiosk: Kiosk, lying: Lying) -> None:
    """A sheet lies there; the eye opens it if it may."""
    kiosk.flows.on_lying(lying)
    if lying.number in kiosk.world.eyes.shown:
        kiosk.flows.on_lying(dataclasses.replace(lying, open=True))


def let_be_seen(kiosk: Kiosk, lying: Lying) -> None:
    """Both touches, with a moment to read between them."""
    kiosk.flows.do(ShowPaper())
    lay(kiosk, lying)
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.do(LetBeSeen(yes=True))


def shown(kiosk: Kiosk) -> set[int]:
    return kiosk.world.eyes.shown


def test_an_unknown_sheet_lies_open_here_first_and_goes_out_with_the_second_touch(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    assert (mine(kiosk), gate(kiosk, "document")) == (SharingState.ASKING, Gate.LOCAL)
    assert kiosk.now.sharing.paper_shown
    lay(kiosk, LETTER)
    assert shown(kiosk) == {101}
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    assert gate(kiosk, "document") is Gate.LOCAL
    kiosk.flows.do(LetBeSeen(yes=True))
    assert (mine(kiosk), gate(kiosk, "document")) == (SharingState.OPEN, Gate.SENT)
    assert shown(kiosk) == {101}


def test_a_second_touch_that_comes_too_early_lets_nothing_out(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    kiosk.flows.do(LetBeSeen(yes=True))
    assert mine(kiosk) is SharingState.ASKING, "there is nothing yet"
    lay(kiosk, LETTER)
    kiosk.world.clock.pass_s(READ_FOR_S - 0.01)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert mine(kiosk) is SharingState.ASKING
    kiosk.world.clock.pass_s(0.02)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert mine(kiosk) is SharingState.OPEN


def test_the_moment_to_read_begins_when_the_eye_has_opened_the_sheet(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    kiosk.flows.on_lying(LETTER)
    kiosk.world.clock.pass_s(5.0)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert mine(kiosk) is SharingState.ASKING
    lay(kiosk, LETTER)
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert mine(kiosk) is SharingState.OPEN


def test_not_showing_it_closes_it_in_the_eye(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    lay(kiosk, LETTER)
    kiosk.flows.do(LetBeSeen(yes=False))
    assert (mine(kiosk), gate(kiosk, "document"), shown(kiosk)) == (SharingState.HIDDEN, Gate.SHUT, set())


@pytest.mark.parametrize("away", [GoBack(), HidePaper()])
def test_leaving_the_question_closes_the_sheet(kiosk: Kiosk, away: GoBack | HidePaper) -> None:
    kiosk.flows.do(ShowPaper())
    lay(kiosk, LETTER)
    kiosk.flows.do(away)
    assert gate(kiosk, "document") is Gate.SHUT
    assert shown(kiosk) == set()


def test_another_sheet_in_the_place_of_the_one_asked_about_is_asked_about_anew(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    lay(kiosk, LETTER)
    kiosk.world.clock.pass_s(5.0)
    other = dataclasses.replace(LETTER, number=103)
    lay(kiosk, other)
    assert shown(kiosk) == {103}
    kiosk.flows.do(LetBeSeen(yes=True))
    assert mine(kiosk) is SharingState.ASKING, "nobody could have read it"
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert (mine(kiosk), shown(kiosk)) == (SharingState.OPEN, {103})


def test_a_sheet_that_was_taken_away_cannot_be_answered_for(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    lay(kiosk, LETTER)
    kiosk.world.clock.pass_s(5.0)
    kiosk.flows.on_lying(dataclasses.replace(LETTER, held=False))
    kiosk.flows.do(LetBeSeen(yes=True))
    assert mine(kiosk) is SharingState.ASKING


def test_a_known_form_needs_no_second_touch(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    lay(kiosk, FORM)
    assert (mine(kiosk), gate(kiosk, "document")) == (SharingState.OPEN, Gate.SENT)
    assert shown(kiosk) == set(), "its eye opens it by itself, and nothing private of it"


def test_a_sheet_that_was_let_be_seen_needs_one_touch_after_it_was_hidden(kiosk: Kiosk) -> None:
    let_be_seen(kiosk, LETTER)
    kiosk.flows.do(HidePaper())
    kiosk.flows.on_lying(dataclasses.replace(LETTER, held=False))
    kiosk.flows.do(ShowPaper())
    lay(kiosk, LETTER)
    assert mine(kiosk) is SharingState.OPEN


def test_what_the_eye_said_before_it_was_closed_opens_nothing(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    lay(kiosk, LETTER)
    kiosk.flows.do(LetBeSeen(yes=False))
    assert kiosk.now.lying["van"].open, "the eye has not followed yet"
    kiosk.flows.do(ShowPaper())
    assert (mine(kiosk), gate(kiosk, "document")) == (SharingState.ASKING, Gate.LOCAL)


def test_a_new_sheet_in_an_open_tray_is_asked_about_behind_a_local_gate(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    lay(kiosk, FORM)
    lay(kiosk, LETTER)
    assert (mine(kiosk), shown(kiosk)) == (SharingState.OPEN, set()), "it lies there, flat for both"
    kiosk.flows.do(ShowPaper())
    assert (mine(kiosk), gate(kiosk, "document"), shown(kiosk)) == (SharingState.ASKING, Gate.LOCAL, {101})


def test_after_the_call_nothing_stays_let_be_seen(kiosk: Kiosk) -> None:
    let_be_seen(kiosk, LETTER)
    kiosk.flows.do(EndCall())
    kiosk.flows.do(Answer(yes=True))
    assert shown(kiosk) == set()


def test_another_child_of_the_eye_begins_with_nothing(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    lay(kiosk, LETTER)
    kiosk.flows.on_lying(Lying())
    kiosk.world.clock.pass_s(5.0)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert mine(kiosk) is SharingState.ASKING


def test_the_other_end_hears_nothing_of_a_sheet_before_it_sees_it(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    lay(kiosk, LETTER)
    kiosk.flows.on_media(Connected(2))
    assert kiosk.world.media.of(Lies) == []
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert [said.number for said in kiosk.world.media.of(Lies)] == [101]
    kiosk.flows.do(HidePaper())
    told = len(kiosk.world.media.of(Lies))
    lay(kiosk, dataclasses.replace(LETTER, number=103))
    assert len(kiosk.world.media.of(Lies)) == told


def test_after_a_reconnect_the_other_end_hears_of_every_sheet_that_it_saw_and_then_of_what_lies_there(
    kiosk: Kiosk,
) -> None:
    let_be_seen(kiosk, LETTER)
    lay(kiosk, FORM)
    kiosk.world.media.sent.clear()
    kiosk.flows.on_media(Connected(2))
    assert [(said.number, said.held) for said in kiosk.world.media.of(Lies)] == [
        (101, False),
        (102, False),
        (102, True),
    ]


def test_the_gate_is_local_before_a_new_sheet_is_opened_and_open_after_it_was_allowed(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    lay(kiosk, FORM)
    lay(kiosk, LETTER)
    kiosk.world.eyes.asked.clear()
    kiosk.flows.do(ShowPaper())
    assert kiosk.world.eyes.asked == [("document", Gate.LOCAL), (101, True)]
    kiosk.flows.on_lying(dataclasses.replace(LETTER, open=True))
    kiosk.world.eyes.asked.clear()
    kiosk.flows.do(LetBeSeen(yes=False))
    assert kiosk.world.eyes.asked == [("document", Gate.SHUT), (101, False)]


def test_the_next_visit_begins_like_the_first_one(kiosk: Kiosk) -> None:
    forms = {"juminhyo": KNOWN}
    kiosk.store.change(forms=forms)
    let_be_seen(kiosk, LETTER)
    kiosk.flows.do(EndCall())
    kiosk.flows.do(Answer(yes=True))
    kiosk.flows.do(Finish())
    assert kiosk.now.lying == {"van": Lying()}
    kiosk.flows.on_lying(Lying())  # its eye's new child
    kiosk.flows.on_wiped()
    kiosk.world.media.sent.clear()
    kiosk.talk("call-2")
    assert kiosk.now.forms == forms
    assert (kiosk.world.media.of(Lies), shown(kiosk)) == ([], set()), "nothing of the visit before is told"
    kiosk.flows.do(ShowPaper())
    assert (mine(kiosk), gate(kiosk, "document")) == (SharingState.ASKING, Gate.LOCAL)


def test_the_desk_can_draw_on_a_sheet_that_it_was_told_of() -> None:
    desk = Desk().talk()
    desk.flows.on_media(PeerSaid(Lies(101, 21_000, 29_700, "juminhyo", held=True, open=True, unknown=False)))
    lying = desk.now.lying["van"]
    assert (lying.form, lying.held, lying.open) == ("juminhyo", True, True)
    page = desk.now.marks.pages[sheet_id("van", 101)]
    assert (page.width_mm, page.height_mm) == (210.0, 297.0)


def test_a_page_without_a_size_is_none() -> None:
    desk = Desk().talk()
    desk.flows.on_media(PeerSaid(Lies(7, 0, 29_700, "", held=True, open=True, unknown=False)))
    assert sheet_id("van", 7) not in desk.now.marks.pages
    assert not desk.now.lying["van"].held


@pytest.mark.parametrize("make", [Kiosk, Desk])
def test_that_the_other_ends_paper_is_a_still_is_known_and_ends_with_the_call(make: type[Kiosk] | type[Desk]) -> None:
    end = make().talk()
    assert not end.now.sharp
    end.flows.on_sharp(True)
    assert end.now.sharp
    end.flows.on_sharp(False)
    assert not end.now.sharp
    end.flows.on_sharp(True)
    end.hub(Ended("call-1", "failed"))
    assert not end.now.sharp


def test_a_still_that_comes_when_the_call_is_over_is_not_believed() -> None:
    desk = Desk().talk()
    desk.hub(Ended("call-1", "resident"))
    desk.flows.on_sharp(True)
    assert not desk.now.sharp, "its outcome is still to be chosen"
    desk.flows.do(ChooseOutcome("done"))
    desk.flows.on_sharp(True)
    assert not desk.now.sharp

"""端末の貸出 at the desk and what the resident sees of it: a press counts once, whatever the line does."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain import intents
from kiosk.domain.lending import LendingNumber, Loan
from kiosk.domain.lending_desk import Answered, ChooseItem, HandOver, Said, ShowLending, TakeBack
from kiosk.domain.lent import MOST_OUT, LentThing
from kiosk.domain.slip import visit_slip
from kiosk.domain.snapshot import Hint
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import Connected, ConnectionLost, LinkDown, LinkUp, PeerSaid
from kiosk.wire import hub as wire
from kiosk.wire.hub import GiveBack, Lend
from kiosk.wire.lending import item_line, loan_line
from kiosk.wire.peer import LentThings
from tests.support.ends import Desk, Kiosk
from tests.support.lending_scenes import ITEMS, PHONE, WATCH, thing

TODAY = date(2026, 11, 24)


@pytest.fixture
def desk() -> Desk:
    """In a call with a hub that lends."""
    return lends(Desk().talk())


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk().talk()


def lends(desk: Desk, overdue: int | None = 0) -> Desk:
    desk.hub(wire.OnLoan(tuple(map(item_line, ITEMS)), overdue))
    return desk


def questions(desk: Desk) -> list[Lend | GiveBack]:
    return [said for said in desk.world.link.sent if isinstance(said, Lend | GiveBack)]


def press(desk: Desk, item: str = "phone") -> None:
    """Chooses it and says that it was handed over."""
    desk.flows.do(ChooseItem(item))
    desk.flows.do(HandOver(item))


def hand_over(desk: Desk, number: int = 572, item: str = "phone") -> LentThing:
    """Pressed, and answered by the hub."""
    press(desk, item)
    lent = thing(next(one for one in ITEMS if one.id == item), number)
    desk.hub(wire.Lent(questions(desk)[-1].asked, loan_line(lent.loan)))
    return lent


def carry(source: Kiosk | Desk, target: Kiosk | Desk) -> None:
    """The last word of one end about what is lent reaches the other."""
    target.flows.on_media(PeerSaid(source.world.media.of(LentThings)[-1]))


def test_what_is_handed_over_stands_at_both_ends_with_number_and_day(desk: Desk, kiosk: Kiosk) -> None:
    press(desk)
    (question,) = questions(desk)
    assert question == Lend(question.asked, "call-1", "phone")
    assert desk.now.lending.waits
    assert desk.now.lent == (), "nothing is lent before the ledger has it"
    lent = thing()
    desk.hub(wire.Lent(question.asked, loan_line(lent.loan)))
    carry(desk, kiosk)
    assert desk.now.lent == kiosk.now.lent == (lent,)
    now = desk.now.lending
    assert (now.waits, now.chosen, now.answered) == (False, "", Answered(Said.LENT, lent.loan))


def test_two_clicks_ask_once_and_each_press_has_its_own_id(desk: Desk) -> None:
    press(desk)
    desk.flows.do(HandOver("phone"))
    desk.flows.do(TakeBack("0572-4"))
    assert len(questions(desk)) == 1
    desk.hub(wire.Lent(questions(desk)[0].asked, loan_line(thing().loan)))
    desk.flows.do(HandOver("phone"))
    assert len(questions(desk)) == 1, "a late click: it is not chosen any more"
    press(desk)
    first, second = questions(desk)
    assert first.asked != second.asked


def test_a_press_whose_answer_was_cut_off_is_said_again_with_the_same_id(desk: Desk) -> None:
    press(desk)
    desk.flows.on_link(LinkDown())
    desk.flows.on_link(LinkUp())
    first, again = questions(desk)
    assert first == again
    desk.hub(wire.Lent(first.asked, loan_line(thing().loan)))
    desk.hub(wire.Lent(first.asked, loan_line(thing().loan)))
    assert desk.now.lent == (thing(),)
    desk.flows.on_link(LinkUp())
    assert len(questions(desk)) == 2, "what is answered is not asked again"


def test_without_the_hub_nothing_is_begun_and_the_choice_stays(desk: Desk) -> None:
    desk.flows.on_link(LinkDown())
    press(desk)
    assert (questions(desk), desk.now.hint, desk.now.lending.waits) == ([], Hint.HUB_AWAY, False)
    assert desk.now.lending.chosen == "phone"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ledger", Said.LEDGER),
        ("no_numbers", Said.NO_NUMBERS),
        ("unknown_item", Said.UNKNOWN_ITEM),
        ("no_call", Said.NO_CALL),
    ],
)
def test_what_the_hub_could_not_write_is_said_and_can_be_pressed_again(desk: Desk, code: str, said: Said) -> None:
    press(desk)
    desk.hub(wire.NotLent(questions(desk)[0].asked, code))  # type: ignore[arg-type]
    assert (desk.now.lending.answered, desk.now.lending.chosen, desk.now.lent) == (Answered(said), "phone", ())
    desk.flows.do(HandOver("phone"))
    assert len({question.asked for question in questions(desk)}) == 2


def test_one_visit_takes_so_much_home_and_no_more(desk: Desk) -> None:
    for number in range(1, MOST_OUT + 1):
        hand_over(desk, number)
    press(desk)
    assert (len(questions(desk)), desk.now.lending.answered) == (MOST_OUT, Answered(Said.ENOUGH))


def test_between_calls_nothing_is_handed_over() -> None:
    for desk in (lends(Desk()), lends(Desk().ring())):
        press(desk)
        assert (questions(desk), desk.now.hint) == ([], Hint.NOT_IN_CALL)


@pytest.mark.parametrize("in_call", [True, False])
def test_what_comes_back_is_noted_in_a_call_and_without_one(in_call: bool) -> None:
    desk = lends(Desk().talk() if in_call else Desk())
    desk.flows.do(TakeBack("０５７２ー4"))
    (question,) = questions(desk)
    assert question == GiveBack(question.asked, 572)
    back = thing().loan.back(TODAY)
    desk.hub(wire.GivenBack(question.asked, 572, loan_line(back)))
    assert desk.now.lending.answered == Answered(Said.BACK, back)


@pytest.mark.parametrize("typed", ["", "0572-5", "5072-4", "572", "やまだ", "0572-4-1"])
def test_a_wrong_number_is_said_before_the_hub_is_asked(desk: Desk, typed: str) -> None:
    desk.flows.do(TakeBack(typed))
    assert (questions(desk), desk.now.lending.answered) == ([], Answered(Said.WRONG_DIGIT))


def test_a_number_that_was_never_lent_and_one_that_is_back_already(desk: Desk) -> None:
    desk.flows.do(TakeBack("0572-4"))
    desk.hub(wire.GivenBack(questions(desk)[-1].asked, 572))
    assert desk.now.lending.answered == Answered(Said.NOT_LENT, number=LendingNumber(572))
    back = thing().loan.back(TODAY)
    desk.flows.do(TakeBack("0572-4"))
    desk.hub(wire.GivenBack(questions(desk)[-1].asked, 572, loan_line(back), again=True))
    assert desk.now.lending.answered == Answered(Said.AGAIN, back)


def test_what_comes_back_in_the_same_call_goes_home_with_nobody(desk: Desk, kiosk: Kiosk) -> None:
    lent = hand_over(desk)
    carry(desk, kiosk)
    desk.flows.do(TakeBack("0572-4"))
    desk.hub(wire.GivenBack(questions(desk)[-1].asked, 572, loan_line(lent.loan.back(TODAY))))
    older = desk.world.media.of(LentThings)[0]
    carry(desk, kiosk)
    kiosk.flows.on_media(PeerSaid(older))
    kiosk.hub(wire.Ended("call-1", "clerk", "done"))
    assert visit_slip(kiosk.now).lent == (), "an older word that comes late brings it back to nobody"


def test_after_a_reconnection_both_ends_know_what_one_has_told(desk: Desk, kiosk: Kiosk) -> None:
    lent = hand_over(desk)
    told = len(desk.world.media.of(LentThings))
    for end in (desk, kiosk):
        end.flows.on_media(ConnectionLost(1))
        end.flows.on_media(Connected(2))
    assert len(desk.world.media.of(LentThings)) == told + 1
    carry(desk, kiosk)
    assert kiosk.now.lent == (lent,)


def test_another_clerk_hears_it_from_the_van_and_adds_to_it(desk: Desk, kiosk: Kiosk) -> None:
    first = hand_over(desk)
    carry(desk, kiosk)
    kiosk.hub(wire.Ended("call-1", "passed_on"))
    ticket = kiosk.now.ticket
    assert ticket is not None
    kiosk.hub(wire.Ring("call-2", 1, ticket.id, "鈴木", "shimin"))
    kiosk.flows.on_media(Connected(1))
    kiosk.flows.do(intents.StartTalking())
    other = lends(Desk().talk())
    carry(kiosk, other)
    assert other.now.lent == (first,)
    second = hand_over(other, 573, "watch")
    carry(other, kiosk)
    assert kiosk.now.lent == (first, second)


def test_nothing_of_it_stays_at_the_desk_and_the_panel_keeps_no_choice(desk: Desk) -> None:
    hand_over(desk)
    desk.flows.do(ChooseItem("watch"))
    desk.hub(wire.Ended("call-1", "resident"))
    assert (desk.now.lent, desk.now.lending.chosen) == ((), "")


def test_an_answer_after_the_call_is_shown_to_the_clerk_and_is_not_the_next_residents(desk: Desk) -> None:
    press(desk)
    desk.hub(wire.Ended("call-1", "resident"))
    desk.hub(wire.Lent(questions(desk)[0].asked, loan_line(thing().loan)))
    assert (desk.now.lent, desk.now.lending.shown) == ((), True)
    assert desk.now.lending.answered == Answered(Said.LENT, thing().loan)


def test_it_is_wiped_with_the_visit(desk: Desk, kiosk: Kiosk) -> None:
    hand_over(desk)
    carry(desk, kiosk)
    kiosk.hub(wire.Ended("call-1", "clerk", "done"))
    assert (kiosk.now.visit, visit_slip(kiosk.now).lent) == (VisitState.FINISHING, (thing(),))
    kiosk.flows.do(intents.Finish())
    kiosk.flows.on_wiped()
    assert (kiosk.now.visit, kiosk.now.lent) == (VisitState.HOME, ())


def test_the_panel_opens_and_closes_and_a_choice_can_be_taken_back(desk: Desk) -> None:
    desk.flows.do(ShowLending(on=True))
    desk.flows.do(ChooseItem("phone"))
    desk.flows.do(ChooseItem("phone"))
    assert (desk.now.lending.shown, desk.now.lending.chosen) == (True, "")
    desk.flows.do(ChooseItem("boat"))
    assert desk.now.lending.chosen == "", "there is none"
    desk.flows.do(ChooseItem("watch"))
    desk.flows.do(ShowLending(on=False))
    assert (desk.now.lending.shown, desk.now.lending.chosen) == (False, "")


def test_what_is_lent_no_more_is_not_chosen_any_more_and_what_is_late_is_told(desk: Desk) -> None:
    desk.flows.do(ChooseItem("watch"))
    desk.hub(wire.OnLoan((item_line(PHONE),), 4))
    assert (desk.now.lending.chosen, desk.now.lending.overdue) == ("", 4)


def test_an_end_that_tells_another_loan_under_a_known_number_changes_nothing(desk: Desk, kiosk: Kiosk) -> None:
    lent = hand_over(desk)
    carry(desk, kiosk)
    other = LentThing(WATCH, replace(lent.loan, due=date(2027, 1, 1)))
    kiosk.flows.lent.add([other])
    assert kiosk.now.lent == (lent,)


def test_loans_of_this_test_are_what_the_ledger_would_make() -> None:
    assert thing().loan == Loan(LendingNumber(572), "phone", date(2026, 11, 21), date(2026, 12, 5))

"""折り返し電話: the clerk promises a day and its half, the resident sees it, and takes it home."""

from datetime import date

import pytest

from kiosk.domain import intents
from kiosk.domain.lending_desk import ShowLending
from kiosk.domain.promised_call import PartOfDay, PromiseCall, PromisedCall, ShowPromises
from kiosk.domain.slip import visit_slip
from kiosk.domain.snapshot import Hint
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import Connected, ConnectionLost, PeerSaid
from kiosk.wire import hub as wire
from kiosk.wire.peer import CallPromised
from tests.support.ends import Desk, Kiosk

THURSDAY = PromisedCall(date(2026, 11, 26), PartOfDay.AFTERNOON)
FRIDAY = PromisedCall(date(2026, 11, 27), PartOfDay.MORNING)


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk().talk()


@pytest.fixture
def desk() -> Desk:
    return Desk().talk()


def carry(source: Kiosk | Desk, target: Kiosk | Desk) -> None:
    """The last word of one end reaches the other."""
    target.flows.on_media(PeerSaid(source.world.media.of(CallPromised)[-1]))


def test_what_is_promised_stands_at_both_ends_and_goes_home_on_the_slip(desk: Desk, kiosk: Kiosk) -> None:
    desk.flows.do(PromiseCall(THURSDAY))
    carry(desk, kiosk)
    assert desk.now.promised == kiosk.now.promised == THURSDAY
    kiosk.hub(wire.Ended("call-1", "clerk", "phone_later"))
    slip = visit_slip(kiosk.now)
    assert (kiosk.now.visit, slip.promised, slip.section_name) == (VisitState.FINISHING, THURSDAY, "市民課")


def test_another_day_takes_the_place_of_the_first_and_the_same_once_more_takes_it_back(
    desk: Desk, kiosk: Kiosk
) -> None:
    for pressed, stands in ((THURSDAY, THURSDAY), (FRIDAY, FRIDAY), (FRIDAY, None)):
        desk.flows.do(PromiseCall(pressed))
        carry(desk, kiosk)
        assert (desk.now.promised, kiosk.now.promised) == (stands, stands)


@pytest.mark.parametrize(
    "call",
    [
        PromisedCall(date(2026, 11, 23), PartOfDay.MORNING),  # yesterday
        PromisedCall(date(2026, 11, 28), PartOfDay.MORNING),  # a Saturday
        PromisedCall(date(2027, 11, 24), PartOfDay.MORNING),  # in a year
    ],
)
def test_what_cannot_be_promised_is_not(desk: Desk, call: PromisedCall) -> None:
    desk.flows.do(PromiseCall(call))
    assert (desk.now.promised, desk.world.media.of(CallPromised)) == (None, [])


def test_without_a_resident_nothing_is_promised() -> None:
    for desk in (Desk(), Desk().ring()):
        desk.flows.do(PromiseCall(THURSDAY))
        assert (desk.now.promised, desk.now.hint) == (None, Hint.NOT_IN_CALL)


def test_an_older_word_that_comes_late_changes_nothing(desk: Desk, kiosk: Kiosk) -> None:
    desk.flows.do(PromiseCall(THURSDAY))
    desk.flows.do(PromiseCall(FRIDAY))
    first, last = desk.world.media.of(CallPromised)
    kiosk.flows.on_media(PeerSaid(last))
    kiosk.flows.on_media(PeerSaid(first))
    assert kiosk.now.promised == FRIDAY


def test_after_a_reconnection_a_word_that_was_cut_off_is_said_again(desk: Desk, kiosk: Kiosk) -> None:
    desk.flows.do(PromiseCall(THURSDAY))
    for end in (desk, kiosk):
        end.flows.on_media(ConnectionLost(1))
        end.flows.on_media(Connected(2))
    assert kiosk.world.media.of(CallPromised) == [], "who has heard nothing says nothing"
    carry(desk, kiosk)
    assert kiosk.now.promised == THURSDAY


def test_another_clerk_hears_it_from_the_van_and_may_change_it(desk: Desk, kiosk: Kiosk) -> None:
    for call in (FRIDAY, THURSDAY):
        desk.flows.do(PromiseCall(call))
    carry(desk, kiosk)
    kiosk.hub(wire.Ended("call-1", "passed_on"))
    ticket = kiosk.now.ticket
    assert ticket is not None
    kiosk.hub(wire.Ring("call-2", 1, ticket.id, "鈴木", "shimin"))
    kiosk.flows.on_media(Connected(1))
    kiosk.flows.do(intents.StartTalking())
    other = Desk().talk()
    carry(kiosk, other)
    assert other.now.promised == THURSDAY
    other.flows.do(PromiseCall(FRIDAY))
    carry(other, kiosk)
    assert kiosk.now.promised == FRIDAY


def test_of_two_words_that_crossed_the_clerks_holds(desk: Desk, kiosk: Kiosk) -> None:
    kiosk.store.change(promised=FRIDAY)  # of the clerk before
    kiosk.flows.promised.tell_all()
    desk.flows.do(PromiseCall(THURSDAY))
    carry(kiosk, desk)
    carry(desk, kiosk)
    assert (desk.now.promised, kiosk.now.promised) == (THURSDAY, THURSDAY)


def test_nothing_of_it_stays_at_the_desk_and_it_is_wiped_with_the_visit(desk: Desk, kiosk: Kiosk) -> None:
    desk.flows.do(ShowPromises(on=True))
    desk.flows.do(PromiseCall(THURSDAY))
    carry(desk, kiosk)
    for end in (desk, kiosk):
        end.hub(wire.Ended("call-1", "clerk", "done"))
    assert (desk.now.promised, desk.now.promises_shown) == (None, False)
    kiosk.flows.do(intents.Finish())
    kiosk.flows.on_wiped()
    assert (kiosk.now.visit, kiosk.now.promised) == (VisitState.HOME, None)
    following = Desk().talk()
    following.flows.do(PromiseCall(FRIDAY))
    carry(following, kiosk.talk("call-2"))
    assert kiosk.now.promised == FRIDAY, "counts begin anew with each call"


def test_one_panel_lies_over_the_sheets_at_a_time(desk: Desk) -> None:
    desk.flows.do(ShowLending(on=True))
    desk.flows.do(ShowPromises(on=True))
    assert (desk.now.lending.shown, desk.now.promises_shown) == (False, True)
    desk.flows.do(ShowLending(on=True))
    assert (desk.now.lending.shown, desk.now.promises_shown) == (True, False)

"""A private field of a known form: two touches of its own let it be seen, one hides it, and the clerk can only ask."""

import dataclasses
import logging

import pytest

from kiosk.domain.disclosure import DisclosureState
from kiosk.domain.form import FieldId
from kiosk.domain.intents import Answer as Reply
from kiosk.domain.intents import EndCall, GoBack, HidePaper, Intent, LetBeSeen, ShowOutside, ShowPaper
from kiosk.domain.lighting import Lit
from kiosk.domain.lying import Lying
from kiosk.domain.monitors import Plugged
from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.sheet_intents import AskForField, CloseField, DeclineField, DiscloseField, Freeze, OpenBoard
from kiosk.domain.snapshot import Hint
from kiosk.flows.paper import READ_FOR_S
from kiosk.flows.ports import Connected, ConnectionLost, PeerSaid
from kiosk.wire.peer import FieldWanted, Lies, Paper
from tests.support.ends import Desk, Kiosk, gate
from tests.support.form_ends import desk_of, kiosk_with

FORM = Lying(101, 210.0, 297.0, form="inkan-shomei", held=True, open=True)
NUMBER = FieldId("card-number")
LIT = Lit("van", 101, NUMBER)
OPENED = dataclasses.replace(FORM, shown=NUMBER)


@pytest.fixture
def kiosk() -> Kiosk:
    """Over a form that both see; its private field was touched."""
    made = kiosk_with(FORM)
    made.store.change(lit=LIT)
    made.world.eyes.asked.clear()
    return made


@pytest.fixture
def desk(kiosk: Kiosk) -> Desk:
    made = desk_of(kiosk)
    made.store.change(lit=LIT)
    return made


def state(kiosk: Kiosk) -> DisclosureState | None:
    one = kiosk.now.disclosure
    return one.state if one is not None else None


def carry(source: Kiosk | Desk, target: Kiosk | Desk) -> None:
    """What one end has said of fields and sheets reaches the other."""
    sent = source.world.media.sent
    for message in [one for one in sent if isinstance(one, FieldWanted | Lies | Paper)]:
        target.flows.on_media(PeerSaid(message))
    sent.clear()


def mine(kiosk: Kiosk) -> SharingState:
    return kiosk.now.sharing.mine


def lay_open(kiosk: Kiosk) -> None:
    """The first touch, and the eye follows."""
    kiosk.flows.do(DiscloseField())
    assert kiosk.world.eyes.private == (101, NUMBER)
    kiosk.flows.on_lying(OPENED)


def show(kiosk: Kiosk) -> None:
    lay_open(kiosk)
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert state(kiosk) is DisclosureState.SENT


def test_the_first_touch_closes_the_way_out_before_the_eye_is_asked_to_open_the_field(kiosk: Kiosk) -> None:
    kiosk.flows.do(DiscloseField())
    assert kiosk.world.eyes.asked == [("document", Gate.LOCAL), (101, NUMBER)]
    assert (mine(kiosk), state(kiosk)) == (SharingState.ASKING, DisclosureState.LAID)


def test_the_second_touch_counts_when_the_field_was_there_to_be_looked_at(kiosk: Kiosk) -> None:
    kiosk.flows.do(DiscloseField())
    kiosk.world.clock.pass_s(5.0)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert gate(kiosk, "document") is Gate.LOCAL, "the eye has not opened it yet"
    kiosk.flows.on_lying(OPENED)
    kiosk.world.clock.pass_s(READ_FOR_S - 0.01)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert gate(kiosk, "document") is Gate.LOCAL, "nobody could have read the question"
    kiosk.world.clock.pass_s(0.02)
    kiosk.flows.do(LetBeSeen(yes=True))
    assert (mine(kiosk), gate(kiosk, "document")) == (SharingState.OPEN, Gate.SENT)
    assert kiosk.world.media.of(Lies)[-1].shown == NUMBER


def test_a_field_that_goes_again_meanwhile_is_asked_about_anew(kiosk: Kiosk) -> None:
    lay_open(kiosk)
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.on_lying(FORM)
    assert state(kiosk) is DisclosureState.LAID
    kiosk.flows.do(LetBeSeen(yes=True))
    assert gate(kiosk, "document") is Gate.LOCAL


def test_not_showing_it_lets_the_paper_be_seen_again_only_without_it(kiosk: Kiosk) -> None:
    lay_open(kiosk)
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.do(LetBeSeen(yes=False))
    assert kiosk.world.eyes.private[1] == ""
    assert gate(kiosk, "document") is Gate.LOCAL, "the eye has not said that it is closed"
    kiosk.flows.on_lying(FORM)
    assert (mine(kiosk), gate(kiosk, "document"), state(kiosk)) == (SharingState.OPEN, Gate.SENT, None)


def test_one_touch_hides_it_and_nothing_goes_out_until_it_is_gone(kiosk: Kiosk) -> None:
    show(kiosk)
    kiosk.world.eyes.asked.clear()
    kiosk.flows.do(CloseField())
    assert kiosk.world.eyes.asked == [("document", Gate.LOCAL), (101, "")]
    kiosk.flows.on_lying(FORM)
    assert (gate(kiosk, "document"), state(kiosk)) == (Gate.SENT, None)
    assert kiosk.world.media.of(Lies)[-1].shown == ""


def test_while_one_is_open_no_other_opens(kiosk: Kiosk) -> None:
    show(kiosk)
    asked = list(kiosk.world.eyes.asked)
    kiosk.flows.do(DiscloseField())
    assert kiosk.world.eyes.asked == asked


@pytest.mark.parametrize("field", ["date", "no-such-field", ""])
def test_only_a_private_field_that_is_lit_can_be_shown(kiosk: Kiosk, field: str) -> None:
    kiosk.store.change(lit=Lit("van", 101, FieldId(field)))
    kiosk.flows.do(DiscloseField())
    assert (kiosk.now.disclosure, kiosk.world.eyes.asked) == (None, [])


@pytest.mark.parametrize(
    "lying",
    [
        dataclasses.replace(OPENED, held=False),
        dataclasses.replace(OPENED, number=102, shown=""),
        dataclasses.replace(OPENED, open=False, shown=""),
        Lying(),
    ],
)
def test_it_closes_with_its_sheet_and_stays_closed_when_that_comes_back(kiosk: Kiosk, lying: Lying) -> None:
    show(kiosk)
    kiosk.flows.on_lying(lying)
    assert kiosk.world.eyes.private[1] == ""
    assert kiosk.now.disclosure is None
    kiosk.flows.on_lying(OPENED)  # the eye has not followed yet
    assert gate(kiosk, "document") is Gate.LOCAL
    kiosk.flows.on_lying(FORM)
    assert (gate(kiosk, "document"), kiosk.now.disclosure) == (Gate.SENT, None)


def test_what_stood_still_goes_with_it(kiosk: Kiosk) -> None:
    show(kiosk)
    kiosk.flows.do(Freeze("van", on=True))
    kiosk.flows.on_lying(dataclasses.replace(OPENED, held=False))
    assert "van" not in kiosk.now.readings, "no frozen picture of it stays on the screen"
    assert kiosk.world.media.of(Paper)[-1].state == "asking", "and the other end overwrites its own"


@pytest.mark.parametrize("away", [HidePaper(), GoBack()])
def test_it_closes_with_the_tray(kiosk: Kiosk, away: HidePaper | GoBack) -> None:
    show(kiosk)
    kiosk.flows.do(away)
    assert (gate(kiosk, "document"), kiosk.world.eyes.private[1], kiosk.now.disclosure) == (Gate.SHUT, "", None)
    kiosk.flows.do(ShowPaper())
    kiosk.flows.on_lying(FORM)
    assert kiosk.now.disclosure is None


def test_it_closes_with_the_call(kiosk: Kiosk) -> None:
    show(kiosk)
    kiosk.flows.do(EndCall())
    kiosk.flows.do(Reply(yes=True))
    assert (gate(kiosk, "document"), kiosk.world.eyes.private[1], kiosk.now.disclosure) == (Gate.SHUT, "", None)


def test_a_lost_line_leaves_it_as_it_was(kiosk: Kiosk) -> None:
    show(kiosk)
    kiosk.flows.on_media(ConnectionLost(1))
    assert (gate(kiosk, "document"), state(kiosk)) == (Gate.LOCAL, DisclosureState.SENT)
    kiosk.flows.on_media(Connected(2))
    assert (gate(kiosk, "document"), state(kiosk)) == (Gate.SENT, DisclosureState.SENT)


def test_it_is_never_on_the_large_screen(kiosk: Kiosk) -> None:
    kiosk.flows.on_monitors(Plugged(embedded=True, external=True))
    kiosk.flows.do(ShowOutside())
    assert kiosk.now.outside == "van"
    lay_open(kiosk)
    assert kiosk.now.outside is None
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.do(LetBeSeen(yes=True))
    kiosk.flows.do(ShowOutside())
    assert kiosk.now.outside is None


def test_the_clerk_asks_and_the_resident_opens_by_two_touches_all_the_same(kiosk: Kiosk, desk: Desk) -> None:
    desk.flows.do(AskForField())
    carry(desk, kiosk)
    assert kiosk.now.wish is not None and kiosk.now.wish.field == NUMBER
    assert kiosk.now.disclosure is None and gate(kiosk, "document") is Gate.SENT
    kiosk.store.change(lit=None)
    show(kiosk)
    kiosk.flows.on_lying(OPENED)
    carry(kiosk, desk)
    assert desk.now.lying["van"].shown == NUMBER
    assert [end.now.wish for end in (desk, kiosk)] == [None, None]


def test_the_clerk_hears_that_it_is_not_shown(kiosk: Kiosk, desk: Desk) -> None:
    desk.flows.do(AskForField())
    carry(desk, kiosk)
    kiosk.flows.do(DeclineField())
    carry(kiosk, desk)
    assert (kiosk.now.wish, desk.now.wish, desk.now.hint) == (None, None, Hint.FIELD_KEPT)


@pytest.mark.parametrize(("sheet", "field"), [(102, NUMBER), (101, "date"), (101, "no-such-field")])
def test_what_the_clerk_cannot_ask_for_is_not_asked(kiosk: Kiosk, sheet: int, field: str) -> None:
    kiosk.flows.on_media(PeerSaid(FieldWanted(sheet, field, on=True)))
    assert kiosk.now.wish is None


def test_a_clerk_cannot_open_anything(desk: Desk) -> None:
    desk.flows.do(DiscloseField())
    desk.flows.do(CloseField())
    assert desk.world.eyes.private == (0, "")
    assert desk.now.disclosure is None


def test_a_field_that_the_resident_shows_does_nothing_to_the_clerks_own_tray(desk: Desk) -> None:
    desk.flows.do(ShowPaper())
    desk.flows.on_media(PeerSaid(Lies(101, 21_000, 29_700, "inkan-shomei", True, True, False, None, NUMBER)))
    assert desk.now.lying["van"].shown == NUMBER
    assert (gate(desk, "document"), desk.world.eyes.private) == (Gate.SENT, (0, ""))


def test_a_wish_goes_with_its_sheet_and_with_the_call(kiosk: Kiosk) -> None:
    kiosk.flows.on_media(PeerSaid(FieldWanted(101, NUMBER, on=True)))
    kiosk.flows.on_lying(dataclasses.replace(FORM, number=102))
    assert kiosk.now.wish is None
    kiosk.flows.on_lying(FORM)
    kiosk.flows.on_media(PeerSaid(FieldWanted(101, NUMBER, on=True)))
    kiosk.flows.do(EndCall())
    kiosk.flows.do(Reply(yes=True))
    assert kiosk.now.wish is None


def test_what_was_asked_is_asked_again_after_a_reconnect(desk: Desk) -> None:
    desk.flows.do(AskForField())
    desk.world.media.sent.clear()
    desk.flows.on_media(Connected(2))
    assert desk.world.media.of(FieldWanted) == [FieldWanted(101, NUMBER, on=True)]


def test_a_no_to_something_else_is_none(desk: Desk) -> None:
    desk.flows.do(AskForField())
    desk.flows.on_media(PeerSaid(FieldWanted(101, "date", on=False)))
    assert desk.now.wish is not None and desk.now.hint is None


def test_a_question_does_not_stand_behind_the_white_page(kiosk: Kiosk) -> None:
    kiosk.flows.do(OpenBoard())
    assert kiosk.now.board.open
    kiosk.flows.on_media(PeerSaid(FieldWanted(101, NUMBER, on=True)))
    assert kiosk.now.front == "van"


def test_a_field_that_closed_while_the_line_was_lost_is_overwritten_at_the_desk(kiosk: Kiosk, desk: Desk) -> None:
    show(kiosk)
    carry(kiosk, desk)
    desk.world.media.done.clear()
    kiosk.flows.on_media(ConnectionLost(1))
    kiosk.flows.do(CloseField())
    kiosk.flows.on_lying(FORM)
    kiosk.world.media.sent.clear()  # none of it arrived
    kiosk.flows.on_media(Connected(2))
    assert [one.state for one in kiosk.world.media.of(Paper)] == ["open"]
    carry(kiosk, desk)
    assert desk.world.media.done == [("put_aside", "document")]


@pytest.mark.parametrize("end", [CloseField(), HidePaper(), EndCall()])
def test_the_log_says_that_one_was_shown_and_that_it_was_hidden_and_not_which(
    kiosk: Kiosk, caplog: pytest.LogCaptureFixture, end: Intent
) -> None:
    caplog.set_level(logging.INFO, "kiosk.flows")
    show(kiosk)
    kiosk.flows.do(end)
    if isinstance(end, EndCall):
        kiosk.flows.do(Reply(yes=True))
    said = [line.getMessage() for line in caplog.records if "private" in line.getMessage()]
    assert said == ["a private field is shown", "a private field is hidden"]
    assert NUMBER not in caplog.text


def test_a_field_that_was_not_shown_leaves_no_line(kiosk: Kiosk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kiosk.flows")
    lay_open(kiosk)
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.do(LetBeSeen(yes=False))
    assert "private" not in caplog.text


def test_after_a_no_the_same_field_can_be_asked_about_again(kiosk: Kiosk) -> None:
    lay_open(kiosk)
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.do(LetBeSeen(yes=False))
    kiosk.flows.on_lying(FORM)
    lay_open(kiosk)
    kiosk.world.clock.pass_s(READ_FOR_S - 0.01)
    assert state(kiosk) is DisclosureState.LAID, "the moment begins anew"
    kiosk.world.clock.pass_s(0.02)
    assert state(kiosk) is DisclosureState.ASKED

"""A telephone in place of a paper: two touches let it be seen, one hides it; what its eye hid is asked about anew."""

import dataclasses

import pytest

from kiosk.domain.intents import Answer, EndCall, GoBack, GoHome, HidePaper, LetBeSeen, ShowPaper, TakePage
from kiosk.domain.lying import Lying
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.phone_intents import CoverStrip, PutPhoneAway, ShowPhone, TypeSecret, UseCable
from kiosk.domain.privacy import Gate, IdleRules
from kiosk.domain.sharing import SharingState
from kiosk.domain.sheet_intents import Freeze, Turn, Zoom
from kiosk.domain.snapshot import Health, Hint, Question
from kiosk.domain.visit import VisitState
from kiosk.flows.paper import READ_FOR_S
from kiosk.flows.ports import Connected, ConnectionLost, EyeReport, PeerSaid
from kiosk.wire.hub import Ended
from kiosk.wire.peer import Lies, Paper, PhoneShown
from tests.support.ends import Desk, Kiosk, gate
from tests.support.guide_ends import opened, with_guide

PHONE = Lying(501, 71.5, 147.0, held=True, phone=True)
AWAY = Lying(501, 71.5, 147.0, unknown=True, phone=True)
FORM = Lying(102, 210.0, 297.0, form="juminhyo", held=True, open=True)
DARK = Lying(501, 71.5, 147.0, phone=True, dark=True)


@pytest.fixture
def kiosk() -> Kiosk:
    """In a call, with an eye that understands paper."""
    return Kiosk().understand_paper().talk()


@pytest.fixture
def alone() -> Kiosk:
    return opened(with_guide(Kiosk())).understand_paper()


def mine(kiosk: Kiosk) -> SharingState:
    return kiosk.now.sharing.mine


def lay(kiosk: Kiosk, lying: Lying = PHONE) -> None:
    """It lies there; the eye opens it if it may."""
    kiosk.flows.on_lying(lying)
    if lying.held and lying.number in kiosk.world.eyes.shown:
        kiosk.flows.on_lying(dataclasses.replace(lying, open=True))


def second_touch(kiosk: Kiosk) -> None:
    kiosk.world.clock.pass_s(READ_FOR_S + 0.01)
    kiosk.flows.do(LetBeSeen(yes=True))


def let_be_seen(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPhone())
    lay(kiosk)
    second_touch(kiosk)


def told(kiosk: Kiosk) -> PhoneShown:
    return [one for one in kiosk.world.media.sent if isinstance(one, PhoneShown)][-1]


def test_it_lies_on_the_own_screen_first_and_goes_out_with_the_second_touch(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPhone())
    assert (mine(kiosk), gate(kiosk, "document")) == (SharingState.ASKING, Gate.LOCAL)
    assert kiosk.world.eyes.phone == PhoneHelp()
    lay(kiosk)
    assert kiosk.world.eyes.shown == {501}
    kiosk.flows.do(LetBeSeen(yes=True))
    assert mine(kiosk) is SharingState.ASKING, "nobody could read yet"
    second_touch(kiosk)
    assert (mine(kiosk), gate(kiosk, "document")) == (SharingState.OPEN, Gate.SENT)
    assert told(kiosk).on


def test_what_the_eye_said_of_a_paper_is_no_answer_about_a_telephone(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPhone())
    kiosk.flows.on_lying(Lying(102, 210.0, 297.0, form="juminhyo", held=True, open=True))
    assert mine(kiosk) is SharingState.ASKING
    assert kiosk.world.eyes.shown == set()


def test_one_touch_hides_it_and_showing_it_again_takes_two(kiosk: Kiosk) -> None:
    let_be_seen(kiosk)
    kiosk.flows.do(HidePaper())
    assert (mine(kiosk), gate(kiosk, "document")) == (SharingState.HIDDEN, Gate.SHUT)
    kiosk.flows.do(ShowPaper())
    assert (mine(kiosk), kiosk.world.eyes.phone) == (SharingState.ASKING, PhoneHelp())
    lay(kiosk, dataclasses.replace(PHONE, number=502))
    assert mine(kiosk) is SharingState.ASKING
    second_touch(kiosk)
    assert mine(kiosk) is SharingState.OPEN


@pytest.mark.parametrize("gone", [AWAY, DARK])
def test_what_its_eye_hid_is_asked_about_anew_with_one_touch(kiosk: Kiosk, gone: Lying) -> None:
    let_be_seen(kiosk)
    lay(kiosk, gone)
    assert (mine(kiosk), gate(kiosk, "document")) == (SharingState.ASKING, Gate.LOCAL)
    lay(kiosk, dataclasses.replace(PHONE, number=502))
    assert mine(kiosk) is SharingState.ASKING
    second_touch(kiosk)
    assert (mine(kiosk), gate(kiosk, "document")) == (SharingState.OPEN, Gate.SENT)


def test_another_telephone_in_its_place_is_asked_about(kiosk: Kiosk) -> None:
    let_be_seen(kiosk)
    kiosk.flows.on_lying(dataclasses.replace(PHONE, number=502))
    assert gate(kiosk, "document") is Gate.LOCAL


def test_between_two_touches_a_secret_is_typed_unseen_and_both_ends_know(kiosk: Kiosk) -> None:
    let_be_seen(kiosk)
    kiosk.flows.do(TypeSecret(on=True))
    assert kiosk.world.eyes.phone == PhoneHelp(typing=True)
    assert told(kiosk).typing
    kiosk.flows.on_lying(dataclasses.replace(PHONE, open=True, veiled=True))
    assert mine(kiosk) is SharingState.OPEN, "it is flat in the eye, and stays the same telephone"
    kiosk.flows.do(TypeSecret(on=False))
    assert kiosk.world.eyes.phone == PhoneHelp()
    assert not told(kiosk).typing


def test_nothing_is_asked_about_while_a_secret_is_typed(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPhone())
    kiosk.flows.do(TypeSecret(on=True))
    kiosk.flows.on_lying(PHONE)
    kiosk.flows.on_lying(dataclasses.replace(PHONE, open=True, veiled=True))
    second_touch(kiosk)
    assert mine(kiosk) is SharingState.ASKING


def test_its_upper_end_is_covered_by_a_touch(kiosk: Kiosk) -> None:
    let_be_seen(kiosk)
    kiosk.flows.do(CoverStrip(on=True))
    assert kiosk.world.eyes.phone == PhoneHelp(strip=True)
    assert told(kiosk).strip


def test_the_paper_that_lies_there_afterwards_is_asked_about_like_any_other(kiosk: Kiosk) -> None:
    let_be_seen(kiosk)
    kiosk.flows.do(PutPhoneAway())
    assert (mine(kiosk), gate(kiosk, "document"), kiosk.world.eyes.phone) == (SharingState.ASKING, Gate.LOCAL, None)
    assert not told(kiosk).on


@pytest.mark.parametrize("away", [GoHome(), GoBack()])
def test_leaving_the_tool_or_the_call_ends_it(kiosk: Kiosk, away: GoHome | GoBack) -> None:
    let_be_seen(kiosk)
    kiosk.flows.do(away)
    assert (kiosk.now.phone, kiosk.world.eyes.phone, gate(kiosk, "document")) == (None, None, Gate.SHUT)


def test_the_end_of_the_call_ends_it(kiosk: Kiosk) -> None:
    let_be_seen(kiosk)
    kiosk.hub(Ended("call-1", "hung_up", None))
    assert (kiosk.now.phone, kiosk.world.eyes.phone, gate(kiosk, "document")) == (None, None, Gate.SHUT)
    assert kiosk.world.eyes.shown == set()


def test_a_line_that_comes_back_says_again_what_lies_there(kiosk: Kiosk) -> None:
    let_be_seen(kiosk)
    kiosk.flows.do(TypeSecret(on=True))
    kiosk.flows.on_media(ConnectionLost(1))
    kiosk.world.media.sent.clear()
    kiosk.flows.on_media(Connected(2))
    assert told(kiosk) == PhoneShown(True, typing=True)


def test_no_picture_of_it_stands_still_and_none_goes_home(kiosk: Kiosk) -> None:
    let_be_seen(kiosk)
    kiosk.flows.do(Freeze("van", on=True))
    assert not any(reading.frozen for reading in kiosk.now.readings.values())
    kiosk.flows.do(TakePage(501, on=True))
    assert kiosk.now.taken == ()


def test_without_a_camera_it_is_said(kiosk: Kiosk) -> None:
    kiosk.flows.on_eye(EyeReport("document", Gate.SHUT, Health.LOST, mock=False))
    kiosk.flows.do(ShowPhone())
    assert (kiosk.now.phone, kiosk.now.hint) == (None, Hint.PAPER_CAMERA_AWAY)


def test_who_is_alone_sees_it_large_on_this_screen_with_one_touch(alone: Kiosk) -> None:
    alone.flows.do(ShowPhone())
    assert gate(alone, "document") is Gate.LOCAL
    lay(alone)
    assert alone.world.eyes.shown == {501}
    lay(alone, DARK)
    assert gate(alone, "document") is Gate.LOCAL
    lay(alone, dataclasses.replace(PHONE, number=502))
    assert alone.world.eyes.shown == {502}
    alone.flows.do(GoBack())
    assert (alone.now.phone, alone.world.eyes.shown, gate(alone, "document")) == (None, set(), Gate.SHUT)


def test_nothing_of_it_is_looked_at_from_the_first_screen() -> None:
    kiosk = Kiosk()
    kiosk.flows.on_lying(Lying())
    kiosk.flows.do(ShowPhone())
    assert (kiosk.now.phone, gate(kiosk, "document")) == (None, Gate.SHUT)


def test_the_clerk_knows_of_it_and_what_was_seen_before_a_secret_is_overwritten() -> None:
    desk = Desk().talk()
    desk.flows.on_media(PeerSaid(PhoneShown(True)))
    desk.flows.on_media(PeerSaid(Paper("open")))
    desk.flows.on_media(PeerSaid(Lies(501, 7150, 14700, "", True, True, False, None, phone=True)))
    assert desk.now.phone == PhoneHelp()
    assert desk.now.lying["van"].phone
    before = desk.world.media.done.count(("put_aside", "document"))
    desk.flows.on_media(PeerSaid(PhoneShown(True, typing=True)))
    assert desk.now.phone == PhoneHelp(typing=True)
    assert desk.world.media.done.count(("put_aside", "document")) == before + 1
    desk.flows.do(EndCall())
    desk.hub(Ended("call-1", "hung_up", None))
    assert desk.now.phone is None


def test_an_eye_that_knows_the_tray_alone_opens_nothing_alone_or_in_a_call() -> None:
    lonely = opened(with_guide(Kiosk()))
    lonely.flows.do(ShowPhone())
    assert (lonely.now.phone, mine(lonely), gate(lonely, "document")) == (None, SharingState.CLOSED, Gate.SHUT)
    talking = Kiosk().talk()
    talking.flows.do(ShowPhone())
    assert (mine(talking), gate(talking, "document")) == (SharingState.CLOSED, Gate.SHUT)


def test_how_a_paper_was_looked_at_is_not_how_the_telephone_is(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    kiosk.flows.on_lying(FORM)
    for wish in (Zoom("van", 1), Turn("van"), Freeze("van", on=True)):
        kiosk.flows.do(wish)
    assert kiosk.now.readings["van"].frozen
    kiosk.flows.do(ShowPhone())
    assert "van" not in kiosk.now.readings
    let_be_seen(kiosk)
    kiosk.flows.do(Zoom("van", 1))
    kiosk.flows.do(PutPhoneAway())
    assert "van" not in kiosk.now.readings


def test_who_uses_the_own_telephone_has_longer_to_touch_the_counter_and_who_took_it_along_has_not(alone: Kiosk) -> None:
    rules = IdleRules()
    alone.flows.do(ShowPhone())
    lay(alone)
    alone.world.clock.pass_s(rules.ask_after_s + 60)
    assert alone.now.question is None
    alone.world.clock.pass_s(rules.phone_ask_after_s - rules.ask_after_s - 59)
    assert alone.now.question is Question.STILL_THERE
    alone.flows.do(Answer(yes=True))
    lay(alone, AWAY)
    alone.world.clock.pass_s(rules.ask_after_s + 1)
    assert alone.now.question is Question.STILL_THERE
    alone.world.clock.pass_s(rules.wipe_after_asking_s + 1)
    assert (alone.now.visit, alone.world.eyes.phone) == (VisitState.WIPING, None)


def test_a_paper_that_was_shown_before_is_closed_with_the_call_also_after_a_telephone(kiosk: Kiosk) -> None:
    kiosk.flows.do(ShowPaper())
    letter = Lying(101, 210.0, 297.0, held=True)
    lay(kiosk, letter)
    second_touch(kiosk)
    assert kiosk.world.eyes.shown == {101}
    kiosk.flows.do(ShowPhone())
    kiosk.flows.on_lying(Lying(101, unknown=True, phone=True))
    lay(kiosk)
    second_touch(kiosk)
    kiosk.hub(Ended("call-1", "hung_up", None))
    assert kiosk.world.eyes.shown == set()


def test_the_clerks_picture_is_overwritten_when_that_changes_and_not_when_it_is_only_said_again() -> None:
    desk = Desk().talk()
    done = desk.world.media.done
    desk.flows.on_media(PeerSaid(PhoneShown(False)))
    assert ("put_aside", "document") not in done
    desk.flows.on_media(PeerSaid(PhoneShown(True)))
    desk.flows.on_media(PeerSaid(PhoneShown(True)))
    assert done.count(("put_aside", "document")) == 1
    desk.flows.on_media(PeerSaid(PhoneShown(True, strip=True)))
    assert done.count(("put_aside", "document")) == 1
    desk.flows.on_media(PeerSaid(PhoneShown(False)))
    assert done.count(("put_aside", "document")) == 2


WIRED = Lying(901, 147.0, 147.0, held=True, phone=True, cable=True)
SILENT = Lying(501, phone=True, cable=True, dark=True)


@pytest.fixture
def wired(kiosk: Kiosk) -> Kiosk:
    """With a device at the end of a cable."""
    kiosk.store.change(cable=True)
    return kiosk


def test_by_cable_it_is_asked_about_like_any_other_and_the_way_back_asks_again(wired: Kiosk) -> None:
    let_be_seen(wired)
    wired.flows.do(UseCable(on=True))
    assert (mine(wired), gate(wired, "document")) == (SharingState.ASKING, Gate.LOCAL)
    assert wired.world.eyes.phone == PhoneHelp(cable=True)
    assert told(wired).cable
    lay(wired)
    assert mine(wired) is SharingState.ASKING, "the table's is no answer about the cable"
    lay(wired, SILENT)
    lay(wired, WIRED)
    second_touch(wired)
    assert (mine(wired), gate(wired, "document")) == (SharingState.OPEN, Gate.SENT)
    wired.flows.do(UseCable(on=False))
    assert (mine(wired), wired.world.eyes.phone) == (SharingState.ASKING, PhoneHelp())
    lay(wired, WIRED)
    second_touch(wired)
    assert mine(wired) is SharingState.ASKING, "nor the other way round"
    lay(wired, dataclasses.replace(PHONE, number=502))
    second_touch(wired)
    assert mine(wired) is SharingState.OPEN


def test_a_cable_that_was_pulled_out_is_asked_about_anew_when_it_is_back(wired: Kiosk) -> None:
    wired.flows.do(ShowPhone())
    wired.flows.do(UseCable(on=True))
    lay(wired, WIRED)
    second_touch(wired)
    lay(wired, dataclasses.replace(SILENT, dark=False, unplugged=True))
    assert (mine(wired), gate(wired, "document")) == (SharingState.ASKING, Gate.LOCAL)
    lay(wired, dataclasses.replace(WIRED, number=902))
    assert mine(wired) is SharingState.ASKING
    second_touch(wired)
    assert mine(wired) is SharingState.OPEN


def test_a_secret_is_typed_unseen_by_cable_too_and_the_strip_stays_covered(wired: Kiosk) -> None:
    wired.flows.do(ShowPhone())
    wired.flows.do(CoverStrip(on=True))
    wired.flows.do(UseCable(on=True))
    wired.flows.do(TypeSecret(on=True))
    assert wired.world.eyes.phone == PhoneHelp(typing=True, strip=True, cable=True)
    assert told(wired) == PhoneShown(True, typing=True, strip=True, cable=True)


@pytest.mark.parametrize("shown", [True, False])
def test_where_there_is_no_cable_or_no_telephone_nothing_changes(kiosk: Kiosk, shown: bool) -> None:
    if shown:
        kiosk.flows.do(ShowPhone())
    else:
        kiosk.store.change(cable=True)
    before = kiosk.now
    kiosk.flows.do(UseCable(on=True))
    assert kiosk.now == before


def test_how_one_on_the_table_was_looked_at_is_not_how_the_other_is(wired: Kiosk) -> None:
    let_be_seen(wired)
    wired.flows.do(Zoom("van", 1))
    wired.flows.do(UseCable(on=True))
    assert "van" not in wired.now.readings


def test_who_is_alone_may_connect_it_and_sees_what_comes_at_once(alone: Kiosk) -> None:
    alone.store.change(cable=True)
    alone.flows.do(ShowPhone())
    lay(alone)
    alone.flows.do(UseCable(on=True))
    assert alone.world.eyes.shown == set()
    lay(alone, WIRED)
    assert (alone.world.eyes.shown, gate(alone, "document")) == ({901}, Gate.LOCAL)
    alone.flows.do(GoBack())
    assert (alone.now.phone, alone.world.eyes.shown, gate(alone, "document")) == (None, set(), Gate.SHUT)


def test_the_clerks_picture_is_overwritten_when_another_one_comes_by_cable() -> None:
    desk = Desk().talk()
    desk.flows.on_media(PeerSaid(PhoneShown(True)))
    before = desk.world.media.done.count(("put_aside", "document"))
    desk.flows.on_media(PeerSaid(PhoneShown(True, cable=True)))
    assert desk.now.phone == PhoneHelp(cable=True)
    assert desk.world.media.done.count(("put_aside", "document")) == before + 1


def test_a_wipe_leaves_the_cable_where_it_is(wired: Kiosk) -> None:
    wired.hub(Ended("call-1", "hung_up", None))
    wired.flows.do(GoHome())
    wired.world.clock.pass_s(600)
    assert wired.now.visit in (VisitState.WIPING, VisitState.HOME) and wired.now.cable

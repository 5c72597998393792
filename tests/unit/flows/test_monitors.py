"""A monitor comes or goes: whose consent holds, which camera is shut, and what becomes of the visit."""

import dataclasses

import pytest

from kiosk.domain.call import CallState
from kiosk.domain.intents import Answer, EndCall, GoBack, HideOutside, HidePaper, ShowOutside, ShowPaper
from kiosk.domain.lying import Lying
from kiosk.domain.monitors import Moment, Plugged
from kiosk.domain.outside import moment_of
from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.visit import VisitState
from kiosk.flows.monitors import WIPE_AFTER_S
from kiosk.flows.ports import ConnectionLost, PeerSaid
from kiosk.wire import peer
from tests.support.ends import Kiosk, call_state, gate, visit

SHEET = Lying(101, 210.0, 297.0, form="juminhyo", held=True, open=True)
BOTH, FACE_ONLY, LARGE_ONLY = Plugged(True, True), Plugged(True, False), Plugged(False, True)


@pytest.fixture
def kiosk() -> Kiosk:
    """A call over the resident's paper, with both monitors."""
    kiosk = Kiosk()
    kiosk.flows.on_monitors(BOTH)
    kiosk.talk().flows.do(ShowPaper())
    return kiosk


def outside(kiosk: Kiosk) -> Kiosk:
    kiosk.flows.do(ShowOutside())
    assert kiosk.now.outside == "van"
    assert moment_of(kiosk.now) == Moment(consent=True, paper_open=True, in_visit=True)
    return kiosk


def test_a_paper_goes_outside_when_the_resident_says_so_and_comes_back_with_one_key(kiosk: Kiosk) -> None:
    assert not moment_of(kiosk.now).consent
    outside(kiosk).flows.do(HideOutside())
    assert kiosk.now.outside is None


def test_without_a_paper_or_without_a_large_screen_there_is_nothing_to_consent_to(kiosk: Kiosk) -> None:
    kiosk.flows.do(HidePaper())
    kiosk.flows.do(ShowOutside())
    assert kiosk.now.outside is None
    kiosk.flows.do(ShowPaper())
    kiosk.flows.on_monitors(FACE_ONLY)
    kiosk.flows.do(ShowOutside())
    assert kiosk.now.outside is None


def test_a_consent_ends_when_the_paper_is_hidden_and_does_not_come_back_with_it(kiosk: Kiosk) -> None:
    outside(kiosk).flows.do(HidePaper())
    assert kiosk.now.outside is None
    kiosk.flows.do(ShowPaper())
    assert kiosk.now.outside is None


def test_a_consent_ends_when_the_paper_is_closed(kiosk: Kiosk) -> None:
    outside(kiosk).flows.do(GoBack())
    assert kiosk.now.outside is None


def test_a_consent_ends_with_the_call(kiosk: Kiosk) -> None:
    outside(kiosk).flows.do(EndCall())
    kiosk.flows.do(Answer(yes=True))
    assert kiosk.now.outside is None


def test_a_wipe_forgets_the_consent_but_not_the_monitors(kiosk: Kiosk) -> None:
    outside(kiosk).flows.visit.failed()
    assert visit(kiosk) is VisitState.WIPING
    assert (kiosk.now.outside, kiosk.now.monitors) == (None, BOTH)


@pytest.mark.parametrize("lost", [FACE_ONLY, LARGE_ONLY, Plugged(False, False)])
def test_a_monitor_that_was_pulled_out_and_in_again_is_asked_for_anew(kiosk: Kiosk, lost: Plugged) -> None:
    outside(kiosk).flows.on_monitors(lost)
    kiosk.flows.on_monitors(BOTH)
    assert kiosk.now.outside is None


def test_a_consent_is_for_one_paper_and_never_passes_to_another(kiosk: Kiosk) -> None:
    outside(kiosk).flows.on_media(PeerSaid(peer.Paper("open")))
    kiosk.flows.do(HidePaper())
    assert kiosk.now.outside is None, "the clerk's paper is open, but nobody was asked about it"


@pytest.mark.parametrize("lying", [dataclasses.replace(SHEET, number=102), Lying(), Lying(unknown=True)])
def test_another_sheet_in_the_tray_is_another_paper(kiosk: Kiosk, lying: Lying) -> None:
    kiosk.store.change(lying={"van": SHEET})
    outside(kiosk)
    kiosk.flows.on_lying(dataclasses.replace(SHEET, held=False))
    kiosk.flows.on_lying(SHEET)
    assert kiosk.now.outside == "van", "taken away and put back"
    kiosk.flows.on_lying(lying)
    assert kiosk.now.outside is None


def test_while_a_sheet_is_asked_about_it_is_for_the_residents_own_screen_only(kiosk: Kiosk) -> None:
    kiosk.store.change(lying={"van": SHEET})
    outside(kiosk).flows.on_lying(dataclasses.replace(SHEET, number=102, form="", open=False))
    kiosk.flows.do(ShowPaper())
    kiosk.flows.do(ShowOutside())
    assert kiosk.now.sharing.mine is SharingState.ASKING
    assert kiosk.now.outside is None


def test_while_the_line_is_mended_the_paper_is_for_the_residents_own_screen_only(kiosk: Kiosk) -> None:
    outside(kiosk).flows.on_media(ConnectionLost(1))
    assert call_state(kiosk) is CallState.RECONNECTING
    assert moment_of(kiosk.now) == Moment(consent=True, paper_open=False, in_visit=True)


def test_without_the_residents_screen_the_cameras_are_shut_and_the_voice_goes_on(kiosk: Kiosk) -> None:
    assert kiosk.world.eyes.gates == {"face": Gate.SENT, "document": Gate.SENT}
    kiosk.flows.on_monitors(LARGE_ONLY)
    assert kiosk.world.eyes.gates == {"face": Gate.SHUT, "document": Gate.SHUT}
    assert kiosk.world.ear.line_open
    assert call_state(kiosk) is CallState.TALKING
    kiosk.flows.on_monitors(BOTH)
    assert gate(kiosk, "face") is Gate.SENT
    assert gate(kiosk, "document") is Gate.SENT


def test_a_visit_whose_screen_stays_away_is_wiped(kiosk: Kiosk) -> None:
    kiosk.flows.on_monitors(LARGE_ONLY)
    kiosk.world.clock.pass_s(WIPE_AFTER_S - 1)
    assert visit(kiosk) is VisitState.TALKING
    kiosk.world.clock.pass_s(2)
    assert visit(kiosk) is VisitState.WIPING


def test_a_visit_whose_screen_comes_back_in_time_goes_on(kiosk: Kiosk) -> None:
    kiosk.flows.on_monitors(LARGE_ONLY)
    kiosk.world.clock.pass_s(WIPE_AFTER_S - 1)
    kiosk.flows.on_monitors(FACE_ONLY)
    kiosk.world.clock.pass_s(WIPE_AFTER_S)
    assert visit(kiosk) is VisitState.TALKING


def test_a_screen_that_is_away_while_nobody_is_here_wipes_nothing() -> None:
    kiosk = Kiosk()
    kiosk.flows.on_monitors(LARGE_ONLY)
    kiosk.world.clock.pass_s(WIPE_AFTER_S + 1)
    assert visit(kiosk) is VisitState.HOME
    assert kiosk.world.wipe.wipes == 0


def test_a_visit_that_was_over_before_is_not_wiped_again(kiosk: Kiosk) -> None:
    kiosk.flows.on_monitors(LARGE_ONLY)
    kiosk.flows.visit.failed()
    kiosk.flows.on_wiped()
    kiosk.world.clock.pass_s(2 * WIPE_AFTER_S)
    assert visit(kiosk) is VisitState.HOME
    assert kiosk.world.wipe.wipes == 1

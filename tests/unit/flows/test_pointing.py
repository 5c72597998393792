"""The pointer of one end at the other: near in time, or gone."""

from kiosk.domain.annotation import Pointer
from kiosk.domain.intents import HidePaper
from kiosk.domain.sheet_intents import PointAt, StopPointing
from kiosk.flows.ports import PeerSaid
from kiosk.wire import peer
from tests.support.marking import VAN_TRAY, End, Pair


def pointers(end: End) -> tuple[Pointer, ...]:
    """The far pointers now."""
    return end.now.pointers


def test_a_pointer_is_seen_there_while_it_rests_and_goes_when_it_leaves() -> None:
    pair = Pair()
    pair.desk.flows.do(PointAt("van", 12.344, 50))
    pair.carry_all()
    assert pointers(pair.kiosk) == (Pointer("office", VAN_TRAY, 12.34, 50.0),)
    assert pointers(pair.desk) == ()
    for _ in range(10):
        pair.desk.world.clock.pass_s(0.5)
        pair.carry_all()
        pair.kiosk.world.clock.pass_s(0.5)
    assert len(pointers(pair.kiosk)) == 1
    pair.desk.flows.do(StopPointing())
    pair.carry_all()
    assert pointers(pair.kiosk) == ()


def test_a_moving_pointer_is_told_at_most_every_thirty_milliseconds() -> None:
    pair = Pair()
    for n in range(100):
        pair.kiosk.flows.do(PointAt("van", 10 + n, 10))
        pair.kiosk.world.clock.pass_s(0.003)
    told = pair.kiosk.world.media.of(peer.Pointing)
    assert 9 <= len(told) <= 11
    assert told[-1].x >= 10_000


def test_a_pointer_whose_end_was_lost_fades() -> None:
    pair = Pair()
    pair.desk.flows.do(PointAt("van", 10, 10))
    pair.carry_all()
    pair.kiosk.world.clock.pass_s(1.9)
    assert len(pointers(pair.kiosk)) == 1
    pair.kiosk.world.clock.pass_s(0.2)
    assert pointers(pair.kiosk) == ()


def test_a_pointer_that_comes_late_or_lies_on_no_page_is_not_shown() -> None:
    pair = Pair()
    for x_mm in (10, 20):
        pair.desk.flows.do(PointAt("van", x_mm, 10))
        pair.desk.world.clock.pass_s(0.1)
    pair.carry(pair.desk, 1)
    pair.carry(pair.desk, 0)
    assert pointers(pair.kiosk)[0].x_mm == 20
    for page, x in (("tray.moon", 0), (VAN_TRAY, 90_000)):
        pair.kiosk.flows.on_media(PeerSaid(peer.Pointing(99, page, x, 0, on=True)))
    assert pointers(pair.kiosk)[0].x_mm == 20


def test_a_pointer_leaves_the_page_with_the_sheet() -> None:
    pair = Pair()
    pair.desk.flows.do(PointAt("van", 10, 10))
    pair.kiosk.flows.do(HidePaper())
    pair.carry_all()
    pair.desk.world.clock.pass_s(0.6)
    assert pair.desk.world.media.of(peer.Pointing)[-1].on is False
    told = len(pair.desk.world.media.sent)
    pair.desk.world.clock.pass_s(5.0)
    assert len(pair.desk.world.media.sent) == told

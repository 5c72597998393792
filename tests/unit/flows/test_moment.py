"""What has come up can be answered a moment later, however often it is said to be there, and not after a break."""

from kiosk.flows.moment import Moment
from tests.support.fakes import FakeClock


def test_it_is_over_once_and_is_not_begun_anew_by_being_there_still() -> None:
    clock, over = FakeClock(), list[int]()
    moment = Moment(clock, 0.8, lambda: over.append(1))
    for _ in range(7):
        moment.there()
        assert over == []
        clock.pass_s(0.1)
    clock.pass_s(0.11)
    assert over == [1]
    moment.there()
    clock.pass_s(5.0)
    assert over == [1]


def test_after_a_break_it_begins_anew() -> None:
    clock, over = FakeClock(), list[int]()
    moment = Moment(clock, 0.8, lambda: over.append(1))
    assert not moment.gone()
    moment.there()
    clock.pass_s(0.7)
    assert moment.gone()
    clock.pass_s(1.0)
    moment.there()
    clock.pass_s(0.7)
    assert over == []
    clock.pass_s(0.11)
    assert over == [1]

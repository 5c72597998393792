"""What a kiosk knows of health checks: whole lists only, and until when the last one was so."""

from datetime import UTC, date, datetime, time, timedelta

from kiosk.domain.health_checks import HealthChecks, Slot, SlotNumber, SlotWords
from kiosk.domain.visit import VisitState
from kiosk.flows.ports import LinkDown, LinkUp
from kiosk.wire.health_checks import line_of
from kiosk.wire.hub import AskHealthChecks, HealthCheckPage
from tests.support.ends import Kiosk

NOW = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
WEB = "https://kenshin.example.jp/?waku={number}"


def slot(number: int, free: int = 3) -> Slot:
    day = date(2026, 12, number)
    return Slot(SlotNumber(number), day, time(9), time(10), free, day, SlotWords("保健センター", what="健診"))


def page(number: int, pages: int, *slots: Slot, revision: str = "r1") -> HealthCheckPage:
    return HealthCheckPage(revision, number, pages, "0000-00-1240", WEB, tuple(line_of(one) for one in slots))


def numbers(kiosk: Kiosk) -> list[int]:
    return [one.number for one in kiosk.now.checks.slots]


def test_a_kiosk_asks_as_soon_as_it_has_a_line_and_says_what_it_knows_at_the_next_one() -> None:
    kiosk = Kiosk()
    assert kiosk.world.link.of(AskHealthChecks) == [AskHealthChecks(None)]
    kiosk.hub(page(0, 1, slot(1)))
    kiosk.flows.on_link(LinkDown())
    kiosk.flows.on_link(LinkUp())
    assert kiosk.world.link.of(AskHealthChecks)[1:] == [AskHealthChecks("r1")]


def test_a_list_is_taken_once_all_its_pages_are_there_whatever_their_order() -> None:
    kiosk = Kiosk()
    kiosk.hub(page(1, 2, slot(3), slot(1)))
    assert kiosk.now.checks == HealthChecks()
    kiosk.hub(page(0, 2, slot(2)))
    assert kiosk.now.checks == HealthChecks((slot(1), slot(2), slot(3)), "0000-00-1240", WEB, NOW)


def test_of_a_list_that_changes_while_it_is_told_the_newer_one_counts() -> None:
    kiosk = Kiosk()
    kiosk.hub(page(0, 2, slot(1)))
    kiosk.hub(page(0, 2, slot(2), revision="r2"))
    assert numbers(kiosk) == []
    kiosk.hub(page(1, 2, slot(3), revision="r2"))
    assert numbers(kiosk) == [2, 3]


def test_pages_of_a_line_that_broke_are_not_mixed_with_those_of_the_next() -> None:
    kiosk = Kiosk()
    kiosk.hub(page(0, 2, slot(1)))
    kiosk.flows.on_link(LinkDown())
    kiosk.flows.on_link(LinkUp())
    kiosk.hub(page(1, 2, slot(2)))
    assert numbers(kiosk) == []


def test_without_the_hub_the_last_list_stands_with_the_time_until_which_it_was_so() -> None:
    kiosk = Kiosk()
    kiosk.hub(page(0, 1, slot(1)))
    later = NOW + timedelta(minutes=25)
    kiosk.world.clock.now = lambda: later  # type: ignore[method-assign]
    kiosk.flows.on_link(LinkDown())
    assert (numbers(kiosk), kiosk.now.checks.heard) == ([1], later)
    kiosk.world.clock.now = lambda: later + timedelta(hours=1)  # type: ignore[method-assign]
    kiosk.flows.on_link(LinkDown("shutting_down"))
    assert kiosk.now.checks.heard == later


def test_the_list_is_the_citys_and_outlives_a_visit() -> None:
    kiosk = Kiosk().ask()
    kiosk.hub(page(0, 1, slot(1)))
    kiosk.flows.visit.idled_out()
    assert (kiosk.now.visit, numbers(kiosk)) == (VisitState.WIPING, [1])


def test_who_never_heard_a_list_knows_no_time() -> None:
    kiosk = Kiosk()
    kiosk.flows.on_link(LinkDown())
    assert kiosk.now.checks.heard is None

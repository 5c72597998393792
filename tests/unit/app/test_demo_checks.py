"""In a demo the pretend city's health checks lie ahead, whatever day it is."""

from datetime import date, timedelta

import pytest

from kiosk.app.demo_checks import FIRST_IN_DAYS, dated
from kiosk.content.health_checks import parse_health_checks, read_health_checks
from tests.support.ends import CHECK_FILE


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2028, 2, 29), date(2031, 12, 31)])
def test_all_days_are_moved_together(today: date) -> None:
    own, moved = read_health_checks(CHECK_FILE), parse_health_checks(dated(CHECK_FILE, today).encode(), "demo")
    assert moved[0].day == today + timedelta(days=FIRST_IN_DAYS)
    assert all(slot.last >= today for slot in moved)
    assert [slot.day - moved[0].day for slot in moved] == [slot.day - own[0].day for slot in own]
    assert [(slot.number, slot.free, slot.words) for slot in moved] == [(s.number, s.free, s.words) for s in own]

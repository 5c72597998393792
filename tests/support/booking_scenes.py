"""Moments of choosing a health check: days, times, ways, filled meanwhile, none at all."""

from dataclasses import replace
from datetime import datetime

from kiosk.content.health_checks import read_health_checks
from kiosk.domain.booking import Booking
from kiosk.domain.health_checks import HealthChecks, Session, Slot
from kiosk.domain.printing import PrintState, SlipStatus
from kiosk.domain.snapshot import HubState, KioskSnapshot
from kiosk.domain.visit import VisitState
from tests.support.ends import CHECK_FILE

PHONE, WEB = "0000-00-1240", "https://kenshin.aozora.example.jp/yoyaku?waku={number}"
SLOTS = read_health_checks(CHECK_FILE)
CHECKS = HealthChecks(SLOTS, PHONE, WEB, datetime(2026, 11, 21, 10, 5))


def session_of(slot: Slot) -> Session:
    return Session(slot.day, slot.words.place)


FREE = next(slot for slot in SLOTS if not slot.full)
MANY = tuple(slot for slot in SLOTS if slot.words.place == "保健センター" and slot.day.month == 1)


def booking_scenes(home: KioskSnapshot, waiting: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """By name; the moments from which they come are given."""
    alone = replace(
        home, visit=VisitState.ALONE, topic=waiting.topic, section=waiting.section, checks=CHECKS, booking=Booking()
    )
    times = replace(alone, booking=Booking(session_of(FREE)))
    ways = replace(alone, booking=Booking(session_of(FREE), FREE), slip=SlipStatus(printer=True))
    away = replace(CHECKS, slots=tuple(replace(slot, free=0) for slot in SLOTS))
    return {
        "booking_days": alone,
        "booking_days_offline": replace(alone, hub=HubState.OFFLINE),
        "booking_times": times,
        "booking_ways": ways,
        "booking_ways_printed": replace(ways, slip=SlipStatus(printer=True, state=PrintState.DONE)),
        "booking_ways_no_paper": replace(ways, slip=SlipStatus(printer=True, state=PrintState.OUT_OF_PAPER)),
        "booking_filled": replace(ways, checks=away),
        "booking_none": replace(alone, checks=HealthChecks()),
        "booking_code": replace(ways, booking=Booking(session_of(FREE), FREE, code=True)),
    }

"""Moments of choosing a health check: days, times, ways, filled meanwhile, none at all."""

from dataclasses import replace
from datetime import datetime

from kiosk.content.health_checks import read_health_checks
from kiosk.domain.booking import Booking
from kiosk.domain.chosen_slot import ChosenSlot, SlotAnswer
from kiosk.domain.health_checks import HealthChecks, Session, Slot, SlotWords
from kiosk.domain.printing import PrintState, SlipStatus
from kiosk.domain.snapshot import DeskSnapshot, HubState, KioskSnapshot
from kiosk.domain.visit import VisitState
from tests.support.ends import CHECK_FILE

PHONE, WEB = "0000-00-1240", "https://kenshin.aozora.example.jp/yoyaku?waku={number}"
SLOTS = read_health_checks(CHECK_FILE)
CHECKS = HealthChecks(SLOTS, PHONE, WEB, datetime(2026, 11, 21, 10, 5))


def session_of(slot: Slot) -> Session:
    return Session(slot.day, slot.words.place)


FREE = next(slot for slot in SLOTS if not slot.full)
MANY = tuple(slot for slot in SLOTS if slot.words.place == "保健センター" and slot.day.month == 1)


def slot_scenes(talking: KioskSnapshot, paper: KioskSnapshot, finish: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """The chosen slot in a call and after it."""
    asked, booked, full = (ChosenSlot(FREE, answer) for answer in SlotAnswer)
    return {
        "call_face_slot": replace(talking, chosen_slot=asked),
        "call_face_slot_full": replace(talking, chosen_slot=full),
        "call_paper_slot": replace(paper, chosen_slot=booked),
        "finish_booked": replace(finish, chosen_slot=booked),
    }


def desk_slot_scenes(call: DeskSnapshot) -> dict[str, DeskSnapshot]:
    """What the clerk sees of it."""
    long = replace(
        FREE, words=SlotWords("くらし安心 多文化共生 推進総合 支援センター", what="特定健診・がん検診・骨の 検査")
    )
    return {
        "desk_slot": replace(call, chosen_slot=ChosenSlot(FREE)),
        "desk_slot_booked": replace(call, chosen_slot=ChosenSlot(long, SlotAnswer.BOOKED)),
    }


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

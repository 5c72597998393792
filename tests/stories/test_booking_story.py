"""A health check from the city's file to the clerk's answer, with real programs."""

import sys
from collections.abc import Iterator

import pytest

from tests.support.theatre import Theatre, theatre

pytestmark = [pytest.mark.timeout(200), pytest.mark.skipif(sys.platform != "linux", reason="needs Xvfb")]


@pytest.fixture
def stage() -> Iterator[Theatre]:
    """With a clerk of the section to which health checks belong."""
    with theatre() as made:
        made.kill_hub()
        registry = made.folder.root / "registry.toml"
        registry.write_text(registry.read_text(encoding="utf-8").replace('"shimin"', '"kenko"'), encoding="utf-8")
        made.restart_hub()
        made.start("kiosk", "desk")
        for seat in ("kiosk", "desk"):
            made.until(seat, hub="online", face_health="ok", document_health="ok")
        made.touch("desk", "key.duty")
        yield made


def _choose(stage: Theatre) -> None:
    """From the home screen to the last slot of the second day. No key has the place of another: one that was touched a
    moment ago takes no other touch."""
    for key in ("topic.kenshin", "key.guide.choice.1", "key.guide.choice.0", "key.guide.days"):
        stage.touch("kiosk", key)
    stage.until("kiosk", screen="booking")
    stage.touch("kiosk", "key.booking.day.1")
    stage.touch("kiosk", "key.booking.time.3")


def test_a_resident_chooses_a_day_and_a_clerk_books_it(stage: Theatre) -> None:
    _choose(stage)
    stage.touch("kiosk", "key.booking.code")
    stage.until("kiosk", screen="booking_code")
    stage.touch("kiosk", "key.booking.back")
    stage.touch("kiosk", "key.booking.clerk")
    stage.until("kiosk", screen="confirm")
    stage.touch("kiosk", "key.connect")
    stage.until("desk", waiting="1")
    stage.touch("desk", "key.answer")
    stage.touch("kiosk", "key.start_talking")
    stage.until("desk", call="talking", slot="asked")
    stage.touch("desk", "key.slot.full")
    stage.until("kiosk", slot="full")
    stage.touch("desk", "key.slot.booked")
    stage.until("kiosk", slot="booked")
    stage.touch("desk", "key.outcome.done")
    stage.touch("desk", "key.end_call")
    stage.until("kiosk", screen="finish", slot="booked", slip_sides="1")
    stage.until("desk", call="", slot="")
    stage.touch("kiosk", "key.finish")
    stage.until("kiosk", visit="home", slot="")


def test_without_the_hub_the_days_are_still_there_and_the_slot_is_printed(stage: Theatre) -> None:
    stage.kill_hub()
    stage.until("kiosk", hub="offline")
    _choose(stage)
    stage.touch("kiosk", "key.print")
    stage.until("kiosk", screen="booking", slip="done")

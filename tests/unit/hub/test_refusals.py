"""Why clients were sent away is counted at once and said now and then."""

import pytest

from kiosk.hub.line import CLOSE_CODES
from kiosk.hub.refusals import CODES, SAY_EVERY_S, Refusals
from tests.unit.hub.town import Clock


def test_the_first_is_said_at_once_and_a_flood_in_one_line_a_while_later(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    clock = Clock()
    refusals = Refusals(lambda: clock.now_s)
    refusals.say()
    assert not caplog.messages
    refusals.note("bad_token")
    refusals.say()
    assert caplog.messages == ["refused: bad_token, times: 1"]
    for _ in range(1000):
        refusals.note("bad_token")
        refusals.say()
    assert len(caplog.messages) == 1
    clock.now_s += SAY_EVERY_S
    refusals.note("silent")
    refusals.say()
    assert caplog.messages[1:] == ["refused: bad_token, times: 1000", "refused: silent, times: 1"]
    assert refusals.counts == {"bad_token": 1001, "silent": 1}


def test_every_refusal_can_be_counted() -> None:
    assert set(CLOSE_CODES) < set(CODES)

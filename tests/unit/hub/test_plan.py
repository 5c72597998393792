"""A wrong plan fails before the hub starts."""

import ssl
from dataclasses import replace

import pytest

from kiosk.hub.board import QUEUE_SHOWN, VANS_SHOWN
from kiosk.hub.line import CLOSE_CODES
from kiosk.wire.codec import encode
from kiosk.wire.hub import IceServer, Queue, QueueLine, Refused, VanLine, Vans
from tests.unit.hub.town import PLAN


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "hub.example", "::", ""])
def test_a_hub_that_others_can_reach_needs_tls(host: str) -> None:
    with pytest.raises(ValueError, match="needs TLS"):
        replace(PLAN, host=host)
    assert replace(PLAN, host=host, ssl=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)).host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_on_this_machine_it_does_not(host: str) -> None:
    assert replace(PLAN, host=host).host == host


def test_a_city_that_does_not_fit_into_a_welcome_is_refused() -> None:
    """21,000 Japanese letters are within the letters of a Welcome and 63,000 bytes."""
    assert replace(PLAN, city_toml="市" * 21_000)
    with pytest.raises(ValueError, match="too large"):
        replace(PLAN, city_toml="市" * 22_000)


def test_more_ice_servers_than_a_ring_holds_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 4"):
        replace(PLAN, ice=(IceServer("stun:stun.example"),) * 5)


def test_every_refusal_has_its_own_close_code_in_the_private_range() -> None:
    assert set(CLOSE_CODES) == set(Refused.__annotations__["code"].__args__)
    assert len(set(CLOSE_CODES.values())) == len(CLOSE_CODES)
    assert all(4000 <= code < 4100 for code in CLOSE_CODES.values())


def test_the_longest_views_fit_into_one_message() -> None:
    longest = "x" * 64
    encode(Queue((QueueLine(longest, 1_000_000, longest, longest, 1_000_000),) * QUEUE_SHOWN))
    encode(Vans((VanLine(longest, longest, True),) * VANS_SHOWN))

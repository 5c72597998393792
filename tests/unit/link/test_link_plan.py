"""A token never leaves this machine in the clear."""

import pytest

from kiosk.link.plan import LinkPlan, LinkRefused
from kiosk.wire.hub import VERSION, Hello

HELLO = Hello(VERSION, "kiosk", "van-1", "a-token-0123456789")


@pytest.mark.parametrize(
    "url",
    [
        "ws://hub.example/v1",
        "ws://10.0.0.1/v1",
        "ws://127.0.0.1.example/v1",
        "ws://[::2]/v1",
        "http://localhost/v1",
        "wss://",
    ],
)
def test_an_address_in_the_clear_is_refused(url: str) -> None:
    with pytest.raises(LinkRefused):
        LinkPlan(url, HELLO)


@pytest.mark.parametrize(
    "url",
    ["wss://hub.example/v1", "ws://127.0.0.1:8080/v1", "ws://127.9.9.9/v1", "ws://[::1]:1/v1", "ws://localhost/v1"],
)
def test_tls_or_this_machine_is_accepted(url: str) -> None:
    assert LinkPlan(url, HELLO).url == url

"""Where the hub is and how a device names itself, checked, so that no token ever leaves in the clear."""

import ipaddress
from dataclasses import dataclass
from ssl import SSLContext
from urllib.parse import urlsplit

from kiosk.wire.hub import Hello


class LinkRefused(ValueError):
    """An address that the link does not connect to."""


@dataclass(frozen=True)
class LinkPlan:
    """`url` is wss://…, or ws:// on this machine only. Raises LinkRefused. `ssl` None means the system's
    certificates."""

    url: str
    hello: Hello
    retry_min_s: float = 0.5
    retry_max_s: float = 8.0
    refused_s: float = 8.0
    hopeless_s: float = 30.0
    ping_s: float = 2.0
    silent_s: float = 6.0
    ssl: SSLContext | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        if parts.scheme not in ("ws", "wss") or not host:
            raise LinkRefused("the hub's address must begin with wss://")
        if parts.scheme == "ws" and not _is_loopback(host):
            raise LinkRefused("ws:// is for this machine only: another host needs wss://")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

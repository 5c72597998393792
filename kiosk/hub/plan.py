"""Everything a hub is told before it starts, checked, so that a wrong plan fails at once and in words."""

import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from ssl import SSLContext

from kiosk.hub.circulars import RackPort
from kiosk.hub.health_checks import HealthCheckPlan
from kiosk.hub.lending import LendingPlan
from kiosk.hub.proof import new_key
from kiosk.hub.registry import Registry
from kiosk.wire.codec import MAX_BYTES, BadMessage, encode
from kiosk.wire.hub import VERSION, IceServer, Profile, Welcome

MAX_ICE = 4


@dataclass(frozen=True)
class HubClock:
    """Time, so that tests own it. `today` is the local date, for ticket numbers and statistics."""

    monotonic: Callable[[], float] = time.monotonic
    today: Callable[[], date] = date.today


@dataclass(frozen=True)
class HubLimits:
    """What one client may do, and how long the hub waits. Source: security facts D12, E.2 and F.3."""

    hello_s: float = 2.0
    silent_s: float = 15.0
    rival_silent_s: float = 6.0
    messages_per_s: float = 20.0
    burst: int = 60
    max_bytes: int = MAX_BYTES
    max_connections: int = 5_000
    stranger_s: float = 5.0
    max_strangers: int = 1_000
    max_unsent: int = 256
    throttle_first_s: float = 0.1
    throttle_max_s: float = 25.0
    max_held_back: int = 256
    claim_ttl_s: float = 150.0
    ticket_absent_s: float = 120.0
    tick_s: float = 1.0
    board_s: float = 0.2
    list_s: float = 2.0
    stop_s: float = 2.0


@dataclass(frozen=True)
class HubPlan:
    """`sections` gives the section of each topic, `outcomes` are the codes that the city's file lists; `port` 0 takes a
    free one. With an `inside_port` details and figures are to be had on this machine. `ticket_key` seals tickets: with
    one of the moment kiosks can present none to the next hub. Raises ValueError."""

    city_toml: str
    city_revision: str
    sections: Mapping[str, str]
    registry: Registry
    profiles: frozenset[Profile] = frozenset({"normal"})
    ice: tuple[IceServer, ...] = ()
    host: str = "127.0.0.1"
    port: int = 0
    ssl: SSLContext | None = None
    outcomes: frozenset[str] = frozenset()
    inside_port: int | None = None
    health_checks: HealthCheckPlan | None = None
    circulars: RackPort | None = None
    lending: LendingPlan | None = None
    ticket_key: bytes = field(default_factory=new_key, repr=False)
    limits: HubLimits = field(default_factory=HubLimits)

    def __post_init__(self) -> None:
        if self.ssl is None and not _is_loopback(self.host):
            raise ValueError(f"host '{self.host}' can be reached from outside: it needs TLS")
        if len(self.ice) > MAX_ICE:
            raise ValueError(f"at most {MAX_ICE} ICE servers")
        try:
            encode(Welcome(VERSION, "measure", self.city_toml, self.city_revision, "x" * 64, "名" * 120, "x" * 64))
        except BadMessage:
            raise ValueError("the city's data file is too large for one message") from None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

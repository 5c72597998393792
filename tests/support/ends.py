"""A kiosk's and a desk's flows over ports that a test holds, with the invented city."""

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.content.city import read_city
from kiosk.domain.call import CallState
from kiosk.domain.city import City
from kiosk.domain.ids import EyeName, TopicId
from kiosk.domain.intents import ChooseTopic, Confirm, StartTalking
from kiosk.domain.lying import Lying
from kiosk.domain.privacy import Gate, IdleRules
from kiosk.domain.snapshot import DeskSnapshot, Health, KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Ports
from kiosk.flows.desk import DeskFlows
from kiosk.flows.kiosk import KioskFlows
from kiosk.flows.ports import Connected, EyeReport, HubSaid, LinkUp, NoPrinter, PrinterPort
from kiosk.flows.store import Store
from kiosk.wire import hub as wire
from tests.support.fakes import FakeClock, FakeEar, FakeEyes, FakeLink, FakeMedia, FakeStills, FakeWipe

CITY_FILE = Path(__file__).resolve().parents[2] / "assets" / "city" / "aozora.toml"
CHECK_FILE = CITY_FILE.with_name("aozora-health-checks.csv")


def aozora() -> City:
    return read_city(CITY_FILE)[0]


@dataclass
class World:
    """The ports of one end."""

    link: FakeLink
    media: FakeMedia
    eyes: FakeEyes
    ear: FakeEar
    clock: FakeClock
    wipe: FakeWipe
    stills: FakeStills = field(default_factory=FakeStills)


def _world() -> World:
    return World(FakeLink(), FakeMedia(), FakeEyes(), FakeEar(), FakeClock(), FakeWipe())


class Kiosk:
    """Flows of a kiosk, and short words for the steps of a visit."""

    def __init__(
        self, rules: IdleRules | None = None, world: World | None = None, printer: PrinterPort | None = None
    ) -> None:
        self.world = w = world or _world()
        city = aozora()
        self.store = Store(KioskSnapshot(city=city, clock=w.clock.now(), stop=city.stops[0]))
        ports = Ports(w.link, w.media, w.eyes, w.ear, w.clock, printer=printer or NoPrinter())
        self.flows = KioskFlows(self.store, ports, w.wipe, rules or IdleRules())
        self.flows.on_link(LinkUp())

    @property
    def now(self) -> KioskSnapshot:
        return self.store.snapshot

    def hub(self, message: wire.FromHub) -> None:
        self.flows.on_link(HubSaid(message))

    def ask(self) -> "Kiosk":
        self.flows.do(ChooseTopic(TopicId("soudan")))
        return self

    def wait(self) -> "Kiosk":
        self.ask().flows.do(Confirm())
        ticket = self.now.ticket
        assert ticket is not None
        self.hub(wire.Place(ticket.id, number=7, ahead=1, staffed=True))
        return self

    def ring(self, call: str = "call-1") -> "Kiosk":
        self.wait()
        ticket = self.now.ticket
        assert ticket is not None
        self.hub(wire.Ring(call, 1, ticket.id, "佐藤", "shimin"))
        return self

    def understand_paper(self) -> "Kiosk":
        """Its document camera is there, with an eye that finds sheets and telephones; nothing lies there yet."""
        self.flows.on_lying(Lying())
        self.flows.on_eye(EyeReport("document", Gate.SHUT, Health.OK, mock=False))
        return self

    def talk(self, call: str = "call-1") -> "Kiosk":
        self.ring(call).flows.on_media(Connected(1))
        self.flows.do(StartTalking())
        return self


class Desk:
    """Flows of a desk, and short words for the steps of its call."""

    def __init__(self, rules: IdleRules | None = None, world: World | None = None) -> None:
        self.world = w = world or _world()
        self.store = Store(DeskSnapshot(city=aozora(), clock=w.clock.now()))
        ports = Ports(w.link, w.media, w.eyes, w.ear, w.clock, w.stills)
        self.flows = DeskFlows(self.store, ports, rules or IdleRules())
        self.flows.on_link(LinkUp())
        self.hub(wire.Welcome(wire.VERSION, "normal", "", "r1", clerk="sato", clerk_name="佐藤", section="shimin"))

    @property
    def now(self) -> DeskSnapshot:
        return self.store.snapshot

    def hub(self, message: wire.FromHub) -> None:
        self.flows.on_link(HubSaid(message))

    def ring(self) -> "Desk":
        self.hub(wire.Claimed("call-1", 1, "t1", 7, "soudan", "aoba"))
        return self

    def talk(self) -> "Desk":
        self.ring().flows.on_media(Connected(1))
        self.hub(wire.Accepted("call-1"))
        return self


def gate(end: Kiosk | Desk, eye: EyeName) -> Gate:
    """Where that gate stands now. Asked anew at each call, so a checker does not believe it still stands there."""
    return end.world.eyes.gates[eye]


def call_state(end: Kiosk | Desk) -> CallState | None:
    """The state of the call now, if there is one."""
    call = end.now.call
    return call.state if call else None


def visit(kiosk: Kiosk) -> VisitState:
    """The state of the visit now."""
    return kiosk.now.visit

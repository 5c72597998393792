"""What all sessions of a hub share: who is connected, the engine, the calls, and the post between devices."""

import asyncio

from kiosk.hub.calls import Call, Calls
from kiosk.hub.circulars import CircularList
from kiosk.hub.day import Day
from kiosk.hub.engine import Engine, Letter, Presence
from kiosk.hub.health_checks import HealthCheckList
from kiosk.hub.lending import Lender
from kiosk.hub.plan import HubClock, HubPlan
from kiosk.hub.proof import Sealer
from kiosk.hub.refusals import Refusals
from kiosk.hub.session import Session
from kiosk.wire.codec import encode
from kiosk.wire.hub import FromHub

LETTER_TTL_S = 10.0
"""After that an end has long asked anew or rebuilt its connection."""


class HubState:
    """`sessions` by device; `absent` says since when a kiosk is gone; `changed` asks for new views."""

    def __init__(self, plan: HubPlan, clock: HubClock, engine: Engine) -> None:
        self.plan = plan
        self.clock = clock
        self.engine = engine
        self.calls = Calls()
        self.day = Day(clock.today)
        self.sealer = Sealer(plan.ticket_key)
        self.refusals = Refusals(clock.monotonic)
        self.health_checks = HealthCheckList(plan.health_checks)
        self.circulars = CircularList(plan.circulars)
        self.lender = Lender(plan.lending, plan.profiles, clock.today)
        self.sessions: dict[str, Session] = {}
        self.absent: dict[str, float] = {}
        self.changed = asyncio.Event()

    async def recall(self) -> None:
        """After a restart: the calls whose claims the engine still knows. Whether a resident had touched 話しはじめる
        is not known any more, so both ends are told as if it rang; an end that is further on does not mind."""
        for claim in await self.engine.claims():
            clerk = self.plan.registry.clerk_at(claim.desk)
            self.calls.begin(Call(claim, clerk.name if clerk is not None else "", self.clock.monotonic()))

    async def post(self, device: str, message: FromHub) -> None:
        """Sends to a device through the engine; it is dropped when the device is connected nowhere."""
        await self.engine.send(Letter(device, encode(message)), LETTER_TTL_S)

    async def deliver(self) -> None:
        """Hands out letters for the devices that are connected here, for ever."""
        async for letter in self.engine.inbox():
            session = self.sessions.get(letter.to)
            if session is not None:
                session.line.say_raw(letter.raw)

    async def mark_present(self, session: Session) -> None:
        """Tells the engine that a kiosk is there, or that a desk takes calls. A session that was replaced
        tells nothing."""
        if self.sessions.get(session.device.id) is session:
            await self._put_presence(session, self.plan.limits.silent_s)

    async def mark_gone(self, session: Session) -> None:
        """The opposite."""
        await self._put_presence(session, 0)

    async def _put_presence(self, session: Session, ttl_s: float) -> None:
        if session.device.role == "kiosk":
            attrs = {"profile": session.profile, "stop": session.stop or ""}
            await self.engine.presence_put("kiosk", Presence(session.device.id, attrs), ttl_s)
        else:
            presence = Presence(session.device.id, {"queue": session.queue})
            await self.engine.presence_put("desk", presence, ttl_s if session.on_duty else 0)

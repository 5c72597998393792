"""One client from its Hello to its last word, and what the passing of time does to all of them."""

import asyncio
from collections.abc import Callable

from aiohttp import WSCloseCode

from kiosk.hub.call_words import CallWords
from kiosk.hub.desk_words import DeskWords
from kiosk.hub.kiosk_words import KioskWords
from kiosk.hub.limits import Throttle
from kiosk.hub.line import Line, Refusal
from kiosk.hub.registry import Device
from kiosk.hub.session import Session
from kiosk.hub.state import HubState
from kiosk.wire.circulars import AskCircularPiece, AskCirculars
from kiosk.wire.hub import (
    VERSION,
    Accept,
    AskHealthChecks,
    Cancel,
    Claim,
    Duty,
    Enqueue,
    Finish,
    GiveBack,
    Hello,
    Lend,
    PassOn,
    Ping,
    Pong,
    Renew,
    SetAside,
    Signal,
    ToHub,
    Welcome,
)


class Conversation:
    """Lets devices in, obeys them, and notices when they have gone."""

    def __init__(self, state: HubState) -> None:
        limits = state.plan.limits
        self._state = state
        self._throttle = Throttle(limits.throttle_first_s, limits.throttle_max_s, state.clock.monotonic)
        self._held_back = 0
        self._calls = CallWords(state)
        self._kiosks = KioskWords(state, self._calls)
        self._desks = DeskWords(state)

    async def listen(self, line: Line, address: str, greeted: Callable[[], None]) -> None:
        """All that a client says, until it has gone; `greeted` is called at its Hello. Raises Refusal."""
        hello = await self._hello(line)
        if hello is None:
            return
        greeted()
        session = await self._let_in(line, hello, address)
        try:
            await self._state.mark_present(session)
            await self._calls.resume(session)
            self._state.changed.set()
            while (message := await line.hear()) is not None:
                await self._state.mark_present(session)
                await self._obey(session, message)
        finally:
            await self._left(session)

    async def tick(self) -> None:
        """Parts from the silent, ends what ran out, and asks for new views."""
        now = self._state.clock.monotonic()
        for session in self._state.sessions.values():
            if now - session.line.heard_s > self._state.plan.limits.silent_s:
                session.line.part(WSCloseCode.GOING_AWAY)
        await self._calls.end_run_out()
        await self._kiosks.cancel_absent()
        self._state.refusals.say()
        self._state.changed.set()

    async def _hello(self, line: Line) -> Hello | None:
        try:
            async with asyncio.timeout(self._state.plan.limits.hello_s):
                message = await line.hear()
        except TimeoutError:
            raise Refusal("hello_late") from None
        if message is None or isinstance(message, Hello):
            return message
        raise Refusal("bad_message")

    async def _let_in(self, line: Line, hello: Hello, address: str) -> Session:
        if hello.version != VERSION:
            raise Refusal("bad_version")
        registry = self._state.plan.registry
        device = registry.check(hello.device, hello.token, hello.role)
        if device is None:
            await self._hold_back(line, self._throttle.failed(hello.device, address))
            raise Refusal("bad_token")
        self._throttle.passed(hello.device, address)
        if hello.profile not in self._state.plan.profiles or (hello.profile == "measure") != device.measure:
            raise Refusal("profile_not_allowed")
        self._replace_rival(device)
        session = Session(line, device, hello.profile, hello.stop, registry.clerk_of(device))
        line.say(self._welcome(session))
        self._state.sessions[device.id] = session
        self._state.absent.pop(device.id, None)
        return session

    async def _hold_back(self, line: Line, delay_s: float) -> None:
        """Keeps a guesser waiting; a crowd of them is let go at once, for they would use up the sockets."""
        if self._held_back >= self._state.plan.limits.max_held_back:
            return
        self._held_back += 1
        try:
            async with asyncio.timeout(delay_s):
                while await line.hear() is not None:
                    pass
        except TimeoutError:
            return
        finally:
            self._held_back -= 1

    def _replace_rival(self, device: Device) -> None:
        rival = self._state.sessions.get(device.id)
        if rival is None:
            return
        silent_s = self._state.clock.monotonic() - rival.line.heard_s
        if silent_s <= self._state.plan.limits.rival_silent_s:
            raise Refusal("already_connected")
        rival.line.refuse("already_connected")

    def _welcome(self, session: Session) -> Welcome:
        plan, clerk = self._state.plan, session.clerk
        return Welcome(
            version=VERSION,
            profile=session.profile,
            city_toml=plan.city_toml,
            city_revision=plan.city_revision,
            clerk=clerk.id if clerk else None,
            clerk_name=clerk.name if clerk else "",
            section=clerk.section if clerk else None,
        )

    async def _left(self, session: Session) -> None:
        """Its call goes on and its ticket keeps its place: only presence ends. A replaced session ends nothing."""
        if self._state.sessions.get(session.device.id) is not session:
            return
        del self._state.sessions[session.device.id]
        if session.device.role == "kiosk":
            self._state.absent[session.device.id] = self._state.clock.monotonic()
        await self._state.mark_gone(session)
        self._state.changed.set()

    async def _obey(self, session: Session, message: ToHub) -> None:
        if isinstance(message, Ping):
            session.line.say(Pong(message.n))
        elif session.device.role == "kiosk":
            await self._obey_kiosk(session, message)
        else:
            await self._obey_desk(session, message)

    async def _obey_kiosk(self, session: Session, message: ToHub) -> None:
        match message:
            case Enqueue():
                await self._kiosks.enqueue(session, message)
            case Cancel():
                await self._kiosks.cancel(session, message)
            case Accept():
                await self._calls.accept(session, message)
            case AskHealthChecks():
                session.follows_checks = True
                session.say_all(self._state.health_checks.told(message.have))
            case AskCirculars():
                session.follows_circulars = True
                session.say_all(self._state.circulars.told(message.have))
            case AskCircularPiece():
                session.line.say(await self._state.circulars.piece(message))
            case _:
                await self._obey_party(session, message)

    async def _obey_desk(self, session: Session, message: ToHub) -> None:
        match message:
            case Duty():
                await self._desks.duty(session, message)
            case Claim():
                await self._desks.claim(session, message)
            case PassOn():
                await self._calls.pass_on(session, message)
            case Lend():
                self._desks.lend(session, message)
            case GiveBack():
                self._desks.give_back(session, message)
            case _:
                await self._obey_party(session, message)

    async def _obey_party(self, session: Session, message: ToHub) -> None:
        match message:
            case SetAside():
                await self._calls.set_aside(session, message)
            case Signal():
                await self._calls.signal(session, message)
            case Renew():
                await self._calls.renew(session, message)
            case Finish():
                await self._calls.finish(session, message)
            case _:
                raise Refusal("bad_message")

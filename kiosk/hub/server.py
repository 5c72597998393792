"""The hub as a server: opens the port, gives each client a line, keeps the clock, and closes in good order."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiohttp import WSCloseCode, web

from kiosk.hub.board import Board
from kiosk.hub.conversation import Conversation
from kiosk.hub.door import Door
from kiosk.hub.engine import Engine
from kiosk.hub.figures import Figures
from kiosk.hub.inside import Inside
from kiosk.hub.line import Line, Refusal, Socket
from kiosk.hub.memory_engine import MemoryEngine
from kiosk.hub.plan import HubClock, HubPlan
from kiosk.hub.state import HubState

log = logging.getLogger(__name__)

PATH = "/v1"
CLEANUP_S = 0.2
"""Part of `limits.stop_s` that is kept for closing the port after the lines."""


class Hub:
    """A hub for one city. Start it once, stop it once."""

    def __init__(self, plan: HubPlan, engine: Engine | None = None, clock: HubClock | None = None) -> None:
        """Without an engine, everything is kept in this process."""
        clock = clock or HubClock()
        self.plan = plan
        self._clock = clock
        self._state = HubState(plan, clock, engine or MemoryEngine(clock.monotonic))
        self._conversation = Conversation(self._state)
        self._board = Board(self._state)
        self.inside = Inside(Figures(self._state)) if plan.inside_port is not None else None
        self._open: dict[Line, asyncio.Task[object] | None] = {}
        self._loops: list[asyncio.Task[None]] = []
        self._runner = self._build()
        self._door: Door | None = None
        self._running = False
        self._port = 0

    @property
    def port(self) -> int:
        """The port that is listened on; 0 before start."""
        return self._port

    @property
    def outcomes(self) -> dict[str, int]:
        """How often each outcome code was noted today."""
        return dict(self._state.day.outcomes)

    async def start(self) -> None:
        """Listens. Raises OSError when the port is taken."""
        await self._runner.setup()
        assert self._runner.server is not None
        door = Door(self.plan, self._runner.server, self._state.refusals.note)
        try:
            self._port = door.open()
        except OSError:
            await self._runner.cleanup()
            raise
        self._door = door
        await self._state.recall()
        await self._state.health_checks.look()
        await self._state.circulars.look()
        if self.inside is not None and self.plan.inside_port is not None:
            await self.inside.start(self.plan.inside_port)
        steps = (self._state.deliver, self._show_changes, self._tick, self._look, self._look_at_circulars, door.let_in)
        self._loops = [asyncio.create_task(self._keep_on(step), name=f"hub {step.__name__}") for step in steps]
        self._running = True

    async def stop(self) -> None:
        """Refuses everybody with shutting_down and closes the port, within `limits.stop_s`."""
        self._running = False
        for line in self._open:
            line.refuse("shutting_down")
        tasks = [task for task in self._open.values() if task is not None]
        if tasks:
            await asyncio.wait(tasks, timeout=self.plan.limits.stop_s - 2 * CLEANUP_S)
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        if self.inside is not None:
            await self.inside.stop()
        if self._door is not None:
            await self._door.close()
        await self._runner.cleanup()

    def _build(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_get(PATH, self._connection)
        app.router.add_get("/health", self._health)
        return web.AppRunner(app, access_log=None, shutdown_timeout=CLEANUP_S)

    async def _health(self, request: web.Request) -> web.Response:
        reason = await self._state.engine.health()
        if reason:
            log.warning("engine unwell: %(code)s", {"code": reason})
        answer = web.Response(status=200 if self._running and not reason else 503)
        answer.force_close()  # who asks now and then comes anew each time, and is no stranger who stays
        return answer

    async def _connection(self, request: web.Request) -> web.StreamResponse:
        limits = self.plan.limits
        if not self._running or len(self._open) >= limits.max_connections:
            return web.Response(status=503)
        socket = Socket(limits, self._state.refusals.note)
        await socket.prepare(request)
        line = Line(socket, lambda: _abort(request), limits, self._clock.monotonic)
        self._open[line] = asyncio.current_task()
        writer = asyncio.create_task(line.write(), name="hub line")
        try:
            await self._listen(line, request)
        finally:
            line.part(WSCloseCode.OK)
            await asyncio.gather(writer, return_exceptions=True)
            del self._open[line]
        return socket

    async def _listen(self, line: Line, request: web.Request) -> None:
        """Whatever a client does, it ends its own connection only."""
        try:
            await self._conversation.listen(line, request.remote or "", lambda: self._greeted(request))
        except Refusal as refusal:
            self._state.refusals.note(refusal.code)
            line.refuse(refusal.code)
        except Exception as error:
            log.error("session failed: %(kind)s", {"kind": type(error).__name__})
            line.part(WSCloseCode.INTERNAL_ERROR)

    def _greeted(self, request: web.Request) -> None:
        if self._door is not None:
            self._door.greeted(request.transport)

    async def _keep_on(self, step: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await step()
            except Exception as error:
                log.error("hub step failed: %(kind)s", {"kind": type(error).__name__})
                await asyncio.sleep(self.plan.limits.tick_s)

    async def _show_changes(self) -> None:
        """The first change is shown at once, those that follow it together: a busy hour costs no more."""
        await self._state.changed.wait()
        self._state.changed.clear()
        await self._board.refresh()
        await asyncio.sleep(self.plan.limits.board_s)

    async def _look(self) -> None:
        """A new list of health checks goes to all kiosks that asked for the one before."""
        await asyncio.sleep(self.plan.limits.list_s)
        if await self._state.health_checks.look():
            for session in self._state.sessions.values():
                if session.follows_checks:
                    session.say_all(self._state.health_checks.told(None))

    async def _look_at_circulars(self) -> None:
        """The same of circulars; apart, because a large folder takes a while."""
        await asyncio.sleep(self.plan.limits.list_s)
        if await self._state.circulars.look():
            for session in self._state.sessions.values():
                if session.follows_circulars:
                    session.say_all(self._state.circulars.told(None))

    async def _tick(self) -> None:
        await asyncio.sleep(self.plan.limits.tick_s)
        await self._conversation.tick()


def _abort(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()

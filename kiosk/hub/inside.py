"""The hub's second door, for those who run it: details of its health, and figures. Never open to the outside."""

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from kiosk.hub.figures import Figures


class Inside:
    """Listens on this machine only."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        app = web.Application()
        app.router.add_get("/health", self._health)
        app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(app, access_log=None)
        self.port = 0

    async def start(self, port: int) -> None:
        """Listens; port 0 takes a free one. Raises OSError when it is taken."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, "127.0.0.1", port).start()
        except OSError:
            await self._runner.cleanup()
            raise
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Closes the door; twice is fine."""
        await self._runner.cleanup()

    async def _health(self, _: web.Request) -> web.Response:
        return web.json_response(await self._figures.summary())

    async def _metrics(self, _: web.Request) -> web.Response:
        return web.Response(body=await self._figures.page(), headers={"Content-Type": CONTENT_TYPE_LATEST})

"""Where the threads meet: the GUI thread, the media thread, and the few calls that cross between them."""

import asyncio
import sys
import threading
from collections.abc import Callable, Coroutine
from datetime import datetime
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kiosk.app import crashes


class GuiPost(QObject):
    """Runs functions on the GUI thread; `post` may be called by any thread."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, work: Callable[[], None]) -> None:
        """Puts `work` into the GUI thread's queue."""
        self._posted.emit(work)

    def _run(self, work: Callable[[], None]) -> None:
        work()


class QtTimer:
    """One pending call; `cancel` may be called twice."""

    def __init__(self, delay_s: float, callback: Callable[[], None], parent: QObject) -> None:
        self._timer: QTimer | None = QTimer(parent)
        self._callback = callback
        self._timer.setSingleShot(True)
        # Qt holds methods weakly: a timer that nobody keeps must fall due all the same.
        self._timer.timeout.connect(lambda: self._due())
        self._timer.start(round(delay_s * 1000))

    def _due(self) -> None:
        self.cancel()
        self._callback()

    def cancel(self) -> None:
        """Never calls back."""
        if self._timer is not None:
            self._timer.stop()
            self._timer.deleteLater()
            self._timer = None


class QtClock(QObject):
    """The clock of flows, on Qt timers."""

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return monotonic()

    def now(self) -> datetime:
        """Local wall time."""
        return datetime.now().astimezone()

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> QtTimer:
        """Calls back on the GUI thread."""
        return QtTimer(delay_s, callback, self)


class MediaThread:
    """A plain asyncio loop in a thread of its own. Work given to `submit` runs in order, one after the other."""

    def __init__(self) -> None:
        """Not started yet."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._works: asyncio.Queue[tuple[str, Callable[[], Coroutine[Any, Any, None]]] | None]
        self._running: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._main, name="media", daemon=True)

    def start(self) -> None:
        """Returns when the loop runs."""
        self._thread.start()
        self._ready.wait()

    def submit(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Queues one coroutine, made on the media thread. Errors are logged by kind and place, never lost."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._works.put_nowait, (name, work))

    def soon(self, call: Callable[[], object]) -> None:
        """Runs a plain function on the media thread, without waiting for queued work. Errors are logged, as above."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)

    def spawn(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """On the media thread only: runs `work` beside the queue until it ends or the thread stops."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            crashes.say(f"media task {task.get_name()} failed", error)

    def stop(self, within_s: float) -> bool:
        """Ends the loop after what is queued; False if it did not end in time (it is a daemon thread)."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._works.put_nowait, None)
        self._thread.join(within_s)
        return not self._thread.is_alive()

    def _main(self) -> None:
        # Windows' proactor loop stops receiving UDP after an ICMP error: facts, security C.1.
        factory = asyncio.SelectorEventLoop if sys.platform == "win32" else asyncio.new_event_loop
        with asyncio.Runner(loop_factory=factory) as runner:
            runner.run(self._work())

    async def _work(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(crashes.loop_errors("a call on the media thread failed"))
        self._works = asyncio.Queue()
        self._ready.set()
        while (item := await self._works.get()) is not None:
            name, work = item
            try:
                await work()
            except Exception as error:
                crashes.say(f"media work {name} failed", error)

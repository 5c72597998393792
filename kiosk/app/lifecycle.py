"""The life of a kiosk or desk process: begin, show, run, end in order within the time that a stop may take."""

import asyncio
import gc
import logging
from pathlib import Path

import qasync
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.app.again import start_again
from kiosk.app.crashes import loop_errors, watch_for_crashes
from kiosk.app.logs import start_log
from kiosk.app.settings import beside, read_end_settings
from kiosk.app.signals import StopSignals
from kiosk.app.single import be_the_only_one
from kiosk.app.stall import StallWatch
from kiosk.app.windows import EndWindows
from kiosk.app.wiring import End, Origin
from kiosk.domain.ids import Role
from kiosk.worker.memory import give_back, share_one_heap
from kiosk.worker.orphans import remove_orphans
from kiosk.worker.process_safety import forbid_core_dumps

log = logging.getLogger(__name__)

GC_EVERY_MS = 5_000
FREEZE_AFTER_MS = 4_000
"""By then everything is loaded that stays for good."""
TICK_EVERY_MS = 1_000
REST_EVERY_MS = 10_000


def run_end(role: Role, config: Path, prompter: str | None) -> int:
    """The program `kiosk` or `desk`. `prompter` is the address of a demo that watches and touches."""
    settings = read_end_settings(config)
    process = EndProcess(Origin(role, settings, config))
    process.end.on_restart = process.quit_to_restart
    if prompter is not None:
        from kiosk.app.seat import Seat

        process.extras.append(Seat(prompter, process.end, process.windows, process.quit))
    status = process.run()
    if process.again:
        start_again()
    return status


class EndProcess(QObject):
    """One process with one end and its windows."""

    def __init__(self, origin: Origin) -> None:
        """Raises AlreadyRunning before anything is touched, BadFile or NoSecret before anything is opened."""
        be_the_only_one(origin.role, origin.config)
        forbid_core_dumps()
        share_one_heap()
        watch_for_crashes()
        remove_orphans()
        self._app = QApplication.instance() or QApplication([f"madoguchi-{origin.role}"])
        super().__init__()
        self.end = End(origin)
        self._start_log(origin)
        self.windows = EndWindows(self.end)
        self.again = False
        """Whether the program is to be started anew once it has ended."""
        self.extras: list[QObject] = []
        """What lives as long as the process does."""
        self._loop = qasync.QEventLoop(self._app)
        self._stop = asyncio.Event()
        self.windows.closed.connect(self.quit)
        self._signals = StopSignals(self.quit)

    def _start_log(self, origin: Origin) -> None:
        folder = origin.settings.log.folder
        place = beside(origin.config, folder) if folder else None
        start_log(origin.settings.log, origin.role, place, self.end.log_trouble)

    def quit(self) -> None:
        """Ends `run`; may be called twice."""
        self._loop.call_soon(self._stop.set)

    def quit_to_restart(self) -> None:
        """Ends `run` as `quit` does; then the program starts anew."""
        self.again = True
        self.quit()

    def run(self) -> int:
        """Home first, then everything that home does not need; returns when quit was called."""
        asyncio.set_event_loop(self._loop)
        self._loop.set_exception_handler(loop_errors("uncaught on the GUI loop"))
        # Python's cyclic collector may only run on the GUI thread, or it deletes Qt objects elsewhere.
        gc.disable()
        collecting, ticking, resting = QTimer(self), QTimer(self), QTimer(self)
        collecting.timeout.connect(gc.collect)
        resting.timeout.connect(self._rest)
        ticking.timeout.connect(self.end.clock_tick)
        self.windows.open()
        QTimer.singleShot(0, self.end.start)
        # What was loaded by then is not looked through again: a collection costs a millisecond, not eighty.
        QTimer.singleShot(FREEZE_AFTER_MS, gc.freeze)
        collecting.start(GC_EVERY_MS)
        ticking.start(TICK_EVERY_MS)
        resting.start(REST_EVERY_MS)
        stall = StallWatch()
        with self._loop:
            self._loop.run_until_complete(self._stop.wait())
            collecting.stop()
            ticking.stop()
            resting.stop()
            stall.stop()
            self.windows.close()
            self.end.stop()
        return 0

    def _rest(self) -> None:
        """Between calls nobody minds some milliseconds: what the last one needed goes back to the system."""
        if self.end.flows.store.snapshot.call is None:
            give_back()

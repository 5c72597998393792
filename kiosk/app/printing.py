"""The thread on which slips are made and the printer is driven: PrinterPort over a keeper, and purged by the wipe."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from drivers.api.errors import DeviceError
from drivers.api.printer import JobState, Printer, PrinterState
from kiosk.app import crashes
from kiosk.domain.guide import Guides
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.printing import PrintEvent
from kiosk.domain.slip import Slip
from kiosk.flows.ports import PrintReport, SlipReport

log = logging.getLogger(__name__)

LOOK_EVERY_S: Final = 0.2
"""How often a job under way is asked for."""
STOP_WITHIN_S: Final = 3.0
TITLE: Final = "slip"

_BY_STATE: dict[PrinterState, PrintEvent] = {
    "out_of_paper": PrintEvent.PAPER_OUT,
    "jammed": PrintEvent.JAM,
    "offline": PrintEvent.AWAY,
}


@dataclass(frozen=True)
class SlipMaker:
    """The two things that need libraries: a slip as a PDF, and its sides as pictures. Both may raise anything that a
    broken installation raises."""

    pdf: Callable[[Slip, Guides], bytes]
    pictures: Callable[[bytes], list[Picture]]


@dataclass(frozen=True)
class _Job:
    number: int
    id: str


class Printing:
    """Without a keeper slips are made to be looked at. Called on the GUI thread, returns at once; `said` is called on
    the printing thread. `sides` are laid out with the pictures of the newest slip."""

    def __init__(
        self,
        maker: SlipMaker,
        keeper: Printer | None,
        sides: tuple[Slot, ...],
        said: Callable[[SlipReport | PrintReport], None],
    ) -> None:
        self._maker = maker
        self._keeper = keeper
        self._sides = sides
        self._said = said
        self._works: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._newest = 0
        self._job: _Job | None = None
        self._told: PrintEvent | None = None
        self._thread = threading.Thread(target=self._run, name="printing", daemon=True)

    @property
    def mock(self) -> bool:
        """Whether the printer is pretended."""
        return self._keeper is not None and self._keeper.mock

    def start(self) -> None:
        """Opens the printer behind the first picture: one that is away is tried again when it is wanted."""
        self._thread.start()
        self._works.put(self._begin)

    def make(self, slip: Slip, guides: Guides) -> None:
        """See PrinterPort."""
        self._newest += 1
        self._works.put(partial(self._make, self._newest, slip, guides))

    def print(self, number: int, slip: Slip, guides: Guides) -> None:
        """See PrinterPort."""
        self._works.put(partial(self._print, number, slip, guides))

    def cancel(self) -> None:
        """See PrinterPort."""
        self._works.put(self._forget)

    def purged(self, within_s: float) -> bool:
        """Any thread: whether nothing of any slip is kept any more, here or by the printer, within that time."""
        self._newest += 1
        done = threading.Event()
        self._works.put(partial(self._purge, done))
        return done.wait(within_s) or not self._thread.is_alive()

    def stop(self) -> None:
        """Purges, and lets the printer go."""
        self._works.put(self._close)
        self._works.put(None)
        if self._thread.is_alive():
            self._thread.join(STOP_WITHIN_S)

    # --- on the printing thread ---

    def _run(self) -> None:
        while True:
            try:
                work = self._works.get(timeout=LOOK_EVERY_S if self._job is not None else None)
            except queue.Empty:
                work = self._look
            if work is None:
                return
            try:
                work()
            except Exception as error:
                crashes.say("printing failed", error)

    def _make(self, number: int, slip: Slip, guides: Guides) -> None:
        if number != self._newest:
            return
        try:
            pictures = self._maker.pictures(self._maker.pdf(slip, guides))
        except Exception as error:
            crashes.say("no slip was made", error)
            pictures = []
        for index, side in enumerate(self._sides):
            side.lay(pictures[index] if index < len(pictures) else None)
        if number == self._newest:
            self._said(SlipReport(slip, min(len(pictures), len(self._sides))))
        else:  # the visit has ended meanwhile
            self._clear()

    def _print(self, number: int, slip: Slip, guides: Guides) -> None:
        self._forget()
        try:
            pdf = self._maker.pdf(slip, guides)
            keeper = self._open()
            self._job = _Job(number, keeper.print(pdf, TITLE)) if keeper is not None else None
            event = PrintEvent.RUNS if self._job is not None else PrintEvent.AWAY
        except DeviceError as error:
            log.warning("printer away: %(kind)s", {"kind": type(error).__name__})
            event = PrintEvent.AWAY
        except Exception as error:
            crashes.say("no slip was printed", error)
            event = PrintEvent.BROKE
        self._tell(number, event)

    def _begin(self) -> None:
        try:
            self._open()
        except DeviceError as error:
            log.warning("printer away: %(kind)s", {"kind": type(error).__name__})

    def _open(self) -> Printer | None:
        if self._keeper is not None:
            self._keeper.open()
        return self._keeper

    def _look(self) -> None:
        """What the printer says of the job that is under way."""
        if self._keeper is None or self._job is None:
            return
        job = self._job
        event = _event(self._keeper.progress(job.id), self._keeper.health().state)
        if event not in (PrintEvent.RUNS, PrintEvent.PAPER_OUT, PrintEvent.JAM):
            self._job = None
        if event is not self._told:
            self._tell(job.number, event)

    def _tell(self, number: int, event: PrintEvent) -> None:
        self._told = event
        self._said(PrintReport(number, event))

    def _forget(self) -> None:
        job, self._job, self._told = self._job, None, None
        if job is not None and self._keeper is not None:
            self._keeper.cancel(job.id)

    def _purge(self, done: threading.Event) -> None:
        self._job = self._told = None
        self._clear()
        if self._keeper is not None:
            self._keeper.purge()
        done.set()

    def _close(self) -> None:
        self._clear()
        if self._keeper is not None:
            self._keeper.close()

    def _clear(self) -> None:
        for side in self._sides:
            side.clear()


def _event(job: JobState, printer: PrinterState) -> PrintEvent:
    if job == "done":
        return PrintEvent.PRINTED
    if job == "handed_over":
        return PrintEvent.HANDED_OVER
    if job in ("failed", "cancelled"):
        return PrintEvent.AWAY if printer == "offline" else PrintEvent.BROKE
    return _BY_STATE.get(printer, PrintEvent.RUNS)

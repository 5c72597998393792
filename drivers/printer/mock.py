"""A printer of the pretend world: sheets from the room's tray, one at a time, and all that goes wrong with paper."""

import secrets
import threading
from dataclasses import dataclass

from drivers.api.errors import DeviceLost, DeviceMissing
from drivers.api.printer import JobState, PrinterHealth, PrinterState
from drivers.mock_room import Room, RoomLink, watch
from drivers.mock_room.state import Printed
from drivers.printer.document import check_printable, count_pages
from drivers.printer.options import MockPrinterOptions

SHEET_S = 0.2
_TO_DO = {"out_of_paper": "put paper in", "jammed": "take the paper out", "offline": "plug it in and switch it on"}


@dataclass
class _Job:
    """`pdf` is empty as soon as nothing more of it is to come out."""

    pdf: bytes
    state: JobState
    sheets_left: int


class MockPrinter:
    """Prints in a thread of its own while it is open. `room` stands in for an address in unit tests."""

    mock = True

    def __init__(self, options: MockPrinterOptions, room: Room | None = None) -> None:
        self._room = room or options.room
        self._place = options.place
        self._name = f"mock printer of {options.place}"
        self._changed = threading.Condition()
        self._jobs: dict[str, _Job] = {}
        self._sheets = 0
        self._link: RoomLink | None = None
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Enters the room."""
        if self._link is not None:
            return
        link = watch(self._room, self._place, "printer", self._look)
        if not link.scene.plugged:
            link.close()
            raise DeviceMissing(f"{self._name}: unplugged; {_TO_DO['offline']}")
        with self._changed:
            self._link = link
            self._sheets = link.scene.sheets
            self._jobs = {}
        self._thread = threading.Thread(target=self._run, args=(link,), name="mock-printing", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leaves the room."""
        self.purge()
        with self._changed:
            link, self._link = self._link, None
            self._changed.notify_all()
        if link is not None and self._thread is not None:
            self._thread.join()
            link.close()

    def print(self, pdf: bytes, title_code: str) -> str:
        """As promised."""
        check_printable(pdf, title_code)
        with self._changed:
            if self._state() == "offline":
                raise DeviceLost(f"{self._name}: away; {_TO_DO['offline']}")
            job = secrets.token_hex(8)
            self._jobs[job] = _Job(pdf, "waiting", count_pages(pdf))
            self._changed.notify_all()
        return job

    def progress(self, job: str) -> JobState:
        """As promised."""
        return self._jobs[job].state

    def cancel(self, job: str) -> bool:
        """As promised."""
        with self._changed:
            return self._end(self._jobs[job], "cancelled")

    def purge(self) -> None:
        """As promised."""
        self._end_all("cancelled")

    def health(self) -> PrinterHealth:
        """As promised."""
        with self._changed:
            state = self._state()
            return PrinterHealth(self._link is not None, state, _TO_DO.get(state, ""))

    def _state(self) -> PrinterState:
        link = self._link
        if link is None or not link.scene.plugged:
            return "offline"
        if link.jammed:
            return "jammed"
        if self._next() is None:
            return "ready"
        return "printing" if self._sheets else "out_of_paper"

    def _next(self) -> _Job | None:
        return next((job for job in self._jobs.values() if job.state in ("waiting", "printing")), None)

    def _look(self) -> None:
        """Something is different in the room; called by any thread."""
        with self._changed:
            if self._link is not None:
                self._sheets = self._link.scene.sheets
            lost = self._state() == "offline"
            self._changed.notify_all()
        if lost:
            self._end_all("failed")

    def _end_all(self, state: JobState) -> None:
        with self._changed:
            for job in self._jobs.values():
                self._end(job, state)

    def _end(self, job: _Job, state: JobState) -> bool:
        if job.state not in ("waiting", "printing"):
            return False
        job.state, job.pdf = state, b""
        self._changed.notify_all()
        return True

    def _run(self, link: RoomLink) -> None:
        while self._link is link:
            printed = self._print_sheet(link)
            if printed:
                link.tell_printed(printed)

    def _print_sheet(self, link: RoomLink) -> Printed | None:
        """One sheet, or a wait for something to change; what is printed is told once its last sheet is out."""
        with self._changed:
            job = self._next()
            if job is None or self._state() != "printing" or link.scene.held:
                self._changed.wait_for(lambda: self._link is not link or self._may_go_on(link))
                return None
            job.state = "printing"
            stopped = self._changed.wait_for(lambda: job.state != "printing" or not self._may_go_on(link), SHEET_S)
            if stopped:
                return None
            self._sheets -= 1
            job.sheets_left -= 1
            if job.sheets_left:
                return None
            printed = Printed(count_pages(job.pdf), job.pdf)
            self._end(job, "done")
            return printed

    def _may_go_on(self, link: RoomLink) -> bool:
        return self._link is link and self._state() == "printing" and not link.scene.held

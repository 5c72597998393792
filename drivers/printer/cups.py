"""A printer behind CUPS: opened only if the server keeps nothing, watched by a thread, purged with the visit."""

import contextlib
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drivers.api.errors import DeviceLost, DeviceMissing
from drivers.api.printer import JobState, PrinterHealth, PrinterState
from drivers.printer.cups_commands import NoAnswer, Queue, Seen
from drivers.printer.cups_server import faults
from drivers.printer.document import check_printable
from drivers.printer.options import CupsOptions

LOOK_EVERY_S: Final = 0.3
_TO_DO: Final[dict[PrinterState, str]] = {
    "out_of_paper": "put paper in",
    "jammed": "take the paper out, and close all doors",
    "offline": "switch it on; look at its cable, and with lpstat -p whether its queue is enabled",
}


@dataclass
class _Job:
    """`name` is the server's."""

    name: str
    state: JobState = "waiting"


class CupsPrinter:
    """A job is done when the server has it no more: it keeps no history."""

    mock = False

    def __init__(self, options: CupsOptions) -> None:
        self._options = options
        self._queue = Queue(options.queue, options.server)
        self._name = f"printer {options.queue}"
        self._lock = threading.Lock()
        self._jobs: dict[str, _Job] = {}
        self._state: PrinterState = "offline"
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """As promised. What a program that was killed has left in the queue goes."""
        if self._thread is not None:
            return
        self._check()
        with contextlib.suppress(NoAnswer):
            self._queue.cancel_all()
        self._jobs, self._state = {}, "ready"
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(self._ending,), name="cups", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """As promised."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self.purge()
        self._ending.set()
        thread.join()
        self._state = "offline"

    def print(self, pdf: bytes, title_code: str) -> str:
        """As promised; the server has the document before this returns."""
        check_printable(pdf, title_code)
        if self._thread is None or self._state == "offline":
            raise DeviceLost(f"{self._name}: away; {_TO_DO['offline']}")
        with self._lock:  # a look in between would not find the job, and call it done
            try:
                name = self._queue.send(pdf)
            except NoAnswer:
                raise DeviceLost(f"{self._name}: takes nothing; {_TO_DO['offline']}") from None
            job = secrets.token_hex(8)
            self._jobs[job] = _Job(name)
        return job

    def progress(self, job: str) -> JobState:
        """As promised."""
        return self._jobs[job].state

    def cancel(self, job: str) -> bool:
        """As promised."""
        with self._lock:
            known = self._jobs[job]
            if known.state not in ("waiting", "printing"):
                return False
            known.state = "cancelled"
            with contextlib.suppress(NoAnswer):  # it has just come out
                self._queue.cancel(known.name)
        return True

    def purge(self) -> None:
        """As promised."""
        with self._lock:
            self._end_all("cancelled")
            with contextlib.suppress(NoAnswer):
                self._queue.cancel_all()

    def health(self) -> PrinterHealth:
        """As promised, as it was LOOK_EVERY_S ago."""
        state = self._state
        return PrinterHealth(self._thread is not None, state, _TO_DO.get(state, ""))

    def _check(self) -> None:
        if not Queue.installed():
            raise DeviceMissing(f"{self._name}: the commands of CUPS are not here; apt install cups cups-client")
        self._check_place()
        kept = faults(Path(self._options.config))
        if kept:
            raise DeviceMissing(f"{self._name}: CUPS would keep residents' papers: {'; '.join(kept)}")
        try:
            seen = self._queue.look()
        except NoAnswer:
            raise DeviceMissing(f"{self._name}: CUPS has no such queue, or does not run; lpstat -p lists all") from None
        if seen.state == "offline":
            raise DeviceMissing(f"{self._name}: away; {_TO_DO['offline']}")

    def _check_place(self) -> None:
        """The files that are read for faults are this machine's: of another's server they say nothing."""
        try:
            here = self._queue.is_here()
        except NoAnswer:
            here = False
        if not here:
            raise DeviceMissing(
                f"{self._name}: its CUPS is not this machine's, so nobody knows what it keeps of residents' papers; "
                "set the queue up here, and leave 'server' out or write the path of a socket"
            )

    def _watch(self, ending: threading.Event) -> None:
        while not ending.wait(LOOK_EVERY_S):
            with self._lock:
                self._look()

    def _look(self) -> None:
        try:
            seen = self._queue.look()
        except NoAnswer:
            seen = Seen("offline", frozenset())
        before, self._state = self._state, seen.state
        if seen.state == "offline" or before == "offline":
            # What it still has would come out when somebody else sits there.
            self._end_all("failed")
            with contextlib.suppress(NoAnswer):
                self._queue.cancel_all()
            return
        for job in self._jobs.values():
            if job.state in ("waiting", "printing"):
                job.state = seen_of(job.name, seen)

    def _end_all(self, state: JobState) -> None:
        for job in self._jobs.values():
            if job.state in ("waiting", "printing"):
                job.state = state


def seen_of(job: str, seen: Seen) -> JobState:
    """How far a job is of which the queue may have nothing any more."""
    if job not in seen.jobs:
        return "done"
    return "printing" if seen.state == "printing" else "waiting"

"""One mechanism for every child process: started, watched, killed when it hangs, replaced, and ended without trace."""

import logging
import multiprocessing
import threading
import time
import zlib
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Protocol

from kiosk.worker.entry import run_child
from kiosk.worker.parent_line import ParentLine

_log = logging.getLogger(__name__)

STOP_PATIENCE_S = 1.0
KILL_PATIENCE_S = 1.0
FIRST_SIGN_S = 15.0
"""A child on a busy machine may take so long to import its libraries."""
_BACK_OFF_S = (0.0, 0.25, 0.5, 1.0, 2.0)
SPARE_AFTER_S = 4.0
"""A spare is started once its sibling has settled, not while all programs of the machine begin at once."""
_STEADY_S = 10.0
"""A child that lived so long has earned a restart without delay."""
_PROCESS_LOCK = threading.Lock()
"""multiprocessing reaps the children of all threads whenever one is started; two threads must not do so at once."""


@dataclass(frozen=True)
class WorkerPlan:
    """What runs in the child: `module` has a function main(plan: bytes, line: ChildLine). Without `spare` none waits
    warm: a child that is replaced starts cold."""

    name: str
    module: str
    plan: bytes
    spare: bool = True


class WorkerOwner(Protocol):
    """The parent half of an eye, an ear or a reader. All its methods here are called on the watch thread."""

    def outfit(self) -> bytes:
        """Makes fresh shared memory for a child whose turn has come, and the message that tells it where."""

    def heard(self, report: bytes) -> float | None:
        """The child said something. Returns how many seconds it may now stay silent before it is killed; None when it
        said what it should not: it is killed at once, and counts as lost."""

    def retired(self, lost: bool) -> None:
        """The child is dead: its shared memory can go. `lost` unless this was asked for."""


@dataclass(frozen=True)
class _Child:
    process: SpawnProcess
    line: ParentLine


class Worker:
    """Keeps one child at work and a warm one beside it. Public methods may be called by any thread but the watch."""

    def __init__(self, plan: WorkerPlan, owner: WorkerOwner) -> None:
        self._plan = plan
        self._owner = owner
        self._thread: threading.Thread | None = None
        self._spare: _Child | None = None
        self._at_work: _Child | None = None
        self._spare_from_s = 0.0
        self._turn = 1 + zlib.crc32(plan.name.encode()) % 3  # the spares of one program begin one after the other
        self._stopping = threading.Event()
        self._renewing = threading.Event()
        self._renewed = threading.Event()
        self._bell: Connection
        self._bell_button: Connection

    @property
    def running(self) -> bool:
        """Between start and stop."""
        return self._thread is not None

    def start(self) -> None:
        """Starts the watch, which starts the child; starting twice does nothing."""
        if self._thread is not None:
            return
        self._stopping.clear()
        self._renewing.clear()
        self._bell, self._bell_button = multiprocessing.Pipe(duplex=False)
        self._thread = threading.Thread(target=self._watch, name=f"watch-{self._plan.name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends child, spare and watch within little more than STOP_PATIENCE_S; stopping twice does nothing."""
        if self._thread is None:
            return
        self._stopping.set()
        self._bell_button.send_bytes(b"")
        self._thread.join()
        self._thread = None
        self._bell.close()
        self._bell_button.close()

    def renew(self, within_s: float = 0.0) -> bool:
        """The child is killed and the warm one takes over. Waits up to `within_s`; True once the old child is gone."""
        if self._thread is None:
            return True
        self._renewed.clear()
        self._renewing.set()
        self._bell_button.send_bytes(b"")
        return self._renewed.wait(within_s)

    def tell(self, message: bytes) -> bool:
        """Sends to the child that is at work now, without waiting; False where there is none or it does not listen.
        True does not say that it will live to read it. Raises ValueError for more than 1024 bytes."""
        child = self._at_work
        return child is not None and child.line.tell(message)

    # --- the watch thread -------------------------------------------------------------------------

    def _watch(self) -> None:
        failures = 0
        try:
            while not self._stopping.is_set():
                began_s = time.monotonic()
                lost = self._run_one()
                steady = time.monotonic() - began_s > _STEADY_S
                failures = 0 if steady or not lost else failures + 1
                if lost:
                    self._pause(_BACK_OFF_S[min(failures, len(_BACK_OFF_S) - 1)])
        finally:
            self._renewed.set()
            if self._spare is not None:
                _end(self._spare, patience_s=0.0)
                self._spare = None

    def _run_one(self) -> bool:
        """One child from its turn to its death; returns whether it was lost rather than ended on purpose."""
        if self._renewing.is_set():
            self._renewing.clear()
            self._renewed.set()  # no child lives now that could have seen anything
        child = self._take_spare() or _start(self._plan)
        asked = False
        try:
            asked = self._attend(child)
        finally:
            self._at_work = None
            _end(child, STOP_PATIENCE_S if self._stopping.is_set() else 0.0)
            self._owner.retired(lost=not asked)
        return not asked

    def _attend(self, child: _Child) -> bool:
        """Listens until the child dies or hangs (False) or is to be ended (True)."""
        try:
            child.line.connection.send_bytes(self._owner.outfit())
        except OSError:
            return False
        self._at_work = child
        self._spare_from_s = time.monotonic() + SPARE_AFTER_S * self._turn
        deadline_s = time.monotonic() + FIRST_SIGN_S
        while True:
            watched: list[Connection | int] = [child.line.connection, self._bell]
            if self._spare is not None:
                watched.append(self._spare.process.sentinel)
            ready = wait(watched, max(0.0, deadline_s - time.monotonic()))
            self._look_after_spare()
            if self._stopping.is_set() or self._renewing.is_set():
                self._drain_bell()
                return True
            if child.line.connection in ready:
                said = self._listen(child, deadline_s)
                if said is None:
                    return False
                deadline_s = said
            # This thread may itself have been kept waiting: what lies in the pipe by now still counts.
            if time.monotonic() >= deadline_s and not child.line.has_more():
                _log.warning("worker %(doing)s hangs", {"doing": self._plan.name})
                return False

    def _listen(self, child: _Child, deadline_s: float) -> float | None:
        """Hears what has come; returns when the child must have spoken again, None when it is dead or has to be."""
        try:
            reports = child.line.reports()
        except (EOFError, OSError):
            _log.warning("worker %(doing)s died", {"doing": self._plan.name})
            return None
        for report in reports:
            silence_s = self._owner.heard(report)
            if silence_s is None:
                _log.warning("worker %(doing)s says what it should not", {"doing": self._plan.name})
                return None
            deadline_s = time.monotonic() + silence_s
        if reports and self._plan.spare and self._spare is None and time.monotonic() > self._spare_from_s:
            self._spare = _start(self._plan)
        return deadline_s

    def _look_after_spare(self) -> None:
        """One that died is replaced after a while, not at once: it may die again."""
        if self._spare is not None and not self._spare.process.is_alive():
            _log.warning("worker %(doing)s died", {"doing": self._plan.name})
            _end(self._spare, patience_s=0.0)
            self._spare = None
            self._spare_from_s = time.monotonic() + SPARE_AFTER_S * self._turn

    def _take_spare(self) -> _Child | None:
        spare, self._spare = self._spare, None
        if spare is None or spare.process.is_alive():
            return spare
        _end(spare, patience_s=0.0)
        return None

    def _pause(self, delay_s: float) -> None:
        if wait([self._bell], delay_s):
            self._drain_bell()

    def _drain_bell(self) -> None:
        while self._bell.poll():
            self._bell.recv_bytes()


def _start(plan: WorkerPlan) -> _Child:
    # Called on the watch thread only: on Linux a child dies with the thread that started it.
    ours, theirs = multiprocessing.Pipe()
    with theirs, _PROCESS_LOCK:
        process = multiprocessing.get_context("spawn").Process(
            target=run_child, args=(plan.module, plan.plan, theirs), name=plan.name, daemon=True
        )
        process.start()
    return _Child(process, ParentLine(ours))


def _end(child: _Child, patience_s: float) -> None:
    child.line.close()
    if not wait([child.process.sentinel], patience_s):
        child.process.kill()
    if not wait([child.process.sentinel], KILL_PATIENCE_S):
        # it hangs in the kernel, in the driver of a device
        _log.error("worker %(doing)s does not die", {"doing": child.process.name})
        return
    with _PROCESS_LOCK:
        child.process.join()
        child.process.close()

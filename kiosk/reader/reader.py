"""The parent half of a reader: pictures of strangers go in as they came, pixels of the size that was asked come out."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from kiosk.domain.still import MOST_BYTES, MOST_PX
from kiosk.reader.arriving import Arriving, Strange
from kiosk.reader.plan import (
    Band,
    Done,
    Idle,
    Job,
    Lost,
    Outfit,
    ReaderReport,
    Reading,
    Refused,
    Size,
    Why,
    decode_report,
    encode,
)
from kiosk.worker.segment import Segment
from kiosk.worker.worker import FIRST_SIGN_S, Worker, WorkerPlan

CHILD = "kiosk.reader.child"
MOST_WAITING = 64
READS_WITHIN_S = 3.0
"""The largest page takes a tenth of that on a quiet machine."""
QUIET_S = 3.0


@dataclass(frozen=True)
class Read:
    """What became of one picture: BGRA pixels without gaps, for the receiver to keep and to overwrite; or None, and why
    it was refused."""

    ticket: int
    size: Size
    pixels: bytearray | None = field(repr=False)
    refused: Why | Lost | Literal[""] = ""


@dataclass(frozen=True)
class _Waiting:
    ticket: int
    picture: bytes | bytearray = field(repr=False)
    size: Size


class Reader:
    """All methods may be called by any thread but the watch and return at once, but for `stop` (up to a second) and
    `forget`; `read` may be called on the watch thread, too. `start` and `stop` not at the same time.

    `on_read` and `on_idle` are called on the watch thread and must return soon; `on_idle` about twice a second while
    there is nothing to read.
    """

    def __init__(self, on_read: Callable[[Read], None], on_idle: Callable[[], None] = lambda: None) -> None:
        self._on_read = on_read
        self._on_idle = on_idle
        self._telling = threading.RLock()  # held while somebody is called; taken before the other one
        self._lock = threading.Lock()
        self._open = False
        self._ready = False
        self._waiting: deque[_Waiting] = deque()
        self._job: Arriving | None = None
        self._segment: Segment | None = None
        self._due_s = 0.0
        self._worker = Worker(WorkerPlan("reader", CHILD, b"", spare=False), _Watched(self))

    def start(self) -> None:
        """Starts the child; starting twice does nothing."""
        with self._lock:
            self._open = True
        self._worker.start()

    def stop(self) -> None:
        """Ends the child and leaves nothing of any picture; stopping twice does nothing."""
        with self._lock:
            self._open = False
        self.forget()
        self._worker.stop()

    def read(self, ticket: int, picture: bytes | bytearray, size: Size) -> bool:
        """Asks for a picture as pixels of `size`, to which it is enlarged. Pictures are read in order, each is tried
        once. False, and nothing will be told of it, where that is too large, too much waits, or nothing is started."""
        fits = min(size) > 0 and size[0] * size[1] <= MOST_PX and len(picture) <= MOST_BYTES
        with self._lock:
            if not fits or not self._open or len(self._waiting) >= MOST_WAITING:
                return False
            self._waiting.append(_Waiting(ticket, picture, size))
            self._give_next()
            return True

    def forget(self) -> None:
        """Overwrites what is in hand; nothing is told any more of what was asked before.

        Waits for a callback that is under way: nobody may call this who holds what that one waits for.
        """
        with self._lock:
            self._waiting.clear()
            if self._job is not None:
                self._job.forget()
            if self._segment is not None:
                self._segment.zero()
        with self._telling:
            pass

    # --- on the watch thread ----------------------------------------------------------------------

    def _outfit(self) -> bytes:
        segment = Segment.create(MOST_BYTES)
        with self._lock:
            self._segment = segment
            self._due_s = time.monotonic() + FIRST_SIGN_S
        return encode(Outfit(segment.name))

    def _heard(self, message: bytes) -> float | None:
        """A child that is late, or says what does not belong here, is not listened to any more."""
        with self._telling:
            try:
                report = decode_report(message)
                with self._lock:
                    read = self._follow(report)
                    self._give_next()
                    self._due_s = time.monotonic() + QUIET_S if self._job is None else self._job.until_s
                    due_s, rests = self._due_s, self._job is None
            except (msgspec.DecodeError, Strange):
                return None
            if read is not None:
                self._on_read(read)
            elif rests:
                self._on_idle()
        return due_s - time.monotonic()

    def _retired(self, lost: bool) -> None:
        with self._telling:
            with self._lock:
                self._ready = False
                segment, self._segment = self._segment, None
                job, self._job = self._job, None
                why: Lost = "hung" if time.monotonic() >= self._due_s else "died"
            if segment is not None:
                segment.destroy()
            if job is not None and not job.forgotten:
                job.forget()
                self._on_read(Read(job.ticket, job.size, None, why))

    def _follow(self, report: ReaderReport) -> Read | None:
        """Raises Strange."""
        job = self._job
        if job is not None and time.monotonic() > job.until_s:
            raise Strange
        if isinstance(report, Idle):
            self._ready = True
            return None
        if job is None or report.ticket != job.ticket:
            raise Strange
        wanted = not job.forgotten
        match report:
            case Reading():
                return None
            case Band(pixels=pixels):
                job.add(pixels)
                return None
            case Done():
                read = Read(job.ticket, job.size, job.whole())
            case Refused(why=why):
                job.forget()
                read = Read(job.ticket, job.size, None, why)
        self._job = None
        return read if wanted else None

    def _give_next(self) -> None:
        """A picture that the child has not been told stays the next one."""
        if not self._ready or self._job is not None or self._segment is None or not self._waiting:
            return
        asked = self._waiting.popleft()
        with self._segment.bytes_at(0, len(asked.picture)) as view:
            view[:] = asked.picture
        self._job = Arriving(asked.ticket, asked.size, time.monotonic() + READS_WITHIN_S)
        if not self._worker.tell(encode(Job(asked.ticket, len(asked.picture), *asked.size))):
            self._segment.zero()
            self._job = None
            self._ready = False
            self._waiting.appendleft(asked)


class _Watched:
    """The reader as its worker sees it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def outfit(self) -> bytes:
        return self._reader._outfit()

    def heard(self, report: bytes) -> float | None:
        return self._reader._heard(report)

    def retired(self, lost: bool) -> None:
        self._reader._retired(lost)

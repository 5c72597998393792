"""The parent half of a reader of documents: a circular goes in as it came, a page's pixels or a list of blocks comes
out."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal

import msgspec

from kiosk.domain.circular import MAX_BYTES, MAX_PAGES, Block, Kind
from kiosk.reader.arriving import Arriving, Strange
from kiosk.reader.document_plan import (
    MOST_PX,
    READS_WITHIN_S,
    DocumentJob,
    DocumentReport,
    NotShown,
    PageHead,
    Rows,
    Tree,
    Whole,
    Why,
    decode_document_report,
    encode,
)
from kiosk.reader.plan import Idle, Lost, Outfit, Reading, Size
from kiosk.worker.segment import Segment
from kiosk.worker.worker import FIRST_SIGN_S, Worker, WorkerPlan

CHILD: Final = "kiosk.reader.document_child"
QUIET_S: Final = 3.0


@dataclass(frozen=True)
class Wanted:
    """A document, and what of it is asked for: see DocumentJob."""

    ticket: int
    document: bytes = field(repr=False)
    kind: Kind
    page: int = 0
    width: int = 1


@dataclass(frozen=True)
class Opened:
    """What became of it: of a PDF `pages` and one page's BGRA pixels without gaps, for the receiver to keep, its text,
    and whether letters are `missing`; of HTML `blocks`; or why it is refused."""

    ticket: int
    pages: int = 0
    size: Size = (0, 0)
    pixels: bytearray | None = field(default=None, repr=False)
    text: str = field(default="", repr=False)
    missing: bool = False
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    refused: Why | Lost | Literal[""] = ""


@dataclass
class _Job:
    ticket: int
    until_s: float
    wanted: bool = True
    head: PageHead | None = None
    rows: Arriving | None = None
    blocks: tuple[Block, ...] = ()


class Documents:
    """All methods may be called by any thread but the watch; `stop` takes up to a second, `forget` waits for a callback
    that is under way, the others return at once. `on_opened` is called on the watch thread and must return soon.
    """

    def __init__(self, on_opened: Callable[[Opened], None]) -> None:
        self._on_opened = on_opened
        self._telling = threading.RLock()  # held while somebody is called; taken before the other one
        self._lock = threading.Lock()
        self._ready = False
        self._waiting: Wanted | None = None
        self._job: _Job | None = None
        self._segment: Segment | None = None
        self._due_s = 0.0
        self._worker = Worker(WorkerPlan("documents", CHILD, b"", spare=False), _Watched(self))

    def start(self) -> None:
        """Starts the child; starting twice does nothing."""
        self._worker.start()

    def stop(self) -> None:
        """Ends the child and leaves nothing of any document; stopping twice does nothing."""
        self.forget()
        self._worker.stop()

    def open(self, wanted: Wanted) -> None:
        """Asks for it in place of all that was asked before: of that nothing is told any more. An `Opened` follows."""
        assert 0 < len(wanted.document) <= MAX_BYTES
        with self._lock:
            if self._job is not None:
                self._job.wanted = False
            self._waiting = wanted
            self._give_next()

    def forget(self) -> None:
        """Nothing is told any more of what was asked before."""
        with self._lock:
            self._waiting = None
            if self._job is not None:
                self._job.wanted = False
        with self._telling:
            pass

    # --- on the watch thread ----------------------------------------------------------------------

    def _outfit(self) -> bytes:
        segment = Segment.create(MAX_BYTES)
        with self._lock:
            self._segment = segment
            self._due_s = time.monotonic() + FIRST_SIGN_S
        return encode(Outfit(segment.name))

    def _heard(self, message: bytes) -> float | None:
        """A child that is late, or says what does not belong here, is not listened to any more."""
        with self._telling:
            try:
                report = decode_document_report(message)
                with self._lock:
                    opened = self._follow(report)
                    self._give_next()
                    self._due_s = time.monotonic() + QUIET_S if self._job is None else self._job.until_s
                    due_s = self._due_s
            except (msgspec.DecodeError, Strange):
                return None
            if opened is not None:
                self._on_opened(opened)
        return due_s - time.monotonic()

    def _retired(self) -> None:
        with self._telling:
            with self._lock:
                self._ready = False
                segment, self._segment = self._segment, None
                job, self._job = self._job, None
                why: Lost = "hung" if time.monotonic() >= self._due_s else "died"
            if segment is not None:
                segment.destroy()
            if job is not None and job.wanted:
                self._on_opened(Opened(job.ticket, refused=why))

    def _follow(self, report: DocumentReport) -> Opened | None:
        """Raises Strange."""
        job = self._job
        if job is not None and time.monotonic() > job.until_s:
            raise Strange
        if isinstance(report, Idle):
            self._ready = True
            return None
        if job is None or report.ticket != job.ticket:
            raise Strange
        match report:
            case Reading():
                return None
            case PageHead():
                _begin_page(job, report)
                return None
            case Rows(pixels=pixels):
                _page(job).add(pixels)
                return None
            case Tree(blocks=blocks):
                job.blocks = blocks
                return None
            case Whole():
                opened = _whole(job)
            case NotShown(why=why):
                opened = Opened(job.ticket, refused=why)
        self._job = None
        return opened if job.wanted else None

    def _give_next(self) -> None:
        """A document that the child has not been told stays the next one."""
        if not self._ready or self._job is not None or self._segment is None or self._waiting is None:
            return
        asked, self._waiting = self._waiting, None
        with self._segment.bytes_at(0, len(asked.document)) as view:
            view[:] = asked.document
        self._job = _Job(asked.ticket, time.monotonic() + READS_WITHIN_S)
        job = DocumentJob(asked.ticket, len(asked.document), asked.kind, asked.page, asked.width)
        if not self._worker.tell(encode(job)):
            self._segment.zero()
            self._job, self._ready, self._waiting = None, False, asked


def _begin_page(job: _Job, head: PageHead) -> None:
    """Raises Strange."""
    fits = min(head.width, head.height) > 0 and head.width * head.height <= 2 * MOST_PX
    if job.head is not None or not fits or not 0 < head.pages <= MAX_PAGES:
        raise Strange
    job.head, job.rows = head, Arriving(job.ticket, (head.width, head.height), job.until_s)


def _page(job: _Job) -> Arriving:
    if job.rows is None:
        raise Strange
    return job.rows


def _whole(job: _Job) -> Opened:
    if job.blocks:
        return Opened(job.ticket, blocks=job.blocks)
    pixels = _page(job).whole()
    assert job.head is not None
    return Opened(
        job.ticket, job.head.pages, (job.head.width, job.head.height), pixels, job.head.text, job.head.missing
    )


class _Watched:
    """The reader as its worker sees it."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def outfit(self) -> bytes:
        return self._documents._outfit()

    def heard(self, report: bytes) -> float | None:
        return self._documents._heard(report)

    def retired(self, lost: bool) -> None:
        self._documents._retired()

"""What a printer promises. What it prints is personal: nothing of it is kept longer than it takes."""

from dataclasses import dataclass
from typing import Literal, Protocol

MAX_PDF_BYTES = 20_000_000

PrinterState = Literal["ready", "printing", "out_of_paper", "jammed", "offline"]
JobState = Literal["waiting", "printing", "done", "handed_over", "cancelled", "failed"]
"""`handed_over`: the system has all of it, and tells nobody what becomes of it; in place of `done`, for good."""


class NotPrintable(ValueError):
    """What was given is no PDF, is too large, or its title is no code; the text says which."""


@dataclass(frozen=True)
class PrinterHealth:
    """`open`, its state (`offline` while closed), and in `detail` what a person has to do, if anything."""

    open: bool
    state: PrinterState
    detail: str = ""


class Printer(Protocol):
    """A printer, driven by one thread; no method waits for paper.

    A printer that is away gets by itself to be there again, but what it had not printed by then has failed and is
    forgotten: nobody's papers come out when somebody else sits there. What was handed over to a system that tells no
    more is out of a keeper's hands: such a keeper opens only where that system keeps nothing on a disk.
    """

    mock: bool

    def open(self) -> None:
        """Makes ready. Opening an open printer does nothing. Raises DeviceMissing or DeviceBusy."""

    def close(self) -> None:
        """Purges, and lets go; may be called twice, and after a failed open."""

    def print(self, pdf: bytes, title_code: str) -> str:
        """Takes a whole document of at most MAX_PDF_BYTES over and gives its job's id, which tells nothing.
        `title_code` stands on the spool for all to see: a word in lower case, never a name. Without paper it waits.
        Raises NotPrintable, or DeviceLost when it is closed, offline or has no room; then nothing of it is kept."""

    def progress(self, job: str) -> JobState:
        """How far a job of this opening is; never raises for one, never blocks. Raises KeyError for any other."""

    def cancel(self, job: str) -> bool:
        """Whether it was still time: nothing more of the job comes out, and it is forgotten."""

    def purge(self) -> None:
        """Cancels all that is not printed yet, and removes whatever is kept of any document; twice is fine."""

    def health(self) -> PrinterHealth:
        """How it does; never raises, never blocks."""

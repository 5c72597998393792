"""Unexpected errors in the log: their kind and the places in our code, never a message or a value."""

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

log = logging.getLogger(__name__)

_ROOT = str(Path(__file__).resolve().parents[2])
_INNERMOST = 4


def in_our_code(stack: traceback.StackSummary) -> str:
    """The innermost places of our own code, innermost first, e.g. "ui/navigator.py:54 show"."""
    ours = [
        f"{Path(place.filename).relative_to(_ROOT)}:{place.lineno} {place.name}"
        for place in stack
        if place.filename.startswith(_ROOT) and ".venv" not in place.filename
    ]
    return " < ".join(reversed(ours[-_INNERMOST:])) or "(not in our code)"


def say(what: str, error: BaseException) -> None:
    """Logs an error that was caught where any kind may come."""
    log.error("%s: %s at %s", what, type(error).__name__, in_our_code(traceback.extract_tb(error.__traceback__)))


def watch_for_crashes() -> None:
    """Errors that nobody caught, in slots and threads, are logged like this instead of printed with their values."""
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.error("uncaught: %s at %s", kind.__name__, in_our_code(traceback.extract_tb(trace)))


def _uncaught_in_thread(crash: threading.ExceptHookArgs) -> None:
    name = crash.thread.name if crash.thread else "?"
    places = in_our_code(traceback.extract_tb(crash.exc_traceback))
    log.error("uncaught in thread %s: %s at %s", name, crash.exc_type.__name__, places)

"""Unexpected errors in the log: their kind and the places in our code, never a message or a value."""

import asyncio
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

log = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
_PACKAGES = ("kiosk", "ui", "drivers")
_INNERMOST = 4


def in_our_code(stack: traceback.StackSummary) -> str:
    """The innermost places of our own code, innermost first, e.g. "ui/navigator.py:54 show"."""
    places = ((our_file(place.filename), place) for place in stack)
    ours = [f"{file}:{place.lineno} {place.name}" for file, place in places if file is not None]
    return " < ".join(reversed(ours[-_INNERMOST:])) or "(not in our code)"


def our_file(filename: str) -> str | None:
    """A source file by its path in the checkout; None if it is not ours."""
    path = Path(filename)
    if not path.is_absolute():  # a packaged program knows its modules by such paths already
        return str(path) if path.parts and path.parts[0] in _PACKAGES else None
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) and ".venv" not in path.parts else None


def say(what: str, error: BaseException) -> None:
    """Logs an error that was caught where any kind may come."""
    log.error("%s: %s at %s", what, type(error).__name__, in_our_code(traceback.extract_tb(error.__traceback__)))


def loop_errors(what: str) -> Callable[[asyncio.AbstractEventLoop, dict[str, Any]], None]:
    """For `set_exception_handler`: asyncio's own words would show values; the kind and the place are enough."""

    def heard(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            say(what, error)

    return heard


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

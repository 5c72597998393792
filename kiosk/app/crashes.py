"""Unexpected errors in the log: their kind and the places in our code, never a message or a value."""

import asyncio
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from kiosk.domain.log_places import in_our_code

log = logging.getLogger(__name__)


def say(what: str, error: BaseException) -> None:
    """Logs an error that was caught where any kind may come."""
    places = in_our_code(traceback.extract_tb(error.__traceback__))
    log.error("%(doing)s: %(kind)s at %(places)s", {"doing": what, "kind": type(error).__name__, "places": places})


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
    places = in_our_code(traceback.extract_tb(trace))
    log.error("uncaught: %(kind)s at %(places)s", {"kind": kind.__name__, "places": places})


def _uncaught_in_thread(crash: threading.ExceptHookArgs) -> None:
    name = crash.thread.name if crash.thread else "?"
    places = in_our_code(traceback.extract_tb(crash.exc_traceback))
    kind = crash.exc_type.__name__
    log.error("uncaught in thread %(doing)s: %(kind)s at %(places)s", {"doing": name, "kind": kind, "places": places})

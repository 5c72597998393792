"""Where a child process begins: made safe first, then handed to the module that its plan names."""

import importlib
import logging
import signal
import sys
import threading
import traceback
from multiprocessing.connection import Connection
from types import TracebackType

from kiosk.domain.log_fields import AllowedOnly
from kiosk.domain.log_places import in_our_code
from kiosk.worker.child_line import ChildLine
from kiosk.worker.process_safety import die_with_parent, forbid_core_dumps

_log = logging.getLogger(__name__)


def run_child(module: str, plan: bytes, connection: Connection) -> None:
    """Calls `module.main(plan, line)`. Ctrl-C is for the parent alone, which then ends its children."""
    die_with_parent()
    forbid_core_dumps()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _log_to_standard_error()
    threading.excepthook = lambda crash: _say(crash.exc_type, crash.exc_traceback)
    with connection:
        try:
            importlib.import_module(module).main(plan, ChildLine(connection))
        except Exception as error:
            _say(type(error), error.__traceback__)
            sys.exit(1)


def _say(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Kind and place: Python's own words about an error would show values."""
    places = in_our_code(traceback.extract_tb(trace))
    _log.error("uncaught: %(kind)s at %(places)s", {"kind": kind.__name__, "places": places})


def _log_to_standard_error() -> None:
    handler = logging.StreamHandler()
    handler.addFilter(AllowedOnly())
    logging.getLogger().handlers[:] = [handler]

"""Where a child process begins: made safe first, then handed to the module that its plan names."""

import importlib
import signal
from multiprocessing.connection import Connection

from kiosk.worker.child_line import ChildLine
from kiosk.worker.process_safety import die_with_parent, forbid_core_dumps


def run_child(module: str, plan: bytes, connection: Connection) -> None:
    """Calls `module.main(plan, line)`. Ctrl-C is for the parent alone, which then ends its children."""
    die_with_parent()
    forbid_core_dumps()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with connection:
        importlib.import_module(module).main(plan, ChildLine(connection))

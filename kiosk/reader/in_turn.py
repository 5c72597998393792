"""Steps that may block are done one after the other in a thread that is there only while one is left to do."""

import logging
import threading
from collections import deque
from collections.abc import Callable

_log = logging.getLogger(__name__)


class InTurn:
    """Public methods may be called by any thread but its own."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._steps: deque[Callable[[], None]] = deque()
        self._thread: threading.Thread | None = None
        self._at_work = False

    def ask(self, step: Callable[[], None]) -> None:
        """Has `step` done after all that were asked before; returns at once."""
        with self._lock:
            self._steps.append(step)
            if not self._at_work:
                self._at_work = True
                # no daemon: what ends at a program's end is waited for
                self._thread = threading.Thread(target=self._run, name=self._name)
                self._thread.start()

    def done(self, within_s: float) -> bool:
        """Waits until nothing is left to do and no thread is there; False if that took longer."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(within_s)
        return thread is None or not thread.is_alive()

    def _run(self) -> None:
        while True:
            with self._lock:
                if not self._steps:
                    self._at_work = False
                    return
                step = self._steps.popleft()
            try:
                step()
            except Exception as error:  # one that fails must not take along those that end things
                _log.error("%(doing)s failed: %(kind)s", {"doing": self._name, "kind": type(error).__name__})

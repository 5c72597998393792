"""The log: lines of our own with fields from a list (`log_fields.py`); a full disk costs lines, never a call."""

import contextlib
import logging
import logging.handlers
from collections.abc import Callable
from pathlib import Path

from kiosk.app.settings import Log
from kiosk.domain.log_fields import AllowedOnly

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
MAX_BYTES = 2_000_000
KEPT = 5


class PatientFile(logging.handlers.RotatingFileHandler):
    """Drops lines while there is no room, and says once that it does, and once that it does no more."""

    def __init__(self, path: Path, on_trouble: Callable[[bool], None]) -> None:
        super().__init__(path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
        self._on_trouble = on_trouble
        self._lost = False
        self._in_trouble = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # logging's own name
        """Called by `emit` for whatever it raised; writing must never stop what is logged about."""
        self._lost = True
        stream, self.stream = self.stream, None  # opened anew for the next line: this one may be past writing
        with contextlib.suppress(OSError):
            if stream is not None:
                stream.close()

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one line, if there is room."""
        self._lost = False
        super().emit(record)
        if self._lost is not self._in_trouble:
            self._in_trouble = self._lost
            self._on_trouble(self._lost)


def start_log(settings: Log, name: str, folder: Path | None, on_trouble: Callable[[bool], None]) -> None:
    """Sets the log up. `on_trouble` hears True when lines begin to be lost, False when they are kept again."""
    handler: logging.Handler = logging.StreamHandler()
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handler = PatientFile(folder / f"{name}.log", on_trouble)
        except OSError:
            on_trouble(True)
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(AllowedOnly())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())

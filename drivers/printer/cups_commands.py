"""CUPS through its own commands lp, lpstat and cancel: nothing of a document stands in an argument or in a file."""

import os
import re
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from typing import Final

from drivers.api.printer import PrinterState

_WITHIN_S: Final = 2.0
_REQUEST: Final = re.compile(r"request id is (\S+-\d+)")
_ALERTS: Final = re.compile(r"^\s*Alerts:\s*(.*)$", re.MULTILINE)
_HERE: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_BY_ALERT: Final[tuple[tuple[str, PrinterState], ...]] = (
    ("media-jam", "jammed"),
    ("cover-open", "jammed"),
    ("door-open", "jammed"),
    ("media-empty", "out_of_paper"),
    ("media-needed", "out_of_paper"),
    ("offline", "offline"),
    ("connecting-to-device", "offline"),
    ("timed-out", "offline"),
)
"""printer-state-reasons (RFC 8011, 5.4.12), the graver ones first."""


class NoAnswer(Exception):
    """No command, no server, or no such queue."""


@dataclass(frozen=True)
class Seen:
    """What a queue does: its state, and the jobs that have not come out yet."""

    state: PrinterState
    jobs: frozenset[str]


class Queue:
    """One queue of a server; `server` is a host, host:port or a socket's path, "" for the system's own."""

    def __init__(self, name: str, server: str) -> None:
        self._name = name
        self._at = ["-h", server] if server else []

    @staticmethod
    def installed() -> bool:
        """Whether the commands are there."""
        return all(shutil.which(command) for command in ("lp", "lpstat", "cancel"))

    def is_here(self) -> bool:
        """Whether the server is this machine's; also where the system's settings name it. Raises NoAnswer."""
        place = _run("lpstat", *self._at, "-H").strip()
        return place.startswith("/") or place.rpartition(":")[0] in _HERE

    def look(self) -> Seen:
        """Raises NoAnswer."""
        told = _run("lpstat", *self._at, "-l", "-p", self._name)
        listed = _run("lpstat", *self._at, "-W", "not-completed", "-o", self._name)
        jobs = frozenset(line.split()[0] for line in listed.splitlines() if line.strip())
        return Seen(_state(told, self._name, bool(jobs)), jobs)

    def send(self, pdf: bytes) -> str:
        """The server's name of the new job; its title is a number that means nothing. Raises NoAnswer."""
        title = str(secrets.randbelow(10**8))
        said = _run("lp", *self._at, "-d", self._name, "-t", title, "-o", "job-sheets=none", "--", "-", given=pdf)
        found = _REQUEST.search(said)
        if found is None:
            raise NoAnswer
        return found[1]

    def cancel(self, job: str) -> None:
        """With its files. Raises NoAnswer if it is not there any more."""
        _run("cancel", *self._at, "-x", job)

    def cancel_all(self) -> None:
        """Whoever sent them. Raises NoAnswer."""
        _run("cancel", *self._at, "-a", "-x", self._name)


def _state(told: str, name: str, busy: bool) -> PrinterState:
    """From what `lpstat -l -p` says in the C locale."""
    if f"printer {name} disabled" in told:
        return "offline"
    alerts = " ".join(_ALERTS.findall(told))
    graver = next((state for alert, state in _BY_ALERT if alert in alerts), None)
    return graver or ("printing" if busy else "ready")


def _run(*command: str, given: bytes = b"") -> str:
    """What it writes. Raises NoAnswer."""
    environment = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=_WITHIN_S, env=environment, check=True)
    except (OSError, subprocess.SubprocessError):
        raise NoAnswer from None
    return done.stdout.decode("utf-8", errors="replace")

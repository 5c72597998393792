"""One kiosk or desk a machine and settings file: a second one would fight the first for cameras and monitors."""

import hashlib
import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import Final

from kiosk.domain.ids import Role

log = logging.getLogger(__name__)

_held: list[int] = []
"""Descriptors of the places that this process has."""
_PLACES: Final = 0x7FFF_FFFF
"""Bytes of the lock file that can be held; both systems let one lock what a file does not have."""


class AlreadyRunning(Exception):
    """The same program runs with the same settings; the text is for the person who started it twice."""


class _Taken(Exception):
    """Another process has locked it."""


def be_the_only_one(role: Role, config: Path) -> None:
    """Takes this program's place on this machine until the process ends, however it ends. Raises AlreadyRunning.

    Where no lock file can be made the program runs without: a counter that opens is worth more.
    """
    try:
        _lock(os.open(_lock_file(), os.O_RDWR | os.O_CREAT, 0o600), _place(role, config))
    except _Taken:
        raise AlreadyRunning(f"{role}: runs already on this machine with {config}") from None
    except OSError as error:
        log.warning("no lock: %(kind)s", {"kind": type(error).__name__})


def leave_the_place() -> None:
    """Before the process becomes another one: not every system lets go by itself then."""
    while _held:
        os.close(_held.pop())


def _lock_file() -> Path:
    """One empty file a user, for all programs: each settings file has its own byte in it, and none is left behind."""
    folder = os.environ.get("XDG_RUNTIME_DIR")
    if folder:
        return Path(folder) / "madoguchi.lock"
    user = "" if sys.platform == "win32" else f"-{os.getuid()}"
    return Path(tempfile.gettempdir()) / f"madoguchi{user}.lock"


def _place(role: Role, config: Path) -> int:
    name = f"{role} {os.path.normcase(config.resolve())}"
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % _PLACES


def _lock(descriptor: int, place: int) -> None:
    """Locks the byte at `place` for as long as the descriptor is open. Raises _Taken, OSError."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, place, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
    except (BlockingIOError, PermissionError):
        os.close(descriptor)
        raise _Taken from None
    _held.append(descriptor)

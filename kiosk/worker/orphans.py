"""Shared memory whose owner died without removing it is removed at the next start."""

import logging
import os
from pathlib import Path

from kiosk.worker.segment import PREFIX

_log = logging.getLogger(__name__)

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - where Linux keeps named shared memory; elsewhere it goes with its owner


def remove_orphans(folder: Path = SHARED_MEMORY) -> int:
    """Zeroes and removes our segments in `folder` whose owner is dead; returns how many there were."""
    removed = 0
    for path in folder.glob(f"{PREFIX}*"):
        owner = path.name.removeprefix(PREFIX).partition("-")[0]
        if owner.isdigit() and not _alive(int(owner)) and _remove(path):
            removed += 1
    if removed:
        _log.warning("removed %(number)d orphaned segments", {"number": removed})
    return removed


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _remove(path: Path) -> bool:
    try:
        with path.open("r+b") as segment:
            segment.write(bytes(path.stat().st_size))
        path.unlink()
    except OSError:  # another user's, or another program of ours was quicker
        return False
    return True

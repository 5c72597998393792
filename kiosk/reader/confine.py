"""A process that opens what strangers send takes from itself what it needs no more: memory, files, other processes."""

import sys
from pathlib import Path

_MOST_FILES = 1
"""Those that are open stay so. Not 0, because waiting on a pipe is refused when it is more than may be open."""


def confine(spare_bytes: int) -> None:
    """From now on this process gets at most `spare_bytes` more memory, opens no file, writes none and starts no process
    or thread; there is no way back. Whatever it still needs has to be loaded.

    Windows has no such limits. Other systems than Linux have some that they do not keep: those of memory, and of the
    processes of one user, which would count all programs of that user.
    """
    if sys.platform == "win32":
        return
    import resource

    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
        _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + spare_bytes)
        _lower(resource.RLIMIT_NPROC, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, _MOST_FILES)


def _lower(kind: int, most: int) -> None:
    import resource

    permitted = resource.getrlimit(kind)[1]
    limit = most if permitted == resource.RLIM_INFINITY else min(most, permitted)
    resource.setrlimit(kind, (limit, limit))

"""What a process settles with the system before it begins: no core dump, no life without its parent, enough sockets,
its turn in time."""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import wait

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PRIORITY, _PRIORITY_ALONE = 5, 2
"""Of 1 to 99: before all ordinary work, behind the sound server and the kernel's own; and a thread behind those that
sound cards wait for."""


def forbid_core_dumps() -> None:
    """No memory of this process reaches the disk when it crashes. For parents and children alike."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def allow_descriptors(count: int) -> bool:
    """Lets this process have so many files and sockets open; False if the system permits fewer: then as many as it
    does."""
    if sys.platform == "win32":
        return True
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    permitted = count if hard == resource.RLIM_INFINITY else min(count, hard)
    if soft != resource.RLIM_INFINITY and soft < permitted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (permitted, hard))
    return permitted == count


def come_first(alone: bool = False) -> bool:
    """This thread, and unless it is to be `alone` those that it starts, get the processor as soon as they have
    something to do; False where the system does not permit that. For work that nearly always sleeps and must never be
    late: sound cards do not wait, nor does a voice."""
    if sys.platform != "linux":
        return False
    policy = os.SCHED_RR | os.SCHED_RESET_ON_FORK if alone else os.SCHED_RR
    try:
        os.sched_setscheduler(0, policy, os.sched_param(_PRIORITY_ALONE if alone else _PRIORITY))
    except PermissionError:
        return False
    return True


def take_turns() -> None:
    """This thread waits for the processor like all others again."""
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


def die_with_parent() -> None:
    """For a child, first thing: it is killed when the thread that started it ends, however that comes about."""
    parent = multiprocessing.parent_process()
    if parent is None:
        raise RuntimeError("not a child process")
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent.pid:  # it died before the wish was made
            os._exit(1)
        return
    threading.Thread(target=_exit_after, args=(parent.sentinel,), name="parent-watch", daemon=True).start()


def _exit_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)

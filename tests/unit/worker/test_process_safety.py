"""A process may have as many sockets as it needs, as far as the system permits."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
_SAY = """
import resource, sys
from kiosk.worker.process_safety import allow_descriptors
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 300))
print(allow_descriptors(int(sys.argv[1])), *resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no such limit")
@pytest.mark.parametrize(("count", "said"), [(32, "True 64 300"), (200, "True 200 300"), (5_000, "False 300 300")])
def test_the_limit_is_raised_as_far_as_it_may_be_and_never_lowered(count: int, said: str) -> None:
    """In a process of its own: what is lowered here does not come back."""
    line = [sys.executable, "-c", _SAY, str(count)]
    assert subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == said


_HURRY = """
import os, resource, sys, threading
from kiosk.worker.process_safety import come_first, take_turns
if sys.argv[1] == "nobody":
    resource.setrlimit(resource.RLIMIT_RTPRIO, (0, 0))
    if os.geteuid() == 0:
        os.setgid(65534); os.setuid(65534)
def policy(): return os.sched_getscheduler(0) & ~os.SCHED_RESET_ON_FORK == os.SCHED_RR
print(come_first(alone="alone" in sys.argv), policy())
inherited = []
thread = threading.Thread(target=lambda: inherited.append(policy())); thread.start(); thread.join()
take_turns()
print(*inherited, policy())
"""
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="this system has no such order of turns")


def _hurry(*who: str) -> list[str]:
    line = [sys.executable, "-c", _HURRY, *who]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()


@only_linux
def test_who_may_not_come_first_goes_on_as_before() -> None:
    assert _hurry("nobody") == ["False", "False", "False", "False"]


@only_linux
def test_who_may_come_first_does_until_it_takes_turns_again_and_takes_its_threads_along() -> None:
    said = _hurry("anybody")
    if said[0] == "False":
        pytest.skip("this user may not have real-time turns here")
    assert said == ["True", "True", "True", "False"]


@only_linux
def test_who_comes_first_alone_leaves_its_threads_behind() -> None:
    said = _hurry("anybody", "alone")
    if said[0] == "False":
        pytest.skip("this user may not have real-time turns here")
    assert said == ["True", "True", "False", "False"]

"""A process that confined itself gets no memory, no file and no child any more, and can still talk over its pipe."""

import subprocess
import sys

import pytest

from kiosk.app.places import root

SAY = """
import os, resource, sys, tempfile
from multiprocessing import Pipe
from kiosk.reader.confine import confine

def allowed(attempt):
    try:
        attempt()
    except (OSError, MemoryError):
        return "no"
    return "yes"

ours, theirs = Pipe()
written = tempfile.TemporaryFile(buffering=0)
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)  # root is not held to a number of processes
attempts = {
    "little": lambda: bytearray(20 << 20),
    "much": lambda: bytearray(200 << 20),
    "read": lambda: open("/dev/null").close(),
    "write": lambda: written.write(b"x"),
    "fork": lambda: os._exit(0) if os.fork() == 0 else os.wait(),
}
if sys.argv[1] == "confined":
    confine(100 << 20)
theirs.send_bytes(b"x" * 1000)
said = {name: allowed(attempt) for name, attempt in attempts.items()}
said["pipe"] = "yes" if ours.poll(5.0) and len(ours.recv_bytes()) == 1000 else "no"
print(*(said[name] for name in ("little", "much", "read", "write", "fork", "pipe")))
"""


def _said(how: str) -> str:
    line = [sys.executable, "-c", SAY, how]
    return subprocess.run(line, cwd=root(), capture_output=True, text=True, check=True, timeout=30).stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only some of these limits are there")
def test_what_is_not_needed_any_more_is_given_up() -> None:
    assert _said("free") == "yes yes yes yes yes yes"
    assert _said("confined") == "yes no no no no yes"

"""A row that is a program of its own: what it says, and that it ends in good order when the bench is interrupted."""

import signal
import subprocess
from collections.abc import Sequence

from tests.bench.machine import ROOT

END_WITHIN_S = 20.0


def output_of(line: Sequence[str]) -> str:
    """Its standard output. Raises CalledProcessError if it failed."""
    # Its own session: Ctrl-C reaches the bench alone, which passes it on and waits.
    process = subprocess.Popen(line, stdout=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True)
    try:
        said, _ = process.communicate()
    except BaseException:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=END_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(line))
    return said

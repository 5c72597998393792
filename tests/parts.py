"""Runs the tests part by part, prints each part's time, and stops at the first part that fails."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

PARTS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("unit and house", ("tests/unit", "tests/house"), ("-n", "2")),
    ("contract", ("tests/contract",), ()),
    ("media", ("tests/media",), ()),
    ("screens", ("tests/screens",), ("-n", "2")),
    ("stories", ("tests/stories",), ()),
)
"""Name, folders, and what pytest is told besides. Stories and contracts own processes and time: one at a time."""


def run_part(folders: tuple[str, ...], extra: tuple[str, ...]) -> int:
    """pytest's exit status for one part."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--cov",
        "--cov-append",
        "--cov-report=",
        "--cov-fail-under=0",
        *extra,
        *folders,
    ]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0"}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    """All parts; the exit status of the first that failed."""
    (ROOT / ".coverage").unlink(missing_ok=True)
    times: list[str] = []
    status = 0
    for name, folders, extra in PARTS:
        begun_s = time.monotonic()
        status = run_part(folders, extra)
        times.append(f"{name}: {time.monotonic() - begun_s:.0f} s{'' if status == 0 else ' FAILED'}")
        if status:
            break
    else:
        command = [sys.executable, "-m", "coverage", "report", "--skip-covered"]
        status = subprocess.run(command, cwd=ROOT, check=False).returncode
    sys.stdout.write("\n".join(["", "time of each part:", *times, ""]))
    return status


if __name__ == "__main__":
    sys.exit(main())

"""Runs the tests part by part, prints each part's time, and stops at the first part that fails.

`--coverage` measures what they reach, too, and holds it to the floor: that takes two thirds more time.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COVERAGE = ROOT / "build" / "coverage"

PROGRAMS = tuple(f"tests/stories/test_{name}_story.py" for name in ("booking", "paper", "phone", "programs", "visit"))
"""Whole programs with windows: they take both cores, and measure what people would wait for."""
STORIES = ("tests/stories", *(f"--ignore={file}" for file in PROGRAMS))

PARTS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("unit and house", ("tests/unit", "tests/house"), ("-n", "3")),
    ("contract and media", ("tests/contract", "tests/media"), ("-n", "4", "--dist", "loadfile")),
    ("screens", ("tests/screens",), ("-n", "2")),
    ("vision", ("tests/vision",), ("-n", "2", "--dist", "loadfile")),
    ("stories", STORIES, ("-n", "2", "--dist", "loadfile")),
    ("programs", PROGRAMS, ()),
    ("sound", ("tests/contract/devices/test_sounds.py", "tests/stories/test_sound_story.py"), ("-rs", "-n", "2")),
)
"""Name, folders, and what pytest is told besides. Whole programs own the machine: one at a time. Contracts, media, the
other stories and real sound mostly wait, each test for what is its own: two to four at a time; a third of the unit
tests' time is waiting, too. Files of the vision
share cameras and trays, those of the contracts devices, those of the stories a hub: each runs in one process."""


def run_part(name: str, folders: tuple[str, ...], extra: tuple[str, ...], covered: bool) -> int:
    """pytest's exit status for one part; what it `covered` is kept beside that of the others."""
    measured = ("--cov", "--cov-report=", "--cov-fail-under=0") if covered else ()
    command = [sys.executable, "-m", "pytest", "-q", *measured, *extra, *folders]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONHASHSEED": "0",
        "SOUND": str(int(name == "sound")),
        "COVERAGE_FILE": str(COVERAGE / f".coverage.{name.replace(' ', '-')}"),
    }
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def report_coverage() -> int:
    """All parts together against the floor in pyproject.toml."""
    environment = {**os.environ, "COVERAGE_FILE": str(COVERAGE / ".coverage")}
    for line in (["combine", "-q", str(COVERAGE)], ["report", "--skip-covered", "--sort=cover"]):
        status = subprocess.run(
            [sys.executable, "-m", "coverage", *line], cwd=ROOT, env=environment, check=False
        ).returncode
        if status:
            return status
    return 0


def main() -> int:
    """All parts, or those that the command line names; the exit status of the first that failed."""
    covered = "--coverage" in sys.argv[1:]
    names = [name for name in sys.argv[1:] if name != "--coverage"]
    wanted = [part for part in PARTS if not names or part[0].replace(" ", "-") in names]
    if not wanted:
        sys.stdout.write(f"parts are {', '.join(part[0].replace(' ', '-') for part in PARTS)}\n")
        return 2
    shutil.rmtree(COVERAGE, ignore_errors=True)
    COVERAGE.mkdir(parents=True)
    times: list[str] = []
    status = 0
    for name, folders, extra in wanted:
        begun_s = time.monotonic()
        status = run_part(name, folders, extra, covered)
        times.append(f"{name}: {time.monotonic() - begun_s:.0f} s{'' if status == 0 else ' FAILED'}")
        if status:
            break
    else:
        status = report_coverage() if covered and wanted == list(PARTS) else 0
    sys.stdout.write("\n".join(["", "time of each part:", *times, ""]))
    return status


if __name__ == "__main__":
    sys.exit(main())

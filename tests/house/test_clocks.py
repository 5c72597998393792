"""Nothing waits by the wall's clock: it is set, it jumps, and it is only there to be read by people."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WALL = {
    "time": {"time", "time_ns", "localtime", "gmtime", "strftime", "ctime", "asctime"},
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
}
"""Modules and classes, and what of them tells the time of day."""
READ_BY_PEOPLE = {
    "kiosk/app/demo_files.py": "the day from which the pretend city's health checks lie ahead",
    "kiosk/app/circulars.py": "how many circulars are shown today, when a folder is checked by hand",
    "kiosk/app/demo_calibration.py": "the day on which a pretended camera was calibrated",
    "kiosk/app/calibrate.py": "the day that stands in a calibration's file",
    "kiosk/app/doctor.py": "whether a guide is valid no more",
    "kiosk/app/guides.py": "whether a guide was checked on a day that is still to come, or is valid no more",
    "kiosk/app/guides_preview.py": "the clock on the screen of a guide that is looked at",
    "kiosk/app/health_check_file.py": "how much of a city's list can still be booked, when it is checked by hand",
    "kiosk/app/loops.py": "the clock on the screens",
    "kiosk/hub/plan.py": "the day that ticket numbers begin anew",
    "kiosk/app/hub_program.py": "where the hub's own clock begins",
    "kiosk/app/unattended.py": "stamps in a measurement's file",
}


def _wall_clocks(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (name.name for name in node.names if name.name in WALL["time"])
        elif isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
            if node.attr in WALL.get(name, ()):
                yield f"{name}.{node.attr}"


def _sources() -> list[Path]:
    return [ROOT / "main.py", *(p for folder in ("kiosk", "ui", "drivers") for p in (ROOT / folder).rglob("*.py"))]


def test_the_wall_clock_is_looked_at_where_people_read_it_and_nowhere_else() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in _sources()
        if any(_wall_clocks(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found == set(READ_BY_PEOPLE)


@pytest.mark.parametrize(
    "line",
    [
        "import time; time.time()",
        "from time import monotonic, time",
        "import datetime; datetime.datetime.now(datetime.UTC)",
        "today = date.today",
        "x = datetime.utcnow()",
    ],
)
def test_every_way_to_look_at_it_is_noticed(line: str) -> None:
    assert any(_wall_clocks(ast.parse(line)))


@pytest.mark.parametrize("line", ["loop.time()", "time.monotonic()", "clock.now()", "time.sleep(1)"])
def test_a_clock_that_never_jumps_is_no_wall_clock(line: str) -> None:
    assert not any(_wall_clocks(ast.parse(line)))

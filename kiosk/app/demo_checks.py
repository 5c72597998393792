"""The pretend city's health checks in a demo: as in its list, but always still to come."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Final

FIRST_IN_DAYS: Final = 14
"""From the day of the demo to the first health check."""
_DAYS: Final = ("date", "last_day")


def dated(example: Path, today: date) -> str:
    """The list with all its days moved by as much as brings the first one there."""
    rows = list(csv.DictReader(io.StringIO(example.read_text(encoding="utf-8"))))
    first = min(date.fromisoformat(row["date"]) for row in rows)
    later = today + timedelta(days=FIRST_IN_DAYS) - first
    written = io.StringIO()
    table = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
    table.writeheader()
    for row in rows:
        table.writerow(row | {key: str(date.fromisoformat(row[key]) + later) for key in _DAYS})
    return written.getvalue()

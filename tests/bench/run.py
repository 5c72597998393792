"""`make bench`: the figures of this machine as a table, each row once in ten minutes, or with FULL=1 again and again.

Everything runs on this machine at the same time: kiosk, desk, hub, the X server and this script.
"""

import argparse
import signal
import sys
import tempfile
from pathlib import Path

from tests.bench.ledger import Ledger
from tests.bench.machine import ROOT, read_machine, read_revision, wait_for_calm
from tests.bench.registry import ROWS
from tests.bench.rows import Row
from tests.bench.series import Series
from tests.bench.table import table

FOLDER = ROOT / "build" / "bench"


def main() -> int:
    """Exit status 1 if a row failed, 130 if it was interrupted."""
    options = _options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    chosen = _rows(options.rows, options.full)
    with tempfile.TemporaryDirectory() as folder:
        path = FOLDER / "results.jsonl" if options.full else Path(folder) / "results.jsonl"
        ledger = Ledger(path, read_revision(), read_machine())
        series = Series(chosen, ledger, 1, _say, quick=True)
        if options.full:
            series = Series(chosen, ledger, options.runs, _say, settle=wait_for_calm)
        status = 0
        try:
            found = series.run()
        except KeyboardInterrupt:
            found, status = series.found(), 130
        text = _heading(ledger, options.full) + table(chosen, found)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / ("table.md" if options.full else "quick.md")).write_text(text, encoding="utf-8")
    sys.stdout.write(f"\n{text}")
    return status or int(any(of_row.failed and not of_row.runs for of_row in found.values()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--rows", default="", metavar="A,B", help=f"of {', '.join(row.name for row in ROWS)}")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    return parser.parse_args()


def _rows(names: str, full: bool) -> tuple[Row, ...]:
    wanted = [name for name in names.split(",") if name]
    if unknown := set(wanted) - {row.name for row in ROWS}:
        raise SystemExit(f"no such row: {', '.join(sorted(unknown))}; there are {', '.join(row.name for row in ROWS)}")
    return tuple(row for row in ROWS if (row.name in wanted if wanted else full or row.quick))


def _heading(ledger: Ledger, full: bool) -> str:
    revision = ledger.revision.commit + (" with changes" if ledger.revision.dirty else "")
    once = "" if full else "Each row once: n = 1.\n"
    return f"{ledger.machine.said()}; revision {revision}.\n{once}\n"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

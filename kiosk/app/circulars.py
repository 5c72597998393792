"""The program `circulars`: says what is wrong with a folder of circulars."""

import sys
from datetime import date
from pathlib import Path

from kiosk.content.circulars import read_circulars
from kiosk.domain.circular import shown


def run_circulars(folder: Path) -> int:
    """One line a fault; 1 if something is wrong."""
    rack = read_circulars(folder)
    sys.stderr.writelines(f"{line}\n" for line in rack.said)
    today = len(shown(rack.circulars, date.today()))
    sys.stdout.write(f"{len(rack.circulars)} circulars, {today} of them are shown today\n")
    return 1 if rack.said else 0

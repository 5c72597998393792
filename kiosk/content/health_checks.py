"""Reads the city's list of group health checks: a table that an office can write in any spreadsheet (CSV), or a
calendar (iCalendar)."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk.content.health_check_calendar import parse_calendar
from kiosk.content.health_check_rows import COLUMNS, MAX_BYTES, NEEDED, Row, slots_of
from kiosk.content.toml import BadFile
from kiosk.domain.health_checks import Slot

CALENDAR: Final = ".ics"
_ENCODINGS: Final = ("utf-8-sig", "cp932")


def read_health_checks(path: Path) -> tuple[Slot, ...]:
    """The slots of a file in the order in which they take place. Raises BadFile, a line a fault."""
    try:
        with path.open("rb") as file:
            written = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(f"{path}: the list of health checks cannot be read ({type(error).__name__})") from None
    if len(written) > MAX_BYTES:
        raise BadFile(f"{path}: larger than {MAX_BYTES // 1_000_000} MB; this is no list of health checks")
    parse = parse_calendar if path.suffix.lower() == CALENDAR else parse_health_checks
    return parse(written, str(path))


def parse_health_checks(written: bytes, name: str) -> tuple[Slot, ...]:
    """The same of a file's bytes: UTF-8, or Shift_JIS as Japanese spreadsheets write it. Raises BadFile."""
    return slots_of(list(_rows(_text(written, name), name)), name, {})


def _text(written: bytes, name: str) -> str:
    for encoding in _ENCODINGS:
        try:
            text = written.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise BadFile(f"{name}: this is no CSV; save the table as 'CSV UTF-8' or 'CSV'")


def _rows(text: str, name: str) -> Iterator[Row]:
    """The lines below the first one, empty ones left out. Raises BadFile for what is no such list as a whole."""
    if not text.endswith(("\n", "\r")):
        raise BadFile(f"{name}: the last line has no end; if the file is whole, add a line break after it")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    columns: list[str] | None = None
    try:
        begins = 1
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = _columns([cell.strip() for cell in cells], f"{name}, line {line}: ")
            elif len(cells) != len(columns):
                counted = f"{len(cells)} cells, but the first line names {len(columns)} columns"
                raise BadFile(f'{name}, line {line}: {counted}; words with a comma need " around them')
            else:
                yield Row(line, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
    except csv.Error as error:
        raise BadFile(f"{name}, line {reader.line_num}: not CSV: {error}") from None
    if columns is None:
        raise BadFile(f"{name}: empty; the first line names the columns: {','.join(NEEDED)}")


def _columns(named: list[str], where: str) -> list[str]:
    missing = [column for column in NEEDED if column not in named]
    if missing:
        raise BadFile(f"{where}the column {', '.join(missing)} is missing; needed are {','.join(NEEDED)}")
    strange = [column for column in named if column not in COLUMNS]
    if strange:
        what = ", ".join(f"'{column}'" for column in strange)
        raise BadFile(f"{where}there is no column {what}; allowed here: {', '.join(COLUMNS)}")
    double = sorted({column for column in named if named.count(column) > 1})
    if double:
        raise BadFile(f"{where}the column {', '.join(double)} is there twice")
    return named

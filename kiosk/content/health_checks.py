"""Reads the city's list of group health checks: a table that an office can write in any spreadsheet (CSV)."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Final, TypeVar

from kiosk.content.readings import BadReading, read_readings
from kiosk.content.toml import BadFile
from kiosk.domain.health_checks import (
    MAX_FREE,
    MAX_NUMBER,
    MAX_SLOTS,
    MAX_WORDS,
    MAX_WRITTEN,
    Slot,
    SlotNumber,
    SlotWords,
    in_order,
)
from kiosk.domain.languages import EASY_JAPANESE, LANGUAGES
from kiosk.domain.readings import plain

T = TypeVar("T")

NEEDED: Final = ("number", "date", "start", "end", "place", "what", "free")
LAST_DAY: Final = "last_day"
WORDS: Final = ("place", "address", "what", "who")
PREFIXES: Final = {"easy": EASY_JAPANESE} | {
    language: language for language in LANGUAGES[1:] if language != EASY_JAPANESE
}
"""How a column of words in another language begins: `en.place`, `easy.what`."""
COLUMNS: Final = (
    *NEEDED,
    "address",
    "who",
    LAST_DAY,
    *(f"{prefix}.{word}" for prefix in PREFIXES for word in WORDS),
)
MAX_BYTES: Final = 1_000_000
MAX_SAID: Final = 20
_ENCODINGS: Final = ("utf-8-sig", "cp932")
_DATE: Final = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?")
_COUNT: Final = re.compile(r"[0-9]{1,6}")


class _Fault(Exception):
    """One cell is wrong: what, and what to write instead."""


@dataclass(frozen=True)
class _Row:
    """A line of the table: where it begins in the file, and its cells by column."""

    line: int
    cells: Mapping[str, str]


def read_health_checks(path: Path) -> tuple[Slot, ...]:
    """The slots of a file in the order in which they take place. Raises BadFile, a line a fault."""
    try:
        with path.open("rb") as file:
            written = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(f"{path}: the list of health checks cannot be read ({type(error).__name__})") from None
    return parse_health_checks(written, str(path))


def parse_health_checks(written: bytes, name: str) -> tuple[Slot, ...]:
    """The same of a file's bytes: UTF-8, or Shift_JIS as Japanese spreadsheets write it. Raises BadFile."""
    rows = list(_rows(_text(written, name), name))
    said: list[str] = []
    slots: dict[SlotNumber, tuple[Slot, int]] = {}
    for row in rows:
        faults, slot = _read(row)
        if slot is not None and slot.number in slots:
            faults = [f"number: {slot.number} is there twice, in line {slots[slot.number][1]} as well"]
        elif slot is not None:
            slots[slot.number] = slot, row.line
        said += [f"{name}, line {row.line}: {fault}" for fault in faults]
    if len(rows) > MAX_SLOTS:
        said.append(f"{name}: {len(rows)} slots; at most {MAX_SLOTS} can be offered, leave those out that are over")
    if len(said) > MAX_SAID:
        said = [*said[:MAX_SAID], f"{name}: and {len(said) - MAX_SAID} more like these"]
    if said:
        raise BadFile("\n".join(said))
    return in_order(slot for slot, _ in slots.values())


def _text(written: bytes, name: str) -> str:
    if len(written) > MAX_BYTES:
        raise BadFile(f"{name}: larger than {MAX_BYTES // 1_000_000} MB; this is no list of health checks")
    for encoding in _ENCODINGS:
        try:
            text = written.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise BadFile(f"{name}: this is no CSV; save the table as 'CSV UTF-8' or 'CSV'")


def _rows(text: str, name: str) -> Iterator[_Row]:
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
                yield _Row(line, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
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


def _read(row: _Row) -> tuple[list[str], Slot | None]:
    """What is wrong with a line, or its slot."""
    faults: list[str] = []

    def cell(column: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(row.cells.get(column, ""))
        except _Fault as fault:
            faults.append(f"{column}: {fault}")
            return None

    number = cell("number", lambda said: _count(said, 1, MAX_NUMBER))
    day, starts, ends = cell("date", _day), cell("start", _time), cell("end", _time)
    free = cell("free", lambda said: _count(said, 0, MAX_FREE))
    last = cell(LAST_DAY, _day) if row.cells.get(LAST_DAY) else day
    said = {column: cell(column, _words) for column in COLUMNS if column.rpartition(".")[2] in WORDS}
    if starts is not None and ends is not None and ends <= starts:
        faults.append(f"end: {ends:%H:%M} is not after the start, {starts:%H:%M}")
    if day is not None and last is not None and last > day:
        faults.append(f"{LAST_DAY}: {last} is after the day itself, {day}; leave it empty or write an earlier one")
    faults += [f"{column}: empty; write what a resident is to read" for column in ("place", "what") if not said[column]]
    if faults or number is None or day is None or starts is None or ends is None or free is None or last is None:
        return faults, None
    words, told = _languages({column: words or "" for column, words in said.items()})
    return [], Slot(SlotNumber(number), day, starts, ends, free, last, words, told)


def _languages(said: Mapping[str, str]) -> tuple[SlotWords, tuple[tuple[str, SlotWords], ...]]:
    """Plain words in the city's own language; in easy Japanese the same with readings, unless it has others."""
    own = {word: said[word] for word in WORDS}
    told: list[tuple[str, SlotWords]] = []
    for prefix, language in PREFIXES.items():
        there = {word: said[f"{prefix}.{word}"] for word in WORDS}
        if language == EASY_JAPANESE:
            there = {word: there[word] or own[word] for word in WORDS}
        if any(there.values()):
            told.append((language, SlotWords(**there)))
    return SlotWords(**{word: plain(words) for word, words in own.items()}), tuple(told)


def _count(said: str, least: int, most: int) -> int:
    count = int(said) if _COUNT.fullmatch(said) else -1
    if not least <= count <= most:
        raise _Fault(f"'{said}' is no number from {least} to {most}; write digits alone")
    return count


def _day(said: str) -> date:
    found = _DATE.fullmatch(said)
    try:
        return date(*(int(part) for part in found.groups())) if found else _no_day(said)
    except ValueError:
        return _no_day(said)


def _no_day(said: str) -> date:
    raise _Fault(f"'{said}' is no day; write it like 2026-12-03")


def _time(said: str) -> time:
    found = _TIME.fullmatch(said)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise _Fault(f"'{said}' is no time of day; write it like 9:30")
    return time(int(found[1]), int(found[2]))


def _words(said: str) -> str:
    """A sentence's worth of words with their readings. Line breaks within a cell are no words."""
    said = " ".join(said.split())
    if not said.isprintable():
        raise _Fault("there is a sign in it that cannot be seen; write the words anew")
    try:
        words = read_readings(said)
    except BadReading as error:
        raise _Fault(str(error)) from None
    if len(plain(words)) > MAX_WORDS:
        raise _Fault(f"{len(plain(words))} letters; at most {MAX_WORDS} fit on the screen")
    if len(words) > MAX_WRITTEN:
        raise _Fault(f"its readings are too long: {len(words)} letters with them, at most {MAX_WRITTEN}")
    return words

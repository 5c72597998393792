"""A slot of a health check out of the words in which a city wrote it, whatever kind of file they stand in."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
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
_DATE: Final = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})")
_TIME: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?")
_COUNT: Final = re.compile(r"[0-9]{1,6}")


class _Fault(Exception):
    """One cell is wrong: what, and what to write instead."""


@dataclass(frozen=True)
class Row:
    """What is written about one slot: the line where it begins in the file, its cells by column, and what was found
    wrong with them already."""

    line: int
    cells: Mapping[str, str]
    faults: tuple[str, ...] = ()


def slots_of(rows: Sequence[Row], name: str, called: Mapping[str, str]) -> tuple[Slot, ...]:
    """The slots in the order in which they take place. `called` has the columns that the file calls otherwise. Raises
    BadFile, a line a fault."""
    said: list[str] = []
    slots: dict[SlotNumber, tuple[Slot, int]] = {}
    for row in rows:
        faults, slot = _read(row, called)
        if slot is not None and slot.number in slots:
            number = called.get("number", "number")
            faults = [f"{number}: {slot.number} is there twice, in line {slots[slot.number][1]} as well"]
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


def _read(row: Row, called: Mapping[str, str]) -> tuple[list[str], Slot | None]:
    """What is wrong with a line, or its slot."""
    if row.faults:
        return list(row.faults), None
    faults: list[str] = []

    def fault(column: str, words: object) -> None:
        faults.append(f"{called.get(column, column)}: {words}")

    def cell(column: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(row.cells.get(column, ""))
        except _Fault as wrong:
            fault(column, wrong)
            return None

    number = cell("number", lambda said: _count(said, 1, MAX_NUMBER))
    day, starts, ends = cell("date", _day), cell("start", _time), cell("end", _time)
    free = cell("free", lambda said: _count(said, 0, MAX_FREE))
    last = cell(LAST_DAY, _day) if row.cells.get(LAST_DAY) else day
    said = {column: cell(column, _words) for column in COLUMNS if column.rpartition(".")[2] in WORDS}
    if starts is not None and ends is not None and ends <= starts:
        fault("end", f"{ends:%H:%M} is not after the start, {starts:%H:%M}")
    if day is not None and last is not None and last > day:
        fault(LAST_DAY, f"{last} is after the day itself, {day}; leave it empty or write an earlier one")
    for column in ("place", "what"):
        if said[column] == "":
            fault(column, "empty; write what a resident is to read")
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

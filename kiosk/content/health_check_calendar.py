"""Reads the city's list of health checks out of a calendar: the small part of RFC 5545 that such a list needs.

An event is a slot. What iCalendar has no property for stands in properties of our own, `X-MADOGUCHI-FREE`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from kiosk.content.health_check_rows import COLUMNS, Row, slots_of
from kiosk.content.toml import BadFile
from kiosk.domain.health_checks import Slot

_OURS: Final = "X-MADOGUCHI-"
_SUMMARY, _LOCATION, _START, _END = "SUMMARY", "LOCATION", "DTSTART", "DTEND"
CALLED: Final = {column: _OURS + column.replace(".", "-").replace("_", "-").upper() for column in COLUMNS} | {
    "what": _SUMMARY,
    "place": _LOCATION,
    "date": _START,
    "start": _START,
    "end": _END,
}
"""How the columns of a table are called in a calendar: `X-MADOGUCHI-EN-PLACE`, `LOCATION`."""
_COLUMNS: Final = {name: column for column, name in CALLED.items() if name not in (_START, _END)}
_JAPAN: Final = timezone(timedelta(hours=9))
"""There is no summer time: no table of time zones is needed."""
_ZONES: Final = ("ASIA/TOKYO", "JAPAN")
_LINE: Final = re.compile(r'([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)')
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_TIME: Final = re.compile(r"[0-9]{8}T[0-9]{4}00(Z?)")
_ESCAPED: Final = re.compile(r"\\([\\;,nN])")


@dataclass(frozen=True)
class _Line:
    """A content line: where it begins in the file, and its parts; the name and the parameters in capitals."""

    number: int
    name: str
    parameters: str
    value: str


@dataclass
class _Event:
    """A slot as far as it was read; `inside` counts the parts in it that are not read (an alarm)."""

    line: int
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    times: dict[str, datetime] = field(default_factory=dict)
    cancelled: bool = False
    inside: int = 0


def parse_calendar(written: bytes, name: str) -> tuple[Slot, ...]:
    """The slots of a calendar's bytes in the order in which they take place. Raises BadFile, a line a fault."""
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(f"{name}: this is no calendar; save it as iCalendar in UTF-8") from None
    return slots_of(list(_rows(text, name)), name, CALLED)


def _rows(text: str, name: str) -> Iterator[Row]:
    """The events. Raises BadFile for what is no whole calendar."""
    lines = list(_lines(text, name))
    if not lines or (lines[0].name, lines[0].value.upper()) != ("BEGIN", "VCALENDAR"):
        raise BadFile(f"{name}: this is no calendar; it begins with BEGIN:VCALENDAR")
    if (lines[-1].name, lines[-1].value.upper()) != ("END", "VCALENDAR"):
        raise BadFile(f"{name}: the calendar breaks off; its last line is END:VCALENDAR")
    event: _Event | None = None
    for line in lines:
        if event is None:
            if (line.name, line.value.upper()) == ("BEGIN", "VEVENT"):
                event = _Event(line.number)
        elif line.name == "BEGIN":
            event.inside += 1
        elif line.name == "END" and event.inside:
            event.inside -= 1
        elif (line.name, line.value.upper()) == ("END", "VCALENDAR"):
            break
        elif line.name == "END":
            if not event.cancelled:
                yield _row(event)
            event = None
        elif not event.inside:
            _take(event, line)
    if event is not None:
        raise BadFile(f"{name}, line {event.line}: the event has no end; write END:VEVENT below it")


def _lines(text: str, name: str) -> Iterator[_Line]:
    """Folded lines together. Raises BadFile."""
    whole: list[tuple[int, str]] = []
    for number, written in enumerate(_BREAK.split(text), start=1):
        if written[:1] in (" ", "\t") and whole:
            whole[-1] = whole[-1][0], whole[-1][1] + written[1:]
        elif written.strip():
            whole.append((number, written))
    for number, written in whole:
        found = _LINE.fullmatch(written)
        if found is None:
            raise BadFile(f"{name}, line {number}: no line of a calendar; write NAME:value")
        yield _Line(number, found[1].upper(), found[2].upper(), found[3])


def _take(event: _Event, line: _Line) -> None:
    if line.name in (_START, _END):
        _take_time(event, line)
    elif line.name in ("RRULE", "RDATE", "DURATION"):
        event.faults.append(f"{line.name}: is not read; write an event with {_START} and {_END} for each time")
    elif line.name == "STATUS":
        event.cancelled = line.value.upper() == "CANCELLED"
    elif line.name in _COLUMNS:
        event.cells[_COLUMNS[line.name]] = _ESCAPED.sub(_plain, line.value)
    elif line.name.startswith(_OURS):
        event.faults.append(f"{line.name}: there is no such property; allowed are {', '.join(sorted(_COLUMNS))}")


def _plain(found: re.Match[str]) -> str:
    return " " if found[1] in "nN" else found[1]


def _take_time(event: _Event, line: _Line) -> None:
    """Local time as it stands there, or UTC; both are said in Japan's."""
    zone = re.search(r';TZID="?([^";]*)', line.parameters)
    found = _TIME.fullmatch(line.value)
    if zone is not None and zone[1] not in _ZONES:
        event.faults.append(f"{line.name}: the time zone {zone[1]} is not read; write TZID=Asia/Tokyo")
        return
    try:
        at = datetime.strptime(line.value.rstrip("Z"), "%Y%m%dT%H%M%S") if found is not None else None
    except ValueError:
        at = None
    if found is None or at is None:
        event.faults.append(f"{line.name}: '{line.value}' is no day with a time; write it like 20261203T093000")
    elif found[1]:
        event.times[line.name] = at.replace(tzinfo=UTC).astimezone(_JAPAN).replace(tzinfo=None)
    else:
        event.times[line.name] = at


def _row(event: _Event) -> Row:
    faults, times = list(event.faults), event.times
    for key in (_START, _END):
        if key not in times and not any(fault.startswith(f"{key}:") for fault in faults):
            faults.append(f"{key}: is missing; write it like 20261203T093000")
    if not faults and times[_START].date() != times[_END].date():
        faults.append(f"{_END}: on another day than {_START}; a slot begins and ends on one day")
    if faults:
        return Row(event.line, {}, tuple(faults))
    when = {"date": times[_START].date().isoformat(), "start": f"{times[_START]:%H:%M}", "end": f"{times[_END]:%H:%M}"}
    return Row(event.line, event.cells | when)

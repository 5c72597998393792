"""A city's health checks as a calendar: the same slots as from a table, and each mistake with its line."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.health_check_calendar import CALLED, parse_calendar
from kiosk.content.health_check_rows import PREFIXES, WORDS
from kiosk.content.health_checks import read_health_checks
from kiosk.content.toml import BadFile
from kiosk.domain.health_checks import Slot, SlotNumber, SlotWords
from kiosk.domain.languages import EASY_JAPANESE, JAPANESE
from tests.support.ends import CHECK_FILE

EVENT = """BEGIN:VEVENT
UID:7@kenshin.example.jp
DTSTART;TZID=Asia/Tokyo:20261208T090000
DTEND;TZID=Asia/Tokyo:20261208T100000
SUMMARY:特定健診\\, がん検診
LOCATION:保健センター
X-MADOGUCHI-NUMBER:7
X-MADOGUCHI-FREE:3
X-MADOGUCHI-WHO:40歳から
X-MADOGUCHI-LAST-DAY:2026-12-05
END:VEVENT
"""
SLOT = Slot(
    SlotNumber(7),
    date(2026, 12, 8),
    time(9),
    time(10),
    3,
    date(2026, 12, 5),
    SlotWords("保健センター", "", "特定健診, がん検診", "40歳から"),
    ((EASY_JAPANESE, SlotWords("保健センター", "", "特定健診, がん検診", "40歳から")),),
)


def calendar(*events: str) -> bytes:
    return "".join(["BEGIN:VCALENDAR\nVERSION:2.0\n", *events, "END:VCALENDAR\n"]).encode()


def said_of(written: bytes) -> str:
    with pytest.raises(BadFile) as wrong:
        parse_calendar(written, "list.ics")
    return str(wrong.value)


def test_an_event_becomes_a_slot() -> None:
    assert parse_calendar(calendar(EVENT), "list.ics") == (SLOT,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n", "\r\n"),
        ("BEGIN:VEVENT", "BEGIN:VTIMEZONE\nTZID:Asia/Tokyo\nDTSTART:19510101T000000\nEND:VTIMEZONE\nBEGIN:VEVENT"),
        (";TZID=Asia/Tokyo", ""),
        (";TZID=Asia/Tokyo", ';TZID="Asia/Tokyo"'),
        ("DTSTART;TZID=Asia/Tokyo:20261208T090000", "DTSTART:20261208T000000Z"),
        ("SUMMARY:特定健診\\, がん検診", "SUMMARY:特定\n 健診\\, がん\n\t検診"),
        ("SUMMARY:", 'summary;LANGUAGE=ja;ALTREP="cid:a;b":'),
        ("END:VEVENT", "BEGIN:VALARM\nSUMMARY:bell\nEND:VALARM\nDESCRIPTION:for nobody\nEND:VEVENT"),
        ("END:VEVENT", "END:VEVENT\nBEGIN:VEVENT\nSTATUS:CANCELLED\nEND:VEVENT"),
    ],
    ids=["Windows lines", "time zone", "local", "quoted", "UTC", "folded", "parameters", "alarm", "cancelled"],
)
def test_what_calendars_write_is_the_same_slot(before: str, after: str) -> None:
    assert before in EVENT
    assert parse_calendar(calendar(EVENT.replace(before, after)), "list.ics") == (SLOT,)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "T090000",
            "T093030",
            "line 3: DTSTART: '20261208T093030' is no day with a time; write it like 20261203T093000",
        ),
        ("20261208T090000", "20261332T090000", "DTSTART: '20261332T090000' is no day with a time"),
        (
            "DTSTART;TZID=Asia/Tokyo:20261208T090000",
            "DTSTART;VALUE=DATE:20261208",
            "DTSTART: '20261208' is no day with",
        ),
        ("Asia/Tokyo", "Europe/Paris", "DTSTART: the time zone EUROPE/PARIS is not read; write TZID=Asia/Tokyo"),
        ("DTEND;TZID=Asia/Tokyo:20261208T100000\n", "", "DTEND: is missing; write it like 20261203T093000"),
        ("DTEND;TZID=Asia/Tokyo:20261208", "DTEND;TZID=Asia/Tokyo:20261209", "DTEND: on another day than DTSTART"),
        ("T100000", "T090000", "DTEND: 09:00 is not after the start, 09:00"),
        ("UID:7", "RRULE:FREQ=DAILY\nUID:7", "RRULE: is not read; write an event with DTSTART and DTEND for each time"),
        ("X-MADOGUCHI-NUMBER:7\n", "", "X-MADOGUCHI-NUMBER: '' is no number from 1 to 99999; write digits alone"),
        ("FREE:3", "FREE:-3", "X-MADOGUCHI-FREE: '-3' is no number from 0 to 999"),
        ("LOCATION:保健センター", "LOCATION:", "LOCATION: empty; write what a resident is to read"),
        ("LAST-DAY:2026-12-05", "LAST-DAY:2026-12-15", "X-MADOGUCHI-LAST-DAY: 2026-12-15 is after the day itself"),
        (
            "X-MADOGUCHI-WHO",
            "X-MADOGUCHI-WHOM",
            "X-MADOGUCHI-WHOM: there is no such property; allowed are LOCATION, SUM",
        ),
        ("LOCATION:保健センター", "at the centre", "line 8: no line of a calendar; write NAME:value"),
        ("END:VEVENT\n", "", "the event has no end; write END:VEVENT below it"),
    ],
)
def test_a_mistake_is_said_with_its_line_and_what_to_write(before: str, after: str, said: str) -> None:
    assert before in EVENT
    assert said in said_of(calendar(EVENT.replace(before, after)))


def test_a_number_that_is_there_twice_names_both_events() -> None:
    assert "line 14: X-MADOGUCHI-NUMBER: 7 is there twice, in line 3 as well" in said_of(calendar(EVENT, EVENT))


def test_what_is_no_whole_calendar_is_said() -> None:
    assert "begins with BEGIN:VCALENDAR" in said_of(b"")
    assert "begins with BEGIN:VCALENDAR" in said_of(EVENT.encode())
    assert "save it as iCalendar in UTF-8" in said_of(calendar(EVENT).decode().encode("cp932"))
    assert "breaks off; its last line is END:VCALENDAR" in said_of(calendar(EVENT)[:-20])


def test_a_calendar_without_events_is_a_list() -> None:
    assert parse_calendar(calendar(), "list.ics") == ()


def as_event(slot: Slot) -> str:
    """The event of a slot, folded as RFC 5545 asks for: at most 75 bytes a line."""
    told = dict(slot.told) | {JAPANESE: slot.words}
    languages = {"": JAPANESE} | {f"{prefix}.": language for prefix, language in PREFIXES.items()}
    cells = {
        prefix + word: getattr(told[language], word)
        for prefix, language in languages.items()
        for word in WORDS
        if language in told
    }
    cells |= {"number": str(slot.number), "free": str(slot.free), "last_day": str(slot.last)}
    lines = [f"DTSTART:{slot.day:%Y%m%d}T{slot.starts:%H%M}00", f"DTEND:{slot.day:%Y%m%d}T{slot.ends:%H%M}00"]
    lines += [f"{CALLED[column]}:{_escaped(said)}" for column, said in cells.items()]
    return "BEGIN:VEVENT\r\n" + "".join(_folded(one) for one in lines) + "END:VEVENT\r\n"


def _escaped(said: str) -> str:
    return said.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> str:
    pieces = [line[start : start + 24] for start in range(0, len(line), 24)]
    return "\r\n ".join(pieces) + "\r\n"


def test_the_pretend_citys_table_says_the_same_as_a_calendar(tmp_path: Path) -> None:
    """But for readings, which a table has in the city's own words."""
    slots = read_health_checks(CHECK_FILE)
    path = tmp_path / "checks.ICS"
    bare = [
        Slot(s.number, s.day, s.starts, s.ends, s.free, s.last, s.words, ((EASY_JAPANESE, s.words),)) for s in slots
    ]
    path.write_bytes(calendar(*map(as_event, bare)))
    assert read_health_checks(path) == tuple(bare)


_LETTERS = (
    st.text("abc あ健診・,;:\\\"'", min_size=1, max_size=20).map(lambda said: " ".join(said.split())).filter(bool)
)


@given(_LETTERS, _LETTERS, st.integers(0, 999), st.integers(0, 1379))
def test_any_right_event_survives_being_written_and_read(place: str, what: str, free: int, minute: int) -> None:
    day, starts = date(2026, 12, 8), time(minute // 60, minute % 60)
    words = SlotWords(place, "", what, "")
    slot = Slot(SlotNumber(1), day, starts, time(23, 59), free, day, words, ((EASY_JAPANESE, words),))
    assert parse_calendar(calendar(as_event(slot)), "list.ics") == (slot,)


@given(st.integers(0, len(calendar(EVENT)) - 3))
def test_a_calendar_that_breaks_off_is_never_taken_for_a_whole_one(length: int) -> None:
    assert said_of(calendar(EVENT)[:length])


@pytest.mark.timeout(5)
def test_a_line_that_means_nothing_is_refused_however_long_it_is() -> None:
    assert "line 3: no line of a calendar" in said_of(calendar("SUMMARY;A=" + "," * 20_000 + "\n"))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_calendar_or_are_said_to_be_none(written: bytes) -> None:
    for text in (written, calendar("BEGIN:VEVENT\n") + written, calendar().replace(b"VERSION", written + b"\nVERSION")):
        try:
            parse_calendar(text, "list.ics")
        except BadFile as wrong:
            assert str(wrong).startswith("list.ics")

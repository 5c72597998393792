"""The city's list of health checks: any right one is read, and each mistake is said with its line and what to do."""

import csv
import io
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.health_check_rows import COLUMNS, MAX_BYTES, MAX_SAID
from kiosk.content.health_checks import parse_health_checks, read_health_checks
from kiosk.content.toml import BadFile
from kiosk.domain.health_checks import MAX_FREE, MAX_NUMBER, MAX_SLOTS, Slot, SlotNumber, SlotWords, slot_in_language
from kiosk.domain.languages import EASY_JAPANESE, ENGLISH, LANGUAGES
from kiosk.domain.readings import plain
from tests.support.ends import CHECK_FILE

HEAD = "number,date,start,end,place,what,free,who,last_day\n"
RIGHT = "7,2026-12-08,9:00,10:00,保健センター,特定健診,3,40歳から,2026-12-05\n"


def read(text: str) -> tuple[Slot, ...]:
    return parse_health_checks(text.encode(), "list.csv")


def said_of(written: bytes) -> str:
    with pytest.raises(BadFile) as wrong:
        parse_health_checks(written, "list.csv")
    return str(wrong.value)


def test_the_pretend_citys_list_is_right_and_says_every_word_in_every_language() -> None:
    slots = read_health_checks(CHECK_FILE)
    assert len(slots) >= 12 and any(slot.full for slot in slots)
    for slot in slots:
        for language in LANGUAGES[2:]:
            words = dict(slot.told)[language]
            assert all((words.place, words.address, words.what)), language


def test_a_line_becomes_a_slot() -> None:
    day = date(2026, 12, 8)
    words = SlotWords("保健センター", "", "特定健診", "40歳から")
    easy = ((EASY_JAPANESE, words),)
    assert read(HEAD + RIGHT) == (Slot(SlotNumber(7), day, time(9), time(10), 3, date(2026, 12, 5), words, easy),)


@pytest.mark.parametrize(
    "written",
    [
        (HEAD + RIGHT).encode("utf-8-sig"),
        (HEAD + RIGHT).encode("cp932"),
        (HEAD + RIGHT).replace("\n", "\r\n").encode(),
        (HEAD + RIGHT).replace("2026-12-08,9:00", "2026/12/8,09:00:00").encode(),
        (HEAD + "\n" + RIGHT + ",,,,,,,,\n").encode(),
        ("\ufeff" + HEAD + RIGHT.replace("保健センター", '"保健センター"')).encode(),
    ],
    ids=["mark at the start", "Shift_JIS", "Windows lines", "a spreadsheet's dates", "empty lines", "quoted"],
)
def test_what_spreadsheets_write_is_the_same_list(written: bytes) -> None:
    assert parse_health_checks(written, "list.csv") == read(HEAD + RIGHT)


def test_slots_come_in_the_order_in_which_they_take_place() -> None:
    later, sooner = RIGHT, RIGHT.replace("7,2026-12-08", "8,2026-12-07")
    assert [slot.number for slot in read(HEAD + later + sooner)] == [8, 7]


def test_without_its_own_last_day_a_slot_can_be_booked_until_its_day() -> None:
    (slot,) = read(HEAD + RIGHT.replace("2026-12-05", ""))
    assert slot.last == slot.day


def test_readings_are_for_easy_japanese_alone_and_other_words_stand_for_them() -> None:
    head = HEAD.replace("\n", ",easy.what,en.place\n")
    line = RIGHT.replace("保健", "保健《ほけん》").replace("\n", ",体《からだ》を 調《しら》べる,Health Centre\n")
    (slot,) = read(head + line)
    assert (slot.words.place, slot.words.what) == ("保健センター", "特定健診")
    easy = slot_in_language(slot, EASY_JAPANESE)
    assert plain(easy.place) == "保健センター" != easy.place
    assert plain(easy.what) == "体を 調べる"
    assert slot_in_language(slot, ENGLISH).place == "Health Centre"


def test_an_empty_list_is_a_list() -> None:
    assert read(HEAD) == ()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("7,2026", "0,2026", "line 2: number: '0' is no number from 1 to 99999; write digits alone"),
        ("7,2026", "７,2026", "number: '７' is no number"),
        ("2026-12-08", "2026-02-30", "date: '2026-02-30' is no day; write it like 2026-12-03"),
        ("2026-12-08", "12/8", "date: '12/8' is no day"),
        ("9:00", "9時", "start: '9時' is no time of day; write it like 9:30"),
        ("10:00", "24:00", "end: '24:00' is no time of day"),
        ("10:00", "9:00", "end: 09:00 is not after the start, 09:00"),
        (",3,", ",-1,", "free: '-1' is no number from 0 to 999"),
        (",3,", ",,", "free: '' is no number"),
        ("2026-12-05", "2026-12-09", "last_day: 2026-12-09 is after the day itself, 2026-12-08"),
        ("特定健診", "", "what: empty; write what a resident is to read"),
        ("保健センター", "", "place: empty"),
        ("保健センター", "保健《hoken》", "place: the reading of '保健' must be kana"),
        ("保健センター", "ほ" * 61, "place: 61 letters; at most 60 fit on the screen"),
        ("保健センター", f"健《{'あ' * 600}》", "place: its readings are too long: 604 letters with them, at most 600"),
        ("保健センター", "保健\u200bセンター", "place: there is a sign in it that cannot be seen"),
        ("40歳から", '"40歳から', "not CSV"),
        (
            "40歳から",
            "40歳から,75歳まで",
            'line 2: 10 cells, but the first line names 9 columns; words with a comma need "',
        ),
        (",2026-12-05\n", "\n", "line 2: 8 cells"),
        ("2026-12-05\n", "2026-12-05", "the last line has no end; if the file is whole, add a line break after it"),
    ],
)
def test_a_mistake_is_said_with_its_line_and_what_to_write(before: str, after: str, said: str) -> None:
    assert before in RIGHT
    assert said in said_of((HEAD + RIGHT.replace(before, after, 1)).encode())


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEAD.replace("free,", ""), "line 1: the column free is missing"),
        (HEAD.replace("who", "whom"), "line 1: there is no column 'whom'; allowed here: number, date,"),
        (HEAD.replace("who", "place"), "line 1: the column place is there twice"),
        ("\n", "empty; the first line names the columns: number,date,start,end,place,what,free"),
    ],
)
def test_a_wrong_first_line_is_said(head: str, said: str) -> None:
    assert said in said_of(head.encode())


def test_a_number_that_is_there_twice_names_both_lines() -> None:
    assert "list.csv, line 4: number: 7 is there twice, in line 2 as well" in said_of(
        (HEAD + RIGHT + "\n" + RIGHT).encode()
    )


def test_all_mistakes_are_said_at_once_and_not_endlessly() -> None:
    wrong = RIGHT.replace("9:00", "nine").replace(",3,", ",three,")
    assert said_of((HEAD + wrong).encode()).count("\n") == 1
    lines = said_of((HEAD + wrong * MAX_SAID).encode()).splitlines()
    assert len(lines) == MAX_SAID + 1 and lines[-1] == f"list.csv: and {MAX_SAID} more like these"


def test_more_than_can_be_offered_is_said() -> None:
    lines = (RIGHT.replace("7,", f"{number},", 1) for number in range(1, MAX_SLOTS + 2))
    assert f"{MAX_SLOTS + 1} slots; at most {MAX_SLOTS}" in said_of((HEAD + "".join(lines)).encode())


def test_what_is_no_table_is_said(tmp_path: Path) -> None:
    assert "this is no CSV; save the table as 'CSV UTF-8'" in said_of(b"PK\x03\x04\xff\xff\0\0\x81")
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(BadFile, match=r"large\.csv: larger than 1 MB"):
        read_health_checks(large)
    with pytest.raises(BadFile, match=r"none\.csv: the list of health checks cannot be read \(FileNotFoundError\)"):
        read_health_checks(tmp_path / "none.csv")


@given(st.integers(0, len(HEAD + RIGHT + RIGHT) - 1))
def test_a_list_that_breaks_off_within_a_line_is_never_taken_for_a_whole_one(length: int) -> None:
    whole = HEAD + RIGHT + RIGHT.replace("7,", "8,", 1)
    if whole[:length].endswith("\n"):
        assert len(read(whole[:length])) == whole[:length].count("\n") - 1
    else:
        assert said_of(whole[:length].encode())


_LETTERS = (
    st.text("abc あいう健診・,\"'", min_size=1, max_size=20).map(lambda said: " ".join(said.split())).filter(bool)
)
_DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))


@st.composite
def _slots(draw: st.DrawFn) -> list[Slot]:
    def slot(number: int) -> Slot:
        day = draw(_DAYS)
        starts = draw(st.integers(0, 22 * 60))
        words = SlotWords(draw(_LETTERS), draw(_LETTERS | st.just("")), draw(_LETTERS), draw(_LETTERS | st.just("")))
        told = [(EASY_JAPANESE, words)]
        if draw(st.booleans()):
            told.append((ENGLISH, SlotWords(place=draw(_LETTERS))))
        return Slot(
            SlotNumber(number),
            day,
            time(starts // 60, starts % 60),
            time(23, 59),
            draw(st.integers(0, MAX_FREE)),
            day - timedelta(days=draw(st.integers(0, 30))),
            words,
            tuple(told),
        )

    return [slot(number) for number in draw(st.lists(st.integers(1, MAX_NUMBER), max_size=8, unique=True))]


def as_csv(slots: list[Slot]) -> str:
    """The list's file."""
    written = io.StringIO()
    table = csv.DictWriter(written, COLUMNS)
    table.writeheader()
    for slot in slots:
        row = {"number": slot.number, "date": slot.day, "start": f"{slot.starts:%H:%M}", "end": f"{slot.ends:%H:%M}"}
        row |= {"free": slot.free, "last_day": slot.last}
        row |= {name: getattr(slot.words, name) for name in ("place", "address", "what", "who")}
        row |= {"en.place": dict(slot.told).get(ENGLISH, SlotWords()).place}
        table.writerow(row)
    return written.getvalue()


@given(_slots())
def test_any_right_list_survives_being_written_and_read(slots: list[Slot]) -> None:
    assert sorted(read(as_csv(slots)), key=lambda slot: slot.number) == sorted(slots, key=lambda slot: slot.number)


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_a_list_or_are_said_to_be_none(written: bytes, with_head: bool) -> None:
    try:
        slots = parse_health_checks(HEAD.encode() + written if with_head else written, "list.csv")
    except BadFile as wrong:
        assert str(wrong).startswith("list.csv")
    else:
        assert all(slot.free >= 0 for slot in slots)

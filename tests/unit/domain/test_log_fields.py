"""A log line holds what the list allows; everything else is withheld, and the line says so."""

import io
import logging
from collections.abc import Iterator
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.call import CallEvent, CallState, EndReason
from kiosk.domain.log_fields import FIELDS, WITHHELD, AllowedOnly
from kiosk.domain.visit import VisitEvent, VisitState


class Book:
    """What one program logged."""

    def __init__(self) -> None:
        self._page = io.StringIO()
        handler = logging.StreamHandler(self._page)
        handler.addFilter(AllowedOnly())
        self.ours = logging.Logger("kiosk.flows")
        self.library = logging.Logger("aiortc.rtcpeerconnection")
        self.ours.addHandler(handler)
        self.library.addHandler(handler)

    @property
    def text(self) -> str:
        return self._page.getvalue()


@pytest.fixture
def book() -> Iterator[Book]:
    yield Book()


RIGHT: dict[str, list[object]] = {
    "call": ["0123456789abcdef01234567"],
    "code": ["too_large", "old_day"],
    "doing": ["media task link failed", "uncaught", "eye-face", "Thread-3 (run)"],
    "embedded": [True],
    "event": ["hung_up_here"],
    "external": [False],
    "kind": ["OSError", "MediaStreamError"],
    "language": ["ja", "ja@easy"],
    "number": [0, 7_000],
    "places": ["ui/navigator.py:54 show", "kiosk/a/b.py:1 <lambda> < main.py:7 main", "(not in our code)"],
    "seconds": [4, 0.5],
    "side": ["van", "office"],
    "state": ["talking"],
    "text": ["call.louder"],
}
WRONG: dict[str, list[object]] = {
    "call": ["1234", "田中", "0123456789abcdef0123456789abcdef", 7],
    "code": ["田中花子", "1234 5678 9012", "no spaces", "a1234", b"too_large"],
    "doing": ["090-1234-5678", "花子さん", "x" * 400, "line\nbreak"],
    "embedded": ["yes", 1],
    "kind": ["ValueError: 田中", "E1234"],
    "language": ["japanese"],
    "number": ["7", True, 7.5],
    "places": ["/home/hanako/x.py:1 f", "kiosk/a.py:1 f 田中"],
    "seconds": ["4", False],
    "side": ["the clerk", "van office"],
    "text": ["たなか", "Tanaka"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in RIGHT.items() for value in values])
def test_a_field_of_the_list_is_written(book: Book, name: str, value: object) -> None:
    book.ours.error(f"seen: %({name})s", {name: value})
    assert book.text == f"seen: {value}\n"


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_value_of_another_shape_is_withheld(book: Book, name: str, value: object) -> None:
    book.ours.error(f"seen: %({name})s", {name: value})
    assert book.text == f"seen: {WITHHELD}\n"


@pytest.mark.parametrize(
    ("name", "words"),
    [("event", CallEvent), ("event", VisitEvent), ("state", CallState), ("state", VisitState), ("code", EndReason)],
)
def test_what_the_flows_log_of_their_tables_fits(name: str, words: type[StrEnum]) -> None:
    assert [word for word in words if not FIELDS[name].fits(word.value)] == []


def test_every_field_of_the_list_has_a_line_in_these_tables() -> None:
    assert set(RIGHT) == set(FIELDS)


def test_a_field_that_is_not_listed_is_withheld(book: Book) -> None:
    book.ours.error("seen: %(resident)s", {"resident": "talking"})
    assert book.text == f"seen: {WITHHELD}\n"


def test_values_without_a_name_take_the_whole_line_with_them(book: Book) -> None:
    book.ours.error("resident %s", "Hanako")
    assert book.text == f"{WITHHELD}\n"


def test_a_withheld_number_takes_the_whole_line_with_it(book: Book) -> None:
    book.ours.error("removed %(number)d", {"number": "田中"})
    assert book.text == f"{WITHHELD}\n"


def test_a_traceback_with_its_values_is_never_written(book: Book) -> None:
    try:
        raise ValueError("田中花子")
    except ValueError:
        book.ours.exception("failed", stack_info=True)
    assert book.text == "failed\n"


def test_a_library_says_nothing_at_all(book: Book) -> None:
    book.library.critical("192.0.2.7")
    assert book.text == ""


@given(st.text(st.characters(min_codepoint=0x3040), min_size=1))
def test_japanese_stands_in_no_field(words: str) -> None:
    assert not any(field.fits(words) or field.fits(f"a {words}") for field in FIELDS.values())


@given(st.integers(min_value=1000, max_value=10**14))
def test_a_long_number_stands_in_no_word(number: int) -> None:
    worded = [name for name, field in FIELDS.items() if field.shape is not None and name not in ("call", "places")]
    assert not any(FIELDS[name].fits(text) for name in worded for text in (str(number), f"a{number}", f"a {number}"))

"""What may stand in a log line: named fields from this list, each of a shape that nothing of a resident has.

A line is a constant of our source with fields in it. Whatever else reaches the log (a field that is not listed, a value
of another shape, a library's line, a message with values already in it) is withheld, and the line says that it was.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

OURS = ("kiosk", "ui", "drivers")
WITHHELD = "(withheld)"
_WORD = re.compile(r"[A-Za-z_][\w.-]{0,39}", re.ASCII)
_WORDS = re.compile(r"[A-Za-z_][\w.()-]{0,39}( [\w.()-]{1,40}){0,6}", re.ASCII)
_ID = re.compile(r"[0-9a-f]{16,24}")
_PLACE = r"\w{1,40}(?:/\w{1,60}){0,6}\.py:\d{1,5} <?[A-Za-z_]\w{0,59}>?"
_PLACES = re.compile(rf"{_PLACE}(?: < {_PLACE}){{0,7}}|\(not in our code\)|\(no such thread\)", re.ASCII)
_LONG_NUMBER = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Field:
    """A shape of text, or kinds of plain values; `meaning` is for whoever reads the log. Long numbers stand nowhere but
    in ids that our own programs drew."""

    meaning: str
    shape: re.Pattern[str] | None = None
    kinds: tuple[type, ...] = ()

    def fits(self, value: object) -> bool:
        """Whether this value may stand in a line."""
        if self.shape is None:
            return type(value) in self.kinds
        if not isinstance(value, str) or self.shape.fullmatch(value) is None:
            return False
        return self.shape in (_ID, _PLACES) or _LONG_NUMBER.search(value) is None


FIELDS: Mapping[str, Field] = {
    "call": Field("the id of a call, drawn by the hub", _ID),
    "code": Field("why something was refused, in one of our words", _WORD),
    "doing": Field("which task, thread or worker", _WORDS),
    "embedded": Field("whether the resident's monitor is there", kinds=(bool,)),
    "event": Field("a row of one of the tables", _WORD),
    "external": Field("whether the monitor that faces outside is there", kinds=(bool,)),
    "kind": Field("the class of an error", _WORD),
    "language": Field("which catalogue", re.compile(r"[a-z]{2}(@[a-z]{1,8})?")),
    "number": Field("a count, or the number of a generation", kinds=(int,)),
    "places": Field("files, lines and functions of our own code", _PLACES),
    "seconds": Field("a length of time", kinds=(int, float)),
    "side": Field("van or office", re.compile(r"van|office")),
    "state": Field("a state of one of the tables", _WORD),
    "text": Field("the id of a text in a catalogue", re.compile(r"[a-z][a-z0-9_.-]{0,79}")),
}


class AllowedOnly(logging.Filter):
    """Lets lines of our own loggers through, their fields checked one by one; never a traceback, which shows values."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Changes the record where something has to be withheld; False for a line of a library."""
        if record.name.partition(".")[0] not in OURS:
            return False
        record.exc_info = record.exc_text = record.stack_info = None
        if isinstance(record.args, Mapping):
            record.args = {name: value if _allowed(name, value) else WITHHELD for name, value in record.args.items()}
        elif record.args:
            record.msg, record.args = WITHHELD, None
        if not _readable(record):
            record.msg, record.args = WITHHELD, None
        return True


def _allowed(name: str, value: object) -> bool:
    field = FIELDS.get(name)
    return field is not None and field.fits(value)


def _readable(record: logging.LogRecord) -> bool:
    """Whether the line can be written: a withheld number has no place where a number is demanded."""
    try:
        record.getMessage()
    except (TypeError, ValueError, KeyError):
        return False
    return True

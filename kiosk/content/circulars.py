"""Reads a folder of circulars: a circulars.toml that names the files beside it. No circular is opened here."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from kiosk.content.readings import BadReading, read_readings
from kiosk.content.toml import BadFile, parse_toml, where
from kiosk.domain.circular import MAX_BYTES, MAX_CIRCULARS, Circular, CircularId, Kind

LIST_FILE: Final = "circulars.toml"
MAX_LIST_BYTES: Final = 1_000_000
MAX_TITLE: Final = 60
_KINDS: Final[dict[str, Kind]] = {".pdf": "pdf", ".html": "html", ".htm": "html"}
_MB: Final = 1_000_000


@dataclass(frozen=True)
class _Entry:
    file: str
    title: str
    issued: date
    until: date | None = None
    reading: str = ""


@dataclass(frozen=True)
class _List:
    circulars: tuple[_Entry, ...] = ()


@dataclass(frozen=True)
class Rack:
    """What can be shown; `said` is what is wrong, a line a fault. A circular with a fault is not in `circulars`."""

    circulars: tuple[Circular, ...] = ()
    said: tuple[str, ...] = ()


def read_circulars(folder: Path) -> Rack:
    """The list of a folder. A list that cannot be read at all is a fault, too, and has no circulars."""
    file = folder / LIST_FILE
    try:
        text = _text(file)
        entries = parse_toml(text, _List, str(file)).circulars
    except BadFile as wrong:
        return Rack((), (str(wrong),))
    if len(entries) > MAX_CIRCULARS:
        return Rack((), (f"{file}: {len(entries)} circulars; at most {MAX_CIRCULARS}: take out what is over",))
    twice = {name for name, count in Counter(one.file for one in entries).items() if count > 1}
    found: list[Circular] = []
    said: list[str] = []
    for index, entry in enumerate(entries):
        faults = [
            where(text, ["circulars", index, key], str(file)) + words for key, words in _faults(entry, folder, twice)
        ]
        said += faults
        if not faults:
            found.append(_circular(entry))
    named = {one.file for one in entries}
    return Rack(tuple(found), (*said, *_unnamed(folder, named)))


def read_document(folder: Path, circular: CircularId) -> bytes:
    """The bytes of one circular of the list. Raises BadFile."""
    file = folder / circular
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(f"{file}: cannot be read ({type(error).__name__})") from None
    if not 0 < len(content) <= MAX_BYTES:
        raise BadFile(f"{file}: empty, or larger than {MAX_BYTES // _MB} MB")
    return content


def _circular(entry: _Entry) -> Circular:
    kind = _KINDS[Path(entry.file).suffix.lower()]
    title, reading = read_readings(entry.title), entry.reading
    return Circular(CircularId(entry.file), title, kind, entry.issued, entry.until, reading)


def _faults(entry: _Entry, folder: Path, twice: set[str]) -> Iterator[tuple[str, str]]:
    """The key, and what is wrong with it."""
    yield from (("file", words) for words in _file_faults(entry.file, folder, twice))
    if not entry.title.strip():
        yield "title", "a circular has a title: residents choose by it"
    elif len(entry.title) > 2 * MAX_TITLE or any(not letter.isprintable() for letter in entry.title):
        yield "title", f"one line of at most {MAX_TITLE} letters, and its readings"
    else:
        try:
            read_readings(entry.title)
        except BadReading as wrong:
            yield "title", str(wrong)
    if len(entry.reading) > 2 * MAX_TITLE or any(not letter.isprintable() for letter in entry.reading):
        yield "reading", f"one line of at most {2 * MAX_TITLE} letters"
    if entry.until is not None and entry.until < entry.issued:
        yield "until", f"{entry.until} is before issued = {entry.issued}, so it would never be shown"


def _file_faults(name: str, folder: Path, twice: set[str]) -> Iterator[str]:
    if not name or Path(name).name != name or "\\" in name or name.startswith("."):
        yield f"'{name}': the name of a file in this folder, without a path"
        return
    if Path(name).suffix.lower() not in _KINDS:
        yield f"'{name}': a circular is one of {', '.join(_KINDS)}; save it as PDF"
        return
    if name in twice:
        yield f"'{name}' is there twice; take one out"
    file = folder / name
    if file.is_symlink() or not file.is_file():
        yield f"'{name}': there is no such file in this folder (a link is none)"
        return
    size = file.stat().st_size
    if size == 0:
        yield f"'{name}' is empty; copy it again"
    elif size > MAX_BYTES:
        yield f"'{name}' has {size / _MB:.0f} MB; at most {MAX_BYTES // _MB} MB: save it with smaller pictures"


def _unnamed(folder: Path, named: set[str]) -> Iterator[str]:
    for file in sorted(folder.iterdir()):  # the list was read from here a moment ago
        if file.suffix.lower() in _KINDS and file.name not in named:
            yield f"{file}: it is not in {LIST_FILE}, so nobody sees it; name it there, or take it away"


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_LIST_BYTES + 1)
        if len(content) > MAX_LIST_BYTES:
            raise BadFile(f"{file}: larger than {MAX_LIST_BYTES // _MB} MB; this is no list of circulars")
        return content.decode("utf-8")
    except FileNotFoundError:
        raise BadFile(f"{file}: there is no such file; a folder of circulars has a list with that name") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{file}: cannot be read ({type(error).__name__}); save it as UTF-8") from None

"""The city's data file: names, topics, stops, hours and telephone numbers, checked before anything shows them."""

import dataclasses
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kiosk.content.readings import BadReading, bare_kanji, read_readings
from kiosk.content.toml import BadFile, parse_toml, where
from kiosk.domain.city import City, Worded
from kiosk.domain.languages import FURTHER
from kiosk.domain.readings import plain

_ACCENT = re.compile(r"^#[0-9A-Fa-f]{6}$")
_WEB = re.compile(r"https://[!-~]{1,192}")
_WORDED = ("sections", "topics", "stops", "outcomes")
"""The tables whose entries carry words in other languages."""


def parse_city(text: str, name: str) -> City:
    """The city of a data file's text. Raises BadFile for a wrong key, a double id, or a name that leads nowhere.

    Words may carry readings, 市民課《しみんか》: the city's own words come without them, its `easy` words with them.
    """
    city = _with_readings(parse_toml(text, City, name), text, name)
    problems = list(_problems(city))
    if problems:
        raise BadFile(f"{name}: " + "; ".join(problems))
    return city


def read_city(path: Path) -> tuple[City, str]:
    """The city of a file, and the file's text. Raises BadFile."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: the city's data file cannot be read ({type(error).__name__})") from None
    return parse_city(text, str(path)), text


def revision_of(text: str) -> str:
    """A short name for one version of the file."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def untranslated(city: City) -> list[str]:
    """What residents would read in Japanese, or as kanji without a reading: `topics.soudan.en.title`, …"""
    found: list[str] = []
    for place, entry in _entries(city):
        for key in _keys(entry.en):
            if getattr(entry, key) and getattr(entry.en, key) is None:
                found.append(f"{place}en.{key}")
            found += [f"{place}other.{one}.{key}" for one in FURTHER if _lacks(entry, one, key)]
            if any(bare_kanji(words) for words in _each(getattr(entry.easy, key))):
                found.append(f"{place}easy.{key}")
    return found


def _lacks(entry: Any, language: str, key: str) -> bool:
    return bool(getattr(entry, key)) and getattr(entry.other.get(language), key, None) is None


def _entries(city: City) -> Iterator[tuple[str, Any]]:
    yield "", city
    for table in _WORDED:
        for entry in getattr(city, table):
            yield f"{table}.{entry.code if table == 'outcomes' else entry.id}.", entry


def _with_readings(city: City, text: str, name: str) -> City:
    tables: dict[str, Any] = {
        table: tuple(_read(entry, [table, index], (text, name)) for index, entry in enumerate(getattr(city, table)))
        for table in _WORDED
    }
    return dataclasses.replace(_read(city, [], (text, name)), **tables)


def _read(entry: Worded, path: list[str | int], file: tuple[str, str]) -> Worded:
    """Plain words in the city's own language; in easy Japanese the same with their readings, unless it has others."""
    own: dict[str, Any] = {}
    easy: dict[str, Any] = {}
    en: dict[str, Any] = {}
    for key in _keys(entry.easy):
        written = _annotated(getattr(entry, key), [*path, key], file)
        own[key] = _map(plain, written)
        easy[key] = _annotated(getattr(entry.easy, key), [*path, "easy", key], file)
        easy[key] = written if easy[key] is None else easy[key]
        en[key] = _annotated(getattr(entry.en, key), [*path, "en", key], file)
    return dataclasses.replace(
        entry, **own, easy=dataclasses.replace(entry.easy, **easy), en=dataclasses.replace(entry.en, **en)
    )


def _keys(words: Any) -> list[str]:
    return [field.name for field in dataclasses.fields(words)]


def _annotated(written: Any, path: list[str | int], file: tuple[str, str]) -> Any:
    try:
        return _map(read_readings, written)
    except BadReading as error:
        text, name = file
        raise BadFile(f"{where(text, path, name)}{error}") from None


def _map(change: Any, words: Any) -> Any:
    """A text, a list of texts, or None."""
    if isinstance(words, tuple):
        return tuple(change(one) for one in words)
    return None if words is None else change(words)


def _each(words: Any) -> tuple[str, ...]:
    return words if isinstance(words, tuple) else (words or "",)


def _problems(city: City) -> Iterable[str]:
    for kind, ids in (
        ("sections", [s.id for s in city.sections]),
        ("topics", [str(t.id) for t in city.topics]),
        ("stops", [s.id for s in city.stops]),
        ("outcomes", [o.code for o in city.outcomes]),
    ):
        doubles = sorted(i for i, times in Counter(ids).items() if times > 1)
        if doubles:
            yield f"{kind}: used twice: {', '.join(doubles)}"
        if not ids:
            yield f"{kind}: there must be at least one"
    if len(city.topics) > 8:
        yield "topics: at most 8 fit on the home screen"
    for place, entry in _entries(city):
        for language in entry.other.keys() - set(FURTHER):
            yield f"{place}other: there is no language '{language}'; there are {', '.join(FURTHER)}"
    for topic in city.topics:
        if city.section(topic.section) is None:
            yield f"topics: '{topic.id}' names the section '{topic.section}', which is not there"
    for opening in city.openings:
        if city.stop(opening.stop) is None:
            yield f"openings: the stop '{opening.stop}' is not there"
        if opening.closes <= opening.opens:
            yield f"openings: '{opening.stop}' on {opening.day} closes before it opens"
    if city.web and _WEB.fullmatch(city.web) is None:
        yield f"web: '{city.web}' is no address like https://www.city.example.lg.jp/ of at most 200 letters"
    if not _ACCENT.match(city.accent):
        yield f"accent: '{city.accent}' is not a colour like #115A36"

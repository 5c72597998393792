"""The things that a city lends, out of the hub's settings: read, checked, with their readings."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.app.settings import Item, Lending
from kiosk.content.readings import BadReading, read_readings
from kiosk.content.toml import BadFile, where
from kiosk.domain.languages import EASY_JAPANESE, JAPANESE, LANGUAGES
from kiosk.domain.lending import MAX_ITEMS, MAX_NAME, MAX_SHOWN, MAX_SHOWN_ABROAD, LentItem
from kiosk.domain.readings import plain

_ROWS = ("lending", "items")


def read_items(lending: Lending, path: Path) -> tuple[LentItem, ...]:
    """The items in the order of the file. Raises BadFile, a line for each thing that is wrong, with line and key."""
    text = path.read_text(encoding="utf-8")
    faults = [where(text, [*_ROWS, *place], str(path)) + said for place, said in _faults(lending.items)]
    if faults:
        raise BadFile("\n".join(faults))
    return tuple(LentItem(item.id, item.days, _names(item)) for item in lending.items)


def _names(item: Item) -> dict[str, str]:
    """What it is called. Japanese goes without its readings, easy Japanese with them unless it has its own name."""
    read = {language: read_readings(written) for language, written in item.names.items()}
    return {EASY_JAPANESE: read[JAPANESE], **read, JAPANESE: plain(read[JAPANESE])}


def _faults(items: tuple[Item, ...]) -> Iterator[tuple[list[str | int], str]]:
    """Where something is wrong below the items, and what."""
    if not 1 <= len(items) <= MAX_ITEMS:
        yield [], f"{len(items)} items; there must be 1 to {MAX_ITEMS}"
    ids = [item.id for item in items]
    for row, item in enumerate(items):
        if item.id in ids[:row]:
            yield [row, "id"], f"'{item.id}' is there twice"
        if JAPANESE not in item.names:
            yield [row, "names"], f"the name in Japanese ({JAPANESE}) is missing"
        for language, written in item.names.items():
            if said := _wrong(language, written):
                yield [row, "names", language], said


def _wrong(language: str, written: str) -> str:
    """What is wrong with a name; empty if nothing is."""
    if language not in LANGUAGES:
        return f"there is no language '{language}'; there are {', '.join(LANGUAGES)}"
    if not written.strip() or "\n" in written:
        return "a name is one line with letters in it"
    if len(written) > MAX_NAME:
        return f"{len(written)} letters with readings; at most {MAX_NAME}"
    try:
        shown = len(plain(read_readings(written)))
    except BadReading as bad:
        return str(bad)
    most = MAX_SHOWN if language in (JAPANESE, EASY_JAPANESE) else MAX_SHOWN_ABROAD
    return f"{shown} letters; at most {most}" if shown > most else ""

"""The visit's pages beside the van's paper: a key for each, and what is said while an older one is in front."""

from collections import Counter
from dataclasses import dataclass

from kiosk.domain import sheet_intents as asks
from kiosk.domain.page import sheet_id
from kiosk.domain.page_list import LIVE, Entry, Kept, beside
from kiosk.domain.reading import Reading
from kiosk.domain.snapshot import DeskSnapshot
from kiosk.domain.surfaces import seen_by_both, shared
from ui.presenters.marks import MarksView, MarkWords
from ui.presenters.parts import KeyKind, KeyView, Text

LEAST_PAGES = 2


@dataclass(frozen=True)
class PageView:
    """One sheet of the list: its key, what stands below its name, and the number under which its small picture is
    found, 0 where it has none. `seen`: it is the one in front."""

    key: KeyView
    notes: tuple[str, ...]
    thumb: int
    seen: bool


@dataclass(frozen=True)
class PageListView:
    """The sheets in the order in which they were laid down; `earlier` and `later` are keys to the next ones that can be
    seen, `back` is the way from an older one to what lies there now."""

    pages: tuple[PageView, ...] = ()
    earlier: KeyView | None = None
    later: KeyView | None = None
    back: KeyView | None = None


def older_in_front(snapshot: DeskSnapshot) -> bool:
    """Whether an older sheet stands in the place of what lies in the van's tray, and that is in front."""
    return snapshot.front == "van" and snapshot.page_list.shown != LIVE


def reading_in_front(snapshot: DeskSnapshot) -> Reading:
    """How the clerk looks at what is in front."""
    if older_in_front(snapshot):
        return snapshot.page_list.reading
    return snapshot.readings.get(snapshot.front, Reading())


def present_page_list(snapshot: DeskSnapshot, text: Text) -> PageListView:
    """Empty while there are not at least LEAST_PAGES of them."""
    entries, shown = _entries(snapshot), snapshot.page_list.shown
    back = KeyView("key.pages.back", text("desk.pages.back"), asks.ShowPage(LIVE), "back", KeyKind.FILLED)
    if len(entries) < LEAST_PAGES:
        return PageListView(back=back if shown != LIVE else None)
    names = _names(snapshot, entries, text)
    earlier, later = (
        beside(entries, shown, step) if seen_by_both(snapshot, "office", "van") else None for step in (-1, 1)
    )
    return PageListView(
        pages=tuple(_page(entry, name, shown, text) for entry, name in zip(entries, names, strict=True)),
        earlier=_to(earlier, "key.pages.earlier PgUp", text("desk.pages.earlier"), "page_back"),
        later=_to(later, "key.pages.later PgDown", text("desk.pages.later"), "page_next"),
        back=back if shown != LIVE else None,
    )


def present_older(snapshot: DeskSnapshot, words: MarkWords) -> MarksView | None:
    """The older sheet with its marks, in the place of what lies there; None while nobody may see the van's paper."""
    page = snapshot.marks.pages.get(sheet_id("van", snapshot.page_list.shown))
    if page is None or not seen_by_both(snapshot, "office", "van"):
        return None
    return MarksView(
        surface="van",
        page=page,
        strokes=snapshot.marks.on(page.id),
        pointers=(),
        tool=snapshot.tool,
        words=words,
        reading=snapshot.page_list.reading,
    )


def older_line(snapshot: DeskSnapshot, text: Text) -> str:
    """Which sheet it is, and that it is not there any more."""
    entries = _entries(snapshot)
    names = _names(snapshot, entries, text)
    shown = snapshot.page_list.shown
    name = next((name for entry, name in zip(entries, names, strict=True) if entry.sheet == shown), "")
    return text("desk.paper.older", name=name)


def _entries(snapshot: DeskSnapshot) -> tuple[Entry, ...]:
    """While the paper is not to be seen, nobody here knows what lies there."""
    lying = snapshot.lying.get("van") if shared(snapshot, "office", "van") else None
    return snapshot.page_list.entries(snapshot.marks, lying)


def _to(sheet: int | None, name: str, words: str, icon: str) -> KeyView | None:
    """`name` is the key's name and its shortcut."""
    if sheet is None:
        return None
    name, shortcut = name.split()
    return KeyView(name, words, asks.ShowPage(sheet), icon, KeyKind.QUIET, shortcut=shortcut)


def _page(entry: Entry, name: str, shown: int, text: Text) -> PageView:
    seen = entry.sheet == shown or (entry.lies and shown == LIVE)
    wish = asks.ShowPage(LIVE if entry.lies else entry.sheet)
    return PageView(
        key=KeyView(f"key.page.{entry.place}", name, wish, kind=KeyKind.CHOSEN if seen else KeyKind.QUIET),
        notes=_notes(entry, seen, text),
        thumb=entry.sheet if entry.kept is Kept.HERE else 0,
        seen=seen,
    )


def _notes(entry: Entry, seen: bool, text: Text) -> tuple[str, ...]:
    """Where it is, or why it cannot be seen; and its marks."""
    if entry.lies:
        state = text("desk.pages.lies")
    elif seen:
        state = text("desk.pages.seen")
    else:
        state = {
            Kept.HERE: "",
            Kept.NONE: text("desk.pages.none"),
            Kept.HIDDEN: text("desk.pages.hidden"),
            Kept.NO_ROOM: text("desk.pages.no_room"),
        }[entry.kept]
    marks = text("desk.pages.marks", count=entry.marks) if entry.marks else ""
    return tuple(line for line in (state, marks) if line)


def _names(snapshot: DeskSnapshot, entries: tuple[Entry, ...], text: Text) -> list[str]:
    """The form's title, with its number where the same form came more than once; else the sheet's place."""
    titles = [snapshot.forms[entry.form].title if entry.form in snapshot.forms else "" for entry in entries]
    often, so_far, names = Counter(titles), Counter[str](), []
    for entry, title in zip(entries, titles, strict=True):
        so_far[title] += 1
        if not title:
            names.append(text("desk.pages.sheet", number=entry.place))
        elif often[title] > 1:
            names.append(text("desk.pages.again", title=title, number=so_far[title]))
        else:
            names.append(title)
    return names

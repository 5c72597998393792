"""Circulars on the resident's screen: the list, what is typed to find one, and one of them, as pages or as text."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.domain import circular_intents as asks
from kiosk.domain.aloud import MOST_SENTENCES, Said, Spoken
from kiosk.domain.circular import Block, Circular, shown
from kiosk.domain.circular_reading import AtCirculars, PaperState
from kiosk.domain.guide_intents import TalkToClerk
from kiosk.domain.languages import EASY_JAPANESE
from kiosk.domain.outside import may_show_circular
from kiosk.domain.readings import plain
from kiosk.domain.snapshot import HubState, KioskSnapshot
from ui.presenters.dates import DATES
from ui.presenters.guide import GuideView
from ui.presenters.kana import KanaView, Typing, first_plane, kana_board
from ui.presenters.parts import KeyKind, KeyView, Text

MOST_SHOWN = 48
"""On the screens of one list; the older ones are found by searching."""
_EMPTY = GuideView("", (), "", "", (), -1, "", None, "", "", (), (), None, None, None)
_ITEM = "・"


@dataclass(frozen=True)
class CircularSearchView:
    """`found` says how many there are with what is typed so far."""

    title: str
    found: str
    kana: KanaView


@dataclass(frozen=True)
class CircularPageView:
    """A page of a PDF: `part` is what is seen of its height, as shares from the top; `words` stand where its picture is
    not there yet. `where` says which page it is, `seen` who sees it, or would see it on the large screen,
    or that letters are missing. Keys
    without a meaning here are None."""

    title: str
    where: str
    seen: str
    words: str
    large: bool
    part: tuple[float, float]
    less: KeyView | None
    size: KeyView
    more: KeyView | None
    outside: KeyView | None
    back: KeyView


@dataclass(frozen=True)
class CircularTextView:
    """Blocks of an HTML circular; the screen shows as many as there is room for, with `first` or what is read now
    (`read`, its number, -1 for none) among them. The wishes of `less` and `more` are the screen's: it alone knows where
    a screenful begins. `seen` says who sees it, or would see it on the large screen; whether it `is_outside` now."""

    title: str
    about: str
    blocks: tuple[Block, ...]
    first: int
    read: int
    back: KeyView
    less: KeyView
    more: KeyView
    seen: str = ""
    is_outside: bool = False
    outside: KeyView | None = None


def present_circulars(snapshot: KioskSnapshot, text: Text) -> GuideView:
    """As a step of a guide looks: the list, or in words why there is none, or that one is being opened."""
    at = snapshot.at_circulars or AtCirculars()
    view = replace(_list(snapshot, at, text), guide=text("circulars.title"))
    return replace(view, read=snapshot.aloud.place(circulars_aloud(snapshot, view)))


def circulars_aloud(snapshot: KioskSnapshot, view: GuideView) -> Spoken:
    """The title, its sentences, and what can be chosen."""
    at = snapshot.at_circulars or AtCirculars()
    said = [
        Said("title", view.title),
        Said("about", view.about),
        *(Said(f"line.{index}", line) for index, line in enumerate(view.lines)),
        *(Said(f"inner.{index}", key.words.replace("\n", "、")) for index, key in enumerate(view.choices)),
    ]
    return Spoken(_page(snapshot, at), tuple(one for one in said if one.words))


def _list(snapshot: KioskSnapshot, at: AtCirculars, text: Text) -> GuideView:
    if at.opened is not None:
        return _being_opened(snapshot, at, at.opened, text)
    found = shown(snapshot.circulars or (), snapshot.clock.date(), at.search)
    if not found:
        return _not_found(at, text) if at.search else _none(snapshot, text)
    keys = tuple(_circular(snapshot, text, index, one) for index, one in enumerate(found[:MOST_SHOWN]))
    return replace(
        _EMPTY,
        about=_as_of(snapshot, text),
        title=text("circulars.found", typed=at.search) if at.search else text("circulars.list"),
        lines=(text("circulars.not_all"),) if len(found) > MOST_SHOWN else (),
        choices=keys,
        back=_all(text) if at.search else None,
        talk=_search(snapshot, text, KeyKind.OUTLINE),
        part=at.part,
        more=KeyView(
            "key.circulars.more", text("guide.more"), asks.TurnListPart(at.part + 1), "arrow_right", KeyKind.FILLED
        ),
        less=KeyView("key.circulars.less", text("guide.back"), asks.TurnListPart(at.part - 1), "back"),
    )


def _as_of(snapshot: KioskSnapshot, text: Text) -> str:
    """Without a line to city hall: until when its list was so; of an earlier day with that day."""
    heard = snapshot.circulars_heard
    if snapshot.hub is HubState.ONLINE or heard is None:
        return ""
    dates, today = DATES[snapshot.look.language], heard.date() == snapshot.clock.date()
    return text("circulars.as_of", when=dates.clock_time(heard) if today else dates.date_and_time(heard))


def _circular(snapshot: KioskSnapshot, text: Text, index: int, circular: Circular) -> KeyView:
    """One that is still on its way says so in the place of its day."""
    day = DATES[snapshot.look.language].full_date(circular.issued)
    below = text("circulars.coming") if circular.coming else day
    words = f"{_title(snapshot, circular)}\n{below}"
    return KeyView(f"key.circulars.{index}", words, asks.OpenCircular(circular.id), "", KeyKind.OUTLINE)


def _title(snapshot: KioskSnapshot, circular: Circular) -> str:
    """Readings stand where all texts carry them."""
    return circular.title if snapshot.look.language == EASY_JAPANESE else plain(circular.title)


def _none(snapshot: KioskSnapshot, text: Text) -> GuideView:
    """Who has never heard of the hub's does not know that there are none."""
    phone = snapshot.section.phone if snapshot.section is not None else snapshot.city.phone
    known = snapshot.hub is HubState.ONLINE or snapshot.circulars_heard is not None
    return replace(
        _EMPTY,
        about=_as_of(snapshot, text),
        title=text("circulars.none") if known else text("circulars.none.yet"),
        lines=(text("circulars.none.ask"), text("circulars.phone", phone=phone)),
        talk=_talk(text, KeyKind.FILLED),
    )


def _not_found(at: AtCirculars, text: Text) -> GuideView:
    again = KeyView("key.circulars.search", text("circulars.search.again"), asks.SearchCirculars(at.plane), "keyboard")
    return replace(
        _EMPTY,
        title=text("circulars.not_found", typed=at.search),
        lines=(text("circulars.not_found.ask"),),
        back=_all(text),
        talk=_talk(text, KeyKind.OUTLINE),
        onward=replace(again, kind=KeyKind.FILLED),
    )


def _being_opened(snapshot: KioskSnapshot, at: AtCirculars, circular: Circular, text: Text) -> GuideView:
    title = _title(snapshot, circular)
    if circular.coming:
        online = snapshot.hub is HubState.ONLINE
        comes = text("circulars.coming.wait") if online else text("circulars.coming.later")
        return replace(_EMPTY, title=title, lines=(comes,), back=_to_list(text))
    if at.paper.state is not PaperState.REFUSED:
        return replace(_EMPTY, title=title, lines=(text("circulars.opening"),), back=_to_list(text))
    return replace(
        _EMPTY,
        title=text("circulars.refused"),
        lines=(title, text("circulars.refused.ask")),
        back=_to_list(text),
        talk=_talk(text, KeyKind.FILLED),
    )


# --- searching ---


def present_circular_search(snapshot: KioskSnapshot, text: Text) -> CircularSearchView:
    """The board, and at each letter how many are left."""
    at = snapshot.at_circulars or AtCirculars()
    found = len(shown(snapshot.circulars or (), snapshot.clock.date(), at.search))
    typing = Typing(
        draft=at.search,
        plane=at.plane,
        empty=text("kana.empty"),
        letter=asks.TypeSearch,
        other_plane=asks.SearchCirculars,
        erase=asks.EraseSearch(),
        send=KeyView("key.kana.send", text("circulars.search.show"), asks.ShowFound(), "", KeyKind.FILLED),
        close=asks.GoBackInCirculars(),
    )
    count = text("circulars.search.count", count=found) if at.search else text("circulars.search.how")
    return CircularSearchView(text("circulars.search.title"), count, kana_board(typing, text))


# --- reading ---


def present_circular_page(snapshot: KioskSnapshot, text: Text) -> CircularPageView:
    """The whole page beside its keys, or a band of it as wide as the screen."""
    at = snapshot.at_circulars or AtCirculars()
    first = at.page == 0 and (not at.large or at.band == 0)
    last = at.page + 1 >= at.paper.pages and (not at.large or at.band + 1 >= at.paper.bands)
    less, more = (text("circulars.above"), text("circulars.below")) if at.large else _page_words(text)
    size = text("circulars.smaller") if at.large else text("circulars.larger")
    icon = "zoom_out" if at.large else "zoom_in"
    return CircularPageView(
        title=_title(snapshot, at.opened) if at.opened is not None else "",
        where=text("circulars.page", page=at.page + 1, pages=at.paper.pages),
        seen=_seen(snapshot, at, text),
        words=text("circulars.opening") if at.paper.state is PaperState.OPENING else "",
        large=at.large,
        part=at.paper.band(at.band) if at.large else (0.0, 1.0),
        less=None if first else KeyView("key.circular.less", less, asks.TurnPage(-1), "back"),
        size=KeyView("key.circular.size", size, asks.EnlargePage(not at.large), icon),
        more=None if last else KeyView("key.circular.more", more, asks.TurnPage(1), "arrow_right", KeyKind.FILLED),
        outside=_outside_key(snapshot, at, text),
        back=_to_list(text),
    )


def _seen(snapshot: KioskSnapshot, at: AtCirculars, text: Text) -> str:
    if at.paper.missing:
        return text("circulars.missing")
    if not may_show_circular(snapshot):
        return ""
    return text("circulars.outside.seen") if at.outside else text("circulars.outside.public")


def _outside_key(snapshot: KioskSnapshot, at: AtCirculars, text: Text) -> KeyView | None:
    """It is offered beside the words that say who would see it: they have no room beside an enlarged page. The way
    back is always there."""
    if at.outside:
        hide = asks.ShowCircularOutside(False)
        return KeyView("key.circular.inside", text("circulars.outside.hide"), hide, "close", KeyKind.TOOL)
    if at.large or at.paper.missing or not may_show_circular(snapshot):
        return None
    return KeyView("key.circular.outside", text("circulars.outside.show"), asks.ShowCircularOutside(True), "people")


def _page_words(text: Text) -> tuple[str, str]:
    return text("circulars.page.before"), text("circulars.page.next")


def page_aloud(snapshot: KioskSnapshot, text: Text) -> Spoken:
    """What is written on the page; of a page that is a picture it is said that it is one."""
    at = snapshot.at_circulars or AtCirculars()
    lines = list(_sentences(at.paper.text)) or [text("circulars.no_words")]
    if at.paper.missing:  # a voice has them; who listens should know that eyes have not
        lines = [text("circulars.missing"), *lines]
    if at.paper.state is PaperState.OPENING:
        lines = [text("circulars.opening")]
    return Spoken(_page(snapshot, at), tuple(Said("", line) for line in lines[:MOST_SENTENCES]))


def _sentences(written: str) -> Iterator[str]:
    """Lines of a page, and what has a full stop in them."""
    for line in written.splitlines():
        for sentence in line.replace("。", "。\n").split("\n"):
            if any(letter.isalnum() for letter in sentence):
                yield sentence.strip()


def present_circular_text(snapshot: KioskSnapshot, text: Text) -> CircularTextView:
    """All blocks: the screen knows how many there is room for."""
    at = snapshot.at_circulars or AtCirculars()
    circular = at.opened
    return CircularTextView(
        title=_title(snapshot, circular) if circular is not None else "",
        about=DATES[snapshot.look.language].full_date(circular.issued) if circular is not None else "",
        blocks=text_blocks(at),
        first=at.first,
        read=block_read(snapshot),
        back=_to_list(text),
        less=KeyView("key.circular.less", text("guide.back"), asks.ReadFrom(0), "back"),
        more=KeyView("key.circular.more", text("guide.more"), asks.ReadFrom(0), "arrow_right", KeyKind.FILLED),
        seen=_seen(snapshot, at, text),
        is_outside=at.outside,
        outside=_outside_key(snapshot, at, text),
    )


def text_blocks(at: AtCirculars) -> tuple[Block, ...]:
    """Items with a dot before them."""
    return tuple(replace(one, text=_ITEM + one.text) if one.kind == "item" else one for one in at.paper.blocks)


def block_read(snapshot: KioskSnapshot) -> int:
    """The number of the block that is read aloud now; -1 for none."""
    place = snapshot.aloud.place(text_aloud(snapshot))
    return int(place) if place else -1


def text_aloud(snapshot: KioskSnapshot) -> Spoken:
    """From the block with which the screen begins; the screen goes along with the voice."""
    at = snapshot.at_circulars or AtCirculars()
    ahead = list(enumerate(at.paper.blocks))[at.first : at.first + MOST_SENTENCES]
    return Spoken(_page(snapshot, at), tuple(Said(str(index), block.text) for index, block in ahead))


def _page(snapshot: KioskSnapshot, at: AtCirculars) -> str:
    """What stands on the screen, by name: nothing of what was typed."""
    opened = f"{at.opened.id} {at.opened.coming}" if at.opened is not None else ""
    where = f"{at.part} {bool(at.search)} {opened} {at.paper.state.value} {at.page} {at.first}"
    return f"{snapshot.look.language} circulars {where}"


# --- keys ---


def _search(snapshot: KioskSnapshot, text: Text, kind: KeyKind) -> KeyView:
    wish = asks.SearchCirculars(first_plane(snapshot.look.language))
    return KeyView("key.circulars.search", text("circulars.search"), wish, "keyboard", kind)


def _all(text: Text) -> KeyView:
    return KeyView("key.circulars.all", text("circulars.all"), asks.ShowAllCirculars(), "board")


def _to_list(text: Text) -> KeyView:
    return KeyView("key.circular.list", text("circulars.to_list"), asks.GoBackInCirculars(), "board")


def _talk(text: Text, kind: KeyKind) -> KeyView:
    return KeyView("key.circulars.talk", text("guide.talk"), TalkToClerk(), "clerk", kind)

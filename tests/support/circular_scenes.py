"""Moments among the circulars: the list, a search, a page whole and enlarged, a text, none, and one that is refused."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from kiosk.content.circulars import read_circulars
from kiosk.domain.circular import Circular, CircularId, without_title
from kiosk.domain.circular_reading import AtCirculars, Paper, PaperState
from kiosk.domain.monitors import Plugged
from kiosk.domain.snapshot import HubState, KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.reader.document_child import page_of
from kiosk.reader.html_tree import blocks_of

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "circulars"
CIRCULARS = read_circulars(FOLDER).circulars
TEXT, PDF = CIRCULARS
COMING = (replace(PDF, id=CircularId("0" * 64), coming=True), TEXT)
MANY = (
    *CIRCULARS,
    *(
        Circular(
            CircularId(f"{n}.pdf"), f"みどり台 自治会だより 第{40 - n}号", "pdf", date(2026, 9, 28) - timedelta(30 * n)
        )
        for n in range(14)
    ),
)


@cache
def text_paper() -> Paper:
    return Paper(PaperState.THERE, blocks=without_title(TEXT, blocks_of((FOLDER / TEXT.id).read_bytes())))


@cache
def page_paper(width: int = 1840) -> Paper:
    pages, pixels, text, _ = page_of((FOLDER / PDF.id).read_bytes(), 0, width)
    return Paper(PaperState.THERE, pages, (pixels.shape[1], pixels.shape[0]), text)


def circular_scenes(home: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """By name; the moment from which they come is given."""
    topic = next(one for one in home.city.topics if one.id == "news")
    there = replace(
        home,
        visit=VisitState.ALONE,
        topic=topic,
        section=home.city.section(topic.section),
        circulars=CIRCULARS,
        at_circulars=AtCirculars(),
    )

    def at(where: AtCirculars) -> KioskSnapshot:
        return replace(there, at_circulars=where)

    page = AtCirculars(opened=PDF, paper=page_paper())

    def beside_large(where: AtCirculars) -> KioskSnapshot:
        return replace(at(where), monitors=Plugged(external=True))

    return {
        "circulars": there,
        "circulars_many": replace(there, circulars=MANY),
        "circulars_none": replace(there, circulars=(), hub=HubState.ONLINE),
        "circulars_none_yet": replace(there, circulars=(), hub=HubState.OFFLINE),
        "circulars_found": at(AtCirculars(search="ごみ")),
        "circulars_not_found": at(AtCirculars(search="ぬいぐるみ")),
        "circulars_coming": replace(there, circulars=COMING, hub=HubState.ONLINE),
        "circulars_as_of": replace(
            there, circulars=COMING, hub=HubState.OFFLINE, circulars_heard=home.clock - timedelta(days=1, minutes=30)
        ),
        "circulars_coming_opened": replace(at(AtCirculars(opened=COMING[0])), hub=HubState.ONLINE),
        "circulars_coming_later": replace(at(AtCirculars(opened=COMING[0])), hub=HubState.OFFLINE),
        "circulars_opening": at(AtCirculars(opened=PDF)),
        "circulars_refused": at(AtCirculars(opened=PDF, paper=Paper(PaperState.REFUSED))),
        "circular_search": at(AtCirculars(typing=True)),
        "circular_search_typed": at(AtCirculars(search="まつり", typing=True)),
        "circular_page": at(page),
        "circular_page_last": at(replace(page, page=1)),
        "circular_page_turning": at(replace(page, page=1, paper=replace(page_paper(), state=PaperState.OPENING))),
        "circular_page_large": at(replace(page, large=True, band=1)),
        "circular_page_missing": at(replace(page, paper=replace(page_paper(), missing=True))),
        "circular_page_offer": beside_large(page),
        "circular_page_outside": beside_large(replace(page, page=1, outside=True)),
        "circular_page_large_outside": beside_large(replace(page, large=True, band=1, outside=True)),
        "circular_text": at(AtCirculars(opened=TEXT, paper=text_paper())),
        "circular_text_offer": beside_large(AtCirculars(opened=TEXT, paper=text_paper())),
        "circular_text_outside": beside_large(AtCirculars(opened=TEXT, paper=text_paper(), outside=True)),
        "circular_text_end": at(AtCirculars(opened=TEXT, paper=text_paper(), first=len(text_paper().blocks) - 1)),
    }

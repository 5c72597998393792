"""A circular on the external monitor: the page or the text that the resident reads, and nothing else of the visit."""

from dataclasses import dataclass

from kiosk.domain.circular import Block
from kiosk.domain.circular_reading import AtCirculars, PaperState
from kiosk.domain.readings import plain
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.circulars import block_read, text_blocks
from ui.presenters.frame import mark_of
from ui.presenters.parts import Text


@dataclass(frozen=True)
class CircularOutsideView:
    """`part` is what is seen of the page's height, as shares from the top; `words` stand where its picture is not there
    yet."""

    title: str
    words: str
    part: tuple[float, float]
    mark: str
    mark_words: str


@dataclass(frozen=True)
class CircularTextOutsideView:
    """`first` is the block with which the resident's screen begins, `read` the one that is read aloud now, -1 for none;
    `more` what is said where there is more than room."""

    heading: str
    title: str
    blocks: tuple[Block, ...]
    first: int
    read: int
    more: str
    mark: str
    mark_words: str


def is_text(snapshot: KioskSnapshot) -> bool:
    """Whether the circular that is read is text, not pages."""
    at = snapshot.at_circulars
    return at is not None and at.opened is not None and at.opened.kind == "html"


def present_circular_text_outside(snapshot: KioskSnapshot, text: Text) -> CircularTextOutsideView:
    """The same text; what was searched for is not told here."""
    at = snapshot.at_circulars or AtCirculars()
    mark, mark_words = mark_of(snapshot.profile, snapshot.mock_active, text)
    return CircularTextOutsideView(
        heading=text("circulars.title"),
        title=plain(at.opened.title) if at.opened is not None else "",
        blocks=text_blocks(at),
        first=at.first,
        read=block_read(snapshot),
        more=text("circulars.outside.more"),
        mark=mark,
        mark_words=mark_words,
    )


def present_circular_outside(snapshot: KioskSnapshot, text: Text) -> CircularOutsideView:
    """As much of the page as on the resident's screen. What was searched for is not told here."""
    at = snapshot.at_circulars or AtCirculars()
    mark, mark_words = mark_of(snapshot.profile, snapshot.mock_active, text)
    return CircularOutsideView(
        title=text("circulars.outside.title", page=at.page + 1, pages=at.paper.pages),
        words="" if at.paper.state is PaperState.THERE else text("circulars.opening"),
        part=at.paper.band(at.band) if at.large else (0.0, 1.0),
        mark=mark,
        mark_words=mark_words,
    )

"""A circular on the external monitor: the page that the resident looks at, and nothing else of the visit."""

from dataclasses import dataclass

from kiosk.domain.circular_reading import AtCirculars, PaperState
from kiosk.domain.snapshot import KioskSnapshot
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

"""Makes the slip: a PDF of one or two A4 pages with its fonts inside, and copies of sheets behind them; the same bytes
for the same words."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.slip_sheet import MOST_PAGES, MarkedSheet, SlipPage, SlipSheet
from kiosk.records.slip_blocks import ROOMY, SNUG, Block, Blocks, Spacing
from kiosk.records.slip_lines import Setter
from kiosk.records.slip_marked import draw_marked
from kiosk.records.typefaces import Typefaces

_A4: Final = (595.28, 841.89)
_EDGE_PT: Final = 36.0
_ROOM_PT: Final = _A4[1] - 2 * _EDGE_PT

rl_config.useA85 = 0  # pictures as they are: written in letters they take an eighth of a second and a quarter more room
Sheet = list[Block]
"""What stands on one side of paper, from the top."""


class SlipTooLong(ValueError):
    """The words do not fit on the paper, even with all things left out: the city's own texts are too long."""


Copies = Sequence[tuple[MarkedSheet, bytes]]
"""Sheets with their pictures, JPEG."""


def make_slip(sheet: SlipSheet, typefaces: Typefaces, copies: Copies = ()) -> bytes:
    """The PDF, with no date, maker or title in it. Raises NoGlyph for a letter that no face has, SlipTooLong, and
    OSError or TTFError for fonts that are missing or broken, OSError for a picture that is none."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=_A4, invariant=1, pageCompression=1)
    _say_nothing(canvas)
    try:
        for page in sheet:
            for side, foot in _laid(page, typefaces, max(1, MOST_PAGES // len(sheet))):
                _draw(canvas, side, foot)
        for marked, picture in copies:
            draw_marked(canvas, marked, picture, typefaces, (_EDGE_PT, _EDGE_PT, _A4[0] - _EDGE_PT, _A4[1] - _EDGE_PT))
    finally:
        typefaces.runs.cache_clear()  # it has the words of this visit; the faces themselves stay loaded
    canvas.save()
    return out.getvalue()


def _say_nothing(canvas: Any) -> None:
    """What a PDF says of itself is read on every screen and in every queue."""
    for tell in (canvas.setTitle, canvas.setAuthor, canvas.setSubject, canvas.setKeywords):
        tell("")
    canvas.setCreator("")
    canvas.setProducer("")


def _laid(page: SlipPage, typefaces: Typefaces, sides: int) -> list[tuple[Sheet, Sheet]]:
    """Each side's blocks from the top, and those from the lower edge: on one side if that can be, or cut short."""
    body, foot = _blocks(page, typefaces, SNUG)
    for spacing, most in ((ROOMY, 1), (SNUG, 1), (ROOMY, sides), (SNUG, sides)):
        laid = _filled(*_blocks(page, typefaces, spacing))
        if len(laid) <= most:
            return laid
    note = Blocks(page, Setter(typefaces, page.language), SNUG).note(page.cut)
    for kept in _with_less(body, note):
        laid = _filled(kept, foot)
        if len(laid) <= sides:
            return laid
    raise SlipTooLong("the city's texts are too long for a slip of two pages")


def _with_less(body: Sheet, note: Block) -> Iterator[Sheet]:
    """One thing less each time, from the last on, then one line less; where they stood, it says who knows the rest."""
    things = [index for index, block in reversed(list(enumerate(body))) if block.thing]
    lines = [index for index, block in reversed(list(enumerate(body))) if block.line]
    gone: set[int] = set()
    for index in (*things, *lines):
        gone.add(index)
        before = [block for i, block in enumerate(body[:index]) if i not in gone]
        after = [block for i, block in enumerate(body[index:], index) if i not in gone]
        yield [*before, note, *after]


def _blocks(page: SlipPage, typefaces: Typefaces, spacing: Spacing) -> tuple[Sheet, Sheet]:
    setter = Setter(typefaces, page.language)
    made = Blocks(page, setter, spacing)
    body, foot = made.body(), made.foot()
    return body, [*foot, made.note(page.varied)] if setter.varied else foot


def _filled(body: Sheet, foot: Sheet) -> list[tuple[Sheet, Sheet]]:
    """Side after side; a heading goes with what follows it, the foot stands on the last."""
    sides: list[Sheet] = [[]]
    for index, block in enumerate(body):
        together = block.height + (body[index + 1].height if block.keep and index + 1 < len(body) else 0.0)
        if sides[-1] and _height(sides[-1]) + together > _ROOM_PT:
            sides.append([])
        sides[-1].append(block)
    if _height(sides[-1]) + _height(foot) > _ROOM_PT:
        sides.append([])
    return [(side, foot if side is sides[-1] else []) for side in sides]


def _height(blocks: Sheet) -> float:
    return sum(block.height for block in blocks)


def _draw(canvas: Any, side: Sheet, foot: Sheet) -> None:
    top = _A4[1] - _EDGE_PT
    for block in side:
        block.draw(canvas, top)
        top -= block.height
    top = _EDGE_PT + _height(foot)
    for block in foot:
        block.draw(canvas, top)
        top -= block.height
    canvas.showPage()

"""One picture of a sheet out of the pieces in which it travelled."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from PIL import Image

from kiosk.domain.still import StillPiece

MOST_SIDE_PX: Final = 2600
"""Of the longer side: 220 pixels an inch on A4, finer than what print of a slip's printer shows."""
_QUALITY: Final = 88


def page_picture(pieces: Sequence[StillPiece]) -> bytes | None:
    """The sheet as a JPEG, seen from straight above; what its eye filled stays filled, flat. None without a whole
    picture to begin with. Raises OSError or ValueError for a piece that is broken."""
    if not pieces or not pieces[0].is_whole:
        return None
    whole = pieces[0].page_px
    page = Image.new("RGB", whole)
    for piece in pieces:
        if not piece.fits or piece.page_px != whole:
            raise ValueError("a piece of another page")
        left, top, right, bottom = piece.area
        with Image.open(BytesIO(piece.data), formats=("WEBP",)) as opened:
            picture = opened.convert("RGB")
        size = (right - left, bottom - top)
        page.paste(picture if picture.size == size else picture.resize(size), (left, top))
    scale = min(1.0, MOST_SIDE_PX / max(whole))
    if scale < 1:
        page = page.resize((round(whole[0] * scale), round(whole[1] * scale)), reducing_gap=2.0)
    out = BytesIO()
    page.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return out.getvalue()

"""Sharp pictures of a resting sheet on the wire: pieces in chunks, their receipts, and whether it still rests."""

from typing import Annotated

from msgspec import Meta

from kiosk.domain.still import MOST_BYTES, MOST_SIDE_PX
from kiosk.wire.channels import BULK_CHUNK
from kiosk.wire.parts import Count, Message

SheetNumber = Annotated[int, Meta(ge=0, le=1 << 50)]
_Px = Annotated[int, Meta(ge=0, le=MOST_SIDE_PX)]


class StillComing(Message, frozen=True):
    """On `sure`: a picture of that sheet is being made, and will want the line to itself in both directions:
    receipts that wait in a queue are as bad as pieces that do."""

    sheet: SheetNumber


class StillBegin(Message, frozen=True):
    """On `bulk`: piece `n` begins, `length` bytes of a WebP picture of the rectangle left, top, right, bottom of a
    sheet of `page` pixels, width and height. Said again on a new connection, it goes on where it was."""

    n: Count
    sheet: SheetNumber
    page: tuple[_Px, _Px]
    area: tuple[_Px, _Px, _Px, _Px]
    needed: bool
    length: Annotated[int, Meta(ge=1, le=MOST_BYTES)]


class StillChunk(Message, frozen=True):
    """On `bulk`: bytes of piece `n` from `at` on."""

    n: Count
    at: Annotated[int, Meta(ge=0, le=MOST_BYTES)]
    content: Annotated[bytes, Meta(min_length=1, max_length=BULK_CHUNK)]


class StillGot(Message, frozen=True):
    """On `sure`, back: of piece `n`, `length` bytes are here, and all of the pieces before it."""

    n: Count
    length: Annotated[int, Meta(ge=0, le=MOST_BYTES)]


class StillRests(Message, frozen=True):
    """On `bulk`, behind the pieces that show it: that sheet lies still. On `sure`, with sheet 0: something moves. One
    with a lower `n` than was heard came late."""

    n: Count
    sheet: SheetNumber


class StillPlease(Message, frozen=True):
    """On `sure`, back: nothing is known of that sheet; it is asked for as a whole."""

    sheet: SheetNumber


class StillsGone(Message, frozen=True):
    """On `sure`: of the pieces up to `n` nothing may be seen any more, also of those that are still on their way."""

    n: Count


StillMessage = StillComing | StillBegin | StillChunk | StillGot | StillRests | StillPlease | StillsGone

"""An older sheet that is being read again from what is kept of it, one piece at a time: what lies there goes before."""

from collections import deque

from kiosk.reader.keeping import KeptPiece, KeptSheet
from kiosk.reader.pages import SheetPage


class Opening:
    """Used under the lock of who holds it. `ticket` is that of the piece that is being read, 0 while none is."""

    def __init__(self, kept: KeptSheet) -> None:
        self.sheet = kept.sheet
        self.page = SheetPage(kept.sheet, kept.page_px)
        self.ticket = 0
        self.laid = False
        self._left = deque(kept.pieces)
        self._reading: KeptPiece | None = None

    @property
    def next(self) -> KeptPiece | None:
        """The piece to be read now; None while one is being read, and when none is left."""
        return self._left[0] if self._left and not self.ticket else None

    @property
    def is_read(self) -> bool:
        """Whether all that is kept is on the page, which is not laid yet."""
        return not (self._left or self.ticket or self.laid)

    def asked(self, ticket: int) -> None:
        """The next piece is being read."""
        self.ticket = ticket
        self._reading = self._left.popleft()

    def paste(self, pixels: bytearray) -> None:
        """That piece is here."""
        assert self._reading is not None
        self.page.paste(self.ticket, self._reading.area, pixels)
        self.ticket = 0

    def overwrite(self) -> None:
        """No pixel of it stays here."""
        self.page.overwrite()

"""Small pictures of sheets, by the number of the sheet: made by one thread, painted by another."""

import threading
from collections.abc import Callable, Collection

from kiosk.domain.picture import Picture, Slot


class Thumbs:
    """All methods may be called by any thread; listeners are called by the one that changed something and must return
    at once. What goes is overwritten."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._slots: dict[int, Slot] = {}
        self._listeners: tuple[Callable[[], None], ...] = ()

    def put(self, sheet: int, picture: Picture) -> None:
        """That sheet looks like this from now on."""
        with self._lock:
            slot = self._slots.setdefault(sheet, Slot())
            slot.clear()
            slot.put(picture)
        self._tell()

    def of(self, sheet: int) -> Picture | None:
        """How a sheet looks, if that is known."""
        with self._lock:
            slot = self._slots.get(sheet)
            return slot.newest() if slot is not None else None

    def keep_only(self, sheets: Collection[int]) -> None:
        """Nothing stays of any other sheet."""
        with self._lock:
            gone = [self._slots.pop(sheet) for sheet in list(self._slots) if sheet not in sheets]
            for slot in gone:
                slot.clear()
        if gone:
            self._tell()

    def listen(self, listener: Callable[[], None]) -> None:
        """Calls `listener` after each change."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

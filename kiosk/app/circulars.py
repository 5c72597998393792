"""Circulars behind CircularsPort, and the program `circulars`, which says what is wrong with a folder."""

import logging
import sys
import threading
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from kiosk.app import crashes
from kiosk.app.circular_check import faults_inside
from kiosk.app.circular_shelf import Shelf
from kiosk.app.settings import EndSettings, beside
from kiosk.content.circular_cache import CircularCache
from kiosk.content.circulars import read_circulars
from kiosk.content.toml import BadFile
from kiosk.domain.circular import Circular, shown
from kiosk.domain.circular_delivery import Heard, Piece
from kiosk.domain.picture import Picture, Slot
from kiosk.flows.ports import CircularEvent, CircularOpened
from kiosk.reader.documents import Documents, Opened, Wanted
from kiosk.reader.in_turn import InTurn

log = logging.getLogger(__name__)

WIDTH_PX: Final = 1840
"""As wide as an enlarged page is on the resident's screen."""


def run_circulars(folder: Path) -> int:
    """One line a fault; 1 if something is wrong."""
    rack = read_circulars(folder)
    said = [*rack.said, *faults_inside(folder, rack.circulars)]
    sys.stderr.writelines(f"{line}\n" for line in said)
    today = len(shown(rack.circulars, date.today()))
    sys.stdout.write(f"{len(rack.circulars)} circulars, {today} of them are shown today\n")
    return 1 if said else 0


def circular_folder(settings: EndSettings, config: Path) -> Path | None:
    """Where settings say that circulars of the kiosk's own lie."""
    folder = settings.circulars.folder if settings.circulars is not None else None
    return beside(config, folder) if folder is not None else None


def shelf_of(settings: EndSettings, config: Path, today: Callable[[], date]) -> Shelf | None:
    """All circulars that settings want; None without their table."""
    if settings.circulars is None:
        return None
    return Shelf(circular_folder(settings, config), CircularCache(beside(config, settings.circulars.cache)), today)


class Circulars:
    """See CircularsPort; its methods are called on the GUI thread. What waits for the disk or for the child is done in
    a thread beside, and in another one what comes from the hub: the wipe does not wait for that. `said` is called on
    those threads or on the child's watch; the page's picture lies in `slot`. The child waits, warm, from the first look
    on."""

    def __init__(self, shelf: Shelf, slot: Slot, said: Callable[[CircularEvent], None]) -> None:
        self._shelf = shelf
        self._slot = slot
        self._said = said
        self._steps = InTurn("circulars")
        self._coming = InTurn("circulars of the hub")
        self._lock = threading.Lock()
        self._number = 0
        self._documents = Documents(self._opened)

    def start(self) -> None:
        """Once: what was kept is shown, and the hub's are fetched from then on."""
        self._coming.ask(self._load)

    def offered(self, heard: Heard) -> None:
        """See CircularsPort."""
        self._coming.ask(lambda: self._deliver(lambda: self._shelf.offered(heard)))

    def add(self, piece: Piece, content: bytes) -> None:
        """See CircularsPort."""
        self._coming.ask(lambda: self._deliver(lambda: self._shelf.add(piece, content), piece))

    def line_came(self) -> None:
        """See CircularsPort."""
        self._coming.ask(lambda: self._deliver(self._shelf.line_came))

    def line_went(self, at: datetime) -> None:
        """See CircularsPort."""
        self._coming.ask(lambda: self._deliver(lambda: self._shelf.line_went(at)))

    def look(self) -> None:
        """See CircularsPort."""
        self._steps.ask(self._look)

    def open(self, number: int, circular: Circular, page: int) -> None:
        """See CircularsPort."""
        with self._lock:
            self._number = number
        self._steps.ask(lambda: self._open(number, circular, page))

    def close(self) -> None:
        """See CircularsPort. Any thread."""
        with self._lock:
            self._number = 0
        self._documents.forget()
        self._slot.clear()

    def end(self) -> None:
        """Any thread: closes what is open and ends the child; `ended` says when that is done."""
        self.close()
        self._steps.ask(self._documents.stop)

    def ended(self, within_s: float) -> bool:
        """Any thread: waits until what was asked before is done; False if that took longer."""
        return self._steps.done(within_s)

    def delivered(self, within_s: float) -> bool:
        """Any thread: the same of what came from the hub."""
        return self._coming.done(within_s)

    # --- in the thread of what comes from the hub ---

    def _load(self) -> None:
        self._shelf.look()
        self._deliver(self._shelf.load)

    def _deliver(self, step: Callable[[], None], taken: Piece | None = None) -> None:
        """A list that is as it was is not told again. Whatever fails, the flow hears how it stands."""
        before = self._shelf.listed()
        try:
            step()
        finally:
            now = self._shelf.listed()
            if now != before:
                self._said(now)
            self._said(self._shelf.stands(taken))

    # --- in the thread beside ---

    def _look(self) -> None:
        """What is wrong is for who fills the folder: `main.py circulars` says it line by line."""
        self._shelf.look()
        self._tell()
        self._documents.start()

    def _tell(self) -> None:
        self._said(self._shelf.listed())
        self._said(self._shelf.stands())

    def _open(self, number: int, circular: Circular, page: int) -> None:
        if not self._is_wanted(number):
            return
        try:
            document = self._shelf.document(circular)
        except BadFile:
            self._said(CircularOpened(number, refused="gone"))
            self._tell()
            return
        self._documents.start()
        self._documents.open(Wanted(number, document, circular.kind, page, WIDTH_PX))

    def _is_wanted(self, number: int) -> bool:
        with self._lock:
            return number == self._number

    # --- on the watch thread ---

    def _opened(self, opened: Opened) -> None:
        """Under the lock, so that what is closed meanwhile lays no picture any more."""
        if opened.refused:
            log.warning("a circular is not shown: %(kind)s", {"kind": opened.refused})
        try:
            with self._lock:
                if opened.ticket != self._number:
                    return
                if opened.pixels is not None:
                    self._slot.clear()
                    self._slot.put(_picture(opened, opened.pixels))
        except Exception as error:
            crashes.say("a circular was not shown", error)
            return
        said = opened.pages, opened.size, opened.text, opened.blocks, opened.refused, opened.missing
        self._said(CircularOpened(opened.ticket, *said))


def _picture(opened: Opened, pixels: bytearray) -> Picture:
    width, height = opened.size
    return Picture(pixels, width, height, 4 * width, opened.ticket, time.monotonic(), width, height)

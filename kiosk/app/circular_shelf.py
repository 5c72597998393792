"""All circulars of a kiosk: its own folder's, and those that come from the hub, piece by piece, into a cache."""

import hashlib
import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from kiosk.content.circular_cache import CircularCache
from kiosk.content.circulars import read_circulars, read_document
from kiosk.content.toml import BadFile
from kiosk.domain.circular import Circular
from kiosk.domain.circular_delivery import Delivery, Digest, Heard, Offer, Piece, length_of
from kiosk.flows.circular_ports import CircularsListed, DeliveryStands

log = logging.getLogger(__name__)

_Mark = tuple[int, int, int]
_MB: Final = 1_000_000


def look_at_cache(folder: Path) -> str:
    """How much of the hub's is kept, for the doctor. Raises BadFile where nothing can be."""
    there = folder if folder.exists() else next(one for one in folder.parents if one.exists())
    if not there.is_dir() or not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        raise BadFile(f"{folder}: 書けません。フォルダの 持ち主と 許可を 見てください")
    cache = CircularCache(folder)
    whole, begun = cache.sizes()
    of_list = f"、一覧 {len(cache.heard().offers)}件"
    return f"{len(whole)}件 {sum(whole.values()) / _MB:.1f}MB、途中 {len(begun)}件{of_list if whole or begun else ''}"


class Shelf:
    """Every method may wait for a disk. What comes from the hub is told in one thread, what a resident asks for may be
    asked in another. A disk that does not write ends the fetching until there is another list or another line."""

    def __init__(self, folder: Path | None, cache: CircularCache, today: Callable[[], date]) -> None:
        self._folder = folder
        self._cache = cache
        self._today = today
        self._lock = threading.Lock()
        self._comparing = threading.Lock()
        self._own: tuple[Circular, ...] = ()
        self._digests: dict[str, tuple[_Mark, Digest]] = {}
        self._heard = Heard()
        self._delivery = Delivery()
        self._writes = True

    # --- what is told ---

    def listed(self) -> CircularsListed:
        """What stands there now. Without circulars of the hub there is no time until which they were so."""
        with self._lock:
            standing = self._delivery.standing(self._own, self._today())
            return CircularsListed(standing, self._heard.at if self._heard.offers else None)

    def stands(self, taken: Piece | None = None) -> DeliveryStands:
        """What is to be asked for next; `taken` is what was asked for before."""
        with self._lock:
            wanted = self._delivery.next_piece(self._today()) if self._writes else None
            return DeliveryStands(self._heard.revision or None, wanted, taken)

    # --- a resident ---

    def look(self) -> None:
        """Reads the own folder anew."""
        if self._folder is None:
            return
        rack = read_circulars(self._folder)
        if rack.said:
            log.warning("circulars: %(number)d faults, see main.py circulars", {"number": len(rack.said)})
        with self._lock:
            self._own = rack.circulars
        self._find_doubles()

    def document(self, circular: Circular) -> bytes:
        """The bytes of one that is listed. Raises BadFile; what is not there any more is fetched anew."""
        offer = self._delivery.offer(circular.id)
        if offer is None and self._folder is not None:
            return read_document(self._folder, circular.id)
        if offer is None:
            raise BadFile("a circular is not on the list any more")
        try:
            return self._cache.document(offer.digest)
        except BadFile:
            self._change(lambda delivery: delivery.came_wrong(offer.digest))
            raise

    # --- the hub ---

    def load(self) -> None:
        """What was kept before the program began."""
        with self._writing():
            self._take(self._cache.heard())

    def offered(self, heard: Heard) -> None:
        """Another list."""
        with self._writing():
            self._take(heard)
            self._cache.keep(heard)

    def add(self, piece: Piece, content: bytes) -> None:
        """A piece has come; without content the hub has it no more."""
        offer = self._delivery.offer(piece.digest)
        if offer is None or offer.digest in self._delivery.whole:
            return
        with self._writing():
            if not content:
                self._change(lambda delivery: delivery.lacking(piece.digest))
            elif len(content) != length_of(offer.size, piece.number):
                self._cache.throw_away(offer.digest)
                self._came_wrong(offer)
            else:
                self._grown(offer, self._cache.add(offer, piece.number, content))

    def line_came(self) -> None:
        """What could not be had may be had now."""
        self._writes = True
        self._change(lambda delivery: replace(delivery, absent=frozenset()))

    def line_went(self, at: datetime) -> None:
        """The list was so until now."""
        if not self._heard.revision:
            return
        self._heard = replace(self._heard, at=at)
        with self._writing():
            self._cache.keep(self._heard)

    # --- inside ---

    def _change(self, change: Callable[[Delivery], Delivery]) -> None:
        with self._lock:
            self._delivery = change(self._delivery)

    def _take(self, heard: Heard) -> None:
        """A list, with what is on the disk of it; what is not on it goes from there."""
        self._writes = True
        with self._lock:
            self._heard, self._delivery = heard, Delivery(heard.offers)
        self._find_doubles()
        self._cache.sweep(self._delivery.kept(self._today()))
        whole, begun = self._cache.sizes()
        right = {one.digest for one in heard.offers if whole.get(one.digest) == one.size}
        for digest in whole.keys() - right:
            self._cache.throw_away(digest)
        self._change(lambda delivery: replace(delivery, whole=frozenset(right)))
        for offer in heard.offers:
            if offer.digest in begun and offer.digest not in right:
                self._grown(offer, begun[offer.digest])

    def _grown(self, offer: Offer, size: int) -> None:
        if size < offer.size:
            self._change(lambda delivery: delivery.grown(offer.digest, size))
        elif self._cache.finish(offer):
            self._change(lambda delivery: delivery.finished(offer.digest))
        else:
            self._came_wrong(offer)

    def _came_wrong(self, offer: Offer) -> None:
        self._change(lambda delivery: delivery.came_wrong(offer.digest))
        if offer.digest in self._delivery.refused:
            log.warning("a circular came wrong twice and is not shown")

    def _find_doubles(self) -> None:
        """Which of the hub's lie in the own folder as well: looked at where a file has the size of one of them."""
        with self._comparing:
            sizes = {offer.size for offer in self._delivery.offers}
            found = frozenset(filter(None, [self._digest(one, sizes) for one in self._own]))
            self._change(lambda delivery: replace(delivery, doubles=found))

    def _digest(self, circular: Circular, sizes: set[int]) -> Digest | None:
        assert self._folder is not None
        try:
            with (self._folder / circular.id).open("rb") as file:
                stat = os.fstat(file.fileno())
                if stat.st_size not in sizes:
                    return None
                mark = stat.st_ino, stat.st_size, stat.st_mtime_ns
                known = self._digests.get(circular.id)
                if known is None or known[0] != mark:
                    known = mark, Digest(hashlib.file_digest(file, "sha256").hexdigest())
                    self._digests[circular.id] = known
                return known[1]
        except OSError:
            return None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._writes = False
            log.warning("circulars of the hub cannot be kept: %(kind)s", {"kind": type(error).__name__})

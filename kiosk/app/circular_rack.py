"""The folder of circulars that a hub serves: looked at now and then, read when it rests."""

import hashlib
import os
from pathlib import Path
from typing import Final

from kiosk.app.at_rest import AtRest
from kiosk.content.circulars import LIST_FILE, read_circulars
from kiosk.domain.circular_delivery import MAX_KEPT, PIECE, Digest, Offer, offer_of
from kiosk.hub.circulars import Racked

Mark = tuple[int, int, int]
"""What changes with a file: its identity, size, and time of change."""
_MB: Final = 1_000_000


class FolderRack:
    """`RackPort` over a folder. A document's digest is made anew only when its file has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._at_rest = AtRest(self._marks, self._read)
        self._known: dict[str, tuple[Mark, Digest]] = {}
        self._files: dict[Digest, tuple[str, Mark]] = {}

    def look(self) -> Racked | None:
        """See RackPort. What is wrong is told once, until the folder changes again."""
        return self._at_rest.look()

    def piece(self, digest: Digest, number: int) -> bytes:
        """See RackPort. A file that is another one by now has no pieces."""
        name, mark = self._files.get(digest, ("", None))
        try:
            with (self._folder / name).open("rb") as file:
                if mark is None or _mark_of(os.fstat(file.fileno())) != mark:
                    return b""
                file.seek(number * PIECE)
                return file.read(PIECE)
        except OSError:
            return b""

    def _marks(self) -> object:
        """Of the list and of all that lies beside it."""
        try:
            with os.scandir(self._folder) as found:
                return frozenset((one.name, _mark_of(one.stat(follow_symlinks=False))) for one in found)
        except OSError:
            return None

    def _read(self) -> Racked:
        try:
            return self._racked()
        except OSError as error:
            return Racked(faults=(f"{self._folder}: cannot be read ({type(error).__name__})",))

    def _racked(self) -> Racked:
        rack = read_circulars(self._folder)
        if rack.said:
            return Racked(faults=rack.said)
        known = {str(one.id): self._digest(one.id) for one in rack.circulars}
        offers = tuple(offer_of(one, known[one.id][1], known[one.id][0][1]) for one in rack.circulars)
        faults = (*self._doubles(known), *self._too_much(offers))
        if not faults:
            self._known = known
            self._files = {digest: (name, mark) for name, (mark, digest) in known.items()}
        return Racked(faults=faults) if faults else Racked(offers)

    def _digest(self, name: str) -> tuple[Mark, Digest]:
        with (self._folder / name).open("rb") as file:
            mark = _mark_of(os.fstat(file.fileno()))
            before = self._known.get(name)
            if before is not None and before[0] == mark:
                return before
            return mark, Digest(hashlib.file_digest(file, "sha256").hexdigest())

    def _doubles(self, known: dict[str, tuple[Mark, Digest]]) -> tuple[str, ...]:
        names: dict[Digest, str] = {}
        faults = []
        for name, (_, digest) in known.items():
            if digest in names:
                faults.append(f"{self._folder / name}: the same as '{names[digest]}'; take one out of {LIST_FILE}")
            names.setdefault(digest, name)
        return tuple(faults)

    def _too_much(self, offers: tuple[Offer, ...]) -> tuple[str, ...]:
        size = sum(one.size for one in offers)
        if size <= MAX_KEPT:
            return ()
        said = f"{size / _MB:.0f} MB together; a kiosk keeps {MAX_KEPT // _MB} MB: take out what is old"
        return (f"{self._folder / LIST_FILE}: {said}",)


def _mark_of(found: os.stat_result) -> Mark:
    return found.st_ino, found.st_size, found.st_mtime_ns

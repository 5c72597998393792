"""Circulars of the hub on a kiosk's disk, for they are public: a file a document, named by its digest, and the list."""

import contextlib
import hashlib
import os
from collections.abc import Container, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk.content.toml import BadFile
from kiosk.domain.circular import MAX_BYTES, MAX_CIRCULARS
from kiosk.domain.circular_delivery import PIECE, Digest, Heard, Offer, length_of
from kiosk.wire.circulars import CircularLine, line_of, offer_of
from kiosk.wire.parts import Id

_LIST: Final = "list.json"
_BEGUN: Final = ".part"
_NEW: Final = ".new"
_DIGITS: Final = frozenset("0123456789abcdef")
_DIGEST_LETTERS: Final = 64
_MAX_LIST_BYTES: Final = 1_000_000


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    revision: Id
    at: datetime
    circulars: Annotated[tuple[CircularLine, ...], Meta(max_length=MAX_CIRCULARS)]


class CircularCache:
    """Everything waits for the disk. What writes raises OSError where it cannot; nothing else in the folder is
    touched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def heard(self) -> Heard:
        """The list that was kept last; an empty one if there is none, or it cannot be read."""
        try:
            with (self._folder / _LIST).open("rb") as file:
                read = msgspec.json.decode(file.read(_MAX_LIST_BYTES), type=_File)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return Heard()
        return Heard(read.revision, tuple(offer_of(line) for line in read.circulars), read.at)

    def keep(self, heard: Heard) -> None:
        """Puts the list in the place of the one before, whole or not at all. A city that has no circulars gets no
        folder for them."""
        if heard.at is None or not (heard.offers or self._folder.exists()):
            return
        written = _File(heard.revision, heard.at, tuple(line_of(offer) for offer in heard.offers))
        self._folder.mkdir(parents=True, exist_ok=True)
        new = self._folder / (_LIST + _NEW)
        with new.open("wb") as file:
            file.write(msgspec.json.encode(written))
            _to_disk(file.fileno())
        new.replace(self._folder / _LIST)

    def sizes(self) -> tuple[dict[Digest, int], dict[Digest, int]]:
        """How many bytes there are of whole documents, and of those that were begun."""
        whole: dict[Digest, int] = {}
        begun: dict[Digest, int] = {}
        for digest, file in self._documents():
            with contextlib.suppress(FileNotFoundError):  # thrown away meanwhile by who opened it
                (begun if file.suffix == _BEGUN else whole)[digest] = file.stat().st_size
        return whole, begun

    def add(self, offer: Offer, number: int, content: bytes) -> int:
        """Puts a piece behind those that are there, if it is the next one; how many bytes there are then. What a power
        cut left half-written is cut off."""
        if len(content) != length_of(offer.size, number):
            raise ValueError("a piece of another length")
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._begun(offer.digest).open("ab") as file:
            there = file.tell() // PIECE * PIECE
            file.truncate(there)
            if there == number * PIECE:
                file.seek(there)
                there += file.write(content)
        return there

    def finish(self, offer: Offer) -> bool:
        """Whether what was begun is what it should be; then it is whole, else thrown away."""
        begun = self._begun(offer.digest)
        with begun.open("rb+") as file:
            well = hashlib.file_digest(file, "sha256").hexdigest() == offer.digest
            if well:
                _to_disk(file.fileno())
        if well:
            begun.replace(self._folder / offer.digest)
        else:
            begun.unlink()
        return well

    def throw_away(self, digest: Digest) -> None:
        """Nothing is left of it."""
        (self._folder / digest).unlink(missing_ok=True)
        self._begun(digest).unlink(missing_ok=True)

    def sweep(self, keep: Container[Digest]) -> None:
        """Only these stay."""
        for digest, file in list(self._documents()):
            if digest not in keep:
                file.unlink(missing_ok=True)

    def document(self, digest: Digest) -> bytes:
        """The bytes, checked once more. Raises BadFile; what a disk has changed is thrown away."""
        try:
            with (self._folder / digest).open("rb") as file:
                content = file.read(MAX_BYTES + 1)
            if hashlib.sha256(content).hexdigest() == digest:
                return content
            self.throw_away(digest)
        except OSError as error:
            raise BadFile(f"{self._folder}: cannot be read ({type(error).__name__})") from None
        raise BadFile(f"{self._folder}: a circular is not what it was")

    def _begun(self, digest: Digest) -> Path:
        return self._folder / (digest + _BEGUN)

    def _documents(self) -> Iterator[tuple[Digest, Path]]:
        """What has a digest for a name, whole or begun."""
        if not self._folder.is_dir():
            return
        for file in sorted(self._folder.iterdir()):
            name = file.name.removesuffix(_BEGUN)
            if len(name) == _DIGEST_LETTERS and _DIGITS.issuperset(name) and file.is_file():
                yield Digest(name), file


def _to_disk(descriptor: int) -> None:
    """A name never stands for bytes that a power cut takes along."""
    os.fsync(descriptor)

"""The cache on the disk: whole or not there, whatever cut the writing off, and nobody else's file is touched."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.content.circular_cache import CircularCache
from kiosk.content.toml import BadFile
from kiosk.domain.circular import Circular, CircularId
from kiosk.domain.circular_delivery import PIECE, Digest, Heard, Offer

BYTES = bytes(range(256)) * 300
AT = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)


def offer_for(content: bytes) -> Offer:
    digest = hashlib.sha256(content).hexdigest()
    return Offer(Circular(CircularId(digest), "夏まつり", "pdf", date(2026, 11, 1), None, "なつ"), len(content))


OFFER = offer_for(BYTES)
PIECES = [BYTES[at : at + PIECE] for at in range(0, len(BYTES), PIECE)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "cache"


@pytest.fixture
def cache(folder: Path) -> CircularCache:
    return CircularCache(folder)


def fill(cache: CircularCache, pieces: list[bytes] = PIECES) -> None:
    for number, piece in enumerate(pieces):
        cache.add(OFFER, number, piece)


def test_nothing_is_there_before_something_is_kept(cache: CircularCache, folder: Path) -> None:
    assert (cache.heard(), cache.sizes()) == (Heard(), ({}, {}))
    cache.sweep(())
    cache.keep(Heard("r0", (), AT))
    assert not folder.exists()


def test_the_list_comes_back_as_it_was(cache: CircularCache) -> None:
    heard = Heard("r1", (OFFER,), AT)
    cache.keep(heard)
    cache.keep(heard)
    assert cache.heard() == heard


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"revision": "r1"}', b'{"revision":"r1","at":1,"x":2}'])
def test_a_list_that_cannot_be_read_is_none(cache: CircularCache, folder: Path, content: bytes) -> None:
    folder.mkdir(parents=True)
    (folder / "list.json").write_bytes(content)
    assert cache.heard() == Heard()


def test_pieces_make_a_document_that_stands_under_its_digest(cache: CircularCache, folder: Path) -> None:
    fill(cache)
    assert cache.sizes() == ({}, {OFFER.digest: len(BYTES)})
    assert cache.finish(OFFER)
    assert cache.sizes() == ({OFFER.digest: len(BYTES)}, {})
    assert [file.name for file in folder.iterdir()] == [OFFER.digest]
    assert cache.document(OFFER.digest) == BYTES


def test_a_piece_that_comes_twice_or_too_early_changes_nothing(cache: CircularCache) -> None:
    assert cache.add(OFFER, 1, PIECES[1]) == 0
    assert cache.add(OFFER, 0, PIECES[0]) == cache.add(OFFER, 0, PIECES[0]) == PIECE
    with pytest.raises(ValueError, match="length"):
        cache.add(OFFER, 1, PIECES[1][:-1])


def test_what_a_power_cut_left_in_the_middle_of_a_piece_is_written_anew(cache: CircularCache, folder: Path) -> None:
    fill(cache, PIECES[:1])
    with (folder / f"{OFFER.digest}.part").open("ab") as file:
        file.write(b"half of a pie")
    assert cache.add(OFFER, 1, PIECES[1]) == 2 * PIECE
    assert cache.add(OFFER, 2, PIECES[2]) == len(BYTES)
    assert cache.finish(OFFER)


def test_what_is_not_what_it_should_be_is_thrown_away(cache: CircularCache, folder: Path) -> None:
    fill(cache, [bytes(len(piece)) for piece in PIECES])
    assert not cache.finish(OFFER)
    assert list(folder.iterdir()) == []


def test_a_document_that_the_disk_has_changed_is_not_given(cache: CircularCache, folder: Path) -> None:
    fill(cache)
    cache.finish(OFFER)
    (folder / OFFER.digest).write_bytes(BYTES[:-1] + b"?")
    for said in ("not what it was", "FileNotFoundError"):
        with pytest.raises(BadFile, match=said):
            cache.document(OFFER.digest)


def test_what_is_not_on_the_list_goes_and_what_is_not_ours_stays(cache: CircularCache, folder: Path) -> None:
    other = offer_for(b"other")
    fill(cache, PIECES[:2])
    cache.add(other, 0, b"other")
    cache.finish(other)
    strangers = {"list.json", "letter.pdf", "ab.part", "g" * 64, "A" * 64}
    for name in strangers:
        (folder / name).write_bytes(b"x")
    (folder / ("f" * 64)).mkdir()
    cache.sweep({other.digest})
    assert {file.name for file in folder.iterdir()} == strangers | {"f" * 64, other.digest}
    cache.sweep(())
    assert {file.name for file in folder.iterdir()} == strangers | {"f" * 64}
    cache.throw_away(Digest(other.digest))

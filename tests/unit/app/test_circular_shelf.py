"""A kiosk's shelf: what is on its disk, what a disk does that does not write, and what is fetched anew."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kiosk.app.circular_shelf import Shelf, look_at_cache
from kiosk.content.circular_cache import CircularCache
from kiosk.content.toml import BadFile
from kiosk.domain.circular import Circular, CircularId
from kiosk.domain.circular_delivery import PIECE, Heard, Offer, Piece

AT = datetime(2026, 11, 24, 10, 20, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
BYTES = bytes(range(250)) * 200


def offer_for(content: bytes, title: str = "夏まつり") -> Offer:
    digest = hashlib.sha256(content).hexdigest()
    return Offer(Circular(CircularId(digest), title, "pdf", date(2026, 11, 1)), len(content))


OFFER = offer_for(BYTES)
HEARD = Heard("r1", (OFFER,), AT)
FIRST, SECOND = Piece(OFFER.digest, 0), Piece(OFFER.digest, 1)


class FullCache(CircularCache):
    """A disk that can be made full."""

    full = False

    def add(self, offer: Offer, number: int, content: bytes) -> int:
        if self.full:
            raise OSError(28, "no room")
        return super().add(offer, number, content)


@pytest.fixture
def cache(tmp_path: Path) -> FullCache:
    return FullCache(tmp_path / "cache")


@pytest.fixture
def shelf(cache: FullCache) -> Shelf:
    shelf = Shelf(None, cache, lambda: date(2026, 11, 24))
    shelf.load()
    return shelf


def fill(shelf: Shelf) -> Shelf:
    shelf.offered(HEARD)
    shelf.add(FIRST, BYTES[:PIECE])
    shelf.add(SECOND, BYTES[PIECE:])
    return shelf


def test_an_empty_shelf_knows_no_list_and_wants_nothing(shelf: Shelf) -> None:
    stands = shelf.stands()
    assert (stands.revision, stands.wanted, shelf.listed().circulars, shelf.listed().heard) == (None, None, (), None)


def test_piece_after_piece_until_it_is_whole(shelf: Shelf) -> None:
    shelf.offered(HEARD)
    assert (shelf.stands().wanted, shelf.listed().circulars[0].coming, shelf.listed().heard) == (FIRST, True, AT)
    shelf.add(FIRST, BYTES[:PIECE])
    assert shelf.stands(FIRST).wanted == SECOND
    shelf.add(SECOND, BYTES[PIECE:])
    assert shelf.stands().wanted is None
    (there,) = shelf.listed().circulars
    assert not there.coming and shelf.document(there) == BYTES


def test_a_disk_that_does_not_write_ends_it_until_there_is_another_line(
    shelf: Shelf, cache: FullCache, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.offered(HEARD)
    cache.full = True
    shelf.add(FIRST, BYTES[:PIECE])
    assert shelf.stands().wanted is None
    assert "circulars of the hub cannot be kept: OSError" in caplog.text
    cache.full = False
    shelf.line_came()
    assert shelf.stands().wanted == FIRST


def test_what_a_disk_has_changed_is_not_shown_but_fetched_anew(shelf: Shelf, tmp_path: Path) -> None:
    (there,) = fill(shelf).listed().circulars
    (tmp_path / "cache" / OFFER.digest).write_bytes(b"?" + BYTES[1:])
    with pytest.raises(BadFile):
        shelf.document(there)
    assert shelf.listed().circulars[0].coming and shelf.stands().wanted == FIRST


def test_one_that_went_from_the_list_is_gone(shelf: Shelf) -> None:
    (there,) = fill(shelf).listed().circulars
    shelf.offered(Heard("r2", (), LATER))
    with pytest.raises(BadFile):
        shelf.document(there)
    assert shelf.listed().circulars == () and shelf.listed().heard is None


@pytest.mark.parametrize("content", [BYTES[: PIECE - 1], b"x"])
def test_a_piece_of_another_length_counts_as_wrong(shelf: Shelf, content: bytes) -> None:
    shelf.offered(HEARD)
    shelf.add(FIRST, BYTES[:PIECE])
    shelf.add(SECOND, content)
    assert shelf.stands().wanted == FIRST
    shelf.add(FIRST, content)
    assert shelf.stands().wanted is None and shelf.listed().circulars == ()


def test_a_piece_of_what_is_not_listed_changes_nothing(shelf: Shelf, tmp_path: Path) -> None:
    fill(shelf)
    shelf.add(Piece(offer_for(b"other").digest, 0), b"other")
    shelf.add(FIRST, BYTES[:PIECE])
    assert {file.name for file in (tmp_path / "cache").iterdir()} == {"list.json", OFFER.digest}


def test_when_the_line_goes_the_time_is_kept_for_the_next_start(shelf: Shelf, cache: FullCache) -> None:
    shelf.line_went(AT)
    assert shelf.listed().heard is None
    fill(shelf).line_went(LATER)
    again = Shelf(None, cache, lambda: date(2026, 11, 24))
    again.load()
    assert again.listed() == shelf.listed()
    assert again.listed().heard == LATER and again.stands() == shelf.stands()


def test_what_was_written_whole_but_not_named_yet_is_looked_at_and_taken(shelf: Shelf, tmp_path: Path) -> None:
    fill(shelf)
    whole = tmp_path / "cache" / OFFER.digest
    whole.rename(whole.with_suffix(".part"))
    shelf.load()
    assert shelf.stands().wanted is None and not shelf.listed().circulars[0].coming


def test_one_that_is_shorter_than_it_should_be_goes_and_is_fetched_anew(shelf: Shelf, tmp_path: Path) -> None:
    fill(shelf)
    (tmp_path / "cache" / OFFER.digest).write_bytes(b"")
    shelf.load()
    assert shelf.stands().wanted == FIRST


def test_the_doctor_is_told_how_much_is_kept_or_that_nothing_can_be(shelf: Shelf, tmp_path: Path) -> None:
    assert look_at_cache(tmp_path / "cache").startswith("0件")
    fill(shelf)
    assert look_at_cache(tmp_path / "cache") == "1件 0.1MB、途中 0件、一覧 1件"
    with pytest.raises(BadFile, match="書けません"):
        look_at_cache(tmp_path / "cache" / OFFER.digest)

"""An older sheet is read again by a real reader's child from what was kept of it; nothing is left after the call."""

import threading
from collections.abc import Iterator, Mapping

import numpy as np
import pytest

from kiosk.domain.page_list import Kept
from tests.contract.reader.test_far_page_read import ENDS_WITHIN_S, SIZE, TILES, Call
from tests.unit.reader.asking import FIRST_WITHIN_S, children
from tests.unit.reader.far_bench import page_of, patched, piece_of
from tests.unit.worker.watching import Reports, nothing_left


class Visit(Call):
    """The same, with what is said of what is kept, and waits for small pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: Reports[Mapping[int, Kept]] = Reports()
        self.far.on_kept = self.kept.add
        self._made = threading.Condition()
        self.far.thumbs.listen(self._thumb)

    def _thumb(self) -> None:
        with self._made:
            self._made.notify_all()

    def until_small(self, sheet: int) -> bytearray:
        """The pixels of that sheet's small picture."""
        with self._made:
            assert self._made.wait_for(lambda: self.far.thumbs.of(sheet) is not None, FIRST_WITHIN_S)
        picture = self.far.thumbs.of(sheet)
        assert picture is not None and isinstance(picture.data, bytearray)
        return picture.data


@pytest.fixture
def visit() -> Iterator[Visit]:
    with nothing_left():
        made = Visit()
        made.begin()
        yield made
        made.far.end()
        assert made.far.ended(ENDS_WITHIN_S)


def test_a_sheet_that_was_taken_away_long_ago_is_seen_again_as_it_was(visit: Visit) -> None:
    page = visit.show(1)
    for seed, area in enumerate(TILES):
        page = patched(page, area, seed)
        visit.far.piece(piece_of(1, page, area))
    assert visit.far.rests(1)
    visit.until_seen(page)
    for sheet in range(2, 6):
        visit.show(sheet)
    visit.far.show(1)
    visit.until_seen(page)
    now = visit.slot.newest()
    assert now is not None
    visit.far.show(None)
    visit.until_seen(page_of(5, SIZE))
    assert not np.frombuffer(now.data, np.uint8).any()


def test_small_pictures_come_by_themselves_and_are_overwritten_with_what_is_hidden(visit: Visit) -> None:
    visit.show(1)
    small = visit.until_small(1)
    assert any(small)
    visit.far.forget()
    assert not any(small) and visit.far.thumbs.of(1) is None
    assert visit.kept.all[-1] == {1: Kept.HIDDEN}


def test_a_child_that_dies_over_an_older_sheet_costs_that_one_and_no_other(visit: Visit) -> None:
    visit.show(1)
    visit.show(2)
    child = children()[0]
    child.suspend()
    visit.far.show(1)
    child.kill()
    visit.kept.until(lambda kept: dict(kept) == {2: Kept.HERE}, FIRST_WITHIN_S)
    visit.until_seen(page_of(2, SIZE))
    visit.show(3)
    visit.far.show(2)
    visit.until_seen(page_of(2, SIZE))

"""A folder of circulars through the port that a kiosk has, with a real child: opened, turned, closed, ended."""

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kiosk.app.circular_shelf import Shelf
from kiosk.app.circulars import WIDTH_PX, Circulars
from kiosk.content.circular_cache import CircularCache
from kiosk.domain.picture import Slot
from kiosk.flows.ports import CircularEvent, CircularOpened, CircularsListed
from tests.support.circular_scenes import CIRCULARS, FOLDER, PDF, TEXT
from tests.unit.worker.watching import nothing_left

WITHIN_S = 30.0


class Counter:
    """Hears what the port says."""

    def __init__(self, folder: Path) -> None:
        self.slot = Slot()
        self.told: list[CircularEvent] = []
        self._heard = threading.Condition()
        shelf = Shelf(folder, CircularCache(folder.parent / "cache"), lambda: date(2026, 11, 24))
        self.port = Circulars(shelf, self.slot, self._said)

    def _said(self, event: CircularEvent) -> None:
        with self._heard:
            self.told.append(event)
            self._heard.notify_all()

    def until(self, found: Callable[[CircularEvent], bool]) -> CircularEvent:
        with self._heard:
            assert self._heard.wait_for(lambda: any(map(found, self.told)), WITHIN_S)
            return next(filter(found, self.told))

    def opened(self, number: int) -> CircularOpened:
        event = self.until(lambda one: isinstance(one, CircularOpened) and one.number == number)
        assert isinstance(event, CircularOpened)
        return event


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with nothing_left():
        made = Counter(Path(shutil.copytree(FOLDER, tmp_path / "circulars")))
        yield made
        made.port.end()
        assert made.port.ended(WITHIN_S)


def test_list_page_and_text(counter: Counter) -> None:
    counter.port.look()
    assert counter.until(lambda one: isinstance(one, CircularsListed)) == CircularsListed(CIRCULARS)
    counter.port.open(1, PDF, 1)
    page = counter.opened(1)
    picture = counter.slot.newest()
    assert (page.refused, page.pages) == ("", 2) and "行き方" in page.text
    assert picture is not None and (picture.width, picture.height) == page.size and picture.width == WIDTH_PX
    counter.port.open(2, TEXT, 0)
    assert counter.opened(2).blocks


def test_what_is_closed_leaves_no_pixel(counter: Counter) -> None:
    counter.port.open(1, PDF, 0)
    counter.opened(1)
    picture = counter.slot.newest()
    assert picture is not None and any(picture.data)
    counter.port.close()
    assert counter.slot.newest() is None and not any(picture.data)


def test_one_that_went_from_the_disk_and_one_that_is_broken_are_refused(counter: Counter, tmp_path: Path) -> None:
    (tmp_path / "circulars" / PDF.id).write_bytes(b"no PDF any more")
    counter.port.open(1, PDF, 0)
    assert counter.opened(1).refused == "not_pdf"
    (tmp_path / "circulars" / PDF.id).unlink()
    counter.port.open(2, PDF, 0)
    assert counter.opened(2).refused == "gone"
    counter.port.open(3, TEXT, 0)
    assert counter.opened(3).refused == ""


def test_after_the_end_of_a_visit_the_next_one_reads_again(counter: Counter) -> None:
    counter.port.open(1, PDF, 0)
    counter.opened(1)
    counter.port.end()
    assert counter.port.ended(WITHIN_S)
    assert counter.slot.newest() is None
    counter.port.open(2, PDF, 0)
    assert counter.opened(2).refused == ""

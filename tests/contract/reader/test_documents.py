"""Circulars through a reader with a real, confined child: honest ones, broken ones, and bombs."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from kiosk.domain.circular import MAX_PAGES
from kiosk.reader.document_child import SPARE_BYTES
from kiosk.reader.document_plan import MOST_PX
from kiosk.reader.documents import Documents, Opened, Wanted
from tests.unit.reader.asking import children
from tests.unit.reader.documents import A4, locked_pdf, pdf, picture_bomb, words_bomb
from tests.unit.worker.watching import nothing_left

OURS = Path(__file__).resolve().parents[3] / "assets" / "circulars"
WITHIN_S = 30.0
BOMB_MB = 1024


class Asker:
    """Asks, and waits for what is told."""

    def __init__(self) -> None:
        self.told: list[Opened] = []
        self._heard = threading.Condition()
        self.documents = Documents(self._opened)
        self._ticket = 0

    def _opened(self, opened: Opened) -> None:
        with self._heard:
            self.told.append(opened)
            self._heard.notify_all()

    def ask(self, document: bytes, kind: str = "pdf", page: int = 0, width: int = 600) -> int:
        self._ticket += 1
        assert kind in ("pdf", "html")
        self.documents.open(Wanted(self._ticket, document, "pdf" if kind == "pdf" else "html", page, width))
        return self._ticket

    def until(self, ticket: int) -> Opened:
        with self._heard:
            assert self._heard.wait_for(lambda: any(one.ticket == ticket for one in self.told), WITHIN_S)
            return next(one for one in self.told if one.ticket == ticket)

    def read(self, document: bytes, kind: str = "pdf", page: int = 0, width: int = 600) -> Opened:
        return self.until(self.ask(document, kind, page, width))


@pytest.fixture
def asker() -> Iterator[Asker]:
    with nothing_left():
        made = Asker()
        made.documents.start()
        try:
            yield made
        finally:
            made.documents.stop()


def seen(opened: Opened) -> np.ndarray:
    assert opened.pixels is not None
    return np.frombuffer(opened.pixels, np.uint8).reshape(opened.size[1], opened.size[0], 4)


def test_a_page_comes_at_the_width_that_was_asked_for_with_its_text(asker: Asker) -> None:
    opened = asker.read(pdf(3), page=1, width=595)
    assert (opened.refused, opened.pages, opened.size) == ("", 3, (595, 842))
    assert opened.text.strip() == "page 2"
    picture = seen(opened)
    assert picture[50, 50].tolist() == [0, 0, 0, 255]
    assert picture[50, 300].tolist() == [255, 255, 255, 255]


def test_our_own_circulars_are_read(asker: Asker) -> None:
    opened = asker.read((OURS / "matsuri.pdf").read_bytes(), width=1840)
    assert opened.refused == "" and opened.pages == 2
    assert "秋まつりの お知らせ" in opened.text
    assert seen(opened).std() > 20
    blocks = asker.read((OURS / "gomi.html").read_bytes(), "html").blocks
    assert [one.text for one in blocks if one.kind == "row"][1] == "青葉、月・木、第1・第3 水曜日"


def test_bad_documents_are_refused_one_after_the_other_and_the_child_lives_on(asker: Asker) -> None:
    assert asker.read(pdf(1)).refused == ""
    child = children()[0].pid
    whole = pdf(30)
    bad = {
        "a letter": ("拝啓".encode(), "not_pdf"),
        "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "not_pdf"),
        "cut off": (whole[: len(whole) // 8], "not_pdf"),
        "locked": (locked_pdf(), "locked"),
        "2,000 pages": (pdf(2000), "pages"),
        "a line": (pdf(1, (14_000, 3)), "shape"),
    }
    assert {name: asker.read(document).refused for name, (document, _) in bad.items()} == {
        name: why for name, (_, why) in bad.items()
    }
    assert asker.read(pdf(2), page=2).refused == "broken"
    assert asker.read(b"<div>" * 10_000, "html").refused == "deep"
    assert asker.read(pdf(1)).refused == ""
    assert [process.pid for process in children()] == [child]


def test_as_many_pages_as_may_be_are_opened(asker: Asker) -> None:
    assert asker.read(pdf(MAX_PAGES), page=MAX_PAGES - 1).pages == MAX_PAGES


def test_a_poster_is_as_sharp_as_there_is_room_and_not_sharper(asker: Asker) -> None:
    opened = asker.read(pdf(1, (3 * A4[0], 3 * A4[1])), width=20_000)
    assert opened.refused == ""
    assert opened.size[0] * opened.size[1] <= MOST_PX * 1.01


@pytest.mark.parametrize(("bomb", "refused"), [(picture_bomb, ""), (words_bomb, "died")])
def test_a_bomb_bursts_in_the_child_and_the_next_circular_is_read(
    asker: Asker, bomb: Callable[[int], bytes], refused: str
) -> None:
    """More than twice the memory that the child may have, in a file of a megabyte. A picture is unpacked row by row, so
    that one is drawn; what is to be drawn has to be unpacked as a whole."""
    document = bomb(BOMB_MB)
    assert len(document) < 1_200_000 and BOMB_MB << 20 >= 2 * SPARE_BYTES
    assert asker.read(pdf(1)).refused == ""
    before = psutil.Process().memory_info().rss
    opened = asker.read(document)
    assert opened.refused == refused
    assert psutil.Process().memory_info().rss - before < 100 << 20
    assert asker.read(pdf(1)).refused == ""


def test_who_turns_on_is_told_of_the_newest_page_alone(asker: Asker) -> None:
    assert asker.read(pdf(1)).refused == ""
    heavy = pdf(100)
    tickets = [asker.ask(heavy, page=page, width=1800) for page in range(5)]
    assert asker.until(tickets[-1]).text.strip() == "page 5"
    told = {one.ticket for one in asker.told}
    assert told & set(tickets) <= {tickets[-1], tickets[0]}


def test_what_was_forgotten_is_not_told_of(asker: Asker) -> None:
    first = asker.ask(pdf(150), width=1800)
    asker.documents.forget()
    assert asker.read(pdf(1)).refused == ""
    assert first not in [one.ticket for one in asker.told]


def test_a_child_that_is_killed_over_a_document_costs_that_one_only(asker: Asker) -> None:
    assert asker.read(pdf(1)).refused == ""
    child = children()[0]
    child.suspend()
    lost = asker.ask(pdf(1))
    child.kill()
    assert asker.until(lost).refused == "died"
    assert asker.read(pdf(1)).refused == ""

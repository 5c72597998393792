"""Milliseconds from the touch to the PDF of a slip, through the printing thread: python -m tests.bench.slips."""

import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from statistics import median

from PIL import Image

from drivers.mock_room.room import Room
from drivers.printer.mock import MockPrinter
from drivers.printer.options import MockPrinterOptions
from kiosk.app.places import assets
from kiosk.app.printing import Printing, SlipMaker
from kiosk.app.slips import slip_maker
from kiosk.domain.guide import Guides
from kiosk.domain.languages import LANGUAGES
from kiosk.domain.picture import Slot
from kiosk.domain.printing import PrintEvent
from kiosk.domain.slip import Slip
from kiosk.domain.slip_sheet import MOST_SIDES
from kiosk.domain.still import StillPiece
from kiosk.domain.taken_page import TakenPage
from kiosk.flows.ports import PrintReport, SlipReport
from tests.support.guide_scenes import FULL
from tests.support.slips import read_guide, slip_of

A4_MM = (210.0, 297.0)
SHEET_PX = (2900, 4101)


def _sheet() -> StillPiece:
    """A form's print, as large as a still may be."""
    with Image.open(assets() / "forms" / "juminhyo" / "blank.png") as blank:
        page = blank.convert("RGB").resize(SHEET_PX)
    out = BytesIO()
    page.save(out, "WEBP", quality=40)
    return StillPiece(1, SHEET_PX, (0, 0, *SHEET_PX), out.getvalue())


SHEET = _sheet()
TIMES = 20
WITHIN_S = 30.0


class Watch:
    """When a touch's PDF was made, and when its job was printed."""

    def __init__(self) -> None:
        self._real = slip_maker(lambda number: (SHEET,))
        self.made_s = 0.0
        self.printed = threading.Event()

    def pdf(self, slip: Slip, guides: Guides) -> bytes:
        made = self._real.pdf(slip, guides)
        self.made_s = time.perf_counter()
        return made

    def maker(self) -> SlipMaker:
        return SlipMaker(self.pdf, self._real.pictures)

    def hear(self, report: SlipReport | PrintReport) -> None:
        if isinstance(report, PrintReport) and report.event is PrintEvent.PRINTED:
            self.printed.set()


def measure(say: Callable[[str], object] = sys.stdout.write) -> dict[str, float]:
    """The first touch of a process, which loads fonts and texts, then TIMES in turns of all languages; then half as
    many with copies of two sheets of the most pixels that are taken."""
    watch = Watch()
    printing = Printing(
        watch.maker(), MockPrinter(MockPrinterOptions(), Room()), tuple(Slot() for _ in range(MOST_SIDES)), watch.hear
    )
    printing.start()
    made_ms: list[float] = []
    try:
        for number in range(TIMES + 1 + TIMES // 2):
            slip = slip_of(read_guide(), LANGUAGES[number % len(LANGUAGES)])
            if number > TIMES:
                slip = replace(slip, taken=(TakenPage(1, *A4_MM), TakenPage(2, *A4_MM)))
            watch.printed.clear()
            touched_s = time.perf_counter()
            printing.print(number, slip, FULL)
            if not watch.printed.wait(WITHIN_S):
                raise TimeoutError("the pretended printer gave nothing")
            made_ms.append((watch.made_s - touched_s) * 1000)
    finally:
        printing.stop()
    plain = made_ms[: TIMES + 1]
    first, rest, copied = plain[0], plain[1:], made_ms[TIMES + 1 :]
    figures = {"first": first, "median": median(rest), "least": min(rest), "most": max(rest), "copies": median(copied)}
    for what, value in figures.items():
        say(f"{what}: {value:.1f} ms\n")
    return figures


if __name__ == "__main__":
    measure()

"""Milliseconds from the touch to the PDF of a slip, through the printing thread: python -m tests.bench.slips."""

import sys
import threading
import time
from collections.abc import Callable
from statistics import median

from drivers.mock_room.room import Room
from drivers.printer.mock import MockPrinter
from drivers.printer.options import MockPrinterOptions
from kiosk.app.printing import Printing, SlipMaker
from kiosk.app.slips import slip_maker
from kiosk.domain.guide import Guides
from kiosk.domain.languages import LANGUAGES
from kiosk.domain.picture import Slot
from kiosk.domain.printing import PrintEvent
from kiosk.domain.slip import Slip
from kiosk.flows.ports import PrintReport, SlipReport
from tests.support.guide_scenes import FULL
from tests.support.slips import read_guide, slip_of

TIMES = 20
WITHIN_S = 30.0


class Watch:
    """When a touch's PDF was made, and when its job was printed."""

    def __init__(self) -> None:
        self._real = slip_maker()
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
    """The first touch of a process, which loads fonts and texts, then TIMES in turns of all languages."""
    watch = Watch()
    printing = Printing(watch.maker(), MockPrinter(MockPrinterOptions(), Room()), (Slot(), Slot()), watch.hear)
    printing.start()
    made_ms: list[float] = []
    try:
        for number in range(TIMES + 1):
            slip = slip_of(read_guide(), LANGUAGES[number % len(LANGUAGES)])
            watch.printed.clear()
            touched_s = time.perf_counter()
            printing.print(number, slip, FULL)
            if not watch.printed.wait(WITHIN_S):
                raise TimeoutError("the pretended printer gave nothing")
            made_ms.append((watch.made_s - touched_s) * 1000)
    finally:
        printing.stop()
    first, rest = made_ms[0], made_ms[1:]
    figures = {"first": first, "median": median(rest), "least": min(rest), "most": max(rest)}
    for what, value in figures.items():
        say(f"{what}: {value:.1f} ms\n")
    return figures


if __name__ == "__main__":
    measure()

"""Milliseconds that 2,000 strokes on the shared paper cost: python -m tests.bench.marks."""

import dataclasses
import functools
import os
import sys
import time
from collections.abc import Callable
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from kiosk.domain.annotation import AddStroke, Canvas, StrokeId, Tool
from kiosk.domain.ids import Side
from tests.support.papers import PAGE, layer_over
from tests.support.scenes import PAPER, drawn
from tests.support.stages import load_fonts, make_stage
from ui.windows.confined import EVERYWHERE
from ui.windows.embedded import EmbeddedWindow

SIDES: tuple[Side, ...] = ("van", "office")


def crowded(strokes: int) -> Canvas:
    """A page with so many short strokes, half of them of each end."""
    canvas = Canvas()
    for author in SIDES:
        added = [
            AddStroke(
                StrokeId(2 * n + (author == "van"), author),
                PAGE.id,
                Tool.PEN,
                0,
                tuple((10 + n % 50 * 5 + step, 10 + n // 50 * 12 + step % 3) for step in range(10)),
            )
            for n in range(strokes // 2)
        ]
        canvas = canvas.merged(added, author)
    return canvas


def measure(window: EmbeddedWindow, times: int = 50) -> dict[str, float]:
    """For 2,000 strokes: the first paint, then a new snapshot and a paint at each growth of a stroke (medians)."""
    canvas = crowded(1_998)
    window.show_snapshot(dataclasses.replace(PAPER, marks=canvas, tool=Tool.PEN))
    layer = layer_over(window)
    image = QImage(layer.size(), QImage.Format.Format_ARGB32_Premultiplied)
    first_ms = _lasted_ms(lambda: layer.render(image))
    shown_ms, painted_ms = [], []
    canvas = drawn(canvas, "van", "van", Tool.PEN, (10, 300))
    growing = canvas.of("van")[-1].id
    for step in range(1, times + 1):
        canvas = canvas.merged([AddStroke(growing, PAGE.id, Tool.PEN, step, ((10 + 5 * step, 300),))], "van")
        snapshot = dataclasses.replace(PAPER, marks=canvas, tool=Tool.PEN)
        shown_ms.append(_lasted_ms(functools.partial(window.show_snapshot, snapshot)))
        painted_ms.append(_lasted_ms(lambda: layer.render(image)))
    return {"first": first_ms, "show": median(shown_ms), "paint": median(painted_ms)}


def _lasted_ms(act: Callable[[], object]) -> float:
    begun_s = time.perf_counter()
    act()
    return (time.perf_counter() - begun_s) * 1000


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    load_fonts()
    shown = EmbeddedWindow(make_stage(), list[object]().append)
    shown.confine(EVERYWHERE)
    shown.show()
    for what, lasted_ms in measure(shown).items():
        sys.stdout.write(f"{what}: {lasted_ms:.1f} ms\n")

"""One picture of a soak: what the programs held over time, how late the pictures were, and what went wrong when."""

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from tests.bench.soak_faults import Fault
from tests.bench.soak_samples import Sample
from tests.support.stages import load_fonts

WIDTH, PANEL, HEAD = 1600, 250, 90
LEFT, RIGHT, TOP, BOTTOM = 90, 30, 34, 30
_INK, _FAINT, _FAULT = QColor("#202020"), QColor("#d8d8d8"), QColor("#c0392b")
COLOURS = {"kiosk": QColor("#1f5fbf"), "desk": QColor("#d9822b"), "hub": QColor("#2e8b57")}
Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Line:
    """One line of a panel; `rests` are points to be marked."""

    name: str
    colour: QColor
    points: Points
    rests: Points
    dashed: bool = False


@dataclass(frozen=True)
class Panel:
    """One graph; the axis of y begins at zero."""

    title: str
    lines: tuple[Line, ...]


def panels(samples: Sequence[Sample]) -> tuple[Panel, ...]:
    """Memory, threads, descriptors, children with shared memory, delay."""
    return (
        Panel("memory of each program with its workers (USS, MB); dots: at rest", _lines(samples, "memory_mb")),
        Panel("threads", _lines(samples, "threads")),
        Panel("descriptors", _lines(samples, "descriptors")),
        Panel(
            "children; dashed: segments of shared memory",
            (*_lines(samples, "children"), *_lines(samples, "segments", dashed=True)),
        ),
        Panel(
            "camera → painted at this end, median of 10 s (ms); dashed: p95",
            (*_lines(samples, "latency_p50_ms"), *_lines(samples, "latency_p95_ms", dashed=True)),
        ),
    )


def draw(samples: Sequence[Sample], faults: Sequence[Fault], heading: str, path: Path) -> None:
    """Writes a PNG."""
    app = QApplication.instance() or QApplication([])
    load_fonts()
    all_panels = panels(samples)
    image = QImage(WIDTH, HEAD + PANEL * len(all_panels) + 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_font(15))
    painter.drawText(QPointF(LEFT, 30), heading)
    _legend(painter, faults)
    minutes = max((sample.at_s for sample in samples), default=60.0) / 60
    for n, panel in enumerate(all_panels):
        box = QRectF(LEFT, HEAD + n * PANEL + TOP, WIDTH - LEFT - RIGHT, PANEL - TOP - BOTTOM)
        _Graph(painter, box, minutes, _top(panel)).draw(panel, faults)
    painter.end()
    image.save(str(path))
    del app


def _lines(samples: Sequence[Sample], column: str, dashed: bool = False) -> tuple[Line, ...]:
    found = []
    for name, colour in COLOURS.items():
        mine = [one for one in samples if one.program == name and getattr(one, column) is not None]
        points = [(one.at_s / 60, float(getattr(one, column))) for one in mine]
        rests = [point for one, point in zip(mine, points, strict=True) if one.idle]
        if points:
            found.append(Line(name, colour, points, [] if dashed else rests, dashed))
    return tuple(found)


def _top(panel: Panel) -> float:
    return max((y for line in panel.lines for _, y in line.points), default=1.0) * 1.08 or 1.0


def _legend(painter: QPainter, faults: Sequence[Fault]) -> None:
    painter.setFont(_font(13))
    x = float(LEFT)
    kinds = ", ".join(f"{initials(kind)} {kind}" for kind in sorted({fault.kind for fault in faults}))
    for name, colour in (*COLOURS.items(), (f"fault begins: {kinds or 'none'}", _FAULT)):
        painter.fillRect(QRectF(x, 52, 26, 6), colour)
        painter.setPen(_INK)
        painter.drawText(QPointF(x + 34, 60), name)
        x += 60 + 9 * len(name)


def _font(size_px: int) -> QFont:
    font = QFont("BIZ UDPGothic")
    font.setPixelSize(size_px)
    return font


def initials(kind: str) -> str:
    """What stands beside a tick."""
    return "".join(word[0] for word in kind.split())


def round_steps(top: float, at_most: int) -> list[float]:
    """Round values from zero up to `top`, evenly apart, no more than `at_most` above zero."""
    power = 10.0 ** math.floor(math.log10(top / at_most))
    step = next(power * n for n in (1, 2, 5, 10, 20) if top / (power * n) <= at_most)
    return [n * step for n in range(int(top / step) + 1)]


class _Graph:
    def __init__(self, painter: QPainter, box: QRectF, minutes: float, top: float) -> None:
        self._painter = painter
        self._box = box
        self._minutes = minutes
        self._top = top

    def draw(self, panel: Panel, faults: Sequence[Fault]) -> None:
        self._axes(panel.title)
        for fault in faults:
            self._fault(fault)
        for line in panel.lines:
            style = Qt.PenStyle.DashLine if line.dashed else Qt.PenStyle.SolidLine
            self._painter.setPen(QPen(line.colour, 1.2 if line.dashed else 2, style))
            self._painter.drawPolyline([self._at(point) for point in line.points])
            self._painter.setBrush(line.colour)
            for point in line.rests:
                self._painter.drawEllipse(self._at(point), 3.5, 3.5)

    def _at(self, point: tuple[float, float]) -> QPointF:
        x = self._box.left() + point[0] / self._minutes * self._box.width()
        return QPointF(x, self._box.bottom() - point[1] / self._top * self._box.height())

    def _axes(self, title: str) -> None:
        painter, box = self._painter, self._box
        painter.setFont(_font(14))
        painter.setPen(_INK)
        painter.drawText(QPointF(box.left(), box.top() - 10), title)
        painter.setFont(_font(12))
        for value in round_steps(self._top, 5):
            y = self._at((0, value)).y()
            painter.setPen(_FAINT)
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(_INK)
            painter.drawText(QRectF(0, y - 9, LEFT - 8, 18), Qt.AlignmentFlag.AlignRight, f"{value:g}")
        for minute in round_steps(self._minutes, 12):
            x = self._at((minute, 0)).x()
            painter.setPen(_FAINT)
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x, box.bottom() + 4))
            painter.setPen(_INK)
            label = QRectF(x - 40, box.bottom() + 6, 80, 18)
            painter.drawText(label, Qt.AlignmentFlag.AlignHCenter, f"{minute:g} min" if minute else "0")

    def _fault(self, fault: Fault) -> None:
        x = self._at((fault.at_s / 60, 0)).x()
        self._painter.setPen(QPen(_FAULT, 1))
        self._painter.drawLine(QPointF(x, self._box.top()), QPointF(x, self._box.bottom()))
        self._painter.drawText(QPointF(x + 2, self._box.top() + 10), initials(fault.kind))

"""A pretended 4K document camera over small print, in a process of its own: `python -m tests.bench.still_camera`.

It says its URL, then takes orders on its standard input: `slide` (the sheet is pushed to its other place), `back`,
`write` (a hand comes, and a name is there when it has gone), `empty` and `lay`. When the last moving picture has been
handed over it answers with the moment (monotonic seconds).
"""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.bench.machine import ROOT

Pixels = NDArray[np.uint8]

SIZE = (3840, 2160)
PX_PER_MM = 6.86
FPS = 10
PAGE_PX_PER_MM = 12.0
A4 = (210.0, 297.0)
POINT_MM = 0.3528
LINES = (
    "令和8年度の国民健康保険の手続きについて、次のとおりお知らせします。",
    "保険証を新しいものに切り替える時期になりました。",
    "代理の方が来られるときは、委任状と本人確認書類が必要です。",
    "住民票の写しは、本人または同じ世帯の方が請求できます。",
    "手数料は一通につき三百円です。おつりの出ないようにお願いします。",
    "ご不明な点は、平日の午前中に窓口へおたずねください。",
)
POINTS = (6, 8, 10)
_LEFT_MM, _TOP_MM, _LEADING = 16.0, 20.0, 1.9
_DRAWN = 0.89
"""OpenCV draws a full-width letter a little wider than the size it is asked for."""
NAME_MM = (120.0, 258.0, 60.0, 14.0)
_PLACES = ((-16.0, -3.0), (11.0, 2.0))
_STEPS = 9


def text_boxes() -> dict[int, list[tuple[str, tuple[float, float, float, float]]]]:
    """Of each size in points: lines, and the left, top, right, bottom millimetres of the page in which each stands."""
    boxes: dict[int, list[tuple[str, tuple[float, float, float, float]]]] = {}
    top = _TOP_MM
    for points in POINTS:
        em = points * POINT_MM
        boxes[points] = []
        for line in LINES:
            boxes[points].append(
                (line, (_LEFT_MM - em, top - 0.35 * em, _LEFT_MM + em * (len(line) + 2), top + 1.4 * em))
            )
            top += _LEADING * em
        top += 6.0
    return boxes


@cache
def page(written: bool) -> Pixels:
    """(height, width) grey at PAGE_PX_PER_MM."""
    height, width = round(A4[1] * PAGE_PX_PER_MM), round(A4[0] * PAGE_PX_PER_MM)
    paper = np.full((height, width), 250, np.uint8)
    face = cv2.FontFace(str(ROOT / "assets" / "fonts" / "BIZUDPGothic_400Regular.ttf"))
    for points, lines in text_boxes().items():
        em = points * POINT_MM
        for text, (left, top, _, _) in lines:
            foot = (left + em, top + 1.25 * em)
            at = (round(foot[0] * PAGE_PX_PER_MM), round(foot[1] * PAGE_PX_PER_MM))
            cv2.putText(paper, text, at, (30,), face, round(em * PAGE_PX_PER_MM * _DRAWN), 400)
    left, top, wide, high = (round(value * PAGE_PX_PER_MM) for value in NAME_MM)
    cv2.rectangle(paper, (left, top), (left + wide, top + high), 60, 4)
    if written:
        for start in range(3):
            x = left + 60 + start * 190
            strokes = np.array(
                [[x, top + 40], [x + 120, top + 30], [x + 60, top + 90], [x + 10, top + 130], [x + 130, top + 125]]
            )
            cv2.polylines(paper, [strokes.astype(np.int32)], False, 40, 8, cv2.LINE_AA)
    return paper


class Scene:
    """Draws pictures of the table."""

    def __init__(self) -> None:
        rng = np.random.default_rng(4)
        grain = rng.normal(0, 2.0, (SIZE[1] // 2, SIZE[0] // 2, 1)).repeat(3, axis=2)
        self._table = np.clip(120 + cv2.resize(grain, SIZE), 0, 255).astype(np.uint8)
        self._noise = [rng.integers(-2, 3, (SIZE[1], SIZE[0], 1), np.int8) for _ in range(2)]

    def draw(
        self, at: tuple[float, float] | None, written: bool = False, hand_mm: float | None = None
    ) -> tuple[bytes, ...]:
        """JPEGs that differ in their noise; `hand_mm` is how far a hand has come in from below."""
        picture = self._table.copy()
        if at is not None:
            middle = np.array(
                [SIZE[0] / 2 / PX_PER_MM + at[0] - A4[0] / 2, SIZE[1] / 2 / PX_PER_MM + at[1] - A4[1] / 2]
            )
            self._lay(picture, page(written), middle)
            if hand_mm is not None:
                self._hand(picture, middle, hand_mm)
        wide = picture.astype(np.int16)
        quality = [cv2.IMWRITE_JPEG_QUALITY, 92]
        return tuple(
            cv2.imencode(".jpg", np.clip(wide + noise, 0, 255).astype(np.uint8), quality)[1].tobytes()
            for noise in self._noise
        )

    def _lay(self, picture: Pixels, paper: Pixels, corner_mm: NDArray[np.float64]) -> None:
        scale = PX_PER_MM / PAGE_PX_PER_MM
        soft = cv2.GaussianBlur(paper, (0, 0), 0.45 / scale)
        onto = np.array([[scale, 0, corner_mm[0] * PX_PER_MM], [0, scale, corner_mm[1] * PX_PER_MM], [0, 0, 1.0]])
        seen = cv2.warpPerspective(soft, onto, SIZE, flags=cv2.INTER_LINEAR)
        there = cv2.warpPerspective(np.full_like(soft, 255), onto, SIZE, flags=cv2.INTER_LINEAR) > 127
        near = cv2.blur(there.astype(np.float32), (31, 31))[..., None]
        np.multiply(picture, 1 - 0.15 * near, out=picture, casting="unsafe")
        tinted = (seen[..., None] * np.array([0.94, 0.96, 0.97])).astype(np.uint8)
        cv2.copyTo(tinted, there.astype(np.uint8), picture)

    def _hand(self, picture: Pixels, corner_mm: NDArray[np.float64], in_mm: float) -> None:
        tip = (corner_mm + np.array([NAME_MM[0] + 25.0, A4[1] - in_mm])) * PX_PER_MM
        low = tip + np.array([60.0, 330.0]) * PX_PER_MM
        ends = (tuple(tip.astype(int).tolist()), tuple(low.astype(int).tolist()))
        cv2.line(picture, ends[0], ends[1], (118, 156, 205), round(16 * PX_PER_MM), cv2.LINE_AA)


def main() -> int:
    """The process itself."""
    from tests.support.network_camera import Habits, NetworkCamera

    player = Player()
    camera = NetworkCamera(SIZE, Habits(fps=FPS), draw=player.next)
    sys.stdout.write(f"{camera.url}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(f"{player.play(line.strip())}\n")
        sys.stdout.flush()
    camera.unplug()
    return 0


class Player:
    """Everything is drawn at the beginning."""

    def __init__(self) -> None:
        scene = Scene()
        here, there = _PLACES
        way = [
            scene.draw((here[0] + (there[0] - here[0]) * t, here[1] + (there[1] - here[1]) * t))[:1]
            for t in (np.arange(1, _STEPS) / _STEPS).tolist()
        ]
        lies = {place: scene.draw(place) for place in _PLACES}
        hand = [
            scene.draw(there, written=step > 3, hand_mm=mm)[:1]
            for step, mm in enumerate((10, 25, 40, 52, 53, 40, 25, 10))
        ]
        self._courses: dict[str, tuple[Sequence[tuple[bytes, ...]], tuple[bytes, ...]]] = {
            "empty": ((), scene.draw(None)),
            "lay": ((), lies[here]),
            "slide": (way, lies[there]),
            "back": (way[::-1], lies[here]),
            "write": (hand, scene.draw(there, written=True)),
        }
        self._lock = threading.Condition()
        self._waiting: list[tuple[bytes, ...]] = []
        self._rest = self._courses["empty"][1]
        self._given = 0
        self._ended_s = 0.0

    def play(self, order: str) -> float:
        """When the last moving picture was handed over."""
        moving, rest = self._courses[order]
        with self._lock:
            self._waiting, self._rest, self._ended_s = list(moving), rest, time.monotonic()
            self._lock.wait_for(lambda: not self._waiting)
            return self._ended_s

    def next(self, number: int) -> bytes:
        with self._lock:
            if self._waiting:
                shown = self._waiting.pop(0)
                self._ended_s = time.monotonic()
                self._lock.notify_all()
            else:
                shown = self._rest
            return shown[number % len(shown)]


class StillCamera:
    """The other side."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders, self._answers = process.stdin, process.stdout
        self.url = self._answers.readline().strip()

    def tell(self, order: str) -> float:
        """Plays it; the moment at which the last moving picture was handed over."""
        self._orders.write(order + "\n")
        self._orders.flush()
        return float(self._answers.readline())


@contextmanager
def still_camera() -> Iterator[StillCamera]:
    """For as long as the block lasts."""
    line = [sys.executable, "-m", "tests.bench.still_camera"]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            yield StillCamera(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(10)


if __name__ == "__main__":
    sys.exit(main())

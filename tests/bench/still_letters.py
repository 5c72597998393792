"""What can be read of a page that a desk shows: letters, judged by tesseract, and whether a name is there."""

import shutil
import subprocess

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.picture import Picture
from kiosk.vision.mask import FLAT
from tests.bench.still_camera import A4, NAME_MM, POINT_MM, text_boxes

_FLAT_SHARE = 0.06
_INK_DARK, _INK_SHARE = 110, 0.02
_OCR_EM_PX, _OCR_EDGE_PX = 26.0, 24
"""What tesseract reads best on the clean page: there it errs in 0 to 1 % of the letters."""


def is_written(picture: Picture) -> bool:
    """Whether the name can be seen, which is covered until it has been searched for numbers."""
    pixels = np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4)
    left, top, wide, high = NAME_MM
    inside = (left + 2.0, top + 2.0, left + wide - 2.0, top + high - 2.0)
    name = _cut(np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY), np.uint8), inside, picture.width / A4[0])
    return _is_seen(name) and float((name < _INK_DARK).mean()) > _INK_SHARE


def letters(which: str, picture: Picture) -> dict[str, float]:
    """Share of wrong letters of each size of print, and how many lines nobody can read because the eye took a part of
    them for a number; empty where nobody can judge."""
    if shutil.which("tesseract") is None:
        return {}
    pixels = np.frombuffer(picture.data, np.uint8).reshape(picture.height, picture.width, 4)
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY), np.uint8)
    scale = picture.width / A4[0]
    found, covered = {}, 0
    for points, all_lines in text_boxes().items():
        cut = [(text, _cut(gray, box, scale)) for text, box in all_lines]
        lines = [(text, line) for text, line in cut if _is_seen(line)]
        covered += len(cut) - len(lines)
        factor = _OCR_EM_PX / (points * POINT_MM * scale)
        wrong = sum(_distance(text, _read(line, factor)) for text, line in lines)
        letters = sum(len(text) for text, _ in lines)
        found[f"{which}_{points}pt"] = wrong / letters if letters else 1.0  # nothing can be read of it
    return found | {f"{which}_covered": float(covered)}


def _cut(gray: NDArray[np.uint8], box: tuple[float, float, float, float], scale: float) -> NDArray[np.uint8]:
    left, top, right, bottom = (round(max(0.0, value) * scale) for value in box)
    return gray[top:bottom, left:right]


def _is_seen(line: NDArray[np.uint8]) -> bool:
    return float((np.abs(line.astype(np.int16) - FLAT) < 4).mean()) < _FLAT_SHARE


def _read(line: NDArray[np.uint8], factor: float) -> str:
    line = np.asarray(cv2.resize(line, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)
    edge = _OCR_EDGE_PX
    framed = cv2.copyMakeBorder(line, edge, edge, edge, edge, cv2.BORDER_REPLICATE)
    coded = cv2.imencode(".png", framed)[1].tobytes()
    call = ["tesseract", "-", "-", "-l", "jpn", "--psm", "7", "--dpi", "300"]
    read = subprocess.run(call, input=coded, capture_output=True, check=False).stdout.decode("utf-8")
    return "".join(read.split())


def _distance(one: str, other: str) -> int:
    """Levenshtein's."""
    row = list(range(len(other) + 1))
    for index, sign in enumerate(one, start=1):
        before, row[0] = row[0], index
        for place, against in enumerate(other, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + int(sign != against))
    return row[-1]

"""Teaches what a digit looks like, with drawn lines alone: python -m tests.bench.digit_lesson [ROWS].

Prints the numbers that kiosk/vision/digit_likeness.py holds, and how well they tell digits from kana and kanji on lines
that were not in the lesson.
"""

import base64
import math
import sys
import textwrap
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.vision.digit_ink import PX_PER_MM, ink_of
from kiosk.vision.digit_lines import Line
from kiosk.vision.digit_segments import HIGH, Segments, segments_of, straightened, strokes_of
from kiosk.vision.geometry import Floats, Gray
from tests.support.number_pages import FONTS, print_digit, sized_digit, typeface
from tests.support.paper_world import Pixels
from tests.support.pen_digits import pen_digit
from tests.support.text_pages import wavy

OTHER = 10
_FINE = 24.0
_KANA = (
    "あいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちつづてでとどなにぬねのはばひびふぶへほまみむめもやゆよらりるれろわをんっゃゅょ"
    "アイウエオカガキギクグケコゴサザシジスズセソタダチツテデトドナニヌネノハバパヒビピフブプヘホボポマミムメモヤユヨラリルレロワンッャュョー"
)
_KANJI = (
    "日一国人年大十二本中長出三時行見月分後前生五間上東四今金九入学高円子外八六下来気小七山話女北午百書先名川千水半男西電校語土木聞食車"
    "何南万毎白天母火右読友左休父雨市町村区県都道府住所氏番号個申請証明交付届世帯主籍戸筆頭者続柄署委任状代理印鑑登録税得課窓口手数料受"
    "作成通必要事項記載使用目的提転居入健康保険金介護医療福祉児童当障害令和平昭治性別様田佐藤鈴高橋渡辺伊林加吉松井島岡原石谷野崎浜沢港"
    "海森竹花梅桜美幸正和太恵由紀夫雄丁地棟階室字新古丘台浦"
)
_SCALES = (3.0, 3.0, 3.0, 6.0, 2.0)


@dataclass
class _Row:
    """A level line of one kind: at _FINE, `height` and `foot` in millimetres, and left, right, label of each letter."""

    canvas: Pixels
    height: float
    foot: float
    letters: list[tuple[float, float, int]] = field(default_factory=list)


def lesson(rows: int, seed: int) -> tuple[Floats, NDArray[np.intp]]:
    """(n, FEATURES) strokes of pieces of drawn lines, and which digit each is, or OTHER."""
    rng = np.random.default_rng(seed)
    strokes, labels = [], []
    for index in range(rows):
        row = _digits(rng) if index % 2 else _text(rng)
        if rng.random() < 0.4:
            row.canvas = wavy(row.canvas, rng)
        for piece, label in _pieces(row, rng):
            strokes.append(piece)
            labels.append(label)
    return np.array(strokes), np.array(labels)


def _empty(rng: np.random.Generator) -> _Row:
    height = float(np.exp(rng.uniform(math.log(1.4), math.log(6.5))))
    return _Row(np.full((round(height * 3 * _FINE), round(150 * _FINE)), 255, np.uint8), height, 2.2 * height)


def _digits(rng: np.random.Generator) -> _Row:
    row, x = _empty(rng), 2.0
    font = str(rng.choice([*FONTS, *["pen"] * 6]))
    room = float(rng.uniform(1.0, 1.3))
    for _ in range(24):
        digit = str(rng.integers(10))
        if font == "pen":
            tall = row.height * float(np.clip(rng.normal(1, 0.09), 0.8, 1.2))
            shape, step = pen_digit(digit, tall * _FINE, rng), row.height * float(rng.uniform(0.62, 0.85)) * room
            foot = row.foot + float(rng.normal(0, 0.06)) * row.height
        else:
            shape, foot = sized_digit(font, digit, row.height * _FINE), row.foot
            step = row.height * print_digit(font, digit)[1] * room
        left, top = round((x + step / 2) * _FINE) - shape.shape[1] // 2, round(foot * _FINE) - shape.shape[0]
        if left + shape.shape[1] > 140 * _FINE:
            break
        under = row.canvas[top : top + shape.shape[0], left : left + shape.shape[1]]
        under[:] = np.minimum(under, 255 - shape)
        row.letters.append((left / _FINE, (left + shape.shape[1]) / _FINE, int(digit)))
        x += step
    return _sheared(row, rng) if rng.random() < 0.6 else row


def _sheared(row: _Row, rng: np.random.Generator) -> _Row:
    """Slanted, wider or narrower, bolder or finer."""
    slant, wide = float(rng.uniform(-0.25, 0.35)), float(rng.uniform(0.8, 1.2))
    motion = np.array([[wide, -slant, slant * row.foot * _FINE], [0, 1, 0]])
    canvas = cv2.warpAffine(row.canvas, motion, row.canvas.shape[::-1], borderValue=255)
    brush = round(float(rng.uniform(0, 0.05)) * row.height * _FINE)
    if brush > 0 and rng.random() < 0.6:
        canvas = (cv2.erode if rng.random() < 0.6 else cv2.dilate)(canvas, np.ones((brush, brush), np.uint8))
    row.canvas = np.asarray(canvas, np.uint8)
    row.letters = [(left * wide, right * wide, label) for left, right, label in row.letters if right * wide < 149]
    return row


def _text(rng: np.random.Generator) -> _Row:
    row, x = _empty(rng), 2.0
    face = typeface(str(FONTS["gothic bold" if rng.random() < 0.3 else "gothic"]))
    em, wide = row.height / 0.86, float(rng.uniform(0.95, 1.2))
    while x < 145 / wide - em and len(row.letters) < 24:
        pool = _KANA if rng.random() < 0.5 else _KANJI
        at = round(x * _FINE), round((row.foot - 0.06 * em) * _FINE)
        letter = pool[int(rng.integers(len(pool)))]
        end = float(cv2.putText(row.canvas, letter, at, (0,), face, round(em * _FINE), 400)[0][0]) / _FINE
        row.letters.append((x * wide, end * wide, OTHER))
        x = end + float(rng.uniform(0, 0.2)) * em * (rng.random() < 0.3)
    stretch = np.array([[wide, 0.0, 0.0], [0.0, 1.0, 0.0]])
    row.canvas = np.asarray(cv2.warpAffine(row.canvas, stretch, row.canvas.shape[::-1], borderValue=255), np.uint8)
    return row


def _pieces(row: _Row, rng: np.random.Generator) -> list[tuple[Floats, int]]:
    """The pieces that the search would find on the line, each with the letter it is or is part of."""
    scale = float(rng.choice(_SCALES))
    height = row.height * float(rng.uniform(0.9, 1.1))
    turn = float(rng.normal(0, 0.01))
    middle = row.foot - row.height / 2 + float(rng.normal(0, 0.04)) * row.height
    start = np.array([row.letters[0][0], middle]) * PX_PER_MM
    length = (row.letters[-1][1] - row.letters[0][0]) * PX_PER_MM
    line = Line(start, np.array([math.cos(turn), math.sin(turn)]), length, height * PX_PER_MM)
    straight = straightened(ink_of(_seen(row.canvas, scale, rng), scale), line)
    segments = segments_of(straight.level)
    strokes = strokes_of(straight.level, segments)
    middles = np.column_stack([(segments.left + segments.right) / 2, (segments.top + segments.low) / 2])
    at = straight.on_page(middles)[:, 0] / PX_PER_MM
    labels = [_label(row, float(x), float(wide)) for x, wide in zip(at, segments.width * height / HIGH, strict=True)]
    usual = _usual(segments)
    return [(strokes[i], label) for i, label in enumerate(labels) if usual[i] and label is not None]


def _usual(segments: Segments) -> NDArray[np.bool_]:
    return (np.abs(segments.height / HIGH - 1) < 0.3) & (segments.width < 1.12 * segments.height) & ~segments.hidden


def _label(row: _Row, x: float, wide: float) -> int | None:
    """Of the letter at x; pieces that are only a part of a digit, or more than one, teach nothing."""
    for left, right, label in row.letters:
        if left <= x <= right:
            whole = 0.7 * (right - left) < wide < 1.35 * (right - left) + 0.1 * row.height
            return label if label == OTHER or whole else None
    return None


def _seen(canvas: Pixels, px_per_mm: float, rng: np.random.Generator) -> Gray:
    """By a camera: paler, blurred, coarse, noisy."""
    fine = cv2.GaussianBlur(255.0 - (255.0 - canvas.astype(np.float32)) * float(rng.uniform(0.5, 0.95)), (0, 0), 1.2)
    level = cv2.resize(fine, None, fx=PX_PER_MM / _FINE, fy=PX_PER_MM / _FINE, interpolation=cv2.INTER_AREA)
    blur = math.hypot(0.5 / min(px_per_mm, 3.25), float(rng.uniform(0.05, 0.16))) * PX_PER_MM
    soft = cv2.GaussianBlur(level, (0, 0), blur)
    coarse = cv2.resize(soft, None, fx=px_per_mm / PX_PER_MM, fy=px_per_mm / PX_PER_MM, interpolation=cv2.INTER_LINEAR)
    lit = coarse * float(rng.uniform(0.7, 0.95)) + rng.normal(0, 1.6, coarse.shape)
    return np.asarray(np.clip(lit, 0, 255), np.uint8)


def taught(strokes: Floats, labels: NDArray[np.intp], rounds: int = 500) -> tuple[Floats, Floats]:
    """(FEATURES, 11) weights and (11,) offsets of a softmax regression; digits and others count the same in sum."""
    mean = strokes.mean(axis=0)
    inputs = np.hstack([strokes - mean, np.ones((len(strokes), 1))])
    wanted = np.eye(OTHER + 1)[labels]
    other = labels == OTHER
    share = (np.where(other, 0.5 / other.mean(), 0.5 / (1 - other.mean())) / len(labels))[:, None]
    weights, speed, energy = (np.zeros((inputs.shape[1], OTHER + 1)) for _ in range(3))
    for step in range(1, rounds + 1):
        votes = inputs @ weights
        chance = np.exp(votes - np.logaddexp.reduce(votes, axis=1)[:, None])
        slope = inputs.T @ ((chance - wanted) * share)
        slope[:-1] += 1e-4 * weights[:-1]
        speed = 0.9 * speed + 0.1 * slope
        energy = 0.999 * energy + 0.001 * slope**2
        weights -= 0.1 * (speed / (1 - 0.9**step)) / (np.sqrt(energy / (1 - 0.999**step)) + 1e-8)
    weights -= weights.mean(axis=1, keepdims=True)
    return weights[:-1], weights[-1] - mean @ weights[:-1]


def report(weights: Floats, offset: Floats, seed: int) -> str:
    """What goes into the module, and how good it is on other lines."""
    step = float(np.abs(weights).max() / 127)
    rounded = np.round(weights / step).astype(np.int8)
    code = textwrap.wrap(base64.b85encode(rounded.tobytes()).decode(), 108)
    strokes, labels = lesson(300, seed)
    votes = strokes @ (rounded * step) + offset
    odds = np.logaddexp.reduce(votes[:, :OTHER], axis=1) - votes[:, OTHER]
    lines = [f"_STEP = {step:.6f}", "_OFFSET = " + ", ".join(f"{value:.3f}" for value in offset), *code]
    for name, chosen in (("digits", labels < OTHER), ("letters", labels == OTHER)):
        spread = ", ".join(f"{value:.1f}" for value in np.percentile(odds[chosen], [1, 5, 25, 50, 75, 95, 99]))
        lines.append(f"odds of {chosen.sum()} {name} (1, 5, 25, 50, 75, 95, 99 %): {spread}")
    return "\n".join(lines)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    sys.stdout.write(report(*taught(*lesson(count, 7)), seed=99) + "\n")

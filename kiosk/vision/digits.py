"""Runs of ten and more marks that could be the digits of a number: filled whether or not anybody could read them."""

from collections.abc import Iterator

import cv2
import numpy as np

from kiosk.vision.digit_ink import PX_PER_MM, ink_of, marks_of
from kiosk.vision.digit_lines import Line, lines_of
from kiosk.vision.geometry import Floats, Gray

HIGH = 20
"""Pixels of a digit's height in a straightened line."""
_AROUND = 0.7
LEAST_RUN = 8
DEBUG=[]

def digit_runs(page: Gray, px_per_mm: float) -> list[Floats]:
    """(4, 2) corners in millimetres of each run on a rectified (height, width) grey page."""
    ink = ink_of(page, px_per_mm)
    return [quad / PX_PER_MM for line in lines_of(marks_of(ink)) for quad in _runs(ink, line)]


def _straight(ink: Gray, line: Line) -> tuple[Gray, float]:
    """The line level and HIGH pixels high, with room above, below and at its ends; pixels of the page to one of it."""
    step = line.height / HIGH
    room = line.height * 2.0
    across = np.array([-line.along[1], line.along[0]])
    corner = line.start - room * line.along - (0.5 + _AROUND) * line.height * across
    size = round((line.length + 2 * room) / step), round((1 + 2 * _AROUND) * HIGH)
    motion = np.column_stack([line.along * step, across * step, corner])
    level = cv2.warpAffine(ink, motion, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return np.asarray(level, np.uint8), step


def _segments(level):
    """(n,4) start,end,top,bottom"""
    near = level[round((_AROUND-0.12)*HIGH):round((1+_AROUND+.12)*HIGH)]
    col = near.max(axis=0)
    on = np.concatenate([[0], (col > 120).astype(np.int8), [0]])
    edges = np.diff(on)
    starts, ends = np.flatnonzero(edges > 0), np.flatnonzero(edges < 0)
    rows = []
    for a, b in zip(starts, ends, strict=True):
        for c, d in _split(near, a, b):
            strip = level[:, c:d].max(axis=1)
            inked = strip > 120
            # vertical extent connected around band
            idx = np.flatnonzero(inked[round((_AROUND-.25)*HIGH):round((1+_AROUND+.25)*HIGH)]) + round((_AROUND-.25)*HIGH)
            if len(idx)==0: continue
            rows.append((c, d, idx[0], idx[-1] + 1))
    return np.array(rows, np.float64).reshape(-1, 4)


def _split(near, a, b):
    if b - a <= 0.95 * HIGH:
        return [(a, b)]
    amount = near[:, a:b].astype(np.float32).mean(axis=0)
    edge = round(0.25 * HIGH)
    inner = amount[edge : len(amount) - edge]
    if len(inner) == 0:
        return [(a, b)]
    at = int(inner.argmin())
    if inner[at] > 0.5 * np.median(amount):
        return [(a, b)]
    return [*_split(near, a, a + edge + at), *_split(near, a + edge + at, b)]


def _runs(ink: Gray, line: Line) -> Iterator[Floats]:
    level, step = _straight(ink, line)
    seg = _segments(level)
    if len(seg) < 4:
        return
    best = None
    seen=set()
    for ref in range(len(seg)):
        r = _run(seg, ref)
        if r is None or r[:2] in seen: continue
        seen.add(r[:2])
        a, b, h, top, bot = r
        DEBUG.append((line,level,seg,r))
        m = 0.25 * h
        x0, x1, y0, y1 = seg[a, 0] - m, seg[b, 1] + m, top - m, bot + m
        across = np.array([-line.along[1], line.along[0]])
        corner = line.start - line.height * 2.0 * line.along - (0.5 + _AROUND) * line.height * across
        yield np.array([corner + step * (x * line.along + y * across) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))])


def _run(seg, ref):
    width, high = seg[:, 1] - seg[:, 0], seg[:, 3] - seg[:, 2]
    h = high[ref]
    if not 0.6*HIGH< h <1.4*HIGH: return None
    tall = (np.abs(seg[:, 2] - seg[ref, 2]) < 0.22 * h) & (np.abs(seg[:, 3] - seg[ref, 3]) < 0.22 * h)
    w = width / h
    like = tall & (w < 0.95) & (w>0.08)
    joined = tall & (w >= 1.15) & (w < 2.8)
    sep = (high < 0.45 * h) & (w < 0.9)
    block = (high > 1.35 * h) & (w > 0.8)
    score = np.where(like, 1.0, np.where(joined, -0.5, np.where(sep, -0.6, np.where(block, -2.0, -3.5))))
    count = np.where(like, 1, np.where(joined, np.round(w / 0.8), 0))
    gap = np.zeros(len(seg)); gap[1:] = (seg[1:, 0] - seg[:-1, 1]) / h
    score = score - np.where(gap > 1.3, 0.6*(gap-1.3), 0)
    # max subarray
    best, bestrange, cur, start = 0, None, 0.0, 0
    for i, s in enumerate(score):
        if cur <= 0:
            cur, start = 0.0, i
            s = s if gap[i] <= 1.3 else s + 0.6*(gap[i]-1.3)
        cur += s
        if cur > best: best, bestrange = cur, (start, i)
    if bestrange is None: return None
    a, b = bestrange
    if count[a:b + 1].sum() < LEAST_RUN or best < 5.5: return None
    sel = slice(a, b + 1)
    l = like[sel]|joined[sel]
    return a, b, h, np.min(seg[sel][l, 2]), np.max(seg[sel][l, 3])

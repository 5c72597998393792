"""Puts keys side by side, as wide as their words ask for, in as few rows as they need."""

from collections.abc import Sequence

from PySide6.QtCore import QRect

from ui.theme.measures import GAP_PX
from ui.widgets.key import Key

_LEAST_WIDTH_PX = 100


def key_rows(keys: Sequence[Key], area: QRect) -> int:
    """Fills the foot of `area`, the last row lowest; gives the height that is used, 0 without keys."""
    rows = _rows(keys, area.width())
    used = 0
    for row in reversed(rows):
        if used:
            used += GAP_PX
        used += _place(row, QRect(area.left(), area.top(), area.width(), area.height() - used))
    return used


def _rows(keys: Sequence[Key], room: int) -> list[list[Key]]:
    """As many rows as it takes, each about as full as the others."""
    count = _fewest(keys, room)
    while count:
        rows = _shared_out(keys, count)
        if all(_asked(row) <= room for row in rows) or count >= len(keys):
            return rows
        count += 1
    return []


def _fewest(keys: Sequence[Key], room: int) -> int:
    return -(-_asked(keys) // (room + GAP_PX)) if keys else 0


def _asked(keys: Sequence[Key]) -> int:
    return sum(_width(key) + GAP_PX for key in keys) - GAP_PX


def _width(key: Key) -> int:
    return max(key.natural_width(), _LEAST_WIDTH_PX)


def _shared_out(keys: Sequence[Key], count: int) -> list[list[Key]]:
    """In order, a row ends where its share of the whole width is reached."""
    whole = _asked(keys)
    rows: list[list[Key]] = [[]]
    for index, key in enumerate(keys):
        middle = _asked(keys[: index + 1]) - _width(key) / 2
        if rows[-1] and len(rows) < count and middle > whole * len(rows) / count:
            rows.append([])
        rows[-1].append(key)
    return rows


def _place(row: Sequence[Key], area: QRect) -> int:
    room = area.width() - GAP_PX * (len(row) - 1)
    asked = [_width(key) for key in row]
    widths = [room * width // sum(asked) for width in asked]
    height = max(key.heightForWidth(width) for key, width in zip(row, widths, strict=True))
    left = area.left()
    for key, width in zip(row, widths, strict=True):
        key.setGeometry(left, area.bottom() + 1 - height, width, height)
        left += width + GAP_PX
    return height

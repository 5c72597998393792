"""Puts widgets under each other; when letters grow, what is only help or decoration leaves first."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.widgets.key import Key
from ui.widgets.rows import LineRow
from ui.widgets.words import Words


@dataclass
class Item:
    """One row. Without `height` words are measured. `drop` above 0: may leave, the highest first. `gap` is above it."""

    widget: QWidget
    height: int | None = None
    gap: int = 0
    drop: int = 0
    stretch: int = 0

    def needs(self, width: int) -> int:
        """Height at this width, in pixels."""
        if self.height is not None:
            return self.height
        if isinstance(self.widget, Words):
            return self.widget.height_for(width)
        return max(self.widget.heightForWidth(width), 0)


def stack(area: QRect, items: list[Item]) -> int:
    """Places the items from the top of `area`; returns the y below the last one. What says nothing takes no room."""
    rows = [item for item in items if not is_silent(item)]
    for item in items:
        item.widget.setVisible(item in rows)
    while rows and _total(rows, area.width()) > area.height():
        leaving = max(rows, key=lambda row: row.drop)
        if leaving.drop == 0:
            break
        leaving.widget.hide()
        rows.remove(leaving)
    spare = max(area.height() - _total(rows, area.width()), 0)
    shares = sum(row.stretch for row in rows)
    y = area.top()
    for index, row in enumerate(rows):
        y += row.gap if index else 0
        height = row.needs(area.width()) + (spare * row.stretch // shares if shares else 0)
        row.widget.setGeometry(area.left(), y, area.width(), height)
        y += height
    return y


def needed(items: list[Item], width: int) -> int:
    """Height in pixels of all that says something."""
    return _total([item for item in items if not is_silent(item)], width)


def _total(rows: list[Item], width: int) -> int:
    return sum(row.needs(width) for row in rows) + sum(row.gap for row in rows[1:])


def is_silent(item: Item) -> bool:
    """Whether it says nothing, and so takes no room."""
    if isinstance(item.widget, Words):
        return not item.widget.text
    if isinstance(item.widget, Key):
        return item.widget.view is None
    return isinstance(item.widget, LineRow) and item.widget.empty

"""Blocks of a text under each other, as many as there is room for on every screen that shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from kiosk.domain.circular import Block
from ui.theme.theme import Theme
from ui.widgets.sentence import LitWords
from ui.widgets.words import BODY, STRONG, Style, set_lines

MOST_BLOCKS = 16
"""On one screen, at the smallest letters."""
_BETWEEN_PX = 16
_BEFORE_HEADING_PX = 28
_STYLES: dict[str, Style] = {"heading": STRONG, "paragraph": BODY, "item": BODY, "row": BODY}


@dataclass(frozen=True)
class Room:
    """Where blocks stand: the letters, the width and the height in pixels that there is for them."""

    theme: Theme
    width: int
    height: int


def screenfuls(blocks: Sequence[Block], rooms: Sequence[Room]) -> list[int]:
    """The first block of each screenful, which fits into all rooms. A heading does not stand alone at the foot."""
    starts, first = [0], 0
    for index in range(len(blocks)):
        if index > first and not _fits(blocks[first : index + 1], rooms):
            first = index - 1 if blocks[index - 1].kind == "heading" and index - 1 > first else index
            starts.append(first)
    return starts


def screenful_of(starts: Sequence[int], block: int) -> int:
    """Which of them shows that block."""
    return max(index for index, start in enumerate(starts) if start <= block)


def _fits(blocks: Sequence[Block], rooms: Sequence[Room]) -> bool:
    if len(blocks) > MOST_BLOCKS:
        return False
    return all(sum(_height(one, room.theme, room.width) for one in blocks) <= room.height for room in rooms)


def _height(block: Block, theme: Theme, width: int) -> int:
    """With the space above it."""
    gap = _BEFORE_HEADING_PX if block.kind == "heading" else _BETWEEN_PX
    return set_lines(block.text, _STYLES[block.kind], theme, width).height_px + gap


class BlockFlow:
    """Shows blocks on `parent`, one of them lit while it is read."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        self._pools = {kind: [LitWords(parent, theme, style) for _ in range(MOST_BLOCKS)] for kind, style in _KINDS}

    def show(self, blocks: Sequence[Block], lit: int, area: QRect) -> None:
        """`lit` is the place of a block among these, or none of them."""
        left = {kind: list(pool) for kind, pool in self._pools.items()}
        y = area.top()
        for index, block in enumerate(blocks):
            words = left[block.kind].pop()
            words.say(block.text)
            words.light(index == lit)
            own, high = words.height_for(area.width()), _height(block, words.theme, area.width())
            words.setGeometry(area.left(), y + high - own, area.width(), own)
            words.show()
            y += high
        for words in (one for pool in left.values() for one in pool):
            words.say("")
            words.hide()


_KINDS = tuple(_STYLES.items())

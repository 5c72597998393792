"""What tests of the clerk's window do with it: show, find, press."""

from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.intents import Intent, Touched
from kiosk.domain.snapshot import DeskSnapshot
from ui.widgets.key import Key
from ui.widgets.painted import Painted
from ui.widgets.surfaces import Lamp
from ui.widgets.words import Words
from ui.windows.desk import DeskWindow

LEFT = Qt.MouseButton.LeftButton
_SOLID = (Key, Words, Lamp, QLineEdit, QPlainTextEdit)


def settled(desk: DeskWindow, snapshot: DeskSnapshot) -> DeskWindow:
    """The window with that snapshot, after its layouts have come to rest."""
    desk.show_snapshot(snapshot)
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    return desk


def with_keyboard(qtbot: QtBot, desk: DeskWindow, snapshot: DeskSnapshot) -> DeskWindow:
    """The same, and what is typed goes to it."""
    desk.show()
    desk.activateWindow()
    qtbot.waitActive(desk)
    return settled(desk, snapshot)


def key(desk: DeskWindow, name: str) -> Key:
    """The visible key of that name."""
    found = desk.key(name)
    assert found is not None, name
    return found


def click(desk: DeskWindow, name: str) -> None:
    """Touches a key."""
    QTest.mouseClick(key(desk, name), LEFT)


def wishes(asked: list[Intent]) -> list[Intent]:
    """What was asked for, without the mere signs of life."""
    return [intent for intent in asked if not isinstance(intent, Touched)]


def visible_keys(desk: DeskWindow) -> list[Key]:
    """All keys that are on the screen, also those that a list shows only after scrolling."""
    return [key for key in desk.findChildren(Key) if key.isVisible()]


def faults(desk: DeskWindow) -> list[str]:
    """What is cut off, lies outside of its parent, over its neighbour, or is too low to hit."""
    found = [w.overflow() for w in desk.findChildren(Painted) if w.isVisible() and w.overflow()]
    found += [f"low: {key.objectName()}" for key in visible_keys(desk) if key.height() < 32]
    solid = [w for w in desk.findChildren(QWidget) if isinstance(w, _SOLID) and w.isVisible()]
    for widget in solid:
        parent = widget.parentWidget()
        if parent is not None and not parent.rect().contains(widget.geometry()):
            found.append(f"outside: {_name(widget)} {widget.geometry()} in {parent.rect()}")
    places = [(_name(w), QRect(w.mapTo(desk, QPoint(0, 0)), w.size()), _layer(desk, w)) for w in solid if _said(w)]
    for (one, place, layer), (other, other_place, other_layer) in combinations(places, 2):
        if layer == other_layer and place.intersects(other_place):
            found.append(f"over each other: {one} {other}")
    return found


def _layer(desk: DeskWindow, widget: QWidget) -> str:
    """What may lie over something else: the list of phrases, the panels, what scrolls."""
    if desk.desk.sound.isAncestorOf(widget):
        return "sound"
    if desk.desk.lending.isAncestorOf(widget) or desk.desk.promise.isAncestorOf(widget):
        return "lending"
    if desk.desk.phrases.isAncestorOf(widget):
        return "phrases"
    if desk.desk.sheets.theirs.strip.pages.isAncestorOf(widget):
        return "pages"
    return "scrolled" if desk.desk.queue.waiting.isAncestorOf(widget) else "ground"


def _said(widget: QWidget) -> bool:
    return not isinstance(widget, Words) or bool(widget.text)


def _name(widget: QWidget) -> str:
    return widget.objectName() or widget.accessibleName() or type(widget).__name__

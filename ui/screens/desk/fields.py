"""The text fields of the clerk's window: what is written there stays there."""

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kiosk.domain.languages import JAPANESE
from kiosk.domain.writing import MAX_CHARACTERS
from ui.theme.fonts import families
from ui.theme.growth import grown
from ui.theme.theme import Theme

_NUMBER_LENGTH = 10


def scroll_bar_style(theme: Theme) -> str:
    """A slim bar in the window's colours."""
    colours = theme.colours
    return (
        f"QScrollArea {{ background: {colours.card}; }}"
        f"QScrollBar:vertical {{ background: {colours.card}; width: 8px; margin: 0; }}"
        f"QScrollBar::handle:vertical {{ background: {colours.quiet_edge}; border-radius: 4px; min-height: 28px; }}"
        "QScrollBar::add-line, QScrollBar::sub-line { height: 0; }"
    )


def field_style(theme: Theme) -> str:
    """An edge that says where the keyboard writes."""
    colours = theme.colours
    faces = ", ".join(f"'{name}'" for name in families(JAPANESE))
    letters = f"font-family: {faces}; font-size: {theme.letters.body}px;"
    edge = f"border: 1px solid {colours.quiet_edge}; border-radius: 6px; padding: 2px 6px;"
    return (
        f"QLineEdit, QPlainTextEdit {{ background: {colours.card}; color: {colours.ink}; {letters} {edge} }}"
        f"QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {colours.main}; padding: 1px 5px; }}"
        f"QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {colours.bar}; }}"
        f"{scroll_bar_style(theme)}"
    )


def _prepare(field: QLineEdit | QPlainTextEdit, theme: Theme) -> None:
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    field.setAcceptDrops(False)
    _dress(field, theme)


def _dress(field: QLineEdit | QPlainTextEdit, theme: Theme) -> None:
    field.setStyleSheet(field_style(theme))
    palette = field.palette()
    palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(theme.colours.ink_2))
    field.setPalette(palette)


class SayField(QLineEdit):
    """One line of 筆談, as long as the other end takes it."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("field.say")
        self.setMaxLength(MAX_CHARACTERS)
        self.setDragEnabled(False)
        _prepare(self, theme)
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """Grows with the window."""
        _dress(self, theme)
        self.setFixedHeight(grown(theme, 34))


class NumberField(QLineEdit):
    """A lending number: five digits and what people put between them, nothing longer."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("field.lending")
        self.setMaxLength(_NUMBER_LENGTH)
        self.setDragEnabled(False)
        _prepare(self, theme)
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """Grows with the window."""
        _dress(self, theme)
        self.setFixedHeight(grown(theme, 34))


class NotesField(QPlainTextEdit):
    """メモ. Nothing of it goes to the clipboard, which would outlive the call."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("field.notes")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        _prepare(self, theme)

    def dress(self, theme: Theme) -> None:
        """Grows with the window."""
        _dress(self, theme)

    def hold(self, notes: str) -> None:
        """Shows what is kept of it; what was undone before is forgotten. While it is typed the two are the same."""
        if notes != self.toPlainText():
            self.blockSignals(True)
            self.setPlainText(notes)
            self.document().clearUndoRedoStacks()
            self.blockSignals(False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def createMimeDataFromSelection(self) -> QMimeData:
        return QMimeData()

"""Keyboard first: every key of the clerk's window has a shortcut or is reached by Tab, and typing is only typing."""

import dataclasses

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain import intents
from kiosk.domain import sheet_intents as asks
from kiosk.domain.annotation import Aid, Tool
from kiosk.domain.intents import Intent
from kiosk.domain.snapshot import DeskSnapshot
from kiosk.domain.writing import MAX_CHARACTERS
from tests.support.desk_hands import LEFT, click, key, settled, visible_keys, wishes, with_keyboard
from tests.support.scenes import DESK, DESK_CALL, desk_scenes
from ui.screens.desk.fields import NotesField, SayField
from ui.windows.desk import DeskWindow

OWN = ("F6", "Esc", "Left", "Right", "Up", "Down")
"""Sequences of the window itself, which stand on no key."""
Press = Qt.Key | str


def say_field(desk: DeskWindow) -> SayField:
    return desk.desk.side.say.field


def notes_field(desk: DeskWindow) -> NotesField:
    return desk.desk.side.notes.field


def tab_chain(desk: DeskWindow) -> list[QWidget]:
    """What Tab reaches, in its order, from the window once round."""
    chain: list[QWidget] = []
    widget: QWidget | None = desk.nextInFocusChain()
    while widget is not None and widget is not desk and widget not in chain:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    return [w for w in chain if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]


@pytest.mark.parametrize("scene", desk_scenes())
def test_every_key_has_a_shortcut_or_is_reached_by_tab_and_no_shortcut_is_used_twice(
    desk: DeskWindow, scene: str
) -> None:
    keys = visible_keys(settled(desk, desk_scenes()[scene]))
    assert keys
    chain = tab_chain(desk)
    assert [k.objectName() for k in keys if k.view is not None and not k.view.shortcut and k not in chain] == []
    assert [k.objectName() for k in keys if k not in chain] == [], "a hand without the mouse finds all of them"
    shortcuts = [k.view.shortcut for k in keys if k.view is not None and k.view.shortcut]
    assert sorted(shortcuts) == sorted(set(shortcuts))
    assert not set(shortcuts) & set(OWN)


def test_tab_goes_through_the_window_as_it_is_read(desk: DeskWindow) -> None:
    screen = settled(desk, desk_scenes()["desk_phrases"]).desk
    parts = {
        "top": screen.top,
        "queue": screen.queue,
        "sheets": screen.sheets,
        "side": screen.side,
        "phrases": screen.phrases,
        "bar": screen.bar,
    }
    visited = [name for w in tab_chain(desk) for name, part in parts.items() if part.isAncestorOf(w)]
    assert list(dict.fromkeys(visited)) == list(parts)
    assert visited == sorted(visited, key=list(parts).index), "and visits each part once"


CALLS: list[tuple[Press, Intent]] = [
    (Qt.Key.Key_F2, intents.AnswerNext()),
    (Qt.Key.Key_F3, intents.Hold()),
    (Qt.Key.Key_F4, intents.PassOn()),
    (Qt.Key.Key_F5, intents.ShowPhrases(on=True)),
    (Qt.Key.Key_F7, intents.AskForPaper()),
    (Qt.Key.Key_F8, intents.ShowPaper()),
    (Qt.Key.Key_F9, intents.TakeDuty(on=False)),
    (Qt.Key.Key_F10, intents.ResidentLeft()),
    (Qt.Key.Key_F11, asks.FillScreen(on=True)),
    (Qt.Key.Key_F12, intents.EndCall()),
    ("1", asks.ChooseTool(Tool.PEN)),
    ("2", asks.ChooseTool(Tool.HIGHLIGHTER)),
    ("3", asks.ChooseTool(Tool.CIRCLE)),
    ("4", asks.ChooseTool(Tool.ARROW)),
    ("5", asks.ChooseTool(Tool.HERE)),
    ("6", asks.ChooseTool(Aid.ERASER)),
    (Qt.Key.Key_Delete, asks.ClearMyMarks()),
    ("+", asks.Zoom("van", 1)),
    ("-", asks.Zoom("van", -1)),
    ("r", asks.Turn("van")),
    (Qt.Key.Key_Space, asks.Freeze("van", on=True)),
    ("t", asks.LookTogether(on=True)),
]
CONTROLLED: list[tuple[Qt.Key, Intent]] = [
    (Qt.Key.Key_1, asks.BringToFront("van")),
    (Qt.Key.Key_2, asks.BringToFront("office")),
    (Qt.Key.Key_3, asks.BringToFront("board")),
    (Qt.Key.Key_Z, asks.UndoMark()),
    (Qt.Key.Key_L, intents.Lock()),
]


def press(desk: DeskWindow, what: Press) -> None:
    """On whatever has the keyboard."""
    target = QApplication.focusWidget() or desk
    if isinstance(what, str):
        QTest.keyClicks(target, what)
    else:
        QTest.keyClick(target, what)


@pytest.mark.parametrize(
    ("what", "intent"), CALLS, ids=lambda value: str(value) if not isinstance(value, Qt.Key) else value.name
)
def test_an_action_has_its_key_on_the_keyboard(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent], what: Press, intent: Intent
) -> None:
    press(with_keyboard(qtbot, desk, DESK_CALL), what)
    assert wishes(asked) == [intent]


@pytest.mark.parametrize(("what", "intent"), CONTROLLED, ids=lambda value: getattr(value, "name", str(value)))
def test_an_action_with_ctrl_has_its_key_on_the_keyboard(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent], what: Qt.Key, intent: Intent
) -> None:
    QTest.keyClick(with_keyboard(qtbot, desk, DESK_CALL), what, Qt.KeyboardModifier.ControlModifier)
    assert wishes(asked) == [intent]


def test_an_outcome_is_chosen_with_alt_and_its_number(qtbot: QtBot, desk: DeskWindow, asked: list[Intent]) -> None:
    QTest.keyClick(with_keyboard(qtbot, desk, DESK_CALL), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert wishes(asked) == [intents.ChooseOutcome("visit")]


@pytest.mark.parametrize(
    ("changed", "wish"),
    [
        ({"tool": Tool.PEN, "full_screen": True}, asks.ChooseTool(None)),
        ({"full_screen": True}, asks.FillScreen(on=False)),
        ({"phrases_shown": True, "tool": Tool.PEN}, intents.ShowPhrases(on=False)),
    ],
    ids=["tool", "full", "phrases"],
)
def test_escape_puts_the_innermost_thing_away(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent], changed: dict[str, object], wish: Intent
) -> None:
    scene: DeskSnapshot = dataclasses.replace(DESK_CALL, **changed)  # type: ignore[arg-type]
    press(with_keyboard(qtbot, desk, scene), Qt.Key.Key_Escape)
    assert wishes(asked) == [wish]


def test_arrow_keys_move_an_enlarged_page_and_no_other(qtbot: QtBot, desk: DeskWindow, asked: list[Intent]) -> None:
    press(with_keyboard(qtbot, desk, DESK_CALL), Qt.Key.Key_Right)
    assert wishes(asked) == []
    press(settled(desk, desk_scenes()["desk_zoomed"]), Qt.Key.Key_Right)
    press(desk, Qt.Key.Key_Up)
    assert wishes(asked) == [asks.LookBeside("van", 1, 0), asks.LookBeside("van", 0, -1)]


def test_what_is_typed_is_typed_and_nothing_else(qtbot: QtBot, desk: DeskWindow, asked: list[Intent]) -> None:
    press(with_keyboard(qtbot, desk, desk_scenes()["desk_zoomed"]), Qt.Key.Key_F6)
    assert QApplication.focusWidget() is say_field(desk)
    press(desk, "1 r+-t6")
    for arrow in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Right):
        press(desk, arrow)
    assert (say_field(desk).text(), wishes(asked)) == ("1 r+-t6", [])
    QTest.keyClick(say_field(desk), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (say_field(desk).text(), wishes(asked)) == ("", []), "Ctrl+Z takes back what was typed, not a mark"
    press(desk, Qt.Key.Key_F3)
    assert wishes(asked) == [intents.Hold()], "a call is held while something is typed"
    press(desk, Qt.Key.Key_Escape)
    press(desk, "1")
    assert wishes(asked) == [intents.Hold(), asks.ChooseTool(Tool.PEN)]


def test_who_wants_to_type_in_full_screen_gets_the_field_back(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent]
) -> None:
    press(with_keyboard(qtbot, desk, desk_scenes()["desk_full"]), Qt.Key.Key_F6)
    assert wishes(asked) == [asks.FillScreen(on=False)]
    settled(desk, DESK_CALL)
    press(desk, "a")
    assert say_field(desk).text() == "a"


def test_a_click_on_the_sheet_gives_the_letters_back_to_the_tools(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent]
) -> None:
    press(with_keyboard(qtbot, desk, DESK_CALL), Qt.Key.Key_F6)
    QTest.mouseClick(desk.desk.sheets.theirs.layer, LEFT, pos=QPoint(200, 200))
    press(desk, "3")
    assert asks.ChooseTool(Tool.CIRCLE) in asked
    assert say_field(desk).text() == ""


def test_enter_sends_the_line_and_the_field_waits_for_the_next(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent]
) -> None:
    press(with_keyboard(qtbot, desk, DESK_CALL), Qt.Key.Key_F6)
    press(desk, "2 mai desu")
    press(desk, Qt.Key.Key_Return)
    say_field(desk).setText("つぎの行")
    click(desk, "key.say")
    assert wishes(asked) == [asks.Say("2 mai desu"), asks.Say("つぎの行")]
    assert say_field(desk).text() == ""
    assert QApplication.focusWidget() is say_field(desk)


def test_what_was_typed_becomes_the_sample_of_the_field_that_is_lit(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent]
) -> None:
    press(with_keyboard(qtbot, desk, desk_scenes()["desk_paper_lit"]), Qt.Key.Key_F6)
    press(desk, "midori")
    QTest.keyClick(desk.focusWidget(), Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert wishes(asked) == [asks.FillSample("midori")]
    assert say_field(desk).text() == ""
    for refused, scene in (("a" * 41, "desk_paper_lit"), ("midori", "desk_paper_lit_written")):
        settled(desk, desk_scenes()[scene])
        say_field(desk).setText(refused)
        click(desk, "key.fill_sample")
        assert say_field(desk).text() == refused, "what is refused is not lost"
    settled(desk, DESK_CALL)
    assert desk.key("key.fill_sample") is None, "no field is lit"


def test_a_line_has_an_end_and_the_field_counts_near_it(qtbot: QtBot, desk: DeskWindow) -> None:
    with_keyboard(qtbot, desk, DESK_CALL)
    said = [words.accessibleName() for words in desk.desk.side.say.findChildren(QWidget)]
    assert not any("/ 120" in words for words in said)
    QTest.keyClicks(say_field(desk), "a" * (MAX_CHARACTERS + 5))
    assert len(say_field(desk).text()) == MAX_CHARACTERS
    assert "120 / 120" in [words.accessibleName() for words in desk.desk.side.say.findChildren(QWidget)]


def test_a_digit_sends_a_phrase_while_their_list_is_open(qtbot: QtBot, desk: DeskWindow, asked: list[Intent]) -> None:
    press(with_keyboard(qtbot, desk, DESK_CALL), Qt.Key.Key_F6)
    settled(desk, dataclasses.replace(DESK_CALL, phrases_shown=True))
    press(desk, "3")
    press(desk, "0")
    assert wishes(asked) == [
        asks.Say("しるしの ところに 書いてください。", "write_here"),
        asks.Say("手続きは おわりました。ありがとうございました。", "all_done"),
    ]
    settled(desk, DESK_CALL)
    assert QApplication.focusWidget() is say_field(desk), "who typed before types on"


def test_space_presses_the_key_that_tab_has_reached(qtbot: QtBot, desk: DeskWindow, asked: list[Intent]) -> None:
    with_keyboard(qtbot, desk, DESK_CALL)
    key(desk, "key.turn").setFocus(Qt.FocusReason.TabFocusReason)
    press(desk, Qt.Key.Key_Space)
    assert wishes(asked) == [asks.Turn("van")]


def test_two_quick_clicks_enlarge_twice(desk: DeskWindow, asked: list[Intent]) -> None:
    settled(desk, DESK_CALL)
    click(desk, "key.zoom_in")
    click(desk, "key.zoom_in")
    assert wishes(asked) == [asks.Zoom("van", 1)] * 2


def test_notes_go_into_the_truth_and_out_of_the_window_with_the_call(
    qtbot: QtBot, desk: DeskWindow, asked: list[Intent]
) -> None:
    notes = notes_field(with_keyboard(qtbot, desk, DESK_CALL))
    QTest.keyClicks(notes, "ab")
    assert wishes(asked) == [intents.WriteNotes("a"), intents.WriteNotes("ab")]
    settled(desk, dataclasses.replace(DESK_CALL, notes="ab"))
    assert notes.toPlainText() == "ab"
    assert notes.document().isUndoAvailable(), "what is in one's hand can be taken back"
    settled(desk, DESK)
    assert notes.toPlainText() == ""
    notes.undo()
    assert notes.toPlainText() == ""
    assert not notes.isEnabled()
    assert len(wishes(asked)) == 2, "that it went is not told as if the clerk had done it"


def test_notes_never_reach_the_clipboard(qtbot: QtBot, desk: DeskWindow) -> None:
    notes = notes_field(with_keyboard(qtbot, desk, dataclasses.replace(DESK_CALL, notes="ひみつの メモ")))
    clipboard = QApplication.clipboard()
    clipboard.setText("before")
    notes.selectAll()
    notes.copy()
    assert "ひみつ" not in clipboard.text()


def test_a_line_that_was_not_sent_goes_with_the_call(qtbot: QtBot, desk: DeskWindow) -> None:
    field = say_field(with_keyboard(qtbot, desk, DESK_CALL))
    QTest.keyClicks(field, "not sent")
    settled(desk, DESK)
    assert field.text() == ""
    field.undo()
    assert field.text() == ""

"""The end of a visit on the screen: the paper beside the words, what can be done about it, and when it can be ended."""

import dataclasses

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from kiosk.domain import intents
from kiosk.domain.languages import ENGLISH
from kiosk.domain.printing import RUNNING, UNDER_WAY, PrintState, SlipStatus
from kiosk.domain.snapshot import KioskSnapshot, Look
from kiosk.domain.taken_page import TakenPage
from tests.support.pictures import filled_slots
from tests.support.scenes import FINISH, WAITING
from tests.support.stages import make_stage
from tests.support.texts import japanese
from ui.presenters.finish import present_finish
from ui.presenters.parts import KeyKind
from ui.presenters.waiting import present_waiting
from ui.screens.resident.finish import FinishScreen
from ui.widgets.slip_view import SlipView
from ui.windows.confined import EVERYWHERE
from ui.windows.embedded import EmbeddedWindow

TEXT = japanese()
READY = SlipStatus(printer=True, sides=1)


def at_end(status: SlipStatus) -> KioskSnapshot:
    return dataclasses.replace(FINISH, slip=status)


@pytest.mark.parametrize("state", PrintState)
def test_each_state_of_printing_has_its_words_and_its_key(state: PrintState) -> None:
    view = present_finish(at_end(dataclasses.replace(READY, state=state)), TEXT)
    assert bool(view.slip.said) == (state is not PrintState.IDLE)
    under_way = state in (*RUNNING, PrintState.OUT_OF_PAPER, PrintState.JAMMED)
    assert view.slip.keys[0].wish == (intents.CancelPrint() if under_way else intents.PrintSlip())
    assert not view.finish.busy, "pressed too early it says what it waits for"


def test_what_is_not_ready_yet_cannot_be_printed_yet() -> None:
    view = present_finish(at_end(SlipStatus(printer=True)), TEXT)
    assert view.slip.keys[0].busy and view.slip.missing == "控えを 作っています"
    view = present_finish(at_end(SlipStatus(printer=True, unmade=True)), TEXT)
    assert (view.slip.keys, view.slip.missing) == ((), "")
    assert "係の人" in view.slip.said


def test_without_a_printer_it_is_seen_large_side_by_side() -> None:
    view = present_finish(at_end(SlipStatus(sides=2)), TEXT)
    assert [key.wish for key in view.slip.keys] == [intents.SeeSlip(1)]
    assert "係の人" in view.slip.said
    for large, other in ((1, 2), (2, 1)):
        turn = present_finish(at_end(SlipStatus(sides=2, large=large)), TEXT).slip.turn
        assert turn is not None and turn.wish == intents.SeeSlip(other)
    assert present_finish(at_end(SlipStatus(sides=1, large=1)), TEXT).slip.turn is None


@pytest.mark.parametrize("printer", [True, False])
@pytest.mark.parametrize("state", PrintState)
def test_no_more_than_one_key_stands_out(state: PrintState, printer: bool) -> None:
    for sides, unmade in ((0, False), (0, True), (2, False)):
        view = present_finish(at_end(SlipStatus(printer, state, sides=sides, unmade=unmade)), TEXT)
        filled = [key.name for key in (*view.slip.keys, view.finish) if key.kind is KeyKind.FILLED]
        assert len(filled) <= 1, (sides, unmade)


def test_sheets_that_go_along_are_named_and_can_be_left_out_but_not_while_they_are_printed() -> None:
    taken = (TakenPage(101, 210.0, 297.0), TakenPage(102, 210.0, 297.0))
    with_copies = dataclasses.replace(at_end(dataclasses.replace(READY, sides=3)), taken=taken)
    view = present_finish(with_copies, TEXT)
    assert any("うつし" in line.words and "2枚" in line.words for line in view.next)
    assert intents.LeavePages() in [key.wish for key in view.slip.keys]
    for state in UNDER_WAY:
        running = dataclasses.replace(with_copies, slip=dataclasses.replace(with_copies.slip, state=state))
        assert intents.LeavePages() not in [key.wish for key in present_finish(running, TEXT).slip.keys]
    assert intents.LeavePages() not in [key.wish for key in present_finish(at_end(READY), TEXT).slip.keys]


def test_three_sides_are_turned_one_after_another() -> None:
    turns = [present_finish(at_end(SlipStatus(sides=3, large=large)), TEXT).slip.turn for large in (1, 2, 3)]
    assert [turn.wish for turn in turns if turn is not None] == [intents.SeeSlip(side) for side in (2, 3, 1)]


def test_where_nobody_is_at_the_desk_a_call_back_can_be_printed() -> None:
    assert WAITING.ticket is not None
    alone = dataclasses.replace(WAITING, ticket=dataclasses.replace(WAITING.ticket, staffed=False))
    assert present_waiting(alone, TEXT).again is None
    with_printer = dataclasses.replace(alone, slip=SlipStatus(printer=True))
    again = present_waiting(with_printer, TEXT).again
    assert again is not None and again.wish == intents.PrintCallBack()
    assert present_waiting(dataclasses.replace(WAITING, slip=SlipStatus(printer=True)), TEXT).again is None
    done = dataclasses.replace(alone, slip=SlipStatus(printer=True, state=PrintState.DONE))
    assert "お取りください" in present_waiting(done, TEXT).body


def test_the_paper_is_seen_and_leaves_no_pixel_when_the_screen_goes(embedded_with_slip: EmbeddedWindow) -> None:
    window = embedded_with_slip
    window.show_snapshot(at_end(READY))
    preview = _shown(window)[0]
    assert _is_paper(preview.grab().toImage())
    window.show_snapshot(dataclasses.replace(FINISH, slip=dataclasses.replace(READY, large=1)))
    assert len(_shown(window)) == 2
    window.show_snapshot(dataclasses.replace(FINISH, visit=WAITING.visit, slip=SlipStatus(printer=True)))
    assert not any(view.holds_pixels for view in window.findChildren(SlipView))


def test_a_newer_paper_takes_the_place_of_the_one_before_though_it_has_the_same_side(
    embedded_with_slip: EmbeddedWindow,
) -> None:
    window = embedded_with_slip
    window.show_snapshot(at_end(READY))
    preview = _shown(window)[0]
    before = preview.grab().toImage()
    slot = preview.slots[0]
    paper = slot.newest()
    assert paper is not None
    blank = dataclasses.replace(paper, data=bytearray(len(paper.data)), taken_s=paper.taken_s + 1)
    slot.lay(blank)
    assert preview.grab().toImage() != before


def test_when_letters_grow_the_paper_leaves_before_the_words(embedded_with_slip: EmbeddedWindow) -> None:
    window = embedded_with_slip
    window.show_snapshot(at_end(READY))
    assert len(_shown(window)) == 1
    window.show_snapshot(dataclasses.replace(at_end(READY), look=Look(3, language=ENGLISH)))
    assert _shown(window) == []


@pytest.fixture
def embedded_with_slip(qtbot: QtBot, fonts: None) -> EmbeddedWindow:
    slots = filled_slots()
    slots.slip[0].lay(slots.own_paper.newest())
    window = EmbeddedWindow(make_stage(slots), list[object]().append)
    window.confine(EVERYWHERE)
    qtbot.addWidget(window)
    window.show()
    return window


def _shown(window: EmbeddedWindow) -> list[SlipView]:
    (screen,) = window.findChildren(FinishScreen)
    return [view for view in screen.findChildren(SlipView) if view.isVisible()]


def _is_paper(image: QImage) -> bool:
    """Whether the middle is anything but the ground."""
    theme_bar = QColor("#EFE8DA")
    return image.pixelColor(image.rect().center()) != theme_bar

"""The clerk's window at every size: nothing cut, nothing over anything else, everything within reach."""

import dataclasses
import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain import intents
from kiosk.domain import sheet_intents as asks
from kiosk.domain.ids import TicketId
from kiosk.domain.intents import Intent
from kiosk.domain.snapshot import Health, Mirror, TheirDevices
from tests.support.desk_hands import LEFT, click, faults, key, settled, wishes
from tests.support.scenes import CROWD, DESK, DESK_CALL, desk_scenes
from tests.support.texts import japanese
from ui.presenters.desk import present_desk
from ui.presenters.desk_queue import VanRow
from ui.screens.desk.queue import VanLine, WaitingCard
from ui.screens.desk.state_line import StateLine
from ui.stage import Stage
from ui.theme.theme import desk_theme
from ui.widgets.surfaces import Lamp
from ui.windows.desk import DeskWindow

SIZES = [(1366, 768), (1440, 900), (1920, 1080), (3840, 2160)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_nothing_is_cut_off_or_covered_at_any_size(desk: DeskWindow, size: tuple[int, int]) -> None:
    desk.resize(*size)
    found = {name: wrong for name, scene in desk_scenes().items() if (wrong := faults(settled(desk, scene)))}
    assert found == {}
    assert desk.size().toTuple() == size


def test_the_same_holds_with_two_device_pixels_to_a_pixel() -> None:
    """A scale is fixed when Qt starts: another process looks at it."""
    inner = f"{__file__}::{test_nothing_is_cut_off_or_covered_at_any_size.__name__}"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--no-cov", "-p", "no:cacheprovider", f"{inner}[1366]"],
        env={**os.environ, "QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout


def test_letters_grow_with_the_window_and_shrink_again(desk: DeskWindow) -> None:
    heights = []
    for size in ((1366, 768), (1920, 1080), (3840, 2160), (1366, 768)):
        desk.resize(*size)
        heights.append(key(settled(desk, DESK_CALL), "key.answer").height())
    assert heights[0] == heights[3] < heights[1] < heights[2]


def test_everybody_who_waits_can_be_reached_and_answered(desk: DeskWindow, asked: list[Intent]) -> None:
    desk.resize(1366, 768)
    settled(desk, dataclasses.replace(DESK, queue=CROWD))
    cards = [card for card in desk.findChildren(WaitingCard) if card.isVisible()]
    assert [card.objectName() for card in cards] == [f"key.answer.{waiting.number}" for waiting in CROWD]
    desk.desk.queue.waiting.ensureWidgetVisible(cards[-1])
    QTest.mouseClick(cards[-1], LEFT)
    assert wishes(asked) == [intents.AnswerNext(CROWD[-1].ticket)]
    seen = cards[-1].mapTo(desk.desk.queue.waiting, QPoint(0, 0))
    assert desk.desk.queue.waiting.rect().contains(seen)


def test_a_card_says_number_place_topic_and_how_long_somebody_has_waited() -> None:
    row = present_desk(DESK, japanese()).queue.rows[1]
    assert (row.title, row.waited, row.topic, row.place) == ("14番 東部", "待ち 1分", "スマホの相談", "2番目")


def test_a_ticket_of_the_queue_can_be_answered_by_itself(desk: DeskWindow, asked: list[Intent]) -> None:
    click(settled(desk, DESK), "key.answer.14")
    assert wishes(asked) == [intents.AnswerNext(TicketId("t3"))]


def test_an_outcome_is_a_code_of_the_city(desk: DeskWindow, asked: list[Intent]) -> None:
    click(settled(desk, DESK_CALL), "key.outcome.visit")
    assert wishes(asked) == [intents.ChooseOutcome("visit")]


def test_the_surface_in_front_is_the_snapshots_and_a_tab_asks_for_another(
    desk: DeskWindow, asked: list[Intent]
) -> None:
    assert settled(desk, DESK_CALL).desk.sheets.front == "van"
    click(desk, "key.tab.office")
    assert wishes(asked) == [asks.BringToFront("office")]
    assert desk.desk.sheets.front == "van", "nothing changes before the truth has"
    assert settled(desk, dataclasses.replace(DESK_CALL, front="office")).desk.sheets.front == "office"


def test_the_white_page_is_opened_turned_and_closed(desk: DeskWindow, asked: list[Intent]) -> None:
    click(settled(desk, desk_scenes()["desk_board_closed"]), "key.open_board")
    settled(desk, desk_scenes()["desk_board"])
    click(desk, "key.board.later")
    click(desk, "key.close_board")
    assert wishes(asked) == [asks.OpenBoard(), asks.TurnBoard(1), asks.CloseBoard()]
    assert desk.key("key.board.earlier") is None, "the first page has none before it"


def test_a_clerk_draws_on_the_white_page(desk: DeskWindow, asked: list[Intent]) -> None:
    board = desk_scenes()["desk_board"]
    settled(desk, dataclasses.replace(board, tool=desk_scenes()["desk_marks"].tool))
    QTest.mousePress(desk.desk.sheets.board.layer, LEFT, pos=QPoint(300, 300))
    begun = [intent for intent in asked if isinstance(intent, asks.BeginStroke)]
    assert [intent.surface for intent in begun] == ["board"]


def test_full_screen_leaves_the_call_its_bar_its_lamp_and_its_hints(desk: DeskWindow) -> None:
    full = dataclasses.replace(desk_scenes()["desk_full"], hint=desk_scenes()["desk_outcome"].hint)
    screen = settled(desk, full).desk
    assert (screen.queue.isVisible(), screen.side.isVisible()) == (False, False)
    assert screen.hint.isVisible() and screen.bar.isVisible()
    lamps = [words for words in _lamps(desk) if words]
    assert lamps == ["相手に 見えています"]
    assert screen.sheets.width() == desk.width()


def test_full_screen_ends_where_an_outcome_is_asked_for(desk: DeskWindow) -> None:
    asking = dataclasses.replace(desk_scenes()["desk_full"], must_choose_outcome=True)
    assert key(settled(desk, asking), "key.outcome.done").isVisible()


def _lamps(desk: DeskWindow) -> list[str]:
    return [lamp.view.words for lamp in desk.findChildren(Lamp) if lamp.isVisible()]


def test_the_clerks_id_stands_faintly_over_what_is_shared_and_lets_touches_through(desk: DeskWindow) -> None:
    page = settled(desk, DESK_CALL).desk.sheets.theirs
    assert page.watermark.geometry() == page.surface.geometry()
    assert page.watermark.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    marked = page.grab().toImage()
    page.watermark.hide()
    plain = page.grab().toImage()
    assert marked != plain
    spots = [(x, y) for x in range(0, plain.width(), 3) for y in range(60, plain.height(), 3)]
    darker = [
        plain.pixelColor(x, y).lightness() - marked.pixelColor(x, y).lightness()
        for x, y in spots
        if plain.pixelColor(x, y) != marked.pixelColor(x, y)
    ]
    assert darker and max(darker) < 30, "whoever reads the sheet does not see it"
    assert not settled(desk, DESK).desk.sheets.theirs.watermark.isVisible()


@pytest.mark.parametrize(
    ("devices", "words"),
    [
        (TheirDevices(document=Health.LOST), "相手の 紙カメラが 止まっています"),
        (TheirDevices(face=Health.LOST), "相手の 顔カメラが 止まっています"),
        (TheirDevices(sound=Health.LOST), "相手の 音が 止まっています"),
    ],
)
def test_what_the_other_end_lacks_is_said_in_words(devices: TheirDevices, words: str) -> None:
    assert present_desk(dataclasses.replace(DESK_CALL, their_devices=devices), japanese()).side.alerts == (words,)
    assert present_desk(dataclasses.replace(DESK, their_devices=devices), japanese()).side.alerts == ()


def test_a_dark_screen_and_the_white_page_are_named_in_the_mirror() -> None:
    dark = present_desk(dataclasses.replace(DESK_CALL, mirror=Mirror("screen_lost")), japanese()).side
    assert (dark.mirror.splitlines()[0], dark.alerts) == ("画面が 消えています", ("ご本人の 画面が 消えています",))
    board = present_desk(dataclasses.replace(DESK_CALL, mirror=Mirror("call.board")), japanese()).side
    assert (board.mirror.splitlines()[0], board.alerts) == ("白い紙の 画面", ())


@pytest.mark.parametrize("name", ["青葉 demo-kiosk", "みどり台 madoguchi-kiosk-of-the-second-van"])
def test_a_long_device_name_never_lies_under_the_state_of_its_van(qtbot: QtBot, stage: Stage, name: str) -> None:
    line = VanLine(None, desk_theme(stage.icons))
    qtbot.addWidget(line)
    line.resize(202, 26)
    line.show_row(VanRow("", "お話し中", online=True))
    state_alone = line.grab().toImage().copy(116, 0, 86, 26)
    line.show_row(VanRow(name, "お話し中", online=True))
    whole = line.grab().toImage()
    assert whole.copy(116, 0, 86, 26) == state_alone
    line.show_row(VanRow("", "お話し中", online=True))
    assert whole != line.grab().toImage(), "the name is painted at the left"


def test_words_of_the_state_line_that_reach_a_key_are_found(qtbot: QtBot, stage: Stage, asked: list[Intent]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = StateLine(window, desk_theme(stage.icons), asked.append)
    line.resize(600, 38)
    line.say("ご本人の 紙", live=True)
    assert line.overflow() == ""
    line.say("ご本人の 紙。" * 12, live=True)
    assert line.overflow() == "ご本人の 紙。" * 12


def test_a_van_is_found_by_the_place_where_it_stands() -> None:
    names = [van.name for van in present_desk(DESK, japanese()).queue.vans]
    assert names == ["青葉 1号車", "みどり台 madoguchi-kiosk-02", "3号車"]


def test_a_lost_log_takes_no_room_from_the_words_of_the_top_line(desk: DeskWindow) -> None:
    desk.resize(1366, 768)
    height = settled(desk, desk_scenes()["desk_demo"]).desk.queue.y()
    assert settled(desk, desk_scenes()["desk_unkept"]).desk.queue.y() == height

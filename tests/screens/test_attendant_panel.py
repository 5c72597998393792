"""The attendant's panel on the screen: a pad for a finger, devices in words, nothing of a visit and nothing outside."""

import dataclasses
import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.domain.attendant_intents import CheckNumber, ClosePanel, OpenPanel, PaperIsIn, Restart, ShowPart, TypeDigit
from kiosk.domain.attendant_panel import AttendantPanel, NumberFound, PanelPart, PanelState
from kiosk.domain.intents import Intent, OpenLanguages, Touched
from kiosk.domain.languages import LANGUAGES
from kiosk.domain.monitors import Plugged
from kiosk.domain.printing import PrintState, SlipStatus
from kiosk.domain.snapshot import Health, HubState, KioskSnapshot, Look
from tests.support.attendant_scenes import ORDER
from tests.support.scenes import HOME, PAPER, kiosk_scenes
from tests.support.texts import japanese
from ui.presenters.aloud import present_aloud
from ui.presenters.attendant import PanelView, present_panel
from ui.presenters.attendant_devices import device_lines
from ui.presenters.signage import present_signage
from ui.windows.embedded import EmbeddedWindow

OPENED = AttendantPanel(PanelState.OPEN, ORDER)
LEAST_PAD_KEY_PX = 90
LEFT = Qt.MouseButton.LeftButton


def with_panel(snapshot: KioskSnapshot, panel: AttendantPanel) -> KioskSnapshot:
    return dataclasses.replace(snapshot, panel=panel)


def view_of(snapshot: KioskSnapshot) -> PanelView:
    view = present_panel(snapshot, japanese())
    assert view is not None
    return view


def key_names(view: PanelView) -> list[str]:
    return [key.name for key in (*view.keys, *view.foot)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_pad_is_large_enough_for_a_finger(embedded: EmbeddedWindow, language: str) -> None:
    for letters in (1, 2, 3):
        embedded.show_snapshot(dataclasses.replace(kiosk_scenes()["panel_pad"], look=Look(letters, language=language)))
        keys = [embedded.key(f"key.panel.digit.{place}") for place in range(10)]
        assert [min(key.width(), key.height()) >= LEAST_PAD_KEY_PX for key in keys if key] == [True] * 10


@pytest.mark.parametrize(
    ("scene", "name", "intent"),
    [
        ("home_attendant", "key.panel", OpenPanel()),
        ("panel_pad", "key.panel.digit.3", TypeDigit(3)),
        ("panel_pad", "key.panel.check", CheckNumber()),
        ("panel_pad", "key.panel.close", ClosePanel()),
        ("panel_ailing", "key.panel.paper", PaperIsIn()),
        ("panel_ailing", "key.panel.language", OpenLanguages()),
        ("panel_ailing", "key.panel.stop", ShowPart(PanelPart.STOP)),
        ("panel_stops", "key.panel.further", ShowPart(PanelPart.STOP, 1)),
    ],
)
def test_a_tap_asks_for_what_the_key_says(
    embedded: EmbeddedWindow, asked: list[Intent], scene: str, name: str, intent: Intent
) -> None:
    embedded.show_snapshot(kiosk_scenes()[scene])
    key = embedded.key(name)
    assert key is not None
    QTest.mouseClick(key, LEFT)
    assert [one for one in asked if not isinstance(one, Touched)] == [intent]


def test_the_digits_stand_as_they_were_shuffled_and_dots_tell_how_many_were_typed() -> None:
    view = view_of(kiosk_scenes()["panel_pad"])
    digits = [key.words for key in view.keys if key.name.startswith("key.panel.digit")]
    assert digits == [str(digit) for digit in ORDER]
    assert view.dots == "●●●○○○○○"


def test_what_the_pad_says_follows_its_state() -> None:
    pad = kiosk_scenes()["panel_pad"].panel
    wrong = with_panel(HOME, dataclasses.replace(pad, state=PanelState.DELAYED, typed=0, wait_s=32))
    assert view_of(wrong).said == "番号が ちがいます。\n32秒 お待ちください。"
    checking = with_panel(HOME, dataclasses.replace(pad, state=PanelState.CHECKING))
    assert view_of(checking).said == "番号を たしかめています。"


@pytest.mark.parametrize(
    ("found", "program"), [(NumberFound.MISSING, "attendant-number"), (NumberFound.BROKEN, "doctor")]
)
def test_without_a_number_it_is_said_what_to_do(found: NumberFound, program: str) -> None:
    view = view_of(with_panel(HOME, AttendantPanel(PanelState.UNAVAILABLE, found=found)))
    assert program in view.said
    assert key_names(view) == ["key.panel.close"]


def test_devices_are_told_in_words_and_what_ails_is_marked() -> None:
    lines = device_lines(kiosk_scenes()["panel_ailing"], japanese())
    assert [line.line.words for line in lines if not line.well] == [
        "顔の カメラ: 使えません",
        "プリンター: 紙が ありません",
        "市役所との 線: つながっていません",
        "画面: 外の 画面が ありません",
    ]
    well = dataclasses.replace(
        HOME, voice=Health.OK, slip=SlipStatus(True, PrintState.DONE), monitors=Plugged(external=True)
    )
    assert all(line.well for line in device_lines(well, japanese()))


def test_every_state_of_printer_and_line_has_words() -> None:
    for state, hub, printer in itertools.product(PrintState, HubState, (True, False)):
        snapshot = dataclasses.replace(HOME, hub=hub, slip=SlipStatus(printer, state))
        assert all(line.line.words for line in device_lines(snapshot, japanese()))


def test_the_paper_key_is_there_only_while_the_slip_waits_for_paper() -> None:
    for state in PrintState:
        view = view_of(dataclasses.replace(HOME, panel=OPENED, slip=SlipStatus(True, state)))
        assert ("key.panel.paper" in key_names(view)) is (state is PrintState.OUT_OF_PAPER)


def test_the_second_question_depends_on_whether_there_is_a_visit() -> None:
    end = dataclasses.replace(OPENED, part=PanelPart.END_VISIT)
    restart = dataclasses.replace(OPENED, part=PanelPart.RESTART)
    assert key_names(view_of(with_panel(HOME, end))) == ["key.panel.back"]
    assert key_names(view_of(with_panel(PAPER, end))) == ["key.panel.end.yes", "key.panel.back"]
    assert key_names(view_of(with_panel(PAPER, restart))) == ["key.panel.back"]
    assert view_of(with_panel(HOME, restart)).keys[0].wish == Restart()


def test_all_stops_are_met_page_by_page() -> None:
    many = kiosk_scenes()["panel_stops"]
    seen = []
    for page in range(3):
        view = view_of(with_panel(many, dataclasses.replace(many.panel, page=page)))
        seen += [key.name for key in view.keys]
    assert seen == [f"key.panel.stop.{stop.id}" for stop in many.city.stops]


def test_no_name_number_or_page_of_a_visit_stands_on_it() -> None:
    assert PAPER.call is not None
    for part in PanelPart:
        words = repr(view_of(with_panel(PAPER, dataclasses.replace(OPENED, part=part))))
        assert PAPER.call.clerk_name not in words
        assert PAPER.topic is not None
        assert PAPER.topic.title not in words


def test_people_outside_see_nothing_of_it() -> None:
    open_panel = kiosk_scenes()["panel_pad"]
    closed = with_panel(open_panel, AttendantPanel())
    assert present_signage(open_panel, japanese()) == present_signage(closed, japanese())


def test_only_its_title_is_read_aloud() -> None:
    spoken = present_aloud(with_panel(PAPER, OPENED), japanese())
    assert [said.words for said in spoken.said] == ["係員の 画面"]

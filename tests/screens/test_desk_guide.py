"""Guides at the desk: what is clicked is led to, the present step is in sight, and nothing of it stays after a call."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from kiosk.app.guides import our_guides
from kiosk.content.guides import look_at_guides
from kiosk.domain import guide_intents as asks
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guiding import Guiding
from kiosk.domain.intents import Intent, Touched
from kiosk.domain.lighting import field_at
from kiosk.domain.sheet_intents import TouchField
from kiosk.domain.snapshot import DeskSnapshot
from tests.support.desk_hands import settled, with_keyboard
from tests.support.form_ends import FORMS
from tests.support.guide_scenes import LYING
from tests.support.scenes import desk_scenes
from ui.presenters.parts import KeyKind
from ui.screens.desk.guide import GuidePage
from ui.widgets.key import Key
from ui.windows.desk import DeskWindow

SCENES = desk_scenes()
OURS = look_at_guides(our_guides()).guides()


def key(desk: DeskWindow, name: str) -> Key:
    return next(one for one in desk.findChildren(Key) if one.view and one.view.name == name and one.isVisible())


def shown(desk: DeskWindow, scene: DeskSnapshot) -> GuidePage:
    desk.show_snapshot(scene)
    QApplication.processEvents()
    return desk.findChildren(GuidePage)[0]


@pytest.fixture
def keyboard(qtbot: QtBot, desk: DeskWindow) -> DeskWindow:
    """A window that hears what is typed."""
    return with_keyboard(qtbot, desk, SCENES["desk_call"])


def at(step: str) -> At:
    return At(GuideId("full"), StepId(step))


@pytest.mark.parametrize(
    ("scene", "name", "wish"),
    [
        ("desk_guide_none", "key.guide.full", asks.OpenGuide(at("choose"))),
        ("desk_guide", "key.guide.step.lines", asks.OpenGuide(at("lines"))),
        ("desk_guide", "key.guide.line.2", asks.PointAtLine(at("asked"), 2)),
        ("desk_guide", "key.guide.next", asks.GoOn(at("asked"))),
        ("desk_guide", "key.guide.back", asks.GoBackInGuide(at("asked"))),
        ("desk_guide", "key.guide.aside", asks.PutGuideAside()),
        ("desk_guide_choose", "key.guide.choice.3", asks.ChooseWay(at("choose"), 3)),
        ("desk_guide_bring", "key.guide.bring.5", asks.TickThing(at("bring"), 5)),
        ("desk_guide_aside", "key.guide.show", asks.OpenGuide(at("bring"))),
        ("desk_call", "key.tab.guide", asks.ShowGuides(on=True)),
        ("desk_guide", "key.tab.guide", asks.ShowGuides(on=False)),
    ],
)
def test_what_is_clicked_is_asked_for(
    desk: DeskWindow, asked: list[Intent], scene: str, name: str, wish: Intent
) -> None:
    shown(desk, SCENES[scene])
    QTest.mouseClick(key(desk, name), Qt.MouseButton.LeftButton)
    assert [one for one in asked if not isinstance(one, Touched)] == [wish]


def test_the_clerk_sees_where_the_resident_is_and_what_is_ticked(desk: DeskWindow) -> None:
    page = shown(desk, SCENES["desk_guide_bring"])
    views = {one.view.name: one.view for one in page.findChildren(Key) if one.view}
    assert [name for name, view in views.items() if view.kind is KeyKind.CHOSEN] == [
        "key.guide.full",
        "key.guide.step.bring",
    ]
    assert [name for name, view in views.items() if view.icon == "box_checked"] == [
        "key.guide.bring.0",
        "key.guide.bring.3",
    ]
    assert page.line.accessibleName() == "ご本人も この手順を 見ています"


def test_a_field_of_which_a_step_speaks_can_be_lit_while_its_form_lies_there(
    desk: DeskWindow, asked: list[Intent]
) -> None:
    there = SCENES["desk_guide_field"]
    shown(desk, there)
    QTest.mouseClick(key(desk, "key.guide.field"), Qt.MouseButton.LeftButton)
    (wish,) = (one for one in asked if isinstance(one, TouchField))
    field = field_at(FORMS["juminhyo"], (wish.x_mm, wish.y_mm))
    assert field is not None
    assert field.id == "visitor-name"
    lying = LYING["van"]
    for other in (replace(lying, form="tenkyo"), replace(lying, open=False)):
        page = shown(desk, replace(there, lying={"van": other}))
        assert "key.guide.field" not in [one.view.name for one in page.findChildren(Key) if one.view]


def test_keys_that_come_after_the_window_has_grown_are_as_large_as_the_others(desk: DeskWindow) -> None:
    shown(desk, SCENES["desk_guide_none"])
    desk.resize(3840, 2160)
    page = shown(desk, SCENES["desk_guide_bring"])
    sizes = {one.theme.letters.key for one in page.findChildren(Key) if one.view}
    assert len(sizes) == 1
    assert min(sizes) > 15


@pytest.mark.parametrize(
    ("scene", "pressed", "wish"),
    [
        ("desk_guide", (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier), asks.GoOn(at("asked"))),
        ("desk_guide", (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier), asks.GoBackInGuide(at("asked"))),
        ("desk_guide", (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier), asks.PutGuideAside()),
        ("desk_guide_aside", (Qt.Key.Key_F11, Qt.KeyboardModifier.NoModifier), asks.OpenGuide(at("bring"))),
    ],
)
def test_a_clerk_leads_with_the_keyboard(
    keyboard: DeskWindow, asked: list[Intent], scene: str, pressed: tuple[Qt.Key, Qt.KeyboardModifier], wish: Intent
) -> None:
    QTest.keyClick(settled(keyboard, SCENES[scene]), *pressed)
    assert wish in asked


def test_escape_and_another_tab_put_the_guides_away(desk: DeskWindow, asked: list[Intent]) -> None:
    shown(desk, SCENES["desk_guide"])
    QTest.keyClick(desk, Qt.Key.Key_Escape)
    assert asks.ShowGuides(on=False) in asked


def test_the_present_step_of_a_long_guide_is_in_sight(desk: DeskWindow) -> None:
    desk.resize(1366, 768)
    there = Guiding(At(GuideId("card-renew"), StepId("ask")))
    page = shown(desk, replace(SCENES["desk_guide"], guides=OURS, guiding=there))
    chosen = key(desk, "key.guide.step.ask")
    area = next(column for column in page.findChildren(QScrollArea) if column.isAncestorOf(chosen))
    top = chosen.mapTo(area.viewport(), chosen.rect().topLeft()).y()
    assert 0 <= top <= area.viewport().height() - chosen.height()


def test_after_the_call_nothing_of_it_is_on_the_page(desk: DeskWindow) -> None:
    shown(desk, SCENES["desk_guide"])
    page = shown(desk, replace(SCENES["desk_guide"], guides_shown=False, guiding=None))
    assert not page.isVisible()
    assert [one.view for one in page.findChildren(Key) if one.view is not None] == []

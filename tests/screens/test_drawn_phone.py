"""Drawn telephones: everything has its place on the glass, every page that is shipped, and the topics on one screen."""

import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.app.guides import our_guides
from kiosk.content.guide_faults import MOST_ON_PHONE
from kiosk.content.guides import read_guides
from kiosk.domain.guide import At, GuideId, Guides, StepId
from kiosk.domain.guiding import Guiding
from kiosk.domain.phone_page import PHONE_KINDS, Layout, PhoneKind, PhonePage
from kiosk.domain.practice import Practice, TriedGesture
from kiosk.domain.snapshot import KioskSnapshot, Look
from kiosk.domain.visit import VisitState
from tests.support.scenes import HOME
from tests.support.stages import make_stage
from ui.theme.theme import resident_theme
from ui.widgets.drawn_phone import DrawnPhone
from ui.widgets.key import Key
from ui.widgets.painted import Painted
from ui.widgets.phone_places import BODY, GLASS, row_places, title_place
from ui.windows.confined import EVERYWHERE
from ui.windows.embedded import EmbeddedWindow

LAYOUTS: tuple[Layout, ...] = ("list", "home", "talk", "question", "call", "photo")


@pytest.fixture(scope="module")
def guides() -> Guides:
    return read_guides(our_guides()).guides()


def _pages() -> Iterator[PhonePage]:
    for guide in read_guides(our_guides()).guides():
        yield from (step.phone for step in guide.steps if step.phone is not None)


@pytest.mark.parametrize("kind", PHONE_KINDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_lie_on_the_glass_and_beside_each_other(kind: PhoneKind, layout: Layout) -> None:
    for count in range(1, MOST_ON_PHONE[layout] + 1):
        page = PhonePage(kind, layout, "題", tuple("字" * count), press=1)
        places = row_places(page)
        assert len(places) == count
        assert all(GLASS.contains(place) for place in places)
        keys = places[1:] if layout == "photo" else places
        for index, place in enumerate(keys):
            assert not any(place.adjusted(0.1, 0.1, -0.1, -0.1).intersects(other) for other in keys[index + 1 :])
        if layout != "photo":
            assert not any(title_place(page).intersects(place) for place in places)


def test_every_page_that_is_shipped_is_drawn_at_every_size(qtbot: object) -> None:
    widget = DrawnPhone(None, resident_theme(Look(), make_stage().icons))
    drawn = set()
    for page in _pages():
        widget.show_page(page)
        for size in ((260, 540), (420, 700)):
            widget.resize(*size)
            image = widget.grab().toImage()
            drawn.add(bytes(image.constBits()[: image.sizeInBytes()]))
    assert len(drawn) > 100


@pytest.mark.parametrize("letters", [1, 2, 3])
@pytest.mark.parametrize("language", ["ja", "ja@easy", "en", "zh-Hans", "vi"])
def test_every_topic_is_two_touches_from_the_card_at_most(
    walked: EmbeddedWindow, guides: Guides, language: str, letters: int
) -> None:
    """On one screen; where letters and readings leave no room for that, on two."""
    menu = Guiding(At(GuideId("phone"), StepId("menu")))
    look = Look(letters, language=language)
    found: set[str] = set()
    for part in range(2):
        at = dataclasses.replace(menu, part=part)
        walked.show_snapshot(dataclasses.replace(HOME, visit=VisitState.ALONE, guides=guides, guiding=at, look=look))
        found |= _choices(walked)
    assert len(found) == 12


def _choices(window: EmbeddedWindow) -> set[str]:
    names = {key.view.name for key in window.findChildren(Key) if key.view is not None and key.isVisibleTo(window)}
    return {name for name in names if name.startswith("key.guide.choice.")}


def _practising(guides: Guides, step: str) -> KioskSnapshot:
    at = At(GuideId("phone-practice"), StepId(step))
    return dataclasses.replace(HOME, visit=VisitState.ALONE, guides=guides, guiding=Guiding(at))


def test_a_finger_tries_a_tap_and_hears_whether_it_was_right(qtbot: QtBot, guides: Guides) -> None:
    asked: list[object] = []
    window = EmbeddedWindow(make_stage(), asked.append)
    qtbot.addWidget(window)
    window.confine(EVERYWHERE)
    step = next(one for one in guides.guide("phone-practice").steps if one.practise and one.phone.gesture == "tap")  # type: ignore[union-attr]
    now = _practising(guides, step.id)
    window.show_snapshot(now)
    window.show()
    drawn = next(one for one in window.findChildren(DrawnPhone) if one.isVisible())
    assert step.phone is not None
    body, place = drawn.body(), row_places(step.phone)[step.phone.press - 1]
    scale = body.width() / BODY.width()
    on = QPoint(round(body.left() + place.center().x() * scale), round(body.top() + place.center().y() * scale))
    QTest.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=QPoint(round(body.center().x()), round(body.bottom()) - 20))
    QTest.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=on)
    at = At(GuideId("phone-practice"), step.id)
    assert [one for one in asked if isinstance(one, TriedGesture)] == [TriedGesture(at, False), TriedGesture(at, True)]
    window.show_snapshot(dataclasses.replace(now, practice=Practice(at, done=True)))
    said = " ".join(one.accessibleName() for one in window.findChildren(Painted) if one.isVisible())
    assert "そうです" in said

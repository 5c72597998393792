"""The external monitor: every service is shown with its note, large, and nothing over anything else."""

import dataclasses
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect

from kiosk.domain.city import Service
from kiosk.domain.monitors import Placement, Showing
from kiosk.domain.snapshot import KioskSnapshot
from tests.support.aozora import AOZORA
from tests.support.scenes import HOME, signage_scenes
from ui.widgets.painted import Painted
from ui.widgets.words import Words
from ui.windows.external import ExternalWindow

SIGNAGE = Placement(Showing.SIGNAGE)


def _with_services(*services: Service) -> KioskSnapshot:
    return dataclasses.replace(HOME, city=dataclasses.replace(AOZORA, services=services))


def _said(window: ExternalWindow) -> dict[str, QRect]:
    shown = [words for words in window.findChildren(Words) if words.isVisible() and words.text]
    return {words.text: QRect(words.mapTo(window, QPoint(0, 0)), words.size()) for words in shown}


@pytest.mark.parametrize("noted", [(), (4,), (0,), (0, 2), (1, 3, 4), (0, 1, 2, 3)], ids=str)
def test_every_line_that_has_a_note_shows_it_beside_its_title(external: ExternalWindow, noted: tuple[int, ...]) -> None:
    services = [
        dataclasses.replace(service, note=f"午後{index}時から" if index in noted else "")
        for index, service in enumerate(AOZORA.services)
    ][: 4 if len(noted) == 4 else 5]
    external.show_snapshot(_with_services(*services), SIGNAGE)
    said = _said(external)
    for service in services:
        assert service.title in said
        if service.note:
            assert said[service.note].top() == said[service.title].top()
            assert said[service.note].left() > said[service.title].right()
    assert [w.overflow() for w in external.findChildren(Painted) if w.isVisible() and w.overflow()] == []


@pytest.mark.parametrize("scene", signage_scenes())
def test_no_word_on_the_signage_lies_over_another_or_outside(external: ExternalWindow, scene: str) -> None:
    external.show_snapshot(signage_scenes()[scene], SIGNAGE)
    said = {text: place.adjusted(2, 6, -2, -6) for text, place in _said(external).items()}
    if scene == "home_attendant":
        said = {text: place for text, place in said.items() if place.top() < 848 or text == "係の人を よんでいます"}
    for (one, place), (other, other_place) in combinations(said.items(), 2):
        assert not place.intersects(other_place), (one, other)
    assert [text for text, place in said.items() if not external.rect().contains(place)] == []


def test_where_rows_are_too_many_a_line_leaves_with_its_note(external: ExternalWindow) -> None:
    external.show_snapshot(
        _with_services(*(Service("bank", f"相談{n}", f"午後{n}時から") for n in range(1, 6))), SIGNAGE
    )
    said = _said(external)
    for n in range(1, 6):
        assert (f"相談{n}" in said) is (f"午後{n}時から" in said)
    assert {"相談1", "相談4"} <= said.keys()

"""A lit telephone screen is found and held, also under a finger; a sheet, a card and a dark telephone are none."""

import numpy as np
import pytest

from kiosk.vision.geometry import Floats, project
from kiosk.vision.screen import ScreenWatch
from tests.support.paper_scenes import filled, path
from tests.support.paper_world import Pixels, TableKind, Thing, World, card, finger_hand
from tests.support.phone_world import GLASS_MM, telephone


def _errors_mm(world: World, lies: Thing, quad: Floats) -> Floats:
    """How far each corner of the screen is off."""
    left, top, right, bottom = GLASS_MM
    truth = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    return np.asarray(np.linalg.norm(project(world.place(lies), truth) - quad, axis=1) / world.px_per_mm)


@pytest.mark.parametrize("kind", ["wood", "dark", "white", "grey"])
@pytest.mark.parametrize("page", [0, 1])
def test_a_lit_screen_is_found_upright_whatever_it_shows(kind: TableKind, page: int) -> None:
    world = World(kind, 61)
    lies = telephone("light", page).at(300, 166, 12)
    screen = ScreenWatch(world.px_per_mm).step(world.picture([lies]))
    assert screen is not None
    assert _errors_mm(world, lies, screen.quad).max() < 1.0


def test_it_is_held_while_a_finger_hides_it_its_page_changes_and_it_is_turned() -> None:
    world = World("grey", 62)
    watch = ScreenWatch(world.px_per_mm)
    numbers = set()
    for index, (x, y, degrees) in enumerate([(300.0, 166.0, 4.0)] * 3 + path((300, 166, 4), (320, 170, 25), 9)):
        lies = telephone("light", index // 6).at(x, y, degrees)
        above = [finger_hand(3).at(x + 18, y + 120, -12)] if index > 1 else []
        screen = watch.step(world.picture([lies, *above]))
        assert screen is not None
        assert _errors_mm(world, lies, screen.quad).max() < 1.5
        numbers.add(screen.number)
    assert numbers == {1}


def test_taken_away_it_is_gone_at_once_and_back_it_is_another_one() -> None:
    world = World("wood", 63)
    watch = ScreenWatch(world.px_per_mm)
    lies = telephone("light").at(300, 166, 0)
    first = watch.step(world.picture([lies]))
    assert watch.step(world.picture([])) is None
    again = watch.step(world.picture([lies]))
    assert first is not None and again is not None
    assert (first.number, again.number) == (1, 2)


def test_dark_it_is_gone_at_once() -> None:
    world = World("white", 64)
    watch = ScreenWatch(world.px_per_mm)
    assert watch.step(world.picture([telephone("light").at(300, 166, 0)])) is not None
    assert watch.step(world.picture([telephone("off").at(300, 166, 0)])) is None


@pytest.mark.parametrize("kind", ["wood", "dark", "white"])
def test_sheets_cards_and_hands_are_no_screens(kind: TableKind) -> None:
    world = World(kind, 65)
    pictures: list[Pixels] = [
        world.picture([filled("zei", 1)[0].at(300, 166, 3)]),
        world.picture([card(1).at(300, 166, 85)]),
        world.picture([finger_hand(1).at(300, 200, 0)]),
    ]
    for picture in pictures:
        assert ScreenWatch(world.px_per_mm).step(picture) is None

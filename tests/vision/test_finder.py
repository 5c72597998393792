"""A sheet is found by its size, on any table, any way up; a table with hands is no sheet."""

import cv2
import numpy as np
import pytest

from kiosk.vision.finder import Found, find_sheet
from kiosk.vision.geometry import Floats
from kiosk.vision.table import Table
from tests.support.paper_scenes import filled
from tests.support.paper_world import TableKind, Thing, World, blank_page, card, hand, sheet

A4, CARD = (210.0, 297.0), (85.6, 53.98)
TABLES: tuple[TableKind, ...] = ("wood", "dark", "white", "grey")


def _find(world: World, *things: Thing, sizes: tuple[tuple[float, float], ...] = (A4, CARD)) -> Found | None:
    table = Table(world.px_per_mm, world.empty)
    gray = np.asarray(cv2.cvtColor(world.picture(things), cv2.COLOR_BGR2GRAY), np.uint8)
    return find_sheet(gray, table, sizes)


def _error_mm(found: Found, truth: Floats, world: World) -> float:
    """The farthest corner, whichever corner is called the first."""
    errors = [np.linalg.norm(np.roll(found.quad, turn, axis=0) - truth, axis=1).max() for turn in range(4)]
    return float(min(errors)) / world.px_per_mm


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("degrees", [3.0, 93.0, 184.0])
def test_a_free_sheet_is_found_on_every_table_upright_sideways_and_upside_down(kind: TableKind, degrees: float) -> None:
    world = World(kind, seed=round(degrees))
    page = filled("juminhyo", 1)[0].at(290, 166, degrees)
    found = _find(world, page)
    assert found is not None
    assert found.whole
    assert _error_mm(found, world.quad(page), world) < 0.8


@pytest.mark.parametrize("kind", TABLES)
def test_a_hand_that_hides_a_side_does_not_hide_the_sheet(kind: TableKind) -> None:
    world = World(kind, seed=5)
    page = filled("inkan", 2)[0].at(290, 160, -4)
    found = _find(world, page, hand(3).at(330, 270, -10), hand(4).at(230, 290, 15))
    assert found is not None
    assert _error_mm(found, world.quad(page), world) < 6.0


@pytest.mark.parametrize("kind", ["wood", "dark", "grey"])  # a pale card on a white table has no edges to be seen
def test_a_card_is_found_as_a_card(kind: TableKind) -> None:
    world = World(kind, seed=6)
    lies = card(1).at(300, 166, 20)
    found = _find(world, lies)
    assert found is not None
    assert sorted(found.size) == sorted(CARD)
    assert _error_mm(found, world.quad(lies), world) < 1.0


@pytest.mark.parametrize("kind", TABLES)
def test_nothing_and_hands_alone_are_no_sheet(kind: TableKind) -> None:
    world = World(kind, seed=7)
    assert _find(world) is None
    assert _find(world, hand(1).at(250, 200, 5), hand(2).at(380, 220, -20)) is None


def test_a_sheet_of_a_size_that_is_not_in_use_is_not_found() -> None:
    world = World("dark", seed=8)
    assert _find(world, sheet(blank_page((148, 210))).at(300, 166, 5)) is None


def test_a_sheet_larger_than_the_picture_is_not_found() -> None:
    world = World("dark", seed=9)
    assert _find(world, sheet(blank_page((420, 594))).at(300, 166, 0)) is None

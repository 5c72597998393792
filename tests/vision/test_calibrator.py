"""Calibration of a document camera: the empty table without its noise, and the scale that one A4 sheet tells."""

import cv2
import numpy as np
import pytest

from kiosk.vision import calibrator
from kiosk.vision.calibrator import GATHERED, Gathering, Onlooker, SheetSearch
from kiosk.vision.table_sight import EmptyTable, SheetSeen
from tests.support.paper_world import Pixels, TableKind, Thing, World, blank_page, hand, memo, sheet, write
from tests.support.table_camera import MIDDLE, a4_sheet, pictures, true_scale, with_a_hand_on_it, world

SHEET = a4_sheet()


@pytest.fixture(autouse=True)
def same_noise() -> None:
    world().begin_again()


def _empty(kind: TableKind = "grey") -> EmptyTable:
    world(kind).begin_again()
    gathering, last = Gathering(), None
    for number in range(GATHERED):
        assert last is None, f"already after {number}"
        last = gathering.add(world(kind).empty)
    assert last is not None
    return last


@pytest.fixture(scope="module")
def empty() -> EmptyTable:
    return _empty()


def test_the_empty_table_holds_less_noise_than_any_of_its_pictures(empty: EmptyTable) -> None:
    truth = np.mean([world().empty for _ in range(30)], axis=0)
    one = np.abs(world().empty - truth).mean()
    assert np.abs(empty.pixels - truth).mean() < 0.5 * one


@pytest.mark.parametrize("before", [1, 4, GATHERED - 1])
def test_nothing_of_a_sheet_that_was_taken_away_stays_in_the_table(empty: EmptyTable, before: int) -> None:
    gathering, made = Gathering(), None
    for _ in range(before):
        assert gathering.add(world().picture([SHEET])) is None
    for number in range(GATHERED):
        assert made is None, f"{number} pictures of the empty table"
        made = gathering.add(world().empty)
    assert made is not None
    assert np.abs(made.pixels.astype(int) - empty.pixels).max() <= 8, "noise at most"


def test_a_table_that_never_looks_the_same_is_never_remembered() -> None:
    gathering, scenes = Gathering(), [world().picture([SHEET]), world().empty]
    assert [gathering.add(scenes[number % 2]) for number in range(4 * GATHERED)] == [None] * 4 * GATHERED


def test_a_glint_in_one_picture_leaves_no_trace(empty: EmptyTable) -> None:
    gathering, made = Gathering(), None
    for number in range(GATHERED):
        picture = world().empty.copy()
        picture[:24, :24] = 255 if number == 5 else picture[:24, :24]
        made = gathering.add(picture)
    assert made is not None
    assert np.abs(made.pixels.astype(int) - empty.pixels).max() <= 8


def test_the_file_holds_the_same_pixels(empty: EmptyTable) -> None:
    read = cv2.imdecode(np.frombuffer(empty.png, np.uint8), cv2.IMREAD_COLOR)
    assert np.array_equal(np.asarray(read), empty.pixels)


@pytest.mark.parametrize(
    ("level", "light"),
    [(0, "dark"), (20, "dark"), (35, "good"), (128, "good"), (240, "good"), (252, "bright"), (255, "bright")],
)
def test_the_light_is_judged_by_what_could_still_be_told_apart(level: int, light: str) -> None:
    assert Onlooker().see(np.full((72, 128, 3), level, np.uint8), 0.0).light == light


def test_a_small_glare_is_no_reason_to_refuse_and_a_large_one_is() -> None:
    picture = np.full((72, 128, 3), 128, np.uint8)
    picture[:10, :20] = 255
    assert Onlooker().see(picture, 0.0).light == "good"
    picture[:20, :40] = 255
    assert Onlooker().see(picture, 0.0).light == "bright"


def test_noise_is_quiet_and_a_hand_is_not() -> None:
    onlooker = Onlooker()
    for number in range(6):
        sight = onlooker.see(world().empty, number / 15)
    assert not sight.moving
    assert sight.still_s == pytest.approx(5 / 15)
    moved = onlooker.see(world().picture(with_a_hand_on_it()), 0.5)
    assert moved.moving
    assert moved.still_s == 0


def test_a_slow_hand_moves_and_a_lamp_that_blinks_or_is_turned_up_does_not() -> None:
    slow, blinks, turned = Onlooker(), Onlooker(), Onlooker()
    moving: list[tuple[bool, bool, bool]] = []
    for number in range(12):
        fingers = hand(2).at(300 + 3 * number, 330)
        blinking = world().empty.copy()
        cv2.circle(blinking, (900, 60), 7, (60, 20 + 200 * (number % 2), 60), -1)
        brighter = np.clip(world().empty * (1 + 0.02 * number), 0, 255).astype(np.uint8)
        at_s = number / 15
        moving.append(
            (
                slow.see(world().picture([fingers]), at_s).moving,
                blinks.see(blinking, at_s).moving,
                turned.see(brighter, at_s).moving,
            )
        )
    assert moving[2:] == [(True, False, False)] * 10


@pytest.mark.parametrize("degrees", [0.0, 20.0, 90.0, -135.0])
def test_a_sheet_tells_the_scale_however_it_lies(empty: EmptyTable, degrees: float) -> None:
    lying = SHEET.at(*MIDDLE, degrees)
    truth, apart = world().quad(lying), []
    for _ in range(9):  # each with other noise
        seen = SheetSearch(empty).look(world().picture([lying]))
        assert isinstance(seen, SheetSeen)
        assert seen.px_per_mm == pytest.approx(true_scale(), rel=0.01)
        apart.append(max(np.linalg.norm(truth - corner, axis=1).min() for corner in seen.quad))
    assert np.median(apart) < 2.0, "pixels of its farthest corner; what is kept is the scale"


@pytest.mark.parametrize("px_per_mm", [1.5, 2.0])
def test_any_height_of_the_camera_is_right(px_per_mm: float) -> None:
    table = World("wood", 8, px_per_mm, (1280, 720))
    gathering = Gathering()
    made = [gathering.add(table.empty) for _ in range(GATHERED)][-1]
    assert made is not None
    lying = SHEET.at(640 / px_per_mm, 360 / px_per_mm, 5)
    seen = SheetSearch(made).look(table.picture([lying]))
    assert isinstance(seen, SheetSeen)
    assert seen.px_per_mm == pytest.approx(px_per_mm, rel=0.04)


def test_a_sheet_nearly_as_white_as_its_table_is_found_after_some_looks() -> None:
    search, picture = SheetSearch(_empty("white")), world("white").picture([SHEET])
    seen = [search.look(picture) for _ in range(8)]
    found = [one for one in seen if isinstance(one, SheetSeen)]
    assert found, seen
    assert found[0].px_per_mm == pytest.approx(true_scale(), rel=0.02)


def _all_white() -> Pixels:
    return np.full_like(world().empty, 250)


@pytest.mark.parametrize(
    ("picture", "fault"),
    [
        (lambda: world().empty, "nothing"),
        (lambda: world().picture([SHEET.at(MIDDLE[0], MIDDLE[1] + 160)]), "cut"),
        (lambda: world().picture([SHEET.at(MIDDLE[0], MIDDLE[1] + 90)]), "cut"),
        (lambda: world().picture([memo(3).at(*MIDDLE)]), "unsure"),
        (lambda: world().picture([sheet(blank_page((210.0, 210.0))).at(*MIDDLE)]), "unsure"),
        (lambda: world().picture([sheet(blank_page((210.0, 276.0))).at(*MIDDLE)]), "askew"),
        (lambda: cv2.flip(np.dstack([world("wood").empty[..., :2], _all_white()[..., :1]]), 0), "changed"),
    ],
    ids=["empty", "cut deep", "cut", "memo", "square", "short", "changed"],
)
def test_what_is_wrong_is_told(empty: EmptyTable, picture: object, fault: str) -> None:
    assert callable(picture)
    assert SheetSearch(empty).look(picture()) == fault


def test_a_sheet_with_hands_along_a_side_is_not_whole(empty: EmptyTable) -> None:
    assert SheetSearch(empty).look(world().picture(with_a_hand_on_it())) == "cut"


@pytest.mark.parametrize(("beside_mm", "faults"), [(105.0, ("covered", "askew")), (131.0, ("covered",))])
def test_a_pen_case_on_its_edge_or_close_beside_it_is_told(
    empty: EmptyTable, beside_mm: float, faults: tuple[str, ...]
) -> None:
    case = Thing(np.dstack([np.full((1000, 240, 3), 40, np.uint8), np.full((1000, 240), 255, np.uint8)]))
    lying = [SHEET, case.at(MIDDLE[0] + beside_mm, MIDDLE[1], 2)]
    assert SheetSearch(empty).look(world().picture(lying)) in faults


def test_a_rectangle_that_belongs_to_the_table_is_no_sheet() -> None:
    page = blank_page()
    write(page, (30.0, 40.0, 120.0, 16.0), 1)
    mat = sheet(page, (90, 120, 90)).at(*MIDDLE)
    gathering = Gathering()
    with_mat = [gathering.add(world().picture([mat])) for _ in range(GATHERED)][-1]
    assert with_mat is not None
    search = SheetSearch(with_mat)
    seen = {search.look(world().picture([mat])) for _ in range(len(calibrator._SWEEP))}
    assert seen == {"nothing"}


def test_pictures_of_one_scene_differ_by_noise_alone() -> None:
    one, two, *_ = pictures(SHEET)
    assert 0 < np.abs(one.astype(int) - two).mean() < 5

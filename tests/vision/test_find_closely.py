"""Numbers are searched in the sharpest picture that anybody is shown, not in the one that is quick to look at."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
import segno
from numpy.typing import NDArray

from kiosk.vision.cover import INK
from kiosk.vision.errands import Find, Finding, ReadInk, SearchPrint
from kiosk.vision.geometry import Floats, rectified, scaled
from kiosk.vision.paper import PaperEye
from kiosk.vision.recogniser import Recogniser
from kiosk.vision.table import Table
from kiosk.vision.tracker import PX_PER_MM as TRACKED_PX_PER_MM
from kiosk.vision.tracker import flattened
from tests.support.number_pages import share_within
from tests.support.paper_world import TEXTURE_PX_PER_MM, World, blank_page, sheet, write, write_digits

Pixels = NDArray[np.uint8]
WHOLE, QUICK = (3840, 2160), (1280, 720)
PX_PER_MM = 6.5
FACTOR = QUICK[0] / WHOLE[0]
COVERED = 0.7
"""Of the area around a number's digits; the sheet is found to within a third of a millimetre."""
HEIGHTS_MM = (1.2, 1.3, 1.4, 1.5, 1.6, 2.2)
NUMBERS = ("4207 8153 9624", "9031 5564 7218", "6120 4489 3575", "2858 9076 1433", "7712 3690 5841", "5346 2107 8899")


def smaller(picture: Pixels) -> Pixels:
    return np.asarray(cv2.resize(picture, QUICK, interpolation=cv2.INTER_AREA), np.uint8)


def searched(finding: Finding) -> Finding:
    """With what has to be done next."""
    if finding.then is not None:
        more = finding.then.run().searched
        assert more is not None and more[0] is finding.sheet
        more[0].closed_areas.extend(more[1])
    return finding


class Scene:
    """A page with numbers in small print, under a camera with many pixels."""

    def __init__(self) -> None:
        self.world = World("grey", 12, PX_PER_MM, WHOLE)
        page = blank_page()
        for row in range(4):
            write(page, (30.0, 30.0 + 16 * row, 120.0, 14.0), row)
        self.numbers = [
            write_digits(page, number, (40.0, 140.0 + 20 * row), high, cv2.FONT_HERSHEY_SIMPLEX)
            for row, (number, high) in enumerate(zip(NUMBERS, HEIGHTS_MM, strict=True))
        ]
        lying = sheet(page).at(self.world.width_mm / 2, self.world.height_mm / 2)
        self.blank = self.world.picture([sheet(blank_page()).at(self.world.width_mm / 2, self.world.height_mm / 2)])
        self.table = Table(PX_PER_MM * FACTOR, smaller(self.world.empty))
        self.whole = self.world.picture([lying])

    def found(self, whole: Callable[[], Pixels | None] | None) -> Finding:
        sizes, nothing_known = [(210.0, 297.0)], Recogniser([])
        return searched(Find(smaller(self.whole), self.table, sizes, nothing_known, (), None, True, 1.0, whole).run())

    def read(self, whole: Callable[[], Pixels | None] | None) -> tuple[bool, list[Floats]]:
        """All that is on the page is searched as ink that is fresh: whether it was, and what was found."""
        picture, sizes = smaller(self.blank), [(210.0, 297.0)]
        lies = Find(picture, self.table, sizes, Recogniser([]), (), None, True, 1.0).run().sheet
        assert lies is not None
        plane = lies.tracker.anchor.plane
        gray = np.asarray(cv2.cvtColor(self.whole, cv2.COLOR_BGR2GRAY), np.uint8)
        page = flattened(rectified(gray, scaled(plane, 1 / FACTOR), lies.size, TRACKED_PX_PER_MM))
        finding = ReadInk(lies, smaller(self.whole), plane, page < 128 - INK, whole).run()
        return (False, []) if finding.read is None else (True, finding.read[2])

    def hidden(self, finding: Finding) -> list[float]:
        """The share of each number that lies in closed areas."""
        assert finding.sheet is not None and finding.sheet.free
        closed: list[Floats] = finding.sheet.closed_areas
        return [share_within(number[None], closed) for number in self.numbers]


@pytest.fixture(scope="module")
def scene() -> Scene:
    return Scene()


def test_small_numbers_that_only_a_sharp_picture_shows_are_closed(scene: Scene) -> None:
    assert min(scene.hidden(scene.found(lambda: scene.whole))) > COVERED


def test_where_no_picture_is_sharper_the_one_there_is_is_searched(scene: Scene) -> None:
    hidden = scene.hidden(scene.found(None))
    assert hidden[-1] > COVERED, "the largest of them"
    assert min(hidden) < COVERED, "small ones are a grey line in it, to the eye as to everybody"


def test_a_broken_sharp_picture_opens_nothing_and_the_sheet_is_looked_at_again(scene: Scene) -> None:
    finding = scene.found(lambda: None)
    assert finding.sheet is not None
    assert not finding.sheet.free


def test_a_sharp_picture_of_another_shape_shows_no_stills_and_is_not_searched(scene: Scene) -> None:
    broad = np.zeros((1000, 3840, 3), np.uint8)
    assert scene.hidden(scene.found(lambda: broad)) == scene.hidden(scene.found(None))


def test_small_numbers_that_are_written_while_the_sheet_lies_there_are_searched_as_sharply(scene: Scene) -> None:
    _, closed = scene.read(lambda: scene.whole)
    assert min(share_within(number[None], closed) for number in scene.numbers) > COVERED

    _, closed = scene.read(None)
    assert min(share_within(number[None], closed) for number in scene.numbers) < COVERED


def test_in_a_broken_picture_no_fresh_ink_was_searched(scene: Scene) -> None:
    assert scene.read(lambda: None) == (False, [])


def test_a_square_code_on_a_sheet_is_closed_before_anything_opens() -> None:
    code = segno.make("123456789018", error="m", micro=False)
    scene = Scene()
    squares = np.array([[255 * (not dark) for dark in row] for row in code.matrix], np.uint8)
    page = blank_page()
    write(page, (30.0, 30.0, 120.0, 14.0), 3)
    side, left, top = 120, 600, 900
    page[top : top + side, left : left + side] = cv2.resize(squares, (side, side), interpolation=cv2.INTER_NEAREST)
    scene.whole = scene.world.picture([sheet(page).at(scene.world.width_mm / 2, scene.world.height_mm / 2)])
    sheet_found = scene.found(lambda: scene.whole).sheet
    assert sheet_found is not None
    place = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * side + (left, top)
    assert share_within(place[None] / TEXTURE_PX_PER_MM, sheet_found.closed_areas) > 0.9


def test_nothing_opens_before_the_print_was_searched(scene: Scene) -> None:
    """Not even by the resident's touch, and the sheet is held meanwhile."""
    eye = PaperEye(scene.table, [(210.0, 297.0)], Recogniser([]))
    picture = smaller(scene.whole)
    did: list[type] = []
    opened = False
    for number in range(30):
        sight = eye.see(picture, number / 15, lambda: scene.whole)
        for one in eye.sheets:
            eye.release(one)
        if sight.sheet is not None and did[-1:] != [SearchPrint]:
            assert not sight.sheet.open
            assert (sight.filled > 0).mean() > 0.2
        opened = opened or (sight.sheet is not None and sight.sheet.open)
        errand = eye.errand()
        if errand is not None:
            did.append(type(errand))
            eye.take(errand.run())
    assert did == [Find, Find, SearchPrint]
    assert opened

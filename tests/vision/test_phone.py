"""A telephone on a table is found by glass or body, held under fingers and through pages, and dark when it is dark."""

import numpy as np
import pytest

from kiosk.vision.again import GONE_AFTER_S
from kiosk.vision.geometry import Floats, project
from kiosk.vision.phone import Phone, PhoneWatch
from kiosk.vision.table import Table
from tests.support.paper_scenes import filled, path
from tests.support.paper_world import Pixels, TableKind, Thing, World, card, finger_hand
from tests.support.phone_world import BODY_MM, PhoneLook, tablet, telephone

FPS = 15
KEYS = np.array([[20.0, 40.0], [50.0, 40.0], [35.0, 75.0], [20.0, 110.0], [50.0, 110.0]])
"""Where somebody might have put a ring, in millimetres of the body."""
LIT: tuple[PhoneLook, ...] = ("light", "dark", "dim", "cracked", "white", "video", "notice", "flip")


class Watched:
    """A watch over a table, picture by picture."""

    def __init__(self, kind: TableKind = "grey", seed: int = 61) -> None:
        self.world = World(kind, seed)
        self.watch = PhoneWatch(Table(self.world.px_per_mm, self.world.empty))
        self._pictures = 0

    def see(self, *things: Thing) -> Phone | None:
        self._pictures += 1
        return self.watch.step(self.world.picture(things), self._pictures / FPS)

    def lies(self, *things: Thing, pictures: int = 3) -> Phone | None:
        seen = None
        for _ in range(pictures):
            seen = self.see(*things)
        return seen

    def errors_mm(self, phone: Phone, keys: Floats, thing: Thing, shift: Floats) -> Floats:
        """How far marks at those places of its page are from where they belong."""
        truth = project(self.world.place(thing), KEYS + shift)
        return np.asarray(np.linalg.norm(project(phone.plane, keys) - truth, axis=1) / self.world.px_per_mm)


@pytest.mark.parametrize(
    ("kind", "look"), [*(("grey", look) for look in LIT), ("wood", "light"), ("dark", "dark"), ("white", "dim")]
)
def test_whatever_it_shows_marks_stay_on_it_under_a_finger_through_pages_and_a_turn(
    kind: TableKind, look: PhoneLook
) -> None:
    table = Watched(kind)
    at = (300.0, 166.0, 6.0)
    shift = np.array([78.5, 3.0]) if look == "flip" else np.zeros(2)
    lies = telephone(look).at(*at)
    phone = table.lies(lies)
    assert phone is not None and phone.lit and phone.number == 1
    keys = project(np.linalg.inv(phone.plane) @ table.world.place(lies), KEYS + shift)
    errors = []
    for index, place in enumerate(path(at, (322, 158, 36), 14)):
        lies = telephone(look, page=index // 5).at(*place)
        finger = finger_hand(3).at(place[0] + 14 + (40 if look == "flip" else 0), place[1] + 100, -12)
        phone = table.see(lies, finger)
        assert phone is not None and phone.lit and phone.number == 1
        errors += [*table.errors_mm(phone, keys, lies, shift)]
    assert np.mean(errors) < 0.3
    assert np.percentile(errors, 95) < 1.0


@pytest.mark.parametrize("kind", ["wood", "dark", "white"])
def test_dark_it_lies_there_and_is_not_lit_also_under_a_finger(kind: TableKind) -> None:
    table = Watched(kind)
    assert table.lies(telephone("light").at(300, 166, 4)) is not None
    finger = finger_hand(3).at(314, 266, -12)
    for things in ((), (finger,)):
        dark = table.see(telephone("off").at(300, 166, 4), *things)
        assert dark is None or not dark.lit


def test_dark_for_a_moment_between_two_pages_it_stays_the_same_one_and_later_it_is_another() -> None:
    table = Watched()
    lies, off = telephone("light").at(300, 166, 4), telephone("off").at(300, 166, 4)
    table.lies(lies)
    table.lies(off, pictures=2)
    again = table.see(lies)
    assert again is not None and again.number == 1
    table.lies(off, pictures=round(GONE_AFTER_S * FPS) + 2)
    other = table.lies(lies)
    assert other is not None and other.number == 2


@pytest.mark.parametrize("away", [round(GONE_AFTER_S * FPS) + 2, 1])
def test_taken_away_it_is_gone_at_once_and_only_the_same_place_makes_it_the_same_one(away: int) -> None:
    table = Watched()
    table.lies(telephone("light").at(300, 166, 4))
    for _ in range(away):
        assert table.see() is None
    elsewhere = table.lies(telephone("light").at(360, 120, 4), pictures=4)
    assert elsewhere is not None and elsewhere.number == 2


@pytest.mark.parametrize(("without_s", "number"), [(1.2, 1), (3.0, 2)])
def test_a_machine_without_time_for_pictures_loses_none_but_after_seconds_it_is_another(
    without_s: float, number: int
) -> None:
    table = Watched()
    lies = telephone("light").at(300, 166, 4)
    table.lies(lies)
    phone = table.watch.step(table.world.picture([lies]), 3 / FPS + without_s)
    assert phone is not None and phone.number == number


def test_lost_while_it_lay_upside_down_it_is_found_upside_down_with_its_glass_where_it_was() -> None:
    table = Watched()
    for degrees in range(0, 181, 6):
        phone = table.see(telephone("light").at(300, 166, float(degrees)))
    assert phone is not None and phone.number == 1 and phone.glass is not None
    table.see()
    again = table.see(telephone("light").at(300, 166, 180))
    assert again is not None and again.number == 1 and again.glass is not None
    assert np.linalg.norm(again.quad - phone.quad, axis=1).max() / table.world.px_per_mm < 1.5
    assert np.abs(again.glass - phone.glass).max() < 1.5


def test_of_two_the_first_one_is_held_and_the_other_never_seen() -> None:
    table = Watched()
    first, second = telephone("light").at(230, 166, 0), telephone("dark").at(400, 166, 0)
    table.lies(first)
    for _ in range(4):
        phone = table.see(first, second)
        assert phone is not None and phone.number == 1
        middle = project(np.linalg.inv(table.world.plane), phone.quad).mean(axis=0)
        assert np.linalg.norm(middle - (230, 166)) < 3


def test_a_finger_that_stays_for_a_minute_hides_nothing_else() -> None:
    table = Watched()
    lies = telephone("light").at(300, 166, 4)
    table.lies(lies)
    finger = finger_hand(3).at(314, 266, -12)
    for _ in range(30):
        phone = table.see(lies, finger)
        assert phone is not None and phone.number == 1


@pytest.mark.parametrize("kind", ["wood", "white", "grey"])
def test_face_down_sheets_cards_hands_and_tablets_are_no_lit_telephones(kind: TableKind) -> None:
    table = Watched(kind)
    pictures: list[Pixels] = [
        table.world.picture([telephone("face_down").at(300, 166, 4)]),
        table.world.picture([filled("zei", 1)[0].at(300, 166, 3)]),
        table.world.picture([card(1).at(300, 166, 85)]),
        table.world.picture([finger_hand(1).at(300, 200, 0)]),
        table.world.picture([tablet().at(300, 166, 0)]),
    ]
    for picture in pictures:
        table.watch.forget()
        for nth in range(3):
            seen = table.watch.step(picture, nth / FPS)
            assert seen is None or not seen.lit


def test_its_page_has_the_size_of_its_body() -> None:
    phone = Watched().lies(telephone("light").at(300, 166, -8))
    assert phone is not None
    assert np.abs(np.array(phone.size) - BODY_MM).max() < 1.5

"""What happens on the pretended table, picture by picture, and what is true of each: for tests and figures of the
paper."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.app.trace import flat_form
from kiosk.eye.known_forms import template_of
from kiosk.vision.form_template import FormTemplate
from kiosk.vision.geometry import project
from tests.support.paper_world import Pixels, TableKind, Thing, World, card, hand, memo, sheet, write, write_digits

FORMS = Path(__file__).resolve().parents[1] / "samples" / "forms"
FPS = 15.0


@dataclass(frozen=True)
class Moment:
    """What lies there, from below to above, and the truth: `sheet` is the one that counts, or None; `private` are
    things' areas (x, y, width, height in their millimetres) that nobody may see; `still` says whether nothing moves."""

    things: Sequence[Thing]
    sheet: Thing | None
    private: Sequence[tuple[Thing, tuple[float, float, float, float]]] = ()
    still: bool = True
    covered: bool = False


@dataclass(frozen=True)
class Play:
    """A scene on one table."""

    name: str
    kind: TableKind
    seed: int
    moments: Sequence[Moment]
    change: Callable[[World, int], None] = field(default=lambda world, index: None)

    def pictures(self) -> Iterator[tuple[Moment, Pixels, World]]:
        """Each moment with its picture."""
        world = World(self.kind, self.seed)
        for index, moment in enumerate(self.moments):
            self.change(world, index)
            yield moment, world.picture(moment.things), world


def read_form(name: str) -> tuple[FormTemplate, Pixels]:
    """A form of the samples for the recogniser, and its blank page at the world's scale."""
    template = template_of(flat_form(FORMS / f"{name}.json"))
    return template, template.blank


def form_names() -> list[str]:
    """All forms of the samples."""
    return sorted(path.stem for path in FORMS.glob("*.json"))


def filled(name: str, seed: int, leave_out: Sequence[str] = ()) -> tuple[Thing, FormTemplate]:
    """A form with something written into each field but those left out; digits in private ones."""
    form, blank = read_form(name)
    page = blank.copy()
    for number, one in enumerate(form.fields):
        area = one.area
        if one.id in leave_out:
            continue
        if one.private:
            write_digits(
                page, "1234 5678 9018", (area.x + 6, area.y + 0.8 * area.height), min(5.0, 0.5 * area.height), 0, seed
            )
        else:
            write(page, (area.x, area.y, area.width, area.height), seed * 100 + number)
    return sheet(page), form


def private_of(form: FormTemplate) -> list[tuple[float, float, float, float]]:
    """Areas of the private fields."""
    return [(one.area.x, one.area.y, one.area.width, one.area.height) for one in form.fields if one.private]


def private_masks(moment: Moment, world: World) -> list[NDArray[np.bool_]]:
    """For each private area, the (height, width) pixels of the picture in which it is seen: nothing lies above it."""
    masks = []
    for thing, (x, y, width, height) in moment.private:
        area = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]])
        mask = np.zeros(world.shape, np.uint8)
        cv2.fillPoly(mask, [np.rint(project(world.place(thing), area)).astype(np.int32)], 1)
        above = moment.things[list(moment.things).index(thing) + 1 :]
        for other in above:
            mask[world.cover(other) > 60] = 0
        masks.append(mask > 0)
    return masks


def path(
    begin: tuple[float, float, float], end: tuple[float, float, float], steps: int
) -> list[tuple[float, float, float]]:
    """Places (x, y, degrees) from one to another, with a soft start and a soft end."""
    share = 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, steps))
    a, b = np.array(begin), np.array(end)
    return [(float(x), float(y), float(turn)) for x, y, turn in a + share[:, None] * (b - a)]


def nudged(name: str, kind: TableKind, seed: int, turn: float = 35.0) -> Play:
    """A form lies there, a hand comes, turns it, and goes."""
    rng = np.random.default_rng(seed)
    page, form = filled(name, seed)
    fingers = hand(seed)
    start = (float(rng.uniform(250, 330)), 166.0, float(rng.uniform(-8, 8)))
    end = (start[0] + float(rng.uniform(-30, 30)), 166.0 + float(rng.uniform(-8, 8)), start[2] + turn)
    away, there = (420.0, 480.0, -20.0), (350.0, 290.0, -12.0)
    moments = [_with_form(page, form, start, None) for _ in range(14)]
    moments += [_with_form(page, form, start, fingers.at(*at)) for at in path(away, there, 8)]
    for here in path(start, end, 14):
        moved = (there[0] + here[0] - start[0], there[1] + here[1] - start[1], there[2])
        moments.append(_with_form(page, form, here, fingers.at(*moved), still=False))
    last = (there[0] + end[0] - start[0], there[1] + end[1] - start[1], there[2])
    moments += [_with_form(page, form, end, fingers.at(*at)) for at in path(last, away, 8)]
    moments += [_with_form(page, form, end, None) for _ in range(12)]
    return Play(f"nudged {name}", kind, seed, moments)


def swapped(first: str, second: str, kind: TableKind, seed: int) -> Play:
    """One form is pulled away, another takes its place, and the first comes back."""
    (one, form_one), (two, form_two) = filled(first, seed), filled(second, seed + 1)
    here, out = (300.0, 166.0, 3.0), (900.0, 166.0, 10.0)
    moments = [_with_form(one, form_one, here, None) for _ in range(16)]
    moments += [_with_form(one, form_one, at, None, still=False) for at in path(here, out, 10)]
    moments += [Moment((), None) for _ in range(6)]
    moments += [_with_form(two, form_two, at, None, still=False) for at in path(out, here, 10)]
    moments += [_with_form(two, form_two, here, None) for _ in range(16)]
    moments += [_with_form(two, form_two, at, None, still=False) for at in path(here, out, 10)]
    moments += [_with_form(one, form_one, at, None, still=False) for at in path(out, (310.0, 160.0, -4.0), 10)]
    moments += [_with_form(one, form_one, (310.0, 160.0, -4.0), None) for _ in range(16)]
    return Play(f"swapped {first} for {second}", kind, seed, moments)


def slid_over(name: str, what: str, kind: TableKind, seed: int) -> Play:
    """A card or a memo slides onto an open form: by itself, under a hand, or between the fingers."""
    page, form = filled(name, seed)
    here = (300.0, 166.0, 2.0)
    secret = memo(seed) if what == "memo" else card(seed)
    number = (14.0, 18.0, 50.0, 18.0) if what == "memo" else (20.0, 8.0, 62.0, 8.0)
    moments = [_with_form(page, form, here, None) for _ in range(18)]
    for x, y, degrees in [*path((480.0, 260.0, 12.0), (330.0, 180.0, 8.0), 14), *[(330.0, 180.0, 8.0)] * 10]:
        lies = secret.at(x, y, degrees)
        above = [hand(seed).at(x + 30, y + 95, -10)] if what == "memo" else []
        if what == "card in the fingers":
            above = [hand(seed).at(x + 45, y + 70, -25)]
        plain = _with_form(page, form, here, None)
        moments.append(
            Moment(
                (*plain.things, lies, *above), plain.sheet, (*plain.private, (lies, number)), False, covered=bool(above)
            )
        )
    return Play(f"{what} on {name}", kind, seed, moments)


def camera_pushed(name: str, kind: TableKind, seed: int) -> Play:
    """The camera is pushed by 5 mm while an open form lies there."""
    page, form = filled(name, seed)
    moments = [_with_form(page, form, (300.0, 166.0, 2.0), None) for _ in range(34)]

    def push(world: World, index: int) -> None:
        world.moved_mm = 0.0 if index < 18 else 5.0

    return Play(f"camera pushed over {name}", kind, seed, moments, push)


def _with_form(
    page: Thing, form: FormTemplate, at: tuple[float, float, float], above: Thing | None, still: bool = True
) -> Moment:
    lies = page.at(*at)
    things = (lies,) if above is None else (lies, above)
    return Moment(things, lies, [(lies, area) for area in private_of(form)], still and above is None, above is not None)

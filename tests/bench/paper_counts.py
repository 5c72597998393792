"""The paper's eye, counted on many rendered scenes: `python -m tests.bench.paper_counts [SEED]`.

Fields of forms filled in by pen and by pencil with some left empty; lit telephones; and things slid over an open form:
a card, a memo under a hand, a card between the fingers.
"""

import sys
from statistics import mean

import cv2
import numpy as np

from kiosk.vision.blanks import BlankWatch
from kiosk.vision.form_template import FormTemplate
from kiosk.vision.geometry import project, rectified
from kiosk.vision.recogniser import PX_PER_MM, Recogniser
from kiosk.vision.screen import ScreenWatch
from tests.bench.paper import SEEN, SLIDING, TABLES
from tests.support.paper_scenes import form_names, read_form, slid_over
from tests.support.paper_watch import watch
from tests.support.paper_world import Pixels, TableKind, World, sheet, write
from tests.support.phone_world import GLASS_MM, telephone

PEN, PENCIL = 40, 165
PLAYS = 4
PHONES = 40


def measure(quick: bool, seed: int = 1) -> dict[str, float]:
    """Figures of one seed."""
    cv2.setNumThreads(1)
    return {**_fields(seed), **_phones(seed), **_slides(seed)}


def _fields(seed: int) -> dict[str, float]:
    """Each form by pen and by pencil, about a third of its required fields left empty."""
    rng = np.random.default_rng(seed)
    found: list[bool] = []
    wrong: list[bool] = []
    for number, name in enumerate(form_names()):
        form, blank = read_form(name)
        for ink in (PEN, PENCIL):
            left = {one.id for one in form.fields if one.required and rng.random() < 0.35}
            named = _named(form, blank.copy(), left, ink, (seed + number, TABLES[number % 4]))
            found += [one in named for one in left]
            wrong += [one.id in named for one in form.fields if one.required and one.id not in left]
    return {"empty_found": mean(found), "empty_wrong": mean(wrong)}


def _named(form: FormTemplate, page: Pixels, left: set[str], ink: int, where: tuple[int, TableKind]) -> set[str]:
    """Ids of required fields that are seen empty where all but `left` have writing."""
    seed, kind = where
    for number, one in enumerate(form.fields):
        if one.id not in left:
            area = (one.area.x, one.area.y, one.area.width, one.area.height)
            write(page, area, 100 * seed + number, ink)
    world = World(kind, seed)
    lies = sheet(page).at(300, 166, float(np.random.default_rng(seed).uniform(-8, 8)))
    gray = np.asarray(cv2.cvtColor(world.picture([lies]), cv2.COLOR_BGR2GRAY), np.uint8)
    seen = rectified(gray, world.place(lies), lies.size, PX_PER_MM)
    known = Recogniser([form]).recognise(seen, lies.size)
    if known is None:
        return set()
    return {one.id for one in form.fields if one.required} - set(BlankWatch(form).filled(seen, known.fit))


def _phones(seed: int) -> dict[str, float]:
    rng = np.random.default_rng(seed)
    left, top, right, bottom = GLASS_MM
    truth = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    errors = []
    for number in range(PHONES):
        world = World(TABLES[number % 4], 1000 * seed + number)
        lies = telephone("light", number % 3).at(*rng.uniform((220, 140, -40), (380, 190, 40)))
        screen = ScreenWatch(world.px_per_mm).step(world.picture([lies]))
        if screen is not None:
            off = np.linalg.norm(project(world.place(lies), truth) - screen.quad, axis=1) / world.px_per_mm
            errors.append(float(off.max()))
    return {"phones_found": len(errors) / PHONES, "phones_mm": max(errors)}


def _slides(seed: int) -> dict[str, float]:
    names = form_names()
    plays = [
        slid_over(names[(seed + round_) % len(names)], what, TABLES[(seed + round_ + number) % 4], 2000 + seed + round_)
        for round_ in range(PLAYS)
        for number, what in enumerate(SLIDING)
    ]
    seen = [[one.uncovered > SEEN for one in watch(play)] for play in plays]
    return {"sliding_worst": max(sum(one) for one in seen), "sliding_share": mean(x for one in seen for x in one)}


def main() -> int:
    """Prints the figures of one seed."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    for key, value in measure(False, seed).items():
        sys.stdout.write(f"{key}: {value:.4g}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

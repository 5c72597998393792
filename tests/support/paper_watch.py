"""Plays a scene to the paper's eye as a program would, and writes down what it let be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter

import cv2
import numpy as np

from kiosk.vision.errands import Finding
from kiosk.vision.geometry import corners, project
from kiosk.vision.paper import PaperEye
from kiosk.vision.recogniser import Recogniser
from kiosk.vision.table import Table
from tests.support.paper_scenes import FPS, Moment, Play, form_names, private_masks, read_form
from tests.support.paper_world import World

SIZES = ((210.0, 297.0), (85.6, 53.98))
_LEAST_PX = 30


@dataclass(frozen=True)
class Noted:
    """One picture: the truth, the number of the sheet that was held (0: none), its form, whether it was open, the
    greatest share of a private area that was seen, how far the farthest corner was off, and how long the quick and the
    slow hand worked."""

    moment: Moment
    number: int
    form: str
    open: bool
    uncovered: float
    error_mm: float | None
    see_ms: float
    slow_ms: float


def watch(play: Play, forms: Sequence[str] | None = None, slow_pictures: int = 3, release: bool = False) -> list[Noted]:
    """Each piece of slow work takes `slow_pictures`; with `release` the resident opens each sheet once it is found."""
    world = World(play.kind, play.seed)
    recogniser = Recogniser([read_form(name)[0] for name in (form_names() if forms is None else forms)])
    eye = PaperEye(Table(world.px_per_mm, world.empty), SIZES, recogniser)
    late: tuple[int, Finding] | None = None
    noted = []
    for index, (moment, picture, world) in enumerate(play.pictures()):
        if late is not None and index >= late[0]:
            eye.take(late[1])
            late = None
        for sheet in eye.sheets if release else ():
            eye.release(sheet)
        begun_s = perf_counter()
        sight = eye.see(picture, index / FPS)
        seen_s = perf_counter()
        errand = eye.errand()
        if errand is not None:
            late = index + 1 + slow_pictures, errand.run()
        took_ms = (seen_s - begun_s) * 1000, (perf_counter() - seen_s) * 1000
        filled = cv2.resize(sight.filled, world.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0
        seen = [
            float((mask & ~filled).sum() / mask.sum())
            for mask in private_masks(moment, world)
            if mask.sum() > _LEAST_PX
        ]
        error = None
        if sight.sheet is not None and sight.plane is not None and moment.sheet is not None:
            quad, truth = project(sight.plane, corners(sight.sheet.size)), world.quad(moment.sheet)
            turns = [np.linalg.norm(np.roll(quad, turn, axis=0) - truth, axis=1).max() for turn in range(4)]
            error = float(min(turns)) / world.px_per_mm
        held = sight.sheet
        form = held.form.form.id if held is not None and held.form is not None else ""
        shown = held is not None and held.open
        noted.append(Noted(moment, 0 if held is None else held.number, form, shown, max([0.0, *seen]), error, *took_ms))
    return noted

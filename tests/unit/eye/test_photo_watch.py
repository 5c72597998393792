"""What the eye's child says of the face before it: only what two looks agree on, and steadily."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kiosk.domain.photo import MIDDLE_Y, MOST_TILT_DEG, Advice, FaceSeen, PhotoSeen
from kiosk.eye.photo_watch import LOOKS_EVERY_S, PhotoWatch
from kiosk.eye.plan import Judged

GOOD = FaceSeen(x=0.0, y=MIDDLE_Y, head=0.57, tilt_deg=0.0, turn=0.0)
PICTURE = np.zeros((2, 2, 3), np.uint8)


class Finder:
    """In the model's place."""

    def __init__(self, model: Path) -> None:
        self.model = model

    def find(self, picture: object) -> list[object]:
        return []


class Watched:
    """A watch that is shown one tilt after the other."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.tilt_deg = 0.0
        patch.setattr("kiosk.eye.photo_watch.FaceFinder", Finder)
        patch.setattr("kiosk.eye.photo_watch.look", self._look)
        self.watch = PhotoWatch(Path("model"))
        self.at_s = 0.0

    def _look(self, picture: object, faces: object) -> PhotoSeen:
        return PhotoSeen((replace(GOOD, tilt_deg=self.tilt_deg),))

    def said(self, *tilts_deg: float) -> list[Judged]:
        heard = []
        for self.tilt_deg in tilts_deg:
            self.at_s += LOOKS_EVERY_S
            judged = self.watch.see(PICTURE, self.at_s)
            if judged is not None:
                heard.append(judged)
        return heard


def test_a_head_that_trembles_at_the_limit_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(monkeypatch)
    over, under = MOST_TILT_DEG + 0.3, MOST_TILT_DEG - 0.3
    assert watched.said(over, over) == [Judged((Advice.STRAIGHT,))]
    assert watched.said(*[under, under, over, over] * 5) == []
    assert watched.said(0.0, 0.0) == [Judged(())]


def test_one_look_alone_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Watched(monkeypatch).said(20.0, 0.0, 20.0, 0.0) == []

"""A drawn person before the camera, nearer, tilted, in shadow, with company: the real model, the real measures."""

import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.camera.mock_face import FaceView
from kiosk.app.cameras import FACE_MODEL
from kiosk.app.places import assets
from kiosk.domain.photo import Advice, advise
from kiosk.vision.face import FaceFinder, NoFaceFinder
from kiosk.vision.photo_look import look

Pixels = NDArray[np.uint8]
WIDTH, HEIGHT = 1280, 720
WALL = (214, 218, 220)


@pytest.fixture(scope="module")
def finder() -> FaceFinder:
    return FaceFinder(assets() / "models" / FACE_MODEL)


@pytest.fixture(scope="module")
def person() -> Pixels:
    """The drawn clerk before a bare wall."""
    drawn = FaceView("office", (WIDTH, HEIGHT)).draw(1.0)
    room = FaceView("office", (WIDTH, HEIGHT))._room
    wall = np.full_like(drawn, WALL)
    there = np.abs(drawn.astype(int) - room).max(axis=2, keepdims=True) > 0
    return np.where(there, drawn, wall).astype(np.uint8)


def moved(picture: Pixels, scale: float = 1.0, right: float = 0.0, turned_deg: float = 0.0) -> Pixels:
    """Enlarged and turned around the middle, pushed by pixels; what comes in is the wall."""
    how = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), turned_deg, scale)
    how[0, 2] += right
    return cv2.warpAffine(picture, how, (WIDTH, HEIGHT), borderValue=WALL).astype(np.uint8)


def lowered(picture: Pixels, down: int) -> Pixels:
    how = np.array([[1, 0, 0], [0, 1, down]], np.float32)
    return cv2.warpAffine(picture, how, (WIDTH, HEIGHT), borderValue=WALL).astype(np.uint8)


def shaded(picture: Pixels) -> Pixels:
    half = picture.copy()
    half[:, : WIDTH // 2] = half[:, : WIDTH // 2] * 0.5
    return half


def with_company(picture: Pixels) -> Pixels:
    middle = picture[:, WIDTH // 4 : 3 * WIDTH // 4]
    return np.hstack([middle, middle])


def before_a_window(picture: Pixels) -> Pixels:
    window = picture.copy()
    window[60:420, 60:420] = (90, 130, 160)
    return window


def with_sunglasses(picture: Pixels, finder: FaceFinder) -> Pixels:
    (face,) = finder.find(picture)
    worn = picture.copy()
    for x, y in (face.left_eye, face.right_eye):
        cv2.ellipse(worn, (round(x), round(y)), (46, 34), 0, 0, 360, (20, 20, 20), -1)
    return worn


Change = Callable[[Pixels], Pixels]
CASES: list[tuple[str, Change, Advice]] = [
    ("far away", lambda p: moved(p, 0.6), Advice.NEARER),
    ("very far away", lambda p: moved(p, 0.4), Advice.NEARER),
    ("at the other end of the room", lambda p: moved(p, 0.3), Advice.NEARER),
    ("too low", lambda p: lowered(p, 130), Advice.UP),
    ("too high", lambda p: lowered(p, -110), Advice.DOWN),
    ("in a lamp", lambda p: np.clip(p.astype(int) * 2 + 90, 0, 255).astype(np.uint8), Advice.BRIGHT),
    ("too near", lambda p: moved(p, 1.45), Advice.FURTHER),
    ("beside the middle", lambda p: moved(p, right=160), Advice.RIGHT),
    ("on the other side", lambda p: moved(p, right=-160), Advice.LEFT),
    ("tilted", lambda p: moved(p, turned_deg=14), Advice.STRAIGHT),
    ("tilted the other way", lambda p: moved(p, turned_deg=-14), Advice.STRAIGHT),
    ("in half shadow", shaded, Advice.SHADOW),
    ("in the dark", lambda p: (p * 0.25).astype(np.uint8), Advice.DARK),
    ("with somebody else", with_company, Advice.MORE_PEOPLE),
    ("before a window", before_a_window, Advice.BACKGROUND),
]


def said(finder: FaceFinder, picture: Pixels) -> tuple[Advice, ...]:
    return advise(look(picture, finder.find(picture)))


def test_who_sits_well_before_a_bare_wall_has_nothing_left_to_do(finder: FaceFinder, person: Pixels) -> None:
    assert said(finder, person) == ()


@pytest.mark.parametrize(("change", "advice"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_wrong_is_said(finder: FaceFinder, person: Pixels, change: Change, advice: Advice) -> None:
    assert advice in said(finder, change(person))


def test_sunglasses_hide_the_eyes(finder: FaceFinder, person: Pixels) -> None:
    assert Advice.EYES in said(finder, with_sunglasses(person, finder))


@pytest.mark.parametrize("turned_deg", [-20, -10, 0, 10, 20])
def test_a_tilt_is_measured_to_a_few_degrees(finder: FaceFinder, person: Pixels, turned_deg: float) -> None:
    tilted = moved(person, turned_deg=turned_deg)
    straight_deg, tilted_deg = (look(p, finder.find(p)).faces[0].tilt_deg for p in (person, tilted))
    assert straight_deg - tilted_deg == pytest.approx(turned_deg, abs=5)


@pytest.mark.parametrize("size", [(640, 360), (1920, 1080), (320, 180)])
def test_a_picture_may_have_any_size(finder: FaceFinder, person: Pixels, size: tuple[int, int]) -> None:
    assert said(finder, cv2.resize(person, size, interpolation=cv2.INTER_AREA).astype(np.uint8)) == ()


def test_a_picture_may_stand_upright(finder: FaceFinder, person: Pixels) -> None:
    upright = np.full((WIDTH, HEIGHT, 3), WALL, np.uint8)
    upright[280:1000] = person[:, 280:1000]
    assert len(finder.find(upright)) == 1


def test_nobody_is_seen_on_a_wall_or_in_noise(finder: FaceFinder) -> None:
    noise = np.random.default_rng(7).integers(0, 255, (HEIGHT, WIDTH, 3)).astype(np.uint8)
    for picture in (np.full((HEIGHT, WIDTH, 3), WALL, np.uint8), noise, np.zeros((2, 2, 3), np.uint8)):
        assert said(finder, picture) == (Advice.NOBODY,)


def test_a_model_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "model.tflite").write_bytes(b"no model")
    for name in ("model.tflite", "nothing.tflite"):
        with pytest.raises(NoFaceFinder, match=name):
            FaceFinder(tmp_path / name)


def test_the_clock_is_not_asked(finder: FaceFinder, person: Pixels, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 1 / 0)
    assert said(finder, person) == said(finder, person)


@pytest.mark.parametrize("scale", [0.6, 0.45, 0.4, 0.35, 0.3])
def test_who_sits_upright_far_away_has_to_come_nearer_and_nothing_else(
    finder: FaceFinder, person: Pixels, scale: float
) -> None:
    advice = set(said(finder, moved(person, scale))) - {Advice.UP, Advice.DOWN}  # shrunk towards the middle
    assert advice == {Advice.NEARER}


def test_noise_is_hardly_ever_a_face(finder: FaceFinder) -> None:
    rng = np.random.default_rng(11)
    faces = 0
    for _ in range(60):
        coarse = rng.integers(0, 255, (HEIGHT // 20, WIDTH // 20, 3)).astype(np.uint8)
        faces += bool(finder.find(cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC).astype(np.uint8)))
    assert faces <= 3

"""Milliseconds for one look of the photo check at a drawn face, 1920×1080: python -m tests.bench.photo."""

import sys
import time
from collections.abc import Callable
from statistics import median, quantiles

from drivers.camera.mock_face import FaceView
from kiosk.app.cameras import FACE_MODEL
from kiosk.app.places import assets
from kiosk.domain.photo import advise
from kiosk.vision.face import FaceFinder
from kiosk.vision.photo_look import look

SIZE = (1920, 1080)
LOOKS = 100


def measure(say: Callable[[str], object] = sys.stdout.write) -> dict[str, float]:
    """Loading the model with the first look, then LOOKS at a face that sways."""
    pictures = [FaceView("van", SIZE).draw(moment / 10) for moment in range(20)]
    begun_s = time.perf_counter()
    finder = FaceFinder(assets() / "models" / FACE_MODEL)
    advise(look(pictures[0], finder.find(pictures[0])))
    first = (time.perf_counter() - begun_s) * 1000
    took_ms: list[float] = []
    for number in range(LOOKS):
        picture = pictures[number % len(pictures)]
        begun_s = time.perf_counter()
        advise(look(picture, finder.find(picture)))
        took_ms.append((time.perf_counter() - begun_s) * 1000)
    figures = {"first": first, "median": median(took_ms), "p95": quantiles(took_ms, n=20)[-1]}
    figures["per_s"] = 1000 / figures["p95"]
    for what, value in figures.items():
        say(f"{what}: {value:.1f} {'a second' if what == 'per_s' else 'ms'}\n")
    return figures


if __name__ == "__main__":
    measure()

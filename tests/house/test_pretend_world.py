"""The pretended tray knows nothing of the product, yet its papers are those that the product knows."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.mock_room.pages import FORM, page_files
from drivers.mock_room.state import FORM_PX_PER_MM, FORMS, PAGE_PX_PER_MM, PAGES
from kiosk.content.forms import read_forms
from kiosk.domain.form import BLANK_PX_PER_MM

ROOT = Path(__file__).resolve().parents[2]


def test_a_form_on_the_tray_is_as_large_as_its_data_say() -> None:
    assert FORM_PX_PER_MM == BLANK_PX_PER_MM
    files = page_files()
    for known in read_forms(FORMS):
        file, px_per_mm = files[FORM + known.form.id]
        assert file == known.folder / known.form.blank
        height, width = _gray(file.read_bytes()).shape
        assert abs(width / px_per_mm - known.form.page_mm[0]) < 0.5
        assert abs(height / px_per_mm - known.form.page_mm[1]) < 0.5


def test_every_known_form_can_be_laid_there_and_nothing_else_is_called_like_one() -> None:
    forms = {FORM + known.form.id for known in read_forms(FORMS)}
    assert {name for name in page_files() if name.startswith(FORM)} == forms


def test_the_demos_letter_is_what_its_script_draws() -> None:
    script = _script()
    assert script.TSUCHI == PAGES / "tsuchi.png"
    assert script.A4_MM[0] * PAGE_PX_PER_MM == 1260
    kept, drawn = (_gray(png) for png in (script.TSUCHI.read_bytes(), script.letter_png()))
    assert kept.shape == drawn.shape
    assert np.abs(kept - drawn).mean() < 0.5


def test_the_letters_number_cannot_be_a_real_one() -> None:
    digits = [int(digit) for digit in _script().NUMBER if digit.isdigit()]
    assert len(digits) == 12
    weights = [*range(2, 8), *range(2, 7)]
    rest = sum(digit * weight for digit, weight in zip(reversed(digits[:-1]), weights, strict=True)) % 11
    assert digits[-1] != (0 if rest <= 1 else 11 - rest)


def _gray(png: bytes) -> NDArray[np.int16]:
    return np.asarray(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_GRAYSCALE), np.int16)


def _script() -> ModuleType:
    spec = spec_from_file_location("draw_letter", ROOT / "packaging" / "demo" / "draw_letter.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

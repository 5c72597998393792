"""What the doctor says of a picture: its light and its focus, in figures and in words."""

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

BLACK = 0.04
_LIGHT = ((BLACK, "まっ黒"), (0.2, "暗い"), (0.8, "ちょうど よい"), (1.01, "まぶしい"))
"""Up to so much brightness, and in words."""
_FOCUS = ((0.31, "ぼやけています"), (0.42, "少し ぼやけています"), (9.0, "はっきり"))
"""Up to so much sharpness, and in words: of pages that were blurred by three and by two pixels (Gaussian sigma)."""
_COARSE_PX = 8
_EDGE = 16.0
"""Less difference than this between neighbours is no edge but noise."""
_EDGES = 0.01
"""This share of a coarse picture is looked at; of the fine one so much less as the same edges are thinner there."""


def brightness(pixels: Pixels) -> float:
    """The mean of a picture (height, width, 3), from 0 to 1."""
    return float(pixels.mean()) / 255


def sharpness(pixels: Pixels) -> float | None:
    """One divided by the width in pixels of the strongest edges, at least 1/8, whatever their contrast; None for a
    picture without edges."""
    grey = pixels[:, :, 1].astype(np.float32)
    height, width = (side // _COARSE_PX for side in grey.shape)
    blocks = grey[: height * _COARSE_PX, : width * _COARSE_PX].reshape(height, _COARSE_PX, width, _COARSE_PX)
    coarse = _strong_step(blocks.mean(axis=(1, 3)), _EDGES)
    return min(1.0, _strong_step(grey, _EDGES / _COARSE_PX) / coarse) if coarse >= _EDGE else None


def in_words(brightness: float, sharpness: float | None) -> str:
    """Both, for an installer who turns a lamp or a lens."""
    focus = "模様が ないので わかりません" if sharpness is None else _word(_FOCUS, sharpness)
    return f"明るさ {brightness:.0%}（{_word(_LIGHT, brightness)}）、ピント {focus}"


def _strong_step(grey: NDArray[np.float32], share: float) -> float:
    steps = [np.abs(np.diff(grey, axis=axis)).ravel() for axis in (0, 1)]
    return float(np.percentile(np.concatenate(steps), 100 * (1 - share)))


def _word(scale: tuple[tuple[float, str], ...], value: float) -> str:
    return next(word for limit, word in scale if value < limit)

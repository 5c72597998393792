"""Clips for the camera that plays them: made when a test needs one, in its own folder."""

from pathlib import Path

import cv2
import numpy as np

from tests.support.network_camera import jpegs


def write_film(path: Path, size: tuple[int, int] = (320, 180), fps: float = 30.0, pictures: int = 12) -> Path:
    """A video of MJPEG in AVI whose pictures are grey, each lighter than the one before."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, size)
    for number in range(pictures):
        writer.write(np.full((size[1], size[0], 3), 40 + 200 * number // pictures, np.uint8))
    writer.release()
    return path


def write_slides(folder: Path, size: tuple[int, int] = (320, 180), count: int = 3) -> Path:
    """A folder of JPEGs, and a file that is none."""
    folder.mkdir()
    for number, jpeg in enumerate(jpegs(*size)[:count]):
        (folder / f"{number}.jpg").write_bytes(jpeg)
    (folder / "about.txt").write_text("not a picture", encoding="utf-8")
    return folder

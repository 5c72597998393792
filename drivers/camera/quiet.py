"""Keeps OpenCV's libraries from writing to standard error: their words help no installer, and may hold addresses."""

import os

import cv2


def keep_quiet() -> None:
    """Before anything is opened with OpenCV."""
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

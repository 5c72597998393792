"""Finds the layer of marks over a paper, its pixels, and where a point of the page lies in it."""

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from kiosk.domain.page import PAGES, Point, tray_id
from ui.widgets.mark_layer import MarkLayer
from ui.widgets.video import VideoSurface

PAGE = PAGES[tray_id("van")]


def layer_over(window: QWidget, surface: str = "video.own_paper") -> MarkLayer:
    """The layer that is seen over the surface of that name."""
    layers = [layer for layer in window.findChildren(MarkLayer) if layer.isVisible()]
    videos = [video for video in window.findChildren(VideoSurface, surface) if video.isVisible()]
    return next(layer for layer in layers for video in videos if layer.parent() is video.parent())


def picture_of(layer: MarkLayer) -> QRectF:
    """Where the page lies in the layer, once it is painted."""
    layer.grab()
    parent = layer.parentWidget()
    assert parent is not None
    place = next(video for video in parent.findChildren(VideoSurface)).picture_rect()
    assert place is not None
    return place


def spot(layer: MarkLayer, point: Point) -> QPoint:
    """The pixel of a point of the page."""
    place = picture_of(layer)
    x_share, y_share = point[0] / PAGE.width_mm, point[1] / PAGE.height_mm
    return (place.topLeft() + QPointF(place.width() * x_share, place.height() * y_share)).toPoint()


def ink(layer: MarkLayer, colour: str) -> int:
    """How many pixels of exactly that colour the layer paints."""
    image = layer.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)[:, : image.width()]
    return int((rows & 0xFFFFFF == int(colour[1:], 16)).sum())

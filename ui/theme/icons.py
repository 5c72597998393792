"""Drawings in one stroke style, coloured by role and rendered once for each size and colour."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QFile, QIODevice, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class Icons:
    """Folders of drawings; of two with one name the first folder's is drawn. An unknown name draws nothing: a city's
    data may name what this build lacks."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._sources: dict[str, bytes] = {}
        self._rendered: dict[tuple[str, int, int, str, float], QPixmap] = {}

    def pixmap(self, name: str, size: tuple[int, int], colour: str, ratio: float = 1.0) -> QPixmap:
        """The drawing at (width, height) logical pixels, `ratio` device pixels each."""
        key = (name, *size, colour, ratio)
        found = self._rendered.get(key)
        if found is None:
            found = self._rendered[key] = self._render(name, size, colour, ratio)
        return found

    def _render(self, name: str, size: tuple[int, int], colour: str, ratio: float) -> QPixmap:
        pixmap = QPixmap(round(size[0] * ratio), round(size[1] * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        source = self._source(name).replace(b"currentColor", colour.encode())
        if source:
            renderer = QSvgRenderer(QByteArray(source))
            renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(pixmap.rect()))
            painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str) -> bytes:
        if name not in self._sources:
            self._sources[name] = b""
            for folder in self._folders:
                file = QFile(str(folder / f"{name}.svg"))
                if file.open(QIODevice.OpenModeFlag.ReadOnly):
                    self._sources[name] = bytes(file.readAll().data())
                    file.close()
        return self._sources[name]

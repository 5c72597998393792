"""Cuts the drawn persons into the layers that the mock camera moves: run it after an SVG in `faces` was changed."""

import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FACES = Path(__file__).parent / "faces"
SIZE = (1280, 720)
HEAD = QRect(400, 20, 480, 600)
"""Must agree with drivers/camera/mock_face.py."""
PARTS = ("room", "head", "eyes_open", "eyes_blink", "mouth_rest", "mouth_talk")


def draw(svg: str, shown: tuple[str, ...]) -> QImage:
    """The drawing with only these of its parts."""
    for part in set(PARTS) - set(shown):
        svg = re.sub(rf'<g id="{part}">.*?</g>', "", svg, flags=re.DOTALL)
    image = QImage(*SIZE, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return image


def main() -> None:
    """Writes the layers beside the drawings."""
    for drawing in FACES.glob("*.svg"):
        svg = drawing.read_text(encoding="utf-8")
        room = draw(svg, ("room",)).convertToFormat(QImage.Format.Format_RGB888)
        room.save(str(FACES / f"{drawing.stem}_room.png"))
        for eyes in ("open", "blink"):
            for mouth in ("rest", "talk"):
                head = draw(svg, ("head", f"eyes_{eyes}", f"mouth_{mouth}")).copy(HEAD)
                head.save(str(FACES / f"{drawing.stem}_head_{eyes}_{mouth}.png"))


if __name__ == "__main__":
    main()

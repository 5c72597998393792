"""Pictures of every screen from literal snapshots: python -m tests.screens.gallery OUTDIR [NAME …]."""

import dataclasses
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app.slips import pictures
from kiosk.domain.intents import Intent
from kiosk.domain.languages import CHINESE, EASY_JAPANESE, ENGLISH, VIETNAMESE
from kiosk.domain.picture import Picture
from kiosk.domain.snapshot import DeskSnapshot, Ends, KioskSnapshot, Look
from tests.support.page_list_scenes import fill_thumbs, still_page
from tests.support.phone_scenes import phone_picture
from tests.support.pictures import filled_slots, form_image, paper_image, picture_of, still_of
from tests.support.scenes import desk_scenes, external_scenes, kiosk_scenes
from tests.support.slips import made, read_guide, slip_of, worded
from tests.support.stages import load_fonts, make_stage
from ui.windows.confined import EVERYWHERE
from ui.windows.desk import DeskWindow
from ui.windows.embedded import EmbeddedWindow
from ui.windows.external import ExternalWindow

LOOKS = {
    "1": Look(),
    "3": Look(letters=3),
    "c": Look(high_contrast=True),
    "c3": Look(3, True),
    "easy": Look(language=EASY_JAPANESE),
    "easy3": Look(3, language=EASY_JAPANESE),
    "en": Look(language=ENGLISH),
    "en3": Look(3, language=ENGLISH),
    "zh": Look(language=CHINESE),
    "zh3": Look(3, language=CHINESE),
    "vi": Look(language=VIETNAMESE),
    "vi3": Look(3, language=VIETNAMESE),
}


def _ignore(_intent: Intent) -> None:
    """A gallery asks for nothing."""


def _save(window: QWidget, file: Path) -> None:
    window.show()
    QApplication.processEvents()
    window.grab().save(str(file))


def paint_resident(out: Path, scenes: dict[str, KioskSnapshot]) -> None:
    """Every scene in every look of `LOOKS`."""
    slots = filled_slots()
    sides = pictures(made(worded(slip_of(read_guide(), ENGLISH))))
    for slot, side in zip(slots.slip[: len(sides)], sides, strict=True):
        slot.lay(side)
    window = EmbeddedWindow(make_stage(slots), _ignore)
    window.confine(EVERYWHERE)
    for name, snapshot in scenes.items():
        slots.own_paper.put(_lies_there(snapshot))
        for look_name, look in LOOKS.items():
            window.show_snapshot(dataclasses.replace(snapshot, look=look))
            _save(window, out / f"{name}-{look_name}.png")


def _lies_there(snapshot: Ends) -> Picture:
    """What the van's camera gives: a sheet, or the telephone."""
    if snapshot.phone is None:
        return picture_of(paper_image(1280, 720))
    return phone_picture(flat=not snapshot.lying["van"].open or snapshot.phone.typing)


def paint_desk(out: Path, scenes: dict[str, DeskSnapshot]) -> None:
    """Every scene; where the snapshot says that a still is shown, one lies there."""
    slots = filled_slots()
    fill_thumbs(slots.thumbs)
    desk = DeskWindow(make_stage(slots), _ignore)
    for name, snapshot in scenes.items():
        slots.their_paper.lay(still_of(form_image("juminhyo", 8), still_page(snapshot)) if snapshot.sharp else None)
        slots.their_paper.put(_lies_there(snapshot))
        desk.hide()  # after video a still would be seen while it fades in
        desk.show_snapshot(snapshot)
        _save(desk, out / f"{name}.png")


def paint_all(out: Path, names: list[str]) -> None:
    """Writes PNG files; without names all of them."""
    out.mkdir(parents=True, exist_ok=True)
    scenes = kiosk_scenes()
    paint_resident(out, {n: s for n, s in scenes.items() if not names or n in names})
    slots = filled_slots()
    external = ExternalWindow(make_stage(slots))
    external.confine(EVERYWHERE)
    for name, (outside, placement) in external_scenes().items():
        if not names or "external" in names:
            slots.own_paper.put(_lies_there(outside))
            external.show_snapshot(outside, placement)
            _save(external, out / f"external-{name}.png")
    paint_desk(out, {n: s for n, s in desk_scenes().items() if not names or "desk" in names or n in names})


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit("usage: python -m tests.screens.gallery FOLDER [SCENE, desk or external]...")
    app = QApplication(sys.argv[:1])
    load_fonts()
    paint_all(Path(sys.argv[1]), sys.argv[2:])

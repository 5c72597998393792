"""Shows one guide in the resident's window, without a camera, a hub or a visit; or leaves a picture of every step."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from drivers.api.errors import DeviceMissing
from kiosk.app.doctor_monitors import tie_to_window_system
from kiosk.app.guides import layers, picture_folders
from kiosk.app.places import assets
from kiosk.content.city import read_city
from kiosk.content.guides import read_guides
from kiosk.content.texts import read_catalogues
from kiosk.content.toml import BadFile
from kiosk.domain import guide_intents as asks
from kiosk.domain import intents
from kiosk.domain.aloud_intents import ReadAloud
from kiosk.domain.guide import At, Guides
from kiosk.domain.guiding import Guiding, asked
from kiosk.domain.languages import LANGUAGES
from kiosk.domain.picture import Slot
from kiosk.domain.snapshot import Hint, KioskSnapshot, Look
from kiosk.domain.visit import VisitState
from ui.stage import Slots, Stage
from ui.theme.fonts import register_fonts
from ui.theme.icons import Icons
from ui.windows.confined import EVERYWHERE
from ui.windows.embedded import EmbeddedWindow

NO_WINDOWS = 1
_LETTER_STEPS = 3


class Preview:
    """What a resident can do in a guide, and nothing else: calling a clerk, or ending, does nothing here, and よみあげ
    says that there is no voice."""

    def __init__(self, snapshot: KioskSnapshot) -> None:
        self.snapshot = snapshot
        self.on_change: Callable[[KioskSnapshot], None] = _nobody

    def do(self, wish: intents.Intent) -> None:
        """A key was touched."""
        now = self.snapshot = replace(self.snapshot, hint=None)
        if isinstance(wish, ReadAloud):
            self._show(replace(now, hint=Hint.NO_VOICE))
        elif isinstance(wish, intents.LargerLetters):
            self._look(replace(now.look, letters=now.look.letters % _LETTER_STEPS + 1))
        elif isinstance(wish, intents.ToggleContrast):
            self._look(replace(now.look, high_contrast=not now.look.high_contrast))
        elif isinstance(wish, intents.OpenLanguages):
            self._show(replace(now, choosing_language=not now.choosing_language))
        elif isinstance(wish, intents.ChooseLanguage):
            self._look(replace(now.look, language=wish.language))
        elif now.guiding is not None:
            self._lead(now.guiding, wish)

    def _lead(self, guiding: Guiding, wish: intents.Intent) -> None:
        """The bar's two ways back, and what a guide itself is asked for."""
        if isinstance(wish, intents.GoHome | intents.Finish):
            then: Guiding | None = Guiding(guiding.trail[0] if guiding.trail else guiding.at)
        else:
            within = guiding.way_back() if isinstance(wish, intents.GoBack) else wish
            if not isinstance(within, asks.GuideIntent):
                return
            then = asked(self.snapshot.guides, guiding, within, "van")
        self._show(replace(self.snapshot, guiding=then))

    def _look(self, look: Look) -> None:
        guiding = self.snapshot.guiding
        kept = replace(guiding, part=0) if guiding is not None else None
        self._show(replace(self.snapshot, look=look, choosing_language=False, guiding=kept))

    def _show(self, snapshot: KioskSnapshot) -> None:
        self.snapshot = snapshot
        self.on_change(snapshot)


def run_preview(options: argparse.Namespace) -> int:
    """Until the window is closed, or until all pictures are written. Raises BadFile."""
    guides = read_guides(*layers(options.folder)).guides()
    first = guides.first(options.id)
    if first is None:
        raise BadFile(f"there is no guide '{options.id}'; there are: {', '.join(guide.id for guide in guides)}")
    if options.pictures is not None:  # nobody looks at a window
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        tie = tie_to_window_system()
    except DeviceMissing as wrong:
        sys.stderr.write(f"{wrong}\n")
        return NO_WINDOWS
    register_fonts(assets() / "fonts")
    preview = Preview(opening(guides, first))
    window = EmbeddedWindow(_stage(options.folder), preview.do)
    window.confine(EVERYWHERE)
    if options.pictures is not None:
        count = write_pictures(window, preview.snapshot, options.pictures)
        sys.stdout.write(f"{count} pictures are in {options.pictures}\n")
        window.close()
    else:
        preview.on_change = window.show_snapshot
        window.show_snapshot(preview.snapshot)
        window.show()
        QApplication.exec()
    del window, tie
    return 0


def opening(guides: Guides, first: At) -> KioskSnapshot:
    """A resident who reads alone, marked as pretended."""
    city = read_city(assets() / "city" / "aozora.toml")[0]
    clock = datetime.now().replace(second=0, microsecond=0)
    return KioskSnapshot(
        city=city, clock=clock, visit=VisitState.ALONE, guides=guides, guiding=Guiding(first), other_mocks=("preview",)
    )


def write_pictures(window: EmbeddedWindow, snapshot: KioskSnapshot, folder: Path) -> int:
    """A PNG of every step of the guide, in each language, with the smallest and with the largest letters: how many."""
    folder.mkdir(parents=True, exist_ok=True)
    window.show()
    count = 0
    for name, moment in _moments(snapshot):
        window.show_snapshot(moment)
        if not window.grab().save(str(folder / f"{name}.png")):
            raise BadFile(f"{folder}: {name}.png cannot be written")
        count += 1
    return count


def _moments(snapshot: KioskSnapshot) -> Iterator[tuple[str, KioskSnapshot]]:
    guiding = snapshot.guiding
    guide = snapshot.guides.guide(guiding.at.guide) if guiding is not None else None
    for place, step in enumerate(guide.steps if guide is not None else (), 1):
        assert guide is not None
        there = Guiding(At(guide.id, step.id), trail=(At(guide.id, guide.steps[0].id),) if place > 1 else ())
        for language in LANGUAGES:
            for letters in (1, _LETTER_STEPS):
                look = Look(letters, language=language)
                name = f"{guide.id}-{place:02d}-{step.id}-{language}-{letters}"
                yield name, replace(snapshot, guiding=there, look=look)


def _nobody(_snapshot: KioskSnapshot) -> None:
    """No window yet."""


def _stage(own: Path | None) -> Stage:
    icons = Icons(assets() / "icons", assets() / "pictures", *picture_folders(own))
    return Stage(icons, read_catalogues(assets() / "locale"), Slots(Slot(), Slot(), Slot(), Slot()))

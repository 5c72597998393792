"""How a visit wants to read: letters, contrast, language; all three live, also in a call. A wipe forgets them."""

import dataclasses
from typing import Any

from kiosk.domain.call import CallState
from kiosk.domain.languages import LANGUAGES
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core, log
from kiosk.flows.visiting import VisitFlow

LETTER_STEPS = 3


class LookFlow:
    """Changes the look and nothing else. The panel of languages goes when the visit goes on behind it."""

    def __init__(self, core: Core[KioskSnapshot], visit: VisitFlow) -> None:
        self._core = core
        self._visit = visit
        self._opened_at = _moment(core.now)
        core.store.listen(self._changed)

    def larger_letters(self) -> None:
        """The next step, after the last one the first."""
        self._change(letters=self._core.now.look.letters % LETTER_STEPS + 1)

    def toggle_contrast(self) -> None:
        """Yellow on black, and back."""
        self._change(high_contrast=not self._core.now.look.high_contrast)

    def open_languages(self) -> None:
        """🌐: the panel of languages; touched again it goes."""
        self._visit.touched()
        self._opened_at = _moment(self._core.now)
        self._core.store.change(choosing_language=not self._core.now.choosing_language)

    def choose_language(self, language: str) -> None:
        """Another language at once; the panel goes. One that the counter does not speak changes nothing."""
        if language not in LANGUAGES:
            log.warning("unknown language asked for")
            return
        self._change(language=language)
        self.close_languages()

    def close_languages(self) -> bool:
        """Whether the panel was open."""
        was_open = self._core.now.choosing_language
        self._core.store.change(choosing_language=False)
        return was_open

    def _change(self, **wish: Any) -> None:
        self._visit.touched()
        self._core.store.change(look=dataclasses.replace(self._core.now.look, **wish))

    def _changed(self, snapshot: KioskSnapshot) -> None:
        if snapshot.choosing_language and _moment(snapshot) != self._opened_at:
            self.close_languages()


def _moment(snapshot: KioskSnapshot) -> tuple[VisitState, CallState | None]:
    return snapshot.visit, snapshot.call.state if snapshot.call else None

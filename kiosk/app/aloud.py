"""Tells the flows what the resident's screen says, after each time that it was shown anew."""

from collections.abc import Callable, Mapping

from kiosk.domain.aloud import Spoken
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.flows.store import Store
from ui.presenters.aloud import present_aloud
from ui.presenters.localised import localised
from ui.presenters.parts import Text


class ShownWords:
    """A function of the snapshot, as the screen is: it asks the same presenters."""

    def __init__(
        self, store: Store[KioskSnapshot], texts: Mapping[str, Text], on_shown: Callable[[Spoken], None]
    ) -> None:
        self._store = store
        self._texts = texts
        self._on_shown = on_shown
        self._snapshot: KioskSnapshot | None = None
        self._spoken: Spoken | None = None

    def look(self) -> None:
        """Once a turn of the loop at most; the same words again are not told."""
        snapshot = self._store.snapshot
        if snapshot is self._snapshot:
            return
        self._snapshot = snapshot
        spoken = present_aloud(localised(snapshot), self._texts[snapshot.look.language])
        if spoken != self._spoken:
            self._spoken = spoken
            self._on_shown(spoken)

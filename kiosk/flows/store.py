"""Holds the one truth of a program and tells those who show it when it changed."""

import dataclasses
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from kiosk.domain.snapshot import Ends

Snap = TypeVar("Snap", bound=Ends)


class Store(Generic[Snap]):
    """The present snapshot. Used on the GUI thread only."""

    def __init__(self, first: Snap) -> None:
        self._snapshot = first
        self._listeners: list[Callable[[Snap], None]] = []

    @property
    def snapshot(self) -> Snap:
        """The truth now."""
        return self._snapshot

    def change(self, **fields: Any) -> None:
        """Replaces the named fields; listeners hear of it only if something is different."""
        self.put(dataclasses.replace(self._snapshot, **fields))

    def put(self, snapshot: Snap) -> None:
        """Replaces the snapshot as a whole."""
        if snapshot == self._snapshot:
            return
        self._snapshot = snapshot
        for listener in self._listeners:
            listener(self._snapshot)  # one before may have changed it: nobody hears an old truth after a new one

    def listen(self, listener: Callable[[Snap], None]) -> None:
        """Calls `listener` with each new snapshot, at once and in the order of listening."""
        self._listeners.append(listener)

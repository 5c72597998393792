"""A dictionary that forgets its oldest entries, so that what strangers send cannot fill the memory."""

from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """At most `size` entries; putting one again makes it the newest."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: OrderedDict[K, V] = OrderedDict()

    def put(self, key: K, value: V) -> None:
        """Remembers, and forgets the oldest where there is no room."""
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._size:
            self._entries.popitem(last=False)

    def get(self, key: K) -> V | None:
        """What was remembered, if it still is."""
        return self._entries.get(key)

    def drop(self, key: K) -> None:
        """Forgets; twice is fine."""
        self._entries.pop(key, None)

    def values(self) -> tuple[V, ...]:
        """All that is remembered, oldest first."""
        return tuple(self._entries.values())

    def __contains__(self, key: K) -> bool:
        return key in self._entries

    def __len__(self) -> int:
        return len(self._entries)

"""A device that has said Hello: who it is, and what it was last shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kiosk.hub.line import Line
from kiosk.hub.registry import Clerk, Device
from kiosk.wire.hub import OnLoan, Place, Profile, Queue, Serving, Vans

Shown = Place | Serving | Queue | Vans | OnLoan


@dataclass(frozen=True)
class View:
    """A message of which only the latest matters. Two with equal `sameness` look the same."""

    kind: type[Shown]
    sameness: object
    raw: bytes


def queue_key(profile: Profile, section: str) -> str:
    """The queue of a section; profiles never share one, so they can never meet."""
    return f"{profile}/{section}"


@dataclass(eq=False)
class Session:
    """One connection of one device. `ticket` is the one that this connection has spoken for, `follows_checks` whether
    it asked what health checks can be booked, `follows_circulars` for the list of circulars."""

    line: Line
    device: Device
    profile: Profile
    stop: str | None
    clerk: Clerk | None
    on_duty: bool = False
    ticket: str | None = None
    follows_checks: bool = False
    follows_circulars: bool = False
    _shown: dict[type[Shown], object] = field(default_factory=dict)

    @property
    def queue(self) -> str:
        """The queue that a desk answers; empty for a kiosk."""
        return queue_key(self.profile, self.clerk.section) if self.clerk else ""

    def say_all(self, raw: Iterable[bytes]) -> None:
        """Sends messages that are bytes already, in their order."""
        for message in raw:
            self.line.say_raw(message)

    def show(self, view: View) -> None:
        """Sends a view unless it is the same as the last one of its kind."""
        if view.kind not in self._shown or self._shown[view.kind] != view.sameness:
            self._shown[view.kind] = view.sameness
            self.line.say_raw(view.raw)

    def forget(self, kind: type[Shown]) -> None:
        """The next view of that kind is sent even if it equals the last one."""
        self._shown.pop(kind, None)

"""Which window stands on which monitor, and what it may paint there: the one decision about who may see what."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Showing(StrEnum):
    """What a window may paint where it stands."""

    NOTHING = "nothing"
    PRIVATE = "private"
    SIGNAGE = "signage"
    PAPER = "paper"
    CIRCULAR = "circular"
    PHONE = "phone"
    TROUBLE = "trouble"
    SETTING_UP = "setting_up"


@dataclass(frozen=True)
class Area:
    """A rectangle of the desktop, in pixels as windows are placed in it."""

    x: int
    y: int
    width: int
    height: int

    def overlaps(self, other: "Area") -> bool:
        """Whether the two share a pixel."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height


@dataclass(frozen=True)
class Monitor:
    """One monitor that is plugged in. `identity` is what `identity_of` gives."""

    identity: str
    area: Area


@dataclass(frozen=True)
class Bindings:
    """The identities that the installer wrote down; empty while a role is bound to nothing."""

    embedded: str = ""
    external: str = ""


@dataclass(frozen=True)
class Moment:
    """What else the decision rests on: the resident's consent, an open paper, whether anybody is served, and a
    circular that was sent outside."""

    consent: bool = False
    paper_open: bool = False
    in_visit: bool = False
    circular: bool = False
    phone: bool = False


@dataclass(frozen=True)
class Placement:
    """One window: the monitor that it fills (none: it is hidden) and what it paints there."""

    showing: Showing = Showing.NOTHING
    monitor: Monitor | None = None


@dataclass(frozen=True)
class Plan:
    """Both windows of the kiosk: the resident's, and the one that anybody passing by may read."""

    embedded: Placement
    external: Placement


@dataclass(frozen=True)
class Plugged:
    """Which of the two bound monitors are there without a doubt."""

    embedded: bool = True
    external: bool = False


def identity_of(edid: Sequence[str], name: str) -> str:
    """`edid:maker/model/serial` of a monitor that says who it is, else `name:` and the name of its connector.

    `edid` are maker, model and serial number, each empty when it is not told.
    """
    told = [part.strip() for part in edid]
    return "edid:" + "/".join(told) if any(told) else f"name:{name}"


def look(monitors: Sequence[Monitor], bindings: Bindings) -> Plugged:
    """Which roles are filled."""
    return Plugged(_embedded(monitors, bindings) is not None, _external(monitors, bindings) is not None)


def decide(monitors: Sequence[Monitor], bindings: Bindings, moment: Moment) -> Plan:
    """Where both windows go and what they may paint.

    Private content stands on the monitor bound as embedded and nowhere else, the paper besides on the one bound as
    external, with consent; so do a circular, which is public, and the telephone of a class, once they were sent there.
    A monitor that nobody bound is public. In doubt (two with one identity, or one that shows the same part of the
    desktop as another) a monitor is not confirmed.
    """
    embedded, external = _embedded(monitors, bindings), _external(monitors, bindings)
    public = external or _any_other(monitors, bindings, embedded)
    return Plan(
        embedded=Placement(Showing.PRIVATE, embedded) if embedded else Placement(),
        external=Placement(_public_showing(bindings, moment, embedded, external), public) if public else Placement(),
    )


def _public_showing(bindings: Bindings, moment: Moment, embedded: Monitor | None, external: Monitor | None) -> Showing:
    if embedded is None:
        nothing_known = external is None and not moment.in_visit
        return Showing.SETTING_UP if not bindings.embedded or nothing_known else Showing.TROUBLE
    if external is not None and moment.consent and moment.paper_open:
        return Showing.PAPER
    if external is not None and moment.circular:
        return Showing.CIRCULAR
    if external is not None and moment.phone:
        return Showing.PHONE
    return Showing.SIGNAGE


def _embedded(monitors: Sequence[Monitor], bindings: Bindings) -> Monitor | None:
    return _confirmed(monitors, bindings.embedded)


def _external(monitors: Sequence[Monitor], bindings: Bindings) -> Monitor | None:
    return None if bindings.external == bindings.embedded else _confirmed(monitors, bindings.external)


def _confirmed(monitors: Sequence[Monitor], identity: str) -> Monitor | None:
    """The one monitor with that identity, if no other one shows a part of what it shows."""
    bound = [monitor for monitor in monitors if monitor.identity == identity]
    if not identity or len(bound) != 1:
        return None
    found = bound[0]
    mirrored = any(monitor is not found and monitor.area.overlaps(found.area) for monitor in monitors)
    return None if mirrored else found


def _any_other(monitors: Sequence[Monitor], bindings: Bindings, embedded: Monitor | None) -> Monitor | None:
    """A monitor for the public window where the external one is not confirmed; by identity, never by its number."""

    def rank(monitor: Monitor) -> tuple[bool, bool, str]:
        return monitor.identity != bindings.external, monitor.identity == bindings.embedded, monitor.identity

    return min((monitor for monitor in monitors if monitor is not embedded), key=rank, default=None)

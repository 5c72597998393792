"""What can be asked of the pretend world, in the same words over every carrier."""

from abc import ABC, abstractmethod

import msgspec

from drivers.mock_room.state import Device, Heard, Paper, Place, Point, Printed, Screen, Thing, ThingKind


class _Verb(msgspec.Struct, frozen=True, tag=str.lower):
    place: Place


class Put(_Verb, frozen=True):
    """The paper now on the tray, or none."""

    paper: Paper | None


class Nudge(_Verb, frozen=True):
    """The paper slides."""

    dx_mm: float
    dy_mm: float


class Turn(_Verb, frozen=True):
    """The paper is turned to the right."""

    by_deg: float


class Write(_Verb, frozen=True):
    """A line is written on the paper."""

    stroke: tuple[Point, ...]


class Lay(_Verb, frozen=True):
    """A thing lies over the tray, or is moved there."""

    thing: Thing


class Lift(_Verb, frozen=True):
    """A thing is taken away."""

    kind: ThingKind


class Connect(_Verb, frozen=True):
    """What a telephone gives through the cable, or none is connected."""

    screen: Screen | None


class Plug(_Verb, frozen=True):
    """A device is plugged in or out."""

    device: Device
    plugged: bool


class Jam(_Verb, frozen=True):
    """A device hangs."""

    device: Device


class Hold(_Verb, frozen=True):
    """A keeper is held half-way, or released."""

    device: Device
    held: bool


class Line(_Verb, frozen=True):
    """The line to the outside."""

    up: bool


class Listen(_Verb, frozen=True):
    """What the loudspeaker gives, once it has given more than `after` blocks."""

    after: int
    timeout_s: float


class Load(_Verb, frozen=True):
    """So many sheets are in the printer's tray now."""

    sheets: int


class Collect(_Verb, frozen=True):
    """The document that came out of the printer last, once more than `after` have."""

    after: int
    timeout_s: float


Verb = Put | Nudge | Turn | Write | Lay | Lift | Connect | Plug | Jam | Hold | Line | Listen | Load | Collect


class RoomVerbs(ABC):
    """Each verb returns when the keeper concerned, if one is connected, has acknowledged it. Raises RoomError."""

    @abstractmethod
    def ask(self, verb: Verb) -> Heard | Printed | None:
        """Carries a verb to the room and its answer back."""

    def place(self, place: Place, paper: Paper | str | None) -> None:
        """Lays a paper on the empty tray; a name alone lays it straight in the middle; None clears the tray."""
        self.ask(Put(place, Paper(paper) if isinstance(paper, str) else paper))

    def swap(self, place: Place, paper: Paper | str) -> None:
        """Another paper instead of the one on the tray."""
        self.place(place, None)
        self.place(place, paper)

    def nudge(self, place: Place, dx_mm: float, dy_mm: float) -> None:
        """Slides the paper to the right and down."""
        self.ask(Nudge(place, dx_mm, dy_mm))

    def turn(self, place: Place, by_deg: float) -> None:
        """Turns the paper to the right about its middle."""
        self.ask(Turn(place, by_deg))

    def write(self, place: Place, stroke: tuple[Point, ...]) -> None:
        """Writes a line through these points, in millimetres from the top left corner of the page."""
        self.ask(Write(place, stroke))

    def lay(self, place: Place, thing: Thing) -> None:
        """Lays a thing over the tray; the one of its kind that is there already is moved. Hands stay above the rest."""
        self.ask(Lay(place, thing))

    def lift(self, place: Place, kind: ThingKind) -> None:
        """Takes the thing of this kind away."""
        self.ask(Lift(place, kind))

    def connect(self, place: Place, screen: Screen | None) -> None:
        """What a telephone gives through the cable from now on; None: it is pulled out of the telephone."""
        self.ask(Connect(place, screen))

    def unplug(self, place: Place, device: Device) -> None:
        """Pulls the plug."""
        self.ask(Plug(place, device, plugged=False))

    def replug(self, place: Place, device: Device) -> None:
        """Plugs it in again."""
        self.ask(Plug(place, device, plugged=True))

    def jam(self, place: Place, device: Device) -> None:
        """The keeper that has the device open now hangs for ever; opened anew, the device works."""
        self.ask(Jam(place, device))

    def hold(self, place: Place, device: Device) -> None:
        """Keepers of this device stand still, also new ones, until `release`."""
        self.ask(Hold(place, device, held=True))

    def release(self, place: Place, device: Device) -> None:
        """Lets held keepers go on."""
        self.ask(Hold(place, device, held=False))

    def line(self, place: Place, up: bool) -> None:
        """Cuts or mends the line to the outside, for whoever plays the line."""
        self.ask(Line(place, up))

    def listen(self, place: Place, after: int = 0, timeout_s: float = 5.0) -> Heard:
        """What the loudspeaker gives, once it has given more than `after` blocks."""
        heard = self.ask(Listen(place, after, timeout_s))
        assert isinstance(heard, Heard)
        return heard

    def load(self, place: Place, sheets: int) -> None:
        """So many sheets are in the printer's tray now; 0 takes the paper out."""
        self.ask(Load(place, sheets))

    def collect(self, place: Place, after: int = 0, timeout_s: float = 5.0) -> Printed:
        """The document that came out of the printer last, once more than `after` have."""
        printed = self.ask(Collect(place, after, timeout_s))
        assert isinstance(printed, Printed)
        return printed

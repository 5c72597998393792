"""What flows need from below, said without the libraries that do it. All methods are called on the GUI thread
and return at once; all events come back on the GUI thread."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from kiosk.domain.attendant_panel import NumberFound
from kiosk.domain.guide import Guides
from kiosk.domain.ids import EyeName
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.printing import PrintEvent
from kiosk.domain.privacy import Gate
from kiosk.domain.slip import Slip
from kiosk.domain.snapshot import Health
from kiosk.flows.circular_ports import (
    CircularEvent,
    CircularOpened,
    CircularsListed,
    CircularsPort,
    DeliveryStands,
    NoCirculars,
)
from kiosk.link.events import HubSaid, LinkDown, LinkEvent, LinkUp
from kiosk.media.events import (
    Connected,
    ConnectionLost,
    FirstPicture,
    LineMeasured,
    MediaEvent,
    PeerSaid,
    SignalOut,
)
from kiosk.speech.events import Heard, ReadingOver, SpeechEvent, VoiceReport
from kiosk.wire.hub import IceServer, ToHub
from kiosk.wire.peer import ToPeer

__all__ = [
    "CircularEvent",
    "CircularOpened",
    "CircularsListed",
    "CircularsPort",
    "ClockPort",
    "Connected",
    "ConnectionLost",
    "DeliveryStands",
    "EarPort",
    "EarReport",
    "EyeReport",
    "EyesPort",
    "FirstPicture",
    "Heard",
    "HubSaid",
    "LineMeasured",
    "LinkDown",
    "LinkEvent",
    "LinkPort",
    "LinkUp",
    "MediaEvent",
    "MediaPort",
    "NoCirculars",
    "NoNumber",
    "NoPrinter",
    "NoProgram",
    "NoStills",
    "NoVoice",
    "NumberAnswer",
    "NumberPort",
    "PeerSaid",
    "PrintReport",
    "PrinterPort",
    "ProgramPort",
    "ReadingOver",
    "SignalOut",
    "SlipReport",
    "SpeechEvent",
    "StillsPort",
    "TimerPort",
    "VoicePort",
    "VoiceReport",
    "WipePort",
]

# --- the link to the hub ------------------------------------------------------------------------


class LinkPort(Protocol):
    """The line to the hub."""

    def send(self, message: ToHub) -> bool:
        """Sends, or returns False when there is no line; nothing is queued for later here."""


# --- media --------------------------------------------------------------------------------------


class MediaPort(Protocol):
    """Pictures, voice and channels of one call at a time. The kiosk offers, the desk answers."""

    def begin(self, ice: tuple[IceServer, ...]) -> None:
        """A call exists; nothing is sent yet."""

    def offer(self, generation: int) -> None:
        """Replaces any connection by a new one and answers with SignalOut('offer')."""

    def signal(self, generation: int, kind: Literal["offer", "answer"], sdp: str) -> None:
        """SDP from the other end; stale generations are dropped. An offer brings SignalOut('answer')."""

    def send(self, message: ToPeer) -> None:
        """On the channel that the message belongs to; dropped when nothing is connected."""

    def forget(self, eye: EyeName) -> None:
        """Overwrites the last picture of a far eye that is not shown any more."""

    def put_aside(self, eye: EyeName) -> None:
        """Overwrites it as well, but nothing was hidden: stills of sheets that were seen before are kept."""

    def end(self) -> None:
        """Closes the connection and forgets every remote picture."""


class StillsPort(Protocol):
    """The other end's sheets as stills."""

    def show(self, sheet: int | None) -> None:
        """An older sheet is to be seen in the place of what lies there now; None: not any more. What is kept of which
        sheet is told by itself."""


class NoStills:
    """An end that takes none."""

    def show(self, sheet: int | None) -> None:
        """Nothing is there to be shown."""


# --- eyes and ear -------------------------------------------------------------------------------


@dataclass(frozen=True)
class EyeReport:
    """The eye itself says where its gate stands, how its camera does, and whether it is pretended."""

    eye: EyeName
    gate: Gate
    health: Health
    mock: bool


@dataclass(frozen=True)
class EarReport:
    """The same of the ear."""

    health: Health
    mock: bool


class EyesPort(Protocol):
    """Both cameras of this machine."""

    def set_gate(self, eye: EyeName, gate: Gate) -> None:
        """Asks the eye; an EyeReport confirms. Closing takes effect here at once, before the confirmation."""

    def show_sheet(self, number: int, shown: bool) -> None:
        """Lets a sheet under the document camera be seen wherever the gate lets a picture go, or not any more; what
        lies there confirms."""

    def look_for_phone(self, phone: PhoneHelp | None) -> None:
        """Whether a telephone lies under the document camera in place of a paper, and what of it stays covered. No
        picture that was taken before is handed out from this moment on; what lies there confirms."""

    def show_field(self, number: int, field: str) -> None:
        """Lets that one private field of a sheet be seen, and no other; an empty `field` closes it. What lies there
        confirms."""

    def keep_sheet(self, number: int, on: bool) -> None:
        """Keeps what the other end gets to see of that sheet from now on as a still, until the wipe; or lets go of it
        at once."""

    def pace(self, eye: EyeName, per_s: int) -> None:
        """Looks at so many pictures a second, at most; 0: at as many as planned."""

    def check_photo(self, on: bool) -> None:
        """Whether the face camera's eye says how somebody would look on a photo, where the gate lets the own screen
        have a picture."""

    def draw(self, eye: EyeName, on: bool) -> None:
        """Whether the own screen gets this eye's pictures where the gate lets it; what the other end sees stays."""


class EarPort(Protocol):
    """Microphone and playout of this machine."""

    def open_line(self, on: bool) -> None:
        """Lets voice pass both ways, or neither."""

    def set_volume(self, step: int) -> None:
        """Playout volume, 1 to 5."""

    def tone(self, name: Literal["key", "early", "turn", "still_there", "lost", "back", "attendant", "trial"]) -> None:
        """Plays one of the counter's own tones; only the trial is as loud as the other end's voice would be."""

    def far_level(self) -> float:
        """How loud the other end's voice is now, alone: an effective value of a tenth of a second, as a share of full
        scale; 0 while nothing is heard."""


class VoicePort(Protocol):
    """Reads aloud. What becomes of it is told by SpeechEvents."""

    def prepare(self, sentences: tuple[str, ...], slow: bool) -> None:
        """These may be read next; what begins them is made ahead."""

    def read(self, number: int, sentences: tuple[str, ...], slow: bool) -> None:
        """Reads them in this order; a reading before is over. `number` comes back in all that is told of it."""

    def hush(self) -> None:
        """Silent at once."""


class NoVoice:
    """An end that has none."""

    def prepare(self, sentences: tuple[str, ...], slow: bool) -> None:
        """Nobody will read them."""

    def read(self, number: int, sentences: tuple[str, ...], slow: bool) -> None:
        """Never asked: the flow knows that there is no voice."""

    def hush(self) -> None:
        """It is silent."""


# --- paper that comes out ------------------------------------------------------------------------


@dataclass(frozen=True)
class SlipReport:
    """So many sides of this slip lie ready to be looked at; 0: it cannot be made."""

    slip: Slip
    sides: int


@dataclass(frozen=True)
class PrintReport:
    """What happened to the job of that number."""

    number: int
    event: PrintEvent


class PrinterPort(Protocol):
    """The maker of slips and the printer behind it, on a thread of their own."""

    def make(self, slip: Slip, guides: Guides) -> None:
        """Makes the slip to be looked at; a SlipReport follows, unless a newer one is asked for meanwhile."""

    def print(self, number: int, slip: Slip, guides: Guides) -> None:
        """Makes and prints it; PrintReports of that number follow until it is printed or has failed."""

    def cancel(self) -> None:
        """Nothing more of the job comes out, and it is forgotten."""


class NoPrinter:
    """A desk, or a test without paper."""

    def make(self, slip: Slip, guides: Guides) -> None:
        """Nobody looks."""

    def print(self, number: int, slip: Slip, guides: Guides) -> None:
        """Nothing comes out."""

    def cancel(self) -> None:
        """Nothing was to come out."""


# --- the attendant --------------------------------------------------------------------------------

NumberAnswer = bool | NumberFound
"""Whether a number was the right one; or why none can be checked."""


class NumberPort(Protocol):
    """The attendant's number, checked away from the GUI thread."""

    def look(self, answered: Callable[[NumberFound], None]) -> None:
        """Tells whether there is a number that could be checked."""

    def check(self, number: str, answered: Callable[[NumberAnswer], None]) -> None:
        """Tells whether this is the number; takes about 100 ms, so that trying all of them takes too long."""


class NoNumber:
    """A desk, or a kiosk whose settings name no file for it."""

    def look(self, answered: Callable[[NumberFound], None]) -> None:
        """There is none."""
        answered(NumberFound.MISSING)

    def check(self, number: str, answered: Callable[[NumberAnswer], None]) -> None:
        """No number is right."""
        answered(NumberFound.MISSING)


class ProgramPort(Protocol):
    """The process that the flows run in."""

    def restart(self) -> None:
        """Stops in the ordinary way and starts anew with the same command line."""


class NoProgram:
    """A test, or a desk."""

    def restart(self) -> None:
        """Nothing runs that could be started anew."""


class WipePort(Protocol):
    """The end of every trace of a visit below the flows."""

    def wipe(self) -> None:
        """Ends the workers (warm ones take over), zeroes rings and slots; then tells the owner of the flows."""


class ClockPort(Protocol):
    """Time, so that tests own it."""

    def monotonic(self) -> float:
        """Seconds that never go back."""

    def now(self) -> datetime:
        """Local wall time, for what people read; never for waiting."""

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> "TimerPort":
        """Calls back on the GUI thread."""


class TimerPort(Protocol):
    """A pending call_later."""

    def cancel(self) -> None:
        """Never calls back; may be called twice."""

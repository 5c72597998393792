"""The truth of a program at one moment. Screens are functions of it; flows replace it; nobody changes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.domain.aloud import Aloud
from kiosk.domain.annotation import Canvas, InHand, Pointer
from kiosk.domain.attendant_panel import AttendantPanel
from kiosk.domain.booking import Booking
from kiosk.domain.call import CallState, EndReason
from kiosk.domain.card_days import CardDays
from kiosk.domain.chosen_slot import ChosenSlot
from kiosk.domain.circular import Circular
from kiosk.domain.circular_reading import AtCirculars
from kiosk.domain.city import City, Outcome, Section, Stop, Topic
from kiosk.domain.disclosure import Disclosure, FieldWish
from kiosk.domain.form import Form
from kiosk.domain.guide import Guides
from kiosk.domain.guiding import Guiding
from kiosk.domain.health_checks import HealthChecks
from kiosk.domain.ids import CallId, ClerkId, Side, TicketId, VisitId
from kiosk.domain.lending_desk import LendingDesk
from kiosk.domain.lent import LentThing
from kiosk.domain.lighting import Lit
from kiosk.domain.lying import Lying
from kiosk.domain.monitors import Plugged
from kiosk.domain.page import PageId, Surface
from kiosk.domain.page_list import PageList
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.photo import PhotoCheck
from kiosk.domain.practice import Practice
from kiosk.domain.printing import SlipStatus
from kiosk.domain.privacy import Gate
from kiosk.domain.promised_call import PromisedCall
from kiosk.domain.reading import Reading
from kiosk.domain.sample import ClerksSample
from kiosk.domain.sharing import SharingState
from kiosk.domain.taken_page import TakenPage
from kiosk.domain.visit import VisitState
from kiosk.domain.writing import Board, Writing


class HubState(StrEnum):
    """The line to the hub."""

    CONNECTING = "connecting"
    ONLINE = "online"
    OFFLINE = "offline"
    REFUSED = "refused"


class Health(StrEnum):
    """How a device does."""

    STARTING = "starting"
    OK = "ok"
    LOST = "lost"


class LineQuality(StrEnum):
    """The connection to the other end, in the words that a screen uses."""

    NONE = "none"
    GOOD = "good"
    WEAK = "weak"
    LOST = "lost"


class Question(StrEnum):
    """A question that stands over the screen until it is answered (never a modal dialog)."""

    LEAVE_QUEUE = "leave_queue"
    END_CALL = "end_call"
    STILL_THERE = "still_there"
    STILL_WAITING = "still_waiting"
    LEFT_SEAT = "left_seat"


class Hint(StrEnum):
    """What is missing when a key is pressed too early, or what could not be done."""

    NOTHING_WAITING = "nothing_waiting"
    CHOOSE_OUTCOME = "choose_outcome"
    TAKEN_BY_OTHER = "taken_by_other"
    NOT_IN_CALL = "not_in_call"
    CALL_FIRST_ENDS = "call_first_ends"
    HUB_AWAY = "hub_away"
    PAPER_CAMERA_AWAY = "paper_camera_away"
    PAGE_FULL = "page_full"
    NOTHING_TYPED = "nothing_typed"
    LINES_FULL = "lines_full"
    NO_SHEET_OPEN = "no_sheet_open"
    NO_OTHER_DESK = "no_other_desk"
    FIELD_KEPT = "field_kept"
    FIELD_WRITTEN = "field_written"
    SAMPLE_TOO_LONG = "sample_too_long"
    OLDER_PAGE = "older_page"
    PAGE_NOT_KEPT = "page_not_kept"
    NO_VOICE = "no_voice"
    NO_VOICE_IN_LANGUAGE = "no_voice_in_language"
    VOICE_AWAY = "voice_away"
    CLERK_SPEAKS = "clerk_speaks"
    STILL_PRINTING = "still_printing"
    SLOT_FULL = "slot_full"
    CIRCULAR_GONE = "circular_gone"


class ToolRow(StrEnum):
    """The keys below the resident's sheet: the way to the others, those to draw with, those to look closer."""

    CLOSED = "closed"
    DRAW = "draw"
    LOOK = "look"


_ACCEPTED = (CallState.TALKING, CallState.HOLDING, CallState.RECONNECTING)


@dataclass(frozen=True)
class EyeStatus:
    """One camera: the gate position that the eye itself has confirmed, and its health."""

    gate: Gate = Gate.SHUT
    health: Health = Health.STARTING
    mock: bool = False


@dataclass(frozen=True)
class SoundStatus:
    """Microphone and playout. `volume` is a step from 1 to 5; the names are those of the settings, "" for a mock.
    `checked`: somebody looks after them in a panel of their own."""

    health: Health = Health.STARTING
    volume: int = 3
    mock: bool = False
    microphone: str = ""
    loudspeaker: str = ""
    checked: bool = False


@dataclass(frozen=True)
class TheirDevices:
    """What the other end last said of its cameras and its sound."""

    face: Health = Health.STARTING
    document: Health = Health.STARTING
    sound: Health = Health.STARTING


@dataclass(frozen=True)
class LineStatus:
    """What the heartbeat measured. `rtt_ms` is None until known, `loss` is a share from 0 to 1."""

    quality: LineQuality = LineQuality.NONE
    rtt_ms: float | None = None
    loss: float | None = None
    lost_for_s: float = 0.0
    voice_heard: bool = True


@dataclass(frozen=True)
class Look:
    """How this visit wants to read: letters 1 to 3, contrast, language (a catalogue name)."""

    letters: int = 1
    high_contrast: bool = False
    language: str = "ja"


@dataclass(frozen=True)
class Ticket:
    """A place in the queue. `estimate_min` is None when nothing honest can be said. `passed_on`: another clerk takes
    over from the one who answered. `proof` is the hub's word for this place, to be shown to it after a restart."""

    id: TicketId
    number: int
    ahead: int
    estimate_min: int | None = None
    staffed: bool = True
    set_aside: bool = False
    passed_on: bool = False
    proof: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Call:
    """A call as one end sees it. `number`, `topic_title`, `stop_name` are what a desk shows of a resident."""

    id: CallId
    state: CallState
    clerk_name: str
    section_name: str
    number: int = 0
    topic_title: str = ""
    stop_name: str = ""
    started_s: float | None = None
    generation: int = 0
    connected: bool = False
    their_face_hidden: bool = False
    ended_because: EndReason | None = None


@dataclass(frozen=True)
class Sharing:
    """Both ends' papers. `paper_shown` is the tool on this screen, which もどる closes."""

    mine: SharingState = SharingState.CLOSED
    theirs: SharingState = SharingState.CLOSED
    paper_shown: bool = False


@dataclass(frozen=True)
class Ends:
    """What kiosk and desk have in common.

    `pointers` are the other end's. `front` is the shared page that this end looks at, `readings` how it looks at
    each. Lines of the other end up to the clock `caption_gone` do not stand in the caption strip any more. `lying` is
    what lies in a side's tray; a side that is not in it has an eye that knows the tray alone. `asked` is the number of
    the sheet for which 見せますか can be answered now. `disclosure` is the private field that lies open at this end,
    `wish` the one that the clerk asks for. `sharp`: the other end's paper is shown as a still of the sheet that rests,
    not as video. `preview_off`: this machine has no time to draw the own face; the other end sees it. `guiding`: where
    the resident is in one of the `guides`; at a desk it is known in a call alone, as `chosen_slot` is, the health check
    with which the resident came, `lent`, what was lent in this visit, and `promised`, when city hall rings back.
    `phone` is there while the resident's telephone lies under the van's camera in place of a paper.
    """

    city: City
    clock: datetime
    hub: HubState = HubState.CONNECTING
    refusal: str = ""
    call: Call | None = None
    sharing: Sharing = field(default_factory=Sharing)
    face_hidden: bool = False
    face: EyeStatus = field(default_factory=EyeStatus)
    document: EyeStatus = field(default_factory=EyeStatus)
    sound: SoundStatus = field(default_factory=SoundStatus)
    their_devices: TheirDevices = field(default_factory=TheirDevices)
    line: LineStatus = field(default_factory=LineStatus)
    question: Question | None = None
    hint: Hint | None = None
    profile: str = "normal"
    other_mocks: tuple[str, ...] = ()
    log_kept: bool = True
    marks: Canvas = field(default_factory=Canvas)
    tool: InHand | None = None
    pointers: tuple[Pointer, ...] = ()
    lying: Mapping[Side, Lying] = field(default_factory=dict)
    asked: int = 0
    sharp: bool = False
    preview_off: bool = False
    forms: Mapping[str, Form] = field(default_factory=dict, repr=False)
    guides: Guides = field(default_factory=Guides, repr=False)
    guiding: Guiding | None = None
    lit: Lit | None = None
    disclosure: Disclosure | None = None
    wish: FieldWish | None = None
    clerks_sample: ClerksSample | None = None
    front: Surface = "van"
    readings: Mapping[Surface, Reading] = field(default_factory=dict)
    together: bool = False
    full_screen: bool = False
    writing: Writing = field(default_factory=Writing)
    board: Board = field(default_factory=Board)
    caption_gone: int = 0
    chosen_slot: ChosenSlot | None = None
    lent: tuple[LentThing, ...] = ()
    promised: PromisedCall | None = None
    phone: PhoneHelp | None = None

    @property
    def mock_active(self) -> bool:
        """Whether any device is pretended; then the DEMO mark shows."""
        return self.face.mock or self.document.mock or self.sound.mock or bool(self.other_mocks)


@dataclass(frozen=True)
class KioskSnapshot(Ends):
    """Everything that the resident's monitor and the external monitor show.

    `outside` is the side whose paper the resident has let be shown on the external monitor, `outside_page` which one.
    `voice` is how the voice does that reads aloud, None where settings have none. `checks` are the health checks that
    can be booked, as the hub last told, `booking` where the resident is among them. `circulars` are those of the
    folder and the hub, None where settings want none, `circulars_heard` until when the hub is known to have had them
    so, `at_circulars` where the resident is among them. `photo` is there while somebody looks whether a photo would
    do. `taken` are the own sheets that go home on paper, `card_days` what was chosen to find the days of the own card,
    `phone_outside` whether the own telephone is shown to a class, `practice` how a gesture went that was tried.
    `cable`: there is a device through which a telephone's own picture comes.
    """

    visit: VisitState = VisitState.HOME
    visit_id: VisitId | None = None
    stop: Stop | None = None
    next_number: int | None = None
    serving_number: int | None = None
    topic: Topic | None = None
    section: Section | None = None
    ticket: Ticket | None = None
    outcome: Outcome | None = None
    rating: str | None = None
    look: Look = field(default_factory=Look)
    choosing_language: bool = False
    attendant_called: bool = False
    phone_number_shown: bool = False
    last_paper_at: datetime | None = None
    monitors: Plugged = field(default_factory=Plugged)
    outside: Side | None = None
    outside_page: PageId | None = None
    tools: ToolRow = ToolRow.CLOSED
    kana_shown: bool = False
    kana_plane: int = 0
    draft: str = ""
    slip: SlipStatus = field(default_factory=SlipStatus)
    voice: Health | None = None
    aloud: Aloud = field(default_factory=Aloud)
    panel: AttendantPanel = field(default_factory=AttendantPanel)
    checks: HealthChecks = field(default_factory=HealthChecks, repr=False)
    booking: Booking | None = None
    photo: PhotoCheck | None = None
    circulars: tuple[Circular, ...] | None = field(default=None, repr=False)
    circulars_heard: datetime | None = None
    at_circulars: AtCirculars | None = None
    taken: tuple[TakenPage, ...] = ()
    card_days: CardDays | None = None
    phone_outside: bool = False
    practice: Practice | None = None
    cable: bool = False


def visit_under_way(snapshot: KioskSnapshot) -> bool:
    """Whether somebody is served: who has only touched the glass has asked for nothing yet."""
    only_touched = snapshot.visit is VisitState.CHOOSING and snapshot.topic is None
    return snapshot.visit not in (VisitState.HOME, VisitState.WIPING) and not only_touched


@dataclass(frozen=True)
class Waiting:
    """One line of a desk's queue."""

    ticket: TicketId
    number: int
    topic_title: str
    area: str
    waited_s: int


@dataclass(frozen=True)
class Van:
    """One van as a desk sees it."""

    name: str
    area: str
    online: bool
    busy: bool


@dataclass(frozen=True)
class Mirror:
    """The state of the resident's screen, never its pixels."""

    screen: str = ""
    letters: int = 1
    high_contrast: bool = False
    attendant_called: bool = False
    question: str = ""


@dataclass(frozen=True)
class DeskSnapshot(Ends):
    """Everything that a clerk's window shows. `notes` are the clerk's own and go with the call."""

    clerk: ClerkId | None = None
    clerk_name: str = ""
    section_name: str = ""
    on_duty: bool = False
    queue: tuple[Waiting, ...] = ()
    vans: tuple[Van, ...] = ()
    mirror: Mirror = field(default_factory=Mirror)
    outcome_code: str | None = None
    must_choose_outcome: bool = False
    notes: str = ""
    phrases_shown: bool = False
    locked: bool = False
    page_list: PageList = field(default_factory=PageList)
    guides_shown: bool = False
    lending: LendingDesk = field(default_factory=LendingDesk)
    promises_shown: bool = False


def with_resident(desk: DeskSnapshot) -> bool:
    """Whether a resident has accepted the call, and it is not over: to nobody else is anything handed or promised."""
    return desk.call is not None and desk.call.state in _ACCEPTED

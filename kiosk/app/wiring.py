"""Builds one end, kiosk or desk, out of its settings: who is made of what, and who hears whom."""

import dataclasses
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.app.attendant_number import number_file
from kiosk.app.cameras import cable_plan, eye_plan, known_forms, paper_plan
from kiosk.app.circulars import Circulars, shelf_of
from kiosk.app.city_keeping import CityKeeping
from kiosk.app.guides import guides_of
from kiosk.app.lines import LinkLine, MediaLine
from kiosk.app.loops import GuiPost, MediaThread, QtClock
from kiosk.app.monitors import open_display
from kiosk.app.number_check import NumberCheck
from kiosk.app.printing import Printing
from kiosk.app.senses import Senses
from kiosk.app.settings import EndSettings, beside
from kiosk.app.slips import open_printer, slip_maker
from kiosk.app.sounds import ear_plan
from kiosk.app.voices import is_mock, lexicon_of, speech_plan
from kiosk.content.forms import KnownForm
from kiosk.content.toml import BadFile
from kiosk.domain.form import Form
from kiosk.domain.ids import EYES, EyeName, Role, other, side_of
from kiosk.domain.lying import Lying
from kiosk.domain.monitors import Plugged
from kiosk.domain.page import Page, sheet_id, tray_id
from kiosk.domain.page_list import Kept
from kiosk.domain.photo import PhotoCheck
from kiosk.domain.picture import Slot
from kiosk.domain.printing import SlipStatus
from kiosk.domain.shedding import Beat
from kiosk.domain.slip_sheet import MOST_SIDES
from kiosk.domain.snapshot import DeskSnapshot, Health, KioskSnapshot, SoundStatus
from kiosk.domain.thumbs import Thumbs
from kiosk.ear.ear import Ear
from kiosk.ear.ear import Report as EarSaid
from kiosk.eye.eye import Eye
from kiosk.eye.frames import Report as EyeSaid
from kiosk.eye.plan import EyePlan
from kiosk.flows.core import Ports
from kiosk.flows.desk import DeskFlows
from kiosk.flows.kiosk import KioskFlows
from kiosk.flows.ports import (
    CircularEvent,
    EarReport,
    EyeReport,
    HubSaid,
    LinkEvent,
    MediaEvent,
    NoCirculars,
    PrintReport,
    SlipReport,
    SpeechEvent,
)
from kiosk.flows.store import Store
from kiosk.link.plan import LinkPlan, LinkRefused
from kiosk.media.ends import Ends
from kiosk.reader.far_page import FarPage
from kiosk.records.secrets import read_token
from kiosk.speech.speech import Voice
from kiosk.wire.hub import VERSION, Hello, Welcome

log = logging.getLogger(__name__)

MEDIA_STOP_S = 2.0


@dataclass(frozen=True)
class Origin:
    """Where an end comes from: its role, its settings and the file they stood in."""

    role: Role
    settings: EndSettings
    config: Path


class End:
    """A kiosk or a desk without its windows. Made and used on the GUI thread."""

    def __init__(self, origin: Origin) -> None:
        """Checks everything that can be checked before anything is opened. Raises BadFile or NoSecret."""
        self.origin = origin
        settings = origin.settings
        self._post = GuiPost()
        self._clock = QtClock()
        self._media_thread = MediaThread()
        self._keeping = _keeping(origin)
        self.display = open_display(origin.settings, origin.config)
        self._forms = known_forms(settings, origin.config)
        self.shelf = guides_of(settings, origin.config)
        self.far_slots: dict[EyeName, Slot] = {eye: Slot() for eye in EYES}
        self.senses = Senses(
            {eye: self._eye(eye) for eye in EYES},
            Ear(ear_plan(origin.settings, origin.config), self._ear_said),
            self._wiped,
        )
        self._speech = speech_plan(settings, origin.config) if origin.role == "kiosk" else None
        self.senses.voice = self._voice()
        self.senses.far_slots = tuple(self.far_slots.values())
        self.slip_slots = tuple(Slot() for _ in range(MOST_SIDES))
        self._printing = Printing(
            slip_maker(self.senses.eyes["document"].stills.kept.pieces),
            open_printer(settings, origin.config),
            self.slip_slots,
            self._print_said,
        )
        self.senses.printing = self._printing if origin.role == "kiosk" else None
        self.circular_slot = Slot()
        self.senses.circulars = self._circulars()
        self._theirs = other(side_of(origin.role))
        self._far_page = FarPage(self._theirs, self.far_slots["document"], self._sharp_said, self._page_of)
        self._far_page.keeps = origin.role == "desk"
        self._far_page.on_kept = self._kept_said
        self.senses.far_page = self._far_page
        self._link = LinkLine(self._media_thread, _link_plan(origin), self._link_said)
        self._media = MediaLine(self._media_thread, self._media_said)
        self._number = NumberCheck(number_file(settings, origin.config), self._post.post)
        self.on_restart: Callable[[], None] = _nothing
        """What the attendant's 動かしなおす does; whoever runs the process says how."""
        ports = Ports(
            self._link,
            self._media,
            self.senses,
            self.senses,
            self._clock,
            self._far_page,
            self._printing,
            self.senses,
            self._number,
            self,
            self.senses.circulars or NoCirculars(),
        )
        self.flows = self._flows(settings, ports)

    def _eye(self, name: EyeName) -> Eye:
        """Only the document eye's beat is a measure: it has the most to do, and is first to miss what it cannot do."""
        plan = _eye_plan(self.origin, name, self._forms)
        beat = self._beat_said if name == "document" else None
        return Eye(plan, self._eye_said, self._lying_said, beat, self._photo_said)

    def _voice(self) -> Voice | None:
        """Only residents are read to."""
        if self._speech is None:
            return None
        words = lexicon_of(self.origin.settings, self.origin.config)
        return Voice(self._speech, words, self.senses.ear.aloud, self._voice_said)

    def _circulars(self) -> Circulars | None:
        shelf = shelf_of(self.origin.settings, self.origin.config, lambda: self._clock.now().date())
        if shelf is None or self.origin.role != "kiosk":
            return None
        return Circulars(shelf, self.circular_slot, self._circulars_said)

    def _flows(self, settings: EndSettings, ports: Ports) -> KioskFlows | DeskFlows:
        city, clock = self._keeping.first(), self._clock.now().replace(second=0, microsecond=0)
        sound = SoundStatus(
            microphone=str(settings.devices.sound.get("input", "")),
            loudspeaker=str(settings.devices.sound.get("output", "")),
        )
        forms: dict[str, Form] = {known.form.id: known.form for known in self._forms}
        lying = {side_of(self.origin.role): Lying()} if settings.paper is not None else {}
        guides = self.shelf.guides()
        if self.origin.role == "desk":
            desk = DeskSnapshot(
                city=city,
                clock=clock,
                profile=settings.profile,
                sound=sound,
                forms=forms,
                guides=guides,
                lying=lying,
            )
            return DeskFlows(Store(desk), ports, settings.idle)
        stop = city.stop(settings.hub.stop) if settings.hub.stop else None
        kiosk = KioskSnapshot(
            city=city,
            clock=clock,
            profile=settings.profile,
            stop=stop,
            sound=sound,
            forms=forms,
            guides=guides,
            monitors=Plugged(embedded=False),
            other_mocks=self._other_mocks(),
            lying=lying,
            slip=SlipStatus(printer=settings.devices.printer is not None),
            voice=Health.STARTING if self.senses.voice is not None else None,
            circulars=() if self.senses.circulars is not None else None,
            cable=settings.devices.phone_cable is not None,
        )
        return KioskFlows(Store(kiosk), ports, self.senses, settings.idle)

    def _other_mocks(self) -> tuple[str, ...]:
        """Those that have no place of their own in the snapshot."""
        speech = is_mock(self._speech)
        pretended = {"display": self.display.mock, "printer": self._printing.mock, "speech": speech}
        return tuple(name for name, mock in pretended.items() if mock)

    @property
    def far_thumbs(self) -> Thumbs:
        """How the other end's sheets look."""
        return self._far_page.thumbs

    def _page_of(self, sheet: int) -> Page | None:
        """Any thread: a snapshot does not change."""
        return self.flows.store.snapshot.marks.pages.get(sheet_id(self._theirs, sheet))

    def start(self) -> None:
        """Opens devices behind shut gates, loads the media engine, and looks for the hub."""
        self.senses.start()
        if self.senses.printing is not None:
            self.senses.printing.start()
        if self.senses.circulars is not None:
            self.senses.circulars.start()
        self._media_thread.start()
        self._link.start()
        self._media.start(self._media_ends)

    def restart(self) -> None:
        """See ProgramPort."""
        self.on_restart()

    def stop(self) -> None:
        """Devices and lines at the same time; a media thread that does not end in MEDIA_STOP_S is left to the end of
        the process."""
        devices = threading.Thread(target=self.senses.stop, name="stop")
        devices.start()
        self._media.end()
        self._number.stop()
        self._far_page.end()
        self._link.stop()
        if not self._media_thread.stop(MEDIA_STOP_S):
            log.warning("the media thread did not end in time")
        if self.senses.circulars is not None:
            self.senses.circulars.end()
            circulars = self.senses.circulars
            if not (circulars.ended(MEDIA_STOP_S) and circulars.delivered(MEDIA_STOP_S)):
                log.warning("the reader of circulars did not end in time")
        if not self._far_page.ended(MEDIA_STOP_S):
            log.warning("the reader did not end in time")
        devices.join()

    def clock_tick(self) -> None:
        """Once a second."""
        self.flows.on_clock(self._clock.now())

    def log_trouble(self, trouble: bool) -> None:
        """Any thread: the log has no room, or has again."""
        self._post.post(lambda: self.flows.on_log(not trouble))

    # --- from other threads to the GUI thread ---

    def _eye_said(self, report: EyeSaid) -> None:
        event = EyeReport(report.eye, report.gate, report.health, report.mock)
        self._post.post(lambda: self.flows.on_eye(event))

    def _lying_said(self, lying: Lying) -> None:
        self._post.post(lambda: self.flows.on_lying(lying))

    def _photo_said(self, seen: PhotoCheck) -> None:
        flows = self.flows
        if isinstance(flows, KioskFlows):
            self._post.post(lambda: flows.tools.photo.on_seen(seen))

    def _beat_said(self, beat: Beat) -> None:
        self._post.post(lambda: self.flows.on_beat(beat))

    def _sharp_said(self, sharp: bool) -> None:
        self._post.post(lambda: self.flows.on_sharp(sharp))

    def _kept_said(self, kept: Mapping[int, Kept]) -> None:
        flows = self.flows
        if isinstance(flows, DeskFlows):
            self._post.post(lambda: flows.on_kept(kept))

    def _ear_said(self, report: EarSaid) -> None:
        event = EarReport(report.health, report.mock)
        self._post.post(lambda: self.flows.on_ear(event))

    def _print_said(self, report: SlipReport | PrintReport) -> None:
        flows = self.flows
        if isinstance(flows, KioskFlows):
            self._post.post(lambda: flows.on_printing(report))

    def _circulars_said(self, event: CircularEvent) -> None:
        flows = self.flows
        if isinstance(flows, KioskFlows):
            self._post.post(lambda: flows.on_circulars(event))

    def _voice_said(self, event: SpeechEvent) -> None:
        flows = self.flows
        if isinstance(flows, KioskFlows):
            self._post.post(lambda: flows.on_voice(event))

    def _link_said(self, event: LinkEvent) -> None:
        self._post.post(lambda: self._on_link(event))

    def _media_said(self, event: MediaEvent) -> None:
        self._post.post(lambda: self.flows.on_media(event))

    def _wiped(self) -> None:
        flows = self.flows
        if isinstance(flows, KioskFlows):
            self._post.post(flows.on_wiped)

    def _on_link(self, event: LinkEvent) -> None:
        if isinstance(event, HubSaid) and isinstance(event.message, Welcome):
            city = self._keeping.take(event.message.city_toml)
            if city is not None:
                self.flows.on_city(city)
        self.flows.on_link(event)

    def _media_ends(self) -> Ends:
        return Ends(
            pictures={eye: self.senses.eyes[eye].send for eye in EYES},
            voice=self.senses.ear.source,
            loudspeaker=self.senses.ear.sink,
            slots=self.far_slots,
            stills=self.senses.eyes["document"].stills if self.origin.settings.paper is not None else None,
            far_stills=self._far_page,
            far_stills_from_the_start=self.origin.role == "desk",
        )


def _nothing() -> None:
    """Nobody runs this end who could start it anew."""


def _keeping(origin: Origin) -> CityKeeping:
    files = origin.settings.city
    kept = beside(origin.config, files.kept) if files.kept else None
    return CityKeeping(beside(origin.config, files.file), kept)


def _eye_plan(origin: Origin, eye: EyeName, forms: Sequence[KnownForm]) -> EyePlan:
    if eye == "face":
        return eye_plan(origin.settings, origin.config, eye)
    side = side_of(origin.role)
    plan = eye_plan(origin.settings, origin.config, eye, tray_id(side))
    return dataclasses.replace(
        plan,
        paper=paper_plan(origin.settings, origin.config, forms, side),
        cable=cable_plan(origin.settings, origin.config) if origin.role == "kiosk" else None,
    )


def _link_plan(origin: Origin) -> LinkPlan:
    line = origin.settings.hub
    token = read_token(line.device, beside(origin.config, line.token_file) if line.token_file else None)
    hello = Hello(VERSION, origin.role, line.device, token, origin.settings.profile, line.stop)
    try:
        return LinkPlan(line.url, hello)
    except LinkRefused as error:
        raise BadFile(f"{origin.config}: hub.url: {error}") from None

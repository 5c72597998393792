"""The kiosk's flows together: one place where every intent and every event finds its verb."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from kiosk.domain import guide_intents as guide
from kiosk.domain import intents
from kiosk.domain import sheet_intents as sheet
from kiosk.domain.aloud import Spoken
from kiosk.domain.aloud_intents import AloudIntent
from kiosk.domain.attendant_intents import PanelIntent
from kiosk.domain.booking_intents import BookingIntent
from kiosk.domain.call import EndReason
from kiosk.domain.circular_intents import CircularIntent
from kiosk.domain.city import City
from kiosk.domain.intents import Intent
from kiosk.domain.lying import Lying
from kiosk.domain.monitors import Plugged
from kiosk.domain.phone_intents import PhoneIntent
from kiosk.domain.printing import RUNNING
from kiosk.domain.privacy import IdleRules
from kiosk.domain.shedding import Beat
from kiosk.domain.snapshot import Hint, HubState, KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.attendant import AttendantFlow
from kiosk.flows.attendant_panel import AttendantPanelFlow
from kiosk.flows.booking import BookingFlow
from kiosk.flows.calling import CallFlow
from kiosk.flows.chosen_slot import ChosenSlotFlow
from kiosk.flows.circulars import CircularFlow
from kiosk.flows.core import Core, Ports
from kiosk.flows.devices import DeviceFlow
from kiosk.flows.gates import GateFlow
from kiosk.flows.guide_tools import GuideToolIntent, GuideToolsFlow
from kiosk.flows.guiding import GuideFlow
from kiosk.flows.hub_words import HubWords
from kiosk.flows.idle import IdleFlow
from kiosk.flows.lent import LentFlow
from kiosk.flows.look import LookFlow
from kiosk.flows.mirror import MirrorFlow
from kiosk.flows.monitors import MonitorFlow
from kiosk.flows.paper import PaperFlow
from kiosk.flows.phone_help import PhoneHelpFlow
from kiosk.flows.ports import (
    CircularEvent,
    DeliveryStands,
    Heard,
    HubSaid,
    LinkDown,
    LinkEvent,
    LinkUp,
    MediaEvent,
    PeerSaid,
    PrintReport,
    SlipReport,
    SpeechEvent,
    WipePort,
)
from kiosk.flows.printing import PrintingFlow
from kiosk.flows.promised_call import PromisedCallFlow
from kiosk.flows.questions import QuestionFlow
from kiosk.flows.reading_aloud import ReadingAloudFlow
from kiosk.flows.sharing import SharingFlow
from kiosk.flows.shedding import SheddingFlow
from kiosk.flows.sheet import SheetFlow, SheetMessage
from kiosk.flows.store import Store
from kiosk.flows.visiting import Below, VisitFlow
from kiosk.wire import peer


class KioskFlows:
    """Everything that a resident can do and that can happen to a kiosk. GUI thread only."""

    def __init__(self, store: Store[KioskSnapshot], ports: Ports, wipe: WipePort, rules: IdleRules) -> None:
        self.store = store
        self._core = core = Core("kiosk", store, ports)
        self._gates = GateFlow(core)  # before all that asks an eye for more: a gate closes first
        self.call = CallFlow(core, rules)
        self.sharing = SharingFlow(core)
        self.sheet = SheetFlow(core)
        self.paper = PaperFlow(core)
        self.guide = GuideFlow(core)
        self.phone = PhoneHelpFlow(core, self.sharing)
        self.booking = BookingFlow(core)
        self.chosen = ChosenSlotFlow(core)
        self.lent = LentFlow(core)
        self.promised = PromisedCallFlow(core)
        self.tools = GuideToolsFlow(core)
        self.circulars = CircularFlow(core)
        self.sheet.private.on_laid, self.sheet.private.on_settled = self.sharing.lay_open, self.sharing.let_be_seen
        self.paper.on_yes, self.paper.on_no = self.sharing.let_be_seen, self.sharing.hide_paper
        self.sharing.on_call_ended = self._forget_pages
        self.visit = VisitFlow(core, Below(self.call, self.sharing, self._gates, wipe))
        self.words = HubWords(core, self.visit, self.call, self.guide)
        self.questions = QuestionFlow(core, self.visit, self.call)
        self.look = LookFlow(core, self.visit)
        self.idle = IdleFlow(core, self.visit, rules)
        self.attendant = AttendantFlow(core, rules)
        self.printing = PrintingFlow(core, self.attendant.call)
        self.panel = AttendantPanelFlow(core, self.visit.idled_out, self.printing.paper_in, self.sharing.covered)
        self.mirror = MirrorFlow(core)
        self.devices = DeviceFlow(core)
        self.shedding = SheddingFlow(core)
        self.monitors = MonitorFlow(core, self.visit)
        self.aloud = ReadingAloudFlow(core)
        self.call.on_connected = self._connected
        self.on_eye, self.on_ear = self.devices.on_eye, self.devices.on_ear
        self._verbs, self._flows = self._list_verbs(), self._list_flows()
        self._peers = self._list_peer_words()

    # --- intents ---

    def do(self, intent: Intent) -> None:
        """What a person asked for. An intent that does not fit where the visit stands changes nothing."""
        if isinstance(intent, intents.ChooseTopic):
            self.visit.choose(intent.topic)
        elif isinstance(intent, intents.Answer):
            self.questions.answer(intent.yes)
        elif isinstance(intent, intents.LetBeSeen):
            (self.paper if self._core.now.disclosure is None else self.sheet.private).answer(intent.yes)
        elif isinstance(intent, intents.ChooseLanguage):
            self.look.choose_language(intent.language)
        elif isinstance(intent, intents.Rate):
            self._core.store.change(rating=intent.face)
        elif (flow := next((flow for kind, flow in self._flows if isinstance(intent, kind)), None)) is not None:
            flow.do(intent)
        elif (verb := self._verbs.get(type(intent))) is not None:
            verb()
        self.idle.restart()
        self.panel.touched()

    def _list_flows(self) -> tuple[tuple[Any, Any], ...]:
        """Kinds of intents, and the flow that does all of a kind."""
        return (
            (intents.SoundIntent, self.devices),
            (intents.SlipIntent, self.printing),
            (sheet.SheetIntent, self.sheet),
            (guide.GuideIntent, self.guide),
            (BookingIntent, self.booking),
            (GuideToolIntent, self.tools),
            (CircularIntent, self.circulars),
            (PhoneIntent, self.phone),
            (AloudIntent, self.aloud),
            (PanelIntent, self.panel),
        )

    def _list_verbs(self) -> dict[type, Callable[[], None]]:
        return {
            intents.Touched: self.visit.touched,
            intents.Confirm: self._confirm,
            guide.TalkToClerk: self.visit.talk,
            intents.GoBack: self._back,
            intents.GoHome: self._home,
            intents.LeaveQueue: self.questions.leave,
            intents.QueueAgain: self.visit.queue_again,
            intents.StartTalking: self.call.accept,
            intents.ShowPaper: self.sharing.show_paper,
            intents.HidePaper: self.sharing.hide_paper,
            intents.ShowOutside: self.monitors.show_outside,
            intents.HideOutside: self.monitors.hide_outside,
            intents.HideFace: partial(self.sharing.hide_face, True),
            intents.ShowFace: partial(self.sharing.hide_face, False),
            intents.Louder: self.devices.louder,
            intents.EndCall: self.questions.end,
            intents.CallAttendant: self.attendant.call,
            intents.CancelAttendant: self.attendant.over,
            intents.AttendantCame: self.attendant.over,
            intents.ShowPhoneNumber: self._show_phone_number,
            intents.Finish: self._finish,
            intents.LargerLetters: self.look.larger_letters,
            intents.ToggleContrast: self.look.toggle_contrast,
            intents.OpenLanguages: self.look.open_languages,
        }

    def _confirm(self) -> None:
        """Who waits is shown his place first; the guide is one touch away."""
        self.visit.confirm()
        if self._core.now.visit is VisitState.WAITING:
            self.guide.put_aside()

    def _back(self) -> None:
        """もどる: what was opened last closes first."""
        if self._close_panel():
            return
        now = self._core.now
        if now.visit is VisitState.ALONE and self._back_alone():
            return
        if now.visit is VisitState.WAITING and now.call is None and self.guide.put_aside():
            return
        if now.visit is VisitState.ASKING:
            self.visit.back()
        else:
            self._home()

    def _back_alone(self) -> bool:
        return any(
            leave()
            for leave in (self.phone.back, self.tools.back, self.booking.back, self.circulars.back, self.guide.back)
        )

    def _close_panel(self) -> bool:
        closes = (self.look.close_languages, self.panel.close, self.devices.close_check, self.printing.close_large)
        return any(close() for close in closes)

    def _home(self) -> None:
        now = self._core.now
        if now.visit is VisitState.TALKING and (self.guide.put_aside() or self.sheet.close_one()):
            return
        if now.visit is VisitState.TALKING and now.sharing.paper_shown:
            self.sharing.close_tool()
        elif now.visit is VisitState.TALKING:
            self._core.hint(Hint.CALL_FIRST_ENDS)
        elif now.visit is VisitState.FINISHING:
            self._finish()
        elif now.visit is VisitState.WAITING:
            self.questions.leave()
        else:
            self.visit.home()

    def _finish(self) -> None:
        """Who asked for paper gets it first; a print that does not end fails by itself."""
        if self._core.now.slip.state in RUNNING:
            self._core.hint(Hint.STILL_PRINTING)
        else:
            self.visit.done()

    def _show_phone_number(self) -> None:
        self._core.store.change(phone_number_shown=not self._core.now.phone_number_shown)

    # --- events ---

    def on_link(self, event: LinkEvent) -> None:
        """The line to the hub changed, or the hub said something."""
        if isinstance(event, LinkUp):
            self._core.store.change(hub=HubState.ONLINE, refusal="")
            self.visit.link_up()
            self.call.on_link_up()
        elif isinstance(event, LinkDown):
            state = HubState.REFUSED if event.refused else HubState.OFFLINE
            self._core.store.change(hub=state, refusal=event.refused)
        elif isinstance(event, HubSaid):
            self.words.hear(event.message)

    def on_media(self, event: MediaEvent) -> None:
        """The connection to the desk."""
        if isinstance(event, PeerSaid):
            self._peer_said(event.message)
        else:
            self.call.on_media(event)

    def _peer_said(self, message: peer.ToPeer) -> None:
        if not self.call.live:
            return
        if isinstance(message, SheetMessage):
            self.sheet.theirs(message)
        elif (hear := self._peers.get(type(message))) is not None:
            hear(message)

    def _list_peer_words(self) -> dict[type, Callable[[Any], None]]:
        return {
            peer.Paper: self.sharing.theirs,
            peer.PaperPlease: lambda _: self.sharing.asked_for_paper(),
            peer.Face: self.sharing.their_face,
            peer.Held: lambda held: self.call.hold(held.on),
            peer.HungUp: self._hung_up_there,
            peer.Devices: self.devices.theirs,
            peer.LeftSeat: lambda _: self.idle.left_seat(),
            peer.Lies: self.paper.theirs,
            peer.GuideAt: self.guide.theirs,
            peer.SlotAsked: self.chosen.theirs,
            peer.LentThings: self.lent.theirs,
            peer.CallPromised: self.promised.theirs,
        }

    def _hung_up_there(self, word: peer.HungUp) -> None:
        if word.reason != EndReason.PASSED_ON:
            self.words.hung_up(word)  # only the hub knows whether another desk goes on with it

    def _connected(self) -> None:
        self.sharing.tell_all()
        self.paper.tell_all()
        self.mirror.tell()
        for flow in (self.sheet, self.guide, self.chosen, self.lent, self.promised, self.phone):
            flow.tell_all()

    def _forget_pages(self) -> None:
        self.sheet.forget()
        self.paper.forget()
        self.guide.call_ended()
        self.chosen.call_ended()
        self.promised.call_ended()

    def on_lying(self, lying: Lying) -> None:
        """What the document camera of this end has under it."""
        self.paper.on_lying(lying)

    def on_sharp(self, sharp: bool) -> None:
        """Whether the other end's paper is shown as a still of the sheet that rests."""
        self.paper.on_sharp(sharp)

    def on_beat(self, beat: Beat) -> None:
        """Whether the document camera's eye has time for what it should look at."""
        self.shedding.on_beat(beat)

    def on_printing(self, report: SlipReport | PrintReport) -> None:
        """The slip is made, or the printer says something."""
        if isinstance(report, SlipReport):
            self.printing.on_slip(report)
        else:
            self.printing.on_print(report)

    def on_voice(self, event: SpeechEvent) -> None:
        """The voice of this kiosk. Who is read to is there."""
        self.aloud.on_voice(event)
        if isinstance(event, Heard):
            self.idle.restart()

    def on_circulars(self, event: CircularEvent) -> None:
        """The list of circulars, what is in one of them, or how far it is with those of the hub."""
        if isinstance(event, DeliveryStands):
            self.words.delivery.on_stands(event)
        else:
            self.circulars.on_circulars(event)

    def on_shown(self, spoken: Spoken) -> None:
        """What the resident's screen says now."""
        self.aloud.on_shown(spoken)

    def on_monitors(self, plugged: Plugged) -> None:
        """A monitor of this kiosk came or went."""
        self.monitors.on_monitors(plugged)

    def on_wiped(self) -> None:
        """The layers below have confirmed a wipe."""
        self.visit.wiped()

    def on_log(self, kept: bool) -> None:
        """Whether log lines find room."""
        self._core.store.change(log_kept=kept)

    def on_clock(self, now: datetime) -> None:
        """Wall time, each second; the screens show minutes."""
        self._core.store.change(clock=now.replace(second=0, microsecond=0))

    def on_city(self, city: City) -> None:
        """The hub's city file, checked; it may differ from the one kept for offline."""
        stop = self._core.now.stop
        self._core.store.change(city=city, stop=city.stop(stop.id) if stop else None)

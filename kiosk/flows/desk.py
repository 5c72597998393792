"""The desk's flows together: answer, hold, ask for the paper, show one's own, end with an outcome."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from kiosk.domain import guide_intents as guide
from kiosk.domain import intents
from kiosk.domain import sheet_intents as sheet
from kiosk.domain.call import EndReason
from kiosk.domain.chosen_slot import AnswerSlot
from kiosk.domain.city import City
from kiosk.domain.ids import CallId, ClerkId
from kiosk.domain.intents import Intent
from kiosk.domain.lending_desk import LendingIntent, ShowLending
from kiosk.domain.lying import Lying
from kiosk.domain.page_list import Kept
from kiosk.domain.privacy import IdleRules
from kiosk.domain.promised_call import PromiseCall, ShowPromises
from kiosk.domain.sharing import SharingState
from kiosk.domain.shedding import Beat
from kiosk.domain.snapshot import DeskSnapshot, Hint, HubState, Mirror, with_resident
from kiosk.flows.calling import CallFlow
from kiosk.flows.chosen_slot import ChosenSlotFlow
from kiosk.flows.closing import ClosingFlow
from kiosk.flows.core import Core, Ports
from kiosk.flows.devices import DeviceFlow
from kiosk.flows.duty import DutyFlow
from kiosk.flows.gates import GateFlow
from kiosk.flows.guiding import GuideFlow
from kiosk.flows.lending import LendingFlow
from kiosk.flows.lent import LentFlow
from kiosk.flows.locking import LockFlow
from kiosk.flows.page_list import PageListFlow
from kiosk.flows.paper import PaperFlow
from kiosk.flows.ports import EarReport, EyeReport, HubSaid, LinkDown, LinkEvent, LinkUp, MediaEvent, PeerSaid
from kiosk.flows.promised_call import PromisedCallFlow
from kiosk.flows.sharing import SharingFlow
from kiosk.flows.shedding import SheddingFlow
from kiosk.flows.sheet import SheetFlow, SheetMessage
from kiosk.flows.store import Store
from kiosk.wire import hub as wire
from kiosk.wire import peer


class DeskFlows:
    """Everything that a clerk can do and that can happen to a desk. GUI thread only."""

    def __init__(self, store: Store[DeskSnapshot], ports: Ports, rules: IdleRules) -> None:
        self.store = store
        self._core = core = Core("desk", store, ports)
        self._gates = GateFlow(core)
        self.call = CallFlow(core, rules)
        self.sharing = SharingFlow(core)
        self.sheet = SheetFlow(core)
        self.paper = PaperFlow(core)
        self.guide = GuideFlow(core)
        self.chosen = ChosenSlotFlow(core)
        self.lent = LentFlow(core)
        self.lending = LendingFlow(core, self.lent)
        self.promised = PromisedCallFlow(core)
        self.pages = PageListFlow(core, self.sheet)
        self.paper.on_yes, self.paper.on_no = self.sharing.let_be_seen, self.sharing.hide_paper
        self.sharing.on_call_ended = self._forget_pages
        self.devices = DeviceFlow(core)
        self.shedding = SheddingFlow(core)
        self.duty = DutyFlow(core, self.call)
        self.closing = ClosingFlow(core, self.call)
        self.locking = LockFlow(core, self.call, self.duty)
        self.call.on_connected = self._connected
        self.call.on_ended = self._call_ended
        self._verbs: dict[type, Callable[[], None]] = {
            intents.ShowPaper: self._in_call(self._show_paper),
            intents.HidePaper: self.sharing.hide_paper,
            intents.GoBack: self._in_call(self.sharing.close_tool),
            intents.AskForPaper: self._in_call(self.sharing.ask_for_paper),
            intents.HideFace: self._in_call(self._hide_face),
            intents.ShowFace: self._in_call(self._show_face),
            intents.Louder: self.devices.louder,
            intents.Hold: self._in_call(self._hold),
            intents.Resume: self._in_call(self._resume),
            intents.PassOn: self.closing.pass_on,
            intents.EndCall: self.closing.end_call,
            intents.ResidentLeft: self._in_call(self._resident_left),
            intents.Lock: self.locking.lock,
            intents.Unlock: self.locking.unlock,
        }

    # --- intents ---

    def do(self, intent: Intent) -> None:
        """What the clerk asked for."""
        self.locking.touched()
        match intent:
            case intents.TakeDuty(on):
                self.duty.take(on)
            case intents.AnswerNext(ticket):
                self.duty.answer(ticket)
            case intents.ChooseOutcome(code):
                self.closing.choose_outcome(code)
            case intents.WriteNotes(text):
                self.closing.write_notes(text)
            case intents.ShowPhrases(on):
                self._show_phrases(on)
            case intents.CheckSound() | intents.SetVolume() | intents.TrySound():
                self.devices.do(intent)
            case intents.LetBeSeen(yes):
                self.paper.answer(yes)
            case sheet.Say():
                self.sheet.do(intent)
                self._core.store.change(phrases_shown=False)
            case _ if isinstance(intent, guide.GuideIntent):
                self._in_call(partial(self.guide.do, intent))()
            case AnswerSlot():
                self._in_call(partial(self.chosen.answer, intent))()
            case _ if isinstance(intent, LendingIntent):
                self.lending.do(intent)
                self._core.store.change(promises_shown=False)
            case ShowPromises(on):
                self._show_promises(on)
            case PromiseCall():
                self._promise(intent)
            case guide.ShowGuides(on):
                self._core.store.change(guides_shown=on)
            case sheet.ShowPage(number):
                self.pages.show(number)
            case _ if isinstance(intent, sheet.SheetIntent):
                self._ask_of_sheet(intent)
            case _ if (verb := self._verbs.get(type(intent))) is not None:
                verb()

    def _ask_of_sheet(self, intent: sheet.SheetIntent) -> None:
        """What is asked of a page that stood behind the guides brings it in front of them."""
        if isinstance(intent, sheet.BringToFront | sheet.TouchField):
            self._core.store.change(guides_shown=False)
        if not self.pages.takes(intent):
            self.sheet.do(intent)

    def _in_call(self, verb: Callable[[], None]) -> Callable[[], None]:
        def only_in_call() -> None:
            if self.call.live:
                verb()
            else:
                self._core.hint(Hint.NOT_IN_CALL)

        return only_in_call

    def _show_phrases(self, on: bool) -> None:
        if on and not self.call.live:
            self._core.hint(Hint.NOT_IN_CALL)
        else:
            self._core.store.change(phrases_shown=on)

    def _show_promises(self, on: bool) -> None:
        """In the place of the panel of what is lent: both lie over the sheets."""
        if on:
            self.lending.do(ShowLending(on=False))
        self._core.store.change(promises_shown=on)

    def _promise(self, intent: PromiseCall) -> None:
        if with_resident(self._core.now):
            self.promised.promise(intent)
        else:
            self._core.hint(Hint.NOT_IN_CALL)

    def _show_paper(self) -> None:
        """What lies open on the own screen alone is what the clerk has to look at now; the other end hears nothing."""
        self.sharing.show_paper()
        if self._core.now.sharing.mine is SharingState.ASKING:
            self._core.store.change(front="office", full_screen=False)

    def _hide_face(self) -> None:
        self.sharing.hide_face(True)

    def _show_face(self) -> None:
        self.sharing.hide_face(False)

    def _hold(self) -> None:
        self.call.hold(True)

    def _resume(self) -> None:
        self.call.hold(False)

    def _resident_left(self) -> None:
        self._core.ports.media.send(peer.LeftSeat())

    # --- events ---

    def on_link(self, event: LinkEvent) -> None:
        """The line to the hub changed, or the hub said something."""
        if isinstance(event, LinkUp):
            self._core.store.change(hub=HubState.ONLINE, refusal="")
            self.duty.link_up()
            self.lending.link_up()
            self.call.on_link_up()
        elif isinstance(event, LinkDown):
            state = HubState.REFUSED if event.refused else HubState.OFFLINE
            self._core.store.change(hub=state, refusal=event.refused, queue=(), vans=())
        elif isinstance(event, HubSaid):
            self._hub_said(event.message)

    def _hub_said(self, message: wire.FromHub) -> None:
        match message:
            case wire.Welcome():
                self._welcomed(message)
            case wire.Queue():
                self.duty.queued(message)
            case wire.Vans():
                self.duty.vans(message)
            case wire.Claimed():
                self.duty.claimed(message)
            case wire.ClaimLost():
                self.duty.claim_lost(message)
            case wire.Accepted():
                self.call.accept()
            case wire.NotPassedOn(call):
                self.closing.not_passed_on(call)
            case wire.Signal():
                self.call.on_signal(message)
            case wire.OnLoan():
                self.lending.on_loan(message)
            case wire.Lent():
                self.lending.lent(message)
            case wire.GivenBack():
                self.lending.given_back(message)
            case wire.NotLent():
                self.lending.not_lent(message)
            case wire.Ended():
                self.call.hung_up_there(CallId(message.call), message.reason)

    def _welcomed(self, welcome: wire.Welcome) -> None:
        section = self._core.now.city.section(welcome.section or "")
        self._core.store.change(
            clerk=ClerkId(welcome.clerk) if welcome.clerk else None,
            clerk_name=welcome.clerk_name,
            section_name=section.name if section else "",
        )

    def _call_ended(self, reason: EndReason) -> None:
        self.sharing.call_ended()
        self.closing.call_ended(reason)

    def on_media(self, event: MediaEvent) -> None:
        """The connection to the kiosk."""
        if not isinstance(event, PeerSaid):
            self.call.on_media(event)
        elif self.call.live:
            self._peer_said(event.message)

    def _peer_said(self, message: peer.ToPeer) -> None:
        if isinstance(message, peer.Paper):
            self.sharing.theirs(message)
        elif isinstance(message, peer.Face):
            self.sharing.their_face(message)
        elif isinstance(message, peer.Devices):
            self.devices.theirs(message)
        elif isinstance(message, peer.HungUp) and self._core.now.call is not None:
            self.call.hung_up_there(self._core.now.call.id, message.reason)
        elif isinstance(message, peer.ScreenState):
            self._core.store.change(
                mirror=Mirror(
                    message.screen,
                    message.letters,
                    message.high_contrast,
                    message.attendant_called,
                    message.question,
                )
            )
        elif isinstance(message, SheetMessage):
            self.sheet.theirs(message)
        elif isinstance(message, peer.Lies):
            self.paper.theirs(message)
        elif isinstance(message, peer.PhoneShown):
            self.sharing.their_phone(message)
        elif isinstance(message, peer.GuideAt):
            self.guide.theirs(message)
        elif isinstance(message, peer.SlotAsked):
            self.chosen.theirs(message)
        elif isinstance(message, peer.LentThings):
            self.lent.theirs(message)
        elif isinstance(message, peer.CallPromised):
            self.promised.theirs(message)

    def _connected(self) -> None:
        self.sharing.tell_all()
        self.paper.tell_all()
        self.sheet.tell_all()
        self.guide.tell_all()
        self.chosen.tell_all()
        self.lent.tell_all()
        self.promised.tell_all()

    def _forget_pages(self) -> None:
        self.sheet.forget()
        self.paper.forget()
        self.pages.forget()
        self.guide.call_ended()
        self.chosen.call_ended()
        self.lent.call_ended()
        self.lending.call_ended()
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

    def on_kept(self, kept: Mapping[int, Kept]) -> None:
        """What is kept of the other end's sheets."""
        self.pages.on_kept(kept)

    def on_eye(self, report: EyeReport) -> None:
        """A camera of this desk."""
        self.devices.on_eye(report)

    def on_ear(self, report: EarReport) -> None:
        """Microphone and playout of this desk."""
        self.devices.on_ear(report)

    def on_log(self, kept: bool) -> None:
        """Whether log lines find room."""
        self._core.store.change(log_kept=kept)

    def on_clock(self, now: datetime) -> None:
        """Wall time, each second."""
        self._core.store.change(clock=now.replace(second=0, microsecond=0))
        self.duty.count_on()

    def on_city(self, city: City) -> None:
        """The hub's city file, checked."""
        self._core.store.change(city=city)

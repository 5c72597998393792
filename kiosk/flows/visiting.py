"""The resident's way through a visit: choose, confirm, wait, talk, finish, and the wipe that ends it."""

import dataclasses
import secrets

from kiosk.domain.call import EndReason
from kiosk.domain.circular_reading import AtCirculars
from kiosk.domain.guiding import Guiding
from kiosk.domain.ids import TicketId, TopicId, VisitId
from kiosk.domain.lying import Lying
from kiosk.domain.printing import SlipStatus
from kiosk.domain.snapshot import EyeStatus, Health, Hint, HubState, KioskSnapshot, SoundStatus, Ticket
from kiosk.domain.visit import VISIT, VisitEffect, VisitEvent, VisitState
from kiosk.flows.calling import CallFlow
from kiosk.flows.core import Core, log
from kiosk.flows.gates import GateFlow
from kiosk.flows.ports import TimerPort, WipePort
from kiosk.flows.sharing import SharingFlow
from kiosk.wire.hub import Cancel, Enqueue, Place

WIPE_WITHIN_S = 4.0
"""If the layers below have not confirmed a wipe by then, it is done again: the screen stays on 'wiping'."""


@dataclasses.dataclass(frozen=True)
class Below:
    """The flows that a visit ends with it, and the wipe below them."""

    call: CallFlow
    sharing: SharingFlow
    gates: GateFlow
    wipe: WipePort


class VisitFlow:
    """Steps the table `VISIT` and does what its rows ask for."""

    def __init__(self, core: Core[KioskSnapshot], below: Below) -> None:
        self._core = core
        self._below = below
        self._wipe_timer: TimerPort | None = None
        below.call.on_started = self._call_started
        below.call.on_ended = self._call_ended

    # --- what a resident does ---

    def touched(self) -> None:
        """Somebody is here."""
        self._post(VisitEvent.TOUCHED)

    def choose(self, topic_id: TopicId) -> None:
        """A topic card: to the circulars or its guide, or where it has none to the clerk. An id that the city does not
        know changes nothing."""
        city = self._core.now.city
        topic = city.topic(topic_id)
        if topic is None:
            return
        first = self._core.now.guides.first(topic.guide)
        circulars = topic.opens == "circulars" and self._core.now.circulars is not None
        if self._post(VisitEvent.GUIDE_OPENED if circulars or first is not None else VisitEvent.TOPIC_CHOSEN):
            self._core.store.change(
                topic=topic,
                section=city.section(topic.section),
                guiding=None if circulars or first is None else Guiding(first),
                at_circulars=AtCirculars() if circulars else None,
            )

    def talk(self) -> None:
        """職員と 話す in a guide; where one was in it stays."""
        if self._core.now.visit is VisitState.ALONE:
            self._post(VisitEvent.TOPIC_CHOSEN)

    def confirm(self) -> None:
        """つなぐ. Without the hub there is no queue to stand in: that is said, and nothing else happens."""
        if self._core.now.visit is not VisitState.ASKING:
            return
        if self._core.now.hub is not HubState.ONLINE:
            self._core.hint(Hint.HUB_AWAY)
        else:
            self._post(VisitEvent.CONFIRMED)

    def back(self) -> None:
        """もどる where no call and no queue would be left by it: from a question that a guide led to, to the guide."""
        now = self._core.now
        read = now.guiding is not None or now.at_circulars is not None
        if self._post(VisitEvent.WENT_BACK) and read and now.visit is VisitState.ASKING:
            self._post(VisitEvent.GUIDE_OPENED)

    def home(self) -> None:
        """さいしょにもどる where no call and no queue would be left by it."""
        if self._post(VisitEvent.WENT_BACK):
            self._core.store.change(guiding=None, at_circulars=None)

    def queue_again(self) -> None:
        """After 'nobody came': the same ticket, so the same place by time."""
        ticket = self._core.now.ticket
        if ticket is not None and ticket.set_aside:
            self._core.store.change(ticket=dataclasses.replace(ticket, set_aside=False))
            self._enqueue()

    def done(self) -> None:
        """おわる on the finish screen, or 'no, I am done' to a question."""
        if not self._post(VisitEvent.DONE):
            self._post(VisitEvent.IDLED_OUT)

    def idled_out(self) -> None:
        """Nobody is here any more."""
        self._post(VisitEvent.IDLED_OUT)

    def failed(self) -> None:
        """Something broke that a visit cannot go on without."""
        self._post(VisitEvent.FAILED)

    # --- what the hub says ---

    def placed(self, place: Place) -> None:
        """Where the ticket stands."""
        ticket = self._core.now.ticket
        if ticket is not None and ticket.id == place.ticket:
            self._core.store.change(
                ticket=dataclasses.replace(
                    ticket,
                    number=place.number,
                    ahead=place.ahead,
                    estimate_min=place.estimate_min,
                    staffed=place.staffed,
                    proof=place.proof,
                )
            )

    def not_placed(self, ticket_id: str) -> None:
        """The hub has no place for this ticket: back to the topics, with words."""
        ticket = self._core.now.ticket
        if ticket is not None and ticket.id == ticket_id and self._post(VisitEvent.WENT_BACK):
            self._core.hint(Hint.HUB_AWAY)

    def link_up(self) -> None:
        """The hub is back: present the ticket again, with the hub's own proof; it keeps its place."""
        ticket = self._core.now.ticket
        if self._core.now.visit is VisitState.WAITING and ticket is not None and not ticket.set_aside:
            self._enqueue()

    def wiped(self) -> None:
        """The layers below have confirmed."""
        if self._core.now.visit is VisitState.WIPING:
            if self._wipe_timer is not None:
                self._wipe_timer.cancel()
                self._wipe_timer = None
            self._post(VisitEvent.WIPED)

    # --- inside ---

    def _post(self, event: VisitEvent) -> bool:
        now = self._core.now
        if not VISIT.takes(now.visit, event):
            return False
        state, effects = VISIT.step(now.visit, event)
        if state is not now.visit:
            log.info("visit %(event)s -> %(state)s", {"event": event.value, "state": state.value})
        self._core.store.change(visit=state)
        for effect in effects:
            self._do(effect)
        return True

    def _do(self, effect: VisitEffect) -> None:
        if effect is VisitEffect.OPEN_VISIT:
            self._core.store.change(visit_id=VisitId(secrets.token_hex(8)))
        elif effect is VisitEffect.ASK_FOR_TICKET:
            self._core.store.change(ticket=Ticket(TicketId(secrets.token_hex(8)), number=0, ahead=0))
            self._enqueue()
        elif effect is VisitEffect.CANCEL_TICKET:
            self._cancel_ticket()
        elif effect is VisitEffect.END_CALL:
            self._below.call.hang_up(EndReason.IDLE)
        elif effect is VisitEffect.WIPE:
            self._wipe()

    def _enqueue(self) -> None:
        now = self._core.now
        if now.ticket is not None and now.topic is not None:
            self._core.ports.link.send(Enqueue(now.ticket.id, now.topic.id, now.ticket.proof))

    def _cancel_ticket(self) -> None:
        ticket = self._core.now.ticket
        if ticket is not None:
            self._below.call.hang_up(EndReason.RESIDENT)
            self._core.ports.link.send(Cancel(ticket.id))
            self._core.store.change(ticket=None)

    def _call_started(self) -> None:
        self._post(VisitEvent.CALL_STARTED)

    def _call_ended(self, reason: EndReason) -> None:
        self._below.sharing.call_ended()
        ticket = self._core.now.ticket
        waiting = self._core.now.visit is VisitState.WAITING
        if reason is EndReason.PASSED_ON and ticket is not None:
            self._core.store.change(ticket=dataclasses.replace(ticket, passed_on=True), call=None)
            self._post(VisitEvent.PASSED_ON)
        elif waiting and ticket is not None and reason is EndReason.SET_ASIDE:
            self._core.store.change(ticket=dataclasses.replace(ticket, set_aside=True), call=None)
        elif waiting:
            self._core.store.change(call=None)  # the clerk let go before the resident came: the ticket still stands
        else:
            self._core.store.change(ticket=None)
            self._post(VisitEvent.CALL_ENDED)

    def _wipe(self) -> None:
        now = self._core.now
        self._core.hint(None)
        self._below.gates.forget()
        self._core.store.put(
            KioskSnapshot(
                city=now.city,
                clock=now.clock,
                hub=now.hub,
                refusal=now.refusal,
                profile=now.profile,
                other_mocks=now.other_mocks,
                log_kept=now.log_kept,
                stop=now.stop,
                face=EyeStatus(mock=now.face.mock),
                document=EyeStatus(mock=now.document.mock),
                sound=dataclasses.replace(now.sound, health=Health.STARTING, volume=SoundStatus.volume, checked=False),
                visit=VisitState.WIPING,
                attendant_called=now.attendant_called,
                monitors=now.monitors,
                voice=now.voice,
                forms=now.forms,
                guides=now.guides,
                checks=now.checks,
                circulars=now.circulars,
                circulars_heard=now.circulars_heard,
                lying={side: Lying() for side in now.lying},
                slip=SlipStatus(printer=now.slip.printer),
                cable=now.cable,
            )
        )
        self._core.ports.media.end()
        self._wipe_timer = self._core.ports.clock.call_later(WIPE_WITHIN_S, self._wipe_overdue)
        self._below.wipe.wipe()

    def _wipe_overdue(self) -> None:
        log.error("wipe not confirmed in %(seconds).0f s, done again", {"seconds": WIPE_WITHIN_S})
        self._post(VisitEvent.FAILED)

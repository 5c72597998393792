"""What each screen is shown without asking: queue, vans and what is lent at the desks, place and numbers at the
kiosks."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from kiosk.hub.day import estimate_min
from kiosk.hub.engine import Presence, Ticket
from kiosk.hub.offers import desks_of, for_desk
from kiosk.hub.session import Session, View, queue_key
from kiosk.hub.state import HubState
from kiosk.wire.codec import encode
from kiosk.wire.hub import OnLoan, Place, Queue, QueueLine, Serving, VanLine, Vans

QUEUE_SHOWN = 200
VANS_SHOWN = 300
"""As many as fit into one message when every id has its full length."""


@dataclass(frozen=True)
class _Sight:
    """Everything once, so that a session mostly costs a look-up. `places` and `in_call` are by kiosk, `vans`
    and `on_loan` are by profile, the rest by queue."""

    places: dict[str, tuple[Ticket, int]]
    in_call: dict[str, int]
    lines: dict[str, tuple[Ticket, ...]]
    desks: dict[str, frozenset[str]]
    call_length_s: dict[str, float | None]
    queues: dict[str, View]
    vans: dict[str, View]
    on_loan: dict[str, View]


class Board:
    """Computes all views anew and sends those that differ from what is shown."""

    def __init__(self, state: HubState) -> None:
        self._state = state
        sections = set(state.plan.sections.values())
        self._queues = [queue_key(profile, s) for profile in state.plan.profiles for s in sections]

    async def refresh(self) -> None:
        """One look at the engine, then every session."""
        sight = await self._look()
        for session in self._state.sessions.values():
            if session.device.role == "kiosk":
                self._show_kiosk(session, sight)
            else:
                session.show(sight.vans[session.profile])
                session.show(sight.on_loan[session.profile])
                if session.queue in sight.queues:
                    self._show_queue(session, sight)

    async def _look(self) -> _Sight:
        engine = self._state.engine
        lines = {queue: await engine.waiting(queue) for queue in self._queues}
        in_call = {claim.ticket.device: claim.ticket.number for claim in await engine.claims()}
        kiosks, desks = await engine.presence_list("kiosk"), await engine.presence_list("desk")
        return _Sight(
            places={t.device: (t, ahead) for line in lines.values() for ahead, t in enumerate(line)},
            in_call=in_call,
            lines=lines,
            desks={queue: desks_of(desks, queue) for queue in self._queues},
            call_length_s={queue: self._state.day.call_length_s(queue) for queue in self._queues},
            queues={queue: self._queue(line) for queue, line in lines.items()},
            vans={
                profile: _vans((k for k in kiosks if k.attrs["profile"] == profile), busy=in_call.keys())
                for profile in self._state.plan.profiles
            },
            on_loan=self._on_loan(),
        )

    def _on_loan(self) -> dict[str, View]:
        """No items of a hub that lends nothing: the one before may have lent."""
        shown = {profile: self._state.lender.on_loan(profile) for profile in self._state.plan.profiles}
        return {profile: View(OnLoan, said, encode(said)) for profile, said in shown.items()}

    def _show_kiosk(self, session: Session, sight: _Sight) -> None:
        """`now` is the number of this kiosk's ticket from ring to end, `next` that of its waiting ticket."""
        device = session.device.id
        waits = sight.places.get(device)
        serving = Serving(now=sight.in_call.get(device), next=waits[0].number if waits else None)
        session.show(View(Serving, serving, encode(serving)))
        if waits is None:
            session.forget(Place)
            return
        ticket, ahead = waits
        desks = len(sight.desks[ticket.queue])
        minutes = estimate_min(sight.call_length_s[ticket.queue], ahead, desks)
        proof = self._state.sealer.proof(ticket, self._state.day.name)
        place = Place(ticket.id, ticket.number, ahead, desks > 0, minutes, proof)
        session.show(View(Place, place, encode(place)))

    def _show_queue(self, session: Session, sight: _Sight) -> None:
        """The same for all desks of a section, but for what one of them has passed on."""
        line = sight.lines[session.queue]
        offered = for_desk(line, session.device.id, self._state.calls, sight.desks[session.queue])
        session.show(sight.queues[session.queue] if offered == line else self._queue(offered))

    def _queue(self, line: tuple[Ticket, ...]) -> View:
        """Waiting times are as of now; they alone do not make a view differ, desks count on by themselves."""
        now = self._state.clock.monotonic()
        shown = line[:QUEUE_SHOWN]
        lines = (QueueLine(t.id, t.number, t.topic, t.stop, max(0, int(now - t.issued_s))) for t in shown)
        return View(Queue, shown, encode(Queue(tuple(lines))))


def _vans(kiosks: Iterable[Presence], busy: Container[str]) -> View:
    lines = tuple(VanLine(kiosk.id, kiosk.attrs["stop"] or None, kiosk.id in busy) for kiosk in kiosks)
    vans = Vans(lines[:VANS_SHOWN])
    return View(Vans, vans, encode(vans))

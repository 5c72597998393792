"""Which waiting tickets a desk is offered: one that it has passed on is for the other desks first."""

from collections.abc import Iterable

from kiosk.hub.calls import Calls
from kiosk.hub.engine import Presence, Ticket
from kiosk.hub.state import HubState


async def offered(state: HubState, queue: str, desk: str) -> tuple[Ticket, ...]:
    """The tickets of a queue that a desk may answer, in order."""
    on_duty = desks_of(await state.engine.presence_list("desk"), queue)
    return for_desk(await state.engine.waiting(queue), desk, state.calls, on_duty)


async def others_left(state: HubState, ticket: Ticket, desk: str) -> frozenset[str]:
    """The other desks on duty that could still answer a ticket if this one passed it on."""
    on_duty = desks_of(await state.engine.presence_list("desk"), ticket.queue)
    return on_duty - state.calls.passed_by(ticket.id) - {desk}


def for_desk(line: Iterable[Ticket], desk: str, calls: Calls, on_duty: frozenset[str]) -> tuple[Ticket, ...]:
    """A queue without what the desk has passed on, as long as somebody on duty has not."""
    return tuple(
        ticket for ticket in line if desk not in (passed := calls.passed_by(ticket.id)) or not on_duty - passed
    )


def desks_of(presences: Iterable[Presence], queue: str) -> frozenset[str]:
    """The desks on duty that answer a queue."""
    return frozenset(desk.id for desk in presences if desk.attrs["queue"] == queue)

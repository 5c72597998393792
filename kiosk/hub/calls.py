"""The calls that this hub has begun: who takes part, how far they are, and how the last ones ended."""

from dataclasses import dataclass

from kiosk.hub.engine import Claim
from kiosk.hub.recent import Recent
from kiosk.wire.hub import Claimed, Ended, IceServer, Ring

ENDED_KEPT = 2_000
"""Ended calls that are remembered, so that an end that was away still learns how its call ended."""

SET_ASIDE = "set_aside"
PASSED_ON = "passed_on"
LOST = "lost"
GIVEN_UP = "resident"
"""Reasons that the hub itself gives; their words are those of domain.call.EndReason."""


@dataclass
class Call:
    """A claim and what has happened on top of it. `generation` is the highest that was relayed."""

    claim: Claim
    clerk_name: str
    began_s: float
    accepted: bool = False
    generation: int = 0
    ended: Ended | None = None

    @property
    def kiosk(self) -> str:
        """The device whose ticket it is."""
        return self.claim.ticket.device

    def other(self, device: str) -> str:
        """The far end of that party."""
        return self.claim.desk if device == self.kiosk else self.kiosk

    @property
    def given_back(self) -> bool:
        """Whether it ended in a way that its ticket may be claimed again."""
        return self.ended is not None and self.ended.reason in (SET_ASIDE, PASSED_ON)

    def claimed(self, ice: tuple[IceServer, ...]) -> Claimed:
        """What the desk is told."""
        ticket = self.claim.ticket
        return Claimed(self.claim.call, self.claim.epoch, ticket.id, ticket.number, ticket.topic, ticket.stop, ice)

    def ring(self, ice: tuple[IceServer, ...]) -> Ring:
        """What the kiosk is told."""
        ticket = self.claim.ticket
        section = ticket.queue.partition("/")[2]
        return Ring(self.claim.call, self.claim.epoch, ticket.id, self.clerk_name, section, ice)


class Calls:
    """All live calls and the latest ended ones."""

    def __init__(self) -> None:
        self._live: dict[str, Call] = {}
        self._ended: Recent[str, Call] = Recent(ENDED_KEPT)
        self._of_ticket: Recent[str, Call] = Recent(ENDED_KEPT)
        self._passed_by: Recent[str, frozenset[str]] = Recent(ENDED_KEPT)

    def begin(self, call: Call) -> None:
        """Notes a call that was just claimed."""
        self._live[call.claim.call] = call
        self._of_ticket.put(call.claim.ticket.id, call)

    def end(self, call: Call, ended: Ended) -> None:
        """Notes how a live call ended."""
        call.ended = ended
        self._ended.put(call.claim.call, self._live.pop(call.claim.call))

    def find(self, call_id: str, party: str) -> Call | None:
        """The call of that id if the device is one of its two parties."""
        call = self._live.get(call_id) or self._ended.get(call_id)
        return call if call is not None and party in (call.kiosk, call.claim.desk) else None

    def live_of(self, party: str) -> Call | None:
        """The live call that the device is in."""
        return next((c for c in self._live.values() if party in (c.kiosk, c.claim.desk)), None)

    def pass_on(self, call: Call) -> None:
        """Notes that the desk of a call leaves its ticket to the others."""
        ticket = call.claim.ticket.id
        self._passed_by.put(ticket, self.passed_by(ticket) | {call.claim.desk})

    def passed_by(self, ticket_id: str) -> frozenset[str]:
        """The desks that have passed a ticket on."""
        return self._passed_by.get(ticket_id) or frozenset()

    def of_ticket(self, ticket_id: str) -> Call | None:
        """The last call of a ticket, live or ended."""
        return self._of_ticket.get(ticket_id)

"""Follows the ends of a soak by their events: where each stands, which calls there were, whether anything stalls."""

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.bench.events import Event, EventTail
from tests.bench.soak_samples import Known

STATES = frozenset(
    {"home", "online", "offline", "choosing", "asking", "waiting", "ringing", "talking", "holding", "reconnecting",
     "ended", "wiping"}
)  # fmt: skip
AT_HOME = frozenset({"home", "online"})
RESTED_S = 17.0
"""After a visit all workers are fresh, and their spares are warm by then."""
STALLS_S = {
    "home": 120.0, "online": 120.0, "offline": 90.0, "choosing": 60.0, "asking": 60.0, "waiting": 180.0,
    "ringing": 90.0, "holding": 60.0, "reconnecting": 120.0, "ended": 60.0, "wiping": 30.0,
}  # fmt: skip
"""So long a kiosk may stand still; in a call as long as the longest call lasts."""
TALKING_SLACK_S = 120.0


class EndWatch:
    """One end."""

    def __init__(self, tail: EventTail, longest_call_s: float) -> None:
        self.tail = tail
        self.known = Known()
        self.talked: list[str] = []
        self.revived: list[str] = []
        """Calls that came back after they had been closed with an outcome."""
        self._settled: set[str] = set()
        self._gone: set[str] = set()
        self._limits = {**STALLS_S, "talking": longest_call_s + TALKING_SLACK_S}
        self._since_s = time.monotonic()

    def follow(self) -> list[Event]:
        """Reads on; what is new."""
        fresh = self.tail.fresh()
        for event in fresh:
            self._follow(event)
        return fresh

    @property
    def stands_s(self) -> float:
        """How long it has been as it is."""
        return time.monotonic() - self._since_s

    @property
    def rested(self) -> bool:
        """At home for so long that it came to rest."""
        return self.known.state in AT_HOME and self.stands_s >= RESTED_S

    def stalled(self) -> str:
        """What stands still for too long, in words; empty while all is well."""
        limit_s = self._limits.get(self.known.state, STALLS_S["home"])
        if self.stands_s <= limit_s:
            return ""
        self._since_s = time.monotonic()  # said once, and again if it goes on as long
        return f"the {self.tail.name} has been '{self.known.state}' for {limit_s:.0f} s"

    def _follow(self, event: Event) -> None:
        name, call = event["event"], event.get("call")
        if name == "outcome":
            self._settled.add(event["call"])
        if name in STATES:
            if call in self._gone and call not in self.revived:
                self.revived.append(call)
            self._gone |= self._settled - {call}
            self._since_s = time.monotonic()
            visits = self.known.visits + (name == "asking")
            self.known = replace(self.known, state=name, visits=visits)
            if name == "talking" and call is not None and call not in self.talked:
                self.talked.append(call)
        elif name == "figures":
            late = (event.get("far_face") or {}).get("latency_ms") or {}
            self.known = replace(
                self.known,
                latency_p50_ms=late.get("p50"),
                latency_p95_ms=late.get("p95"),
                generations=event["generations"],
            )


def calls_in(journal: Path) -> tuple[list[str], list[str]]:
    """The hub's memory of calls: those that are finished, and those that still run."""
    with closing(sqlite3.connect(f"file:{journal}?mode=ro", uri=True)) as memory:
        finished = [row[0] for row in memory.execute("SELECT call FROM finished")]
        running = [row[0] for row in memory.execute("SELECT call FROM claims")]
    return finished, running

"""What the hub counts for those who run it, in Prometheus' form. Labels come from closed sets; no device, no person."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from kiosk.hub.refusals import CODES
from kiosk.hub.session import queue_key
from kiosk.hub.state import HubState

OTHER = "other"
"""The label of a code that the city's file does not list."""


class Figures:
    """Reads the state at each question; it keeps nothing."""

    def __init__(self, state: HubState) -> None:
        self._state = state
        self._sections = sorted(set(state.plan.sections.values()))

    async def page(self) -> bytes:
        """All figures as text. Waits only for the engine."""
        registry = CollectorRegistry()
        registry.register(_Fixed(tuple(await self._metrics())))
        return generate_latest(registry)

    async def summary(self) -> dict[str, object]:
        """The same in few words, for a person."""
        state, engine = self._state, self._state.engine
        return {
            "engine": await engine.health() or "well",
            "kiosks": self._count("kiosk"),
            "desks": self._count("desk"),
            "calls": len(await engine.claims()),
            "outcomes_today": sum(state.day.outcomes.values()),
            "health_checks": state.health_checks.summary,
            "circulars": state.circulars.summary,
            "lending": self._lending(),
        }

    def _count(self, role: str) -> int:
        return sum(session.device.role == role for session in self._state.sessions.values())

    async def _metrics(self) -> list[Metric]:
        engine, profiles = self._state.engine, sorted(self._state.plan.profiles)
        devices = GaugeMetricFamily("madoguchi_devices", "Devices that are connected", labels=["role"])
        for role in ("kiosk", "desk"):
            devices.add_metric([role], self._count(role))
        waiting = GaugeMetricFamily("madoguchi_waiting", "Tickets that wait", labels=["profile", "section"])
        on_duty = GaugeMetricFamily("madoguchi_desks_on_duty", "Desks that take calls", labels=["profile", "section"])
        there = [presence.attrs["queue"] for presence in await engine.presence_list("desk")]
        for profile in profiles:
            for section in self._sections:
                queue = queue_key(profile, section)
                waiting.add_metric([profile, section], len(await engine.waiting(queue)))
                on_duty.add_metric([profile, section], there.count(queue))
        calls = GaugeMetricFamily("madoguchi_calls", "Calls that run or ring", value=len(await engine.claims()))
        well = GaugeMetricFamily("madoguchi_engine_well", "1 while places are kept", value=not await engine.health())
        return [
            devices,
            waiting,
            on_duty,
            calls,
            well,
            self._outcomes(),
            self._refused(),
            *self._lists(),
            *self._loans(),
        ]

    def _outcomes(self) -> Metric:
        known = self._state.plan.outcomes
        counts = dict.fromkeys((*sorted(known), OTHER), 0)
        for code, times in self._state.day.outcomes.items():
            counts[code if code in known else OTHER] += times
        outcomes = CounterMetricFamily("madoguchi_outcomes_today", "How calls of today ended", labels=["outcome"])
        for code, times in counts.items():
            outcomes.add_metric([code], times)
        return outcomes

    def _lists(self) -> Iterator[Metric]:
        """Of a hub that has a list of health checks, or circulars."""
        checks = self._state.health_checks
        if checks.served:
            well = not checks.faults
            yield GaugeMetricFamily("madoguchi_health_check_slots", "Slots in the list", value=len(checks.slots))
            yield GaugeMetricFamily("madoguchi_health_check_list_well", "0 while an older list stands", value=well)
        circulars = self._state.circulars
        if circulars.served:
            well = not circulars.faults
            yield GaugeMetricFamily("madoguchi_circulars", "Circulars in the list", value=len(circulars.offers))
            yield GaugeMetricFamily("madoguchi_circular_list_well", "0 while an older list stands", value=well)

    def _lending(self) -> object:
        """What should be back by now, for a person."""
        lender = self._state.lender
        if not lender.lends:
            return "none"
        late = lender.overdue()
        return "the ledger cannot be read" if late is None else f"{late} overdue"

    def _loans(self) -> Iterator[Metric]:
        """Of a hub that lends."""
        lender = self._state.lender
        if lender.lends and (late := lender.overdue()) is not None:
            yield GaugeMetricFamily("madoguchi_loans_overdue", "Lent things that should be back", value=late)

    def _refused(self) -> Metric:
        refused = CounterMetricFamily("madoguchi_refused", "Connections that the hub ended, and why", labels=["code"])
        for code in CODES:
            refused.add_metric([code], self._state.refusals.counts[code])
        return refused


class _Fixed(Collector):
    """Metrics that were taken already: the library asks without waiting."""

    def __init__(self, metrics: tuple[Metric, ...]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterator[Metric]:
        yield from self._metrics

"""The program `hub`: settings and files in, one hub on one asyncio loop, until it is told to stop."""

import asyncio
import contextlib
import logging
import signal
import ssl
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kiosk.app.circular_rack import FolderRack
from kiosk.app.crashes import loop_errors, watch_for_crashes
from kiosk.app.health_check_file import HealthCheckFile
from kiosk.app.lending_items import read_items
from kiosk.app.logs import start_log
from kiosk.app.registry_file import read_registry
from kiosk.app.settings import HubSettings, beside, read_hub_settings
from kiosk.content.city import read_city, revision_of
from kiosk.content.toml import BadFile
from kiosk.hub.engine import Record
from kiosk.hub.health_checks import HealthCheckPlan
from kiosk.hub.journal import BadJournal, Journal
from kiosk.hub.journal_engine import JournalEngine
from kiosk.hub.ledger import BadLedger, DiskLedger, MemoryLedger
from kiosk.hub.lending import NORMAL, LendingPlan
from kiosk.hub.plan import HubClock, HubPlan
from kiosk.hub.proof import new_key
from kiosk.hub.server import Hub
from kiosk.records.secrets import read_or_make_key
from kiosk.wire.hub import IceServer
from kiosk.worker.process_safety import allow_descriptors, forbid_core_dumps

log = logging.getLogger(__name__)

_OTHER_FILES = 256
"""Besides sockets of clients: the journal, the log, the second door."""


def run_hub(config: Path) -> int:
    """Serves until SIGINT or SIGTERM. Raises BadFile for files that are wrong, NoSecret for a key that is not good."""
    settings = read_hub_settings(config)
    forbid_core_dumps()
    watch_for_crashes()
    folder = beside(config, settings.log.folder) if settings.log.folder else None
    start_log(settings.log, "hub", folder, _log_trouble)
    plan = plan_hub(settings, config)
    if not allow_descriptors(plan.limits.max_connections + plan.limits.max_strangers + _OTHER_FILES):
        log.warning("the system permits fewer open sockets than the hub may need: raise its limit (LimitNOFILE)")
    if settings.ticket_key is None:
        log.warning("no ticket_key in the settings: kiosks' tickets are not known to the next hub")
    try:
        if settings.journal is None:
            return asyncio.run(_serve(Hub(plan, clock=HubClock(monotonic=going_on(Record())))))
        return _with_journal(plan, beside(config, settings.journal))
    finally:
        if plan.lending is not None:
            plan.lending.ledger.close()


def _with_journal(plan: HubPlan, path: Path) -> int:
    try:
        journal = Journal(path)
    except BadJournal as bad:
        raise BadFile(str(bad)) from None
    try:
        clock = HubClock(monotonic=going_on(journal.read()))
        return asyncio.run(_serve(Hub(plan, JournalEngine(clock.monotonic, journal), clock)))
    finally:
        journal.close()


def going_on(record: Record) -> Callable[[], float]:
    """A clock that never jumps while the hub runs and never stands before a ticket that was issued earlier.

    It begins at the wall's time, or after the newest ticket if the wall's clock was set back.
    """
    newest_s = max((ticket.issued_s for ticket, _ in record.tickets), default=0.0)
    begun_s = max(time.time(), newest_s + 1.0) - time.monotonic()
    return lambda: begun_s + time.monotonic()


def plan_hub(settings: HubSettings, config: Path) -> HubPlan:
    """Everything that the hub is told, read and checked. Raises BadFile."""
    city, text = read_city(beside(config, settings.city))
    try:
        return HubPlan(
            city_toml=text,
            city_revision=revision_of(text),
            sections={topic.id: topic.section for topic in city.topics},
            registry=read_registry(beside(config, settings.registry)),
            profiles=frozenset(settings.profiles),
            ice=tuple(IceServer(i.urls, i.username, i.credential) for i in settings.ice),
            host=settings.host,
            port=settings.port,
            ssl=_certificate(settings, config),
            outcomes=frozenset(outcome.code for outcome in city.outcomes),
            inside_port=settings.inside_port,
            health_checks=_health_checks(settings, config),
            circulars=_circulars(settings, config),
            lending=_lending(settings, config),
            ticket_key=_ticket_key(settings, config),
        )
    except ValueError as error:
        raise BadFile(f"{config}: {error}") from None


def _ticket_key(settings: HubSettings, config: Path) -> bytes:
    return read_or_make_key(beside(config, settings.ticket_key)) if settings.ticket_key is not None else new_key()


def _health_checks(settings: HubSettings, config: Path) -> HealthCheckPlan | None:
    told = settings.health_checks
    if told is None:
        return None
    return HealthCheckPlan(HealthCheckFile(beside(config, told.list)), told.phone, told.web or "")


def _circulars(settings: HubSettings, config: Path) -> FolderRack | None:
    return FolderRack(beside(config, settings.circulars.folder)) if settings.circulars is not None else None


def _lending(settings: HubSettings, config: Path) -> LendingPlan | None:
    """The ledger is opened here, so that a hub with a wrong one does not begin."""
    if settings.lending is None:
        return None
    items = read_items(settings.lending, config)
    if NORMAL not in settings.profiles:
        return LendingPlan(items, MemoryLedger())
    ledger = beside(config, settings.lending.ledger)
    if not ledger.exists():
        log.warning("a new ledger of loans is begun: lending numbers begin at 1")
    try:
        return LendingPlan(items, DiskLedger(ledger))
    except BadLedger as bad:
        raise BadFile(str(bad)) from None


def _certificate(settings: HubSettings, config: Path) -> ssl.SSLContext | None:
    if settings.certificate is None or settings.key is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(beside(config, settings.certificate), beside(config, settings.key))
    except OSError as error:  # ssl.SSLError is one too
        raise BadFile(f"{config}: certificate or key cannot be used ({type(error).__name__})") from None
    return context


async def _serve(hub: Hub) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(loop_errors("uncaught on the hub's loop"))
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
            loop.add_signal_handler(number, stop.set)
    try:
        await hub.start()
    except OSError as error:
        sys.stderr.write(f"hub: cannot listen on {hub.plan.host} port {hub.plan.port}: {error.strerror}\n")
        return 1
    sys.stdout.write(f"listening {hub.plan.host} {hub.port}\n")
    sys.stdout.flush()
    try:
        await stop.wait()
    finally:
        await hub.stop()
    return 0


def _log_trouble(trouble: bool) -> None:
    if trouble:
        sys.stderr.write("hub: no room for the log; the hub goes on without it\n")

"""Whether two desks can ever win one ticket, and what claiming costs: python -m tests.bench.claim_races [--full].

Races inside each engine, several desks in one step of the loop; and over the wire, two desks at the same instant
against a real hub with its SQLite journal.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.hub.engine import Engine, Ticket
from kiosk.hub.journal import Journal
from kiosk.hub.journal_engine import JournalEngine
from kiosk.hub.memory_engine import MemoryEngine
from kiosk.wire.hub import Accept, Accepted, Claimed, Duty, Ended, Enqueue, Finish, Ring
from tests.support.hub_town import SECTIONS, TOPICS, Device, devices, real_hub

QUICK_RACES, FULL_RACES = 10_000, 100_000
QUICK_WIRE_RACES, FULL_WIRE_RACES = 300, 3_000
RIVALS = 5
VANS = DESKS_EACH = 8
"""So many races over the wire run at once, each with two desks of the one section."""
_QUEUE = "normal/shimin"


def measure(quick: bool = True) -> dict[str, float]:
    """Races run, tickets won twice or by nobody (has to be 0), and what one race takes, in milliseconds."""
    races, over_wire = (QUICK_RACES, QUICK_WIRE_RACES) if quick else (FULL_RACES, FULL_WIRE_RACES)
    figures: dict[str, float] = {}
    for name in ("memory", "journal"):
        with _engine(name) as engine:
            begun_s = time.monotonic()
            wrong = asyncio.run(race_in(engine, races))
            figures[f"{name}_race_ms"] = (time.monotonic() - begun_s) * 1000 / races
            figures[f"{name}_wrong"] = wrong
    begun_s = time.monotonic()
    wrong = asyncio.run(_race_over_the_wire(over_wire))
    figures["wire_race_ms"] = (time.monotonic() - begun_s) * 1000 / over_wire
    return {"races": races, "wire_races": over_wire, **figures, "wire_wrong": wrong}


@contextmanager
def _engine(name: str) -> Iterator[Engine]:
    with tempfile.TemporaryDirectory() as folder:
        if name == "memory":
            yield MemoryEngine(time.monotonic)
            return
        journal = Journal(Path(folder) / "hub.db")
        yield JournalEngine(time.monotonic, journal)
        journal.close()


async def race_in(engine: Engine, races: int) -> int:
    """How many tickets were not won exactly once, or were won with a number that did not rise."""
    wrong, epoch = 0, 0
    for n in range(races):
        ticket = Ticket(f"t-{n}", _QUEUE, float(n), number=1, device="van-0", topic="soudan", stop=None)
        await engine.enqueue(ticket)
        claims = await asyncio.gather(
            *(engine.claim(_QUEUE, f"desk-{desk}", ticket.id, ttl_s=150.0) for desk in range(RIVALS))
        )
        won = [claim for claim in claims if claim is not None]
        wrong += len(won) != 1 or won[0].epoch <= epoch
        for claim in won:
            epoch = claim.epoch
            await engine.finish(claim.call, claim.epoch)
    return wrong


async def _race_over_the_wire(races: int) -> int:
    """The same over sockets, several at a time; all tickets wait in one queue."""
    of_section = len(SECTIONS)  # van-0, van-3 … and desk-0, desk-3 … belong to the first one
    vans = [f"van-{of_section * n}" for n in range(VANS)]
    rivals = [f"desk-{of_section * n}" for n in range(2 * DESKS_EACH)]
    with real_hub(of_section * VANS, 2 * of_section * DESKS_EACH) as hub:
        async with devices(hub, vans + rivals) as all_devices:
            for name in rivals:
                await all_devices[name].say(Duty(on=True))
            each = races // VANS
            wrong = await asyncio.gather(
                *(
                    _race_of(all_devices[vans[n]], (all_devices[rivals[2 * n]], all_devices[rivals[2 * n + 1]]), each)
                    for n in range(VANS)
                )
            )
    return sum(wrong)


async def _race_of(van: Device, desks: tuple[Device, Device], races: int) -> int:
    wrong = 0
    for n in range(races):
        ticket = f"{van.name}.{n}"
        desks[0].awaited = f"{ticket}\xa6".encode("latin-1")
        await van.say(Enqueue(ticket, TOPICS[SECTIONS[0]]))
        await desks[0].see()
        answers = await asyncio.gather(*(desk.answer(ticket) for desk in desks))
        won = [(desk, said) for desk, said in zip(desks, answers, strict=True) if isinstance(said, Claimed)]
        if len(won) != 1:
            wrong += 1
            continue
        desk, claimed = won[0]
        await van.say(Accept((await van.hear(Ring)).call))
        await desk.hear(Accepted)
        await desk.say(Finish(claimed.call, claimed.epoch, "clerk", "done"))
        await van.hear(Ended)
    return wrong


if __name__ == "__main__":
    for figure, value in measure(quick="--full" not in sys.argv[1:]).items():
        sys.stdout.write(f"{figure}: {value:.4g}\n")

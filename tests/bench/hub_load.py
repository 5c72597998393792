"""How fast the hub is when a whole city calls: python -m tests.bench.hub_load [--full].

A real hub with its SQLite journal, 500 kiosks and 500 desks over real WebSockets, ten calls begun a second: a kiosk
asks for a place, two desks answer it at the same instant, one rings, the resident accepts, the call is renewed and
finished. The devices live in one process of their own, on the same machine.
"""

import asyncio
import os
import sys
import time
from collections import deque
from dataclasses import dataclass, field

import numpy as np
import psutil

from kiosk.wire.hub import Accept, Accepted, Claimed, ClaimLost, Duty, Ended, Enqueue, Finish, FromHub, Renew, Ring
from tests.support.hub_town import SECTIONS, TOPICS, Device, RealHub, devices, real_hub, section_of

KIOSKS = DESKS = 500
PER_S = 10.0
QUICK_S, FULL_S = 30.0, 300.0
CALL_S = 6.0
"""Long enough that sixty calls run at any time; a real one lasts minutes and asks the hub for no more."""


@dataclass
class Load:
    """The devices that are free, and what was measured."""

    kiosks: deque[Device]
    desks: dict[str, deque[Device]]
    claim_ms: list[float] = field(default_factory=list)
    shown_ms: list[float] = field(default_factory=list)
    begun: int = 0
    finished: int = 0
    doubled: int = 0
    errors: int = 0


def measure(quick: bool = True) -> dict[str, float]:
    """Figures of this machine now; times in milliseconds, CPU in cores, memory in megabytes."""
    with real_hub(KIOSKS, DESKS) as hub:
        return asyncio.run(_measure(hub, QUICK_S if quick else FULL_S))


async def _measure(hub: RealHub, seconds: float) -> dict[str, float]:
    vans, desks = [f"van-{n}" for n in range(KIOSKS)], [f"desk-{n}" for n in range(DESKS)]
    async with devices(hub, vans + desks) as all_devices:
        load = Load(deque(all_devices[name] for name in vans), {section: deque() for section in SECTIONS})
        for name in desks:
            await all_devices[name].say(Duty(on=True))
            load.desks[section_of(name)].append(all_devices[name])
        await asyncio.gather(*(device.be_heard() for device in all_devices.values()))
        begun_s, hub_s, own_s = time.monotonic(), _cpu_s(hub.process), _cpu_s(psutil.Process())
        begun_mb = hub.process.memory_info().rss / 1e6
        await _begin_calls(load, seconds)
        lasted_s = time.monotonic() - begun_s
        return {
            **_percentiles("claim", load.claim_ms),
            **_percentiles("enqueue_to_shown", load.shown_ms),
            "set_ups_per_s": load.begun / seconds,
            "finished": load.finished,
            "double_claims": load.doubled,
            "errors": load.errors + _errors_in(hub),
            "hub_cpu": (_cpu_s(hub.process) - hub_s) / lasted_s,
            "devices_cpu": (_cpu_s(psutil.Process()) - own_s) / lasted_s,
            "hub_begin_mb": begun_mb,
            "hub_end_mb": hub.process.memory_info().rss / 1e6,
            "load_1min": os.getloadavg()[0],
        }


async def _begin_calls(load: Load, seconds: float) -> None:
    """At its own pace, however slow the hub is: what waits for it is measured, not left out."""
    due_s = time.monotonic()
    end_s = due_s + seconds
    async with asyncio.TaskGroup() as calls:
        while due_s < end_s:
            await asyncio.sleep(max(0.0, due_s - time.monotonic()))
            calls.create_task(_call(load, f"t-{load.begun}"))
            load.begun += 1
            due_s += 1 / PER_S


async def _call(load: Load, ticket: str) -> None:
    van = load.kiosks.popleft()
    free = load.desks[section_of(van.name)]
    first, second = free.popleft(), free.popleft()
    try:
        await _from_enqueue_to_end(load, van, (first, second), ticket)
        load.finished += 1
    except (TimeoutError, AssertionError, ConnectionError) as wrong:
        sys.stderr.write(f"{ticket}: {type(wrong).__name__} {wrong}\n")
        load.errors += 1
        return  # what state these three are in is not known: they stay out
    load.kiosks.append(van)
    free.extend((first, second))


async def _from_enqueue_to_end(load: Load, van: Device, desks: tuple[Device, Device], ticket: str) -> None:
    desks[0].awaited = f"{ticket}\xa6".encode("latin-1")  # the ticket's id, and the beginning of the next key
    asked_s = time.monotonic()
    await van.say(Enqueue(ticket, TOPICS[section_of(van.name)]))
    await desks[0].see()
    load.shown_ms.append((time.monotonic() - asked_s) * 1000)
    answers = await asyncio.gather(*(_timed(load, desk, ticket) for desk in desks))
    won = [(desk, said) for desk, said in zip(desks, answers, strict=True) if isinstance(said, Claimed)]
    load.doubled += len(won) == 2
    assert len(won) == 1, f"{len(won)} desks won"
    assert all(isinstance(said, Claimed | ClaimLost) for said in answers)
    desk, claimed = won[0]
    ring = await van.hear(Ring)
    assert ring.call == claimed.call
    await van.say(Accept(ring.call))
    await desk.hear(Accepted)
    await asyncio.sleep(CALL_S / 2)
    await asyncio.gather(*(end.say(Renew(ring.call, ring.epoch)) for end in (van, desk)))
    await asyncio.sleep(CALL_S / 2)
    await desk.say(Finish(ring.call, ring.epoch, "clerk", "done"))
    assert (await van.hear(Ended)).call == ring.call


async def _timed(load: Load, desk: Device, ticket: str) -> FromHub:
    begun_s = time.monotonic()
    said = await desk.answer(ticket)
    load.claim_ms.append((time.monotonic() - begun_s) * 1000)
    return said


def _percentiles(name: str, measured_ms: list[float]) -> dict[str, float]:
    return {
        f"{name}_p{percent}_ms": float(np.percentile(measured_ms or [float("nan")], percent))
        for percent in (50, 95, 99, 100)
    }


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _errors_in(hub: RealHub) -> int:
    """Lines of the hub's log that tell of a fault."""
    return hub.log.read_text(encoding="utf-8").count(" ERROR ") if hub.log.exists() else 0


if __name__ == "__main__":
    for figure, value in measure(quick="--full" not in sys.argv[1:]).items():
        sys.stdout.write(f"{figure}: {value:.2f}\n")

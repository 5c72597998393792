"""What a crowd at the hub's door costs those inside and those who want in: python -m tests.bench.hub_floods [--full].

Floods come from a process of their own, against a real hub. Meanwhile a kiosk and a desk begin and finish calls, and
another kiosk comes and goes.
"""

import asyncio
import json
import re
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field

from kiosk.wire.hub import Claimed, Duty, Ended, Enqueue, Finish, Ring
from tests.support.flood import CANARY, flood, outcome
from tests.support.hub_town import Device, RealHub, devices, real_hub

QUICK_SILENT, FULL_SILENT = 2_000, 5_000
QUICK_HELLOS_S, FULL_HELLOS_S = 2.0, 10.0
HELLOS_PER_S = 1_000
VISIT_S = 0.1


@dataclass
class Watch:
    """What was measured while the flood ran."""

    claim_s: list[float] = field(default_factory=list)
    entered_s: list[float] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)


def measure(quick: bool = True) -> dict[str, float]:
    """Both floods; milliseconds, megabytes, counts."""
    silent = silent_sockets(QUICK_SILENT if quick else FULL_SILENT)
    guessers = bad_hellos(QUICK_HELLOS_S if quick else FULL_HELLOS_S)
    return {f"silent_{name}": value for name, value in silent.items()} | {
        f"hellos_{name}": value for name, value in guessers.items()
    }


def silent_sockets(count: int) -> dict[str, float]:
    """Connections that are opened as fast as they come and say nothing."""
    with real_hub(6, 3) as hub, flood("silent", str(hub.port), str(count)) as crowd:
        return asyncio.run(_watch(hub, crowd))


def bad_hellos(lasting_s: float) -> dict[str, float]:
    """HELLOS_PER_S guessers of tokens a second."""
    count = str(round(lasting_s * HELLOS_PER_S))
    with real_hub(6, 3) as hub, flood("hellos", str(hub.port), count, str(HELLOS_PER_S)) as crowd:
        return asyncio.run(_watch(hub, crowd))


async def _watch(hub: RealHub, crowd: subprocess.Popen[str]) -> dict[str, float]:
    watch = Watch()
    async with devices(hub, ["van-0", "desk-0"]) as inside:
        await asyncio.gather(_calls(watch, crowd, inside["van-0"], inside["desk-0"]), _visits(watch, crowd, hub))
    return _figures(hub, watch) | outcome(crowd)


async def _calls(watch: Watch, crowd: subprocess.Popen[str], van: Device, desk: Device) -> None:
    """One after the other, between two that were there before the crowd, or came with it."""
    await desk.say(Duty(on=True))
    number = 0
    while crowd.poll() is None:
        await _call(watch, van, desk, f"t-{number}")
        number += 1


async def _visits(watch: Watch, crowd: subprocess.Popen[str], hub: RealHub) -> None:
    """A kiosk comes, and goes as soon as it is welcomed."""
    while crowd.poll() is None:
        begun_s = time.monotonic()
        async with devices(hub, ["van-3"]):
            watch.entered_s.append(time.monotonic() - begun_s)
            watch.descriptors.append(hub.process.num_fds())
            watch.memory_mb.append(hub.process.memory_info().rss / 1e6)
            await asyncio.sleep(VISIT_S)


async def _call(watch: Watch, van: Device, desk: Device, ticket: str) -> None:
    desk.awaited = f"{ticket}\xa6".encode("latin-1")
    await van.say(Enqueue(ticket, "soudan"))
    await desk.see()
    begun_s = time.monotonic()
    claimed = await desk.answer(ticket)
    watch.claim_s.append(time.monotonic() - begun_s)
    assert isinstance(claimed, Claimed)
    await van.hear(Ring)
    await desk.say(Finish(claimed.call, claimed.epoch, "clerk", "done"))
    await van.hear(Ended)


def _figures(hub: RealHub, watch: Watch) -> dict[str, float]:
    metrics = _metrics(hub)
    told = metrics + hub.log.read_text(encoding="utf-8")
    return {
        "claims": len(watch.claim_s),
        "claim_max_ms": max(watch.claim_s) * 1000,
        "entered_max_ms": max(watch.entered_s) * 1000,
        "descriptors_max": max(watch.descriptors),
        "descriptors_end": hub.process.num_fds(),
        "memory_max_mb": max(watch.memory_mb),
        "log_lines": len(hub.log.read_text(encoding="utf-8").splitlines()),
        "told_of_them": told.count(CANARY),
        **{f"refused_{code}": refused(metrics, code) for code in ("silent", "crowded", "bad_token")},
    }


def refused(metrics: str, code: str) -> float:
    """How often the hub says that it ended a connection for this reason."""
    found = re.search(rf'madoguchi_refused_total{{code="{code}"}} (\S+)', metrics)
    return float(found[1]) if found is not None else float("nan")


def _metrics(hub: RealHub) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{hub.inside_port}/metrics", timeout=5) as answer:
        text: str = answer.read().decode("utf-8")
        return text


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(quick="--full" not in sys.argv[1:]), indent=1) + "\n")

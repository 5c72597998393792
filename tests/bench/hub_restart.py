"""How long a killed hub is away while fifty wait, and whether everybody has the old place."""

import asyncio
import tempfile
from pathlib import Path

from kiosk.wire.hub import Enqueue, Place
from tests.stories.test_hub_restart import WAITING, RealHub, real_hub


def measure(quick: bool = True) -> dict[str, float]:
    """Seconds from the start of the process until it listens, and how many stand in another place than before."""
    with tempfile.TemporaryDirectory(prefix="hub-restart-") as folder:
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> dict[str, float]:
    async with real_hub(folder) as hub:
        await hub.start()
        before = await _line_up(hub)
        await hub.kill()
        away_s = await hub.start()
        after = await _line_up(hub)
    return {"away_s": away_s, "moved": float(sum(one != other for one, other in zip(before, after, strict=True)))}


async def _line_up(hub: RealHub) -> list[tuple[int, int]]:
    """Number and place of each kiosk, which all ask in the same order."""
    places = []
    for n in range(WAITING):
        van = await hub.enter(f"van-{n}")
        await van.say(Enqueue(f"t-{n}", "soudan"))
        place = await van.hear(Place)
        places.append((place.number, place.ahead))
    return places

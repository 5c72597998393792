"""Those who run the hub see how it does; nobody outside does, and no figure says who anybody is."""

from dataclasses import replace

import aiohttp
import pytest

from kiosk.wire.hub import Ended, Finish
from tests.stories.test_hub_calls import talking
from tests.unit.hub.town import PLAN, Town, town

WATCHED = replace(PLAN, inside_port=0, outcomes=frozenset({"done", "later"}))


async def inside(midori: Town, path: str) -> tuple[int, str]:
    assert midori.hub.inside is not None
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"http://127.0.0.1:{midori.hub.inside.port}{path}") as answer,
    ):
        return answer.status, await answer.text()


@pytest.mark.asyncio
async def test_the_figures_count_devices_calls_and_outcomes_and_name_nobody() -> None:
    async with town(WATCHED) as midori:
        van, desk, ring = await talking(midori)
        _, text = await inside(midori, "/metrics")
        assert 'madoguchi_devices{role="kiosk"} 1.0' in text
        assert "madoguchi_calls 1.0" in text
        assert 'madoguchi_desks_on_duty{profile="normal",section="citizens"} 1.0' in text
        await desk.say(Finish(ring.call, ring.epoch, "clerk", "done"))
        await van.hear(Ended)
        _, text = await inside(midori, "/metrics")
        assert 'madoguchi_outcomes_today_total{outcome="done"} 1.0' in text
        for secret in ("van-1", "desk-1", "佐藤", "clerk-1", ring.call, "t-1", "temple"):
            assert secret not in text, secret


@pytest.mark.asyncio
async def test_an_outcome_that_the_city_does_not_list_makes_no_new_label() -> None:
    async with town(WATCHED) as midori:
        van, desk, ring = await talking(midori)
        await desk.say(Finish(ring.call, ring.epoch, "clerk", "made-up-by-somebody"))
        await van.hear(Ended)
        _, text = await inside(midori, "/metrics")
        assert "made-up" not in text
        assert 'madoguchi_outcomes_today_total{outcome="other"} 1.0' in text


@pytest.mark.asyncio
async def test_outside_only_well_or_unwell_is_said_inside_why() -> None:
    async with town(WATCHED) as midori:
        assert await midori.health() == (200, b"")
        status, text = await inside(midori, "/health")
        assert status == 200
        assert '"engine": "well"' in text
        async with (
            aiohttp.ClientSession() as http,
            http.get(f"http://127.0.0.1:{midori.hub.port}/metrics") as answer,
        ):
            assert answer.status == 404


@pytest.mark.asyncio
async def test_without_the_wish_there_is_no_second_door() -> None:
    async with town(PLAN) as midori:
        assert midori.hub.inside is None

"""Each message goes on the channel whose promise it needs."""

import pytest

from kiosk.domain.annotation import Tool
from kiosk.media.events import PeerSaid
from kiosk.media.generation import Generation
from kiosk.wire.channels import LIVE, SURE, Channel
from kiosk.wire.peer import Marks, Pointing, StrokePiece, ToPeer
from tests.media.pair import pair


@pytest.mark.asyncio
async def test_a_pointer_may_be_lost_and_a_mark_may_not(monkeypatch: pytest.MonkeyPatch) -> None:
    used: dict[ToPeer, Channel] = {}
    pointing = Pointing(1, "tray.van", 100, 200, on=True)
    marks = Marks((StrokePiece(1, "tray.van", Tool.PEN, 0, ((100, 200),)),))
    send = Generation.send

    def noted(generation: Generation, message: ToPeer, channel: Channel) -> bool:
        used[message] = channel
        return send(generation, message, channel)

    async with pair() as both:
        await both.connect()
        monkeypatch.setattr(Generation, "send", noted)
        for message in (pointing, marks):
            assert both.kiosk.media.send(message)
            await both.desk.hears(PeerSaid, lambda said, message=message: said.message == message)  # type: ignore[misc]
    assert (used[pointing], used[marks]) == (LIVE, SURE)

"""From よみあげ to its first sound at the loudspeaker: `python -m tests.bench.aloud`; a real voice, a mock device.

The clock runs from the flow's wish to the first block with sound in it that the ear's child plays; a touch comes to the
flow within the time that the row `demo` measures.
"""

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from drivers.mock_room import RoomServer
from kiosk.app.places import assets
from kiosk.content.lexicon import read_lexicon
from kiosk.domain.snapshot import Health
from kiosk.ear.ear import Ear, EarPlan
from kiosk.speech.events import SpeechEvent
from kiosk.speech.plan import SpeechPlan
from kiosk.speech.speech import Voice
from tests.support.texts import japanese

RUNS = 40
_GLANCE_S = 0.002
_HEARD = 0.0005


def main() -> None:
    """Prints one line for each figure."""
    with tempfile.TemporaryDirectory() as folder, RoomServer(Path(folder) / "room.sock") as server:
        ear = Ear(EarPlan("mock", {"place": "van", "signal": "silence"}, server.address), lambda _: None)
        well = threading.Event()

        def told(event: SpeechEvent) -> None:
            if getattr(event, "health", None) is Health.OK:
                well.set()

        voice = Voice(SpeechPlan("openjtalk"), read_lexicon(assets() / "speech" / "lexicon.toml"), ear.aloud, told)
        ear.start()
        voice.start()
        try:
            well.wait(30)
            _until(lambda: ear.aloud.waiting() is not None)
            time.sleep(1.0)
            for name, ahead in (("shown", True), ("other", False)):
                found = sorted(_delay_ms(ear, voice, ahead, number) for number in range(RUNS))
                sys.stdout.write(f"{name}_ms: {median(found):.0f}\n")
                sys.stdout.write(f"{name}_p95_ms: {found[round(0.95 * (RUNS - 1))]:.0f}\n")
        finally:
            voice.stop()
            ear.stop()


def _delay_ms(ear: Ear, voice: Voice, ahead: bool, number: int) -> float:
    """Of one text; no two that follow each other are the same."""
    sentences = _texts()[number % len(_texts())]
    voice.hush()
    _until(lambda: _played(ear) < _HEARD / 10)
    if ahead:
        voice.prepare(sentences, slow=True)
        _until(lambda: voice.is_prepared)
    begun = time.perf_counter()
    voice.read(number, sentences, slow=True)
    _until(lambda: _played(ear) > _HEARD)
    return 1000 * (time.perf_counter() - begun)


def _texts() -> list[tuple[str, ...]]:
    """Screens as they are read."""
    text = japanese()
    names = ("home.how", "confirm.body", "waiting.sound", "question.still_there.body", "called.body", "wiping.body")
    return [(text(name),) for name in names if name in text.ids]


def _played(ear: Ear) -> float:
    levels = ear.levels()
    return levels.played if levels is not None else 0.0


def _until(fits: Callable[[], bool], within_s: float = 20.0) -> None:
    end_s = time.monotonic() + within_s
    while not fits():
        if time.monotonic() > end_s:
            raise RuntimeError("nothing came")
        time.sleep(_GLANCE_S)


if __name__ == "__main__":
    main()
